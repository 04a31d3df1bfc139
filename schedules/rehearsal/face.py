"""What a campaign's brand kit makes of the rehearsal Page; the house below knows no kits, so it comes from upstairs."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class PageFace:
    """A style sheet that stands behind the Page's own, and a profile picture (PNG); without them it wears ours."""

    style: str = ""
    badge: bytes | None = None
