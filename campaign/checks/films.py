"""What staff should know of a film that is taken as it is: where it changes, what is held, what a header has wrong."""

from collections.abc import Iterator
from itertools import pairwise

from media.findings import Finding, Severity
from media.sources.looks import Look
from media.sources.probe import Film
from media.timecode import clock

_MOST_SAID = 5  # changes of shape


def findings(film: Film, slug: str) -> list[Finding]:
    """Return what is worth a look in a testimony's film; nothing of it keeps the film from being used."""
    return [*_changes(film, slug), *_held(film, slug), *_wrong_header(film, slug)]


def _changes(film: Film, slug: str) -> Iterator[Finding]:
    """F11: the picture changes its shape in mid-film."""
    changes = [(old, new) for old, new in pairwise(film.looks) if _shape(old) != _shape(new)]
    if changes:
        said = [f"{clock(new.from_ms)} ({_shape(old)} > {_shape(new)})" for old, new in changes]
        more = ["..."] if len(said) > _MOST_SAID else []
        yield _found("F11", "info", slug, moments=", ".join(said[:_MOST_SAID] + more))


def _held(film: Film, slug: str) -> Iterator[Finding]:
    """F12: the sound lasts longer than the picture."""
    if film.picture_ms is not None:
        seconds = f"{(film.duration_ms - film.picture_ms) / 1000:.1f}"
        yield _found("F12", "info", slug, seconds=seconds, ends=clock(film.picture_ms), slug=slug)


def _wrong_header(film: Film, slug: str) -> Iterator[Finding]:
    """F13: the file says that it lasts longer than it does."""
    if film.promised_ms is not None:
        times = {"promised": clock(film.promised_ms), "there": clock(film.duration_ms)}
        yield _found("F13", "warning", slug, **times)


def _found(code: str, severity: Severity, testimony: str, **params: object) -> Finding:
    return Finding(code=code, severity=severity, where=f"testimony {testimony}", params=params)


def _shape(look: Look) -> str:
    return f"{look.width}x{look.height}"
