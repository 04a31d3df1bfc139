"""The pages of films: the library, a film, its picture, its subtitles to watch, its form, its posts' covers."""

from http import HTTPStatus

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from campaign.messages import translate
from campaign.reports import post_stills
from campaign.reports.post_stills import StillSource
from campaign.web import answers, asked_for
from campaign.web.films import brought_subtitles, edits, film_findings, film_page, filters, library
from campaign.web.films.consent_forms import Given
from campaign.web.uploads import waiting
from media.errors import MediaError
from media.sources import file_kinds
from media.subtitles import writer
from schedules.consent import film_views, made_covers, subtitle_files
from schedules.database import posts
from schedules.errors import ScheduleError
from schedules.model import campaign_paths
from schedules.model.campaign_paths import AstrayPath
from schedules.model.records import Testimony

_FILE_FITS = (
    "subtitles-contradict",
    "desk-language-none",
)  # refusals after which the same file may be chosen again
pages = Blueprint("films", __name__)


@pages.get("/films")
def shown() -> Response:
    """Show the library."""
    desk, reader = answers.desk(), answers.reader()
    workspace, now = desk.workspace(), desk.clock()
    found = library.of(workspace, filters.read(request.args), now=now, lang=reader.lang)
    return answers.page(
        "films.html",
        library=found,
        arriving=waiting.of(desk.folder, now=now),
        kinds=file_kinds.FILMS,
        left="left" in request.args,
    )


@pages.get("/films/<slug>")
def one(slug: str) -> Response:
    """Show a film."""
    return _page(slug)


@pages.post("/films/<slug>")
def save(slug: str) -> AnyResponse:
    """Save a film's form, and show what is wrong with it, what is asked first, or what somebody else changed."""
    desk, reader = answers.desk(), answers.reader()
    workspace, film = desk.workspace(), asked_for.film(slug)
    fields = edits.typed(request.form, edits.shown(workspace, film, reader.lang))
    made_from = request.form.get("version", "")
    try:
        if edits.version(film) != made_from:
            raise edits.Stale
        read = edits.read(workspace, film, fields, reader.lang)
        if read.wrong or read.questions:
            return _page(
                slug, fields, HTTPStatus.UNPROCESSABLE_ENTITY, wrong=read.wrong, questions=read.questions
            )
        amended = edits.save(workspace, film, read.words, made_from=made_from, now=desk.clock())
    except edits.Stale:
        return _page(slug, fields, HTTPStatus.CONFLICT, conflict=True)
    except (ScheduleError, MediaError) as error:
        return _page(slug, fields, HTTPStatus.UNPROCESSABLE_ENTITY, refusal=answers.sentence_of(error))
    again = ",".join(map(str, amended.again))
    saved = "yes" if read.words else "nothing"
    return redirect(f"/films/{slug}?saved={again or saved}", HTTPStatus.SEE_OTHER)


@pages.get("/films/<slug>/still")
def still(slug: str) -> Response:
    """Send the picture that stands for a film, or shows its moment `at` (ms); it is kept by no browser."""
    desk = answers.desk()
    film = asked_for.film(slug)
    _require_shown(film)
    until = film.film_ms if film.to_ms is None else film.to_ms
    at = request.args.get("at", type=int)
    moment = film.from_ms + (until - film.from_ms) // 3 if at is None else max(0, min(at, film.film_ms - 200))
    try:
        source = StillSource(path=campaign_paths.film(desk.folder, film), at_ms=moment)
    except AstrayPath:
        abort(404)
    found = post_stills.made(desk.folder, [source])
    if source not in found:
        abort(404)
    return Response(found[source], content_type="image/jpeg")


@pages.get("/films/<slug>/track/<language>")
def track(slug: str, language: str) -> Response:
    """Send a film's subtitles in the film's own time, drafts too, as its player shows them."""
    film = asked_for.film(slug)
    _require_shown(film)
    if language not in film.subtitles:
        abort(404)
    cues = subtitle_files.source(answers.desk().folder, film, language, drafts=True)
    return Response(writer.vtt(cues), content_type="text/vtt; charset=utf-8")


