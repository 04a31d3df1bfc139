"""A third day in Dutch and French: slips in campaign.toml and brand.toml are told with the line as it should be."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from campaign.messages import translate
from campaign.settings import mistakes, validation
from media.brand import colour, kit
from media.brandcheck import rules
from media.errors import BadInput
from media.findings import Finding
from media.text import toml_line
from schedules.errors import BadRequest
from tests.paths import CLASSIC_KIT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example kit, to be spoiled."""
    return Path(shutil.copytree(CLASSIC_KIT, tmp_path / "brand"))


def refused(folder: Path, old: str, new: str) -> list[str]:
    """Return what is told of a kit in which something was replaced, in English, without file and line."""
    file = folder / "brand.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        kit.load(folder)
    problems = caught.value.params.get("problems", [caught.value])
    assert isinstance(problems, list)
    said = [translate.say(one.code, one.params) for one in problems]
    return [one.partition(", line ")[2].partition(": ")[2] for one in said]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("name_size_pct = 4.6 ", "name_size_pct = 4,6 ", "Write: `name_size_pct = 4.6`"),
        ("box_alpha = 0.82", "box_alpha = 70%", "Did you mean `box_alpha = 0.7`?"),
        ("box_alpha = 0.82", "box_alpha = 70 %  # niet te donker", "Did you mean `box_alpha = 0.7`?"),
        ("box_alpha = 0.82", 'box_alpha = "0,7"', "Did you mean `box_alpha = 0.7`?"),
        ("box_alpha = 0.82", "box_alpha = 82", "Did you mean `box_alpha = 0.82`?"),
        ("width_pct = 14", "width_pct = 14%", "Did you mean `width_pct = 14`?"),
        ("seconds = 5", 'seconds = "5 sec"', "Did you mean `seconds = 5`?"),
        ("seconds = 5", "seconds = 500", "Write a number from 3 to 20."),
        ('ink = "#102a43"', "ink = rgb(16,42,67)", 'Did you mean `ink = "#102a43"`?'),
        ('ink = "#102a43"', 'ink = "rgb(16, 42, 67)"  # bleu', 'Did you mean `ink = "#102a43"`?'),
        ('ink = "#102a43"', "ink = #102a43  # bleu", 'Write: `ink = "#102a43"`'),
        ('accent = "amber"', 'accent = "Ambre"', 'Did you mean `accent = "amber"`?'),
        ('corner = "top-right"', "corner = haut droite", 'Write: `corner = "haut droite"`'),
        ("foreground =", "avant-plan =", "there is no color.avant-plan. Did you mean foreground?"),
        ("foreground =", "voorgrond =", "there is no color.voorgrond. Did you mean foreground?"),
        ('fr = "Une initiative de"', "", 'Write below [end_card.partners_text]: `fr = "..."`'),
        ('paper = "cloud"', "", 'Write below [color]: `paper = "#102a43"`'),
        ('id = "microstart"', "", 'Write below [[partner]]: `id = "..."`'),
        (
            'light = "logos/mey-awards-light.png"',
            "light = C:\\Users\\An\\logo wit.png",
            'Copy the file into the folder brand and write: `light = "logo wit.png"`',
        ),
        (
            'light = "logos/mey-awards-light.png"',
            "light = 'C:\\Users\\An\\logo.png'",
            'Copy the file into the folder brand and write: `light = "logo.png"`',
        ),
    ],
)
def test_a_slip_in_the_kit(folder: Path, old: str, new: str, said: str) -> None:
    """Each slip is told once, with the line as it was meant, whatever is noted behind it."""
    (told,) = refused(folder, old, new)
    assert told.endswith(said)


