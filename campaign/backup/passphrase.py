"""The part of an age file that a passphrase opens: its header, written anew around the same key of the file.

`pyrage` seals with a passphrase only what fits into memory, and films do not. It therefore seals a stream for a key
made for this once, and the header in which that key stands is replaced by one that a passphrase opens; to open such a
file, the other way round. The bytes of the stream itself are `pyrage`'s. Format: age-encryption.org/v1 (C2SP age.md).
"""

import hashlib
import hmac
import os
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

INTRO = b"age-encryption.org/v1\n"
LONGEST = 64 << 10  # bytes of a header: hundreds of recipients
WORK = 18  # the logarithm of scrypt's N: as `age` has it, a second and 256 MB
MOST_WORK = 20  # opened up to here: four seconds and a gigabyte
_NONCE = bytes(12)  # each key wraps one thing only
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"  # BIP 173


class WrongPassphrase(Exception):
    """The passphrase does not open the header."""


class UnfitHeader(Exception):
    """The header is none, was changed, or asks for more work than is safe."""


@dataclass(frozen=True, kw_only=True)
class Stanza:
    """One way to the key of the file: its kind, what that needs, and the wrapped key."""

    words: tuple[str, ...]
    body: bytes


def stanzas(header: bytes) -> tuple[Stanza, ...]:
    """Return a header's stanzas; raises UnfitHeader where it is none."""
    try:
        return tuple(_stanzas(header))
    except (ValueError, StopIteration, IndexError):
        raise UnfitHeader from None


def _stanzas(header: bytes) -> Iterator[Stanza]:
    lines = iter(header.decode("ascii").removesuffix("\n").split("\n"))
    if f"{next(lines)}\n".encode() != INTRO:
        raise ValueError
    for line in lines:
        if line.startswith("--- "):
            return
        if not line.startswith("-> "):
            raise ValueError
        body = ""
        for part in lines:
            body += part
            if len(part) < 64:
                break
        yield Stanza(words=tuple(line[3:].split(" ")), body=_decoded(body))


def end_of_header(data: bytes) -> int | None:
    """Return where the header at the beginning of some bytes ends; None where it goes on."""
    start = data.find(b"\n--- ")
    stop = data.find(b"\n", start + 1) if start >= 0 else -1
    return stop + 1 if stop >= 0 else None


def locked(header: bytes, secret: str, passphrase: str) -> bytes:
    """Return the header that `passphrase` opens, in place of one for `secret`, a key as `AGE-SECRET-KEY-1...`."""
    key = _unwrapped(stanzas(header), _bytes(secret))
    salt = os.urandom(16)
    body = _cipher(_stretched(passphrase, salt, WORK)).encrypt(_NONCE, key, None)
    return _header(key, ("scrypt", _encoded(salt), str(WORK)), body)


def opened(header: bytes, passphrase: str, secret: str) -> bytes:
    """Return the header for the key `secret`, in place of one that `passphrase` opens.

    Raises WrongPassphrase, and UnfitHeader where it was changed or is not opened by a passphrase alone.
    """
    from cryptography.exceptions import InvalidTag

    found = stanzas(header)
    if (
        len(found) != 1
        or found[0].words[0] != "scrypt"
        or len(found[0].words) != 3
        or len(found[0].body) != 32
    ):
        raise UnfitHeader
    _, salt, work = found[0].words
    if not work.isascii() or not work.isdigit() or len(work) > 2 or not 1 <= int(work) <= MOST_WORK:
        raise UnfitHeader
    try:
        known = _cipher(_stretched(passphrase, _salt(salt), int(work)))
        key = known.decrypt(_NONCE, found[0].body, None)
    except InvalidTag:
        raise WrongPassphrase from None
    if not hmac.compare_digest(_header(key, found[0].words, found[0].body), header):
        raise UnfitHeader
    return _wrapped(key, _bytes(secret))


def _bytes(secret: str) -> bytes:
    """Return the 32 bytes of a secret key; its checksum was verified by whoever wrote it."""
    number = 0
    for sign in secret.lower().rpartition("1")[2][:-6]:
        number = number << 5 | _BECH32.index(sign)
    return (number >> 4).to_bytes(32, "big")


def _salt(written: str) -> bytes:
    try:
        salt = _decoded(written)
    except ValueError:
        raise UnfitHeader from None
    if len(salt) != 16:
        raise UnfitHeader
    return salt


def _header(key: bytes, words: tuple[str, ...], body: bytes) -> bytes:
    """Write a header with one stanza, and the code that says whether it was changed."""
    told = INTRO + f"-> {' '.join(words)}\n{_encoded(body)}\n---".encode()
    code = hmac.new(_derived(key, b"", b"header"), told, "sha256").digest()
    return told + f" {_encoded(code)}\n".encode()


def _unwrapped(found: tuple[Stanza, ...], secret: bytes) -> bytes:
    """Return the file's key, wrapped for the X25519 key `secret`."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    ours = next(one for one in found if one.words[0] == "X25519")
    mine, share = X25519PrivateKey.from_private_bytes(secret), _decoded(ours.words[1])
    shared = mine.exchange(X25519PublicKey.from_public_bytes(share))
    salt = share + mine.public_key().public_bytes_raw()
    wrapping = _derived(shared, salt, b"age-encryption.org/v1/X25519")
    return bytes(_cipher(wrapping).decrypt(_NONCE, ours.body, None))


def _wrapped(key: bytes, secret: bytes) -> bytes:
    """Return the header that the X25519 key `secret` opens."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    mine, once = X25519PrivateKey.from_private_bytes(secret), X25519PrivateKey.generate()
    share, known = once.public_key().public_bytes_raw(), mine.public_key()
    shared = once.exchange(known)
    wrapping = _derived(shared, share + known.public_bytes_raw(), b"age-encryption.org/v1/X25519")
    return _header(key, ("X25519", _encoded(share)), _cipher(wrapping).encrypt(_NONCE, key, None))


def _stretched(passphrase: str, salt: bytes, work: int) -> bytes:
    salt, memory = b"age-encryption.org/v1/scrypt" + salt, 128 * 8 * (2**work + 3)
    return hashlib.scrypt(
        passphrase.encode(), salt=salt, n=2**work, r=8, p=1, maxmem=memory + (1 << 20), dklen=32
    )


def _derived(secret: bytes, salt: bytes, purpose: bytes) -> bytes:
    """HKDF with SHA-256 (RFC 5869), one block of 32 bytes."""
    extracted = hmac.new(salt or bytes(32), secret, "sha256").digest()
    return hmac.new(extracted, purpose + b"\x01", "sha256").digest()


def _cipher(key: bytes) -> "ChaCha20Poly1305":
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(key)


def _encoded(data: bytes) -> str:
    return b64encode(data).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    if "=" in text:
        raise ValueError
    return b64decode(text + "=" * (-len(text) % 4), validate=True)
