"""The rules that the service obeys: those that the settings have at this instant, not those it began with.

While the settings cannot be read, or ask for what a running service cannot do, nothing new is begun: what they forbid
is not known. A file that somebody is just saving is broken for a moment; that is waited for, not told.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from schedules.errors import ScheduleError
from schedules.model.publishing_rules import Campaign

OTHER_PAGE = "settings-other-page"  # the code of settings that name another Page than the service speaks to
TROUBLES = (OTHER_PAGE, "settings-unread")  # the events; what ends one of them:
CHANGED, AGAIN = "settings-changed", "settings-read-again"
SAVING = timedelta(seconds=1)


@dataclass(kw_only=True)
class StandingRules:
    """The campaign as its settings have it; `read` raises ScheduleError where it is not to be obeyed as it stands."""

    read: Callable[[], Campaign]
    campaign: Campaign
    _since: datetime | None = field(default=None, init=False)
    _told: str | None = field(default=None, init=False)

    @property
    def known(self) -> bool:
        """Whether the settings said at the last look what may go out."""
        return self._since is None

    def look(self, now: datetime) -> str | None:
        """Take over what the settings say now; return the event that is to be noted, if any."""
        try:
            found = self.read()
        except ScheduleError as error:
            return self._broken(error, now)
        before, told, self.campaign = self.campaign, self._told, found
        self._since = self._told = None
        if told:
            return AGAIN
        return CHANGED if found != before else None

    def hold(self, campaign: Campaign) -> bool:
        """Tell whether the settings say at this instant what they said when this campaign was read from them."""
        try:
            return self.read() == campaign
        except ScheduleError:
            return False

    def _broken(self, error: ScheduleError, now: datetime) -> str | None:
        self._since = self._since or now
        event = OTHER_PAGE if error.code == OTHER_PAGE else TROUBLES[1]
        if event == self._told or timedelta(0) <= now - self._since < SAVING:
            return None
        self._told = event
        return event
