"""The organisations of a campaign: who is named where, and one new name in place of an old one, everywhere."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlmodel import Session

from campaign.posts import void_approvals
from campaign.settings import quoted_values, settings
from campaign.settings.quoted_values import Toml
from campaign.testimonies import on_record
from campaign.workspace import Workspace
from media import files, given_files
from media.brand import kit as brand_kit
from media.brand import kit_fingerprint
from media.text import folding
from schedules.consent import required_approvals
from schedules.consent.required_approvals import ApprovalReader
from schedules.database import approvals, invitations, posts, testimonies
from schedules.errors import BadRequest
from schedules.model import organisations
from schedules.model.records import Post, Testimony
from schedules.model.states import State

_ADDRESS = re.compile(  # of the web or of mail, which has no other name because an organisation has one
    r"\S+@\S+|\S*://\S+|\bwww\.\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:be|brussels|com|eu|fr|gent|net|nl|org|vlaanderen)\b(?:/\S*)?",
    re.IGNORECASE,
)
_TO_COME = (State.DRAFT, State.APPROVED, State.UPLOADING, State.STAGED, State.HELD, State.FAILED)


@dataclass(frozen=True, kw_only=True)
class Named:
    """An organisation, whether the settings list it, and the films that name it so."""

    name: str
    listed: bool
    films: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Renamed:
    """Where a name was put: in which files, films, and how many approvals; `again` are posts to approve again.

    `said` are the numbers of posts still to go out whose words have the old name, which stays there; `live` those on
    the Page whose words or film have it. `kept` is the kit's file where it keeps a partner of the old name, as it has
    one of the new name already.
    """

    name: str
    files: tuple[str, ...]
    films: tuple[str, ...]
    approvals: int
    again: tuple[int, ...]
    said: tuple[int, ...]
    live: tuple[int, ...]
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Another:
    """An organisation that has the new name already: as it is spelt, the films that name it, if the old is its slip."""

    name: str
    films: tuple[str, ...]
    is_slip: bool


def everywhere(workspace: Workspace) -> list[Named]:
    """Return each spelling of each organisation that settings or films name, those of the list first."""
    listed = workspace.settings.organisations
    with workspace.store.read() as session:
        films = testimonies.testimonies(session)
    names = dict.fromkeys((*listed, *(film.organisation for film in films)))
    return [
        Named(
            name=name,
            listed=name in listed,
            films=tuple(film.slug for film in films if film.organisation == name),
        )
        for name in names
    ]


def another(workspace: Workspace, old: str, new: str) -> Another | None:
    """Return the organisation, other than that of the old name, which has the new one, however it is spelt."""
    if folding.same(old, new):
        return None
    with workspace.store.read() as session:
        known = (*on_record.known_organisations(session, workspace), *approvals.organisations(session))
        films = testimonies.testimonies(session)
    name = organisations.listed(new, known)
    if name is None or organisations.listed(old, known) is None:
        return None
    listed = organisations.listed(old, workspace.settings.organisations) is not None
    return Another(
        name=name,
        films=tuple(one.slug for one in films if folding.same(one.organisation, name)),
        is_slip=not listed and folding.nearest(old, [name]) is not None,
    )


def rename(
    workspace: Workspace, old: str, new: str, *, now: datetime, dry_run: bool = False
) -> Renamed | None:
    """Put a new name in place of an old one, however that is spelt: films, approvals, campaign.toml, the brand kit.

    All of it or nothing; None where it is spelt so everywhere. Raises BadRequest where nothing bears the old name, or
    a file cannot be changed safely.
    """
    name = folding.tidy(new)
    if not name:
        raise BadRequest("organisation-empty", written=old)
    if not folding.tidy(old):
        raise BadRequest("organisation-empty-old", known=_known(workspace))
    texts = _texts(workspace, old, name)
    with workspace.store.write() as session:
        films = [one for one in testimonies.testimonies(session) if folding.same(one.organisation, old)]
        _require_known(session, workspace, old, name, films)
        wrong = [one for one in films if one.organisation != name]
        found = _found(session, workspace, old, name, wrong, texts)
        before, trial = _standing(session, workspace), session.begin_nested()
        for film in wrong:
            testimonies.change_testimony(session, film, now=now, subtitles={}, organisation=name)
        approvals.rename_organisation(session, old, name)
        invitations.rename_organisation(session, old, name)
        after = _renamed(workspace, old, name)
        left = _standing(session, after)
        again = tuple(sorted(number for number, count in before.items() if left[number] < count))
        found = replace(found, again=again)
        if dry_run:
            trial.rollback()
        else:
            _write(session, workspace, texts)
            void_approvals.fall_back(session, after, now=now, why="organisation-was-renamed", only=again)
    return found if found.files or found.films or found.approvals else None


def _standing(session: Session, workspace: Workspace) -> dict[int, int]:
    """Return how many approvals count of each post that is still to go out."""
    reader = ApprovalReader(session=session, campaign=workspace.campaign, every=True)
    asked = workspace.rules.approval != "off"
    found = posts.posts(session, _TO_COME) if asked else []
    return {one.number: len(reader.of(one).standing) for one in found}


def _known(workspace: Workspace) -> str:
    with workspace.store.read() as session:
        known = on_record.known_organisations(session, workspace)
    return ", ".join(dict.fromkeys(known)) or "-"


def _renamed(workspace: Workspace, old: str, name: str) -> Workspace:
    """Return the campaign as its settings are from now on: those at hand were read before the change."""
    partners = tuple(
        dict.fromkeys(name if folding.same(one, old) else one for one in workspace.rules.partners)
    )
    return replace(workspace, rules=replace(workspace.rules, partners=partners))


def _found(
    session: Session,
    workspace: Workspace,
    old: str,
    name: str,
    wrong: list[Testimony],
    texts: dict[Path, str],
) -> Renamed:
    everything = posts.posts(session)
    shown = {film.slug for film in wrong}
    return Renamed(
        name=name,
        files=tuple(path.relative_to(workspace.folder).as_posix() for path in texts),
        films=tuple(sorted(shown)),
        approvals=len(
            [one for one in approvals.organisations(session) if folding.same(one, old) and one != name]
        ),
        again=(),
        said=tuple(one.number for one in everything if one.state in posts.TO_COME and _says(one, old, name)),
        live=tuple(
            one.number
            for one in everything
            if one.state == State.PUBLISHED and (one.testimony in shown or _says(one, old, name))
        ),
        kept=_kept(workspace, old, name),
    )


def _says(post: Post, old: str, name: str) -> bool:
    words = _ADDRESS.sub(" ", "\n".join(filter(None, (post.latest_caption, post.first_comment))))
    return old in words if folding.same(old, name) else folding.stands_in(old, words)


def _require_known(
    session: Session, workspace: Workspace, old: str, name: str, films: Iterable[Testimony]
) -> None:
    """Refuse an old name that neither films nor settings nor approvals bear."""
    theirs = (
        *on_record.known_organisations(session, workspace),
        *(one for one in approvals.organisations(session) if one),
    )
    if any(films) or organisations.listed(old, theirs):
        return
    if near := folding.nearest(old, theirs):
        code = "organisation-nowhere-is" if near == name else "organisation-nowhere-near"
        raise BadRequest(code, written=old, name=near, new=name)
    listed = ", ".join(dict.fromkeys(theirs)) or "-"
    raise BadRequest("organisation-nowhere", written=old, known=listed)


def _texts(workspace: Workspace, old: str, name: str) -> dict[Path, str]:
    """Return what campaign.toml and the brand kit's file shall say, each by its place, where that is something else."""
    texts = {}
    for path, wanted in (
        (workspace.folder / settings.FILE, _listed),
        (workspace.folder / required_approvals.KIT / brand_kit.FILE, _in_kit),
    ):
        if not path.is_file():
            continue
        text = given_files.read(path, most=given_files.MEGABYTE).decode("utf-8", "surrogateescape")
        told = quoted_values.parsed(text)
        if told is None or wanted(told, old=old, name=name) == told:
            continue
        if wanted is _in_kit and _is_second(told, old, name):
            continue
        said = quoted_values.replaced(text, name, partial(wanted, old=old, name=name))
        if said is None:
            raise BadRequest("organisation-by-hand", file=path, name=name, written=old)
        texts[path] = said
    return texts


