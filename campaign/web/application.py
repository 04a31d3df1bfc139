"""The desk's application: its doors, its pages, and what it knows of the campaign.

A room of it is loaded when one of its pages is first asked for: a desk that shows the board needs neither what
draws films nor what speaks to a Page.
"""

import importlib
import re
import threading
from collections.abc import Iterable
from dataclasses import replace
from http import HTTPStatus
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Blueprint, Flask, Response, g, redirect, request
from werkzeug.routing import IntegerConverter, Map
from werkzeug.wrappers import Response as AnyResponse

from campaign.messages import desk_speech
from campaign.web import admission, answers, compressed, readers, shipped_files
from campaign.web.admission import Door
from campaign.web.live_changes import Changes
from campaign.web.open_desk import OpenDesk
from campaign.web.people import who

LARGEST_FORM = 8 * 2**20  # bytes: texts that are far too long are told so, not cut off
LARGEST = 2**53  # of a post's number
HALL = ""  # where no room is: the doors, shipped files, and addresses that nobody has
ROOMS = {  # where pages are -> the modules that have them in a blueprint `pages`; the first that fits is asked
    r"/": ("board.routes",),
    r"/posts/[^/]+/(verdicts|move)": ("board.move_routes",),
    r"/status.*|/settings|/figures|/name": ("status.routes", "status.naming"),
    r"/(posts|films)/[^/]+/film": ("film_bytes",),
    r"/films/[^/]+/(subtitles/.+|peaks|speech|letter)": ("subtitles.routes",),
    r"/posts/[^/]+/(still|poster|(photos|subtitles)/.*)": ("posts.pictures",),
    r"/yes/.*": ("yes.routes",),
    r"/posts/.*": ("posts.link_routes", "posts.routes", "posts.new_posts"),
    r"/(films|brand|release-forms).*": ("films.routes", "films.consent_routes", "films.brand_routes"),
    r"/uploads.*": ("uploads.routes",),
    r"/log-in/office.*": ("beyond.routes",),
    r"/(log-in|people).*": ("people.log_in", "people.routes"),
}


class _Number(IntegerConverter):
    """A number in an address; one that no database holds is an address that nobody has."""

    def __init__(self, addresses_of: Map) -> None:
        super().__init__(addresses_of, max=LARGEST)


class Application:
    """The desk as a server calls it; each of its rooms has the same doors."""

    def __init__(self, desk: OpenDesk, door: Door, changes: Changes) -> None:
        door = replace(door, people=who.finder(desk))
        self._desk, self._door, self._lock = desk, door, threading.Lock()
        hall = _guarded(desk, door)
        shipped_files.attach(hall)
        _attach(hall, door, changes)
        self._rooms = {HALL: hall}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a call; all that is said meanwhile is said for the desk."""
        with desk_speech.speaking():
            return self._room(room_of(environ["PATH_INFO"])).wsgi_app(environ, start_response)

    def rules(self) -> list[tuple[str, str, str]]:
        """Return everything that it answers to: the room, the method and how the address is made up."""
        return [
            (place, how, one.rule)
            for place in (HALL, *ROOMS)
            for one in self._room(place).url_map.iter_rules()
            for how in one.methods or ()
        ]

    def _room(self, place: str) -> Flask:
        if place not in self._rooms:
            with self._lock:  # one loads for all that ask at once
                if place not in self._rooms:
                    self._rooms[place] = _loaded(place, _guarded(self._desk, self._door))
        return self._rooms[place]


def room_of(path: str) -> str:
    """Return the row of `ROOMS` that answers to a path."""
    return next((place for place in ROOMS if re.fullmatch(place, path)), HALL)


def _loaded(place: str, app: Flask) -> Flask:
    for name in ROOMS[place]:
        pages: Blueprint = importlib.import_module(f"campaign.web.{name}").pages
        app.register_blueprint(pages)
    return app


def _guarded(desk: OpenDesk, door: Door) -> Flask:
    """Return an application that has the desk's doors and no pages yet."""
    app = Flask("desk", static_folder=None, template_folder=None)
    app.url_map.converters["int"] = _Number
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_FORM

    @app.before_request
    def know() -> None:
        g.desk, g.door, g.who = desk, door, None

    admission.guard(app, door, answers.refused)
    compressed.attach(app)
    app.register_error_handler(Exception, answers.failed)
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
        door.give(answer, token)
        return answer

    @app.post("/leave")
    def left() -> AnyResponse:
        token = request.cookies.get(door.cookie)
        door.sessions.end(token)
        person = who.leave(answers.desk(), token, now=door.clock())
        answer = redirect("/log-in?left", 303) if person else answers.part("closed.html")
        door.take(answer)
        return answer

    @app.post("/reader")
    def chosen() -> AnyResponse:
        answer = redirect(admission.within(request.form.get("back", "/")), 303)
        for name, known in ((readers.LANGUAGE, answers.LANGUAGES), (readers.SCHEME, readers.SCHEMES)):
            value = request.form.get(name, "")
            if value in known:
                sealed = door.is_sealed(request)
                answer.set_cookie(
                    name, value, max_age=readers.YEAR_S, samesite="Strict", httponly=True, secure=sealed
                )
        return answer

    _tell_changes(app, door, changes)


def _tell_changes(app: Flask, door: Door, changes: Changes) -> None:
    @app.get("/changes")
    def told() -> Response:
        token, since = request.cookies.get(door.cookie), request.args.get("since", 0, type=int)

        def is_open() -> bool:
            return door.who(token) is not None

        return Response(
            changes.stream(is_open, since=since, served="served" in request.args),
            content_type="text/event-stream; charset=utf-8",
            headers={"X-Accel-Buffering": "no"},
        )
