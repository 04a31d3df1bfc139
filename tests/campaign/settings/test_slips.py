"""Slips of the pen in campaign.toml: each is told with its line and how to write it, all of a file at once."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from campaign.messages import translate
from campaign.settings import mistakes, validation
from campaign.settings.declarations import Settings
from campaign.settings.rows import Row, rows
from schedules.errors import BadRequest


def told(text: str, lang: str | None = None) -> list[str]:
    """Return every mistake of a settings file, without the file's name; nothing for a file that is right."""
    try:
        validation.settings(mistakes.Source(path=Path("c.toml"), text=text))
    except BadRequest as refused:
        problems = refused.params.get("problems", [refused])
        assert isinstance(problems, list)
        said = [translate.say(one.code, one.params, lang) for one in problems]
        return [one.partition("c.toml, line ")[2] for one in said]
    return []


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("name = « Osez »", 'name = "Osez"'),
        ("name = «\u00a0Osez\u00a0»", 'name = "Osez"'),
        ("name = “Osez”", 'name = "Osez"'),
        ("name = ”Osez”", 'name = "Osez"'),
        ("name = „Osez“", 'name = "Osez"'),
        ("name = ‘Osez’", 'name = "Osez"'),
        ("name = `Osez`", 'name = "Osez"'),
        ("name = Osez la micro", 'name = "Osez la micro"'),
        ("name = Osez l'avenir", 'name = "Osez l\'avenir"'),
        ('name = "Osez', 'name = "Osez"'),
        ('name = Osez"', 'name = "Osez"'),
        ("name = 'l'été'", 'name = "l\'été"'),
        ('name = "le "grand" jour"', "name = 'le \"grand\" jour'"),
        ('name = "C:\\Users\\an"', "name = 'C:\\Users\\an'"),
        ('name: "Osez"', 'name = "Osez"'),
        ('name "Osez"', 'name = "Osez"'),
        ('name == "Osez"', 'name = "Osez"'),
        ('name = "Osez";', 'name = "Osez"'),
        ('name = "Osez" // la campagne', 'name = "Osez"'),
        ("// la campagne", "# la campagne"),
        ('name\u00a0= "Osez"', 'name = "Osez"'),
        ("name =", 'name = "Women who start"'),
        ("languages = [nl, fr]", 'languages = ["nl", "fr"]'),
        ("languages = nl, fr", 'languages = ["nl", "fr"]'),
        ('languages = "nl", "fr"', 'languages = ["nl", "fr"]'),
        ('languages = ["nl" "fr"]', 'languages = ["nl", "fr"]'),
        ('languages = ("nl", "fr")', 'languages = ["nl", "fr"]'),
        ('languages = ["nl", "fr"', 'languages = ["nl", "fr"]'),
        ("organisations = [“Crédal”, „Brusoc“]", 'organisations = ["Crédal", "Brusoc"]'),
        ("[service", "[service]"),
        ("service]", "[service]"),
        ("(service)", "[service]"),
        ("SERVICE", "[service]"),
        ("dienst:", "[service]"),
        ("[plan]\nslots = []]", 'slots = [{ day = "tue", at = "18:00", language = "nl", kind = "video" }]'),
        ("=== plan ===", 'a text has a straight quote (") at each end.'),
        ("[subtitles]\nlongest = 6,5", "longest = 6.5"),
        ("[plan]\nper_day = 02", "per_day = 2"),
        ("[service]\nlate_after = 15m", 'late_after = "15m"'),
        ("[service]\nlate after = “15m”", 'late_after = "15m"'),
        ('[plan]\nslots = [ { day = tue, at = 18:00 } ]', 'slots = [ { day = "tue", at = "18:00" } ]'),
        ('[plan]\nslots = [ { "day": "tue", "at": "18:00" } ]', 'slots = [ { day = "tue", at = "18:00" } ]'),
        ('[plan]\nslots = [ { day = "tue", at = "18u30" }', 'slots = [ { day = "tue", at = "18u30" }]'),
        ("[notices]\nemail_to = [an@example.org]", 'email_to = ["an@example.org"]'),
    ],
)  # fmt: skip
def test_how_to_write_it(line: str, better: str) -> None:
    """A line that is no TOML is shown as it is meant, on its own line of the file."""
    (said,) = told(f"\n{line}\n\n")
    assert said.startswith(f"{line.count(chr(10)) + 2}: ")
    assert said.endswith(better)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[servise]\nlate = "hold"', ["1: there is no section [servise]. Did you mean [service]?"]),
        ("[planning]\nper_day = 2", ["1: there is no section [planning]. Did you mean [plan]?"]),
        ("[ondertiteling]\nlines = 2", ["1: there is no section [ondertiteling]. Did you mean [subtitles]?"]),
        ("[consentement]", ["1: there is no section [consentement]. Did you mean [consent]?"]),
        ('nom = "Osez"', ["1: there is no setting `nom`. Did you mean `name`?"]),
        ('Name = "Osez"', ["1: there is no setting `Name`. Did you mean `name`?"]),
        ('talen = ["nl"]', ["1: there is no setting `talen`. Did you mean `languages`?"]),
        ('lateafter = "15m"', ["1: there is no setting `lateafter` here. Write `late_after` under [service]."]),
        ('[service]\nlateafter = "15m"', ["2: there is no setting `lateafter`. Did you mean `late_after`?"]),
        ('[service]\nLate-After = "15m"', ["2: there is no setting `Late-After`. Did you mean `late_after`?"]),
        ("[community_days]", ["1: there is no setting `community_days` here. Write `community_days` under [plan]."]),
        ("[service]\nper_day = 2", ["2: there is no setting `per_day` here. Write `per_day` under [plan]."]),
        ("[plan]\npar_jour = 2", ["2: there is no setting `par_jour`. Did you mean `per_day`?"]),
        ('[[service]]\nlate = "hold"', ["1: `service` is a section. Write [service] alone on a line, and its settings "
                                        "below it."]),
        ("[plan]\nper_day = 1\nper_day = 2", ["3: `per_day` stands in line 2 already. Keep one of the two."]),
        ("[plan]\n[service]\n[plan]\nper_day = 2",
         ["3: the section [plan] begins in line 1 already. Put these settings there, and remove this line."]),
    ],
)  # fmt: skip
def test_what_was_meant(text: str, said: list[str]) -> None:
    """A name that there is not: the nearest section first, then the nearest name in it, then where it belongs."""
    assert told(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[plan]\nholidays = "ja"', '2: `plan.holidays` cannot be "ja". Did you mean `holidays = "BE"`?'),
        ("[plan]\nholidays = non", '2: a text needs a straight quote (") before and after it. Write: holidays = "non"'),
        ('languages = "nl"', '1: `languages` cannot be "nl". Did you mean `languages = ["nl"]`?'),
        ('organisations = "Crédal, Brusoc"',
         '1: `organisations` cannot be "Crédal, Brusoc". Did you mean `organisations = ["Crédal", "Brusoc"]`?'),
        ('[plan]\nper_day = "2"', '2: `plan.per_day` cannot be "2". Did you mean `per_day = 2`?'),
        ('[subtitles]\nlongest = "7,5"', '2: `subtitles.longest` cannot be "7,5". Did you mean `longest = 7.5`?'),
        ("[service]\nconsent = false", '2: `service.consent` cannot be false. Did you mean `consent = "off"`?'),
        ("[service]\nconsent = requird",
         '2: `service.consent` cannot be "requird". Did you mean `consent = "required"`?'),
        ("[plan]\nblackouts = [2026]", "2: number 1 of `plan.blackouts` cannot be 2026."),
        ('languages = ["nl", "Klingon"]', '1: number 2 of `languages` cannot be "Klingon".'),
        ('[plan]\nslots = [\n { day = "di", at = "18:00" },\n { day = "dinx", at = "18:00" },\n]',
         "4: in number 2 of `plan.slots`, `day` cannot be \"dinx\". Write it like this: slots = [{ day = "),
        ('[plan]\nslots = [\n { day = "di", at = "18:00" },\n\n { day = "wo", at = "25:00" }]',
         "5: in number 2 of `plan.slots`, `at` cannot be \"25:00\"."),
        ('[plan]\nslots = [{ dag = "di", at = "18:00" }]',
         "2: in number 1 of `plan.slots`, write `day` in place of `dag`: { day = \"di\", at = \"18:00\" }"),
        ('[plan]\nslots = [{ jour = "di", at = "18:00" }]',
         "2: in number 1 of `plan.slots`, write `day` in place of `jour`: { day = \"di\", at = \"18:00\" }"),
        ('[plan]\nslots = [{ day = "di" }]', "2: number 1 of `plan.slots` does not say `at`."),
        ('[plan]\nslots = [{ day = "di", at = "18:00", colour = "x" }]',
         "2: number 1 of `plan.slots` has no `colour`, but day, at, language, kind."),
        ('[plan]\nslots = [{ day = "di", at = "18:00", kind = "cinema" }]',
         "2: in number 1 of `plan.slots`, `kind` cannot be \"cinema\"."),
    ],
)  # fmt: skip
def test_the_wrong_value(text: str, said: str) -> None:
    """Of a value that cannot be, the wrong part is shown as the file has it, on its line."""
    (one,) = told(text)
    assert one.startswith(said)


