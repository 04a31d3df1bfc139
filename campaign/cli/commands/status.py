"""`campaign status`: the state of the campaign."""

import click

from campaign.checks import let_through
from campaign.cli import options, output
from campaign.cli.app import Desk, pass_desk
from campaign.messages import translate
from campaign.messages.translate import N_
from campaign.notices import notices
from campaign.reports import json_views
from campaign.reports.json_documents import FindingDocument, ServiceDocument, StatusDocument
from campaign.workspace import Workspace
from schedules.consent.required_approvals import ApprovalReader
from schedules.database import events, unsent
from schedules.home import standing
from schedules.model import records


@click.command(short_help="Show the state of the campaign.")
@pass_desk
def status(desk: Desk) -> None:
    """Show the state of the campaign.

    \b
    Example:
      campaign status --json
    """
    with options.campaign(desk) as workspace, workspace.store.read() as session:
        page = json_views.campaign_page(workspace)
        findings = []
        if not standing.seems_home(workspace.folder):
            findings += json_views.home(standing.of(workspace.folder, workspace.store), desk.lang)
        reader = ApprovalReader(session=session, campaign=workspace.campaign, every=True)
        findings += json_views.findings(reader, now=desk.now(), lang=desk.lang)
        against = let_through.findings(session, workspace, reader, now=desk.now(), lang=desk.lang)
        findings += [json_views.told(one, desk.lang) for one in against]
        findings += notices.findings(session, now=desk.now(), lang=desk.lang)
        findings += json_views.tasks(session, desk.lang)
        shown = json_views.status(reader, page, now=desk.now(), findings=findings)
        pause, overdue = _paused(desk, events.paused(session), workspace), _overdue(desk, reader, shown)
    if desk.json:
        return output.say(output.document(shown))
    return output.facts(workspace.settings.name, _standing(desk, shown, pause, overdue))


def _paused(desk: Desk, pause: records.Pause | None, workspace: Workspace) -> str:
    """Say whether the campaign is paused, since when and why."""
    if pause is None:
        return desk.word("no")
    since = options.shown(json_views.local(pause.since, workspace.rules.zone))
    code = "paused-because" if pause.reason else "paused-since"
    code = code if standing.seems_home(workspace.folder) else f"{code}-copy"  # where `resume` refuses
    return desk.say(code, since=since, reason=pause.reason)


def _overdue(desk: Desk, reader: ApprovalReader, shown: StatusDocument) -> object:
    """Return how many posts are past their due time, with what sends them or where they are decided on."""
    if not shown["overdue"]:
        return 0
    rules = reader.campaign.rules
    late = unsent.unsent(reader.session, rules, now=desk.now(), seen=reader.seen)
    by_itself = all(unsent.goes_by_itself(one.why, one.late, rules) for one in late)
    waits = shown["paused"] or shown["service"]["running"] or not by_itself
    return desk.say("overdue-some" if waits else "overdue-all-by-itself", count=shown["overdue"])


def _standing(desk: Desk, shown: StatusDocument, pause: str, overdue: object) -> list[tuple[str, object]]:
    """Return how the campaign stands, as people read it."""
    page, service = shown["page"], shown["service"]
    told = [(_label(desk, one), _told(one)) for one in shown["findings"]]
    return [
        (N_("Page"), options.page_name(desk, page) if page else "-"),
        (N_("Service"), _service(desk, service)),
        (N_("Paused"), pause),
        (N_("Posts"), options.counted(desk, shown["counts"])),
        (N_("Next due"), options.shown(shown["next_due_at"])),
        (N_("Overdue"), overdue),
        *told,
    ]


def _label(desk: Desk, found: FindingDocument) -> str:
    is_home = found["code"] in [verdict.value for verdict in standing.Verdict]
    return N_("Campaign is at") if is_home else translate.place(found["where"], desk.lang)


def _told(found: FindingDocument) -> str:
    return f"{found['message']} {found['remedy']}".strip()


def _service(desk: Desk, service: ServiceDocument) -> str:
    code = "service-running" if service["running"] else "service-resting"
    if service["last_tick"] is None:
        code = "service-never"
    return desk.say(code, last_tick=options.noted(service["last_tick"]))
