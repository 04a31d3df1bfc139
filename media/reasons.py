"""Why a film is made, or made again: what its recipe says now against what was made before."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from media.render.recipe import Known, Recipe
from media.timecode import clock

_CARDS = {"title": "why-title", "end": "why-end", "logo": "why-logo", "nameplate": "why-nameplate"}
_PART = ("from_ms", "to_ms")
_PLACE = ("place", "surround")


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One reason, as code and parameters of its sentence."""

    code: str
    params: dict[str, object] = field(default_factory=dict)


def reasons(former: Known | None, wanted: Recipe) -> list[Reason]:
    """All that changed since a film was made; that there was none; or that it is no longer what was made."""
    if former is None:
        return [Reason(code="why-first")]
    if former.written["key"] == wanted.key:
        return [] if former.is_whole() else [Reason(code="why-damaged", params={"file": former.path.name})]
    return list(_changed(former.written, wanted.written)) or [Reason(code="why-timing")]


def _changed(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Reason]:
    if before["made_with"] != now["made_with"]:
        yield Reason(code="why-programs")
    old, new = before["timeline"], now["timeline"]
    if old["shot"]["film"]["path"] != new["shot"]["film"]["path"]:
        yield Reason(code="why-film")
    for names, code in ((_PART, "why-part"), (_PLACE, "why-place")):
        if any(old["shot"][name] != new["shot"][name] for name in names):
            yield Reason(code=code)
    if old["sound"] != new["sound"]:
        yield Reason(code="why-sound")
    yield from _subtitles(_captions(old), _captions(new))
    for kind, code in _CARDS.items():
        if _looks(old, kind) != _looks(new, kind):
            yield Reason(code=code)


def _subtitles(old: Mapping[int, Any], new: Mapping[int, Any]) -> Iterator[Reason]:
    """Subtitles said otherwise, new, or gone; where each begins is what it is known by."""
    said: tuple[tuple[str, Callable[[int], bool]], ...] = (
        ("why-subtitles-changed", lambda at: at in old and at in new and old[at] != new[at]),
        ("why-subtitles-new", lambda at: at not in old),
        ("why-subtitles-gone", lambda at: at not in new),
    )
    for code, applies in said:
        if found := [at for at in sorted({*old, *new}) if applies(at)]:
            moments = ", ".join(clock(at) for at in found[:3])
            yield Reason(code=code, params={"count": len(found), "moments": moments})


def _captions(timeline: Mapping[str, Any]) -> dict[int, Any]:
    """The subtitles by the moment of the film at which they begin, as their file has it."""
    lead = timeline["shot"]["start_ms"] - timeline["shot"]["from_ms"]
    found = (one for one in timeline["elements"] if one["kind"] == "caption")
    return {one["start_ms"] - lead: (one["end_ms"] - lead, one["shapes"]) for one in found}


def _looks(timeline: Mapping[str, Any], kind: str) -> list[Any]:
    """What elements of a kind look like; when the film ends is no matter of theirs."""
    times = ("start_ms", "end_ms")
    found = (one for one in timeline["elements"] if one["kind"] == kind)
    return [{name: value for name, value in one.items() if name not in times} for one in found]
