"""The first day: six steps to a campaign that runs, of which one is open."""

from contextlib import suppress
from dataclasses import dataclass

from campaign.workspace import Workspace
from schedules.database import events, testimonies
from schedules.model.campaign_paths import AstrayPath
from schedules.model.records import Testimony
from schedules.model.states import State

STEPS = ("ready", "film", "consent", "subtitles", "posts", "page")

FIRST = 2  # posts that the steps ask for


@dataclass(frozen=True, kw_only=True)
class FirstStep:
    """A step: which, whether it is done, whether it is the one to do now, and at which address."""

    code: str
    done: bool
    open: bool
    at: str


@dataclass(frozen=True, kw_only=True)
class FirstDay:
    """How far a campaign has come."""

    steps: tuple[FirstStep, ...]


def of(workspace: Workspace) -> FirstDay | None:
    """Return which steps are done; None once the first posts are on the board, or more than those."""
    with workspace.store.read() as session:
        posts = events.counts(session)
        found = sum(posts.values())
        if found > FIRST or (found == FIRST and found > posts[State.DRAFT]):
            return None  # and no film is read
        films = testimonies.testimonies(session)
        signed = {one.testimony_id for one in testimonies.consents(session)}
    done = {
        "ready": True,
        "film": bool(films),
        "consent": bool(films) and all(film.id in signed for film in films),
        "subtitles": any(_are_read(workspace, film) for film in films),
        "posts": False,
        "page": workspace.settings.page.id is not None,
    }
    at = {
        "ready": "/",
        "film": "/films",
        "consent": next((f"/films/{film.slug}/consent" for film in films if film.id not in signed), "/films"),
        "subtitles": next((_editor(film) for film in films if film.film_path), "/films"),
        "posts": "/posts/new",
        "page": "/settings",
    }
    first = next((code for code in STEPS if not done[code]), "")
    return FirstDay(
        steps=tuple(FirstStep(code=one, done=done[one], open=one == first, at=at[one]) for one in STEPS)
    )


def _are_read(workspace: Workspace, film: Testimony) -> bool:
    """Tell whether a film has subtitles that somebody wrote or read: a draft of the recogniser is still to be read."""
    from schedules.consent import subtitle_files  # slow to load, and only where there are some

    with suppress(AstrayPath):  # what no path of ours is, `check` tells
        return any(not subtitle_files.is_draft(workspace.folder, film, one) for one in film.subtitles)
    return True


def _editor(film: Testimony) -> str:
    """Return where a film's subtitles are read and written: those that it has, else in its own language."""
    language = film.language if film.language in film.subtitles else next(iter(film.subtitles), film.language)
    return f"/films/{film.slug}/subtitles/{language}"
