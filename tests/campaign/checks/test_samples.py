"""What a finding quotes of a post are whole words."""

import pytest

from campaign.checks import wording
from media.findings import Detail
from tests.campaign.checks.test_all_rules import facts, post


@pytest.mark.parametrize(
    ("language", "caption", "sample"),
    [
        ("nl", "De jury komt samen...", "komt samen..."),
        ("nl", "Kom... en breng je buren mee", "Kom... en breng je"),
        ("nl", "Verkeersveiligheidsdag... gemeenteraadsverkiezingen", "iligheidsdag..."),
        ("fr", "Quelle est sa première question? Pas combien, mais pour quoi.", "question? Pas"),
        ("fr", "Bravo!", "Bravo!"),
    ],
)
def test_a_sample_is_of_whole_words(language: str, caption: str, sample: str) -> None:
    """A word that stands apart from what was found is quoted whole or not at all; one that touches it may be cut."""
    (found,) = wording.typography_off(facts(post(language=language, caption=caption)))
    what = found.params["what"]
    assert isinstance(what, Detail)
    assert what.params["sample"] == sample
