"""The pictures of the standard job, drawn beforehand with Pillow: cards, logo, lower third, subtitles.

In the house style of the example brand kit, so that every program encodes much the same film.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from benchmarks import job as jobs
from benchmarks.job import Job

LOGO = Path(__file__).parent.parent / "campaign/example/brand/logos/mey-awards-light.png"
DARK_LOGO = LOGO.with_name("mey-awards-dark.png")


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where the top left corners of the pictures that lie over the film go."""

    logo: tuple[int, int]
    plate: tuple[int, int]
    strip: tuple[int, int]


def places(job: Job) -> Places:
    """The places of logo, lower third and strip of subtitles."""
    edge = round(job.width * 0.05 / 2) * 2
    logo = job.width - edge - _logo_size(job)[0] - job.pixels(0.032)
    above = job.height - job.pixels(0.05) - _strip_size(job)[1]
    plate = above - _plate_size(job)[1] - job.pixels(0.022)
    strip = (job.width - _strip_size(job)[0]) // 4 * 2
    return Places(logo=(logo, job.pixels(0.05)), plate=(edge, plate), strip=(strip, above))


def draw(job: Job) -> None:
    """Draw everything but the subtitles into the job's folder."""
    _title(job).save(job.folder / "title.png", compress_level=1)
    _end(job).save(job.folder / "end.png", compress_level=1)
    _logo(job).save(job.folder / "logo.png", compress_level=1)
    _plate(job).save(job.folder / "plate.png", compress_level=1)


def draw_cues(job: Job) -> None:
    """Draw the subtitles, each in its box, on strips of equal size; and one empty strip."""
    Image.new("RGBA", _strip_size(job)).save(job.folder / "cue-none.png", compress_level=1)
    for number, cue in enumerate(job.cues()):
        _cue(job, cue.text).save(job.folder / f"cue-{number:03}.png", compress_level=1)


def _logo_size(job: Job) -> tuple[int, int]:
    with Image.open(LOGO) as mark:
        return job.pixels(0.14), job.pixels(0.14 * mark.height / mark.width)


def _strip_size(job: Job) -> tuple[int, int]:
    return round(job.width * 0.7 / 4) * 4, job.pixels(2 * jobs.LINE_HEIGHT + 0.018)


def _plate_size(job: Job) -> tuple[int, int]:
    return job.pixels(0.52), job.pixels(0.124)


def _box(size: tuple[int, int], radius: int, alpha: float) -> Image.Image:
    """A translucent rounded box, its corners drawn larger and shrunk."""
    mask = Image.new("L", (size[0] * 4, size[1] * 4), 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, mask.width - 1, mask.height - 1), radius * 4, fill=255)
    box = Image.new("RGBA", size, jobs.NIGHT)
    box.putalpha(mask.resize(size, Image.Resampling.LANCZOS).point([round(at * alpha) for at in range(256)]))
    return box


def _face(path: Path, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, round(size), layout_engine=ImageFont.Layout.BASIC)


def _cue(job: Job, text: str) -> Image.Image:
    strip = Image.new("RGBA", _strip_size(job))
    line = job.height * jobs.LINE_HEIGHT
    font, size = _face(jobs.FONT, line / 1.25), line / 1.25
    wide = round(max(font.getlength(one) for one in text.split("\n")) + size)
    box = _box((wide, strip.height), round(size * 0.32), jobs.BOX_ALPHA)
    strip.alpha_composite(box, ((strip.width - wide) // 2, 0))
    middle = (strip.width / 2, strip.height / 2)
    pen = ImageDraw.Draw(strip)
    pen.multiline_text(middle, text, jobs.WHITE, font, anchor="mm", align="center", spacing=size * 0.1)
    return strip


def _logo(job: Job) -> Image.Image:
    size, pad = _logo_size(job), job.pixels(0.016)
    ground = _box((size[0] + 2 * pad, size[1] + 2 * pad), pad, 0.62)
    ground.alpha_composite(_mark(LOGO, size), (pad, pad))
    return ground


def _mark(path: Path, size: tuple[int, int]) -> Image.Image:
    with Image.open(path) as mark:
        whole: Image.Image = mark.convert("RGBA")
        return whole.resize(size, Image.Resampling.LANCZOS)


def _plate(job: Job) -> Image.Image:
    plate = _box(_plate_size(job), job.pixels(0.012), 0.82)
    pen, bar = ImageDraw.Draw(plate), job.pixels(0.009)
    pen.rectangle((0, 0, bar - 1, plate.height), fill=jobs.AMBER)
    left, tall = bar + job.pixels(0.022), plate.height
    pen.text((left, tall * 0.35), jobs.NAME, jobs.WHITE, _face(jobs.BOLD_FONT, job.height * 0.046), "lm")
    pen.text((left, tall * 0.75), jobs.DETAIL, jobs.AMBER, _face(jobs.FONT, job.height * 0.032), "lm")
    return plate


def _title(job: Job) -> Image.Image:
    card = Image.new("RGBA", (job.width, job.height), jobs.INK)
    for across, x, y in ((1.05, 0.52, 0.48), (0.46, 0.72, 0.17)):
        wide = job.pixels(across)
        disc = Image.new("RGBA", card.size)
        at = (job.width - round(wide * x), job.height - round(wide * y))
        ImageDraw.Draw(disc).ellipse((*at, at[0] + wide, at[1] + wide), fill=f"{jobs.PINE}90")
        card.alpha_composite(disc)
    left, pen = round(job.width * 0.07), ImageDraw.Draw(card)
    size = _logo_size(job)
    card.alpha_composite(_mark(LOGO, (size[0] * 2, size[1] * 2)), (left, job.pixels(0.2)))
    heading = jobs.HEADING.replace("coup ", "coup\n")
    pen.multiline_text(
        (left, job.height * 0.5), heading, jobs.WHITE, _face(jobs.BOLD_FONT, job.height * 0.088)
    )
    pen.rectangle((left, job.height * 0.76, left + job.height * 0.12, job.height * 0.769), fill=jobs.AMBER)
    pen.text((left, job.height * 0.8), jobs.NAME, jobs.WHITE, _face(jobs.FONT, job.height * 0.04))
    return card.convert("RGB")


def _end(job: Job) -> Image.Image:
    card = Image.new("RGB", (job.width, job.height), jobs.CLOUD)
    pen, size = ImageDraw.Draw(card), _logo_size(job)
    pen.rectangle((0, 0, job.width, job.pixels(0.014) - 1), fill=jobs.AMBER)
    mark = _mark(DARK_LOGO, (size[0] * 2, size[1] * 2))
    card.paste(mark, ((job.width - mark.width) // 2, job.pixels(0.25)), mark)
    middle, font = (job.width / 2, job.height * 0.6), _face(jobs.BOLD_FONT, job.height * 0.062)
    pen.text(middle, jobs.LAST_WORD, jobs.INK, font, anchor="mm")
    return card


if __name__ == "__main__":
    asked = jobs.load(Path(sys.argv[1]))
    draw(asked)
    draw_cues(asked)
