"""`campaign brand`: what the check finds in a spoilt kit, where, and what the contact sheet shows."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from fontTools.ttLib import TTFont
from PIL import Image

from media.brand import brand_toml, kit
from media.brandcheck import rules, visibility
from media.lettering import fonts
from media.timeline.scene import Box, Element, Panel, Text
from tests.paths import CLASSIC_KIT, REPOSITORY
from tests.queue_campaign import NOON, Campaign

EXAMPLE = REPOSITORY / "campaign" / "example" / "brand"
FONT = fonts.FONTS / "SourceSans3-Bold.ttf"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of a kit without a look, in one language, to be spoiled."""
    copied = Path(shutil.copytree(CLASSIC_KIT, tmp_path / "brand"))
    spoil(copied, '["nl", "fr", "en"]', '["nl"]')
    return copied


def spoil(folder: Path, old: str, new: str) -> None:
    """Put `new` where `old` first stands in brand.toml."""
    file = folder / kit.FILE
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def found(folder: Path, **campaign: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Code, severity and the line in brand.toml of everything found, once each."""
    lines = (folder / kit.FILE).read_text(encoding="utf-8").splitlines()
    seen = []
    for one in rules.check(folder, **campaign):
        path, _, number = one.where.rpartition(":")
        assert path == str(folder / kit.FILE)
        seen.append((one.code, one.severity, lines[int(number) - 1].partition("#")[0].strip()))
    return list(dict.fromkeys(seen))


def test_example_kit_is_in_order() -> None:
    """Nothing is found in the example kit, for a campaign of its languages and partners."""
    campaign = {"languages": ("nl-BE", "fr"), "organisations": ("Hefboom", "microStart", "Brusoc", "Crédal")}
    assert rules.check(EXAMPLE, **campaign) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
@pytest.mark.parametrize("word", ["word", "mot", "woord"])
def test_example_kit_with_a_second_language(tmp_path: Path, language: str, word: str) -> None:
    """The example kit is in order with each second language and the word spoken, in any language's word for it."""
    copied = Path(shutil.copytree(EXAMPLE, tmp_path / "brand"))
    spoil(copied, 'second_language = "off"', f'second_language = "{language}"')
    spoil(copied, 'highlight = "off"', f'highlight = "{word}"')
    assert (kit.load(copied).second_language, kit.load(copied).highlight) == (language, "word")
    campaign = {
        "languages": ("nl", "fr", "en"),
        "organisations": ("Hefboom", "microStart", "Brusoc", "Crédal"),
    }
    assert rules.check(copied, **campaign) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ('paper = "cloud"', 'paper = "clouds"', ("B01", "error", 'paper = "clouds"')),
        ("[meta]", "[meta", ("B01", "error", "[meta")),
        ('"logos/brusoc-dark.png"', '"../brusoc.png"', ("B01", "error", 'logo_dark = "../brusoc.png"')),
        ('nl = "Een initiatief van"', 'nl = "初"', ("B01", "error", 'nl = "初"')),
        ('subtitle_text = "white"', 'subtitle_text = "#999999"', ("B02", "error", "box_alpha = 0.70")),
        ("box_alpha = 0.82", "box_alpha = 0.54", ("B02", "error", "box_alpha = 0.54")),
        ('primary = "pine"', 'primary = "amber"', ("B02", "error", 'paper = "cloud"')),
        ('accent = "amber"', 'accent = "#8a5a00"', ("B02", "error", 'background = "ink"')),
        ("box_alpha = 0.70 ", "box_alpha = 0.54 ", ("B03", "error", 'light = "logos/mey-awards-light.png"')),
        ('subtitle_box = "night"', 'subtitle_box = "#7a7a7a"', ("B02", "error", "box_alpha = 0.70")),
        ('id = "credal"', 'id = "brusoc"', ("B10", "error", 'id = "brusoc"')),
        ('fill = "surround"', 'fil = "crop"', ("B12", "warning", 'fil = "crop"')),
        ("order = 3", "position = 3", ("B12", "warning", "position = 3")),
    ],
    ids=[
        "unknown colour", "no TOML", "file outside", "sign that the font lacks", "grey subtitles",
        "lower third that shines through", "address on the end card", "bar and line of the title card",
        "logo's ground shines through", "grey box", "partner twice",
        "slip of the pen", "slip in a list",
    ],
)  # fmt: skip
def test_spoilt(folder: Path, old: str, new: str, finding: tuple[str, str, str]) -> None:
    """Each fault is found, with the line to mend."""
    if finding[0] == "B03":
        whiten(folder / "logos" / "mey-awards-light.png", "#c0c0c0")
    spoil(folder, old, new)
    assert finding in found(folder)


