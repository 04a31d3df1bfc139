"""Subtitles that somebody brings to a film: a file of one language, taken in as `testimony edit` takes it."""

import re
from datetime import datetime
from pathlib import Path

from campaign.testimonies import amend
from campaign.web import answers
from campaign.web.films import edits
from campaign.web.films.consent_forms import Given
from campaign.workspace import Workspace
from media import files, temporary_copies
from media.errors import MediaError
from schedules.errors import BadRequest, ScheduleError
from schedules.model import bilingual
from schedules.model.records import Testimony

LARGEST = 8 * 2**20  # bytes; an hour of subtitles is a hundredth of it
_ENDING = re.compile(r"\.[A-Za-z0-9]{2,5}")


def take_in(
    workspace: Workspace, film: Testimony, language: str, given: Given, *, made_from: str, now: datetime
) -> amend.Amended:
    """Give a film these subtitles; an approved post that shows them becomes a draft again.

    Raises edits.Stale where the film is no longer what the page was made from; BadRequest where nothing was chosen, the
    file is too large, the language is none of the campaign's or clearly another; else as `amend` does. What is refused
    is named as its person calls it.
    """
    if not given.content:
        raise BadRequest("desk-subtitles-none")
    if len(given.content) > LARGEST:
        raise BadRequest("desk-subtitles-large", name=given.name, largest=LARGEST // 2**20)
    if language not in workspace.settings.languages:
        raise BadRequest("desk-language-none")
    ending = Path(given.name).suffix
    folder = files.folder(workspace.folder / "films")
    with temporary_copies.working_folder(folder, workspace.folder) as work:
        path = work / f"given{ending.lower() if _ENDING.fullmatch(ending) else ''}"
        with files.new(path) as writer:
            writer.write(given.content)
        try:
            _require_language(workspace, path, language)
            return edits.save_files(workspace, film, ((language, path),), made_from=made_from, now=now)
        except (ScheduleError, MediaError) as error:
            error.params.update(answers.named(error.params, path, given.name))
            raise


def _require_language(workspace: Workspace, path: Path, language: str) -> None:
    """Raise BadRequest where the file is clearly in another language of the campaign."""
    from campaign.testimonies.film_subtitles import subtitles  # slow to load

    found = subtitles.other_language(path, language, by_few_words=False)
    if found and found in map(bilingual.base, workspace.settings.languages):
        raise BadRequest("subtitles-contradict", path=path, language=language, found=found)
