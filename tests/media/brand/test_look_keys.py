"""What a kit may say of its look: every key, its bounds, its words in Dutch and French, and how slips are told."""

import re
import shutil
from dataclasses import fields, replace
from pathlib import Path

import pytest

from campaign.messages import translate
from media.brand import brand_toml, colour, kit
from media.errors import BadInput
from media.languages import known
from tests.paths import CLASSIC_KIT, EXAMPLE

KEYS = {  # guide section 11: where a key stands, what it is in the look "band" if not written, something else, and then
    "picture.surround": ("fill", "band", '"blur"', "blur"),
    "picture.tighten": ("tighten", 1.33, "1", 1.0),
    "picture.question": ("shows_question", True, "false", False),
    "subtitles.box_alpha": ("subtitle_alpha", 0.80, "0.9", 0.9),
    "subtitles.second_language": ("second_language", "off", '"fr"', "fr"),
    "subtitles.highlight": ("highlight", "off", '"word"', "word"),
    "logo.campaign.box_alpha": ("logo_alpha", 0.88, "0.7", 0.7),
    "lower_third.shape": ("plate_shape", "flag", '"plate"', "plate"),
    "lower_third.box_alpha": ("plate_alpha", 0.94, "1", 1.0),
    "lower_third.name_size_pct": ("name_size_pct", 4.6, "5", 5.0),
    "lower_third.role_size_pct": ("role_size_pct", 3.5, "4", 4.0),
    "title_card.picture": ("title_picture", "film", '"none"', "none"),
    "end_card.style": ("end_style", "split", '"plain"', "plain"),
    "cover.words": ("cover_words", True, "false", False),
}
HEADING = {
    "picture": "[picture]",
    "subtitles": "[subtitles]",
    "lower_third": "[lower_third]",
    "cover": "[cover]",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A kit in the look "band" that says nothing else of how films look."""
    copied = Path(shutil.copytree(CLASSIC_KIT, tmp_path / "brand"))
    file = copied / "brand.toml"
    said = r"(?m)^(box_alpha|name_size_pct|role_size_pct|surround|width_pct) = .*\n"
    text = re.sub(said, "", file.read_text(encoding="utf-8")).replace(
        "schema = 1", 'schema = 1\nlook = "band"'
    )
    file.write_text(f"{text}\n[cover]\n", encoding="utf-8")
    return copied


def write(folder: Path, key: str, value: str) -> None:
    """Write a key into its table."""
    file = folder / "brand.toml"
    section, _, name = key.rpartition(".")
    head = f"[{section}]" if section else "schema = 1"
    text = file.read_text(encoding="utf-8")
    assert len(re.findall(rf"(?m)^{re.escape(head)}.*\n", text)) == 1
    written = re.sub(rf"(?m)^({re.escape(head)}.*\n)", rf"\1{name} = {value}\n", text, count=1)
    file.write_text(written, encoding="utf-8")


def refused(folder: Path, lang: str | None = None) -> list[str]:
    """What is told of a kit that cannot be read: each mistake with its line."""
    with pytest.raises(BadInput) as caught:
        kit.load(folder)
    each = caught.value.params.get("problems", [caught.value])
    assert isinstance(each, list)
    return [translate.say(one.code, one.params, lang).partition("brand.toml, ")[2] for one in each]


@pytest.mark.parametrize("key", KEYS)
def test_default_and_another(folder: Path, key: str) -> None:
    """Under the look "band" each key has the guide's default, and is as it is written."""
    field, usual, value, then = KEYS[key]
    assert getattr(kit.load(folder), field) == usual
    write(folder, key, value)
    assert getattr(kit.load(folder), field) == then


def test_no_look_is_classic(folder: Path) -> None:
    """A kit that names no look is classic, and its defaults are those that there were."""
    file = folder / "brand.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('look = "band"\n', ""), encoding="utf-8")
    loaded = kit.load(folder)
    shown = {field: getattr(loaded, field) for field, *_ in KEYS.values()}
    assert loaded.look == "classic"
    assert (
        shown | {"fill": "blur", "plate_shape": "plate", "title_picture": "none", "end_style": "plain"}
        == shown
    )
    sizes = (
        loaded.subtitle_alpha,
        loaded.logo_alpha,
        loaded.plate_alpha,
        loaded.name_size_pct,
        loaded.role_size_pct,
    )
    assert sizes == (0.70, 0.70, 0.78, 4.6, 3.2)
    assert loaded.mark == loaded.logo


def test_classic_kit_that_says_so_is_the_same() -> None:
    """`look = "classic"` is what a kit is without it."""
    loaded = kit.load(CLASSIC_KIT)
    assert {one.name: getattr(loaded, one.name) for one in fields(loaded)}["look"] == "classic"
    assert replace(loaded, look="classic") == loaded


def test_every_key_is_known() -> None:
    """No key of the example kit does nothing, and each key of the look stands in it."""
    text = (EXAMPLE / "brand" / "brand.toml").read_text(encoding="utf-8")
    for key in (*KEYS, "look", "logo.campaign.small_light", "color.second_language", "color.highlight"):
        section, _, name = key.rpartition(".")
        assert name in (brand_toml.KEYS[section].split() if section else ["look"])
        assert brand_toml.line_of(text, key) != brand_toml.line_of(text, section or "schema"), key


@pytest.mark.parametrize(
    ("key", "said", "meant"),
    [
        ("picture.surround", "bande", "band"),
        ("picture.surround", "Strook", "band"),
        ("subtitles.highlight", "woord", "word"),
        ("subtitles.highlight", "mot", "word"),
        ("subtitles.highlight", "uit", "off"),
        ("subtitles.second_language", "geen", "off"),
        ("subtitles.second_language", "désactivé", "off"),
        ("lower_third.shape", "vlag", "flag"),
        ("lower_third.shape", "drapeau", "flag"),
        ("lower_third.shape", "naamplaatje", "plate"),
        ("title_card.picture", "geen", "none"),
        ("title_card.picture", "image", "film"),
        ("end_card.style", "gesplitst", "split"),
        ("end_card.style", "sobre", "plain"),
    ],
)
def test_choices_in_words(folder: Path, key: str, said: str, meant: str) -> None:
    """What the kit names in English may be said in Dutch and French."""
    write(folder, key, f'"{said}"')
    assert getattr(kit.load(folder), KEYS[key][0]) == meant


@pytest.mark.parametrize("said", ["klassiek", "classique", "Classic"])
def test_look_in_words(folder: Path, said: str) -> None:
    """So may the look itself."""
    file = folder / "brand.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('"band"', f'"{said}"'), encoding="utf-8")
    assert kit.load(folder).look == "classic"


@pytest.mark.parametrize("lang", ["en", "nl", "fr"])
def test_words_that_are_offered_are_taken(folder: Path, lang: str) -> None:
    """Each word that is offered for a choice, in whichever language, may be written so."""
    text = (folder / "brand.toml").read_text(encoding="utf-8")
    for key in (
        "picture.surround",
        "lower_third.shape",
        "title_card.picture",
        "end_card.style",
        "subtitles.highlight",
    ):
        write(folder, key, '"wxyzwxyz"')
        (told,) = refused(folder, lang)
        offered = re.findall('"([^"]+)"', told)[1:]
        assert len(offered) >= 2, told
        for word in offered:
            (folder / "brand.toml").write_text(text, encoding="utf-8")
            write(folder, key, f'"{word}"')
            kit.load(folder)
        (folder / "brand.toml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("picture.question", '"ja"', "Did you mean `question = true`?"),
        ("picture.question", '"non"', "Did you mean `question = false`?"),
        ("cover.words", '"False"', "Did you mean `words = false`?"),
        ("cover.words", "3", "cover.words cannot be 3. Write true or false, without quotes."),
        ("picture.tighten", '"1,5"', "Did you mean `tighten = 1.5`?"),
        ("picture.tighten", "3", "picture.tighten cannot be 3. Write a number from 1 to 2."),
        ("picture.surround", '"bnad"', 'Did you mean `surround = "band"`?'),
        ("lower_third.shape", '"vlagg"', 'Did you mean `shape = "vlag"`?'),
        ("subtitles.second_language", '"franz"', 'Did you mean `second_language = "Frans"`?'),
        ("subtitles.second_language", '"xx"', 'Write one of the words "off", "nl", "fr" or "en".'),
        ("subtitles.box_alpha", "0.5", "Write a number from 0.6 to 1."),
        ("subtitles.box_alpha", '"80 %"', "Did you mean `box_alpha = 0.8`?"),
        ("lower_third.box_alpha", "0.2", "Write a number from 0.54 to 1."),
        ("color.second_language", '"geel"', "color.second_language cannot be"),
        ("color.highlight", '"acent"', 'Did you mean `highlight = "accent"`?'),
        ("logo.campaign.small_light", '"logos/none.png"', "which does not exist"),
    ],
)
def test_slips_are_told(folder: Path, key: str, value: str, said: str) -> None:
    """A value that cannot be is told with its line, and with what was meant or may be written."""
    write(folder, key, value)
    (told,) = refused(folder)
    assert said in told
    line = int(re.findall(r"line (\d+)", told)[0])
    text = (folder / "brand.toml").read_text(encoding="utf-8")
    assert line == brand_toml.line_of(text, key)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ('"bnad"', 'Did you mean `look = "band"`?'),
        ('"klasiek"', 'Did you mean `look = "klassiek"`?'),
        ('"zoo"', "one of the words"),
    ],
)
def test_unknown_look(folder: Path, value: str, said: str) -> None:
    """A look that there is not is told; the kit is not read as another one."""
    file = folder / "brand.toml"
    file.write_text(
        file.read_text(encoding="utf-8").replace('look = "band"', f"look = {value}"), encoding="utf-8"
    )
    (told,) = refused(folder)
    assert told.startswith("line 5: look cannot be")
    assert said in told


