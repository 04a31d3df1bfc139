"""What `campaign render` does where films have to be looked at, or made: the orders, and what may not be rendered."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlmodel import Session

from campaign.cli import options, output
from campaign.cli.app import Desk
from campaign.cli.commands.render import Made, show
from campaign.cli.typed_lines import known_numbers
from campaign.messages import formatting, pasteable, translate
from campaign.testimonies import rendering
from campaign.typed import languages as typed_languages
from campaign.workspace import Workspace
from media.formats import FORMATS
from media.languages import known as known_languages
from media.render.finished.rendition import Rendition
from schedules.consent import gates, rules, subtitle_languages
from schedules.database import posts as database_posts
from schedules.database import renditions, testimonies
from schedules.errors import BadRequest, NotReady
from schedules.model.records import Post, Testimony
from schedules.rendering import film_order, finished_films, standing_answers
from schedules.rendering.film_order import Order
from schedules.rendering.standing_answers import Answer, Asked, Film

if TYPE_CHECKING:
    from media.render.renderer import Explanation

_NUMBER = re.compile("[0-9]{1,9}")  # of a post
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
ENDED = ("cancelled", "removed")
FILMED = ("draft", "approved", "uploading", "staged", "publishing", "held", "failed")

Tell = Callable[[str], None]


def render(desk: Desk, asked: Asked, *, preview: bool, explain: bool) -> None:
    """Make the films that are asked for, those that stand excepted, or only explain what would be made and why.

    What was found, or made, then stands as the answer until something changes.
    """
    with options.campaign(desk) as workspace:
        with workspace.store.read() as session:
            orders = _asked_for(desk, workspace, session, asked, output.note)
        if not orders:
            return output.say(output.document([])) if desk.json else None
        if explain:
            return _explain(desk, workspace, orders, preview)
        made = _made(desk, workspace, orders, preview)
    show(desk, workspace.folder, [_told(order, film) for order, film in made])
    if not preview:
        films = tuple(_film(workspace, order, film) for order, film in made)
        standing_answers.keep(workspace.folder, asked, films, lambda: _look(desk, asked))
    return None


def _asked_for(desk: Desk, workspace: Workspace, session: Session, asked: Asked, tell: Tell) -> list[Order]:
    """Return the orders of what is asked for and may be rendered; of the rest it is told why not."""
    spoken = tuple(workspace.settings.language(language) for language in asked.languages)
    wanted, formats = asked.wanted, asked.formats
    known_numbers.require(session, (int(one) for one in wanted if _NUMBER.fullmatch(one)))
    _require_films(session, wanted, spoken, formats, workspace.settings.languages)
    left = _without_ended(desk, session, wanted, tell)
    if wanted and not left:
        return []
    orders = _orders(session, workspace, left, spoken, formats)
    orders = _permitted(session, workspace, orders, desk, formats, tell, is_named=bool(left))
    _tell_none(desk, session, left, spoken, formats, tell)
    if not orders and not left:
        tell(desk.say("render-nothing-such" if spoken or formats else "render-nothing"))
    return orders


def _look(desk: Desk, asked: Asked) -> Answer | None:
    """Look again at what is asked for; None where anything is to be said besides, done, or made."""
    said: list[str] = []
    with options.campaign(desk, warns=False) as workspace, workspace.store.read() as session:
        now = desk.now()
        orders = _asked_for(desk, workspace, session, asked, said.append)
        films = [_standing(session, workspace, order) for order in orders]
        until = _until(session, workspace.rules.zone, now)
    if said or not films or now >= until:
        return None
    found = tuple(one for one in films if one)
    return Answer(films=found, since=now, until=until) if len(found) == len(films) else None


def _standing(session: Session, workspace: Workspace, order: Order) -> Film | None:
    """Return an order's film where it stands, and is with all that wait for it."""
    film = finished_films.found(session, workspace.folder, order, workspace.rules)
    if film is None or not finished_films.is_kept(session, workspace.folder, order, film):
        return None
    return _film(workspace, order, film)


def _until(session: Session, zone: ZoneInfo, now: datetime) -> datetime:
    """Return until when an answer may be told: consents end by days, and of posts that are due more is said."""
    tomorrow = datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time(), zone).astimezone(UTC)
    due = next(database_posts.owed_from(session, _LONG_AGO), None)
    return min(tomorrow, due.due_at) if due and due.due_at else tomorrow


def _film(workspace: Workspace, order: Order, made: Rendition) -> Film:
    return Film(
        testimony=order.film.slug,
        language=order.language,
        format=order.format,
        source=order.film.film_path,
        source_sha256=order.film.film_sha256,
        path=made.path.relative_to(workspace.folder).as_posix(),
        sha256=made.sha256,
        width=made.width,
        height=made.height,
        duration_ms=made.duration_ms,
    )


def _told(order: Order, film: Rendition) -> Made:
    return Made(testimony=order.film.slug, language=order.language, format=order.format, film=film)