@pytest.mark.parametrize(
    ("statement", "meant"),
    [
        ("x = 4,6    # pour cent", "x = 4.6    # pour cent"),
        ("x = “a # b” # c", 'x = "a # b" # c'),
        ("x = “#1 de Bruxelles” # c", 'x = "#1 de Bruxelles" # c'),
        ("x = 02  # twee", "x = 2  # twee"),
        ("x = [fr, nl  # langues", 'x = ["fr", "nl"]  # langues'),
        ("x = 'l'été'  # note", 'x = "l\'été"  # note'),
        ('x = "le "grand" jour" # note', "x = 'le \"grand\" jour' # note"),
        ('x = "C:\\Users\\an" # pad', "x = 'C:\\Users\\an' # pad"),
        ('x = "Osez # 1', 'x = "Osez # 1"'),
    ],
)
def test_a_note_behind_a_value_stays_a_note(statement: str, meant: str) -> None:
    """What is noted behind a value that is mistyped stays a note, and is left out of what is shown."""
    what, text = toml_line.mended_statement(statement, is_switch=False)
    assert text == meant
    assert meant.startswith(str(what.params["example"]))
    assert not str(what.params["example"]).endswith(("note", "pad", "langues", "twee", "cent"))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("rgb(16,42,67)", "#102a43"), ("rgb(16 42 67)", "#102a43"), ("RGB 16, 42, 67", "#102a43"),
        ("16,42,67", "#102a43"), ("102a43", "#102a43"), ("0x102A43", "#102a43"), ("#123", "#112233"),
        ("navy", "#000080"), ("#102a43ff", "#102a43"), ("rgb(300,0,0)", None), ("bleu foncé", None), ("", None),
    ],
)  # fmt: skip
def test_colours_as_people_write_them(written: str, meant: str | None) -> None:
    """A colour that was copied from elsewhere is offered as the kit has it."""
    assert colour.said(written) == meant


def test_an_organisation_that_is_nearly_a_partner(folder: Path) -> None:
    """An organisation with a slip in its name is offered the partner; one that is none, how to add it."""
    names = ("Hefbom", "Credall", "Zorgbank")
    found = [one for one in rules.check(folder, organisations=names) if one.code == "B09"]
    assert [told(one) for one in found] == [
        "Did you mean Hefboom? Then write that in campaign.toml.",
        "Did you mean Crédal? Then write that in campaign.toml.",
        "Add a [[partner]] with its name and both logos, or remove it from campaign.toml.",
    ]


def told(one: Finding) -> str:
    """Return what to do about a finding, in English."""
    return translate.say_finding(one.code, one.params)[1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[service]\napprovals = deux", "Did you mean `approvals = 2`?"),
        ("[service]\napprovals = twee  # mensen", "Did you mean `approvals = 2`?"),
        ('[plan]\nper_day = "une"', "Did you mean `per_day = 1`?"),
        ("[subtitles]\nlongest = 6,5   # secondes", "Write: longest = 6.5"),
        (
            '[plan]\nslots = [{ jour = "mardi", heure = "18h30", langue = "fr" }]',
            "write `day`, `at` and `language` in place of `jour`, `heure` and `langue`: "
            '{ day = "mardi", at = "18h30", language = "fr" }',
        ),
        (
            '[plan]\nslots = [{ day = "di", uur = "18u" }]',
            'write `at` in place of `uur`: { day = "di", at = "18u" }',
        ),
    ],
)
def test_a_slip_in_the_settings(text: str, said: str) -> None:
    """Numbers in words, notes behind values and all wrong names of a table are told with the line as it was meant."""
    with pytest.raises(BadRequest) as caught:
        validation.settings(mistakes.Source(path=Path("c.toml"), text=text))
    assert said in translate.say(caught.value.code, caught.value.params)


@pytest.mark.parametrize(
    ("option", "line"),
    [
        ("--organisation", "above the first line in square brackets: organisations = ["),
        ("--approvals", "below [service]: approvals = 1"),
        ("--jours-feries", 'below [plan]: holidays = "BE"'),
    ],
)
def test_a_setting_as_an_option_of_init(
    tmp_path: Path, campaign: Callable[..., Result], option: str, line: str
) -> None:
    """`init` with a setting as an option says where it is written, and makes nothing."""
    done = campaign("init", "c", option, "x", folder=tmp_path)
    assert (done.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert line in done.stderr
