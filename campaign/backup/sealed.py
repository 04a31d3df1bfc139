"""Seals and opens backups as `age` files, in a stream: with a passphrase, or for the keys of those who may open them.

Anybody's `age` opens them too (`age -d FILE`). A sealed file begins with the words of its format, by which it is known.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from campaign.backup import passphrase
from campaign.backup.passphrase import UnfitHeader, WrongPassphrase
from media import files, given_files
from schedules.errors import BadRequest

_LONGEST_KEYS = 64 << 10  # bytes of a file of keys


@dataclass(frozen=True, kw_only=True)
class Seal:
    """What a backup is sealed with: a passphrase, or the public keys (`age1...`) of those who may open it."""

    passphrase: str | None = field(default=None, repr=False)
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Keys:
    """What may open a sealed backup: a file of secret keys, or a passphrase that is asked for when it is needed."""

    identity: Path | None = None
    ask: Callable[[], str | None] = field(default=lambda: None, repr=False)


def check_recipients(recipients: tuple[str, ...]) -> None:
    """Refuse what is no public key, before anything is written; a secret one is not repeated."""
    for one in recipients:
        _recipient(one)


def is_sealed(start: bytes) -> bool:
    """Tell by its first bytes whether a file is sealed."""
    return start.startswith(passphrase.INTRO)


@contextmanager
def sealing(raw: IO[bytes], seal: Seal) -> Iterator[IO[bytes]]:
    """Yield a file to write to, of which `raw` gets the sealed bytes; no unsealed byte is kept anywhere.

    Raises what writing to `raw` raised.
    """
    sink = _Sink(raw)
    recipients, sink.change = _locks(seal)
    reader, writer = os.pipe()
    sealer = threading.Thread(target=_seal, args=(reader, sink, recipients), name="seal")
    sealer.start()
    try:
        with os.fdopen(writer, "wb") as plain:
            yield plain
    except BrokenPipeError:
        if sink.trouble is None:
            raise
    finally:
        sealer.join()
    if sink.trouble is not None:
        raise sink.trouble


def _locks(seal: Seal) -> tuple[list[Any], Callable[[bytes], bytes] | None]:
    """Return for whom `pyrage` seals, and what then becomes of the header."""
    if seal.passphrase is None:
        return [_recipient(one) for one in seal.recipients], None
    from pyrage import x25519

    words, once = seal.passphrase, x25519.Identity.generate()
    return [once.to_public()], lambda header: passphrase.locked(header, str(once), words)


def _seal(reader: int, sink: "_Sink", recipients: list[Any]) -> None:
    import pyrage

    with os.fdopen(reader, "rb") as plain:
        try:
            pyrage.encrypt_io(plain, sink, recipients)
            sink.flush()
        except Exception as error:  # told by whoever waits for this thread
            sink.trouble = sink.trouble or error


class _Sink:
    """A file that gets a stream, its header changed, and knows what went wrong with writing it."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw, self._begun = raw, b""
        self.change: Callable[[bytes], bytes] | None = None
        self.trouble: Exception | None = None

    def write(self, data: bytes) -> int:
        """Write some bytes; those of the header once it is whole."""
        try:
            self._write(bytes(data))
        except Exception as error:
            self.trouble = error
            raise
        return len(data)

    def _write(self, data: bytes) -> None:
        if self.change is None:
            self._raw.write(data)
            return
        self._begun += data
        end = passphrase.end_of_header(self._begun)
        if end is not None:
            change, self.change = self.change, None
            self._raw.write(change(self._begun[:end]) + self._begun[end:])

    def flush(self) -> None:
        """Hand on what was written."""
        self._raw.flush()


class _Source:
    """A stream whose header was exchanged."""

    def __init__(self, header: bytes, raw: IO[bytes]) -> None:
        self._header, self._raw = header, raw

    def read(self, size: int = -1) -> bytes:
        """Read what is left of the header, else of the file."""
        if self._header:
            cut = len(self._header) if size < 0 else size
            part, self._header = self._header[:cut], self._header[cut:]
            return part
        return self._raw.read(size)


def unseal(path: Path, into: Path, keys: Keys) -> None:
    """Write what is in the sealed file `path` to `into`, a new file for this user alone.

    Raises BadRequest where no key fits, where the file is damaged or was cut off; what was written by then is for the
    caller to remove.
    """
    with path.open("rb") as raw, files.new_private(into) as plain:
        sink = _Sink(plain)
        header = _header(raw, path)
        source, identities = _opened(header, raw, path, keys)
        _decrypt(source, sink, identities, path, keys)


def _header(raw: IO[bytes], path: Path) -> bytes:
    begun = raw.read(passphrase.LONGEST)
    end = passphrase.end_of_header(begun)
    if end is None:
        raise BadRequest("sealed-damaged", path=path)
    raw.seek(end)
    return begun[:end]


def _opened(header: bytes, raw: IO[bytes], path: Path, keys: Keys) -> tuple[_Source, list[Any]]:
    """Return the stream with a header that the returned keys open."""
    try:
        kinds = {one.words[0] for one in passphrase.stanzas(header)}
        if "scrypt" not in kinds:
            return _Source(header, raw), _identities(path, keys)
        return _by_passphrase(header, raw, path, keys)
    except UnfitHeader:
        raise BadRequest("sealed-damaged", path=path) from None
    except WrongPassphrase:
        raise BadRequest("sealed-passphrase-wrong", path=path) from None


def _by_passphrase(header: bytes, raw: IO[bytes], path: Path, keys: Keys) -> tuple[_Source, list[Any]]:
    from pyrage import x25519

    words, once = keys.ask(), x25519.Identity.generate()
    if not words:
        raise BadRequest("sealed-passphrase-needed", path=path)
    return _Source(passphrase.opened(header, words, str(once)), raw), [once]


def _decrypt(source: _Source, sink: _Sink, identities: list[Any], path: Path, keys: Keys) -> None:
    import pyrage

    try:
        pyrage.decrypt_io(source, sink, identities)
    except (pyrage.DecryptError, OSError) as error:
        if sink.trouble is not None:
            raise sink.trouble from None
        if "No matching keys" in str(error):
            raise BadRequest("sealed-identity-wrong", path=path, identity=keys.identity) from None
        raise BadRequest("sealed-damaged", path=path) from None


def _identities(path: Path, keys: Keys) -> list[Any]:
    """Return the secret keys of a file as `age-keygen` writes it."""
    if keys.identity is None:
        raise BadRequest("sealed-identity-needed", path=path)
    from pyrage import IdentityError, x25519

    with suppress(UnicodeDecodeError, IdentityError):
        told = _read(keys.identity).decode()
        lines = [line.strip() for line in told.splitlines()]
        found = [x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
        if found:
            return found
    raise BadRequest("identity-unfit", path=keys.identity)


def _read(path: Path) -> bytes:
    try:
        return given_files.read(path, most=_LONGEST_KEYS)
    except OSError as error:
        raise BadRequest("identity-unreadable", path=path, why=error.strerror or str(error)) from None


def _recipient(written: str) -> Any:
    from pyrage import RecipientError, x25519

    if written.strip().upper().startswith("AGE-SECRET-KEY-"):
        raise BadRequest("recipient-secret")
    try:
        return x25519.Recipient.from_str(written.strip())
    except RecipientError:
        raise BadRequest("recipient-unfit", key=written[:100]) from None
