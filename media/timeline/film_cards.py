"""Which cards a film gets before and after it: those of its kit's look."""

from typing import Protocol

from media.brand.kit import Brand
from media.formats import Format
from media.lettering import bidi
from media.timeline import cards
from media.timeline.band import end_card, grid, title_card
from media.timeline.band.title_card import Moment
from media.timeline.scene import Element


class Speaker(Protocol):
    """Who speaks in a film."""

    @property
    def name(self) -> str | None:
        """As the consent allows it."""

    @property
    def role(self) -> str:
        """In the film's language."""

    @property
    def organisation(self) -> str:
        """For whom; empty where nobody is named."""


def of(
    speaker: Speaker | None,
    title: str,
    format: Format,
    brand: Brand,
    language: str,
    *,
    still: Moment | None,
    ends_ms: int,
) -> list[Element]:
    """The cards that a kit has; the film ends at `ends_ms`. BadInput for words that do not fit or cannot be drawn."""
    made = []
    if brand.title_ms:
        laid = band_title if has_band_title(brand) else _classic_title
        made.append(laid(speaker, title, format, brand, language, still))
    if brand.end_ms and brand.end_style == "split":
        until = ends_ms + end_card.lasts_ms(brand)
        grids = grid.of(format)
        made.append(end_card.end_card(grids, brand, language=language, start_ms=ends_ms, end_ms=until))
    elif brand.end_ms:
        times = {"start_ms": ends_ms, "end_ms": ends_ms + brand.end_ms}
        made.append(cards.end_card(format, brand, language, **times))
    return made


def has_band_title(brand: Brand) -> bool:
    """Whether a kit has the title card of the look "band"."""
    return brand.look == "band" or brand.title_picture == "film"


def band_title(
    speaker: Speaker | None, title: str, format: Format, brand: Brand, language: str, still: Moment | None
) -> Element:
    """The title card of the look "band", with a still of the film unless the kit wants none."""
    name, detail = (speaker.name, _joined(speaker.role, speaker.organisation)) if speaker else (None, "")
    words = title_card.said(title, name, detail, brand, language)
    shown = still if brand.title_picture == "film" else None
    return title_card.title_card(
        words, shown, grid.of(format), brand, language=language, end_ms=brand.title_ms
    )


def _classic_title(
    speaker: Speaker | None, title: str, format: Format, brand: Brand, language: str, still: Moment | None
) -> Element:
    credit = _joined(speaker.name or speaker.role, speaker.organisation) if speaker else ""
    words = {"eyebrow": brand.speak(brand.title_text, language), "heading": title, "credit": credit}
    return cards.title_card(format, brand, language, **words, start_ms=0, end_ms=brand.title_ms)


def _joined(*parts: str) -> str:
    return bidi.in_order([part for part in parts if part], " · ")
