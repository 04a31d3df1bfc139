"""Subtitle files for Facebook, one per language of a film, in the time of the finished film."""

from pathlib import Path

from campaign.workspace import Office
from media import sidecars
from schedules.consent import subtitle_files
from schedules.database import testimonies
from schedules.errors import BadRequest


def export(office: Office, slug: str, folder: Path, languages: tuple[str, ...]) -> list[Path]:
    """Write a testimony's subtitles into a folder that exists; the names of the files name nobody.

    `languages` empty: all it has. Raises BadRequest for a language without subtitles, BadInput for a file or kit that
    cannot be read, and for estimated times that nobody has checked; then nothing is written.
    """
    with office.store.read() as session:
        film = testimonies.testimony(session, slug)
    missing = [one for one in languages if one not in film.subtitles]
    if missing or not film.subtitles:
        raise BadRequest("subtitles-none", language=", ".join(missing) or film.language, slug=slug)
    locales = office.settings.subtitles.locales
    made = {
        folder / sidecars.named(film.slug, language, locales): subtitle_files.cues(
            office.folder, film, language
        )
        for language in languages or tuple(film.subtitles)
    }
    for path, cues in made.items():
        sidecars.write(path, cues)
    return list(made)
