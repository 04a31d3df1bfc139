"""What a brand kit still has of the example that `campaign init` brings: its logos are drawn, its words invented."""

from importlib.resources import files
from pathlib import Path

from media.brand import kit as brand_kit
from media.brand.kit import Brand
from media.errors import MediaError
from media.findings import Finding, Severity

CODE = "B13"
FOLDER = "brand"
_EXAMPLE = Path(str(files("campaign") / "example" / "brand"))


def finding(folder: Path, languages: tuple[str, ...]) -> Finding | None:
    """Return what a campaign folder's kit still has as it came, and films in these languages show; None for nothing.

    A warning as long as a logo is the example's; words alone, which may have been meant to stay, are a remark.
    """
    try:
        kit = brand_kit.load(folder / FOLDER)
    except MediaError:
        return None  # others say what is wrong with it
    example = brand_kit.load(_EXAMPLE)
    logos = _logos(kit) & _logos(example)
    parts = ["logos"] * bool(logos) + _words(kit, example, languages)
    if not parts:
        return None
    severity: Severity = "warning" if logos else "info"
    params: dict[str, object] = {"parts": ", ".join(parts)}
    return Finding(code=CODE, severity=severity, where=str(kit.path), params=params)


def _logos(kit: Brand) -> set[bytes]:
    """Return the logos that films show, as they lie on the disk."""
    shown = [kit.logo, *(one.logo for one in kit.partners if kit.end_ms)]
    return {path.read_bytes() for logo in shown for path in (logo.light, logo.dark)}


def _words(kit: Brand, example: Brand, languages: tuple[str, ...]) -> list[str]:
    """Return the cards that say what the example's say, in one of these languages."""
    spoken = {one.partition("-")[0] for one in languages}
    cards = {
        "title_card": (kit.title_ms, kit.title_text, example.title_text),
        "end_card": (kit.end_ms, kit.end_text, example.end_text),
    }
    return [
        name
        for name, (lasts, ours, theirs) in cards.items()
        if lasts and any(ours.get(one) and ours.get(one) == theirs.get(one) for one in spoken)
    ]
