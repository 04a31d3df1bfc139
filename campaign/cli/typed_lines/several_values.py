"""Several values where a line takes one, and words for both or all of them: what to type instead."""

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from campaign.cli import language
from campaign.cli.typed_lines import (
    lacking,
    loose_words,
    offered_lines,
    spaced_words,
    tried_words,
    typed_text,
)
from campaign.cli.typed_lines.typed_line import Line, Slip, apart
from campaign.messages import pasteable, translate
from campaign.typed import numbers, words
from media.text import folding
from schedules.errors import BadRequest

if TYPE_CHECKING:
    from campaign.cli.app import Desk

_KEPT = {"record", "add", "init"}  # commands that write down what they are given: each value is said
_ONE_EACH = {
    "--by": "slip-one-person",
    "--testimony": "slip-one-film",
}  # options that have one value by nature
_BOTH = 2
_SLUG = re.compile(r"[a-z][a-z0-9-]*")
_MOST_LINES = 9  # that are offered for as many numbers
_MOST_WORDS = 5  # for both or all: `toutes les deux`


def one_number(root: click.Group, line: Line, desk: "Desk | None") -> BadRequest | None:
    """Refuse `2 3` and `2-3` where one number is taken: the command is run for each, with a moment that is one."""
    arguments = [one for one in line.command.params if isinstance(one, click.Argument)]
    free = [place for place, one in enumerate(line.words) if one.free]
    said = [line.words[place].text for place in free]
    if not arguments or not said or not isinstance(arguments[0].type, typed_text.Number):
        return None
    if isinstance(arguments[0].type, typed_text.Numbers) or any(one.required for one in arguments[1:]):
        return None
    try:
        each = numbers.several(" ".join(said))
    except BadRequest:
        return None
    if len(each) < _BOTH:
        return None
    texts = [one.text for place, one in enumerate(line.words) if place not in free[1:]]
    lines = [line.rewritten([*texts[: free[0]], str(one), *texts[free[0] + 1 :]]) for one in each]
    text, wrong = " ".join(said), offered_lines.wrong(apart(root, lines[0]), desk)
    if wrong and "--at" in texts:
        bare = [one for one in lines[0] if one not in ("--at", wrong.text)]
        reason = translate.say(wrong.refusal.code, wrong.refusal.params, language.current())
        return BadRequest("slip-numbers-moment", text=text, line=pasteable.line(bare), said=reason)
    told = ", ".join(f"`campaign {pasteable.line(one)}`" for one in lines[:_MOST_LINES])
    return BadRequest("slip-numbers", text=text, lines=told)


def all_of(line: Line, desk: "Desk | None") -> Slip | None:
    """Refuse `--act les deux` and `--state toutes`: with each value, or without the option where all are meant."""
    for place, one in enumerate(line.words):
        known = _values(one.option, desk) if one.option else ()
        end = _end_of_all(line, place, known) if known else place
        if end > place and one.option:
            said = " ".join(each.text for each in line.words[place:end])
            return _with_values(line, place - 1, end, one.option, known, said)
    return None


def _values(option: click.Parameter, desk: "Desk | None") -> Sequence[str]:
    """Return what an option may be, as it is typed; nothing where that is not known."""
    if isinstance(option.type, typed_text.Word):
        return [translate.one_piece(code, desk.lang if desk else None) for code in option.type.codes]
    if isinstance(option.type, typed_text.Language | typed_text.Languages) and desk:
        return lacking.values(option, desk)
    return ()


def _end_of_all(line: Line, place: int, known: Sequence[str]) -> int:
    """Return where the words end that mean all of the known, from a place on; that place where none do."""
    for end in range(min(place + _MOST_WORDS, len(line.words)), place, -1):
        rest = line.words[place + 1 : end]
        meant = words.find(" ".join(one.text for one in line.words[place:end]), ("all", "both"))
        if all(one.free for one in rest) and (meant == "all" or (meant and len(known) == _BOTH)):
            return end
    return place


