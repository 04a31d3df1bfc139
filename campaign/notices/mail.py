"""The two ways out for a notice, a mail server and a webhook, and what can be said of whether it arrived.

Whatever fails before a letter is handed over is certain not to have arrived; after that, silence means nobody knows.
"""

import http.client
import json
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256
from typing import Any, Protocol
from urllib.parse import urlsplit

from campaign.settings.settings import NoticeSettings
from schedules.errors import ScheduleError

TIMEOUT_S = 20.0  # for each answer of a server
_MAIL = policy.SMTP.clone(cte_type="7bit")


class NotDelivered(ScheduleError):
    """Certainly not arrived: it may be sent again."""


class Unanswered(ScheduleError):
    """It was handed over and nobody answered whether it was taken: sending it again might make two."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What is sent: as words for a mail, as `facts` for a webhook; `key` tells it from all others."""

    key: str
    at: datetime
    subject: str
    text: str
    facts: dict[str, Any]


Handover = Callable[[Letter], None]


class Way(Protocol):
    """A way out of the house."""

    @property
    def name(self) -> str:
        """Return its name in the log."""

    @property
    def alone(self) -> bool:
        """Tell whether each event is a letter of its own, for a program that reads it."""

    @property
    def about(self) -> dict[str, Any]:
        """Return what may be said of it: no address of a person, none that is secret."""

    def reached(self) -> AbstractContextManager[Handover]:
        """Reach the server; yield what hands a letter over. Raises NotDelivered, the hand-over Unanswered too."""


@dataclass(frozen=True, kw_only=True)
class Mail:
    """Mail through the server of the settings, never in clear beyond this machine."""

    settings: NoticeSettings
    password: str | None = field(repr=False)
    timeout_s: float = TIMEOUT_S
    name: str = "email"
    alone: bool = False

    @property
    def about(self) -> dict[str, Any]:
        """Return the server, and to how many addresses it goes."""
        return {"host": self.settings.smtp_host, "count": len(self.settings.email_to)}

    @contextmanager
    def reached(self) -> Iterator[Handover]:
        """Reach the server, which has accepted sender and receivers when this yields."""
        server = self._connected()
        try:
            with self._told_apart():
                self._introduce(server)
                self._address(server)
            yield lambda letter: self._hand_over(server, letter)
        finally:
            _part(server)

    def _connected(self) -> smtplib.SMTP:
        wanted = self.settings
        host, port = wanted.smtp_host or "", wanted.smtp_port
        name, wait = "[127.0.0.1]", self.timeout_s  # not this computer's name, which is nobody's business
        with self._told_apart():
            if wanted.smtp_security == "tls":
                seal = ssl.create_default_context()
                return smtplib.SMTP_SSL(host, port, local_hostname=name, timeout=wait, context=seal)
            return smtplib.SMTP(host, port, local_hostname=name, timeout=wait)

    def _introduce(self, server: smtplib.SMTP) -> None:
        if self.settings.smtp_security == "starttls":
            try:
                server.starttls(context=ssl.create_default_context())
            except (smtplib.SMTPNotSupportedError, smtplib.SMTPResponseException):
                raise NotDelivered("mail-not-sealed", host=self.settings.smtp_host) from None
        if self.settings.smtp_user:
            try:
                server.login(self.settings.smtp_user, self.password or "")
            except smtplib.SMTPServerDisconnected:
                raise
            except (smtplib.SMTPException, UnicodeError):
                raise NotDelivered("mail-login", host=self.settings.smtp_host) from None

    def _address(self, server: smtplib.SMTP) -> None:
        server.ehlo_or_helo_if_needed()
        self._require(server.mail(self.settings.email_from or ""))
        answers = [server.rcpt(one) for one in self.settings.email_to]
        if not any(code in (250, 251) for code, _ in answers):
            self._require(answers[0])

    def _hand_over(self, server: smtplib.SMTP, letter: Letter) -> None:
        try:
            self._require(server.data(self._written(letter).as_bytes()))
        except smtplib.SMTPDataError as refusal:
            self._require((refusal.smtp_code, b""))
        except (smtplib.SMTPException, OSError):
            raise Unanswered("mail-unanswered", host=self.settings.smtp_host) from None

    def _written(self, letter: Letter) -> EmailMessage:
        mail = EmailMessage(policy=_MAIL)
        mail["Subject"] = letter.subject
        mail["From"], mail["To"] = self.settings.email_from, ", ".join(self.settings.email_to)
        mail["Date"] = format_datetime(letter.at)
        domain = (self.settings.email_from or "").rpartition("@")[2]
        mail["Message-ID"] = f"<{sha256(letter.key.encode()).hexdigest()[:24]}@{domain}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(letter.text)
        return mail

    def _require(self, answer: tuple[int, bytes]) -> None:
        if answer[0] not in (250, 251):
            raise NotDelivered("mail-refused", host=self.settings.smtp_host, answer=answer[0])

    @contextmanager
    def _told_apart(self) -> Iterator[None]:
        """Turn what the libraries raise before the hand-over into codes; a server's words may hold addresses."""
        try:
            yield
        except ssl.SSLError:
            raise NotDelivered("mail-not-sealed", host=self.settings.smtp_host) from None
        except smtplib.SMTPResponseException as refusal:
            self._require((refusal.smtp_code, b""))
        except (smtplib.SMTPException, OSError, UnicodeError):
            raise NotDelivered(
                "mail-unreachable", host=self.settings.smtp_host, port=self.settings.smtp_port
            ) from None


