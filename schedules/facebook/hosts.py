"""Addresses that secrets are sent to: read so strictly that every program reads the same host in them.

Two readers of `https://evil.org\\.facebook.com` see two hosts, so what can be read in two ways is no address here.
"""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import SplitResult, urlsplit

PORTS = {"https": 443, "http": 80, "smtp": 587, "smtps": 465}  # what a scheme means without a port
FACEBOOK = ".facebook.com"
_LABEL = r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(\.{_LABEL})*\Z")
_NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)\Z")  # a name that ends so is read as an IPv4 number by some


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where an address leads: its scheme, its host in small letters (of IPv6 without brackets), its port."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        """Write it as people do: without the scheme's own port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if PORTS.get(self.scheme) == self.port else f":{self.port}")

    @property
    def is_here(self) -> bool:
        """Whether it is this computer."""
        return is_loopback(self.host)

    @property
    def is_facebook(self) -> bool:
        """Whether it is Facebook, encrypted and on its own port."""
        return self.scheme == "https" and self.port == PORTS["https"] and self.host.endswith(FACEBOOK)


def origin(url: str) -> Origin:
    """Return where an address leads; ValueError where it names a user, or can be read in two ways."""
    return _origin(url, urlsplit(url))


def _origin(url: str, parts: SplitResult) -> Origin:
    if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise ValueError("signs that no address has")
    host = read_host(parts.hostname or "")
    written = f"[{host}]" if ":" in host else host
    if parts.netloc.lower() not in (written, f"{written}:{parts.port}") or parts.port == 0:
        raise ValueError("more than a host and a port")
    return Origin(scheme=parts.scheme, host=host, port=parts.port or PORTS.get(parts.scheme, 0))


def read_host(host: str) -> str:
    """Return a server's name or number in small letters; ValueError where it can be read in two ways."""
    host = host.lower()
    if ":" in host:
        if "%" in host:
            raise ValueError("a zone")
        IPv6Address(host)
        return host
    if _NUMBER.match(host.rpartition(".")[2]):
        return str(IPv4Address(host))
    if not _NAME.match(host):
        raise ValueError("no name of a server")
    return host


def is_loopback(host: str) -> bool:
    """Tell whether a host is this computer, without asking a name server."""
    try:
        host = read_host(host)
    except ValueError:
        return False
    if host == "localhost":
        return True
    try:
        return (IPv6Address(host) if ":" in host else IPv4Address(host)).is_loopback
    except ValueError:
        return False
