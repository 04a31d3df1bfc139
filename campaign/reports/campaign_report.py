"""The campaign report: what happened and what is coming, as values, then as one web page that needs no network."""

from datetime import datetime
from importlib import resources
from pathlib import Path

from campaign.messages import web_page
from campaign.reports import json_views
from campaign.reports.debrief import Debrief
from campaign.workspace import Workspace
from media import files
from schedules.database import events
from schedules.database import posts as database_posts

WAITING = ("held", "doubtful", "failed")
OVER = ("published", "removed", "cancelled")


def gathered(
    workspace: Workspace, *, now: datetime, lang: str | None = None, debrief: Debrief | None = None
) -> dict[str, object]:
    """Return the report as values: posts by what they need, each with its events; times on the campaign's clock.

    `debrief` makes it the report of a play.
    """
    zone = workspace.rules.zone
    with workspace.store.read() as session:
        posts = [
            {
                **json_views.post(session, one, zone, lang),
                "late_ms": _late_ms(one.due_at, one.published_at),
                "events": [
                    json_views.event(session, event, zone, lang)
                    for event in events.events(session, number=one.number)
                ],
            }
            for one in database_posts.posts(session)
        ]
        counts = events.counts(session)
    return {
        "campaign": workspace.settings.name,
        "debrief": debrief,
        "made_at": json_views.local(now, zone),
        "zone": zone.key,
        "counts": {state: count for state, count in counts.items() if count},
        "published": [one for one in posts if one["state"] == "published"],
        "waiting": [one for one in posts if one["state"] in WAITING],
        "coming": [one for one in posts if one["state"] not in (*WAITING, *OVER)],
        "ended": [one for one in posts if one["state"] in ("cancelled", "removed")],
    }


def write(
    workspace: Workspace,
    path: Path,
    *,
    now: datetime,
    lang: str | None = None,
    debrief: Debrief | None = None,
) -> None:
    """Write the report as a web page to `path`; the old file stays where the disk refuses."""
    page = rendered(gathered(workspace, now=now, lang=lang, debrief=debrief), lang)
    files.write_whole(path, page.encode())


def rendered(values: dict[str, object], lang: str | None = None) -> str:
    """Return the web page of these values; every word of staff's is escaped."""
    template = web_page.house(lang).from_string(
        (resources.files("campaign.reports") / "report.html").read_text(encoding="utf-8")
    )
    return template.render(**values, policy=web_page.policy())


def _late_ms(due: datetime | None, published: datetime | None) -> int | None:
    return round((published - due).total_seconds() * 1000) if due and published else None
