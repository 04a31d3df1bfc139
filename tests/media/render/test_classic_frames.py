"""A kit that names no look makes the films it made: picture for picture, with the keys that they had."""

import json

import PIL
import pytest

from media.brand import kit
from media.formats import FORMATS
from tests import classic_frames
from tests.paths import CLASSIC_KIT, DATA

BEFORE = json.loads((DATA / "classic-frames.json").read_text(encoding="utf-8"))
pytestmark = pytest.mark.skipif(
    PIL.__version__ != BEFORE["pillow"],
    reason="another Pillow measures letters otherwise than was written down",
)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", classic_frames.kits())
def test_layouts_and_keys_are_those_of_before(name: str, format: str) -> None:
    """A film of any shape has the timeline, and each of its pieces the sign, that it had before there were looks."""
    brand = classic_frames.kits()[name]
    for shape in classic_frames.SHAPES:
        made = classic_frames.laid_out(brand, format, shape)
        assert classic_frames.layout(made) == BEFORE["layouts"][f"{name} {format} {shape}"], shape


@pytest.mark.parametrize("which", BEFORE["frames"])
def test_frames_are_those_of_before(which: str) -> None:
    """Title, fade, sliding name, subtitles and end card are composed as before, to the last pixel."""
    format, _, shape = which.partition(" ")
    made = classic_frames.laid_out(kit.load(CLASSIC_KIT), format, shape or "wide")
    assert classic_frames.frames(made) == BEFORE["frames"][which]
