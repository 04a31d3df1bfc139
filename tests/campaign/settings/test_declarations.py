"""A setting is declared once: its check, its line in the template and in the documents follow from its row."""

from pathlib import Path
from typing import Annotated, ClassVar

import pytest
from pydantic import Field

from campaign import workspace
from campaign.cli import docs_pages
from campaign.messages import translate
from campaign.settings import mistakes, rows, settings, template, validation
from campaign.settings.declarations import ServiceSettings, Settings
from campaign.settings.rows import Row, Section, setting
from schedules.errors import BadRequest
from schedules.model.publishing_rules import Rules
from tests.queue_campaign import BRUSSELS


class ToyService(ServiceSettings):
    """The service with one setting more."""

    biscuits: Annotated[int, Field(ge=1, le=12)] = setting(3, "Biscuits beside the coffee.", example=4)


class Speech(Section):
    """A section that there is not yet."""

    HEADING: ClassVar[str] = "What speech is heard with."
    model: str | None = setting(None, "A recogniser's name.", example="small")


class ToySettings(Settings):
    """The settings with one row more under [service], and a section more."""

    service: ToyService = Field(default_factory=ToyService)
    speech: Speech = Field(default_factory=Speech)


def checked(text: str) -> ToySettings:
    """Read settings in which the toy is declared."""
    return validation.validated(mistakes.Source(path=Path("campaign.toml"), text=text), ToySettings)


def refusal(text: str) -> str:
    """Return the sentence that settings are refused with."""
    with pytest.raises(BadRequest) as caught:
        checked(text)
    return translate.say(caught.value.code, caught.value.params)


def test_one_row_more_is_read() -> None:
    """A setting that is one row more has its default, and what is written."""
    assert (checked("").service.biscuits, checked("").speech.model) == (3, None)
    assert checked("[service]\nbiscuits = 12").service.biscuits == 12
    assert checked('[speech]\nmodel = "large"').speech.model == "large"


def test_one_row_more_is_checked() -> None:
    """Bounds, type and spelling of a setting that is one row more are refused by line and key, with what to write."""
    wrong = "campaign.toml, line 3: `service.biscuits` cannot be {}. It means: Biscuits beside the coffee."
    for value in ("13", "0", '"many"', "3.0", "true", "[]"):
        text = f'[service]\nlate = "send"\nbiscuits = {value}'
        told = f"{wrong.format(value)} Write it like this: biscuits = 4"
        assert refusal(text) == told
    assert "line 2: there is no setting `biscuit`. Did you mean `biscuits`?" in refusal(
        "[service]\nbiscuit = 3"
    )
    assert 'a straight quote (") before and after it. Write: model = "large"' in refusal(
        "[speech]\nmodel = large"
    )


@pytest.mark.parametrize("lang", translate.LANGUAGES)
def test_one_row_more_stands_in_the_template(lang: str) -> None:
    """A setting that is one row more stands in the template of every language; so does a section."""
    text = template.text({}, lang, ToySettings)
    assert "\n# biscuits = 3              # Biscuits beside the coffee.\n" in text
    assert text.endswith(
        '\n\n# What speech is heard with.\n# [speech]\n# model = "small"    # A recogniser\'s name.\n'
    )


def test_one_row_more_is_documented() -> None:
    """A setting that is one row more stands in the table of docs/settings.md, all around it as it was."""
    head = "| key | default | what it is for |\n|---|---|---|\n"
    page = f"# Settings\n\n{head}| `gone` | none | What it was. |\n\nMore.\n"
    written = docs_pages.settings(page, ToySettings)
    assert written.startswith(f'# Settings\n\n{head}| `name` | `"Campaign"` | What the campaign is')
    assert "\n| `service.biscuits` | `3` | Biscuits beside the coffee. |\n" in written
    assert written.endswith("| `speech.model` | none | A recogniser's name. |\n\nMore.\n")


@pytest.mark.parametrize("row", rows.rows(Settings), ids=lambda row: row.key)
def test_examples_are_right(row: Row) -> None:
    """A setting says in a sentence what it is for, and its example may be written."""
    assert row.sentence[-1] in ".)"
    section, _, _ = row.key.rpartition(".")
    text = f"[{section}]\n{row.line}" if section else row.line
    assert validation.settings(mistakes.Source(path=Path("campaign.toml"), text=text))


def test_rules_are_named_as_their_settings(tmp_path: Path) -> None:
    """What the queue obeys has the settings' names and defaults; what nobody set is the same in both."""
    path = tmp_path / "campaign.toml"
    path.write_text('languages = ["nl", "fr-BE", "de"]\n', encoding="utf-8")
    rules = workspace.rules(settings.load(path))
    assert rules == Rules(
        zone=BRUSSELS, pair=("nl", "fr-BE"), locales={"nl": "nl_NL", "fr": "fr_FR", "en": "en_US"}
    )
    path.write_text(
        'organisations = ["A"]\n[service]\nlate = "send"\napproval_by = "partners"\n[render]\nreel_longest = "2m"'
    )
    rules = workspace.rules(settings.load(path))
    assert (rules.late, rules.partners, rules.reel_longest.total_seconds()) == ("send", ("A",), 120)
