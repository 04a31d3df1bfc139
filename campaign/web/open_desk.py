"""What the desk's pages know: the campaign as its folder has it now, the clock, and where the desk is."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from campaign import workspace
from campaign.own_name import OwnName
from campaign.settings import settings
from campaign.settings.declarations import Settings
from campaign.settings.settings_file import SettingsFile
from campaign.web.beyond.outsiders import Outsiders
from campaign.web.beyond.sign_on import SignOn
from campaign.workspace import Workspace
from media.errors import MediaError
from schedules.database.colleagues import NOBODY, Acting
from schedules.errors import ScheduleError

if TYPE_CHECKING:
    from campaign.doctor import Check
    from campaign.page.connection import Connection
    from campaign.page.keychain import Keychain
    from campaign.testimonies.withdraw import Keys  # with all that speaks to a Page, which most pages do not

Connect = Callable[[Workspace], "AbstractContextManager[Connection]"]


class ServiceHere:
    """The service that the desk's own command can run while the desk is open: asked for by a page, begun over there."""

    def __init__(self) -> None:
        self._asked, self._told = threading.Event(), threading.Event()
        self.refused: ScheduleError | MediaError | None = None

    def ask(self) -> None:
        """Ask for it; what was refused before is forgotten."""
        self.refused = None
        self._told.clear()
        self._asked.set()

    def is_asked(self) -> bool:
        """Tell whether somebody asked, and take it as heard."""
        found = self._asked.is_set()
        self._asked.clear()
        return found

    def refuse(self, why: ScheduleError | MediaError) -> None:
        """Say why it could not begin, or why it ended."""
        self.refused = why
        self._told.set()

    def hears(self, seconds: float) -> bool:
        """Wait this long for a refusal; tell whether one came."""
        return self._told.wait(seconds)


@dataclass(frozen=True, kw_only=True)
class OpenDesk:
    """One campaign at the desk.

    `opened` is it as the desk found it when it was opened; `clock` returns an aware UTC moment; `lang` is the
    language for a reader who chose none and whose browser names none of ours. `examine` looks at this computer and
    the folder, as `campaign doctor` does; `connect` opens the Page of a campaign, `keys` the same for a withdrawal.
    `service` is how a page begins the service, where the desk is one that can run it. `acting` is who asks, where the
    desk knows people; else it is whoever works at this computer, under the name that is its `own`. `sign_on` is the
    office's own log-in, `outsiders` counts who was refused from elsewhere; `keychain` returns where the secret is that
    signs links for partners.
    """

    opened: Workspace
    file: SettingsFile
    clock: Callable[[], datetime]
    lang: str | None
    examine: "Callable[[], list[Check]]"
    connect: Connect
    keys: "Callable[[Workspace], Keys | None]"
    service: ServiceHere | None
    own: OwnName | None = None
    acting: Acting = NOBODY
    sign_on: SignOn = field(default_factory=SignOn)
    outsiders: Outsiders = field(default_factory=Outsiders)
    keychain: "Callable[[], Keychain] | None" = None

    @property
    def folder(self) -> Path:
        """Return the campaign's folder."""
        return self.opened.folder

    def workspace(self) -> Workspace:
        """Return the campaign with its settings as they are now; raises BadRequest where they cannot be read."""
        found, opened = self.file.now(), self.opened.acting(self.who())
        if found == opened.settings:
            return opened
        return replace(opened, settings=found, rules=workspace.rules(found))

    @property
    def asked_for_name(self) -> OwnName | None:
        """Return what this computer knows of who works here; None where the desk knows its people, or asks nobody."""
        return self.own if self.acting == NOBODY else None

    def who(self) -> Acting:
        """Return who acts at the desk."""
        return self.asked_for_name.acting if self.asked_for_name else self.acting


def of(
    opened: Workspace,
    *,
    clock: Callable[[], datetime],
    lang: str | None,
    examine: "Callable[[], list[Check]]",
    connect: Connect | None = None,
    keys: "Callable[[Workspace], Keys | None] | None" = None,
    service: ServiceHere | None = None,
    own: OwnName | None = None,
    sign_on: SignOn | None = None,
    keychain: "Callable[[], Keychain] | None" = None,
) -> OpenDesk:
    """Return the desk of an open campaign; without `connect` it reaches no Page but the rehearsal one."""

    def rehearsal(found: Workspace) -> "AbstractContextManager[Connection]":
        from campaign.page import connection  # what reaches a Page is heavy, and loaded for who does

        return connection.connected(found, None, clock=clock)

    def told(_before: Settings, _after: Settings) -> None:
        """Say nothing: each page asks anew."""

    file = SettingsFile(opened.folder / settings.FILE, opened.settings, told)
    return OpenDesk(
        opened=opened,
        file=file,
        clock=clock,
        lang=lang,
        examine=examine,
        connect=connect or rehearsal,
        keys=keys or (lambda _found: None),
        service=service,
        own=own,
        sign_on=sign_on or SignOn(),
        keychain=keychain,
    )
