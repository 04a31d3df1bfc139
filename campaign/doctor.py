"""Checks of this computer and the campaign folder: each has a code, a verdict, and what was found."""

import re
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from campaign import workspace
from campaign.checks import brand
from campaign.notices import channels, delivery, letter_text, notices
from campaign.page import connect, graph_version, token_end
from campaign.page.keychain import Kept
from campaign.reports import json_views, missed_posts
from campaign.settings.declarations import FilesSettings, NoticeSettings, PageSettings, Settings
from campaign.synced_folders import Synced
from media import ffmpeg, files, rights, temporary_copies
from media.brand import kit
from media.errors import MediaError
from media.findings import Finding
from schedules.database import events, posts
from schedules.database.engine import Store, journal_mode
from schedules.errors import BadRequest, ScheduleError
from schedules.facebook.tokens import App, Uses
from schedules.home import standing
from schedules.model import campaign_paths
from schedules.withdrawal import written_files

Token = Callable[[], Kept | None]

MOST_NAMED = 3  # files told of at once
LEAST_FREE = 2 * 1024**3  # bytes: some films' worth


@dataclass(frozen=True, kw_only=True)
class Check:
    """One thing that was looked at."""

    code: str
    good: bool
    warning: bool = False
    params: dict[str, object] = field(default_factory=dict)


def checks(
    folder: Path | None,
    settings: Settings | None,
    *,
    token: Token,
    app: App | None,
    mail_password: str | None = None,
    unconfirmed: Sequence[Check] = (),
    synced: Synced | None = None,
    now: datetime,
) -> list[Check]:
    """Look at the machine and at the campaign where there is one; the Page is asked if it bears that, mail is not.

    `unconfirmed`: the servers that would get a secret and that nobody has confirmed; `synced`: what copies the folder.
    """
    found = [_encoder(), _sqlite()]
    if folder is None or settings is None:
        return found
    about_files, settings = _rights(folder, settings)
    found += about_files
    free = shutil.disk_usage(folder).free
    disk = Check(code="check-disk", good=free > LEAST_FREE, params={"free": round(free / 1e9, 1)})
    found += [disk, *_zone(settings), *_unasked(settings), *_synced(folder, synced), *_backups(folder)]
    judged: list[Finding] = []
    try:
        with workspace.opened(folder, settings) as opened:
            opened.store.require_whole()
            judged = brand.judged(opened)
            home = _home(opened)
            life = [home, *_life(opened.store, settings, mail_password, now, serves=home.good)]
            life += _missed(opened, now) if home.good else []
            quiet, total = _quiet(opened.store, settings, now)
            with opened.store.read() as session:
                uses = Uses(first_comments=posts.have_first_comments(session))
    except BadRequest as error:
        broken = Check(code=error.code, good=False, params=error.params)
        return [*found, *_brand(folder, settings, judged), broken]
    page = [] if total else _page(settings.page, token, app, uses, now)
    return [*found, *_brand(folder, settings, judged), *life, *quiet, *unconfirmed, *page]


def _zone(settings: Settings) -> list[Check]:
    """Say that the campaign's clock is that of computers, which knows no summer time."""
    of_a_place = settings.timezone.key != "UTC"
    return [] if of_a_place else [Check(code="timezone-utc", good=True, warning=True)]


def _unasked(settings: Settings) -> list[Check]:
    """Say that posts go out on nobody's word, or without a form."""
    asked = {"approval": settings.service.approval, "consent": settings.service.consent}
    off = [name for name, word in asked.items() if word == "off"]
    return [Check(code=f"check-{name}-off", good=True, warning=True) for name in off]


def _life(
    store: Store, settings: Settings, mail_password: str | None, now: datetime, *, serves: bool
) -> list[Check]:
    """Look at what lives in the database; `serves`: a service is to run here, which none does in a copy."""
    return [
        Check(code="check-database", good=True),
        *(_service(store, settings.timezone, now) if serves else []),
        *_notices(store, settings.notices, mail_password, now),
    ]


