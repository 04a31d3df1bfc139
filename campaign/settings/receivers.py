"""Who gets what by the settings: the servers that secrets are sent to, and each setting that leads out of the house."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal
from urllib.parse import urlsplit

from campaign.settings.declarations import Settings
from campaign.settings.rows import rows
from schedules.facebook import hosts
from schedules.facebook.hosts import Origin

Secret = Literal["page", "webhook", "mail", "sign-on"]
MAIL = {"starttls": "smtp", "tls": "smtps", "none": "smtp"}  # smtp_security -> scheme


@dataclass(frozen=True, kw_only=True)
class Receiver:
    """A server that gets a secret: `page` the Page's token and the app's secret, `mail` the password there.

    A `webhook` gets what its own address keeps secret; `sign-on` is believed when it says who logs in to the desk, and
    gets the desk's secret there. `within`: where on that server, which may serve many people
    (a path; of a secret one a hash).
    """

    secret: Secret
    setting: str
    origin: Origin
    within: str = ""

    @property
    def needs_no_word(self) -> bool:
        """Whether nobody has to confirm it: Facebook for its own tokens, this computer for anything."""
        return self.origin.is_here or (self.secret == "page" and self.origin.is_facebook)

    def __str__(self) -> str:
        """Write it as it is confirmed: what it gets, and where."""
        return f"{self.secret} {self.origin} {self.within}".rstrip()


@dataclass(frozen=True, kw_only=True)
class Lead:
    """A setting that leads out of the folder: its key, and its value as it may be shown (of secrets a hash)."""

    key: str
    value: object = field(repr=False)
    shown: str


def receivers(settings: Settings) -> tuple[Receiver, ...]:
    """Return the servers that get a secret by these settings."""
    return tuple(_receivers(settings))


def _receivers(settings: Settings) -> Iterator[Receiver]:
    page, notices = settings.page, settings.notices
    graph = hosts.origin(page.graph_url)
    yield Receiver(
        secret="page", setting="page.graph_url", origin=graph, within=urlsplit(page.graph_url).path
    )
    if notices.webhook:
        hook = hosts.origin(notices.webhook)
        yield Receiver(
            secret="webhook", setting="notices.webhook", origin=hook, within=_hashed(notices.webhook)
        )
    if notices.smtp_host and notices.smtp_user:
        place = Origin(scheme=MAIL[notices.smtp_security], host=notices.smtp_host, port=notices.smtp_port)
        yield Receiver(secret="mail", setting="notices.smtp_host", origin=place)
    if issuer := settings.desk.sign_on:
        yield Receiver(
            secret="sign-on",
            setting="desk.sign_on",
            origin=hosts.origin(issuer),
            within=urlsplit(issuer).path,
        )


def leads(settings: Settings) -> tuple[Lead, ...]:
    """Return every setting by which posts, notices or secrets go somewhere, or somebody may read; to be compared."""
    return tuple(
        Lead(key=row.key, value=value, shown=_shown(value, secret=row.secret))
        for row in rows(type(settings))
        if row.leads_out
        for value in (_value(settings, row.key),)
    )


def _value(settings: Settings, key: str) -> object:
    section, _, name = key.rpartition(".")
    return getattr(getattr(settings, section) if section else settings, name)


def _shown(value: object, *, secret: bool) -> str:
    if value is None or value == "" or value == ():
        return "-"
    if secret:
        return f"{hosts.origin(str(value))}/… ({_hashed(str(value))})"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _hashed(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()[:12]
