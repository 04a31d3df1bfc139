"""Which act each address of the desk is: `campaign/people/acts.py` says which roles have it.

An address that stands in no row is refused to everybody: a new one needs its row (tests/campaign/web/people).
"""

from collections.abc import Mapping
from typing import Final, Literal

from flask import Request

from campaign.people.acts import Act

ANYBODY: Final = (
    "anybody"  # without a session: the doors themselves, files that are the same for all, signed links
)
Named = Act | Literal["anybody"]
HARMLESS = ("GET", "HEAD", "OPTIONS")
POST_ACT = "/posts/<int:number>/<act>"
ROUTES: Mapping[Named, tuple[str, ...]] = {
    "anybody": (
        "GET /open",
        "GET /shipped/<digest>/<name>",
        "GET /log-in",
        "GET /log-in/office",
        "GET /log-in/office/back",
        "POST /log-in",
        "GET /log-in/first",
        "POST /log-in/first",
        "POST /log-in/first/chosen",
        "GET /yes/<token>",
        "GET /yes/<token>/no/<int:number>",
        "POST /yes/<token>/yes/<int:number>",
        "POST /yes/<token>/no/<int:number>",
        "GET /yes/<token>/film/<int:number>",
        "GET /yes/<token>/poster/<int:number>",
        "GET /yes/<token>/still/<int:number>",
        "GET /yes/<token>/photo/<int:number>/<int:place>",
        "GET /yes/<token>/subtitles/<int:number>/<language>",
        "GET /yes/<path:_rest>",
        "POST /yes/<path:_rest>",
    ),
    "look": (
        "POST /leave",
        "POST /reader",
        "GET /changes",
        "GET /",
        "GET /posts/<int:number>/verdicts",
        "GET /posts/<int:number>/move",
        "GET /status",
        "GET /status/log.csv",
        "GET /status/checks",
        "GET /figures",
        "GET /posts/<int:number>/film",
        "GET /films/<slug>/film",
        "GET /posts/<int:number>/still",
        "GET /posts/<int:number>/poster",
        "GET /posts/<int:number>/photos/<int:place>",
        "GET /posts/<int:number>/subtitles/<language>",
        "GET /posts/<int:number>",
        "GET /posts/<int:number>/save",
        "GET /posts/<int:number>/mend",
        "GET /posts/<int:number>/copy",
        "GET /posts/<int:number>/pictures",
        "GET /posts/<int:number>/typed",
        "GET /posts/<int:number>/<act>",
        "GET /posts/<int:number>/invite",
        "GET /posts/<int:number>/film-errors",
        "GET /films",
        "GET /films/<slug>",
        "GET /films/<slug>/still",
        "GET /films/<slug>/track/<language>",
        "GET /films/<slug>/letter",
        "GET /films/<slug>/subtitles/<language>",
        "GET /films/<slug>/subtitles/<language>/hearing",
        "GET /films/<slug>/findings",
        "GET /brand",
        "GET /brand/findings",
        "GET /brand/sheet.png",
        "GET /release-forms/<language>",
        "GET /films/<slug>/subtitles/<language>/document",
        "GET /films/<slug>/subtitles/<language>/consequences",
        "GET /films/<slug>/subtitles/<language>/versions",
        "GET /films/<slug>/subtitles/<language>/versions/<int:number>",
        "GET /films/<slug>/peaks",
        "GET /films/<slug>/speech",
        "GET /name",
        "POST /name",
        "GET /log-in/again",
        "POST /log-in/again",
    ),
    "edit": (
        "POST /posts/<int:number>/move",
        "POST /posts/<int:number>/save",
        "POST /posts/<int:number>/typed",
        "POST /posts/<int:number>/mend",
        "GET /posts/new",
        "POST /posts/new",
        "POST /posts/<int:number>/copy",
        "POST /posts/<int:number>/pictures",
        "POST /films/<slug>",
        "POST /films/<slug>/subtitles",
        "POST /films/<slug>/cover",
        "POST /films/<slug>/subtitles/<language>/judged",
        "POST /films/<slug>/subtitles/<language>/working",
        "POST /films/<slug>/subtitles/<language>/discard",
        "POST /films/<slug>/subtitles/<language>/keep",
        "POST /films/<slug>/subtitles/<language>/checked",
        "POST /films/<slug>/subtitles/<language>/pasted",
        "POST /films/<slug>/subtitles/<language>/transcribe",
        "POST /films/<slug>/subtitles/<language>/align",
        "GET /uploads",
        "POST /uploads",
        "GET /uploads/<number>",
        "PATCH /uploads/<number>",
        "DELETE /uploads/<number>",
        "POST /uploads/<number>/leave",
        "GET /uploads/<number>/film",
        "GET /uploads/<number>/watch",
        "POST /uploads/<number>/film",
        "POST /status/tasks/<int:number>/done",
    ),
    "stop": ("POST /status/pause",),
    "resume": ("POST /status/resume",),
    "publish": ("POST /status/start",),
    "invite": (
        "POST /posts/<int:number>/invite",
        "GET /posts/<int:number>/invite/revoke",
        "POST /posts/<int:number>/invite/revoke",
    ),
    "see-forms": ("GET /films/<slug>/forms/<int:number>",),
    "consent": ("GET /films/<slug>/consent", "POST /films/<slug>/consent"),
    "withdraw": ("GET /films/<slug>/withdraw", "POST /films/<slug>/withdraw"),
    "settings": ("GET /settings", "POST /settings"),
    "people": (
        "GET /people",
        "POST /people",
        "POST /people/<int:number>/remove",
        "POST /people/<int:number>/code",
        "POST /people/sessions/<int:number>/end",
    ),
}
POST_ACTS: Mapping[
    str, Act
] = {  # of `POST_ACT`, by its last part: those of `posts/acts.py`, which is heavy to load
    "approve": "approve",
    "unapprove": "approve",
    "hold": "stop",
    "release": "publish",
    "release-now": "publish",
    "retry": "publish",
    "spread": "publish",
    "send-now": "publish",
    "settle-absent": "publish",
    "settle-published": "publish",
    "cancel": "publish",
    "remove": "publish",
}
_BY_ROUTE: Mapping[str, Named] = {route: act for act, routes in ROUTES.items() for route in routes}


def named(method: str, rule: str, given: Mapping[str, object]) -> Named | None:
    """Return the act of a route by its method, its rule and what stands in the address; None where it has no row."""
    if method == "POST" and rule == POST_ACT:
        return POST_ACTS.get(
            str(given.get("act")), "publish"
        )  # an act that nobody knows is refused by itself
    if found := _BY_ROUTE.get(f"{'GET' if method in HARMLESS else method} {rule}"):
        return found
    return "look" if method == "OPTIONS" else None


def of(asked: Request) -> Named | None:
    """Return the act that is asked for; None where the address has no row."""
    return named(asked.method, asked.url_rule.rule, asked.view_args or {}) if asked.url_rule else None