def fix(folder: Path, settings: Settings) -> list[Check]:
    """Remove what dead programs left, give every file its rights; say what was done and what could not be."""
    campaign_paths.require_own_folders(folder)
    swept = temporary_copies.sweep_campaign(folder)
    for place in campaign_paths.MADE:
        swept += files.remove_dead_folders(folder / place)
    done = rights.repair(folder, workspace.group_of(settings))
    told = {"swept": swept, "closed": done.closed, "left": done.left}
    return [
        Check(code=f"files-{what}", good=True, warning=what == "left", params=_named(paths, folder))
        for what, paths in told.items()
        if paths
    ]


def _rights(folder: Path, settings: Settings) -> tuple[list[Check], Settings]:
    """Say who may read the campaign's files; where its group is unknown, go on as if none were named."""
    try:
        group = workspace.group_of(settings)
    except ScheduleError as error:
        alone = settings.model_copy(update={"files": FilesSettings()})
        return [Check(code=error.code, good=False, params=error.params)], alone
    if not rights.HAS_MODES:
        return [], settings
    if wrong := rights.too_open(folder, group):
        code = "files-open" if group is None else "files-not-shared"
        told = _named(wrong, folder) | {"group": settings.files.group}
        return [Check(code=code, good=True, warning=True, params=told)], settings
    code = "check-files-private" if group is None else "check-files-shared"
    return [Check(code=code, good=True, params={"group": settings.files.group})], settings


def _named(paths: Sequence[Path], folder: Path) -> dict[str, object]:
    """Return how many these are, and the first by their places in the campaign's folder."""
    near = [path for path in paths[:MOST_NAMED] if path != folder]
    names = [
        path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path) for path in near
    ]
    more = ", …" if len(paths) > MOST_NAMED else ""
    first = f"{folder.name}, " if folder in paths else ""
    return {"count": len(paths), "names": first + ", ".join(names) + more}


def _home(opened: workspace.Workspace) -> Check:
    """Say whether posts go out from this folder, or from where."""
    found = standing.of(opened.folder, opened.store)
    code = "check-home" if found.publishes else found.verdict.value
    return Check(code=code, good=found.publishes, params=found.told)


def _synced(folder: Path, found: Synced | None) -> list[Check]:
    """Say that another program copies the folder, or that it lies on another computer."""
    params: dict[str, object] = {"folder": folder, "name": found.name if found else None}
    return [Check(code=found.code, good=True, warning=True, params=params)] if found else []


def _backups(folder: Path) -> list[Check]:
    """Say which backups lie in the campaign's own folder."""
    found = written_files.backups(folder)
    return (
        [Check(code="backups-within", good=True, warning=True, params=_named(found, folder))] if found else []
    )


def _quiet(store: Store, settings: Settings, now: datetime) -> tuple[list[Check], bool]:
    """Say that the Page asks for quiet, and tell whether it wants no call at all."""
    with store.read() as session:
        asked = json_views.quiets(session, settings.timezone, now=now)
        total = any(one.total and one.page_id == settings.page.id for one in events.quiets(session, now=now))
    return [Check(code="page-quiet-until", good=True, warning=True, params=one) for one in asked], total


def trial(settings: Settings, mail_password: str | None, *, now: datetime, lang: str | None) -> list[Check]:
    """Send a notice that tells of nothing by each way, and say how it went."""
    letter = letter_text.trial(settings.name, now=now, lang=lang)
    return [_tried(way, letter) for way in channels.ways(settings.notices, mail_password)]


def _tried(way: delivery.Way, letter: delivery.Letter) -> Check:
    try:
        with way.reached() as hand_over:
            hand_over(letter)
    except (delivery.NotDelivered, delivery.Unanswered) as error:
        return Check(code=error.code, good=False, params=error.params)
    return Check(code="notice-trial-sent", good=True, params={"way": way.name})


def _service(store: Store, zone: ZoneInfo, now: datetime) -> list[Check]:
    """Say whether the service that began last still looks; nothing where none ever ran."""
    with store.read() as session:
        pulse, silent = events.pulse(session), events.silent(session, now=now)
    if silent:
        params = {"pid": silent.pid, "last_tick": f"{silent.last_tick.astimezone(zone):%Y-%m-%d %H:%M:%S}"}
        return [Check(code="service-silent", good=False, params=params)]
    if pulse is None:
        return []
    if pulse.stopped_at:
        return [Check(code="check-service-rests", good=True)]
    return [Check(code="check-service-runs", good=True, params={"pid": pulse.pid})]