def _with_values(
    line: Line, start: int, end: int, option: click.Parameter, known: Sequence[str], said: str
) -> Slip | None:
    name, texts = option.opts[-1], [one.text for one in line.words]
    if option.multiple and line.command.name in _KEPT:
        texts[start:end] = [word for value in known for word in (name, value)]
        return Slip(code="slip-values", meant=line.rewritten(texts), params={"option": name, "text": said})
    if option.required or line.command.name in _KEPT:
        texts[start:end] = [name, known[0]]
        return Slip(code="slip-one-value", meant=line.rewritten(texts), params={"option": name, "text": said})
    if line.command.name == "edit":
        return None
    del texts[start:end]
    return Slip(code="slip-all-values", meant=line.rewritten(texts), params={"option": name, "text": said})


def twice(line: Line) -> BadRequest | None:
    """Refuse `--by An --by Bram` and two films for a post, of which each has a line of its own."""
    for name, code in _ONE_EACH.items():
        places = [place for place, one in enumerate(line.words) if name in getattr(one.option, "opts", ())]
        if len(places) < _BOTH or getattr(line.words[places[0]].option, "multiple", False):
            continue
        lines = [_with_one(line, places, kept) for kept in places]
        return BadRequest(
            code, lines=", ".join(f"`campaign {pasteable.line(one)}`" for one in dict.fromkeys(lines))
        )
    return None


def _with_one(line: Line, places: Sequence[int], kept: int) -> tuple[str, ...]:
    """Return a line with one of the values of an option alone."""
    gone = {at for place in places if place != kept for at in (place - 1, place)}
    return tuple(line.rewritten([one.text for at, one in enumerate(line.words) if at not in gone]))


def one_at_a_time(line: Line, desk: "Desk | None") -> Slip | None:
    """Refuse `plan import a.csv b.csv` and `testimony show fatou koen`, which take one, with the line for the first."""
    arguments = list(_arguments(line.command))
    free = [place for place, one in enumerate(line.words) if one.free and loose_words.is_apart(line, place)]
    free = free[: len(free) - len(arguments) + 1]
    said = [line.words[place].text for place in free]
    if not arguments or arguments[0].nargs == -1 or len(said) < _BOTH:
        return None
    if len(arguments) > 1 and not spaced_words.is_name(arguments[0]):
        return None
    if spaced_words.is_name(arguments[0]):
        are_each = set(said) <= set(lacking.known_films(desk))
    else:
        are_each = isinstance(arguments[0].type, click.Path) and spaced_words.is_file_name(said[-1])
    ends = [place for place, one in enumerate(said) if _is_whole(one, said) or _is_slug_like(arguments, one)]
    if not are_each or len(ends) < _BOTH:
        return None
    texts = [one.text for place, one in enumerate(line.words) if place not in free[1:]]
    texts[free[0]] = " ".join(said[: ends[0] + 1])
    return Slip(code="slip-one-each", meant=line.rewritten(texts), params={"text": " ".join(said)})


def unknown_films(line: Line, desk: "Desk | None") -> BadRequest | None:
    """Refuse `testimony remove koen four2`, of which there may be none, with those that there are: one at a time."""
    arguments = list(_arguments(line.command))
    said = [
        one.text for place, one in enumerate(line.words) if one.free and loose_words.is_apart(line, place)
    ]
    if len(arguments) != 1 or not spaced_words.is_name(arguments[0]) or len(said) < _BOTH:
        return None
    known = lacking.known_films(desk)
    if not known or not all(_SLUG.fullmatch(one) for one in said) or loose_words.slip(line):
        return None
    return BadRequest("slip-one-film-known", text=" ".join(said), known=known)


def _is_whole(text: str, said: Sequence[str]) -> bool:
    """Tell whether a word is a file of its own; without an ending only beside others that there are."""
    are_there = all(Path(one).is_file() for one in said)
    return spaced_words.is_file_name(text) and (are_there or "." in Path(text).name)


def _is_slug_like(arguments: Sequence[click.Argument], text: str) -> bool:
    return spaced_words.is_name(arguments[0]) and bool(text)


