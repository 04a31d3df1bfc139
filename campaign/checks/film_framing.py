"""Where the speaker is taken to be, in a film of which a format does not show all: said once for each film."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from media.brand import kit as brand_kit
from media.brand.kit import Brand
from media.errors import MediaError
from media.findings import Detail, Finding
from media.formats import Fill, Format
from media.sources.probe import Film
from media.timeline import shown_part
from schedules.model.records import Testimony

_NEARLY_ALL = 0.97  # of a side: what is cut of it is a sliver
_MUCH = 0.6  # of a side: where less is shown, a face that is not in the middle may be cut


@dataclass(frozen=True, kw_only=True)
class Framing:
    """How a film is framed: `fill` as on record; `centre` is None where it is assumed, and then `why` says why.

    `found` tells that its own pictures gave the centre; `subtitles` are the languages that it has some in.
    """

    slug: str
    language: str
    fill: str
    centre: tuple[int, int] | None
    found: bool = False
    why: str = "unsaid"
    subtitles: tuple[str, ...] = ()


def on_record(film: Testimony) -> Framing:
    """Return how a film is framed by its record."""
    found = film.centre_by == "found"
    return Framing(
        slug=film.slug,
        language=film.language,
        fill=film.fill,
        centre=film.known_centre,
        found=found,
        subtitles=tuple(film.subtitles),
    )


def findings(folder: Path, framing: Framing, film: Film, formats: Iterable[Format]) -> list[Finding]:
    """Return what is assumed of where the speaker is (F22) or was found (F23); nothing where nothing is cut.

    Nothing either where somebody said where, or where the kit cannot be read, which is said elsewhere.
    """
    if framing.centre and not framing.found:
        return []
    try:
        kit = brand_kit.load(folder / "brand").for_languages(framing.subtitles)
    except MediaError:
        return []
    kept = {one.name: _kept(one, kit, film, framing) for one in formats}
    cut = {name: part for name, part in kept.items() if part < _NEARLY_ALL}
    return [_told(framing, cut)] if cut else []


def _kept(format: Format, kit: Brand, film: Film, framing: Framing) -> float:
    """How much of a film's width or height a format shows, in the look that loses most."""
    fill = kit.fill if framing.fill == "kit" else cast("Fill", framing.fill)
    views = film.looks or (None,)
    shown = (
        shown_part.shown(film, format, kit, framing.language, fill=fill, centre=framing.centre, view=view)[0]
        for view in views
    )
    return min(map(shown_part.kept, shown))


def _told(framing: Framing, cut: dict[str, float]) -> Finding:
    where = f"testimony {framing.slug}"
    params: dict[str, object] = {"slug": framing.slug, "formats": ", ".join(cut)}
    if framing.centre:
        across, down = framing.centre
        return Finding(
            code="F23", severity="info", where=where, params={**params, "centre": f"{across},{down}"}
        )
    much = min(cut.values()) < _MUCH
    params["why"] = Detail(f"centre-{framing.why}", {})
    return Finding(code="F22", severity="warning" if much else "info", where=where, params=params)