def whiten(path: Path, colour: str) -> None:
    """Draw a logo's visible pixels in one colour."""
    with Image.open(path) as opened:
        alpha = opened.convert("RGBA").getchannel("A")
    plain = Image.new("RGBA", alpha.size, colour)
    plain.putalpha(alpha)
    plain.save(path)


def test_logos_interchanged(folder: Path) -> None:
    """The dark colouring in the light one's place is found, and so is the same file in both."""
    logos = folder / "logos"
    shutil.copy(logos / "brusoc-dark.png", logos / "brusoc-light.png")
    assert found(folder) == [("B04", "error", 'logo_light = "logos/brusoc-light.png"')]


def test_pale_partner(folder: Path) -> None:
    """A partner's logo that hardly shows on the end card is a warning: its colours are its own."""
    whiten(folder / "logos" / "credal-dark.png", "#ffd500")
    assert found(folder) == [("B03", "warning", 'logo_dark = "logos/credal-dark.png"')]


@pytest.mark.parametrize(("part", "severity"), [(0.55, "warning"), (0.2, "error")])
def test_small_logo(folder: Path, part: float, severity: str) -> None:
    """A logo of fewer pixels than it is drawn with is found; far too few are an error."""
    path = folder / "logos" / "mey-awards-dark.png"
    with Image.open(path) as opened:
        opened.resize((round(opened.width * part), round(opened.height * part))).save(path)
    assert found(folder) == [("B05", severity, 'dark = "logos/mey-awards-dark.png"')]


def test_text_that_does_not_fit(folder: Path) -> None:
    """A text too long for its card is found on its line, once for all formats."""
    long = "Samen " * 70
    spoil(folder, "Samen geven we kleine ondernemers een kans.", long.strip())
    ((code, severity, line),) = found(folder)
    assert (code, severity, line[:17]) == ("B06", "error", 'nl = "Samen Samen')


def test_font_without_the_signs_of_names(folder: Path) -> None:
    """A font that lacks signs of our languages or of names is a warning that lists them but for what it composes."""
    font = TTFont(FONT)
    for table in font["cmap"].tables:
        table.cmap = {code: name for code, name in table.cmap.items() if chr(code) not in "Şğłœ"}
    font.save(folder / "small.ttf")
    spoil(folder, '"package:SourceSans3-Bold.ttf"', '"small.ttf"')
    (one,) = rules.check(folder)
    assert (one.code, one.severity, one.params) == (
        "B08",
        "warning",
        {"font": "small.ttf", "characters": "œ ł"},
    )


def test_campaign_and_kit_disagree(folder: Path) -> None:
    """An organisation without a logo in the kit, and a language that the kit does not speak, are errors."""
    assert found(folder, organisations=("Crédal", "Fonds Voorbeeld"), languages=("nl", "de")) == [
        ("B09", "error", "[[partner]]"),
        ("B11", "error", 'languages = ["nl"]'),
    ]


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("schema", 1),
        ("meta.name.fr", 4),
        ("color.palette.ink", 6),
        ("partner[2].logo_dark", 12),
        ("end_card.text.nl", 14),
        ("theme.coping.fr", 17),
        ("partner[2].name", 10),
        ("sound.lufs", 1),
    ],
)
def test_line_of_a_key(key: str, line: int) -> None:
    """A key is found on its line, one that is missing on the line of its table."""
    text = """schema = 1

[meta]
name = { nl = "x", fr = "y" }
[color.palette]
'ink' = "#102a43"

[[partner]]
logo_dark = "a.png"
[[ partner ]]
id = "b"
logo_dark = "b.png"
[end_card.text]
nl = "[x]"
[theme]
coping.nl = "a = b"
coping . fr = "c"
"""
    assert brand_toml.line_of(text, key) == line


def shown(alpha: float, colour: str, *, ground: str = "#000000", radius: int = 0, x: int = 0) -> float:
    """The contrast of a text on a box over any picture."""
    box = Box(x=0, y=0, width=100, height=40)
    panel = Panel(box=Box(x=x, y=0, width=100, height=40), colour=ground, alpha=alpha, radius=radius)
    text = Text(box=box, lines=("x",), font=FONT, size=20, line_height=40, colour=colour)
    element = Element(kind="caption", start_ms=0, end_ms=1, box=box, shapes=(panel, text))
    (one,) = visibility.shown_parts(element)
    return round(one.ratio, 1)


