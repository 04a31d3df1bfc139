"""Which of a film's pictures is shown, where it has several: a camera's small copy and covers are no film."""

import re

_PICTURE = re.compile(r"(?m)^ +Stream #0:(\d+).*?: Video: (\w+)(.*)$")
_SIZE = re.compile(r", (\d+)x(\d+)")


def count(said: str) -> int:
    """How many pictures a film has, covers left out; `said` is what ffmpeg says of it."""
    return len(_pictures(said))


def chosen(said: str) -> int:
    """Return which picture is shown, from 0 on: the film's default one, of several of them the largest."""
    pictures = _pictures(said)
    numbers = [number for number, (codec, _) in enumerate(pictures) if codec != "none"]
    numbers = [number for number in numbers if "(default)" in pictures[number][1]] or numbers
    return max(numbers, key=lambda number: (_pixels(pictures[number][1]), -number), default=0)


def _pictures(said: str) -> list[tuple[str, str]]:
    given, _, _ = said.partition("Stream mapping:")  # then come the streams that are made
    tracks = {
        int(stream): (codec, more) for stream, codec, more in _PICTURE.findall(given)
    }  # programs repeat them
    return [tracks[stream] for stream in sorted(tracks) if "(attached pic)" not in tracks[stream][1]]


def _pixels(more: str) -> int:
    size = _SIZE.search(more)
    return int(size[1]) * int(size[2]) if size else 0