def test_all_at_once() -> None:
    """All mistakes of a file are told at once, in the order of its lines, with Windows line ends and a mark too."""
    text = "\ufeffname = « Osez »\r\ntalen = [nl]\r\n[servise]\r\nlate = 'sendd'\r\n"
    text += "[plan\r\nper_day = “2”\r\nbudget = 1"
    lines = [one.split(":")[0] for one in told(text)]
    assert lines == ["1", "2", "2", "3", "4", "5", "6", "7"]


@pytest.mark.parametrize("lang", ["nl", "fr"])
def test_no_word_of_the_parser(lang: str) -> None:
    """What a TOML reader says in English stands in no sentence, nor do forty names, nor the advice to delete."""
    text = 'name = « Osez »\nlanguages = [\n\n[budget]\nx == = 3\n[[page\nid = 1,2,3\n"""\nname'
    for one in told(text, lang):
        assert not any(
            word in one for word in ("Expected", "Invalid", "Unclosed", "Unterminated", "Cannot", "at line")
        )
        assert one.count(",") < 16


@pytest.mark.parametrize("row", [row for row in rows(Settings) if row.secret], ids=lambda row: row.key)
@pytest.mark.parametrize(
    "written", ['"http://a.example/sesame', "http://a.example/sesame", "« sesame »", "sesame; x"]
)
@pytest.mark.parametrize("slip", ["", "x"])
def test_a_secret_is_in_no_mistake(row: Row, written: str, slip: str) -> None:
    """What may be secret is not repeated, with its key misspelt either."""
    section, _, name = row.key.rpartition(".")
    said = told(f"[{section}]\n{name}{slip} = {written}")
    assert said
    assert "sesame" not in " ".join(said)


_PIECES = st.sampled_from(
    ["name", "languages", "[plan]", "[servise", "slots", "=", ":", '"', "«", "»", "[", "]", "{", "}", ",", "nl", "15m",
     "\n", " ", "true", "ja", "1,5", "#", "'", "“", "\\", '"""', "late_after", "2026-12-24", "\u00a0", "day"]
)  # fmt: skip


@examples(max_examples=150, deadline=None)
@given(pieces=st.lists(_PIECES, max_size=25))
def test_any_slip_is_a_sentence(pieces: list[str]) -> None:
    """Whatever is mistyped is told with a line of the file, in whole sentences."""
    text = "".join(pieces)
    for one in told(text):
        line = int(one.partition(":")[0])
        assert 1 <= line <= text.count("\n") + 1
        assert "?" not in one.partition(" ")[0]