@dataclass(frozen=True, kw_only=True)
class Webhook:
    """A POST of JSON to one address, which may be secret and is never shown; redirects are not followed."""

    url: str = field(repr=False)
    timeout_s: float = TIMEOUT_S
    name: str = "webhook"
    alone: bool = True

    @property
    def about(self) -> dict[str, Any]:
        """Return the host alone."""
        return {"host": urlsplit(self.url).hostname}

    @contextmanager
    def reached(self) -> Iterator[Handover]:
        """Connect to the address's host."""
        line = self._line()
        try:
            try:
                line.connect()
            except ssl.SSLError:
                raise NotDelivered("webhook-not-sealed", host=line.host) from None
            except (OSError, UnicodeError):
                raise NotDelivered("webhook-unreachable", host=line.host) from None
            yield lambda letter: self._hand_over(line, letter)
        finally:
            line.close()

    def _line(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.url)
        host, port = parts.hostname or "", parts.port
        if parts.scheme == "http":
            return http.client.HTTPConnection(host, port, timeout=self.timeout_s)
        seal = ssl.create_default_context()
        return http.client.HTTPSConnection(host, port, timeout=self.timeout_s, context=seal)

    def _hand_over(self, line: http.client.HTTPConnection, letter: Letter) -> None:
        parts = urlsplit(self.url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        told = json.dumps(letter.facts, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "testimony-campaign"}
        try:
            line.request("POST", target, body=told, headers=headers)
            answer = line.getresponse().status
        except (http.client.HTTPException, OSError):
            raise Unanswered("webhook-unanswered", host=line.host) from None
        if not 200 <= answer < 300:
            raise NotDelivered("webhook-refused", host=line.host, answer=answer)


def ways(settings: NoticeSettings, password: str | None) -> list[Way]:
    """Return the ways that are set up whole."""
    found: list[Way] = []
    if settings.email_to and not gap(settings, password):
        found.append(Mail(settings=settings, password=password))
    if settings.webhook:
        found.append(Webhook(url=settings.webhook))
    return found


def gap(settings: NoticeSettings, password: str | None) -> ScheduleError | None:
    """Return what is missing for mail to be sent, or None; nothing is missing where nothing is set."""
    needed = ("email_to", "email_from", "smtp_host")
    missing = [name for name in needed if not getattr(settings, name)]
    if len(missing) == len(needed) and not settings.smtp_user:
        return None
    if missing:
        return ScheduleError("notices-incomplete", missing=", ".join(missing))
    return ScheduleError("notices-no-password") if settings.smtp_user and not password else None


def _part(server: smtplib.SMTP) -> None:
    """Take leave of a server; how it answers no longer matters."""
    try:
        server.quit()
    except (smtplib.SMTPException, OSError):
        server.close()
