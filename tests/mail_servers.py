"""Servers on this computer that take mail and webhooks, and misbehave on request."""

import json
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any, cast

import pytest


@dataclass
class Habits:
    """How a server behaves: answers by SMTP verb instead of its own, verbs at which it falls silent, HTTP status."""

    answers: dict[str, str] = field(default_factory=dict)
    silent_at: set[str] = field(default_factory=set)
    extensions: tuple[str, ...] = ()
    seal: ssl.SSLContext | None = None
    status: int = 200
    location: str | None = None


@dataclass
class Office:
    """A server: where it is, how it behaves, and what it has taken and heard."""

    port: int = 0
    habits: Habits = field(default_factory=Habits)
    letters: list[EmailMessage] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    posted: list[dict[str, Any]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def mail_settings(self) -> str:
        """The section of campaign.toml that sends mail here."""
        return (
            '\n[notices]\nemail_to = ["an@example.org"]\nemail_from = "campaign@example.org"\n'
            f'smtp_host = "127.0.0.1"\nsmtp_port = {self.port}\nsmtp_security = "none"\n'
        )


class _Smtp(socketserver.StreamRequestHandler):
    office: Office

    def handle(self) -> None:
        try:
            self._talk()
        except OSError:
            return
        finally:
            self.connection.close()  # the sealed one, which the server does not know

    def _talk(self) -> None:
        self._answer("GREETING", "220 here")
        while line := self.rfile.readline():
            words = line.decode("ascii").strip()
            self.office.heard.append(words)
            verb = words.partition(" ")[0].upper()
            getattr(self, f"_{verb.lower()}", self._ok)(verb)
            if verb == "QUIT":
                return

    def _answer(self, verb: str, usual: str) -> bool:
        habits = self.office.habits
        if verb in habits.silent_at:
            self.office.closing.wait(30)
        said = habits.answers.get(verb, usual)
        self.wfile.write(said.encode() + b"\r\n")
        return said == usual

    def _ok(self, verb: str) -> None:
        self._answer(verb, "221 bye" if verb == "QUIT" else "235 in" if verb == "AUTH" else "250 well")

    def _ehlo(self, verb: str) -> None:
        lines = ["here", *self.office.habits.extensions]
        told = [f"250{'-' if number < len(lines) else ' '}{line}" for number, line in enumerate(lines, 1)]
        self._answer(verb, "\r\n".join(told))

    def _starttls(self, verb: str) -> None:
        if self._answer(verb, "220 go on") and self.office.habits.seal:
            sealed = self.office.habits.seal.wrap_socket(self.connection, server_side=True)
            self.connection = sealed
            self.rfile, self.wfile = sealed.makefile("rb"), cast(Any, sealed.makefile("wb", 0))

    def _data(self, verb: str) -> None:
        if not self._answer(verb, "354 go on"):
            return
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        letter = cast(EmailMessage, message_from_bytes(b"".join(lines), policy=policy.default))
        self.office.letters.append(letter)
        self._answer("LETTER", "250 taken")


class _Http(BaseHTTPRequestHandler):
    office: Office

    def do_POST(self) -> None:
        """Keep what was posted."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.office.heard.append(self.path)
        self.office.posted.append(json.loads(body))
        if "POST" in self.office.habits.silent_at:
            self.office.closing.wait(30)
            return
        self.send_response(self.office.habits.status)
        if self.office.habits.location:
            self.send_header("Location", self.office.habits.location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    block_on_close = False


@contextmanager
def _serving(server: socketserver.TCPServer, office: Office) -> Iterator[Office]:
    office.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield office
    finally:
        office.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def mail() -> Iterator[Office]:
    """Serve SMTP on a free port."""
    office = Office()
    handler = type("Handler", (_Smtp,), {"office": office})
    with _serving(_Server(("127.0.0.1", 0), handler), office) as served:
        yield served


@contextmanager
def hooks() -> Iterator[Office]:
    """Serve HTTP on a free port."""
    office = Office()
    handler = type("Handler", (_Http,), {"office": office})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads, server.block_on_close = True, False
    with _serving(server, office) as served:
        yield served


def certificate(folder: Path) -> Path:
    """Make a certificate for this computer, and its key."""
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(here, critical=False).sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = folder / "here.pem"
    path.write_bytes(secret + made.public_bytes(pem))
    return path
