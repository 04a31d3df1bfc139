"""Which addresses a token may go to, and the proof that goes with it: pure, with no network and no library."""

import hmac
import ipaddress
from urllib.parse import urlsplit

from schedules.errors import BadRequest


def proof(token: str, app_secret: str) -> str:
    """Return what proves that whoever sends a token knows the app's secret ("Secure Graph API Calls")."""
    return hmac.new(app_secret.encode(), token.encode(), "sha256").hexdigest()


def home(graph_url: str) -> tuple[str, bool]:
    """Return the address with one slash at its end, and whether it is this computer; refuse unsafe ones."""
    parts = urlsplit(graph_url)
    loopback = _is_loopback(parts.hostname or "")
    if not parts.hostname or parts.username or parts.query or parts.fragment:
        raise BadRequest("graph-url", url=graph_url.rpartition("@")[2].partition("?")[0])
    if parts.scheme != "https" and not (parts.scheme == "http" and loopback):
        raise BadRequest("graph-url-plain", url=graph_url)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/", loopback


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
