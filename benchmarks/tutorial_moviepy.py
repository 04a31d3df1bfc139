"""A: the program that MoviePy's own tutorial leads to: clips in a CompositeVideoClip, and write_videofile.

    python -m benchmarks.tutorial_moviepy JOB-FOLDER OUT.mp4 [--black]

`--black` gives the composition a black ground (A2): MoviePy's default, a transparent one, costs far more. The
encoder is asked for the same as everywhere here. AudioNormalize raises the highest peak to full scale: MoviePy
measures no loudness. Subtitles stand in square boxes, the only ones TextClip knows; the generous margin below
keeps MoviePy 2.2.1 from cutting off their last line.
"""

import sys
from pathlib import Path
from typing import Any

RIVAL = Path(sys.prefix) / "rival"  # MoviePy as it is published; `make .venv/.ready-rival` puts it there
sys.path.append(str(RIVAL))

from moviepy import CompositeVideoClip, ImageClip, TextClip, VideoFileClip, afx, vfx  # noqa: E402
from moviepy.video.tools.subtitles import SubtitlesClip  # noqa: E402

from benchmarks import artwork, running  # noqa: E402
from benchmarks import job as jobs  # noqa: E402
from benchmarks.job import Job  # noqa: E402

_ENCODING = [
    *("-profile:v", "high", "-crf", "20", "-g", "60", "-keyint_min", "60", "-sc_threshold", "0"),
    *("-flags:v", "+cgop", "-movflags", "+faststart"),
]  # fmt: skip


def main() -> None:
    """Make the film."""
    job, out = running.asked()
    lead, length = jobs.LEAD_MS / 1000, job.film_ms / 1000
    video = VideoFileClip(str(job.film)).subclipped(0, length)
    if tuple(video.size) != (job.width, job.height):
        video = video.resized((job.width, job.height))
    video = video.with_start(lead).with_audio(video.audio.with_effects([afx.AudioNormalize()]))

    logo = ImageClip(str(job.folder / "logo.png")).with_position(artwork.places(job).logo)
    logo = logo.with_start(lead).with_duration(length)
    title = ImageClip(str(job.folder / "title.png")).with_duration(jobs.TITLE_MS / 1000)
    title = title.with_effects([vfx.CrossFadeOut(jobs.TITLE_FADE_MS / 1000)])
    end = ImageClip(str(job.folder / "end.png")).with_start(lead + length).with_duration(jobs.END_MS / 1000)

    clips = [video, logo, subtitles(job).with_start(lead), lower_third(job), title, end]
    ground = (0, 0, 0) if "--black" in sys.argv else None
    final = CompositeVideoClip(clips, size=(job.width, job.height), bg_color=ground)
    final.write_videofile(
        str(out), fps=jobs.FPS, codec="libx264", preset="veryfast", audio_codec="aac", audio_fps=jobs.RATE,
        audio_bitrate="160k", temp_audiofile_path=str(job.folder), ffmpeg_params=_ENCODING, logger=None,
    )  # fmt: skip


def subtitles(job: Job) -> Any:
    """All cues as one clip, from the SRT file."""
    size = round(job.height * jobs.LINE_HEIGHT / 1.25)
    side, below = size // 2, size // 3

    def drawn(text: str) -> Any:
        return TextClip(
            font=str(jobs.FONT), text=text, font_size=size, color="white", bg_color=(11, 26, 42, 178),
            margin=(side, side // 2, side, side // 2 + below), text_align="center",
        )  # fmt: skip

    clip = SubtitlesClip(str(job.subtitles("fr")), make_textclip=drawn, encoding="utf-8")
    return clip.with_position(("center", artwork.places(job).strip[1]))


def lower_third(job: Job) -> Any:
    """The picture with the name, sliding in from the left, fading in and out."""
    fade, (x, y) = jobs.PLATE_FADE_MS / 1000, artwork.places(job).plate
    slide = job.pixels(jobs.PLATE_SLIDE)
    plate = ImageClip(str(job.folder / "plate.png")).with_start(jobs.PLATE_FROM_MS / 1000)
    plate = plate.with_duration(job.plate_ms / 1000)
    plate = plate.with_position(lambda t: (x - round(slide * max(0.0, 1 - t / fade) ** 3), y))
    return plate.with_effects([vfx.CrossFadeIn(fade), vfx.CrossFadeOut(fade)])


if __name__ == "__main__":
    main()
