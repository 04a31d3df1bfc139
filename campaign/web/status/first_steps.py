"""The first day: six steps to a campaign that runs, of which one is open."""

from dataclasses import dataclass

from campaign.workspace import Workspace
from schedules.database import events, testimonies
from schedules.model.states import State

STEPS = ("ready", "film", "consent", "subtitles", "posts", "page")

FIRST = 2  # posts that the steps ask for


@dataclass(frozen=True, kw_only=True)
class FirstStep:
    """A step: which, whether it is done, and whether it is the one to do now."""

    code: str
    done: bool
    open: bool


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
        "subtitles": any(film.subtitles for film in films),
        "posts": False,
        "page": workspace.settings.page.id is not None,
    }
    first = next((code for code in STEPS if not done[code]), "")
    steps = tuple(FirstStep(code=code, done=done[code], open=code == first) for code in STEPS)
    return FirstDay(steps=steps)
