"""Options that a command has not and does not need: a reason where none is kept, `everywhere`; the line without."""

import re
from collections.abc import Sequence
from pathlib import Path

import click

from campaign.cli.typed_lines import offered_lines, tried_words
from campaign.cli.typed_lines.typed_line import Line, Slip, apart
from campaign.messages import pasteable
from campaign.typed import words
from media.text.folding import folded
from schedules.errors import BadRequest

_KEEPS_NO_REASON = (("post", "cancel"), ("post", "remove"), ("post", "unapprove"))
_TOKENS = {"token", "jeton", "sleutel", "toegangstoken", "accesstoken", "pagetoken"}
_EVERYWHERE = ("organisation", "rename")
PLACES = {  # where people would have posts go out, too
    "instagram", "insta", "ig", "linkedin", "tiktok", "youtube", "whatsapp", "twitter", "threads", "bluesky",
    "mastodon", "snapchat", "pinterest", "telegram",
}  # fmt: skip
_DATE = re.compile(r"(?<!\d)\d{1,4}[/\\]\d{1,4}(?:[/\\]\d{2,4})?(?!\d)")  # in the name of a file


def elsewhere(line: Line) -> BadRequest | None:
    """Refuse `post send 1 --to instagram`: posts go out on Facebook alone."""
    if line.before[:1] != ("post",):
        return None
    for before, one in zip((None, *line.words), line.words, strict=False):
        is_text = one.option is not None or (before is not None and before.text in _texts(line))
        if not is_text and folded(one.text.rpartition("=")[2]) in PLACES:
            return BadRequest("post-facebook-only", place=one.text.rpartition("=")[2])
    return None


def slashes(line: Line, error: Exception) -> Slip | None:
    """Refuse `backup "copy of 30/11.zip"`, where there is no such folder, with hyphens in the date."""
    if not isinstance(error, OSError):
        return None
    for place, one in enumerate(line.words):
        meant = _DATE.sub(lambda found: re.sub(r"[/\\]", "-", found[0]), one.text)
        if meant != one.text and not Path(one.text).parent.is_dir() and Path(meant).parent.is_dir():
            texts = [each.text for each in line.words]
            texts[place] = meant
            return Slip(code="slip-slashes", meant=line.rewritten(texts), params={"text": one.text})
    return None


def token(line: Line) -> BadRequest | None:
    """Refuse `page connect 123 --token ABC` with a line without the token, of which nothing is shown."""
    if line.path != ("page", "connect"):
        return None
    place = next((at for at, one in enumerate(line.words) if _is_token(one.text)), None)
    if place is None:
        return None
    ids = [one.text for one in line.words[:place] if one.text.isdecimal()]
    meant = [*line.front, *line.path, *(["--page-id", ids[0]] if ids else [])]
    typed = pasteable.line(meant)
    return BadRequest("token-typed", line=typed)


def _is_token(text: str) -> bool:
    return folded(text.partition("=")[0].lstrip("-")) in _TOKENS and text.startswith("--")


def until_idle(line: Line) -> Slip | None:
    """Refuse `run --until idle` with the option that it means."""
    tried = {"idle", *tried_words.tried("option_words", "--")["--until-idle"]}
    has_it = any("--until-idle" in one.opts for one in line.command.params)
    for place, one in enumerate(line.words):
        is_until = one.option is not None and "--until" in one.option.opts
        if has_it and is_until and place and folded(one.text) in tried:
            texts = [each.text for each in line.words]
            texts[place - 1 : place + 1] = ["--until-idle"]
            return Slip(
                code="slip-option", meant=line.rewritten(texts), params={"text": f"--until {one.text}"}
            )
    return None


def _texts(line: Line) -> set[str]:
    """Return the options whose value is a text, of which a word may be."""
    return {name for one in line.command.params if one.name == "caption" for name in one.opts}


def slip(root: click.Group, line: Line, error: click.NoSuchOption) -> Slip | None:
    """Refuse an option that is not needed with the line without it; None where it is none of those."""
    written = folded(error.option_name.lstrip("-"))
    keeps_one = any(one.name == "reason" for one in line.command.params)
    if not keeps_one and written in {"reason", *tried_words.tried("argument_words")["reason"]}:
        return _without(root, line, error.option_name, "slip-no-reason", has_value=True)
    if found := _taken_away(line, written):
        return found
    is_everywhere = tried_words.joins(written, "everywhere") or words.find(written, ("all",))
    if line.before[-2:] == _EVERYWHERE and is_everywhere:
        return _without(root, line, error.option_name, "slip-everywhere", has_value=False)
    return None


def _taken_away(line: Line, written: str) -> Slip | None:
    """Return `testimony edit SLUG --subtitles nl:` for `--remove-subtitles nl`."""
    removing = {"remove", "delete", "no", "without", *tried_words.tried("command_words")["remove"]}
    named = {"subtitles", *tried_words.tried("option_words", "--")["--subtitles"]}
    meant = {f"{one}{other}" for one in removing for other in named}
    meant |= {f"{other}{one}" for one in removing for other in named}
    texts = [one.text for one in line.words]
    place = next(
        (at for at, text in enumerate(texts) if folded(text.partition("=")[0].lstrip("-")) in meant), None
    )
    if line.path != ("testimony", "edit") or written not in meant or place is None:
        return None
    value = texts[place].partition("=")[2] or "".join(texts[place + 1 : place + 2])
    texts[place : place + (1 if "=" in texts[place] else 2)] = ["--subtitles", f"{value or 'L'}:"]
    return Slip(code="slip-subtitles-away", meant=line.rewritten(texts), params={})


def reason(line: Line) -> Slip | None:
    """Refuse `post cancel 2 doublon` with the line without the words that say why: it keeps no reason."""
    if line.before[-2:] not in _KEEPS_NO_REASON:
        return None
    free = [place for place, one in enumerate(line.words) if one.free]
    texts = [line.words[place].text for place in free]
    count = next((at for at, text in enumerate(texts) if not any(map(str.isdecimal, text))), len(texts))
    is_apart = free != list(range(len(free)))  # an option before it, of whose value it may be
    if not 0 < count < len(texts) or is_apart or words.find(texts[count], ("all",)):
        return None
    left = [one.text for place, one in enumerate(line.words) if place not in free[count:]]
    return Slip(code="slip-no-reason", meant=line.rewritten(left), params={"option": texts[count]})


def _without(root: click.Group, line: Line, option: str, code: str, *, has_value: bool) -> Slip | None:
    """Return the line without an option and the words behind it, as many as leave a line that is read."""
    texts = [one.text for one in line.words]
    place = next((at for at, text in enumerate(texts) if text.partition("=")[0] == option), None)
    if place is None:
        return None
    end = place + 1
    while has_value and end < len(texts) and line.words[end].free:
        end += 1
    for last in range(end, place, -1):
        meant = line.rewritten([*texts[:place], *texts[last:]])
        if is_whole(apart(root, meant)):
            return Slip(code=code, meant=meant, params={"option": option, "command": " ".join(line.before)})
    return None


def is_whole(line: Line) -> bool:
    """Tell whether a line is read and has all that its command must be given."""
    arguments: Sequence[click.Parameter] = [
        one for one in line.command.params if isinstance(one, click.Argument) and one.required
    ]
    return offered_lines.is_read(line) and sum(one.free for one in line.words) >= len(arguments)
