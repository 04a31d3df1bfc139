"""The pictures of the standard job in the look "band", drawn beforehand as ours draws them: the film is the same.

    python -m benchmarks.band_artwork JOB-FOLDER KIT-FOLDER

`band.json` beside them says where each goes.
"""

import json
import sys
from pathlib import Path

from PIL import Image

from benchmarks import job as jobs
from benchmarks.job import Job
from media.brand import kit
from media.formats import FORMATS
from media.render import drawing
from media.sources import probe
from media.subtitles.model import Cue
from media.timeline import timeline
from media.timeline.scene import Box, Element
from media.timeline.timeline import Credit, Timeline

STILL = ("ground", "question", "logo")  # what stands beside the film as long as it is seen


def laid_out(job: Job, folder: Path) -> Timeline:
    """The film as ours lays it out with the kit of a folder."""
    brand = kit.load(folder)
    cues = [Cue(start_ms=cue.start_ms, end_ms=cue.end_ms, text=cue.text) for cue in job.cues()]
    return timeline.build(
        film=probe.probe(job.film),
        cues=cues,
        brand=brand,
        language="fr",
        format=FORMATS[job.format],
        credit=Credit(name=jobs.NAME, role=jobs.SHOWN_ROLE, organisation="microStart"),
        title=brand.theme("coping", "fr"),
        to_ms=job.film_ms,
    )


def draw(job: Job, made: Timeline) -> None:
    """Draw everything into the job's folder, and write down where it goes."""
    said: dict[str, object] = {
        "size": [made.width, made.height],
        "crop": [getattr(made.shot.place.crop, side) for side in ("left", "top", "right", "bottom")],
        "box": _box(made.shot.place.box),
        "ground": made.shot.surround,
        "still": [_saved(job, f"still-{number}", one) for number, one in enumerate(_still(made))],
        "strip": _strip(job, made.of("caption")),
    }
    for card in (*made.of("title"), *made.of("end")):
        said[card.kind] = _saved(job, card.kind, card)
    if flags := [one for one in made.of("nameplate") if one.move]:
        said["flag"] = {**_saved(job, "flag", flags[0]), "from": flags[0].start_ms, "until": flags[0].end_ms,
                        "distance": flags[0].move.distance, "in": flags[0].move.in_ms,
                        "out": flags[0].move.out_ms, "states": flags[0].move.states}  # fmt: skip
    (job.folder / "band.json").write_text(json.dumps(said), encoding="utf-8")


def _still(made: Timeline) -> list[Element]:
    return [one for one in made.elements if one.kind in STILL or (one.kind == "nameplate" and not one.move)]


def _saved(job: Job, name: str, element: Element) -> dict[str, object]:
    """A picture, cut to the frame and begun on even pixels."""
    box, size = element.box, FORMATS[job.format]
    left, top = max(0, box.x) // 2 * 2, max(0, box.y) // 2 * 2
    right, bottom = min(size.width, box.right), min(size.height, box.bottom)
    canvas = Image.new("RGBA", ((right - left + 1) // 2 * 2, (bottom - top + 1) // 2 * 2))
    canvas.paste(drawing.drawn(element), (box.x - left, box.y - top))
    canvas.save(job.folder / f"{name}.png", compress_level=1)
    return {"file": f"{name}.png", "x": left, "y": top}


def _strip(job: Job, cues: tuple[Element, ...]) -> dict[str, object]:
    """The subtitles on strips of equal size, as `cue-NNN.png`; and one empty strip."""
    left, top = (min(getattr(one.box, side) for one in cues) // 2 * 2 for side in ("x", "y"))
    right, bottom = (max(getattr(one.box, side) for one in cues) for side in ("right", "bottom"))
    size = ((right - left + 1) // 2 * 2, (bottom - top + 1) // 2 * 2)
    Image.new("RGBA", size).save(job.folder / "cue-none.png", compress_level=1)
    for number, one in enumerate(cues):
        strip = Image.new("RGBA", size)
        strip.paste(drawing.drawn(one), (one.box.x - left, one.box.y - top))
        strip.save(job.folder / f"cue-{number:03}.png", compress_level=1)
    return {"x": left, "y": top}


def _box(box: Box) -> list[int]:
    return [box.x, box.y, box.width, box.height]


if __name__ == "__main__":
    asked = jobs.load(Path(sys.argv[1]))
    draw(asked, laid_out(asked, Path(sys.argv[2])))
