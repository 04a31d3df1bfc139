"""B: the graph that people write by hand: subtitles by libass, xfade, overlay, concat, loudnorm.

    python -m benchmarks.usual_graph JOB-FOLDER OUT.mp4

The subtitles' boxes are libass's own (square); loudnorm is used in one pass, as in most recipes: the cheaper
way for this program, so the harder one to beat.
"""

from benchmarks import artwork, running
from benchmarks import job as jobs
from benchmarks.job import Job

_STILL = ("-loop", "1", "-framerate", str(jobs.FPS))


def main() -> None:
    """Make the film."""
    job, out = running.asked()
    (job.folder / "subtitles.ass").write_text(_ass(job), encoding="utf-8")
    inputs = [
        *("-t", str(job.film_ms / 1000), "-i", str(job.film)),
        *(*_STILL, "-t", f"{jobs.TITLE_MS / 1000}", "-i", "title.png"),
        *(*_STILL, "-t", f"{jobs.END_MS / 1000}", "-i", "end.png"),
        *("-i", "logo.png"),
        *(*_STILL, "-t", f"{job.plate_ms / 1000}", "-i", "plate.png"),
    ]
    graph = ["-filter_complex", ";".join(_graph(job)), "-map", "[picture]", "-map", "[sound]"]
    running.ffmpeg([*inputs, *graph, *jobs.ENCODING, str(out)], job.folder)


def _graph(job: Job) -> list[str]:
    film, lead = job.film_ms / 1000, jobs.LEAD_MS / 1000
    at, fade = artwork.places(job), jobs.PLATE_FADE_MS / 1000
    begins, shown = (jobs.PLATE_FROM_MS - jobs.LEAD_MS) / 1000, job.plate_ms / 1000
    slide = f"{at.plate[0]}-{job.pixels(jobs.PLATE_SLIDE)}*pow(max(0\\,1-(t-{begins})/{fade})\\,3)"
    card = f"scale={job.width}:{job.height}:out_color_matrix=bt709:out_range=tv,format=yuv420p,setsar=1"
    shape = f"aresample={jobs.RATE},aformat=channel_layouts=stereo"
    return [
        f"[0:v]fps={jobs.FPS},scale={job.width}:{job.height},setsar=1,subtitles=subtitles.ass:fontsdir={_escaped()}[said]",
        f"[said][3:v]overlay={at.logo[0]}:{at.logo[1]}[marked]",
        f"[4:v]format=yuva420p,fade=t=in:d={fade}:alpha=1,fade=t=out:st={shown - fade}:d={fade}:alpha=1,"
        f"setpts=PTS+{begins}/TB[plate]",
        f"[marked][plate]overlay=x='{slide}':y={at.plate[1]}:eof_action=pass,format=yuv420p,settb=1/{jobs.FPS}[film]",
        f"[1:v]{card},fps={jobs.FPS},settb=1/{jobs.FPS}[title]",
        f"[2:v]{card},fps={jobs.FPS}[end]",
        f"[title][film]xfade=transition=fade:duration={jobs.TITLE_FADE_MS / 1000}:offset={lead}[opened]",
        "[opened][end]concat=n=2:v=1:a=0[picture]",
        f"[0:a]{shape},atrim=end={film},apad=whole_dur={film},loudnorm=I={jobs.LUFS}:TP={jobs.TRUE_PEAK}:LRA=11,"
        f"aresample={jobs.RATE},adelay={jobs.LEAD_MS}:all=1,apad=whole_dur={job.out_seconds}[sound]",
    ]  # fmt: skip


def _escaped() -> str:
    return str(jobs.FONT.parent).replace("\\", "/").replace(":", "\\:")


def _ass(job: Job) -> str:
    """The subtitles as an ASS file with one translucent box behind both lines (BorderStyle 4)."""
    size, below = round(job.height * jobs.LINE_HEIGHT * 1.02), job.pixels(0.06)
    box = f"&H{round(255 * (1 - jobs.BOX_ALPHA)):02X}{_bgr(jobs.NIGHT)}"
    style = (
        f"Default,Source Sans 3 SemiBold,{size},&H00FFFFFF,&H00FFFFFF,{box},{box},0,0,0,0,100,100,0,0,4,0,"
    )
    events = [
        f"Dialogue: 0,{_moment(cue.start_ms)},{_moment(cue.end_ms)},Default,,0,0,0,,{words}"
        for cue in job.cues()
        for words in [cue.text.replace("\n", r"\N")]
    ]
    head = ["[Script Info]", "ScriptType: v4.00+", f"PlayResX: {job.width}", f"PlayResY: {job.height}"]
    head += ["YCbCr Matrix: TV.709", "", "[V4+ Styles]", _STYLE_FIELDS]
    head += [f"Style: {style}{job.pixels(0.014)},2,0,0,{below},1", "", "[Events]", _EVENT_FIELDS]
    return "\n".join([*head, *events]) + "\n"


_STYLE_FIELDS = (
    "Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, "
    "Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, "
    "MarginR, MarginV, Encoding"
)
_EVENT_FIELDS = "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text"


def _moment(ms: int) -> str:
    return jobs.clock(ms, ".")[1:-1]


def _bgr(colour: str) -> str:
    return f"{colour[5:7]}{colour[3:5]}{colour[1:3]}".upper()


if __name__ == "__main__":
    main()
