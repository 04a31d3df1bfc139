"""Notices by mail, never in clear beyond this machine."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256

from campaign.notices import delivery
from campaign.notices.delivery import Letter, NotDelivered, Unanswered
from campaign.settings.declarations import NoticeSettings

_MAIL = policy.SMTP.clone(cte_type="7bit")


@dataclass(frozen=True, kw_only=True)
class Mail:
    """Mail through the server of the settings, never in clear beyond this machine."""

    settings: NoticeSettings
    password: str | None = field(repr=False)
    timeout_s: float = delivery.TIMEOUT_S
    name: str = "email"
    alone: bool = False

    @property
    def about(self) -> dict[str, object]:
        """Return the server, and to how many addresses it goes."""
        return {"host": self.settings.smtp_host, "count": len(self.settings.email_to)}

    @contextmanager
    def reached(self) -> Iterator[delivery.Handover]:
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


def _part(server: smtplib.SMTP) -> None:
    """Take leave of a server; how it answers no longer matters."""
    try:
        server.quit()
    except (smtplib.SMTPException, OSError):
        server.close()
