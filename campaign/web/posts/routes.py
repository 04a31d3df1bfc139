"""The page of a post, and what its form sends."""

from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, Response, g, make_response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from campaign.messages import translate
from campaign.posts import drafts
from campaign.web import admission, answers, readers
from campaign.web.posts import acts, doing, findings, on_page, post_page, saving, two_versions, words
from campaign.web.posts.doing import Asking, Changed
from campaign.web.posts.saving import Typed
from media.errors import MediaError
from schedules.database import posts
from schedules.errors import NotReady, ScheduleError

pages = Blueprint("posts", __name__)
NAME = "desk_name"  # the cookie with the name under which a reader says yes; it holds no secret


@pages.get("/posts/<int:number>")
def shown(number: int) -> AnyResponse:
    """Show a post beside its twin."""
    return _page(number)


@pages.get("/posts/<int:number>/save")
@pages.get("/posts/<int:number>/mend")
@pages.get("/posts/<int:number>/copy")
@pages.get("/posts/<int:number>/pictures")
@pages.get("/posts/<int:number>/typed")
def led_back(number: int) -> AnyResponse:
    """Lead who asks anew for what a form sent to the post."""
    return redirect(f"/posts/{number}", 303)


@pages.post("/posts/<int:number>/save")
def saved(number: int) -> AnyResponse:
    """Keep what was typed; where somebody was quicker, show both versions, and where it cannot be, say why."""
    desk, reader = answers.desk(), answers.reader()
    workspace, now = desk.workspace(), desk.clock()
    numbers = _numbers(number)
    if "merge" in request.form:
        typed = saving.read(workspace, request.form, numbers, now=now, lang=reader.lang)
        return _page(number, typed=typed, merged=True)
    done = saving.save(workspace, request.form, numbers, now=now, lang=reader.lang)
    if done.stale:
        found = two_versions.of(workspace, done.typed, lang=reader.lang)
        return answers.page(
            "post_versions.html", status=HTTPStatus.CONFLICT, number=number, found=found, typed=done.typed
        )
    if done.mistaken:
        return _page(number, typed=done.typed, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    what = "nothing" if not done.changed else f"fell-{done.fallen}" if done.fallen else "save"
    return redirect(f"/posts/{number}?did={what}", 303)


@pages.post("/posts/<int:number>/typed")
def typed(number: int) -> Response:
    """Show how the Page would show what is being typed; nothing is kept."""
    desk = answers.desk()
    workspace, told = desk.workspace(), request.form
    with workspace.store.read() as session:
        post = posts.post(session, number)
        told_of = {name: told.get(name, "")[: words.LONGEST] for name in ("caption", "link", "first_comment")}
        said = {name: text.replace("\r\n", "\n") for name, text in told_of.items()}
        said |= {name: said[name].strip() for name in ("link", "first_comment")}
        page = on_page.of(session, workspace, on_page.as_typed(post, **said), now=desk.clock())
    return answers.part("post_typed.html", page=page, fold=post_page.FOLD)


@pages.post("/posts/<int:number>/mend")
def mended(number: int) -> AnyResponse:
    """Show what was typed with one text set right by a machine; it is kept when it is saved."""
    desk, reader = answers.desk(), answers.reader()
    workspace = desk.workspace()
    field, _, which = request.form.get("mend", "").partition(":")
    form = request.form.to_dict()
    if field in ("caption", "first_comment") and which.isdecimal():
        name = f"{field}-{which}"
        language = request.form.get(f"language-{which}", "")
        form[name] = drafts.typeset(form.get(name, ""), language, workspace.rules.pair)
    typed = saving.read(workspace, form, _numbers(number), now=desk.clock(), lang=reader.lang)
    return _page(number, typed=typed)


def _numbers(number: int) -> tuple[int, ...]:
    """Return the posts that a form is about, which it names by their versions."""
    sent = [name.removeprefix("version-") for name in request.form if name.startswith("version-")]
    named = {int(one) for one in sent if one.isdecimal() and len(one) < 10}
    return tuple(sorted(named | {number}))


@pages.get("/posts/<int:number>/film-errors")
def film_errors(number: int) -> Response:
    """Show what keeps back a yes in the film of a post and its subtitles; nothing where that is nothing."""
    desk, lang = answers.desk(), answers.reader().lang
    workspace = desk.workspace()
    errors = findings.in_film(workspace, number, now=desk.clock(), lang=lang)
    label = translate.say("desk-approve", {}, lang)
    return answers.part("post_film_errors.html", errors=errors, number=number, label=label)


@pages.get("/posts/<int:number>/<act>")
def asked(number: int, act: str) -> AnyResponse:
    """Ask once more before an act that nothing takes back, on a page of its own, or in a dialog of the board."""
    found = _found(number)
    offer = next((one for one in found.own.offers if one.act == act), None)
    if offer is None:
        return redirect(f"/posts/{number}", 303)
    name, page = ("post_sure_form.html", answers.part) if _in_part() else ("post_sure.html", answers.page)
    return page(name, post=found, offer=offer, back=_back())


@pages.post("/posts/<int:number>/<act>")
def done(number: int, act: str) -> AnyResponse:
    """Do an act, and show the post as it is then, or the board that it was asked on; where it is refused, say why."""
    desk, reader = answers.desk(), answers.reader()
    told_by = Asking(
        desk=desk, workspace=desk.workspace(), number=number, form=request.form, lang=reader.lang
    )
    asking = replace(told_by, who=g.who)
    try:
        told = doing.do(asking, act)
    except (ScheduleError, MediaError) as error:
        if _in_part():
            return answers.part("refusal_part.html", status=_status(error), said=answers.sentence_of(error))
        return refused(number, error, act=act)
    if _in_part():
        return answers.part("board_did.html", post=_found(number), act=act, undo=acts.UNDOES.get(act))
    if (back := _back()) and not told:
        return redirect(answers.with_query(back, {"did": act, "post": number}, f"post-{number}"), 303)
    also = f"&also={asking.also}" if act == acts.APPROVE and asking.also else ""
    answer = redirect(f"/posts/{number}?did={act}{also}", 303)
    if told:
        first = translate.say(f"desk-did-{act}", {"number": number}, reader.lang)
        answer = make_response(_page(number, told=(first, *told)))
    if act == acts.APPROVE:
        named = asking.text("by")
        answer.set_cookie(
            NAME, named.encode().hex(), max_age=readers.YEAR_S, samesite="Strict", httponly=True
        )
    return answer


def _in_part() -> bool:
    return bool(request.headers.get("HX-Request"))


def _back() -> str:
    """Return the address of the board on which an act was asked for; "" where it was its own page."""
    named = any(request.values.getlist("back"))
    return admission.within(request.values.get("back", "")) if named else ""


def refused(
    number: int, error: ScheduleError | MediaError, *, act: str = "", again: Sequence[str] = ()
) -> AnyResponse:
    """Show a post as it is, with why nothing was done to it, and what was typed for the act where it was.

    `again` are the names of files that came with it, which are to be chosen again. Raises what was raised where there
    is no such post.
    """
    if error.code == "no-such-post":
        raise error
    said = answers.with_files_again(answers.sentence_of(error), again)
    return _page(number, refusal=said, status=_status(error), tried=act)


def _status(error: ScheduleError | MediaError) -> HTTPStatus:
    if isinstance(error, NotReady | Changed):
        return HTTPStatus.CONFLICT
    return HTTPStatus.UNPROCESSABLE_ENTITY


def _found(number: int) -> post_page.PostPage:
    desk, reader = answers.desk(), answers.reader()
    return post_page.of(desk.workspace(), number, now=desk.clock(), lang=reader.lang, named=_name())


def _page(
    number: int,
    *,
    typed: tuple[Typed, ...] = (),
    merged: bool = False,
    refusal: str | None = None,
    told: tuple[str, ...] = (),
    tried: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    """Return the page of a post, with what was typed where it is not kept yet; `tried` is the act that was refused."""
    desk, reader = answers.desk(), answers.reader()
    found = post_page.of(
        desk.workspace(),
        number,
        now=desk.clock(),
        lang=reader.lang,
        typed=typed,
        merged=merged,
        refusal=refusal,
        named=_name(),
    )
    did, undo = _did(found)
    return answers.page(
        "post.html",
        status=status,
        post=found,
        did=" ".join((*((did,) if did else ()), *told)),
        undo=undo,
        tried=tried,
        asked=request.form if tried else {},
        limits=post_page.LIMITS,
        fold=post_page.FOLD,
    )


def _did(found: post_page.PostPage) -> tuple[str, str | None]:
    """Return what was just done, as the address says it, and the act that takes it back, where one does."""
    did = request.args.get("did", "") if request.method == "GET" else ""
    known = (*acts.ACTS, "link-revoked", "save", "nothing", "copy", "there", "add")
    if did.startswith("fell-") and did[5:].isdecimal():
        return translate.say("desk-did-fell", {"count": int(did[5:][:6])}, answers.reader().lang), None
    if did not in known:
        return "", None
    also = request.args.get("also", 0, type=int)
    if did == acts.APPROVE and also in {one.post.number for one in found.editors}:
        numbers = [found.number, also]
        return translate.say("desk-did-approve-also", {"numbers": numbers}, answers.reader().lang), None
    params = {"number": found.number, "language": found.own.post.language}
    undo = acts.UNDOES.get(did)
    able = any(one.act == undo and one.why_not is None for one in found.own.offers)
    return translate.say(f"desk-did-{did}", params, answers.reader().lang), undo if able else None


def _name() -> str:
    """Return the name under which this reader said yes last; else the one that this computer knows."""
    try:
        named = bytes.fromhex(request.cookies.get(NAME, "")).decode()[:200]
    except (ValueError, UnicodeDecodeError):
        named = ""
    own = answers.desk().asked_for_name
    return named or (own.name if own else None) or ""
