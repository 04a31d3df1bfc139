"""Words on cards in another language than the film or the card: a finding, where it is clear."""

import shutil
from pathlib import Path

import pytest

from media.brand import kit
from media.brandcheck import rules
from media.text import language_detection
from tests.paths import EXAMPLE


@pytest.mark.parametrize(
    ("text", "label", "found"),
    [
        ("Een oproep aan de politiek", "fr", "nl"),
        ("Un appel aux responsables politiques", "nl", "fr"),
        ("Why must we keep supporting you?", "nl", "en"),
        ("Een oproep aan de politiek", "nl", None),
        ("Couture", "nl", None),
        ("De Bakkerij", "fr", None),
        ("Chez Aïcha", "nl", "fr"),
        ("", "nl", None),
    ],
)
def test_language_of_few_words(text: str, label: str, found: str | None) -> None:
    """A title is in another language where it has words of that one alone and none of its own."""
    assert language_detection.of_few_words(text, label) == found


def test_no_example_text_is_taken_for_another() -> None:
    """Each text of the example kit is in the language that it is written for."""
    assert [one for one in rules.check(EXAMPLE / "brand") if one.code == "B15"] == []
    loaded = kit.load(EXAMPLE / "brand")
    for texts in (loaded.title_text, loaded.end_text, loaded.end_partners_text, *loaded.themes.values()):
        for language, text in texts.items():
            for other in {"nl", "fr", "en"} - {language}:
                assert language_detection.of_few_words(text, other) in (language, None)


def test_cards_interchanged(tmp_path: Path) -> None:
    """A card whose Dutch and French words stand under each other's name is told, with the line."""
    shutil.copytree(EXAMPLE / "brand", tmp_path / "brand")
    path = tmp_path / "brand" / "brand.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace('nl = "Een initiatief van"', 'nl = "Une initiative de"')
    path.write_text(
        text.replace('policy.fr = "Un appel aux responsables', 'policy.fr = "Een oproep aan de'), "utf-8"
    )
    found = [one for one in rules.check(tmp_path / "brand") if one.code == "B15"]
    keys = ["end_card.partners_text.nl", "theme.policy.fr"]
    assert sorted(str(one.params["key"]) for one in found) == keys
    lines = path.read_text(encoding="utf-8").split("\n")
    assert all(str(one.params["text"]) in lines[int(one.where.rpartition(":")[2]) - 1] for one in found)
