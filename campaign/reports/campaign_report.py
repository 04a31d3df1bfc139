"""The campaign report: what happened and what is coming, as values, then as one web page that needs no network."""

from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from importlib import resources
from itertools import groupby
from pathlib import Path

from sqlmodel import Session

from campaign.checks import campaign_check
from campaign.messages import web_page
from campaign.reports import json_views, post_cards, post_stills
from campaign.reports.debrief import Debrief
from campaign.reports.json_documents import FindingDocument
from campaign.reports.post_cards import Card
from campaign.workspace import Workspace
from media import files
from media.brand import web_look
from media.findings import Finding
from schedules.consent import film_views
from schedules.consent.required_approvals import ApprovalReader
from schedules.database import testimonies
from schedules.model.records import Post

MOST_LINES = 5  # of what is wrong with a post; the rest is counted
PAGE_OF = "report"  # what its pages say that they are
STYLE, TEMPLATE = "report.css", "report.html"
GLYPHS = "state_glyphs.html"  # of states and kinds, on the desk's pages too


def gathered(
    workspace: Workspace, *, now: datetime, lang: str | None = None, debrief: Debrief | None = None
) -> dict[str, object]:
    """Return the report as values: posts week by week, what waits for a person; times on the campaign's clock.

    `debrief` makes it the report of a play, which tells by itself what is wrong.
    """
    found = [] if debrief else campaign_check.findings(workspace, now=now, lang=lang)
    with workspace.store.read() as session:
        reader = ApprovalReader(session=session, campaign=workspace.campaign, every=True)
        listed = reader.posts()
        cards, others = _cards(session, workspace, listed, found, now, lang)
        waiting = [] if debrief else json_views.findings(reader, now=now, lang=lang)
        aliases = film_views.aliases(session)
        counts = {state: count for state, count in reader.counts().items() if count}
    made = post_stills.made(workspace.folder, (one.still for one in cards if one.still))
    days = [one.moment for one in cards if one.moment]
    return {
        "campaign": workspace.settings.name,
        "look": web_look.found(workspace.folder / "brand"),
        "debrief": debrief,
        "made_at": json_views.local(now, workspace.rules.zone),
        "zone": workspace.rules.zone.key,
        "period": (min(days), max(days)) if days else None,
        "counts": counts,
        "aliases": aliases,
        "drafts": list(_spans(sorted(one.number for one in listed if one.state == "draft"))),
        "waiting": [*map(_anchored, waiting)],
        "over": {one.number for one in cards if one.over},
        "others": others,
        "weeks": list(post_cards.weeks(cards)),
        "stills": {one.number: _inline(made[one.still]) for one in cards if one.still in made},
    }


def _cards(
    session: Session,
    workspace: Workspace,
    listed: list[Post],
    found: list[Finding],
    now: datetime,
    lang: str | None,
) -> tuple[list[Card], list[post_cards.Line]]:
    films = testimonies.testimonies(session)
    wrong, others = post_cards.by_post(found, listed, films, lang)
    views = film_views.of_all(session, listed, now=now, campaign=workspace.campaign)
    cards = [
        post_cards.of(session, workspace, one, wrong.get(one.number, ()), views[one.number], lang=lang)
        for one in listed
    ]
    return cards, others


def _spans(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of numbers that follow one another."""
    for _, together in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        span = [number for _, number in together]
        yield span[0], span[-1]


def _anchored(one: FindingDocument) -> tuple[FindingDocument, str | None]:
    """Return what waits for somebody with the number of the post that it is about, if any."""
    kind, _, number = one["where"].partition(" ")
    return one, number if kind == "post" else None


def write(
    workspace: Workspace,
    path: Path,
    *,
    now: datetime,
    lang: str | None = None,
    debrief: Debrief | None = None,
) -> None:
    """Write the report as a web page to `path`; the old file stays where the disk refuses."""
    made = page(workspace, now=now, lang=lang, debrief=debrief)
    files.write_whole(path, web_page.sealed(made, PAGE_OF))


def page(
    workspace: Workspace, *, now: datetime, lang: str | None = None, debrief: Debrief | None = None
) -> str:
    """Return the report as a web page."""
    return rendered(gathered(workspace, now=now, lang=lang, debrief=debrief), lang)


def rendered(values: dict[str, object], lang: str | None = None) -> str:
    """Return the web page of these values; every word of staff's is escaped."""
    aliases = values["aliases"]
    assert isinstance(aliases, dict)
    room = resources.files("campaign.reports")
    template = web_page.template((room / TEMPLATE).read_text(encoding="utf-8"), lang)
    style = (room / STYLE).read_text(encoding="utf-8")
    return template.render(
        **values,
        style=style,
        glyphs=(room / GLYPHS).read_text(encoding="utf-8"),
        policy=web_page.policy(),
        inline=_inline,
        css=web_page.css_text,
        MOST=MOST_LINES,
        marked=partial(web_page.discreetly, aliases=aliases, lang=lang),
    )


def _inline(data: bytes, kind: str = "image/jpeg") -> str:
    return f"data:{kind};base64,{b64encode(data).decode()}"
