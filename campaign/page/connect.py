"""Connects a Page: checks the token that a person brings, makes it last, and reports the state of a stored one."""

from dataclasses import dataclass, field
from datetime import datetime

from campaign.page.keychain import Kept
from campaign.settings.declarations import PageSettings
from schedules.errors import BadRequest, NotReady
from schedules.facebook import session, tokens
from schedules.facebook.answers import PageAddress
from schedules.facebook.client import PageClient
from schedules.facebook.errors import Absent, Forbidden, GraphError, Refused, Unauthorized, Unknown
from schedules.facebook.tokens import JUST_PUBLISHING, App, LookRefused, OwnPage, TokenFacts, Uses


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a person brings: a token, perhaps the app it is of, perhaps which Page; and where Graph answers."""

    page: PageSettings
    token: str = field(repr=False)
    app: App | None
    page_id: str | None
    uses: Uses = JUST_PUBLISHING
    now: datetime

    @property
    def graph(self) -> tuple[str, str]:
        """Return the address and the version of Graph."""
        return self.page.graph_url, self.page.graph_version


@dataclass(frozen=True, kw_only=True)
class Remark:
    """Something to tell: a code and what its sentence needs."""

    code: str
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Connected:
    """A Page whose token works, the token to keep, and what to tell the person."""

    id: str
    kept: Kept
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a kept token stands. `valid` None: nobody could be asked. `missing` None: unknown.

    `versions`: which one of Graph was asked for, and which answered; None where no answer said.
    """

    valid: bool | None
    name: str | None
    expires_at: datetime | None
    ends_known: bool
    missing: tuple[str, ...] | None
    trouble: GraphError | None = None
    versions: tuple[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a Page says to a token: its name, and with which version of Graph it answers what was asked."""

    name: str | None
    versions: tuple[str, str] | None = None


def fit(text: str) -> str:
    """Return a token as it was pasted, without the white space around it; refuse what cannot be one."""
    token = text.strip().strip("\"'")
    if len(token) < session.SHORTEST or not session.is_word(token):
        raise BadRequest("token-unfit")
    return token


def connect(asked: Asked) -> Connected:
    """Judge the token, make it last, find the Page, and read the Page with what will be kept.

    Where Facebook does not say what a token is, or no app asks, the token is judged by what it opens.
    """
    facts, unheard = _looked(asked)
    page = _given(asked) if facts and facts.kind == "PAGE" else _found(asked, facts)
    scopes = facts.scopes if facts else _granted(asked, page)
    if page.tasks and tokens.TASK not in page.tasks:
        raise NotReady("token-no-task", name=page.name, task=tokens.TASK)
    name = _read(asked.page, page.id, page.token, asked.app).name
    ends = tokens.inspect(*asked.graph, page.token, asked.app) if asked.app and facts else None
    kept = Kept(
        token=page.token,
        name=name,
        expires_at=ends.expires_at if ends else None,
        ends_known=ends is not None,
        scopes=scopes,
    )
    return Connected(id=page.id, kept=kept, remarks=tuple(_remarks(asked, kept, page, unheard)))


def standing(
    page: PageSettings, page_id: str, kept: Kept, app: App | None, *, uses: Uses = JUST_PUBLISHING
) -> Standing:
    """Ask how a kept token stands: the Page is read with it, and with the app Facebook is asked about it."""
    said, valid, seen = None, True, Seen(name=kept.name)
    trouble: GraphError | None = None
    try:
        seen = _read(page, page_id, kept.token, app)
        said = tokens.inspect(page.graph_url, page.graph_version, kept.token, app) if app else None
    except (Unauthorized, Forbidden, Absent) as why:
        trouble, valid = why, False
    except LookRefused:  # the Page answers this token, which is what counts
        said = None
    except GraphError as why:
        trouble = why
    scopes = said.scopes if said else kept.scopes
    return Standing(
        valid=None if valid and trouble else valid and (said is None or said.valid),
        name=seen.name,
        expires_at=said.expires_at if said else kept.expires_at,
        ends_known=said is not None or kept.ends_known,
        missing=None if scopes is None else missing(scopes, uses),
        trouble=trouble,
        versions=seen.versions,
    )


def missing(scopes: tuple[str, ...], uses: Uses) -> tuple[str, ...]:
    """Return the permissions that a token lacks for what the campaign does."""
    return tuple(one for one in uses.scopes if one not in scopes)


def _looked(asked: Asked) -> tuple[TokenFacts | None, LookRefused | None]:
    """Return what Facebook says of the token; None where no app asks, or with why it does not say."""
    try:
        return (_judged(asked) if asked.app else None), None
    except LookRefused as why:
        return None, why


def _granted(asked: Asked, page: OwnPage) -> tuple[str, ...] | None:
    """Return what a person's token permits; None for a Page's own. Refuse one with which nothing can be published."""
    scopes = None if page.token == asked.token else tokens.permissions(*asked.graph, asked.token, asked.app)
    _require_publishing(scopes)
    return scopes


def _require_publishing(scopes: tuple[str, ...] | None) -> None:
    lacking = [one for one in tokens.PUBLISHING if scopes is not None and one not in scopes]
    if lacking:
        raise NotReady("token-scopes", scopes=", ".join(lacking))


def _judged(asked: Asked) -> TokenFacts:
    """Look at the token in the name of the app; refuse what can never work."""
    assert asked.app
    facts = tokens.inspect(*asked.graph, asked.token, asked.app)
    if not facts.valid:
        raise BadRequest("token-invalid", problem=facts.problem or "-")
    if facts.app_id != asked.app.id:
        raise BadRequest("token-other-app", app=asked.app.id)
    if facts.kind not in ("USER", "SYSTEM_USER", "PAGE"):
        raise BadRequest("token-kind", kind=facts.kind or "-")
    _require_publishing(facts.scopes)
    return facts


def _found(asked: Asked, facts: TokenFacts | None) -> OwnPage:
    """Return the Page wanted among those of a person, with its token made of a lasting one."""
    token = _lasting(asked, facts)
    try:
        own = tokens.pages(*asked.graph, token, asked.app)
    except (Absent, Refused):
        if facts:
            raise
        return _given(asked)  # a Page has no Pages: it is a Page's own token
    return _chosen(own, asked.page_id or asked.page.id)


def _lasting(asked: Asked, facts: TokenFacts | None) -> str:
    """Return a person's token, made to last where it ends, or where nobody says whether it does."""
    if asked.app is None or (facts and not facts.expires_at):
        return asked.token
    try:
        return tokens.lengthen(*asked.graph, asked.token, asked.app, now=asked.now)[0]
    except (Refused, Absent, Forbidden, Unauthorized, Unknown):
        if facts:
            raise
        return asked.token  # a Page's own token cannot be exchanged


def _chosen(own: list[OwnPage], wanted: str | None) -> OwnPage:
    listed = ", ".join(f"{one.name} ({one.id})" for one in own)
    if not own:
        raise NotReady("token-no-pages")
    if wanted is None and len(own) > 1:
        raise BadRequest("pages-several", listed=listed)
    chosen = next((one for one in own if one.id == wanted), None) if wanted else own[0]
    if chosen is None:
        raise NotReady("token-no-role", page=wanted, listed=listed)
    return chosen


def _given(asked: Asked) -> OwnPage:
    """Take a Page's own token as it is."""
    mine = tokens.whoever(*asked.graph, asked.token, asked.app)
    wanted = asked.page_id or asked.page.id
    if wanted not in (None, mine):
        raise BadRequest("token-other-page", page=wanted, found=mine)
    return OwnPage(id=mine, name="", tasks=(), token=asked.token)


def _read(page: PageSettings, page_id: str, token: str, app: App | None) -> Seen:
    address = PageAddress(page_id=page_id, graph_url=page.graph_url, graph_version=page.graph_version)
    client = PageClient(address, token, app_secret=app.secret if app else None)
    try:
        return Seen(name=client.page().name, versions=client.versions)
    finally:
        client.close()


def _remarks(asked: Asked, kept: Kept, page: OwnPage, unheard: LookRefused | None) -> list[Remark]:
    found = [Remark(code=unheard.code, params=unheard.params)] if unheard else []
    found += [] if kept.ends_known or unheard else [Remark(code="token-end-unknown")]
    found += [] if kept.scopes is not None else [Remark(code="token-scopes-unknown")]
    if kept.expires_at:
        found += [Remark(code="token-ends", params={"days": max(0, (kept.expires_at - asked.now).days)})]
    lacking = missing(kept.scopes, asked.uses) if kept.scopes is not None else ()
    if lacking:
        found += [Remark(code="token-lacks", params={"scopes": ", ".join(lacking)})]
    if asked.uses.first_comments and page.tasks and tokens.COMMENT_TASK not in page.tasks:
        found += [Remark(code="token-no-comments", params={"task": tokens.COMMENT_TASK})]
    return found
