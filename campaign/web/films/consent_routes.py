"""A film's consents at the desk: a form recorded, a consent withdrawn, the release printed."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from campaign.messages import translate
from campaign.testimonies import form_files, release_form
from campaign.testimonies.allowed_use import people
from campaign.web import answers, asked_for, shipped_files
from campaign.web.board import waiting
from campaign.web.films import consent_forms, film_page, library, scopes
from campaign.web.films.consent_forms import Given, Typed
from campaign.web.films.scopes import Choice, Offered, Scope
from campaign.workspace import Workspace
from media import given_files
from media.errors import MediaError
from schedules.consent.rules import PURPOSES
from schedules.database import posts, testimonies
from schedules.database.tables import ACTS, CHANNELS, NAME_DISPLAYS, SPECIAL
from schedules.errors import BadRequest, NotReady, ScheduleError
from schedules.model import campaign_paths
from schedules.model.campaign_paths import AstrayPath
from schedules.model.records import Consent, Testimony

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
        told, field = answers.sentence_of(error), consent_forms.field_of(error.code)
        return _refused(slug, said, given, {field: told} if field else {}, refusal="" if field else told)
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
    name = _called(workspace, film, kept[0], path.suffix)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@pages.get("/films/<slug>/withdraw")
def before(slug: str) -> Response:
    """Ask what is withdrawn; once it is chosen, say what that would bring about, before it is one."""
    choice = scopes.chosen(request.args)
    if not choice.is_begun:
        return _choosing(slug, choice)
    try:
        return _sure(slug, scopes.scope(choice, _offered(slug)))
    except BadRequest as error:
        return _choosing(slug, choice, error)


@pages.post("/films/<slug>/withdraw")
def withdraw(slug: str) -> Response:
    """Withdraw what was chosen; what was not shown with its consequences as they are is shown first."""
    from campaign.web.films import withdrawal  # with all that speaks to a Page

    desk, lang = answers.desk(), answers.reader().lang
    film, choice, workspace = asked_for.film(slug), scopes.chosen(request.form), desk.workspace()
    try:
        scope = scopes.scope(choice, _offered(slug))
        follows = withdrawal.follows(workspace, film, scope, now=desk.clock())
    except (ScheduleError, MediaError) as error:
        return _choosing(slug, choice, error)
    if request.form.get("shown") != withdrawal.version(scope, follows):
        return _sure(slug, scope, NotReady("desk-withdraw-unshown"))
    try:
        done = withdrawal.carry_out(workspace, film, scope, desk.keys(workspace), clock=desk.clock, lang=lang)
    except (ScheduleError, MediaError) as error:
        return _sure(slug, scope, error)
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


def _named(workspace: Workspace, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return by what people know these posts, and in which language that is."""
    with workspace.store.read() as session:
        found = [posts.post(session, one) for one in numbers]
    return {one.number: (waiting.title(one), one.language) for one in found}


def _called(workspace: Workspace, film: Testimony, form: Consent, ending: str) -> str:
    """Return what a signed form is called once it is downloaded: its number, film and person, as the name is shown."""
    with workspace.store.read() as session:
        present = people(session, workspace, film, now=answers.desk().clock())
    shown = next((one.shown for one in present if one.id == form.person_id), None)
    told = translate.say("desk-form-called", {"number": form.id, "slug": film.slug}, answers.reader().lang)
    named = f"{told} {shown}" if shown else told
    return re.sub(r"[^\w .'’-]+", "-", named) + ending


def _given() -> Given:
    file = request.files.get("evidence")
    return Given(name=file.filename or "form", content=file.read()) if file else Given(name="", content=b"")


def _offered(slug: str) -> Offered:
    """Return what of a film can be withdrawn: a language of a form, too, in which nothing is published any more."""
    desk, film = answers.desk(), asked_for.film(slug)
    workspace = desk.workspace()
    with workspace.store.read() as session:
        present = people(session, workspace, film, now=desk.clock())
        forms = testimonies.consents(session, testimony_id=film.id)
    signed = [language for one in forms for language in one.languages]
    return Offered(
        people=tuple(one.name for one in present if one.name),
        channels=CHANNELS,
        languages=tuple(dict.fromkeys((*workspace.settings.languages, *signed))),
    )


def _refused(slug: str, said: Typed, given: Given, wrong: Mapping[str, str], refusal: str = "") -> Response:
    """Show a form that was not recorded, with what is wrong and the file that is to be chosen again."""
    again = answers.files_again([given.name]) if given.content else ""
    told = ({"evidence": again} if again else {}) | dict(wrong)
    told = {name: told[name] for name in sorted(told, key=consent_forms.FIELDS.index)}
    return _form(slug, said, HTTPStatus.UNPROCESSABLE_ENTITY, wrong=told, refusal=refusal)


def _form(slug: str, said: Typed, status: HTTPStatus = HTTPStatus.OK, **more: object) -> Response:
    desk = answers.desk()
    workspace, film = desk.workspace(), asked_for.film(slug)
    with workspace.store.read() as session:
        present = people(session, workspace, film, now=desk.clock())
    return answers.page(
        "film_consent.html",
        status=status,
        film=film,
        title=library.title(workspace, film),
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


def _choosing(slug: str, choice: Choice, error: ScheduleError | MediaError | None = None) -> Response:
    """Ask who withdraws what, or what of it is not clear."""
    film = asked_for.film(slug)
    return answers.page(
        "film_withdraw.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK,
        film=film,
        title=library.title(answers.desk().workspace(), film),
        offered=_offered(slug),
        choice=choice,
        refusal=answers.sentence_of(error) if error else "",
    )


def _sure(slug: str, scope: Scope, error: ScheduleError | MediaError | None = None) -> Response:
    """Show what would follow of what was chosen, and ask whether it is meant."""
    from campaign.web.films import withdrawal

    desk, film = answers.desk(), asked_for.film(slug)
    follows = withdrawal.follows(desk.workspace(), film, scope, now=desk.clock())
    unmet = HTTPStatus.CONFLICT if isinstance(error, NotReady) else HTTPStatus.UNPROCESSABLE_ENTITY
    return answers.page(
        "film_withdraw_sure.html",
        status=unmet if error else HTTPStatus.OK,
        film=film,
        title=library.title(desk.workspace(), film),
        scope=scope,
        follows=follows,
        named=_named(desk.workspace(), (*follows.live, *follows.waiting)),
        shown=withdrawal.version(scope, follows),
        refusal=answers.sentence_of(error) if error else "",
    )
