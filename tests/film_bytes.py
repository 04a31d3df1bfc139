"""The smallest film that Facebook takes as a film and as a reel, as long in bytes as a test wants it."""

from tests.paths import REPOSITORY

REEL = (REPOSITORY / "tests" / "data" / "reel.mp4").read_bytes()  # three black seconds, 540 by 960


def padded(size: int, mark: bytes = b"") -> bytes:
    """A film of `size` bytes: behind the pictures is a box that nobody reads; `mark` makes it another film."""
    room = size - len(REEL)
    filled = mark + bytes(range(256)) * (room // 256 + 1)
    return REEL + room.to_bytes(4, "big") + b"free" + filled[: room - 8]
