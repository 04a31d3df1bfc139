"""What happened and what comes, as values; then as one web page that needs no network."""

from datetime import datetime
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment

from campaign.messages import formatting
from campaign.messages import translate as message_translate
from campaign.reports import json_views
from campaign.reports.debrief import Debrief
from campaign.workspace import Office
from schedules.database import events
from schedules.database import posts as database_posts

Json = dict[str, Any]
MARK = '<meta name="generator" content="testimony-campaign">'  # in each of our pages
WAITING = ("held", "doubtful", "failed")
OVER = ("published", "removed", "cancelled")


def gathered(
    office: Office, *, now: datetime, lang: str | None = None, debrief: Debrief | None = None
) -> Json:
    """Return the report as values: posts by what they need, each with its events; times on the campaign's clock.

    `debrief` makes it the report of a play.
    """
    zone = office.rules.zone
    with office.store.read() as session:
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
        "campaign": office.settings.name,
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
    office: Office, path: Path, *, now: datetime, lang: str | None = None, debrief: Debrief | None = None
) -> None:
    """Write the report as a web page to `path`; the old file stays where the disk refuses."""
    put(path, rendered(gathered(office, now=now, lang=lang, debrief=debrief), lang))


def is_ours(path: Path) -> bool:
    """Tell whether a file is a page that this program wrote."""
    with path.open("rb") as file:
        return MARK.encode() in file.read(2000)


def put(path: Path, page: str) -> None:
    """Put a web page in its place, whole or not at all."""
    temporary = path.with_name(f".{path.name}.part")
    try:
        temporary.write_text(page, encoding="utf-8")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def rendered(values: Json, lang: str | None = None) -> str:
    """Return the web page of these values; every word of staff's is escaped."""
    template = house(lang).from_string(
        (files("campaign.reports") / "report.html").read_text(encoding="utf-8")
    )
    return template.render(**values)


def house(lang: str | None) -> Environment:
    """Return what fills pages in a language: `_` translates and fills in, the others say dates, states, languages."""

    def translate(sentence: str, **params: object) -> str:
        return message_translate.fill(sentence, params, lang)

    made = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made.globals |= {
        "_": translate,
        "lang": lang or "en",
        "when": partial(formatting.moment, lang=lang),
        "short": partial(formatting.short, lang=lang),
        "tongue": partial(formatting.language, lang=lang),
        "word": partial(message_translate.word, lang=lang),
    }
    return made


def _late_ms(due: datetime | None, published: datetime | None) -> int | None:
    return round((published - due).total_seconds() * 1000) if due and published else None