def _require_films(
    session: Session,
    wanted: tuple[str, ...],
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    known: tuple[str, ...],
) -> None:
    """Raise BadRequest for a language or a format that stands where a film is named, with the line that has options."""
    strange = [one for one in wanted if one[:1].isalpha() and not testimonies.slug_taken(session, one)]
    if not strange:  # nearly always: the words of every language are read for nothing
        return
    spoken = {one: code for one in strange if (code := typed_languages.code(one, known)) in known}
    named = {
        translate.word(name, code).casefold(): name
        for code in known_languages.languages()
        for name in FORMATS
    }
    shapes = {one: named[one.casefold()] for one in strange if one.casefold() in named}
    if not spoken and not shapes:
        return
    films = [one for one in wanted if one not in spoken and one not in shapes]
    given = [word for one in (*languages, *spoken.values()) for word in ("--language", one)]
    given += [word for one in (*formats, *shapes.values()) for word in ("--format", one)]
    line = pasteable.Worded(" ".join(map(pasteable.quoted, (*films, *given))))
    raise BadRequest("render-options", words=", ".join([*spoken, *shapes]), line=line)


def _without_ended(desk: Desk, session: Session, wanted: tuple[str, ...], tell: Tell) -> tuple[str, ...]:
    """Return what is to be rendered without the posts that are over for good, of which it is told."""
    named = {one: database_posts.post(session, int(one)).state for one in wanted if _NUMBER.fullmatch(one)}
    ended = {one: state for one, state in named.items() if state in ENDED}
    for one, state in ended.items():
        tell(desk.say(f"render-{state}", number=int(one)))
    return tuple(one for one in wanted if one not in ended)


def _made(
    desk: Desk, workspace: Workspace, orders: list[Order], preview: bool
) -> list[tuple[Order, Rendition]]:
    """Make the films, each on record as soon as it is finished."""
    done: dict[tuple[int, str, str], Rendition] = {}

    def keep(order: Order, made: Rendition) -> None:
        done[order.wanted] = made
        if not preview:
            _keep(desk, workspace, order, made)

    with output.progress() as show:
        rendering.make(workspace, orders, preview=preview, on_progress=show, on_made=keep, lang=desk.lang)
    return [(order, done[order.wanted]) for order in orders]


def _explain(desk: Desk, workspace: Workspace, orders: list[Order], preview: bool) -> None:
    from schedules.rendering import orders as rendering_orders  # with all that renders

    with workspace.store.read() as session:
        formers = [finished_films.former(session, workspace.folder, order) for order in orders]
    said = [
        (order, rendering_orders.explain(workspace.folder, order, workspace.rules, former, preview=preview))
        for order, former in zip(orders, formers, strict=True)
    ]
    if desk.json:
        return output.say(output.document([_named(order) | _explained(desk, why) for order, why in said]))
    for order, why in said:
        film = translate.labelled(rendering.named([order], desk.lang), desk.lang)
        output.say(f"{film} {_sentence(desk, why)}")
    return None


def _explained(desk: Desk, why: "Explanation") -> dict[str, object]:
    reasons = [{"code": one.code, "message": desk.say(one.code, **one.params)} for one in why.reasons]
    return {
        "reused": not why.new and not reasons,
        "pieces": why.pieces,
        "new_pieces": why.new,
        "why": reasons,
    }


def _sentence(desk: Desk, why: "Explanation") -> str:
    if not why.reasons:
        return desk.say("render-stands")
    reasons = formatting.listed((desk.say(one.code, **one.params) for one in why.reasons), desk.lang)
    return desk.say("render-needed", reasons=reasons, new=why.new, pieces=why.pieces)


def _named(order: Order) -> dict[str, str]:
    return {"testimony": order.film.slug, "language": order.language, "format": order.format}


def _orders(
    session: Session,
    workspace: Workspace,
    wanted: tuple[str, ...],
    languages: tuple[str, ...],
    formats: tuple[str, ...],
) -> list[Order]:
    found: dict[tuple[int, str, str], Order] = {}
    posts = [post for post in database_posts.posts(session, FILMED) if post.is_film]
    for film, language, format in _combinations(session, posts, wanted, languages, formats):
        order = film_order.order(session, film, language, format)
        found.setdefault(order.wanted, order)
    return list(found.values())


def _combinations(
    session: Session,
    posts: list[Post],
    wanted: tuple[str, ...],
    languages: tuple[str, ...],
    formats: tuple[str, ...],
) -> Iterable[tuple[Testimony, str, str]]:
    """Yield film, language and format of each named post; of a named testimony, its languages by formats in use."""
    for name in wanted or tuple(str(post.number) for post in posts):
        if _NUMBER.fullmatch(name):
            yield from _of_post(session, database_posts.post(session, int(name)), languages, formats)
        else:
            yield from _of_testimony(testimonies.testimony(session, name), posts, languages, formats)


def _of_post(
    session: Session, post: Post, languages: tuple[str, ...], formats: tuple[str, ...]
) -> Iterable[tuple[Testimony, str, str]]:
    if post.testimony_id is None or post.format is None:
        return
    if post.language in (languages or (post.language,)) and post.format in (formats or (post.format,)):
        yield testimonies.testimony_by_id(session, post.testimony_id), post.language, post.format