@pages.post("/films/<slug>/subtitles")
def subtitled(slug: str) -> AnyResponse:
    """Take in subtitles that somebody brings."""
    desk, film = answers.desk(), asked_for.film(slug)
    file, version = request.files.get("file"), request.form.get("version", "")
    given = Given(name=file.filename or "", content=file.read()) if file else Given(name="", content=b"")
    language = request.form.get("language", "")
    try:
        done = brought_subtitles.take_in(
            desk.workspace(), film, language, given, made_from=version, now=desk.clock()
        )
    except edits.Stale:
        return _page(
            slug,
            None,
            HTTPStatus.CONFLICT,
            wrong={"subtitles": _said(_changed(), given)},
            brings=language,
        )
    except (ScheduleError, MediaError) as error:
        said = answers.sentence_of(error)
        wrong = {"subtitles": _said(said, given) if error.code in _FILE_FITS else said}
        return _page(slug, None, HTTPStatus.UNPROCESSABLE_ENTITY, wrong=wrong, brings=language)
    again = ",".join(map(str, done.again))
    return redirect(f"/films/{slug}?saved={again or 'yes'}&subtitles={language}", HTTPStatus.SEE_OTHER)


def _said(refusal: str, given: Given) -> str:
    return answers.with_files_again(refusal, [given.name] if given.content else [])


def _changed() -> str:
    return translate.say("desk-subtitles-changed", {}, answers.reader().lang)


@pages.get("/films/<slug>/findings")
def findings(slug: str) -> Response:
    """Show all that a check of the film and its subtitles finds."""
    from campaign.checks import lettering, subtitles  # slow to load, as all that reads subtitles

    desk, lang = answers.desk(), answers.reader().lang
    workspace, film = desk.workspace(), asked_for.film(slug)
    with workspace.store.read() as session:
        formats = subtitles.formats_in_use(session, film)
    try:
        found = [*subtitles.testimony(workspace, film, formats), *lettering.names(workspace, film)]
    except MediaError as error:
        found = [subtitles.unreadable(film, error)]
    told = film_findings.told(workspace.folder, film, found, lang)
    return answers.part("film_findings.html", findings=told, first_language=workspace.settings.languages[0])


@pages.post("/films/<slug>/cover")
def cover(slug: str) -> AnyResponse:
    """Make a moment of the film the cover of one of its posts."""
    from campaign.posts import editing  # only where something is changed
    from campaign.posts.drafts import Draft

    desk = answers.desk()
    workspace, film = desk.workspace(), asked_for.film(slug)
    fields = {"cover": request.form.get("at", "")}
    number, at = request.form.get("post", type=int), edits.place(fields["cover"])
    if at is None or number is None:
        return _page(
            slug,
            None,
            HTTPStatus.UNPROCESSABLE_ENTITY,
            wrong=edits.no_place("cover", fields["cover"], answers.reader().lang),
        )
    try:
        with workspace.store.read() as session:
            post = posts.post(session, number)
        if post.testimony_id != film.id or film_page.post_version(post) != request.form.get(
            f"version-{number}"
        ):
            return _page(slug, None, HTTPStatus.CONFLICT, cover_conflict=number)
        moment = max(0, made_covers.in_finished(desk.folder, film, at))
        editing.edit(workspace, number, Draft(thumbnail_ms=moment), now=desk.clock())
    except (ScheduleError, MediaError) as error:
        return _page(slug, None, HTTPStatus.UNPROCESSABLE_ENTITY, refusal=answers.sentence_of(error))
    return redirect(f"/films/{slug}?cover={number}#cover", HTTPStatus.SEE_OTHER)


def _is_known(language: str) -> bool:
    return language in answers.desk().workspace().settings.languages


def _require_shown(film: Testimony) -> None:
    """Send nothing of a film whose consent was taken back or ended."""
    desk = answers.desk()
    workspace = desk.workspace()
    with workspace.store.read() as session:
        if film_views.is_film_over(session, film, now=desk.clock(), campaign=workspace.campaign):
            abort(404)


def _page(
    slug: str, fields: dict[str, str] | None = None, status: HTTPStatus = HTTPStatus.OK, **more: object
) -> Response:
    desk, reader = answers.desk(), answers.reader()
    asked_for.film(slug)
    found = film_page.of(desk.workspace(), slug, now=desk.clock(), lang=reader.lang, fields=fields)
    told = {"wrong": {}, "questions": (), "conflict": False, "refusal": "", "cover_conflict": 0, "brings": ""}
    saved, covered = request.args.get("saved", ""), request.args.get("cover", "")
    done = {
        "saved": saved,
        "subtitles": request.args.get("subtitles", "")
        if _is_known(request.args.get("subtitles", ""))
        else "",
        "covered": covered,
        "added": "added" in request.args,
        "consent": request.args.get("consent", ""),
    }
    return answers.page("film.html", status=status, film=found, done=done, **(told | more))
