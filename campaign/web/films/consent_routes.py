"""A film's consents at the desk: a form recorded, a consent withdrawn, the release printed."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping
from http import HTTPStatus

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from campaign.testimonies import form_files, release_form
from campaign.testimonies.allowed_use import people
from campaign.web import answers, asked_for, shipped_files
from campaign.web.films import consent_forms, film_page
from campaign.web.films.consent_forms import Given, Typed
from campaign.web.films.scopes import Scope
from media import given_files
from media.errors import MediaError
from schedules.consent.rules import PURPOSES
from schedules.database import testimonies
from schedules.database.tables import ACTS, CHANNELS, NAME_DISPLAYS, SPECIAL
from schedules.errors import ScheduleError
from schedules.model import campaign_paths
from schedules.model.campaign_paths import AstrayPath

pages = Blueprint("consents", __name__)


@pages.get("/films/<slug>/consent")
def ask(slug: str) -> Response:
    """Ask what a signed form says."""
    return _form(slug, consent_forms.empty(request.args.get("person", "")))


@pages.post("/films/<slug>/consent")
def record(slug: str) -> AnyResponse:
    """Record a signed form."""
    desk, lang = answers.desk(), answers.reader().lang
    workspace, now = desk.workspace(), desk.clock()
    film = asked_for.film(slug)
    said = consent_forms.typed(request.form, request.form.to_dict(flat=False))
    given = _given()
    today = now.astimezone(workspace.rules.zone).date()
    if wrong := consent_forms.wrong(said, given, today=today, lang=lang):
        return _refused(slug, said, given, wrong)
    try:
        done = consent_forms.record(workspace, film.slug, said, given, now=now)
    except (ScheduleError, MediaError) as error:
        return _refused(slug, said, given, {}, refusal=answers.sentence_of(error))
    return redirect(f"/films/{slug}?consent={done.number}#consents", HTTPStatus.SEE_OTHER)


@pages.get("/films/<slug>/forms/<int:number>")
def opened(slug: str, number: int) -> Response:
    """Hand over a signed form as it was recorded, to be looked at with a program of its kind; no browser runs it."""
    desk, film = answers.desk(), asked_for.film(slug)
    workspace = desk.workspace()
    with workspace.store.read() as session:
        kept = [one for one in testimonies.consents(session, testimony_id=film.id) if one.id == number]
    try:
        path = campaign_paths.form(workspace.folder, kept[0])
        content = given_files.read(path, most=form_files.LARGEST)
    except (IndexError, AstrayPath, OSError, MediaError):
        abort(404)
    answer = Response(content, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{path.name}"'
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@pages.get("/films/<slug>/withdraw")
def before(slug: str) -> Response:
    """Say what a withdrawal would bring about, before it is one."""
    return _withdraw(slug, _scope(request.args.get("person", "")))


@pages.post("/films/<slug>/withdraw")
def withdraw(slug: str) -> Response:
    """Withdraw a consent; what is chosen anew is shown with its consequences first."""
    from campaign.web.films import withdrawal  # with all that speaks to a Page

    desk, lang = answers.desk(), answers.reader().lang
    film, scope = asked_for.film(slug), _scope(request.form.get("person", ""))
    if "sure" not in request.form:
        return _withdraw(slug, scope)
    try:
        workspace = desk.workspace()
        keys = desk.keys(workspace)
        done = withdrawal.carry_out(workspace, film, scope, keys, clock=desk.clock, lang=lang)
    except (ScheduleError, MediaError) as error:
        return _withdraw(slug, scope, HTTPStatus.UNPROCESSABLE_ENTITY, refusal=answers.sentence_of(error))
    return answers.page("film_withdrawn.html", done=done)


@pages.get("/release-forms/<language>")
def release(language: str) -> Response:
    """Show the form that people sign, as it is printed; its own style is the only one that it may have."""
    if language not in release_form.written_languages():
        abort(404)
    workspace = answers.desk().workspace()
    slug = request.args.get("film", "")
    subject = film_page.subject(workspace, asked_for.film(slug), language) if slug else ""
    script = shipped_files.address("print_page.js")
    page = release_form.rendered(workspace, language, film=subject, script=script)
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    hashes = " ".join(
        f"'sha256-{b64encode(hashlib.sha256(one.encode()).digest()).decode()}'" for one in styles
    )
    answer = Response(page, content_type="text/html; charset=utf-8")
    policy = f"default-src 'none'; style-src {hashes}; {release_form.SCRIPTED}; img-src data:"
    answer.headers["Content-Security-Policy"] = f"{policy}; frame-ancestors 'none'; base-uri 'none'"
    return answer


def _given() -> Given:
    file = request.files.get("evidence")
    return Given(name=file.filename or "form", content=file.read()) if file else Given(name="", content=b"")


def _scope(person: str) -> Scope:
    values = request.values
    channel, language = values.get("channel", ""), values.get("language", "")
    spoken = answers.desk().workspace().settings.languages
    return Scope(
        person=person,
        channel=channel if channel in CHANNELS else None,
        language=language if language in spoken else None,
    )


def _refused(slug: str, said: Typed, given: Given, wrong: Mapping[str, str], refusal: str = "") -> Response:
    """Show a form that was not recorded, with what is wrong and the file that is to be chosen again."""
    again = {"evidence": answers.files_again([given.name])} if given.content else {}
    return _form(slug, said, HTTPStatus.UNPROCESSABLE_ENTITY, wrong=again | dict(wrong), refusal=refusal)


def _form(slug: str, said: Typed, status: HTTPStatus = HTTPStatus.OK, **more: object) -> Response:
    desk = answers.desk()
    workspace, film = desk.workspace(), asked_for.film(slug)
    with workspace.store.read() as session:
        present = people(session, workspace, film, now=desk.clock())
    return answers.page(
        "film_consent.html",
        status=status,
        film=film,
        people=present,
        said=said,
        acts=ACTS,
        channels=CHANNELS,
        purposes=PURPOSES,
        displays=NAME_DISPLAYS,
        special=SPECIAL,
        languages=workspace.settings.languages,
        releases=release_form.written_languages(),
        **({"wrong": {}, "refusal": ""} | more),
    )


def _withdraw(slug: str, scope: Scope, status: HTTPStatus = HTTPStatus.OK, **more: object) -> Response:
    from campaign.web.films import withdrawal

    desk = answers.desk()
    workspace, film = desk.workspace(), asked_for.film(slug)
    with workspace.store.read() as session:
        present = people(session, workspace, film, now=desk.clock())
    scope = (
        scope
        if scope.person
        else Scope(person=present[0].name, channel=scope.channel, language=scope.language)
    )
    follows = withdrawal.follows(workspace, film, scope, now=desk.clock())
    return answers.page(
        "film_withdraw.html",
        status=status,
        film=film,
        people=present,
        scope=scope,
        follows=follows,
        channels=CHANNELS,
        languages=workspace.settings.languages,
        **({"refusal": ""} | more),
    )