def _tell_none(
    desk: Desk,
    session: Session,
    wanted: tuple[str, ...],
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    tell: Tell,
) -> None:
    """Tell of each post named that nothing is rendered for it, why, and how its film is rendered."""
    for name in wanted:
        if not _NUMBER.fullmatch(name):
            continue
        post = database_posts.post(session, int(name))
        if post.testimony_id is None or post.format is None:
            tell(desk.say("render-no-film", number=post.number))
        elif not list(_of_post(session, post, languages, formats)):
            known = {"number": post.number, "language": post.language, "format": post.format}
            line = _line_for(
                testimonies.testimony_by_id(session, post.testimony_id), post, languages, formats
            )
            tell(desk.say("render-other-film", line=line, **known))


def _line_for(
    film: Testimony, post: Post, languages: tuple[str, ...], formats: tuple[str, ...]
) -> pasteable.Worded:
    """Return what renders a film in the languages and formats asked for, else in those of its post."""
    given = [word for one in languages or (post.language,) for word in ("--language", one)]
    given += [word for one in formats or (str(post.format),) for word in ("--format", one)]
    return pasteable.Worded(" ".join(map(pasteable.quoted, (film.slug, *given))))


def _of_testimony(
    film: Testimony, posts: list[Post], languages: tuple[str, ...], formats: tuple[str, ...]
) -> Iterable[tuple[Testimony, str, str]]:
    theirs = [post for post in posts if post.testimony_id == film.id]
    spoken = languages or tuple(dict.fromkeys([*film.subtitles, *(post.language for post in theirs)]))
    used = formats or tuple(dict.fromkeys(post.format or "landscape" for post in theirs))
    for language in spoken or (film.language,):
        for format in used or ("landscape",):
            yield film, language, format


def _permitted(
    session: Session,
    workspace: Workspace,
    orders: Iterable[Order],
    desk: Desk,
    formats: tuple[str, ...],
    tell: Tell,
    *,
    is_named: bool,
) -> list[Order]:
    """Return the orders with consent to film and publish, as of now; the others are told.

    Raises NotReady where none has it, or for one that was named; where other languages have it, those are offered.
    """
    shut, free = list[tuple[Order, rules.Closed]](), list[Order]()
    for order in orders:
        if closed := _closed(session, workspace, order, desk):
            shut.append((order, closed))
        else:
            free.append(order)
    if shut and (is_named or not free):
        raise _refusal(shut, free, formats)
    for order, reason in shut:
        said = desk.say("render-left-out", posts=_cancelling(session, order), **_reasoned(order, reason))
        tell(desk.say("warning", sentence=said))
    return free


def _closed(session: Session, workspace: Workspace, order: Order, desk: Desk) -> rules.Closed | None:
    """Return why a film may not be shown in the languages that it would have; None where it may."""
    for one in subtitle_languages.shown(workspace.folder, order.film, order.language):
        if closed := gates.film_consent(
            session, order.film.id, one, instant=desk.now(), campaign=workspace.campaign
        ):
            return rules.Closed(code=closed.code, params=testimonies.named(session, closed.params))
    return None


def _cancelling(session: Session, order: Order) -> pasteable.Typed:
    """Return the commands that cancel the posts for which a film would be rendered."""
    theirs = [
        one.number
        for one in database_posts.posts(session, FILMED)
        if (one.testimony_id, one.language, one.format) == order.wanted
    ]
    return pasteable.Typed(", ".join(f"`campaign post cancel {number}`" for number in theirs))


def _reasoned(order: Order, reason: rules.Closed) -> dict[str, object]:
    return {"testimony": order.film.slug, "reason": reason}


def _refusal(shut: list[tuple[Order, rules.Closed]], free: list[Order], formats: tuple[str, ...]) -> NotReady:
    """Return the refusal of the first of these, with the languages of its film that may be rendered."""
    order, reason = shut[0]
    slug = order.film.slug
    barred = {one.language for one, _ in shut if one.film.slug == slug}
    others = dict.fromkeys(one.language for one in free if one.film.slug == slug)
    spoken = [one for one in others if one not in barred]
    if not spoken:
        return NotReady("render-without-consent", **_reasoned(order, reason))
    given = [word for one in spoken for word in ("--language", one)]
    given += [word for one in formats for word in ("--format", one)]
    line = pasteable.line((slug, *given))
    return NotReady("render-without-consent-some", line=line, **_reasoned(order, reason))


def _keep(desk: Desk, workspace: Workspace, order: Order, made: Rendition) -> None:
    """Register the film, and hand it to the approved posts that wait for it; what was done is not written again."""
    with workspace.store.read() as session:
        if finished_films.is_kept(session, workspace.folder, order, made):
            return
    with workspace.store.write() as session:
        rendition_id = finished_films.keep(session, workspace.folder, order, made, now=desk.now())
        film, language, format = order.wanted
        for post in renditions.awaiting(session, testimony_id=film, language=language, format=format):
            renditions.attach_rendition(session, post.number, rendition_id)
