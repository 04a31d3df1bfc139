"""A film's sound as a recogniser takes it: 16 kHz, mono, in the film's own time from its first moment to its last."""

import hashlib
from typing import TYPE_CHECKING

from media import ffmpeg
from media.errors import BadInput, RenderFailed
from media.sources import audio
from media.sources.probe import Film

if TYPE_CHECKING:
    import numpy as np

RATE = 16_000  # samples a second
A_MILLISECOND = RATE // 1000  # samples


def samples(film: Film) -> "np.ndarray":
    """The film's sound as float32 from -1 to 1; raises BadInput for a film without sound, or that cannot be read."""
    import numpy as np

    if not film.has_sound:
        raise BadInput("film-no-sound", path=str(film.path))
    whole = f"{audio.steady_sound(RATE)},aformat=sample_fmts=flt:channel_layouts=mono"
    length = film.duration_ms * A_MILLISECOND
    graph = f"{audio.HEARD}{whole},apad=whole_len={length},atrim=end_sample={length}[said]"
    words = [*audio.heard(film), "-filter_complex", graph, "-map", "[said]", "-f", "f32le", "pipe:1"]
    try:
        read = ffmpeg.output(words, seconds=60 + film.duration_ms / 5000)
    except RenderFailed as failed:
        raise BadInput("sound-unreadable", detail=str(failed.params.get("detail", ""))[:200]) from None
    return np.frombuffer(read, np.float32)


def digest(sound: "np.ndarray") -> str:
    """The SHA-256 of samples, in hex: a new cut of the picture leaves it as it is."""
    return hashlib.sha256(sound.data.cast("B")).hexdigest()
