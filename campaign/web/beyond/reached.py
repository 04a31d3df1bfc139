"""How the desk is reached from other computers: under one address, through one proxy, or not at all.

A call that the proxy hands on says for whom, in headers that the server takes from everybody else (`server.start`). It
must bear the host and the scheme of the address; one that comes without the proxy comes from this computer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from schedules.facebook import hosts

COOKIE = "__Host-desk"
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO")
SEALED = {"Strict-Transport-Security": f"max-age={365 * 24 * 3600}"}  # of browsers that once came by TLS


@dataclass(frozen=True, kw_only=True)
class Beyond:
    """The address under which other computers reach the desk, such as `https://desk.example.org`."""

    origin: str

    @property
    def is_sealed(self) -> bool:
        """Return whether browsers come by TLS."""
        return self.origin.startswith("https://")

    def answers_to(self, environ: Mapping[str, object]) -> bool:
        """Tell whether a call that the proxy handed on came by this address."""
        scheme, host = urlsplit(self.origin)[:2]
        asked = str(environ.get("HTTP_HOST", "")).lower()
        usual = ":443" if scheme == "https" else ":80"
        return environ.get("wsgi.url_scheme") == scheme and asked.removesuffix(usual) == host.removesuffix(
            usual
        )


def beyond(address: str) -> Beyond | None:
    """Return how other computers reach the desk by its settings' `address`; None where that is empty."""
    return Beyond(origin=str(hosts.origin(address))) if address else None


def through_proxy(environ: Mapping[str, object]) -> bool:
    """Tell whether the proxy handed a call on; nobody else can say so."""
    return any(name in environ for name in FORWARDED)


def from_here(environ: Mapping[str, object]) -> bool:
    """Tell whether this computer itself calls, not through the proxy."""
    try:
        return not through_proxy(environ) and ip_address(str(environ.get("REMOTE_ADDR", ""))).is_loopback
    except ValueError:
        return False
