"""What the brand kit's fonts cannot write of a campaign's testimonies (B07): names, titles, subtitles.

Drawing the kit is `brand`'s; nothing here loads what that needs, so that `testimony list` starts fast.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from campaign.workspace import Workspace
from media.brand import kit as brand_kit
from media.brand.kit import Brand
from media.errors import MediaError
from media.findings import Finding
from media.lettering import drawing_faults
from media.lettering.typefaces import Font
from media.subtitles import reader
from schedules.consent import credits
from schedules.model import campaign_paths
from schedules.model.records import Testimony

_KIT = "brand"


@dataclass(frozen=True, kw_only=True)
class _Written:
    """A text that films show, its font, the file that it is in, and where it stands there."""

    text: str
    font: Font
    file: str
    where: str


def names(workspace: Workspace, film: Testimony) -> list[Finding]:
    """What the kit's fonts cannot write of who speaks and of a film's title; nothing where the kit cannot be read."""
    try:
        kit = brand_kit.load(workspace.folder / _KIT)
    except MediaError:
        return []
    return list(_told(_named(kit, film)))


def unwritable(
    workspace: Workspace, kit: Brand, film: Testimony, spoken: Iterable[str] | None = None
) -> Iterator[Finding]:
    """What the kit's fonts cannot write of a testimony: subtitles are in one of them, names and titles in both.

    `spoken` are the languages of the subtitles that are looked into; all of them where it is None.
    """
    wanted = [one for one in film.subtitles if spoken is None or one in tuple(spoken)]
    return _told((*_named(kit, film), *_said(workspace, kit, film, wanted)))


def _told(texts: Iterable[_Written]) -> Iterator[Finding]:
    """What is wrong with texts; the same of the same font is told once in a file, where it first stands."""
    told: set[tuple[str, str]] = set()
    for written in texts:
        for what in drawing_faults.details(written.font, written.text):
            if (known := (written.file, str(what))) not in told:
                told.add(known)
                params: dict[str, object] = {"what": what, "text": written.text.strip()[:60]}
                yield Finding(code="B07", severity="error", where=written.where, params=params)


def _named(kit: Brand, film: Testimony) -> Iterator[_Written]:
    place = f"testimony {film.slug}"
    roles = (credits.role_word(film.role, language) for language in (film.language, *film.subtitles))
    for text in (film.speaker, film.organisation, film.theme or "", *film.cover_words.values(), *roles):
        for font in dict.fromkeys((kit.font, kit.bold_font)):
            yield _Written(text=text, font=font, file=place, where=place)


def _said(workspace: Workspace, kit: Brand, film: Testimony, spoken: Iterable[str]) -> Iterator[_Written]:
    for language in spoken:
        name = film.subtitles[language]
        path = campaign_paths.subtitles(workspace.folder, film, language)
        with suppress(MediaError):  # what cannot be read, the linter says
            for number, line, _ in reader.opened(path, language=language).lines():
                yield _Written(text=line, font=kit.font, file=name, where=f"{name}:{number}")
