"""What advice may promise of `--fix`: what a trial of it shows, so that nothing is promised that is not done.

A fault that `--fix` leaves is told so, and the command is not offered for it, however often the file is looked at.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from media.findings import Detail
from media.subtitles import fixer, reader
from media.subtitles.model import Seen
from media.subtitles.norms import Context
from media.subtitles.reader import Opened

_PROMISES = {  # advice to run `--fix` -> the same where only some of a kind go, and where none does
    "advice-fix-times": ("advice-fix-some", "advice-by-hand"),
    "advice-fix-gap": ("advice-fix-some", "advice-gap"),
    "advice-fix-signs": ("advice-fix-signs-some", "advice-write-so"),
    "advice-fix-signs-so": ("advice-fix-signs-so-some", "advice-write-better"),
    "advice-fix-markup": ("advice-fix-some", "advice-by-hand"),
    "advice-fix-rolling": ("advice-fix-rolling", "advice-by-hand"),
}
_BY_FIX = {"advice-fix-times", "advice-fix-gap", "advice-fix-markup", "advice-fix-some"}
_OF_RULE = {"S03": "advice-fix-times", "S06": "advice-fix-gap", "S19": "advice-fix-signs"}


def kept(
    path: Path, seen: Iterable[Seen], context: Context, judged: Callable[[Opened], Sequence[Seen]]
) -> list[Seen]:
    """What was seen in a file, each with advice that is true; `judged` tells what would be seen after `--fix`."""
    advised = [_advised(one) for one in seen]
    if not any(_advice(one) in _PROMISES for one in advised):
        return advised
    mended, guess = fixer.fixed(path, context), ""
    if mended.unsure and (guess := next(filter(None, map(_guess, advised)), "")):
        mended = fixer.fixed(path, replace(context, encoding=guess))
    new = judged(reader.opened_content(path, mended.content, language=context.language))
    before, after = Counter(map(_kind, advised)), Counter(map(_kind, new))
    promised = [_with_promise(one, before[_kind(one)], after[_kind(one)]) for one in advised]
    return [_if_guessed_right(one, guess) for one in promised] if guess else promised


def by_hand(one: Seen) -> Seen:
    """What was seen, with advice to somebody who types: nothing is promised of `--fix`."""
    told = _advised(one)
    advice = told.params.get("advice")
    if not isinstance(advice, Detail) or advice.code not in _PROMISES:
        return told
    return replace(told, params={**told.params, "advice": replace(advice, code=_PROMISES[advice.code][1])})


def _guess(one: Seen) -> str:
    """The encoding that a file most likely has, where nobody can tell for sure and one is to be chosen."""
    advice = one.params.get("advice")
    chosen = isinstance(advice, Detail) and advice.code == "advice-choose-encoding"
    return str(advice.params["guess"]) if isinstance(advice, Detail) and chosen else ""


def _if_guessed_right(one: Seen, guess: str) -> Seen:
    """What was seen in a file that `--fix` mends only with its encoding: the advice names it."""
    if _advice(one) not in _BY_FIX:
        return one
    return replace(one, params={**one.params, "advice": Detail("advice-fix-with-guess", {"guess": guess})})


def _advised(one: Seen) -> Seen:
    advice = _OF_RULE.get(one.code)
    return replace(one, params={"advice": Detail(advice), **one.params}) if advice else one


def _advice(one: Seen) -> str:
    advice = one.params.get("advice")
    return advice.code if isinstance(advice, Detail) else ""


def _kind(one: Seen) -> tuple[str, str]:
    what = one.params.get("what")
    return one.code, what.code if isinstance(what, Detail) else ""


def _with_promise(one: Seen, before: int, after: int) -> Seen:
    advice = one.params.get("advice")
    if not after or not isinstance(advice, Detail) or advice.code not in _PROMISES:
        return one
    some, none = _PROMISES[advice.code]
    return replace(
        one, params={**one.params, "advice": replace(advice, code=some if after < before else none)}
    )
