"""Where the settings of a campaign lead that comes back from a backup, compared with those that are known here.

Whoever changes a backup can have it send posts, notices and secrets to other places, or ask for no consent.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from campaign.backup.member_names import shown
from campaign.settings import receivers, settings
from campaign.settings.declarations import Settings
from media.brand import kit
from media.text import toml_slips
from schedules.errors import BadRequest

_MOST_BRAND = 1 << 20  # bytes of brand.toml


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A setting that leads out and is not as it is known here: what the backup says, and what is known."""

    key: str
    backup: str
    known: str


def differences(folder: Path, standing: Path | None) -> Iterator[Difference]:
    """Yield what leads out of a folder and is not as in the campaign `standing` here, else as in a new one."""
    there, known = _leads(folder), _leads(standing) if standing else None
    if known is None:
        known = _setting_leads(Settings()) | dict(_brand_leads(files("campaign") / "example" / "brand"))
    if there is None:
        yield Difference(key=settings.FILE, backup="?", known="-")
        return
    for key, value in there.items():
        if value not in ("-", known.get(key)):  # what is not set leads nowhere
            yield Difference(key=key, backup=shown(value), known=shown(known.get(key, "-")))


def _leads(folder: Path) -> dict[str, str] | None:
    """Return by their keys what leads out of a campaign folder; None where its settings cannot be read."""
    try:
        read = settings.load(folder / settings.FILE)
    except (BadRequest, RecursionError):
        return None
    return _setting_leads(read) | dict(_brand_leads(folder / "brand"))


def _setting_leads(read: Settings) -> dict[str, str]:
    """Return what leads out by these settings, as it may be shown (of secrets a hash), who may read, what is asked."""
    asked = {"service.approval": read.service.approval, "service.consent": read.service.consent}
    return (
        {one.key: one.shown for one in receivers.leads(read)}
        | asked
        | {"files.group": read.files.group or "-"}
    )


def _brand_leads(brand: Path | Traversable) -> Iterator[tuple[str, str]]:
    """Yield the addresses of a brand kit, which films show, and its paths that lead out of it."""
    try:
        with (brand / kit.FILE).open("rb") as file:
            told = toml_slips.read(file.read(_MOST_BRAND).decode("utf-8-sig")).values
    except (OSError, ValueError):
        return
    for key, text in _texts(told, "brand"):
        if (
            "://" in text
            or "www." in text
            or text.startswith(("/", "\\", "~"))
            or ".." in text
            or text[1:2] == ":"
        ):
            yield key, text


def _texts(value: object, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, f"{key}.{name}")
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from _texts(inner, f"{key}[{number}]")
