"""The brand kit of a new campaign is explained in the reader's language, and is the same kit."""

import tomllib
from importlib import resources

import pytest

from campaign.messages import translate
from campaign.settings import kit_comments

KIT = (resources.files("campaign") / "example" / "brand" / "brand.toml").read_text(encoding="utf-8")


def test_every_comment_can_be_translated() -> None:
    """Each comment of the example kit is among the sentences that the catalogues have, but a unit."""
    said = [comment for _, comment in kit_comments.parts(KIT) if comment]
    assert set(said) - {"dBTP"} == set(kit_comments.COMMENTS)


def test_english_stays_as_it_is() -> None:
    """Without another language the kit is the example, byte for byte."""
    assert kit_comments.told(KIT, None) == kit_comments.told(KIT, "en") == KIT


@pytest.mark.parametrize("lang", translate.LANGUAGES)
def test_comments_alone_are_translated(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In each language the kit has the same values, and no line of it is wider than a screen."""
    told = kit_comments.told(KIT, lang)
    assert tomllib.loads(told) == tomllib.loads(KIT)
    assert [code for code, _ in kit_comments.parts(told)] == [code for code, _ in kit_comments.parts(KIT)]
    assert max(map(len, told.splitlines())) <= max(map(len, KIT.splitlines()))


def test_a_comment_is_said_in_the_readers_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands beside a line, on one line or on several, and what stands alone is written anew in its place."""
    words = {"who speaks": "wie er spreekt", "a long one": "een lange"}
    monkeypatch.setattr(translate, "translate", lambda text, lang: words.get(text, text))
    kit = '# a long\n# one\n[lower_third]    # who speaks\nx = "#102a43"  # a\n        # long one\n'
    assert kit_comments.told(kit, "nl") == (
        "# een lange\n"
        "[lower_third]                         # wie er spreekt\n"
        'x = "#102a43"                         # een lange\n'
    )