def _missed(opened: workspace.Workspace, now: datetime) -> list[Check]:
    """Say that posts were due while no service ran."""
    with opened.store.read() as session:
        found = missed_posts.told(session, opened, now=now)
    return [Check(code=found.code, good=True, warning=True, params=found.params)] if found else []


def _notices(store: Store, settings: NoticeSettings, password: str | None, now: datetime) -> list[Check]:
    """Say by which ways notices go, what is missing, and which of the last days went wrong."""
    lacking = channels.gap(settings, password)
    ways = channels.ways(settings, password)
    found = [Check(code=lacking.code, good=False, params=lacking.params)] if lacking else []
    found += [Check(code=f"check-notices-{way.name}", good=True, params=way.about) for way in ways]
    with store.read() as session:
        wrong = notices.troubles(session, now=now)
    found += [
        Check(code=code, good=True, warning=True, params={"count": count}) for code, count in wrong.items()
    ]
    return found or [Check(code="check-notices-none", good=True)]


def _page(page: PageSettings, token: Token, app: App | None, uses: Uses, now: datetime) -> list[Check]:
    if page.id is None:
        return [Check(code="check-page-rehearsal", good=True)]
    version = _version(graph_version.ends(page.graph_version, now.date()))
    real = [Check(code="check-page-real", good=True, params={"page": page.id}), *version]
    try:
        kept = token()
    except ScheduleError as error:
        return [*real, Check(code=error.code, good=False, params=error.params)]
    if kept is None:
        return [Check(code="no-token", good=False, params={"page": page.id}), *version]
    stands = connect.standing(page, page.id, kept, app, uses=uses)
    return [*real, *_version(graph_version.answered_by(stands.versions)), *_token(stands, kept, now)]


def _version(remarks: list[graph_version.VersionRemark]) -> list[Check]:
    return [Check(code=one.code, good=True, warning=True, params=one.params) for one in remarks]


def _token(stands: connect.Standing, kept: Kept, now: datetime) -> list[Check]:
    """Say whether a token works, where it is kept, and how long it lasts."""
    if stands.trouble:
        return [Check(code=stands.trouble.code, good=False, params=stands.trouble.params)]
    if not stands.valid:
        return [Check(code="token-no-longer-valid", good=False)]
    found = [Check(code=f"check-token-{kept.stored_in}", good=True, params={"name": stands.name})]
    if stands.missing:
        lacking: dict[str, object] = {"scopes": ", ".join(stands.missing)}
        found.append(Check(code="token-lacks", good=True, warning=True, params=lacking))
    days = token_end.ends_soon(stands.expires_at, now)
    if days is not None:
        return [*found, Check(code="token-ends", good=True, warning=True, params={"days": days})]
    if not stands.ends_known:
        return [*found, Check(code="check-token-end-unknown", good=True, warning=True)]
    until = f"{stands.expires_at:%Y-%m-%d}" if stands.expires_at else None
    code = "check-token-until" if until else "check-token-for-good"
    return [*found, Check(code=code, good=True, params={"day": until})]


def _encoder() -> Check:
    try:
        said = re.sub(r"^ffmpeg version | Copyright.*$", "", ffmpeg.version())
        return Check(code="check-encoder", good=True, params={"version": said})
    except MediaError as error:
        return Check(code=error.code, good=False, params=error.params)


def _sqlite() -> Check:
    mode = journal_mode(sqlite3.sqlite_version_info)  # for who reads --json
    return Check(code="check-sqlite", good=True, params={"version": sqlite3.sqlite_version, "mode": mode})


def _brand(folder: Path, settings: Settings, judged: Sequence[Finding]) -> list[Check]:
    """Say whether the kit is in order, by what `brand check` found in it."""
    try:
        kit.load(folder / "brand")
    except MediaError as error:
        return [Check(code=error.code, good=False, params=error.params)]
    asis = brand.finding(folder, settings.languages)
    warns = asis is not None and asis.severity == "warning"
    example = (
        [Check(code="brand-example", good=True, warning=True, params=asis.params)] if asis and warns else []
    )
    wrong = [one for one in judged if one.severity == "error"]
    if wrong:
        told: dict[str, object] = {"count": len(wrong), "first": wrong[0]}
        return [Check(code="brand-wrong", good=False, params=told), *example]
    return example or [Check(code="check-brand", good=True)]
