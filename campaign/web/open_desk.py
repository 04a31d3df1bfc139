"""What the desk's pages know: the campaign as its folder has it now, the clock, and where the desk is."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from campaign import workspace
from campaign.settings import settings
from campaign.settings.declarations import Settings
from campaign.settings.settings_file import SettingsFile
from campaign.workspace import Workspace

if TYPE_CHECKING:
    from campaign.doctor import Check
    from campaign.page.connection import Connection
    from campaign.testimonies.withdraw import Keys  # with all that speaks to a Page, which most pages do not

Connect = Callable[[Workspace], "AbstractContextManager[Connection]"]


@dataclass(frozen=True, kw_only=True)
class OpenDesk:
    """One campaign at the desk.

    `opened` is it as the desk found it when it was opened; `clock` returns an aware UTC moment; `lang` is the
    language for a reader who chose none and whose browser names none of ours. `examine` looks at this computer and
    the folder, as `campaign doctor` does; `connect` opens the Page of a campaign, `keys` the same for a withdrawal.
    """

    opened: Workspace
    file: SettingsFile
    clock: Callable[[], datetime]
    lang: str | None
    examine: "Callable[[], list[Check]]"
    connect: Connect
    keys: "Callable[[Workspace], Keys | None]"

    @property
    def folder(self) -> Path:
        """Return the campaign's folder."""
        return self.opened.folder

    def workspace(self) -> Workspace:
        """Return the campaign with its settings as they are now; raises BadRequest where they cannot be read."""
        found = self.file.now()
        if found == self.opened.settings:
            return self.opened
        return replace(self.opened, settings=found, rules=workspace.rules(found))


def of(
    opened: Workspace,
    *,
    clock: Callable[[], datetime],
    lang: str | None,
    examine: "Callable[[], list[Check]]",
    connect: Connect | None = None,
    keys: "Callable[[Workspace], Keys | None] | None" = None,
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
    )