def test_contrast_over_any_picture() -> None:
    """The figures of facts/testimony.md section 8: white on a black box that lets a white picture shine through."""
    assert [shown(alpha, "#ffffff") for alpha in (0.5, 0.54, 0.6, 0.7, 0.75)] == [3.9, 4.6, 5.7, 8.5, 10.4]


def test_contrast_of_what_lies_between() -> None:
    """Grey text shows on black and on white, and on some grey picture not at all: that one counts."""
    assert (shown(1, "#999999"), shown(0.5, "#777777")) == (7.4, 1.0)


def test_contrast_beside_the_box() -> None:
    """Text that hangs over the edge of its box is judged on the bare picture too."""
    assert (shown(1, "#ffffff", x=40), shown(1, "#ffffff", x=120)) == (1.0, 1.0)


@pytest.fixture
def made(tmp_path: Path, campaign: Callable[..., Result]) -> Path:
    """A campaign folder as `init` makes it."""
    assert campaign("init", tmp_path / "c", "--language", "nl").exit_code == 0
    return tmp_path / "c"


def own_kit(folder: Path, *, words: bool = True) -> None:
    """Put somebody's own logos, and words unless told otherwise, into a campaign's brand kit."""
    for path in (folder / "brand" / "logos").iterdir():
        path.write_bytes(path.read_bytes() + b"ours")
    if words:
        spoil(folder / "brand", "MEY Awards", "Onze campagne")
        spoil(folder / "brand", "www.example.org/mey-awards", "www.example.org/ons")
        spoil(folder / "brand", "Micro-ondernemers getuigen", "Wij getuigen")
        spoil(folder / "brand", "Samen geven we kleine ondernemers een kans.", "Samen voor elkaar.")


def test_example_kit_is_told(made: Path, campaign: Callable[..., Result]) -> None:
    """A kit as `init` brought it is a warning of `brand check`, `check` and `doctor`, and ends none with an error."""

    def told(*command: str) -> list[tuple[str, str, str]]:
        done = campaign(*command, "--json", folder=made)
        assert done.exit_code == 0
        return [
            (one["code"], one["severity"], one["message"])
            for one in json.loads(done.stdout)
            if one["code"] == "B13"
        ]

    meta = "campaign name (name below [meta]), link (link below [meta])"
    whole = f"the kit still has these parts of the example: logos, {meta}, title card, end card"
    assert told("brand", "check") == told("check") == [("B13", "warning", whole)]
    looked = campaign("doctor", "--json", folder=made)
    assert [one["warning"] for one in json.loads(looked.stdout) if one["check"] == "brand-example"] == [True]
    own_kit(made, words=False)
    words = f"the kit still has these parts of the example: {meta}, title card, end card"
    assert told("brand", "check") == [("B13", "warning", words)]
    spoil(made / "brand", "www.example.org/mey-awards", "www.example.org/ons")
    words = f"the kit still has these parts of the example: {meta.partition(', ')[0]}, title card, end card"
    assert told("brand", "check") == [("B13", "info", words)]
    spoil(made / "brand", "MEY Awards", "Onze campagne")
    assert "brand-example" not in campaign("doctor", "--json", folder=made).stdout
    spoil(made / "brand", "Samen geven we kleine ondernemers een kans.", "Samen voor elkaar.")
    spoil(made / "brand", "seconds = 2.5", "seconds = 0")
    assert told("check") == []


def test_approval_tells_of_the_example_kit(queue: Campaign, campaign: Callable[..., Result]) -> None:
    """Who approves films is told once that they show the example's logos; who approves words is not."""
    shutil.copytree(EXAMPLE, queue.folder / "brand")
    settings = 'name = "Test"\nlanguages = ["nl", "fr"]\n[subtitles]\nspoken = "off"\n'
    (queue.folder / "campaign.toml").write_text(settings, "utf-8")
    later = NOON.replace(year=2030)
    queue.queue_film(approved=False, due=later)
    queue.queue_kind("video", approved=False, due=later, caption="Nog eens.")
    queue.queue(approved=False, due=later)
    films = campaign("post", "approve", 1, 2, folder=queue.folder)
    assert films.exit_code == 0, films.stderr
    assert films.stderr.count("the brand kit still has these parts of the example: logos") == 1
    assert "brand kit" not in campaign("post", "approve", 3, folder=queue.folder).stderr