def _listed(toml: Toml, old: str, name: str) -> Toml:
    """Return the settings with the name in their list, once."""
    names = toml.get("organisations")
    if not isinstance(names, list):
        return toml
    put = [name if isinstance(one, str) and folding.same(one, old) else one for one in names]
    first = put.index(name) if name in put else len(put)
    return {
        **toml,
        "organisations": [one for place, one in enumerate(put) if one != name or place == first],
    }


def _in_kit(toml: Toml, old: str, name: str) -> Toml:
    """Return the kit with the name of the partner who bears the old one; what names its files stays."""
    partners = toml.get("partner")
    if not isinstance(partners, list):
        return toml
    return {**toml, "partner": [_partner(one, old, name) for one in partners]}


def _kept(workspace: Workspace, old: str, name: str) -> tuple[str, ...]:
    """Return the kit's file where it keeps the partner of the old name, as it has one of the new name already."""
    path = workspace.folder / required_approvals.KIT / brand_kit.FILE
    if not path.is_file():
        return ()
    text = given_files.read(path, most=given_files.MEGABYTE).decode("utf-8", "surrogateescape")
    told = quoted_values.parsed(text)
    second = told is not None and _in_kit(told, old, name) != told and _is_second(told, old, name)
    return (path.relative_to(workspace.folder).as_posix(),) if second else ()


def _is_second(toml: Toml, old: str, name: str) -> bool:
    """Tell whether the kit has a partner of the new name, so that another one would be a second of that name."""
    partners = None if folding.same(old, name) else toml.get("partner")
    return isinstance(partners, list) and any(
        isinstance(said, str) and folding.same(said, name)
        for one in partners
        if isinstance(one, dict) and isinstance(names := one.get("name"), dict)
        for said in names.values()
    )


def _partner(one: object, old: str, name: str) -> object:
    if not isinstance(one, dict) or not isinstance(names := one.get("name"), dict):
        return one
    put = {
        language: name if isinstance(said, str) and folding.same(said, old) else said
        for language, said in names.items()
    }
    return {**one, "name": put}


def _write(session: Session, workspace: Workspace, texts: dict[Path, str]) -> None:
    """Write the files; approvals of films made with the kit stay so: films show partners' logos, never their names."""
    folder = workspace.folder / required_approvals.KIT
    before = kit_fingerprint.fingerprint(folder)
    _write_files(texts)
    approvals.rename_kit(session, before, kit_fingerprint.fingerprint(folder))


def _write_files(texts: dict[Path, str]) -> None:
    """Write the files, or leave all as they were."""
    before = {path: path.read_bytes() for path in texts}
    try:
        for path, text in texts.items():
            files.write_whole(path, text.encode("utf-8", "surrogateescape"), keep_mode=True)
    except OSError:
        for path, raw in before.items():
            if path.read_bytes() != raw:
                files.write_whole(path, raw, keep_mode=True)
        raise
