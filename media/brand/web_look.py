"""A kit on a web page: its colours, each with text that can be read on it whatever the kit says, and its mark."""

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from media import pictures
from media.brand import colour, kit
from media.brand.kit import Brand
from media.errors import BadInput

LIGHT, DARK = ("#ffffff", "#f0f2f5"), ("#22252b", "#16181c")  # grounds of our pages by day and by night
_MARK = (480, 128)  # pixels: twice as large as it is shown, for sharp screens
_BADGE = 264  # pixels a side: a profile picture, twice as large as it is shown
_FILLED = 0.68  # how much of a badge's side its mark takes: the corners are cut off


@dataclass(frozen=True, kw_only=True)
class WebLook:
    """Colours as `#rrggbb`: a page's head, what it turns into, what catches the eye, links by day and by night.

    `on_ground` and `on_accent` are for text there. `mark` is a PNG for the head, `badge` a square one.
    """

    ground: str
    second: str
    on_ground: str
    accent: str
    on_accent: str
    link: str
    link_dark: str
    mark: bytes | None = None
    badge: bytes | None = None


PLAIN = WebLook(
    ground="#12355b",
    second="#1f7a78",
    on_ground="#ffffff",
    accent="#f2b441",
    on_accent="#2b1d00",
    link="#0a58ca",
    link_dark="#7db3ff",
)


def found(folder: Path) -> WebLook:
    """The look of the kit in a folder; ours where there is none, or one that is broken, which its check tells."""
    try:
        return of(kit.load(folder))
    except (BadInput, OSError):
        return PLAIN


def of(brand: Brand) -> WebLook:
    """A kit's look: its own colours, text moved towards black or white as far as reading it takes (WCAG 2 AA)."""
    colors = brand.colors
    logo = pictures.logo(brand.logo.on(colors.background)).convert("RGBA")
    return WebLook(
        ground=colors.background,
        second=colors.primary,
        on_ground=colour.readable(colors.foreground, (colors.background,)),
        accent=colors.accent,
        on_accent=colour.readable(colors.background, (colors.accent,)),
        link=colour.readable(colors.primary, LIGHT),
        link_dark=colour.readable(colors.primary, DARK),
        mark=_png(_within(logo, _MARK)),
        badge=_png(_badge(logo, colors.background)),
    )


def style(look: WebLook) -> str:
    """The look as what our pages call its colours, to stand behind the pages' own style."""
    return (
        f":root {{ --navy: {look.ground}; --sea: {look.second}; --on-navy: {look.on_ground};"
        f" --sun: {look.accent}; --on-sun: {look.on_accent}; --blue: {look.link}; }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ --blue: {look.link_dark}; }} }}\n"
    )


def _within(logo: Image.Image, size: tuple[int, int]) -> Image.Image:
    """A logo without its empty edges, as large as fits."""
    shown = logo.crop(logo.getchannel("A").getbbox() or (0, 0, *logo.size))
    scale = min(size[0] / shown.width, size[1] / shown.height)
    return shown.resize((max(1, round(shown.width * scale)), max(1, round(shown.height * scale))))


def _badge(logo: Image.Image, ground: str) -> Image.Image:
    made = Image.new("RGBA", (_BADGE, _BADGE), ground)
    seen = _within(logo, (round(_BADGE * _FILLED), round(_BADGE * _FILLED)))
    made.alpha_composite(seen, ((_BADGE - seen.width) // 2, (_BADGE - seen.height) // 2))
    return made


def _png(picture: Image.Image) -> bytes:
    made = io.BytesIO()
    picture.save(made, "PNG", optimize=True)
    return made.getvalue()
