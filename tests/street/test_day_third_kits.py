"""A third day in French: what is wrong with a brand kit, a sheet or a moment is told with what is right there."""

import shutil
import tomllib
from pathlib import Path

import pytest

from campaign.messages import translate
from media.brand import kit
from media.errors import BadInput

EXAMPLE = Path(kit.__file__).parents[2] / "campaign" / "example" / "brand"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example kit, to be spoiled."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "brand"))


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (
            'text = {{ nl = "{nl}", en = "{en}" }}',
            'between the braces in that line, behind a comma: `fr = "..."`',
        ),
        ('"text" = {{nl="{nl}",en="{en}"}}', 'between the braces in that line, behind a comma: `fr = "..."`'),
        ('text.nl = "{nl}"\ntext.en = "{en}"', 'Write below [title_card]: `text.fr = "..."`'),
    ],
)
def test_a_language_that_a_card_lacks(folder: Path, written: str, says: str) -> None:
    """A text that lacks a language is told how to have it as its line is written, and that line is the right one."""
    file = folder / "brand.toml"
    text = file.read_text(encoding="utf-8")
    texts = tomllib.loads(text)["title_card"]["text"]
    begun = text.index("[title_card.text]")
    ended = text.index("[", begun + 1)
    line = written.format(**texts)
    file.write_text(text[:begun] + line + "\n\n" + text[ended:], encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        kit.load(folder)
    said = translate.say(caught.value.code, caught.value.params)
    assert said.endswith(says)
    if "braces" in says:
        assert file.read_text(encoding="utf-8").split("\n")[int(str(caught.value.params["line"])) - 1] == line
