"""F4 for the look "band": the best graph written by hand for the very same picture, its pictures drawn beforehand.

    python -m benchmarks.band_graph JOB-FOLDER OUT.mp4

As `tuned_graph`: one concat stream of subtitles, cards concatenated, everything 4:2:0; the film is cut and scaled once
and stands on a padded ground; the flag is one picture that moves in steps.
"""

import json

from benchmarks import job as jobs
from benchmarks import running, tuned_graph
from benchmarks.job import Job
from benchmarks.tuned_graph import BT709, CARD

Said = dict[str, object]
_LOOPED = "settb=AVTB,loop=loop=-1:size=1"


def main() -> None:
    """Make the film."""
    job, out = running.asked()
    said = json.loads((job.folder / "band.json").read_text(encoding="utf-8"))
    (job.folder / "cues.ffconcat").write_text(tuned_graph.concat(job), encoding="utf-8")
    inputs = ["-t", str(job.film_ms / 1000), "-i", str(job.film)]
    inputs += ["-f", "concat", "-safe", "0", "-i", "cues.ffconcat"]
    pictures = [said["title"], said["end"], *said["still"], *([said["flag"]] if "flag" in said else [])]
    for one in pictures:
        inputs += ["-framerate", str(jobs.FPS), "-i", one["file"]]
    lines = [*_film(said), *_cards(job), *_laid(said)]
    graph = ";".join([*lines, tuned_graph.sound(job)])
    maps = ["-map", "[picture]", "-map", "[sound]"]
    running.ffmpeg([*inputs, "-filter_complex", graph, *maps, *jobs.ENCODING, str(out)], job.folder)


def _film(said: dict[str, list[float]]) -> list[str]:
    left, top, right, bottom = said["crop"]
    x, y, wide, tall = said["box"]
    shown = f"crop=w=iw*{right - left}:h=ih*{bottom - top}:x=iw*{left}:y=ih*{top},"
    shown = "" if (left, top, right, bottom) == (0, 0, 1, 1) else shown
    scale = f"{shown}scale={wide}:{tall}:flags=bicubic:out_color_matrix=bt709:out_range=tv"
    size = said["size"]
    ground = f",pad={size[0]}:{size[1]}:{x}:{y}:color={str(said['ground']).replace('#', '0x')}"
    ground = ground if said["ground"] else ""
    return [f"[0:v]fps={jobs.FPS},{scale},setsar=1,format=yuv420p,{BT709}{ground}[laid0]"]


def _cards(job: Job) -> list[str]:
    fps, still = jobs.FPS, f"format=yuv420p,{_LOOPED}"
    lead, fading, end = (ms * fps // 1000 for ms in (jobs.LEAD_MS, jobs.TITLE_FADE_MS, jobs.END_MS))
    return [
        f"[2:v]{CARD},split[still][fading]",
        f"[still]{still},trim=end_frame={lead},setpts=N/{fps}/TB[title]",
        f"[fading]{_LOOPED},trim=end_frame={fading},setpts=N/{fps}/TB,fade=t=out:d={fading / fps}:alpha=1[veil]",
        f"[3:v]{CARD},{still},trim=end_frame={end},setpts=N/{fps}/TB[end]",
        f"[film][veil]overlay=format=yuv420:eof_action=pass:enable='lt(t,{fading / fps})'[opened]",
        f"[title][opened][end]concat=n=3:v=1:a=0,fps={fps},{BT709}[picture]",
    ]


def _laid(said: dict[str, dict[str, float]]) -> list[str]:
    """What lies over the film: its subtitles, what stands still, the flag."""
    strip, still = said["strip"], list(said["still"])
    last = len(still) + 1 if "flag" in said else len(still)
    lines = [f"[1:v]{CARD}[cues];[laid0][cues]overlay={strip['x']}:{strip['y']}:format=yuv420[laid1]"]
    for number, one in enumerate(said["still"]):
        over = f"overlay={one['x']}:{one['y']}:format=yuv420"
        lines.append(
            f"[{4 + number}:v]{CARD}[s{number}];[laid{1 + number}][s{number}]{over}[laid{2 + number}]"
        )
    if "flag" in said:
        lines.append(_flag(said["flag"], 4 + len(still), 1 + len(still)))
    return [*lines, f"[laid{last + 1}]null[film]"]


def _flag(flag: dict[str, float], given: int, below: int) -> str:
    begins, until = ((flag[name] - jobs.LEAD_MS) / 1000 for name in ("from", "until"))
    states, fps = flag["states"], jobs.FPS
    step, late = (f"floor({span}*{states}+0.000001)/{states}" for span in (f"(t-{begins})", f"({until}-t)"))
    coming = f"max(0,1-({step}+1/{states})*1000/{flag['in']})"
    going = f"max(0,1-{late}*1000/{flag['out']})"
    x = f"{flag['x']}-round({flag['distance']}*pow(max({coming},{going}),3))"
    frames = round((until - begins) * fps)
    picture = f"[{given}:v]{CARD},{_LOOPED},trim=end_frame={frames},setpts=N/{fps}/TB+{begins}/TB[flag]"
    seen = f"eof_action=pass:enable='between(t,{begins},{until - 0.5 / fps})'"
    return f"{picture};[laid{below}][flag]overlay=x='{x}':y={flag['y']}:format=yuv420:{seen}[laid{below + 1}]"


if __name__ == "__main__":
    main()
