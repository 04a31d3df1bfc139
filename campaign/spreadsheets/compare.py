"""A plan's rows beside the campaign's posts: what each changes, and everything that cannot be meant."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from campaign.posts.pictures import Arrived
from campaign.spreadsheets import match
from campaign.spreadsheets.difference import Campaign, Difference, Meant, difference
from campaign.spreadsheets.plan_rows import row_mistakes
from campaign.spreadsheets.plan_rows.rows import PlanRow, Refusal
from campaign.typed import links
from campaign.workspace import Workspace
from media.errors import MediaError
from schedules.database import posts as database_posts
from schedules.errors import BadRequest, ScheduleError
from schedules.model import states
from schedules.model.fingerprint import face
from schedules.model.records import Post
from schedules.model.states import State

# How an error of a post's wishes is said of a plan: its column, and the code where the usual one names options.
_SAID = {
    "kind-unfit": ("kind", "plan-kind-unfit"),
    "caption-empty": ("caption", "plan-caption-empty"),
    "caption-separator": ("caption", "caption-separator"),
    "caption-long": ("caption", "caption-long"),
    **{code: ("link", code) for code in links.CODES},
    "format-without-film": ("format", "plan-format-without-film"),
    "reel-without-film": ("kind", "plan-reel-without-film"),
    "reel-format": ("format", "plan-reel-format"),
    "comment-long": ("first_comment", "comment-long"),
    "photo-with-film": ("photos", "plan-photo-with-film"),
    "alts-too-many": ("alts", "plan-alts-too-many"),
    "thumbnail-without-film": ("thumbnail", "plan-thumbnail-without-film"),
    "no-such-testimony": ("testimony", "no-such-testimony"),
    "no-such-testimony-near": ("testimony", "no-such-testimony-near"),
    "no-such-testimony-person": ("testimony", "no-such-testimony-person"),
    "no-such-testimony-withdrawn": ("testimony", "no-such-testimony-withdrawn"),
    "no-such-testimony-withdrawn-several": ("testimony", "no-such-testimony-withdrawn-several"),
    "plan-film-several": ("testimony", "plan-film-several"),
    "when-past": ("date", "plan-when-past"),
    "plan-language-missing": ("language", "plan-language-missing"),
}


@dataclass(frozen=True, kw_only=True)
class Given:
    """What a file gives: rows with the pictures that came with them, `broken` rows, and what is `refused` of these."""

    rows: Sequence[PlanRow]
    broken: Sequence[PlanRow]
    arrived: Mapping[int, Arrived]
    refused: Sequence[Refusal]


def compare(
    workspace: Workspace,
    campaign: Campaign,
    given: Given,
    *,
    now: datetime,
) -> tuple[list[Difference], list[Refusal]]:
    """Return what each row changes, and everything else that is wrong with the rows."""
    photos = {row: tuple(one.sha256 for one in came.photos or ()) for row, came in given.arrived.items()}
    matches = match.match(given.rows, campaign.posts, workspace.settings, photos)
    found, refused, number = [], list(matches.refused), campaign.next_number
    for row in (row for row in given.rows if row.row in matches.posts):
        meant = Meant(
            row=row,
            old=matches.posts[row.row],
            number=number,
            arrived=given.arrived.get(row.row) or _no_pictures(workspace),
            guessed=row.row in matches.guessed,
            beside=matches.beside.get(row.row),
        )
        one, wrong = _examined(workspace, campaign, meant, now=now)
        refused += wrong
        if one:
            found.append(one)
            number += one.old is None
    astray = [row for row in given.rows if row.row not in matches.posts]
    for row in (*astray, *given.broken):
        refused += _what_else(workspace, campaign, row, given.refused, now=now)
    refused += _twins(campaign.posts, found)
    return found, sorted(refused, key=lambda one: one.row)


def missing(
    posts: Iterable[Post], given: Given, found: Iterable[Difference], refused: Iterable[Refusal]
) -> tuple[int, ...]:
    """Return the posts still to go out that no row is about; none where nobody can tell whose a refused row is."""
    read = {row.row: row for row in (*given.rows, *given.broken)}
    sound = {one.row.row for one in found}
    said = [read.get(row) for row in sorted({one.row for one in refused} - sound)]
    if not all(row and (row.said.get("number") or row.said.get("key")) for row in said):
        return ()
    keys = {row.said.get("key") for row in said if row}
    named = {one.number for one in found} | {row.said.get("number") for row in said if row}
    waiting = (one for one in posts if one.state in database_posts.TO_COME)
    return tuple(
        sorted(one.number for one in waiting if one.number not in named and not (one.key and one.key in keys))
    )


def _no_pictures(workspace: Workspace) -> Arrived:
    return Arrived(folder=workspace.folder, photos=None, cover=None)


def _examined(
    workspace: Workspace, campaign: Campaign, meant: Meant, *, now: datetime
) -> tuple[Difference | None, list[Refusal]]:
    """Return what a row changes, or everything that is wrong with it."""
    wrong: list[Refusal] = []
    seen: set[str] = set()
    while True:
        try:
            one = difference(workspace, campaign, meant, now=now)
        except (ScheduleError, MediaError) as why:
            column, _ = _said(why)
            wrong.append(refusal(meant.row, why))
            sound = None if column is None or column in seen else _without(workspace, campaign, meant, column)
            if column is None or sound is None:
                return None, wrong
            seen.add(column)
            meant = sound
        else:
            wrong += _locked(one)
            return None if wrong else one, wrong


def _without(workspace: Workspace, campaign: Campaign, meant: Meant, column: str) -> Meant | None:
    """Return what is meant without the mistake in a column."""
    languages = workspace.settings.languages
    row = row_mistakes.harmless(meant.row, column, films=campaign.films, languages=languages)
    arrived = _no_pictures(workspace) if column in ("photos", "thumbnail") else meant.arrived
    return replace(meant, row=row, arrived=arrived) if row else None


def _what_else(
    workspace: Workspace, campaign: Campaign, row: PlanRow, refused: Iterable[Refusal], *, now: datetime
) -> list[Refusal]:
    """Return what else is wrong with a row of which something is refused already."""
    numbered = {one.number: one for one in campaign.posts}
    keyed = {one.key: one for one in campaign.posts if one.key}
    number, key = row.said.get("number"), row.said.get("key")
    old = numbered.get(number) if number else keyed.get(key) if key else None
    languages = workspace.settings.languages
    alone = row if old else row_mistakes.standing_alone(row, languages=languages)
    meant: Meant | None = Meant(row=alone, old=old, number=0, arrived=_no_pictures(workspace))
    for column in row_mistakes.columns(row, (one.column for one in refused if one.row == row.row)):
        meant = meant and _without(workspace, campaign, meant, column)
    return _examined(workspace, campaign, meant, now=now)[1] if meant else []


def refusal(row: PlanRow, why: ScheduleError | MediaError) -> Refusal:
    """Return a row's refusal for an error of a post's wishes, in words of a plan."""
    column, code = _said(why)
    said = why if code == why.code else type(why)(code, **why.params)
    return row.refusal(column, said)


def _said(why: ScheduleError | MediaError) -> tuple[str | None, str]:
    """Return the column of an error, and the code by which a plan says it."""
    return _SAID.get(why.code, ("date" if why.code.startswith("when-") else None, why.code))


def _locked(one: Difference) -> Iterable[Refusal]:
    """Refuse what the post's state does not let a plan change; a key may always be given."""
    if one.old is None:
        return
    changed = [name for name in one.changes if name != "key"]
    if one.old.state == State.PUBLISHED:
        for name in changed:
            if name != "caption":
                yield one.row.refusal(name, BadRequest("plan-live", number=one.number))
    elif changed and states.after(one.old.state, "edited") is None:
        is_erased = not (one.old.caption or one.old.photos or one.old.new_caption)
        code = "plan-erased" if is_erased and "caption" in changed else "plan-state"
        why = BadRequest(code, number=one.number, state=str(one.old.state))
        yield one.row.refusal(changed[0], why)


def _twins(posts: Sequence[Post], found: Sequence[Difference]) -> Iterable[Refusal]:
    """Refuse rows after which two posts still to go out would look the same on the Page."""
    touched = {one.number: one for one in found if one.what != "unchanged"}
    first: dict[object, int] = {}
    for post in posts:
        if post.state in database_posts.TO_COME and post.number not in touched and post.face:
            first.setdefault(post.face, post.number)
    for number, one in sorted(touched.items()):
        if one.old and one.old.state not in database_posts.TO_COME:
            continue
        values, old = one.values, one.old
        look = face(
            kind=values.get("kind", old.kind if old else ""),
            caption=values.get("caption", old.caption if old else ""),
            link=values.get("link", old.link if old else None),
        )
        if look and first.setdefault(look, number) != number:
            twin = first[look]
            row = touched[twin].row.row if twin in touched else None
            code = "plan-twin-row" if row else "plan-twin"
            yield one.row.refusal("caption", BadRequest(code, twin=twin, row=row))
