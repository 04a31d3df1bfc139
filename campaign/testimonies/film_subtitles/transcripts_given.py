"""What is said of a transcript that is given for a film's subtitles: the command that times it, for that very film."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from media.errors import BadInput
from media.findings import Detail, Finding

_CODES = ("subtitles-text-file", "subtitles-document")
_ADVICE = "advice-estimate"


@contextmanager
def of_film(film: Path | str, language: str) -> Iterator[None]:
    """Raise a refusal of what is no subtitles with the film and the language that its command needs."""
    try:
        yield
    except BadInput as wrong:
        if wrong.code not in _CODES:
            raise
        stem = str(wrong.params["path"]).rpartition(".")[0] or str(wrong.params["path"])
        known = {"text": f"{stem}.txt", "out": f"{stem}.vtt", "film": film, "language": language}
        raise BadInput(f"{wrong.code}-of", **{**wrong.params, **known}) from None


def told(one: Finding, film: Path | str, language: str) -> Finding:
    """Return a finding whose advice to estimate times has the film and the language."""
    advice = one.params.get("advice")
    if not isinstance(advice, Detail) or advice.code != _ADVICE:
        return one
    known = {**advice.params, "film": film, "language": language}
    return replace(one, params={**one.params, "advice": Detail(f"{_ADVICE}-of", known)})
