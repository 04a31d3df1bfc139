"""How long signed forms are kept: some years after their consent has ended, a task asks people to destroy them."""

from datetime import date, datetime

from sqlmodel import Session

from schedules.database import events, posts, tasks, testimonies
from schedules.database.engine import Store
from schedules.model import campaign_paths
from schedules.model.publishing_rules import Campaign
from schedules.model.records import Consent
from schedules.model.states import State

DESTROY = "destroy-form"
_LASTING = (*posts.TO_COME, State.PUBLISHED)


def look(store: Store, campaign: Campaign, *, now: datetime) -> None:
    """Open a task for every form that is kept longer than the campaign's rule, once; none for a file that is gone."""
    today = now.astimezone(campaign.rules.zone).date()
    with store.read() as session:
        over = [(one, day) for one, day in _ends(session, campaign) if day <= today]
        known = {
            one.params.get("consent") for one in tasks.tasks(session, finished=True) if one.code == DESTROY
        }
    new = [(one, day) for one, day in over if one.id not in known and _stands(campaign, one)]
    if not new:
        return
    with store.write() as session:
        for one, day in new:
            params = {"consent": one.id, "path": one.evidence_path, "years": campaign.rules.keep_forms_years}
            tasks.open_task(
                session, DESTROY, now=now, due_on=day, testimony_id=one.testimony_id, params=params
            )


def _ends(session: Session, campaign: Campaign) -> list[tuple[Consent, date]]:
    """Return the consents that ended, each with the day from which its form is kept no longer.

    A consent without an end has it when the campaign is over: nothing is out or to come, since the last step of a post.
    """
    zone, years = campaign.rules.zone, campaign.rules.keep_forms_years
    last = None if posts.posts(session, _LASTING) else events.last_step(session)
    found = []
    for one in testimonies.consents(session):
        moment = one.withdrawn_at or (None if one.until else last)
        ended = moment.astimezone(zone).date() if moment else one.until
        if ended is not None:
            found.append((one, _later(ended, years)))
    return found


def _later(day: date, years: int) -> date:
    try:
        return day.replace(year=min(day.year + years, date.max.year))
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, month=3, day=1)


def _stands(campaign: Campaign, one: Consent) -> bool:
    try:
        return campaign_paths.form(campaign.folder, one).is_file()
    except campaign_paths.AstrayPath:
        return False
