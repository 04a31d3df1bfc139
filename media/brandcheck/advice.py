"""What to write in brand.toml so that a text or logo shows: the least alpha under it, or the nearest colour."""

from collections.abc import Collection, Sequence

from media.brand import colour
from media.brand.colour import Ground
from media.brand.kit import Brand
from media.brandcheck import visibility
from media.brandcheck.visibility import ENOUGH, Drawn, Shown
from media.findings import Detail
from media.timeline.scene import Kind, Text

_WRITTEN_IN: dict[Kind, tuple[str, ...]] = {  # the colours that an element's text may have, likeliest first
    "caption": ("subtitle_text",),
    "nameplate": ("foreground", "accent"),
    "question": ("foreground", "accent"),
    "title": ("foreground", "accent"),
    "end": ("primary", "foreground", "accent"),
}
_PALER = 1.2  # the line under a name is drawn somewhat paler than the name
_GROUNDS = ("paper", "accent", "subtitle_box")


def for_text(
    brand: Brand,
    drawn: Drawn,
    shown: Shown,
    key: str,
    under: Sequence[Collection[Ground]],
    name: str | None = None,
) -> Detail:
    """Advice about a text that does not show.

    `key` says what lies under it, `under` what lies under texts of its colour: under all, and under those that do not
    show, for all of which one colour is advised; `name` which colour it has, if known.
    """
    if (alpha := _alpha(drawn, shown, key, ENOUGH)) is not None:
        return alpha
    written = shown.shape.colour if isinstance(shown.shape, Text) else ""
    if name or (name := _named(brand, written, _WRITTEN_IN.get(drawn.element.kind, ()))):
        return next(filter(None, (_nearest(name, written, one) for one in under)), None) or _no_colour(shown)
    ground = _named(brand, shown.ends[0], _GROUNDS) if len(shown.ends) == 1 else None
    near = _nearest(ground, shown.ends[0], [(written, written)]) if ground else None
    return near or Detail("advice-further")


def for_logo(drawn: Drawn, shown: Shown, key: str, least: float) -> Detail:
    """Advice about a logo that does not show."""
    return _alpha(drawn, shown, key, least) or Detail("advice-logo")


def _alpha(drawn: Drawn, shown: Shown, key: str, enough: float) -> Detail | None:
    """Advice to let less shine through, if that is enough."""
    section, _, name = key.rpartition(".")
    alpha = visibility.least_alpha(drawn, shown.shape, enough) if name == "box_alpha" else None
    line = f"`{name} = {alpha:.2f}`" if alpha else ""
    return Detail("advice-alpha", {"section": f"[{section}]", "line": line}) if alpha else None


def _named(brand: Brand, written: str, names: tuple[str, ...]) -> str | None:
    return next((name for name in names if getattr(brand.colors, name) == written), None)


def _nearest(name: str, written: str, others: Collection[Ground]) -> Detail | None:
    """Advice to take the nearest colour that shows on, or under, others; None where there is none."""
    paler = colour.nearest(written, others, ENOUGH * _PALER) if name == "foreground" else None
    near = paler or colour.nearest(written, others)
    return Detail("advice-colour", {"line": f'`{name} = "{near}"`'}) if near else None


def _no_colour(shown: Shown) -> Detail:
    return Detail("advice-grounds", {"colours": ", ".join(shown.ends)})
