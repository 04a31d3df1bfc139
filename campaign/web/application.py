"""The desk's application: its doors, its pages, and what it knows of the campaign."""

from http import HTTPStatus

from flask import Flask, Response, g, redirect, request
from werkzeug.routing import IntegerConverter, Map
from werkzeug.wrappers import Response as AnyResponse

from campaign.web import admission, answers, compressed, film_bytes, readers, shipped_files
from campaign.web.admission import Door
from campaign.web.board import routes as board
from campaign.web.films import brand_routes, consent_routes
from campaign.web.films import routes as films
from campaign.web.live_changes import Changes
from campaign.web.open_desk import OpenDesk
from campaign.web.posts import new_posts
from campaign.web.posts import pictures as post_pictures
from campaign.web.posts import routes as posts
from campaign.web.status import routes as status
from campaign.web.uploads import routes as uploads

Application = Flask  # for who starts it and needs no other door to Flask
LARGEST_FORM = 8 * 2**20  # bytes: texts that are far too long are told so, not cut off
LARGEST = 2**53  # of a post's number
ROOMS = (
    *(board, film_bytes, new_posts, post_pictures, posts, status),
    *(films, consent_routes, brand_routes, uploads),
)


class _Number(IntegerConverter):
    """A number in an address; one that no database holds is an address that nobody has."""

    def __init__(self, addresses_of: Map) -> None:
        super().__init__(addresses_of, max=LARGEST)


def made(desk: OpenDesk, door: Door, changes: Changes) -> Flask:
    """Return the application of a desk."""
    app = Flask("desk", static_folder=None, template_folder=None)
    app.url_map.converters["int"] = _Number
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_FORM

    @app.before_request
    def know() -> None:
        g.desk = desk

    admission.guard(app, door, answers.refused)
    compressed.attach(app)
    app.register_error_handler(Exception, answers.failed)
    for room in ROOMS:
        app.register_blueprint(room.pages)
    shipped_files.attach(app)
    _attach(app, door, changes)
    return app


def _attach(app: Flask, door: Door, changes: Changes) -> None:
    @app.get(admission.OPEN)
    def opened() -> AnyResponse:
        if request.method == "HEAD":  # a program that looks whether a link lives
            return answers.part("opening.html")
        token = door.sessions.begin(request.args.get("key", ""), now=door.clock())
        if token is None:
            return answers.part("closed.html", status=HTTPStatus.FORBIDDEN)
        answer = answers.part("opening.html")
        answer.set_cookie(door.cookie, token, httponly=True, samesite="Strict", path="/")
        return answer

    @app.post("/leave")
    def left() -> AnyResponse:
        door.sessions.end(request.cookies.get(door.cookie))
        answer = answers.part("closed.html")
        answer.delete_cookie(door.cookie, httponly=True, samesite="Strict", path="/")
        return answer

    @app.post("/reader")
    def chosen() -> AnyResponse:
        answer = redirect(admission.within(request.form.get("back", "/")), 303)
        for name, known in ((readers.LANGUAGE, answers.LANGUAGES), (readers.SCHEME, readers.SCHEMES)):
            value = request.form.get(name, "")
            if value in known:
                answer.set_cookie(name, value, max_age=readers.YEAR_S, samesite="Strict", httponly=True)
        return answer

    @app.get("/changes")
    def told() -> Response:
        token = request.cookies.get(door.cookie)

        def is_open() -> bool:
            return door.sessions.holds(token, now=door.clock())

        return Response(
            changes.stream(is_open),
            content_type="text/event-stream; charset=utf-8",
            headers={"X-Accel-Buffering": "no"},
        )
