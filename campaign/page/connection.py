"""The Page that a command works with: the configured one or the campaign's rehearsal Page, and its client."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from campaign.messages import formatting, translate
from campaign.workspace import Workspace
from schedules.database import posts
from schedules.errors import NotReady
from schedules.facebook.answers import PageAddress, PageInfo
from schedules.facebook.client import PageClient
from schedules.facebook.errors import TryLater
from schedules.home import standing
from schedules.publishing.job import Link, PageRef, Publisher
from schedules.rehearsal import page_file, server
from schedules.rehearsal.language import PageFace, Tongues
from schedules.service import starts
from schedules.service.pacing import Courtesy

Clock = Callable[[], datetime]


@dataclass(frozen=True, kw_only=True)
class Connection:
    """A Page we may speak to; `page_url` is where the rehearsal Page shows its posts, else None."""

    address: PageAddress
    token: str = field(repr=False)
    ref: PageRef
    page_url: str | None = None
    app_secret: str | None = field(default=None, repr=False)

    def client(self) -> PageClient:
        """Return a new client; each thread wants its own."""
        return PageClient(self.address, self.token, app_secret=self.app_secret)

    @property
    def link(self) -> Link:
        """Return what a service needs of the Page."""
        return Link(ref=self.ref, new_page=self.client)

    @contextmanager
    def publisher(self, workspace: Workspace, clock: Clock) -> Iterator[Publisher]:
        """Yield the means of working on this campaign's posts here; its client is closed at the end."""
        publisher = self.link.publisher(store=workspace.store, campaign=workspace.campaign, clock=clock)
        try:
            yield publisher
        finally:
            publisher.page.close()


TONGUES = Tongues(
    languages=translate.LANGUAGES, say=translate.fill, when=formatting.moment, language=formatting.language
)


def tongues(zone: ZoneInfo) -> Tongues:
    """Return what the rehearsal Page of a campaign says, on the campaign's clock."""
    return replace(TONGUES, zone=zone)


def face(folder: Path) -> PageFace:
    """Return what the kit of the campaign in `folder` makes of its rehearsal Page."""
    from campaign.page import kit_face  # kits are read where a Page begins to serve

    return kit_face.of(folder)


@contextmanager
def connected(
    workspace: Workspace,
    token: str | None,
    *,
    clock: Clock,
    app_secret: str | None = None,
    from_copies: bool = False,
) -> Iterator[Connection]:
    """Yield the campaign's Page: the configured one with `token`, else the rehearsal Page, started if none serves.

    With the app's secret every call to the configured Page proves that it comes from the app.
    Raises NotReady where a configured Page has no token, and in a folder that is a copy of the campaign, unless what is
    done is due `from_copies` too.
    """
    page = workspace.settings.page
    if not from_copies:
        standing.settle(workspace.folder, workspace.store)
    if page.id is None:
        with _rehearsal(workspace, clock) as found:
            yield found
        return
    require_token(workspace, token)
    assert token
    address = PageAddress(page_id=page.id, graph_url=page.graph_url, graph_version=page.graph_version)
    known = _who(workspace, PageClient(address, token, app_secret=app_secret), address, clock)
    yield _connection(known, address, token, rehearsal=False, page_url=None, app_secret=app_secret)


def require_token(workspace: Workspace, token: str | None) -> None:
    """Refuse where a Page is configured and there is no token for it."""
    if workspace.settings.page.id is not None and not token:
        raise NotReady("no-token", page=workspace.settings.page.id)


@contextmanager
def _rehearsal(workspace: Workspace, clock: Clock) -> Iterator[Connection]:
    standing = page_file.find(workspace.rehearsal_folder)
    if standing:
        yield rehearsing(workspace, standing, clock)
        return
    name, spoken = workspace.settings.name, tongues(workspace.rules.zone)
    with server.start(
        workspace.rehearsal_folder, name=name, clock=clock, tongues=spoken, face=face(workspace.folder)
    ) as served:
        yield rehearsing(workspace, served.address, clock)


def rehearsing(workspace: Workspace, found: page_file.RehearsalAddress, clock: Clock) -> Connection:
    """Return the way to a rehearsal Page that serves."""
    version = workspace.settings.page.graph_version
    address = PageAddress(page_id=found.page_id, graph_url=found.graph_url, graph_version=version)
    known = _who(workspace, PageClient(address, found.access_token), address, clock)
    return _connection(known, address, found.access_token, rehearsal=True, page_url=found.page_url)


def _who(workspace: Workspace, client: PageClient, address: PageAddress, clock: Clock) -> PageInfo:
    """Ask the Page its name, the first proof that address and token are right.

    While it asks for quiet, and where the service was just started again and again, it is recalled.
    """
    courtesy = Courtesy(workspace.store, address.page_id, clock=clock)
    with workspace.store.read() as session:
        known = starts.recalled(session, address.page_id, now=clock())
    try:
        return PageInfo(id=address.page_id, name=known) if known else courtesy.hear(client).page()
    except TryLater:
        with workspace.store.read() as session:
            name = posts.page_name(session, address.page_id)
        return PageInfo(id=address.page_id, name=name or address.page_id)
    finally:
        client.close()
        courtesy.settle(clock())


def _connection(
    known: PageInfo,
    address: PageAddress,
    token: str,
    *,
    rehearsal: bool,
    page_url: str | None,
    app_secret: str | None = None,
) -> Connection:
    ref = PageRef(id=known.id, name=known.name, graph_url=address.graph_url, rehearsal=rehearsal)
    return Connection(address=address, token=token, ref=ref, page_url=page_url, app_secret=app_secret)
