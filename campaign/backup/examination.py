"""What a backup is, before it becomes a campaign: from whom, how much, and where its settings would lead.

Whoever changes a backup can have it send posts, notices and secrets to other places. So each setting that leads out of
the folder is compared with the campaign that stands here, else with the settings of a new one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from campaign.backup.member_names import shown
from campaign.backup.origin import Origin
from campaign.backup.unpack import Manifest
from campaign.settings import receivers, settings
from campaign.settings.declarations import Settings
from media import toml_values
from media.brand import kit
from schedules.database import after_restore, engine
from schedules.errors import BadRequest

_MOST_BRAND = 1 << 20  # bytes of brand.toml


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A setting that leads out and is not as it is known here: what the backup says, and what is known."""

    key: str
    backup: str
    known: str


@dataclass(frozen=True, kw_only=True)
class Examination:
    """What a backup is: whence, of when, how much is in it, and what in its settings is unknown here."""

    origin: Origin
    sealed: bool
    made_at: datetime
    program: str
    campaign: str
    computer: str
    folder: str
    files: int
    size: int
    posts: int
    films: int
    people: int
    consents: int
    differences: tuple[Difference, ...]
    signs_here: bool

    @property
    def to_confirm(self) -> bool:
        """Whether a person must look at it first: somebody else may have made it, and it leads elsewhere.

        So it is where this campaign signs its backups on this computer, and this one does not bear its signature.
        """
        return self.origin != "own" and (self.signs_here or bool(self.differences))


def examine(
    manifest: Manifest,
    folder: Path,
    books: engine.Store,
    standing: Path | None,
    *,
    sealed: bool,
    signs_here: bool,
) -> Examination:
    """Look at what was unpacked into `folder`; `standing` is the folder of the same campaign here, if there is one."""
    with books.read() as session:
        held = after_restore.holdings(session)
    return Examination(
        origin=manifest.origin,
        sealed=sealed,
        signs_here=signs_here,
        made_at=manifest.made_at,
        program=shown(manifest.program),
        campaign=shown(manifest.campaign),
        computer=shown(manifest.computer),
        folder=shown(manifest.folder),
        files=len(manifest.members),
        size=sum(size for size, _ in manifest.members.values()),
        posts=held.posts,
        films=held.films,
        people=held.people,
        consents=held.consents,
        differences=tuple(_differences(folder, standing)),
    )


def _differences(folder: Path, standing: Path | None) -> Iterator[Difference]:
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
    except BadRequest:
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
            told = toml_values.parsed(file.read(_MOST_BRAND).decode())
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
