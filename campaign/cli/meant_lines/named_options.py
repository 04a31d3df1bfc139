"""Options by a word of any language, with or without a value, before a command and behind it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import click

from campaign.cli.typed_lines import tried_words, typed_text
from campaign.cli.typed_lines.typed_line import Line, Slip
from campaign.typed import words
from media.text.folding import folded

_DISPLAY = "--name-display"
_SEAL = "--seal"
_TWO = 2
_TIME = re.compile(r"\d{1,2}\s*(?:[:uhH.]\s*\d{0,2}|uur|heures?)\s*", re.IGNORECASE)  # 18u30, 18:30
_SLUG = re.compile(r"[a-z][a-z0-9-]*")
# Words before an option that is to take something away, as in `--sans-vignette`: the option with an empty text.
_AWAY = {
    "verwijder", "zonder", "geen", "wis", "weg", "supprimer", "sans", "retirer", "enlever", "effacer", "pas", "no",
    "remove", "delete", "without", "clear",
}  # fmt: skip

_SHORT = 2  # signs of an option of one letter, which nobody can tell


def slip(root: click.Group, line: Line) -> Slip | None:
    """Refuse `--taal nl` and `--légende=Bonjour` with the options that they mean; None where nobody can tell."""
    return _of_moment(line) or _of_password(line) or _of_emptied(line) or _of_words(root, line)


def _of_moment(line: Line) -> Slip | None:
    """Refuse `--date 2/12/2030 --heure 18u30`, a moment in two options, with the one that it is."""
    if not any("--at" in one.opts for one in line.command.params):
        return None
    texts, found = [one.text for one in line.words], list[tuple[int, int, str]]()
    for place, one in enumerate(line.words):
        if one.free or (one.option is not None and "--at" not in one.option.opts):
            continue
        name, sign, value = _apart(one.text) if one.option is None else ("", "", "")
        if name != "--at" and (not name or _called(name, line.command) != "--at"):
            continue
        end = place + 1
        while not sign and end < len(texts) and (line.words[end].free or line.words[end].option is not None):
            end += 1
        found.append((place, end, value if sign else " ".join(texts[place + 1 : end])))
    if len(found) != _TWO or not all(value for _, _, value in found):
        return None
    days = sorted((value for _, _, value in found), key=lambda value: bool(_TIME.fullmatch(value)))
    (start, first, _), (second, end, _) = found
    left = [*texts[:start], "--at", " ".join(days), *texts[first:second], *texts[end:]]
    written = texts[start].partition("=")[0]
    told: dict[str, object] = {"options": [written, texts[second].partition("=")[0]]}
    return Slip(code="slip-one-moment", meant=line.rewritten(left), params=told)


def _of_emptied(line: Line) -> Slip | None:
    """Refuse such an option with what empties it, where the command changes a thing and the option can be empty."""
    if line.path[-1:] != ("edit",):
        return None
    for place, one in enumerate(line.words):
        name = _emptied(one.text, line.command) if one.option is None and one.text.startswith("--") else None
        if name:
            texts = [each.text for each in line.words]
            texts[place : place + 1] = [name, ""]
            return Slip(code="slip-emptied", meant=line.rewritten(texts), params={})
    return None


def _emptied(text: str, command: click.Command) -> str | None:
    first, _, rest = text.lstrip("-").partition("-")
    known = [one.opts[-1] for one in command.params if one.name in typed_text.EMPTIED]
    if folded(first) not in _AWAY or not rest:
        return None
    same = next((one for one in known if folded(one) == folded(rest)), None)
    return same or tried_words.called(rest, known, tried_words.tried("option_words", "--"))


def _of_password(line: Line) -> Slip | None:
    """Refuse `backup x.zip --wachtwoord geheim` without the password, which is asked for and seen by nobody."""
    for place, one in enumerate(line.words):
        name, sign, _ = _apart(one.text)
        is_option = one.option is None and not one.free and name.startswith("--")
        if not is_option or (name != _SEAL and _called(name, line.command) != _SEAL):
            continue
        behind = bool(sign) or (
            place + 1 < len(line.words) and line.words[place + 1].free and _room(line) <= 0
        )
        if not behind:
            continue
        texts = [each.text for each in line.words]
        texts[place : place + (1 if sign else 2)] = [_SEAL]
        return Slip(code="slip-password", meant=line.rewritten(texts), params={"option": name})
    return None


def _called(name: str, command: click.Command) -> str | None:
    """Return the option of a command that people call so, by a word for it."""
    known = [option for one in command.params for option in one.opts]
    return tried_words.called(name, known, tried_words.tried("option_words", "--"))


def _of_words(root: click.Group, line: Line) -> Slip | None:
    """Refuse options by words of any language with the options that they mean."""
    before, texts = list(line.before), [one.text for one in line.words]
    tried = [place for place, one in enumerate(line.words) if one.option is None and not one.free]
    is_full = _room(line) <= 0
    in_front = [place for place, one in enumerate(before) if one.startswith("-")]
    found = [
        *_renamed(before, in_front, root, is_full=is_full),
        *_renamed(texts, tried, line.command, is_full=is_full),
    ]
    bare = [] if found else list(_bare(line, texts, tried))
    if bare and not found:
        return Slip(code="slip-bare", meant=[*before, *texts], params={"text": bare[-1]})
    if not found:
        return None
    written, meant = found[0]
    error = click.NoSuchOption(written)
    error.possibilities = [meant]  # type: ignore[misc]
    return Slip(code="slip-meant", meant=[*before, *texts], params={"problem": error.format_message()})


def _renamed(
    texts: list[str], places: Sequence[int], command: click.Command, *, is_full: bool
) -> list[tuple[str, str]]:
    """Put the options that were meant in the places of those that were written; return both of each."""
    found = list[tuple[str, str]]()
    for place in reversed(places):
        name, sign, value = _apart(texts[place])
        behind = value if sign else next(iter(texts[place + 1 : place + 2]), "")
        meant = _meant(name, command, texts, is_full=is_full) if len(name) > _SHORT else None
        if meant := _short_name(name, meant, behind, command, texts):
            meant = _by_value(meant, behind, command)
            texts[place : place + 1] = [meant, value] if value and _has_value(meant, command) else [meant]
            found.insert(0, (name, meant))
    return found


def _short_name(
    name: str, meant: str | None, value: str, command: click.Command, texts: Sequence[str]
) -> str | None:
    """Return `--slug` for `--naam jan`, whose value is one, where a name is given besides or a person is meant."""
    if not any("--slug" in one.opts for one in command.params) or _given("--slug", texts):
        return meant
    if folded(name) not in tried_words.tried("option_words", "--")["--slug"]:
        return meant
    is_slug = _SLUG.fullmatch(value) is not None
    return "--slug" if is_slug and (meant is None or meant == "--speaker") else meant


def _given(option: str, texts: Sequence[str]) -> bool:
    return option in {one.partition("=")[0] for one in texts}


def _by_value(meant: str, value: str, command: click.Command) -> str:
    """Return how a name is shown, where `--naam voornaam` says that and no name."""
    shown = next((one.type for one in command.params if _DISPLAY in one.opts), None)
    is_way = isinstance(shown, click.Choice) and words.find(value, shown.choices) is not None
    return _DISPLAY if meant == "--person" and is_way else meant


def _has_value(name: str, command: click.Command) -> bool:
    return any(name in one.opts and not getattr(one, "is_flag", False) for one in command.params)


def _meant(name: str, command: click.Command, texts: Sequence[str], *, is_full: bool) -> str | None:
    """Return an option as it is called; None where it is known, where it stands there already, or nobody knows it."""
    options = {option: one for one in command.params for option in one.opts}
    if name in options or name == "--help" or (not is_full and _argument(name, command)):
        return None
    meant = tried_words.meant_option(name, command)
    if meant is None or meant == "--help":
        return None
    given = {one.partition("=")[0] for one in texts}
    return meant if meant not in given or options[meant].multiple else None


def _apart(word: str) -> tuple[str, str, str]:
    """Return an option, the sign behind it and its value, as `--taal:nl` and `-taal=nl` have them, too."""
    name, sign, value = re.match(r"([^=:]*)([=:]?)(.*)", word, re.DOTALL).groups()  # type: ignore[union-attr]
    return name, sign, value


def _room(line: Line) -> int:
    """Return how many more words a command takes without an option, which may be words of unknown options."""
    taken = [one for one in line.command.params if isinstance(one, click.Argument)]
    after = [
        one for before, one in pairwise(line.words) if one.free and not before.free and before.option is None
    ]
    unnamed = sum(one.free for one in line.words) - len(after)
    return len(taken) - unnamed if all(one.nargs == 1 for one in taken) else 1


def _argument(name: str, command: click.Command) -> bool:
    """Tell whether people call so what a command is given without an option."""
    known = tried_words.tried("argument_words")
    taken = [one.name or "" for one in command.params if isinstance(one, click.Argument)]
    own = {option for one in command.params for option in one.opts}
    return name not in own and any(folded(name.lstrip("-")) in known.get(one, ()) for one in taken)


def _bare(line: Line, texts: list[str], places: Sequence[int]) -> Iterator[str]:
    """Take away the names of what is given without one, each yielded; where there is room for what they name."""
    if _room(line) < 1:
        return
    for place in reversed(places):
        name, sign, value = _apart(texts[place])
        if len(name) > _SHORT and _argument(name, line.command):
            texts[place : place + 1] = [value] if sign else []
            yield name
