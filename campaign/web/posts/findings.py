"""What is wrong with posts, by the field that it concerns, what a machine can mend of it, and where people can."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from campaign.checks import all_rules
from campaign.checks import facts as check_facts
from campaign.checks.facts import Facts
from campaign.invitations import hindrances
from campaign.invitations.hindrances import Place
from campaign.messages import formatting, translate
from campaign.posts import drafts
from campaign.reports import month, post_cards
from campaign.workspace import Workspace
from media.findings import Finding
from schedules.consent.rules import Closed
from schedules.database import posts as database_posts
from schedules.errors import ScheduleError
from schedules.model.records import Post

MOMENT = ("P04", "P05", "P06", "P07", "P08", "P09", "P10", "P23", "P02", "P03")
CAPTION = ("P11", "P12", "P13", "P14", "P15", "P17", "P21", "P25", "P26", "P34")
PLACED = {
    **dict.fromkeys(MOMENT, "moment"),
    **dict.fromkeys(CAPTION, "caption"),
    **dict.fromkeys(("P19", "P20", "P29"), "alts"),
    **{"P18": "link", "P22": "first_comment"},
}
PLACES = {
    "caption": "caption",
    "first_comment": "first_comment",
    "alt": "alts",
    "alts": "alts",
    "link": "link",
}
TYPOGRAPHY = "P16"
MISSING = "S16"  # subtitles, which is known without a look into files
UNDATED, LATE = "approve-without-date", "approve-late"
FIELDS = ("moment", "caption", "link", "first_comment", "cover", "alts", "")


@dataclass(frozen=True, kw_only=True)
class Flaw:
    """A finding at its post: how bad it is, the field it concerns ("": none), its sentence; `mend`: a machine can."""

    number: int
    field: str
    severity: str
    code: str
    message: str
    mend: bool

    @property
    def anchor(self) -> str:
        """Return where on the page it stands."""
        return f"{self.field or 'about'}-{self.number}"


@dataclass(frozen=True, kw_only=True)
class Mend:
    """A place at the desk where something is put right, and the address that leads there."""

    place: Place
    address: str


@dataclass(frozen=True, kw_only=True)
class KeepsBack:
    """Why nobody can say yes to a post, in sentences, and where that is put right."""

    told: str
    mend: Mend


def of(
    session: Session, workspace: Workspace, posts: tuple[Post, ...], *, now: datetime, lang: str
) -> tuple[Flaw, ...]:
    """Return what is wrong with these posts or lacks of them, post by post and field by field, worst first."""
    facts = check_facts.facts(session, workspace, now=now, lang=lang)
    numbers = {one.number for one in posts}
    found = [*all_rules.findings(facts)]
    found += [one for one in month.missing(session, workspace, facts, numbers) if one not in found]
    told = [
        _flaw(one, post, workspace, lang) for post in posts for one in found if _is_about(one, post, facts)
    ]
    order = {number: place for place, number in enumerate(one.number for one in posts)}
    return tuple(
        sorted(
            dict.fromkeys(told),
            key=lambda one: (order[one.number], FIELDS.index(one.field), _loudness(one)),
        )
    )


def in_film(workspace: Workspace, number: int, *, now: datetime, lang: str) -> tuple[KeepsBack, ...]:
    """Return what keeps back a yes in a post's film, subtitles and kit, beside what `of` finds and `MISSING`.

    Films are looked into, which takes a while. Raises BadRequest where there is no such post.
    """
    from campaign.checks import approval_blocks  # slow to load, as all that reads subtitles

    with workspace.store.read() as session:
        post = database_posts.post(session, number)
        flaws = of(session, workspace, (post,), now=now, lang=lang)
    known = {MISSING, *(one.code for one in flaws)}
    found = approval_blocks.of_files(workspace, (number,)).of(number)
    return tuple(_keeping(one, post, lang) for one in found if one.code not in known)


def _keeping(one: Finding, post: Post, lang: str) -> KeepsBack:
    message, remedy = translate.say_finding(one.code, one.params, lang)
    told = f"{formatting.capital(formatting.ended(message))} {remedy}".strip()
    return KeepsBack(told=told, mend=mended_at(one, post))


def mended_at(why: Finding | Closed | ScheduleError, post: Post) -> Mend:
    """Return where that is put right which keeps a yes to a post back."""
    place, film = hindrances.place(why), f"/films/{post.testimony}"
    if place in ("subtitles", "film", "consents") and post.testimony is None:
        place = "post"
    addresses: dict[Place, str] = {
        "subtitles": f"{film}/subtitles/{why.params.get('language', post.language)}",
        "film": film,
        "consents": f"{film}#consents",
        "kit": "/brand",
        "settings": "/settings",
        "moment": f"/posts/{post.number}#moment-{post.number}",
        "post": f"/posts/{post.number}#summary",
    }
    return Mend(place=place, address=addresses[place])


def _loudness(one: Flaw) -> int:
    return ("error", "warning", "info").index(one.severity)


def _is_about(one: Finding, post: Post, facts: Facts) -> bool:
    if post.state in check_facts.OUT and post.new_caption is None:
        return False
    if one.params.get("number") == post.number and one.where.startswith("post "):
        return True
    film = facts.films.get(post.testimony_id or 0)
    if film is None:
        return False
    theirs = one.where in (film.slug, f"testimony {film.slug}")
    return theirs and one.params.get("language", post.language) == post.language


def _flaw(one: Finding, post: Post, workspace: Workspace, lang: str) -> Flaw:
    line = post_cards.line(one, lang)
    place = str(one.params.get("place", ""))
    field = PLACES.get(place) or PLACED.get(one.code, "")
    return Flaw(
        number=post.number,
        field=field,
        severity=one.severity,
        code=one.code,
        message=line.message,
        mend=one.code == TYPOGRAPHY and _is_mended(post, field, workspace),
    )


def _is_mended(post: Post, field: str, workspace: Workspace) -> bool:
    text = post.latest_caption if field == "caption" else post.first_comment or ""
    return drafts.typeset(text, post.language, workspace.rules.pair) != text


def by_field(flaws: Iterable[Flaw], number: int) -> Mapping[str, list[Flaw]]:
    """Return what is wrong with one post, by field."""
    found: dict[str, list[Flaw]] = {}
    for one in flaws:
        if one.number == number:
            found.setdefault(one.field, []).append(one)
    return found