def test_all_mistakes_at_once(folder: Path) -> None:
    """All that is wrong with the look is told at once, in the order of the lines."""
    for key, value in (
        ("picture.tighten", "9"), ("cover.words", '"oui"'), ("subtitles.highlight", '"wrd"'),
        ("logo.campaign.small_dark", '"../x.png"'), ("end_card.style", "5"),
    ):  # fmt: skip
        write(folder, key, value)
    told = refused(folder)
    lines = [int(re.findall(r"line (\d+)", one)[0]) for one in told]
    assert (len(told), lines) == (5, sorted(lines))


@pytest.mark.parametrize(
    ("key", "meant"), [("loook", "look"), ("uiterlijk", "look"), ("omslag", "cover"), ("couverture", "cover")]
)
def test_tables_are_known_by_their_names(folder: Path, key: str, meant: str) -> None:
    """A word for a key that there is not is told with the key that was meant."""
    file = folder / "brand.toml"
    text = file.read_text(encoding="utf-8").replace("schema = 1", f'schema = 1\n{key} = "band"')
    file.write_text(text, encoding="utf-8")
    (told,) = refused(folder)
    assert f"there is no {key}. Did you mean {meant}?" in told


def test_short_themes(folder: Path) -> None:
    """A theme's short form is kept per language, and what is none is told with its line."""
    file = folder / "brand.toml"
    short = 'coping.short.nl = "Volhouden"\npolicy.short = "Politiek"\n'
    text = file.read_text(encoding="utf-8").replace("coping.fr =", f"{short}coping.fr =")
    file.write_text(text, encoding="utf-8")
    loaded = kit.load(folder)
    assert dict(loaded.short_themes) == {"coping": {"nl": "Volhouden"}, "policy": {"": "Politiek"}}
    assert loaded.theme("coping", "nl") == "Hoe houd je het vol in deze crisis?"
    file.write_text(text.replace('"Volhouden"', '""').replace('"Politiek"', "3"), encoding="utf-8")
    assert len(refused(folder)) == 2


