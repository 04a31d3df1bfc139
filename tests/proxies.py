"""nginx and Caddy before a desk, on free ports of this computer, by the text that docs/desk.md writes out."""

import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.paths import REPOSITORY
from tests.served_desk import Answer

NAME = "desk.example.org"
ORIGIN = f"https://{NAME}"
PROGRAMS = {"caddy": "caddyfile", "nginx": "nginx"}  # -> how its text is marked in the docs
PATIENCE_S = 90


@dataclass(frozen=True, kw_only=True)
class Proxy:
    """A proxy that runs: the ports where it speaks TLS and plain HTTP, and whose certificates are good."""

    sealed: int
    plain: int
    trusted: Path

    def connection(self) -> HTTPSConnection:
        """Open a connection by TLS, whose certificate is looked at."""
        known = ssl.create_default_context(cafile=str(self.trusted))
        made = _ByName(NAME, self.sealed, timeout=PATIENCE_S, context=known)
        return made

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str | None] | None = None
    ) -> Answer:
        """Ask for something as a browser elsewhere does; a header of None is left out."""
        told: dict[str, str | None] = {"Host": NAME}
        if method not in ("GET", "HEAD"):
            told["Origin"] = ORIGIN
        told |= headers or {}
        wire = self.connection()
        try:
            wire.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in told.items():
                if value is not None:
                    wire.putheader(name, value)
            if body is not None:
                wire.putheader("Content-Length", str(len(body)))
            wire.endheaders(body)
            found = wire.getresponse()
            heads = {name.lower(): value for name, value in found.getheaders()}
            return Answer(status=found.status, headers=heads, content=found.read())
        finally:
            wire.close()

    def ask_plainly(self, path: str) -> Answer:
        """Ask without TLS."""
        wire = HTTPConnection("127.0.0.1", self.plain, timeout=PATIENCE_S)
        try:
            wire.request("GET", path, headers={"Host": NAME})
            found = wire.getresponse()
            heads = {name.lower(): value for name, value in found.getheaders()}
            return Answer(status=found.status, headers=heads, content=found.read())
        finally:
            wire.close()


class _ByName(HTTPSConnection):
    """Connects to this computer, whatever name server knows the name."""

    def connect(self) -> None:
        wire = socket.create_connection(("127.0.0.1", self.port), self.timeout)
        self.sock = self._context.wrap_socket(wire, server_hostname=self.host)  # type: ignore[attr-defined]


def program(name: str) -> str:
    """Return where a proxy's program is; skips the test where it is not."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def written_out(kind: str, lang: str = ".") -> str:
    """Return the first text of a kind as the docs have it: for a proxy, or of the settings that belong to it."""
    text = (REPOSITORY / "docs" / lang / "desk.md").read_text(encoding="utf-8")
    found = re.search(rf"(?ms)^```{kind}\n(.*?)^```", text)
    return found[1] if found else ""


@contextmanager
def before(desk_port: int, name: str, work: Path) -> Iterator[Proxy]:
    """Run a proxy before a desk until the block ends; only ports and paths differ from the docs."""
    sealed, plain = free_port(), free_port()
    text = written_out(PROGRAMS[name]).replace("127.0.0.1:8790", f"127.0.0.1:{desk_port}")
    assert str(desk_port) in text
    trusted, words = MAKE[name](program(name), text, sealed, plain, work)
    with (work / "proxy.log").open("wb") as log:
        own = {
            "HOME": str(work),
            "XDG_DATA_HOME": str(work),
            "XDG_CONFIG_HOME": str(work),
            "PATH": "/usr/bin:/bin",
        }
        started = subprocess.Popen(words, cwd=work, stdout=log, stderr=log, env=own)
        try:
            _wait(started, sealed, trusted, work / "proxy.log")
            yield Proxy(sealed=sealed, plain=plain, trusted=trusted)
        finally:
            started.terminate()
            started.wait(PATIENCE_S)


def _nginx(found: str, text: str, sealed: int, plain: int, work: Path) -> tuple[Path, list[str]]:
    certificate, key = self_signed(work)
    text = text.replace("listen 80;", f"listen 127.0.0.1:{plain};").replace(
        "listen 443 ssl;", f"listen 127.0.0.1:{sealed} ssl;"
    )
    text = text.replace("/etc/ssl/desk.example.org.pem", str(certificate))
    text = text.replace("/etc/ssl/desk.example.org.key", str(key))
    spools = "\n".join(
        f"{one}_temp_path {work}/{one};" for one in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config = work / "nginx.conf"
    config.write_text(
        f"daemon off;\nmaster_process off;\npid {work}/pid;\nerror_log stderr;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{spools}\n{text}\n}}\n"
    )
    return certificate, [found, "-e", "stderr", "-p", str(work), "-c", str(config)]


def _caddy(found: str, text: str, sealed: int, plain: int, work: Path) -> tuple[Path, list[str]]:
    config = work / "Caddyfile"
    config.write_text(
        f"{{\n\tadmin off\n\tlocal_certs\n\tskip_install_trust\n\thttp_port {plain}\n\thttps_port {sealed}\n"
        f"\tstorage file_system {work}/kept\n\tdefault_bind 127.0.0.1\n}}\n{text}"
    )
    root = work / "kept" / "pki" / "authorities" / "local" / "root.crt"
    return root, [found, "run", "--adapter", "caddyfile", "--config", str(config)]


MAKE: dict[str, Callable[[str, str, int, int, Path], tuple[Path, list[str]]]] = {
    "nginx": _nginx,
    "caddy": _caddy,
}


def self_signed(work: Path) -> tuple[Path, Path]:
    """Make a certificate that nobody signed but its own key; return both files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = work / "own.pem", work / "own.key"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.PrivateFormat.PKCS8
    secret.write_bytes(key.private_bytes(serialization.Encoding.PEM, plain, serialization.NoEncryption()))
    return certificate, secret


def free_port() -> int:
    """Return a port of this computer that nobody has now."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def _wait(started: subprocess.Popen[bytes], port: int, trusted: Path, log: Path) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until and started.poll() is None:
        try:
            known = ssl.create_default_context(cafile=str(trusted))
            with socket.create_connection(("127.0.0.1", port), timeout=5) as wire:
                known.wrap_socket(wire, server_hostname=NAME).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())