def test_check_by_hand(made: Path, campaign: Callable[..., Result]) -> None:
    """`brand check` says that all is well, or a line for each finding and exit code 1; as JSON the same."""
    own_kit(made)
    done = campaign("brand", "check", folder=made)
    assert (done.exit_code, done.stdout) == (0, "the brand kit is in order\n")
    assert campaign("brand", "check", "--json", folder=made).stdout == "[]\n"
    spoil(made / "brand", 'subtitle_text = "white"', 'subtitle_text = "#999999"')
    done = campaign("brand", "check", folder=made)
    line = brand_toml.line_of((made / "brand" / kit.FILE).read_text(encoding="utf-8"), "subtitles.box_alpha")
    assert (done.exit_code, done.stdout.count("\n"), done.stderr) == (1, 1, "")
    assert done.stdout.startswith(
        f"{made / 'brand' / kit.FILE}:{line}: B02 error: the colour #999999 is not readable in subtitles"
    )
    (one,) = json.loads(campaign("brand", "check", "--json", folder=made).stdout)
    assert set(one) == {"code", "severity", "where", "message", "remedy"}
    spoil(made / "brand", "schema = 1", "schema = 9")
    done = campaign("brand", "check", folder=made)
    assert (done.exit_code, done.stdout.count("\n")) == (1, 1)
    assert ":4: B01 error" in done.stdout


def test_check_reads_what_will_be_written(
    made: Path, campaign: Callable[..., Result], tmp_path: Path, films: Path
) -> None:
    """A name or subtitle that the kit's fonts cannot write is found before a film is made."""
    own_kit(made)
    (tmp_path / "x.srt").write_text("1\n00:00:01,000 --> 00:00:03,000\nBonjour 漢\n\n", encoding="utf-8")
    added = campaign(
        "testimony", "add", films / "timecode-speech.mp4", "--slug", "first", "--speaker", "漢 Voorbeeld",
        "--role", "coach", "--organisation", "Brusoc", "--language", "nl", "--subtitles", tmp_path / "x.srt",
        folder=made,
    )  # fmt: skip
    assert added.exit_code == 0, added.stderr
    assert "B07 error: the font SourceSans3-Bold.ttf lacks the characters 漢 (“漢 Voorbeeld”)" in added.stderr
    checked = json.loads(campaign("testimony", "check", "--json", folder=made).stdout)
    assert [one["where"] for one in checked if one["code"] == "B07"] == ["testimony first"] * 2
    found = json.loads(campaign("brand", "check", "--json", folder=made).stdout)
    assert [(one["code"], one["where"]) for one in found] == [
        ("B07", "testimony first"),
        ("B07", "testimony first"),
        ("B07", "films/0001.nl.srt:3"),
    ]


@pytest.mark.slow
def test_preview_by_hand(made: Path, campaign: Callable[..., Result], tmp_path: Path) -> None:
    """`brand preview` writes the picture whole under its name, also over an older one, and leaves nothing else."""
    spoil(made / "brand", '["nl", "fr", "en"]', '["nl"]')
    path = tmp_path / "pictures" / "kit 100 %.png"
    path.parent.mkdir()
    path.write_text("older", encoding="utf-8")
    done = campaign("brand", "preview", path, "--yes", folder=made)
    assert (done.exit_code, done.stderr) == (0, "")
    assert [one.name for one in path.parent.iterdir()] == ["kit 100 %.png"]
    with Image.open(path) as opened:
        assert opened.format == "PNG"
    assert path.stat().st_size < 4_000_000


@pytest.mark.parametrize(
    ("name", "word"), [("kit.jpg", ".png"), ("nowhere/kit.png", "nowhere"), ("kit", ".png")]
)
def test_preview_refuses(
    made: Path, campaign: Callable[..., Result], tmp_path: Path, name: str, word: str
) -> None:
    """A file that is no PNG, or in no folder, is refused in one line, at once."""
    done = campaign("brand", "preview", tmp_path / name, folder=made)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert word in done.stderr


def test_preview_of_a_kit_that_cannot_be_drawn(
    made: Path, campaign: Callable[..., Result], tmp_path: Path
) -> None:
    """A kit with a fault that stops drawing costs one line; an older picture stays."""
    (tmp_path / "kit.png").write_text("older", encoding="utf-8")
    spoil(made / "brand", 'paper = "cloud"', "")
    done = campaign("brand", "preview", tmp_path / "kit.png", folder=made)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "color.paper" in done.stderr
    assert (tmp_path / "kit.png").read_text(encoding="utf-8") == "older"