def test_short_form_of_letters_that_the_font_lacks(folder: Path) -> None:
    """A short form, and the address, in letters that the fonts lack are refused as the other texts are."""
    for key, value in (("coping.short.nl", '"初"'), ("link", '"https://example.org/初"')):
        file = folder / "brand.toml"
        text = file.read_text(encoding="utf-8")
        head = "[theme]" if "short" in key else "[meta]"
        changed = re.sub(r"(?m)^link = .*\n", "", text) if key == "link" else text
        changed = re.sub(rf"(?m)^({re.escape(head)}.*\n)", rf"\1{key} = {value}\n", changed)
        file.write_text(changed, encoding="utf-8")
        with pytest.raises(BadInput, match="text-drawn-wrong") as caught:
            kit.load(folder)
        assert "初" in str(caught.value.params)
        file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("accent", "box", "second"),
    [("#ffb84d", "#0b1a2a", "#ffe3b8"), ("#0f5c8a", "#3a4a5a", "#ffffff")],
)
def test_second_language_has_a_tint_that_can_be_read(
    folder: Path, accent: str, box: str, second: str
) -> None:
    """Unless it is given, it is the accent, most of the way to white; white where that could not be read."""
    file = folder / "brand.toml"
    text = file.read_text(encoding="utf-8").replace('accent = "amber"', f'accent = "{accent}"')
    file.write_text(text.replace('subtitle_box = "night"', f'subtitle_box = "{box}"'), encoding="utf-8")
    assert kit.load(folder).colors.second_language == second


def test_quiet_text_on_paper() -> None:
    """ "An initiative of" is the ground's colour towards the paper's, and can always be read (guide section 4: 7.9)."""
    colors = kit.load(EXAMPLE / "brand").colors
    assert colors.quiet_on_paper == "#3b4f63"
    assert round(colour.seen(colors.quiet_on_paper, (colors.paper,)), 1) == 7.9
    pale = replace(colors, background="#8aa0b4")
    assert colour.seen(pale.quiet_on_paper, (pale.paper,)) >= colour.ENOUGH


def test_words_are_said_in_each_language() -> None:
    """Dutch and French have words for each choice that the kit offers in English."""
    choices = (
        "classic",
        "band",
        "flag",
        "plate",
        "film",
        "none",
        "split",
        "plain",
        "off",
        "word",
        "blur",
        "brand",
        "crop",
    )
    for code in ("nl", "fr"):
        assert known.languages()[code].kit_choices.keys() >= set(choices)
