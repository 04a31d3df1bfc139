"""The rehearsal Page in the colours of the campaign's brand kit, with its mark as profile picture."""

from pathlib import Path

from media.brand import web_look
from schedules.rehearsal.language import PageFace


def of(folder: Path) -> PageFace:
    """Return what the kit of the campaign in `folder` makes of the Page; ours where it has none that can be read."""
    look = web_look.found(folder / "brand")
    return PageFace(style=web_look.style(look), badge=look.badge)
