"""Makes a new campaign folder: whole, or not at all."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template
from typing import Any

from campaign.settings import declarations, parsing, settings
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
/campaign.db*
/*.zip
*.lock
"""


@dataclass(frozen=True, kw_only=True)
class Charter:
    """What a new campaign is told about itself; already checked by `charter`."""

    name: str
    timezone: str
    languages: tuple[str, ...]
    organisations: tuple[str, ...] = ()
    lang: str | None = None  # of the comments in the settings file


def charter(
    *,
    name: str,
    timezone: str = "Europe/Brussels",
    languages: tuple[str, ...] = (),
    organisations: tuple[str, ...] = (),
    lang: str | None = None,
) -> Charter:
    """Check what a new campaign is to be called, where its clock hangs and what it speaks."""
    defaults = {key.name: key.default for key in declarations.KEYS}
    codes = list(dict.fromkeys(languages)) or defaults["languages"]
    try:
        parsing.timezone(timezone)
    except parsing.Unfit as unfit:
        raise BadRequest("timezone-unknown", zone=timezone, nearest=unfit.nearest) from None
    return Charter(
        name=_fit(parsing.text, name, "name-unfit"),
        timezone=timezone,
        languages=_fit(parsing.languages, codes, "language-unfit"),
        organisations=_fit(parsing.texts, list(organisations), "name-unfit"),
        lang=lang,
    )


def _fit(read: Any, value: Any, code: str) -> Any:
    try:
        return read(value)
    except parsing.Unfit:
        shown = ", ".join(value) if isinstance(value, list) else value
        raise BadRequest(code, value=shown) from None


def found(folder: Path, wishes: Charter) -> None:
    """Make a campaign in a folder that is new or holds no campaign; on any error nothing is left behind."""
    _refuse(folder)
    with _all_or_nothing(folder) as workshop:
        _furnish(workshop, wishes)


def _refuse(folder: Path) -> None:
    if (folder / settings.FILE).exists():
        raise BadRequest("folder-has-campaign", folder=folder)
    if any(place.exists() and not place.is_dir() for place in (folder, *folder.parents)):
        raise BadRequest("folder-is-file", folder=folder)
    if (folder / "campaign.db").exists():
        raise BadRequest("folder-has-database", folder=folder)


def _furnish(folder: Path, wishes: Charter) -> None:
    from schedules.database import engine

    for name in FOLDERS:
        (folder / name).mkdir()
    example = files("campaign") / "example"
    if (example / "brand").is_dir():
        _copy(example / "brand", folder / "brand")
    (folder / settings.FILE).write_text(fill_template(template(wishes.lang), wishes), encoding="utf-8")
    (folder / ".gitignore").write_text(IGNORED, encoding="utf-8")
    engine.create(folder).close()


def template(lang: str | None) -> str:
    """Return the commented settings file whose comments are in a language, else in English."""
    example = files("campaign") / "example"
    spoken = example / settings.FILE.replace(".toml", f".{lang}.toml")
    return (spoken if lang and spoken.is_file() else example / settings.FILE).read_text(encoding="utf-8")


def fill_template(template: str, wishes: Charter) -> str:
    """Put a campaign's own values into the commented settings file, quoted as TOML."""
    return Template(template).substitute(
        name=_quoted(wishes.name),
        timezone=_quoted(wishes.timezone),
        languages=_quoted(wishes.languages),
        organisations=_quoted(wishes.organisations),
    )


def _quoted(value: str | tuple[str, ...]) -> str:
    """Quote text or a list of texts as TOML; without control characters JSON is the same."""
    return json.dumps(value, ensure_ascii=False)


def _copy(source: Traversable, target: Path) -> None:
    target.mkdir(exist_ok=True)
    for item in source.iterdir():
        if item.is_dir():
            _copy(item, target / item.name)
        else:
            (target / item.name).write_bytes(item.read_bytes())


@contextmanager
def _all_or_nothing(folder: Path) -> Iterator[Path]:
    """Yield a workshop inside the folder; afterwards its contents move out, the settings file last."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    placed: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".campaign-new-", dir=folder) as workshop:
            yield Path(workshop)
            _move_out(Path(workshop), folder, placed)
    except BaseException:
        for item in [*placed, *missing[-1:]]:
            shutil.rmtree(item, ignore_errors=True) if item.is_dir() else item.unlink(missing_ok=True)
        raise


def _move_out(workshop: Path, folder: Path, placed: list[Path]) -> None:
    """Move everything that is not there yet; what people already put into the folder stays theirs."""
    for item in sorted(workshop.iterdir(), key=lambda item: item.name == settings.FILE):
        target = folder / item.name
        if not target.exists():
            item.rename(target)
            placed.append(target)
