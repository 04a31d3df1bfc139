"""What came out of a program: length, size, likeness to the source where nothing lies over it, colour, loudness."""

import re
from dataclasses import dataclass
from pathlib import Path

from benchmarks import job as jobs
from benchmarks import running
from benchmarks.job import Job

_TAGGED = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
AMBER = (180.4, 73.9, 163.5)  # what #ffb84d is in BT.709: Y, Cb, Cr


@dataclass(frozen=True, kw_only=True)
class Facts:
    """A finished film: frames, bytes, PSNR in dB (luma, chroma), the brand's amber as it came out, loudness."""

    frames: int
    seconds: float
    size: int
    luma_db: float
    chroma_db: float
    amber: tuple[float, float, float]
    lufs: float
    true_peak: float
    sound: str


def facts(film: Path, job: Job, *, seconds: int = 20) -> Facts:
    """Measure a film that a program made of a job; its likeness for so many seconds after the title card."""
    said = running.ffmpeg(["-i", str(film), "-map", "0:v", "-c", "copy", "-f", "null", "-"])
    hours, minutes, rest = _found(r"Duration: (\d+):(\d+):([\d.]+)", said)
    luma, *chroma = _likeness(film, job, seconds)
    loud = running.ffmpeg(
        ["-i", str(film), "-map", "0:a", "-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-"]
    )
    summary = loud.rpartition("Summary:")[2]
    return Facts(
        frames=int(_found(r"frame=\s*(\d+)", said)[0]),
        seconds=int(hours) * 3600 + int(minutes) * 60 + float(rest),
        size=film.stat().st_size,
        luma_db=luma,
        chroma_db=sum(chroma) / 2,
        amber=_amber(film, job),
        lufs=float(_found(r"I:\s+(\S+) LUFS", summary)[0]),
        true_peak=float(_found(r"Peak:\s+(\S+) dBFS", summary)[0]),
        sound=_sound(film),
    )


def _likeness(film: Path, job: Job, seconds: int) -> tuple[float, float, float]:
    """PSNR of Y, Cb, Cr against the source between logo and lower third, after the title card."""
    first = jobs.TITLE_MS * jobs.FPS // 1000 + 1
    lead = jobs.LEAD_MS * jobs.FPS // 1000
    last = min(first + seconds * jobs.FPS, lead + job.frames)
    band = f"crop=iw*0.8:{job.pixels(0.38)}:iw*0.1:{job.pixels(0.22)},{_TAGGED}"
    scaled = f"fps={jobs.FPS},scale={job.width}:{job.height}:flags=bicubic"
    graph = (
        f"[0:v]trim=start_frame={first}:end_frame={last},setpts=N/30/TB,{band}[made];"
        f"[1:v]{scaled},trim=start_frame={first - lead}:end_frame={last - lead},setpts=N/30/TB,{band}[source];"
        "[made][source]psnr"
    )
    said = running.ffmpeg(
        ["-i", str(film), "-i", str(job.film), "-filter_complex", graph, "-an", "-f", "null", "-"]
    )
    luma, blue, red = _found(r"PSNR y:(\S+) u:(\S+) v:(\S+)", said)
    return float(luma), float(blue), float(red)


def _amber(film: Path, job: Job) -> tuple[float, float, float]:
    """The stripe at the top of the end card, as it is in the file."""
    frame = job.out_frames - 10
    stripe = f"crop=iw*0.8:{job.pixels(0.008)}:iw*0.1:{job.pixels(0.002)}"
    looked = f"select=eq(n\\,{frame}),{stripe},signalstats,metadata=print"
    said = running.ffmpeg(["-i", str(film), "-vf", looked, "-frames:v", "1", "-an", "-f", "null", "-"])
    luma, blue, red = (float(_found(rf"signalstats\.{plane}AVG=(\S+)", said)[0]) for plane in "YUV")
    return luma, blue, red


def _sound(film: Path) -> str:
    """A hash of the sound's decoded samples."""
    words = ["-i", str(film), "-map", "0:a", "-c:a", "pcm_s16le", "-f", "hash", "-hash", "md5", "-"]
    return _found(r"MD5=(\S+)", running.ffmpeg(words))[0]


def _found(pattern: str, text: str) -> tuple[str, ...]:
    """The groups of the last place where a pattern stands."""
    places = list(re.finditer(pattern, text))
    if not places:
        raise SystemExit(f"ffmpeg did not say {pattern}:\n{text[-2000:]}")
    return tuple(places[-1].groups())
