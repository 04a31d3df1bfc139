"""When somebody speaks in a film: what ffmpeg's silencedetect does not call silence."""

import re

from media import ffmpeg
from media.errors import BadInput
from media.sources import looks
from media.sources.probe import Film

RATE = 48_000  # samples a second


# The sound of `heard`, as filters name it. All of it is taken to its end, whatever a filter takes: ffmpeg 9 waits for
# ever where filters end before what is decoded again for them.
HEARD = "[dec:0]asplit[heard][passed];[passed]anullsink;[heard]"


def unread_tracks(film: Film, *kinds: str) -> list[str]:
    """Words after a film, a run's first input, that have tracks read (V, a, s, d) which the run does not use.

    Where no moment can be sought, ffmpeg's time begins with the first track that is read: so it is the film's.
    """
    return [] if film.seekable else looks.tracks_read(*kinds)


def sound_input(film: Film) -> list[str]:
    """A film as the input of a run that uses its sound alone, each track as it is."""
    return [*ffmpeg.safe_input(film.path), *unread_tracks(film, f"V:{film.picture_track}", "s", "d")]


def heard(film: Film, *begun: str) -> list[str]:
    """A film as the source of a run that uses the sound alone that is heard, as `HEARD`; `begun` says where to begin.

    Where channels or rate change in mid-film, ffmpeg begins all filters anew. Those here remember nothing; what they
    give is coded without loss and decoded again, so that filters behind see one sound from beginning to end.
    """
    alike = f"{_both_ears(film)}aformat=sample_fmts=flt:sample_rates={RATE}:channel_layouts=stereo"
    plain = ["-map", f"0:a:{film.sound_track}", "-af", alike, "-c:a", "pcm_f32le", "-f", "null", "-"]
    others = unread_tracks(film, f"V:{film.picture_track}", "s", "d")
    return [*begun, *ffmpeg.safe_input(film.path), *plain, *others, "-dec", "0:0"]


def _both_ears(film: Film) -> str:
    """Filters, with a comma behind, that bring a channel which carries the sound alone into both ears; else none.

    Where the sound goes on with fewer channels, the last one stands for it.
    """
    alone = film.lone_channel
    return f"aeval=val({alone})|val({alone}):c=stereo," if alone >= 0 else ""


def steady_sound(rate: int) -> str:
    """A filter that keeps sound in the film's time, at `rate` samples a second.

    It begins with silence when it begins late. Where it is 30 ms off, something was lost, and there is silence;
    where it is off by less a recorder's clock went wrong, and it is stretched, which is not heard.
    """
    return f"aresample={rate}:async=2000:min_comp=0.005:min_hard_comp=0.03:first_pts=0"


Span = tuple[int, int]  # milliseconds, from and until
PAUSE_MS = 250  # shorter silences belong to words
BREATH_MS = 120  # shorter sounds between silences are clicks
_BELOW_MEAN = 10  # decibels below the film's mean loudness that still count as speech
_QUIETEST, _LOUDEST = -55.0, -22.0  # bounds of that threshold, in dBFS
_SPEECH_RATE = 16_000  # samples a second: enough for a voice
_VOICE = "highpass=f=90,lowpass=f=6000"


def speech_spans(film: Film) -> tuple[Span, ...]:
    """The stretches in which something is heard, in film time; none for a film without sound or in silence.

    BadInput when the sound cannot be read to its end.
    """
    if not film.has_sound:
        return ()
    mean = _mean(film)
    noise = None if mean is None else noise_below(mean)
    if noise is None:
        return ()
    said: list[str] = []
    detect = f"silencedetect=noise={noise:.1f}dB:duration={PAUSE_MS / 1000}"
    whole = f"{steady_sound(_SPEECH_RATE)},apad=whole_dur={film.duration_ms}ms"
    _listen(film, f"{whole},{_VOICE},{detect},ametadata=mode=print:file=-", said)
    return tuple(_between(said, film.duration_ms))


def noise_below(mean: float) -> float | None:
    """The loudness (dBFS) below which a film of this mean loudness is silent; None where all of it is."""
    return None if mean < _QUIETEST else min(max(mean - _BELOW_MEAN, _QUIETEST), _LOUDEST)


def _mean(film: Film) -> float | None:
    told = _listen(film, f"{_VOICE},volumedetect", [])
    found = re.search(r"mean_volume: (-?[\d.]+) dB", told)
    return float(found[1]) if found else None


def _listen(film: Film, filters: str, said: list[str]) -> str:
    """Run the film's sound through filters: keeps the lines on silences, returns what ffmpeg says at the end."""
    words = [*heard(film), "-filter_complex", f"{HEARD}{filters}[said]", "-map", "[said]", "-f", "null", "-"]
    seconds = 60 + film.duration_ms / 5000
    done = ffmpeg.run(
        words, seconds=seconds, on_line=lambda line: said.append(line) if "silence_" in line else None
    )
    if done.too_slow or done.status != 0:
        raise BadInput("sound-unreadable", detail=done.said.rpartition("\n")[2][:200])
    return done.said


def _between(said: list[str], until: int) -> list[Span]:
    """What lies between the silences that were told."""
    edges = [
        (found[1], round(float(found[2]) * 1000))
        for line in said
        if (found := re.search(r"silence_(start|end)=(-?[\d.]+)", line))
    ]
    spans, begin = [], 0
    for kind, at in edges:
        if kind == "start":
            spans.append((begin, min(max(at, 0), until)))
            begin = until
        else:
            begin = min(at, until)
    spans.append((begin, until))
    return [span for span in spans if span[1] - span[0] >= BREATH_MS]
