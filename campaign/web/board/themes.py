"""What the questions of films are called: the words of the brand kit, not its keys."""

from collections.abc import Iterator

from campaign.workspace import Workspace
from media.brand.kit import Brand
from media.errors import MediaError
from schedules.consent import made_covers


def titles(workspace: Workspace, lang: str) -> dict[str, str]:
    """Return by its key what a theme says in a language, else in the campaign's first that it has.

    None where the kit cannot be read: then a film's own words are all there is.
    """
    try:
        kit = made_covers.kit(workspace.folder)
    except (MediaError, OSError):
        return {}
    return {key: next(_said(kit, key, (lang, *workspace.settings.languages)), key) for key in kit.themes}


def _said(kit: Brand, key: str, languages: tuple[str, ...]) -> Iterator[str]:
    for one in languages:
        try:
            yield kit.theme(key, one)
        except MediaError:
            continue
