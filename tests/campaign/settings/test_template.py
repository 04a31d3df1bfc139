"""The settings file of a new campaign says all that may be set, in the reader's language."""

import re
import tomllib
from pathlib import Path

import pytest

from campaign.messages import translate
from campaign.settings import rows, settings, template
from campaign.settings.declarations import Settings


def opened(text: str) -> str:
    """Return a template with every setting out of its comment."""
    return re.sub(r"(?m)^# (?=\[\w+\]$|\w+ = )", "", text)


@pytest.mark.parametrize("lang", translate.LANGUAGES)
def test_template_is_the_defaults(tmp_path: Path, lang: str) -> None:
    """The template, in each language, names every setting with its default, and opened it loads."""
    path = tmp_path / "campaign.toml"
    path.write_text("")
    nothing_set = settings.load(path)
    path.write_text(template.text({}, lang), encoding="utf-8")
    assert settings.load(path) == nothing_set
    path.write_text(opened(template.text({}, lang)), encoding="utf-8")
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    for row in rows.rows(Settings):
        section, _, name = row.key.rpartition(".")
        here = written[section] if section else written
        assert here[name] == (row.example if row.default is None else row.default), row.key
    settings.load(path)


def test_templates_differ_in_their_comments_alone() -> None:
    """The settings file of a new campaign holds the same keys and values in the same order in every language."""
    shown = [
        re.findall(r"(?m)^# (\[\w+\]|\w+ = .*?)(?:  +# .*)?$|^(\w+ = .*)$", template.text({}, lang))
        for lang in translate.LANGUAGES
    ]
    assert len(shown[0]) > 40
    assert shown[1] == shown[0] == shown[2]


BEGUN = """
# Hoe de campagne heet in het verslag en in lijsten.
name = "Vrouwen \\"die\\" starten"
"""
FILMS = """
# upload_ahead = "30m"      # Zo lang voor hun moment worden films verborgen verzonden.
"""
DAYS = """
# blackouts = []            # Days on which nothing is planned: each a single day, or a first and a last day.
#                           # blackouts = ["24/12/2026 - 3/1/2027"]
"""
SPEEDS = """
# cps = { nl = [15.0, 17.0], fr = [15.0, 17.0], en = [17.0, 20.0] }
#                        # Reading speed in characters a second, per language: above the first a warning, above the
#                        # second an error.
"""


def test_what_each_is_for_stands_beside_it() -> None:
    """A setting has its sentence beside it, in one column; below where its value is long; a list has an example."""
    dutch, english = template.text({"name": 'Vrouwen "die" starten'}, "nl"), template.text({}, "en")
    assert BEGUN in dutch
    assert FILMS in dutch
    assert DAYS in english
    assert SPEEDS in english
    wide = [line for text in (dutch, english) for line in text.splitlines() if len(line) > 120]
    assert {line.partition(" =")[0] for line in wide} == {"# community_days"}
