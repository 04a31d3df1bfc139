"""A consent taken back at the desk: what would follow, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from campaign.messages import consent as consent_messages
from campaign.messages import translate
from campaign.reports import json_views
from campaign.testimonies import withdraw
from campaign.testimonies.withdraw import Keys, Outcome
from campaign.web import asked_for
from campaign.web.films.scopes import Scope
from campaign.workspace import Workspace
from schedules.consent import gates
from schedules.database import tasks, testimonies
from schedules.model.records import Testimony
from schedules.withdrawal import foreseen, steps
from schedules.withdrawal.foreseen import Foreseen

NO_KEYS = Keys(token=lambda: None, app_secret=lambda: None, announce=lambda _page: None)


@dataclass(frozen=True, kw_only=True)
class Done:
    """What came of it, in sentences; what is left to people; what could be written to the person."""

    finished: bool
    told: tuple[str, ...]
    tasks: tuple[str, ...]
    letter: str
    letter_language: str
    slug: str


def follows(workspace: Workspace, film: Testimony, scope: Scope, *, now: datetime) -> Foreseen:
    """Return what would follow; nothing is done. Raises BadRequest for a person who is not in the film."""
    asked = {"channel": scope.channel, "language": scope.language}
    with workspace.store.read() as session:
        return foreseen.foreseen(session, film, scope.person, **asked, folder=workspace.folder, now=now)


def version(scope: Scope, follows: Foreseen) -> str:
    """Return what tells what is withdrawn, with all that follows, from anything else that could be shown."""
    return asked_for.version(scope, follows)


def carry_out(
    workspace: Workspace,
    film: Testimony,
    scope: Scope,
    keys: Keys | None,
    *,
    clock: Callable[[], datetime],
    lang: str,
) -> Done:
    """Withdraw, as far as it can be done now; the service goes on with the rest."""
    number = steps.begin(
        workspace.store, film.slug, scope.person, now=clock(), folder=workspace.folder,
        channel=scope.channel, language=scope.language,
    )  # fmt: skip
    called = translate.word("withdrawn", lang)
    outcome = withdraw.carry_out(workspace, number, keys or NO_KEYS, clock=clock, called=called)
    with workspace.store.read() as session:
        open_ = [one for one in tasks.tasks(session) if one.testimony_id == outcome.withdrawal.testimony_id]
        left = tuple(json_views.task(session, one, lang)["message"] for one in open_)
        spoken = testimonies.testimony_by_id(session, film.id).language
    of = outcome.withdrawal
    return Done(
        finished=outcome.finished,
        told=tuple(_sentences(outcome, lang)),
        tasks=left,
        letter=consent_messages.letter(
            outcome.language, channel=of.channel, language=of.language, was_live=outcome.was_live
        ),
        letter_language=spoken,
        slug=outcome.slug,
    )


def _sentences(outcome: Outcome, lang: str) -> list[str]:
    found = [
        translate.say(f"withdraw-{name}", {"numbers": ", ".join(map(str, numbers))}, lang)
        for name, numbers in outcome.posts.items()
        if numbers
    ]
    if outcome.pages:
        found.append(translate.say("withdraw-pages", {"files": ", ".join(outcome.pages)}, lang))
    of = outcome.withdrawal
    if outcome.finished:
        code = "withdraw-done" if of.channel in (None, gates.CHANNEL) else "withdraw-done-channel"
        return [*found, translate.say(code, {"withdrawal": of.id, "channel": of.channel}, lang)]
    why = outcome.trouble or translate.say("withdraw-unsettled", {}, lang)
    return [*found, translate.say("withdraw-waits", {"why": why, "slug": outcome.slug}, lang)]