def films(line: Line, error: Exception, desk: "Desk | None") -> BadRequest | Slip | None:
    """Refuse `fatou,koen` where one testimony is taken, or where several are that stand apart."""
    if not str(getattr(error, "code", "")).startswith("no-such-testimony"):
        return None
    written = str(getattr(error, "params", {}).get("slug"))
    parts, films = words.apart(written), set(lacking.known_films(desk))
    places = [place for place, one in enumerate(line.words) if one.text == written]
    if len(places) == 1 and tried_words.joins(written, "and", "until") and line.words[places[0]].free:
        return _joined_films(line, places[0], films)
    if len(parts) >= _BOTH and films and not set(parts) <= films and all(map(_SLUG.fullmatch, parts)):
        return BadRequest("slip-one-film-known", text=written, known=sorted(films))
    if len(parts) < _BOTH or not set(parts) <= films or len(places) != 1:
        return None
    texts, place = [one.text for one in line.words], places[0]
    takes_more = line.words[place].free and any(one.nargs == -1 for one in _arguments(line.command))
    texts[place : place + 1] = parts if takes_more else parts[:1]
    code = "slip-apart" if takes_more else "slip-one-each"
    return Slip(code=code, meant=line.rewritten(texts), params={"text": written})


def _joined_films(line: Line, place: int, films: Collection[str]) -> Slip | None:
    """Refuse `koen en fatou` with the names alone, and `1 tot 2` as one word."""
    free = [at for at, one in enumerate(line.words) if one.free]
    said, texts = " ".join(line.words[at].text for at in free), [one.text for one in line.words]
    if spaced_words.are_numbers(said):
        texts = [said if at == free[0] else one for at, one in enumerate(texts) if at not in free[1:]]
        return Slip(code="slip-spaces", meant=line.rewritten(texts), params={"text": said})
    del texts[place]
    if not {line.words[at].text for at in free if at != place} <= set(films):
        return None
    return Slip(code="slip-apart", meant=line.rewritten(texts), params={"text": said})


def _arguments(command: click.Command) -> Iterator[click.Argument]:
    return (one for one in command.params if isinstance(one, click.Argument))


def posts(line: Line, error: Exception) -> Slip | None:
    """Refuse numbers of which some are of no post, with the line for the others."""
    rest, code = getattr(error, "params", {}).get("rest"), str(getattr(error, "code", ""))
    places = [place for place, one in enumerate(line.words) if one.free and one.text[:1] in "0123456789#nN"]
    if not rest or not code.startswith("no-such-post") or not places:
        return None
    texts = [one.text for place, one in enumerate(line.words) if place not in places[1:]]
    texts[places[0]] = numbers.spans(rest)
    told = {name: value for name, value in getattr(error, "params", {}).items() if name != "rest"}
    return Slip(code=f"{code}-rest", meant=line.rewritten(texts), params=told)


def person(line: Line, desk: "Desk | None") -> Slip | None:
    """Refuse `testimony show Fatou Exemple` with the short name of the one film in which that person speaks."""
    free = [place for place, one in enumerate(line.words) if one.free]
    arguments = list(_arguments(line.command))
    if len(arguments) != 1 or not spaced_words.is_name(arguments[0]) or free != list(range(len(free))):
        return None
    said = " ".join(line.words[place].text for place in free)
    found = [(slug, name) for slug, name in lacking.speakers(desk) if folding.same(name, said)]
    if len(found) != 1 or len(free) < _BOTH:
        return None
    texts = [found[0][0], *(one.text for one in line.words[len(free) :])]
    told: dict[str, object] = {"slug": said, "person": found[0][1], "name": found[0][0]}
    return Slip(code="testimony-meant-person", meant=line.rewritten(texts), params=told)


def organisations(line: Line, desk: "Desk | None") -> Slip | None:
    """Refuse the two names of `organisation rename` without quotes, where one of them is known."""
    free = [one.text for one in line.words if one.free]
    if desk is None or line.before != ("organisation", "rename") or len(free) <= _BOTH:
        return None
    known = lacking.organisations(desk)
    pairs = [(" ".join(free[:end]), " ".join(_new_name(free[end:]))) for end in range(1, len(free))]
    meant = next((pair for pair in pairs if pair[0] in known), None)
    meant = meant or next((pair for pair in pairs if pair[1] in known), None)
    if meant is None:
        return None
    rest = [one.text for one in line.words if not one.free]
    told: dict[str, object] = {"text": next((one for one in meant if " " in one), " ".join(free))}
    return Slip(code="slip-spaces", meant=line.rewritten([*meant, *rest]), params=told)


def _new_name(said: Sequence[str]) -> Sequence[str]:
    """Return the words of a new name, without `naar` or `vers` before it."""
    return said[1:] if len(said) > 1 and tried_words.joins(said[0], "becomes") else said
