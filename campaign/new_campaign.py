"""Makes a new campaign folder, whole or not at all."""

import shutil
import sys
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from campaign.settings import kit_comments, parsing, settings, template, time_zones, validation
from campaign.settings.declarations import Settings
from campaign.settings.validation import UnfitValues
from media import files, portable_names, rights
from schedules.errors import BadRequest

FOLDERS = ("brand", "films", "pictures", "consent", "renders")
IGNORED = """\
# People's films, photos, names and consent stay out of git; so does what can be made again.
/films/
/pictures/
/consent/
/renders/
/rehearsal/
/rehearsed/
/.arriving/
/campaign.db*
.copies*
/campaign.home
/*.zip
*.lock
"""


@dataclass(frozen=True, kw_only=True)
class FirstSettings:
    """What a new campaign sets for itself, as its settings file has it; already checked by `first_settings`."""

    name: str
    timezone: str
    languages: tuple[str, ...]
    organisations: tuple[str, ...] = ()
    lang: str | None = None  # of the comments in the settings file


def first_settings(
    *,
    name: str,
    timezone: str = "Europe/Brussels",
    languages: tuple[str, ...] = (),
    organisations: tuple[str, ...] = (),
    lang: str | None = None,
) -> FirstSettings:
    """Check what a new campaign is to be called, where its clock hangs and what it speaks."""
    given: dict[str, str | list[str]] = {
        "name": name,
        "timezone": timezone,
        "organisations": list(organisations),
    }
    if languages:
        given["languages"] = list(dict.fromkeys(languages))
    try:
        checked = validation.read(given, Settings)
    except UnfitValues as unfit:
        raise _refusal(given, unfit.keys) from None
    return FirstSettings(
        name=checked.name,
        timezone=timezone,
        languages=checked.languages,
        organisations=checked.organisations,
        lang=lang,
    )


def _refusal(given: Mapping[str, str | list[str]], wrong: Collection[str]) -> BadRequest:
    """Return what is said of the first of them that cannot be set."""
    if "timezone" in wrong:
        zone = str(given["timezone"])
        code = "timezone-no-place" if time_zones.exists(zone) else "timezone-unknown"
        return BadRequest(code, zone=zone, nearest=time_zones.nearest(zone))
    key = next(key for key in ("name", "languages", "organisations") if key in wrong)
    if key == "languages":
        unfit = [one for one in given[key] if _is_no_language(one)] or given[key]
        return BadRequest("language-unfit", value=", ".join(unfit))
    value = given[key]
    shown = value if isinstance(value, str) else ", ".join(value)
    return BadRequest("name-unfit", value=shown)


def _is_no_language(written: str) -> bool:
    try:
        return not parsing.language(written)
    except ValueError:
        return True


def create(folder: Path, first: FirstSettings) -> None:
    """Make a campaign in a folder that is new or holds no campaign; on any error nothing is left behind."""
    _refuse(folder)
    with _all_or_nothing(folder) as workshop:
        _furnish(workshop, first)
    _settle(folder)


def _refuse(folder: Path) -> None:
    portable_names.require_fit(folder, sys.platform)
    if (folder / settings.FILE).exists():
        raise BadRequest("folder-has-campaign", folder=folder)
    if any(place.exists() and not place.is_dir() for place in (folder, *folder.parents)):
        raise BadRequest("folder-is-file", folder=folder)
    if (folder / "campaign.db").exists():
        raise BadRequest("folder-has-database", folder=folder)


def _furnish(folder: Path, first: FirstSettings) -> None:
    from schedules.database import engine

    for name in FOLDERS:
        (folder / name).mkdir(mode=0o700)
    example = resources.files("campaign") / "example"
    if (example / "brand").is_dir():
        _copy(example / "brand", folder / "brand")
        _tell_kit(folder / "brand" / "brand.toml", first.lang)
    written = template.text(asdict(first), first.lang)
    files.write_whole(folder / settings.FILE, written.encode())
    files.write_whole(folder / ".gitignore", IGNORED.encode())
    engine.create(folder).close()


def _tell_kit(path: Path, lang: str | None) -> None:
    """Write the comments of the example's kit in the reader's language."""
    files.write_whole(path, kit_comments.told(path.read_text(encoding="utf-8"), lang).encode())


def _settle(folder: Path) -> None:
    """Write down that the campaign is here: a copy that is made before any other command is known for one."""
    from schedules.database import engine
    from schedules.home import standing

    books = engine.open_in(folder)
    try:
        standing.settle(folder, books)
    finally:
        books.close()


def _copy(source: Traversable, target: Path) -> None:
    target.mkdir(mode=0o700, exist_ok=True)
    for item in source.iterdir():
        if item.is_dir():
            _copy(item, target / item.name)
        else:
            files.write_whole(target / item.name, item.read_bytes())


@contextmanager
def _all_or_nothing(folder: Path) -> Iterator[Path]:
    """Yield a workshop inside the folder; afterwards its contents move out, the settings file last."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    placed: list[Path] = []
    try:
        _begin(folder)
        with tempfile.TemporaryDirectory(prefix=".campaign-new-", dir=folder) as workshop:
            yield Path(workshop)
            _move_out(Path(workshop), folder, placed)
    except BaseException:
        for item in [*placed, *missing[-1:]]:
            shutil.rmtree(item, ignore_errors=True) if item.is_dir() else item.unlink(missing_ok=True)
        raise


def _begin(folder: Path) -> None:
    """Make the folder its owner's alone; one that holds other things of people's stays as open as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not any(folder.iterdir()):
        rights.give(folder)


def _move_out(workshop: Path, folder: Path, placed: list[Path]) -> None:
    """Move everything that is not there yet; what people already put into the folder stays theirs."""
    for item in sorted(workshop.iterdir(), key=lambda item: item.name == settings.FILE):
        target = folder / item.name
        if not target.exists():
            item.rename(target)
            placed.append(target)
