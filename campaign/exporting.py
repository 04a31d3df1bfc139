"""Subtitle files for Facebook, one per language of a film, in the time of the finished film."""

from pathlib import Path

from campaign.office import Office
from media import brand, sidecars, subtitles
from media.errors import BadInput
from schedules import archive
from schedules.errors import BadRequest


def export(office: Office, slug: str, folder: Path, languages: tuple[str, ...]) -> list[Path]:
    """Write a testimony's subtitles into a folder that exists; the names of the files name nobody.

    `languages` empty: all it has. Raises BadRequest for a language without subtitles, BadInput for a file or kit that
    cannot be read, and for estimated times that nobody has checked; then nothing is written.
    """
    with office.store.read() as session:
        film = archive.testimony(session, slug)
    missing = [one for one in languages if one not in film.subtitles]
    if missing or not film.subtitles:
        raise BadRequest("subtitles-none", language=", ".join(missing) or film.language, slug=slug)
    kit = brand.load(office.folder / "brand")
    lead = max(0, kit.title_ms - kit.title_fade_ms)  # as the timeline begins the film, under the title's fade
    made = {}
    for language in languages or tuple(film.subtitles):
        path = office.folder / film.subtitles[language]
        read = subtitles.read(path)
        if read.estimated:
            raise BadInput("subtitles-estimated", path=str(path))
        until = film.film_ms if film.to_ms is None else film.to_ms
        cues = sidecars.shifted(read.cues, from_ms=film.from_ms, to_ms=until, lead_ms=lead)
        made[folder / sidecars.named(film.slug, language, office.settings.subtitles.locales)] = cues
    for path, cues in made.items():
        sidecars.write(path, cues)
    return list(made)
