"""F4: the best graph written by hand: no filter that touches more pixels, or more frames, than it must.

    python -m benchmarks.tuned_graph JOB-FOLDER OUT.mp4

The subtitles are pictures in one concat stream; the title card is concatenated, and fades out as an overlay over
the film's first frames (xfade would take the whole film through 4:4:4); everything stays 4:2:0; sound is measured
(EBU R 128) and mended by a gain, with a limiter where peaks need one.
"""

import re

from benchmarks import artwork, running
from benchmarks import job as jobs
from benchmarks.job import Job

BT709 = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
CARD = f"scale=flags=accurate_rnd:out_color_matrix=bt709:out_range=tv,setsar=1,format=yuva420p,{BT709}"


def main() -> None:
    """Make the film."""
    job, out = running.asked()
    (job.folder / "cues.ffconcat").write_text(concat(job), encoding="utf-8")
    inputs = [
        *("-t", str(job.film_ms / 1000), "-i", str(job.film)),
        *("-f", "concat", "-safe", "0", "-i", "cues.ffconcat"),
        *("-i", "logo.png", "-framerate", str(jobs.FPS), "-i", "plate.png"),
        *("-framerate", str(jobs.FPS), "-i", "title.png", "-framerate", str(jobs.FPS), "-i", "end.png"),
    ]
    graph = [
        "-filter_complex",
        ";".join([*_picture(job), sound(job)]),
        "-map",
        "[picture]",
        "-map",
        "[sound]",
    ]
    running.ffmpeg([*inputs, *graph, *jobs.ENCODING, str(out)], job.folder)


def concat(job: Job) -> str:
    """Pictures change half a frame before the frame that needs them; the time base is finer than concat's 1/25 s."""
    half, now, lines = 500 / jobs.FPS, 0.0, ["ffconcat version 1.0"]
    shown = []
    for number, cue in enumerate(job.cues()):
        shown += [("cue-none.png", cue.start_ms - half), (f"cue-{number:03}.png", cue.end_ms - half)]
    for name, until in [*shown, ("cue-none.png", float(job.film_ms))]:
        if until > now and now < job.film_ms - 1000 / jobs.FPS:  # what begins later would prolong the film
            lines += [f"file {name}", "option framerate 90000", f"duration {(until - now) / 1000:.6f}"]
            now = until
    return "\n".join(lines) + "\n"


def _picture(job: Job) -> list[str]:
    at, fade, fps = artwork.places(job), jobs.PLATE_FADE_MS / 1000, jobs.FPS
    begins, shown = (jobs.PLATE_FROM_MS - jobs.LEAD_MS) / 1000, job.plate_ms / 1000
    slide = f"{at.plate[0]}-{job.pixels(jobs.PLATE_SLIDE)}*pow(max(0\\,1-(t-{begins})/{fade})\\,3)"
    scale = f"scale={job.width}:{job.height}:flags=bicubic:out_color_matrix=bt709:out_range=tv"
    still = "format=yuv420p,settb=AVTB,loop=loop=-1:size=1"
    lead, fading, end = (ms * fps // 1000 for ms in (jobs.LEAD_MS, jobs.TITLE_FADE_MS, jobs.END_MS))
    looped = "settb=AVTB,loop=loop=-1:size=1"
    return [
        f"[0:v]fps={fps},{scale},setsar=1,format=yuv420p,{BT709}[film]",
        f"[1:v]{CARD}[cues];[film][cues]overlay={at.strip[0]}:{at.strip[1]}:format=yuv420[said]",
        f"[2:v]{CARD}[logo];[said][logo]overlay={at.logo[0]}:{at.logo[1]}:format=yuv420[marked]",
        f"[3:v]{CARD},{looped},trim=end_frame={round(shown * fps)},setpts=N/{fps}/TB,fade=t=in:d={fade}:alpha=1,"
        f"fade=t=out:st={shown - fade}:d={fade}:alpha=1,setpts=PTS+{begins}/TB[plate]",
        f"[marked][plate]overlay=x='{slide}':y={at.plate[1]}:format=yuv420:eof_action=pass:"
        f"enable='between(t,{begins},{begins + shown})'[named]",
        f"[4:v]{CARD},split[still][fading]",
        f"[still]{still},trim=end_frame={lead},setpts=N/{fps}/TB[title]",
        f"[fading]{looped},trim=end_frame={fading},setpts=N/{fps}/TB,fade=t=out:d={fading / fps}:alpha=1[veil]",
        f"[named][veil]overlay=format=yuv420:eof_action=pass:enable='lt(t,{fading / fps})'[opened]",
        f"[5:v]{CARD},{still},trim=end_frame={end},setpts=N/{fps}/TB[end]",
        f"[title][opened][end]concat=n=3:v=1:a=0,fps={fps},{BT709}[picture]",
    ]


def sound(job: Job) -> str:
    """Filters that bring the film's sound to the loudness that is asked for, under and after the cards."""
    samples = job.frames * jobs.RATE // jobs.FPS
    chain = f"aresample={jobs.RATE}:async=1:first_pts=0,aformat=channel_layouts=stereo,apad,atrim=end_sample={samples}"
    lufs, peak = _measured(job, chain)
    gain = jobs.LUFS - lufs
    limit = ""
    if peak + gain > jobs.TRUE_PEAK:
        ceiling = 10 ** ((jobs.TRUE_PEAK - 1) / 20)
        limiter = f"alimiter=limit={ceiling:.4f}:attack=4:release=60:level=0:latency=1"
        limit = f",aresample=192000,{limiter},aresample={jobs.RATE}"
    total = job.out_frames * jobs.RATE // jobs.FPS
    return f"[0:a]{chain},volume={gain:.2f}dB{limit},adelay={jobs.LEAD_MS}:all=1,apad,atrim=end_sample={total}[sound]"


def _measured(job: Job, chain: str) -> tuple[float, float]:
    """Loudness in LUFS and true peak in dBTP, without decoding the picture."""
    listen = [
        "-i",
        str(job.film),
        "-map",
        "0:a",
        "-af",
        f"{chain},ebur128=peak=true:framelog=quiet",
        "-f",
        "null",
        "-",
    ]
    said = running.ffmpeg(listen).rpartition("Summary:")[2]
    lufs, peak = re.search(r"I:\s+(\S+) LUFS", said), re.search(r"Peak:\s+(\S+) dBFS", said)
    assert lufs
    assert peak
    return float(lufs[1]), float(peak[1])


if __name__ == "__main__":
    main()
