"""A theme that is too long for its place beside the picture is found in the kit, before any film is made with it."""

from dataclasses import replace

import pytest

from media.brand import kit
from media.brandcheck import questions
from tests.paths import EXAMPLE

LONG = {
    "nl": "Wat hebben jullie klanten, leveranciers en gezinnen de voorbije tien jaar van jullie bedrijf geleerd?",
    "fr": "Qu’est-ce que vos clients, vos fournisseurs et vos familles ont appris de votre entreprise en dix ans ?",
}
KIT = replace(
    kit.load(EXAMPLE / "brand"),
    look="band",
    fill="band",
    languages=("nl", "fr"),
    themes={"learnt": LONG},
    short_themes={},
)


def test_long_theme_needs_a_short_form() -> None:
    """Each language says which theme needs a short form, and where to write it."""
    found = list(questions.too_long(KIT))
    assert [(one.code, one.params["theme"], one.params["language"]) for one in found] == [
        ("question-too-long", "learnt", "nl"),
        ("question-too-long", "learnt", "fr"),
    ]


@pytest.mark.parametrize(
    "short",
    [{"nl": "Wat leerde je?", "fr": "Qu’avez-vous appris ?"}, {"": "Geleerd"}],
    ids=["each", "for all"],
)
def test_short_form_ends_it(short: dict[str, str]) -> None:
    """With a short form nothing is said; nor in the look that has no band."""
    assert list(questions.too_long(replace(KIT, short_themes={"learnt": short}))) == []
    assert list(questions.too_long(replace(KIT, look="classic", fill="blur"))) == []


def test_languages_with_a_region() -> None:
    """A short form in nl is for nl-BE too."""
    kit = replace(KIT, short_themes={"learnt": {"nl": "Wat leerde je?"}})
    assert kit.short_theme("learnt", "nl-BE") == "Wat leerde je?"
    assert kit.short_theme("learnt", "fr") == ""
    assert kit.short_theme(None, "nl") == ""
