"""What the desk needs for the office's own log-in: as which client it is known there, and what was begun."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from campaign.settings.declarations import Settings
from campaign.web.beyond.pending import Pending
from schedules.errors import NotReady

if TYPE_CHECKING:
    from campaign.web.beyond.issuer import Issuer  # with Authlib, which most desks never need

BACK = "/log-in/office/back"  # where an issuer leads a browser back to


def _no_secret(_settings: Settings) -> str | None:
    return None


@dataclass(frozen=True, kw_only=True)
class SignOn:
    """The office's own log-in, as the settings name it; `secret` reads the desk's secret there, and may refuse."""

    secret: Callable[[Settings], str | None] = _no_secret
    pending: Pending = field(default_factory=Pending)
    _issuers: "dict[str, Issuer]" = field(default_factory=dict)

    def issuer(self, settings: Settings, origin: str) -> "Issuer":
        """Return the issuer that knows the desk under an origin; raises NotReady where the secret may not go there."""
        try:
            from campaign.web.beyond.issuer import Client, Issuer
        except ModuleNotFoundError:
            raise NotReady("people-not-installed") from None
        desk, secret = settings.desk, self.secret(settings)
        client = Client(issuer=desk.sign_on, name=desk.sign_on_client, secret=secret, back=f"{origin}{BACK}")
        found = self._issuers.get(origin)
        if found is None or found.client != client:
            found = self._issuers[origin] = Issuer(client)
        return found
