"""Subtitles of a language that are taken away: `testimony edit SLUG --subtitles nl:`, with what becomes of posts."""

from campaign.checks.facts import OUT, OVER
from campaign.cli import options, output
from campaign.cli.app import Desk
from campaign.workspace import Workspace
from schedules.consent import subtitle_languages
from schedules.database import posts
from schedules.errors import BadRequest
from schedules.model.records import Testimony


def parted(desk: Desk, written: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the values of `--subtitles` that name a file, and the languages of those that name none: `nl:`."""
    bare = [one for one in written if len(one.strip()) > 2 and one.strip().endswith(":")]
    gone = dict.fromkeys(desk.settings().language(one.strip()[:-1].strip()) for one in bare)
    return tuple(one for one in written if one not in bare), tuple(gone)


def agreed(desk: Desk, workspace: Workspace, film: Testimony, gone: tuple[str, ...]) -> bool:
    """Tell whether subtitles may go, which is asked with the posts that show them; true where there are none to go.

    Raises BadRequest where the film has none in such a language.
    """
    for language in gone:
        if language not in film.subtitles:
            raise BadRequest("subtitles-none", language=language, slug=film.slug)
        told = {"slug": film.slug, "language": language}
        shown = _showing(workspace, film, language)
        code = "subtitles-away-sure-posts" if shown else "subtitles-away-sure"
        question = desk.say(code, **told, numbers=shown)
        if options.declined(desk, question, desk.say("subtitles-away-not", **told)):
            return False
    return True


def tell(desk: Desk, film: Testimony, gone: tuple[str, ...]) -> None:
    """Say on stderr which subtitles are gone, and how there are some again."""
    for language in gone:
        output.note(desk.say("subtitles-away", slug=film.slug, language=language))


def _showing(workspace: Workspace, film: Testimony, language: str) -> list[int]:
    """Return the posts still to go out in whose film these subtitles are read."""
    with workspace.store.read() as session:
        found = [one for one in posts.posts(session) if one.testimony_id == film.id]
    waiting = (one for one in found if one.state not in (*OUT, *OVER))
    shown = {one.number: subtitle_languages.shown(workspace.folder, film, one.language) for one in waiting}
    return sorted(number for number, languages in shown.items() if language in languages)
