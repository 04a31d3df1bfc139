"""How a rehearsal Page proves who it is before it is told anything: it knows the secret that is about to be sent.

Whoever asks sends a random word; the listener answers with an HMAC of that word and of its own address, keyed with each
secret it knows. A listener that passes the question on to the true Page gets an answer for another address.
"""

import hmac
import re
import secrets
import socket
import time

MADE_FOR_REHEARSAL = re.compile(r"(?:\d+\|)?rehearsal-")  # how each secret of a rehearsal Page begins
PATH = "/_rehearsal/proof"
WORD = re.compile(r"[0-9a-f]{32}")
_SECONDS = 5.0  # within which the whole proof must have come
_LONGEST = 4096  # bytes of an answer


class NotProven(OSError):
    """Whoever listens at this port is not the rehearsal Page that it is taken for."""


def is_for_rehearsal(secret: str) -> bool:
    """Tell whether a token was made by a rehearsal Page, and therefore goes to nobody who does not know it."""
    return MADE_FOR_REHEARSAL.match(secret) is not None


def proof(secret: str, word: str, address: tuple[str, int]) -> str:
    """Return what a listener at this host and port answers to a word, in hex, if it knows the secret."""
    said = "rehearsal-proof {} {} {}".format(word, *address)
    return hmac.new(secret.encode(), said.encode(), "sha256").hexdigest()


def demand(link: socket.socket, secret: str) -> None:
    """Have whoever listens at the other end prove that it knows a secret, which is not sent; else `NotProven`.

    The connection can be used afterwards. Raises OSError where it breaks.
    """
    host, port = link.getpeername()[:2]
    word, patience = secrets.token_hex(16), link.gettimeout()
    try:
        link.settimeout(_SECONDS)
        link.sendall(f"GET {PATH}?word={word} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
        told = _answer(link, time.monotonic() + _SECONDS)
    finally:
        link.settimeout(patience)
    right = proof(secret, word, (host, port)).encode()
    if not any(hmac.compare_digest(one, right) for one in told.split()):
        raise NotProven(f"port {port} is not served by this rehearsal Page")


def answer(known: tuple[str, ...], word: str, address: tuple[str, int]) -> bytes:
    """Return what a listener sends in reply to a word; the connection stays open for the call itself."""
    body = "\n".join(proof(secret, word, address) for secret in known).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def _answer(link: socket.socket, until: float) -> bytes:
    """Read one answer to its end and return its body; nothing where it is too long, too slow or no success."""
    heard = b""
    while len(heard) < _LONGEST and (left := until - time.monotonic()) > 0:
        head, _, body = heard.partition(b"\r\n\r\n")
        length = re.search(rb"\r\nContent-Length: (\d{1,4})\r\n", head + b"\r\n")
        if length and len(body) >= int(length[1]):
            return body if head.startswith(b"HTTP/1.1 200 ") and len(body) == int(length[1]) else b""
        link.settimeout(left)
        block = link.recv(_LONGEST)
        if not block:
            break
        heard += block
    return b""
