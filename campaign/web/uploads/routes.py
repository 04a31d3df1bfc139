"""Where films are sent, piece by piece, and where one that is whole is described."""

from http import HTTPStatus

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from campaign.testimonies import arriving_films, on_record
from campaign.testimonies.arriving_films import ArrivingFilm
from campaign.web import answers, film_bytes
from campaign.web.uploads import pieces, waiting
from media.errors import MediaError
from schedules.database.tables import ROLES
from schedules.errors import BadRequest, ScheduleError

pages = Blueprint("uploads", __name__)


@pages.route("/uploads", methods=["OPTIONS"])
def able() -> Response:
    """Say what of the protocol is spoken here."""
    return pieces.able()


@pages.post("/uploads")
def begin() -> Response:
    """Make room for a film."""
    return pieces.announced()


@pages.get("/uploads")
def shown() -> Response:
    """Show the films on their way, within the library."""
    desk = answers.desk()
    return answers.part("arriving.html", arriving=waiting.of(desk.folder, now=desk.clock()))


@pages.route("/uploads/<number>", methods=["GET", "PATCH", "DELETE"])
def piece(number: str) -> Response:
    """Take a piece, say how much is here (HEAD), or give a film up."""
    if request.method == "PATCH":
        return pieces.received(number)
    if request.method == "DELETE":
        return pieces.given_up(number)
    return pieces.asked_after(number)


@pages.post("/uploads/<number>/leave")
def leave(number: str) -> AnyResponse:
    """Give a film up, from a page without script."""
    arriving_films.forget(answers.desk().folder, number)
    return redirect("/films?left", HTTPStatus.SEE_OTHER)


@pages.get("/uploads/<number>/film")
def describe(number: str) -> Response:
    """Ask what a film that has arrived is: who speaks, for whom, in which language."""
    from campaign.web.uploads import adding  # with all that looks into films

    film = _film(number)
    return _form(film, adding.proposed(answers.desk().workspace(), film, answers.reader().lang))


@pages.get("/uploads/<number>/watch")
def watch(number: str) -> Response:
    """Send a film that has arrived, for who describes it to see which it is."""
    film = _film(number)
    return film_bytes.sent(
        film_bytes.FilmFile(path=film.path, tag=number, name=film.name) if film.is_whole else None
    )


@pages.post("/uploads/<number>/film")
def add(number: str) -> AnyResponse:
    """Take a film in; a form that is sent twice leads to the film both times."""
    from campaign.web.uploads import adding  # with all that looks into films

    desk = answers.desk()
    workspace, fields = desk.workspace(), adding.typed(request.form)
    try:
        added = adding.add(workspace, number, fields, now=desk.clock())
    except (ScheduleError, MediaError) as error:
        if error.code == "arriving-gone" and adding.added_before(workspace, fields["slug"]):
            return redirect(f"/films/{fields['slug']}?added", HTTPStatus.SEE_OTHER)
        return _form(_film(number), fields, refusal=answers.sentence_of(error))
    if added.questions:
        return _form(_film(number), fields, questions=added.questions)
    return redirect(f"/films/{added.slug}?added", HTTPStatus.SEE_OTHER)


def _film(number: str) -> ArrivingFilm:
    try:
        return arriving_films.one(answers.desk().folder, number)
    except BadRequest:
        abort(404)


def _form(film: ArrivingFilm, fields: dict[str, str], **more: object) -> Response:
    from campaign.web.uploads import adding  # with all that looks into films

    workspace = answers.desk().workspace()
    seen = adding.looked_into(film) if film.is_whole else adding.Seen()
    refusal = answers.sentence_of(seen.refusal) if seen.refusal else ""
    with workspace.store.read() as session:
        organisations = on_record.known_organisations(session, workspace)
    told = {"questions": (), "refusal": ""} | more
    spoiled = bool(refusal)
    wrong = spoiled or bool(told["questions"]) or bool(told["refusal"])
    return answers.page(
        "film_add.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        film=film,
        seen=seen,
        spoiled=refusal,
        fields=fields,
        roles=ROLES,
        languages=workspace.settings.languages,
        organisations=organisations,
        themes=on_record.themes(workspace, fields["language"] or workspace.settings.languages[0]),
        **told,
    )
