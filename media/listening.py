"""A film's tracks in the film's own time, also where a run of ffmpeg uses only one of them."""

from media import ffmpeg
from media.sources.probe import Film


def beside(film: Film, *kinds: str) -> list[str]:
    """Words after a film, a run's first input, that have tracks read (V, a, s, d) which the run does not use.

    Where no moment can be sought, ffmpeg's time begins with the first track that is read: so it is the film's.
    """
    if film.seekable:
        return []
    tracks = [word for kind in kinds for word in ("-map", f"0:{kind}?")]
    return [*tracks, "-c", "copy", "-copy_unknown", "-f", "null", "-"]


def listened(film: Film) -> list[str]:
    """A film as the input of a run that uses its sound alone."""
    return [*ffmpeg.opened(film.path), *beside(film, "V:0", "s", "d")]


def in_time(rate: int) -> str:
    """A filter that keeps sound in the film's time, at `rate` samples a second.

    It begins with silence when it begins late. Where it is 30 ms off, something was lost, and there is silence;
    where it is off by less a recorder's clock went wrong, and it is stretched, which is not heard.
    """
    return f"aresample={rate}:async=2000:min_comp=0.005:min_hard_comp=0.03:first_pts=0"
