"""Every pair of colours of the look "band" over any picture, and what `brand check` says to write instead."""

import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from media.brand import colour, kit
from media.brandcheck import contrasts, rules, visibility
from media.brandcheck.visibility import Drawn
from media.findings import Detail
from media.lettering import fonts
from media.timeline.scene import Box, Element, Panel, Text
from tests.paths import CLASSIC_KIT, EXAMPLE

EXAMPLE_KIT = EXAMPLE / "brand"
FONT = fonts.FONTS / "SourceSans3-Bold.ttf"


@pytest.fixture(scope="module")
def drawn() -> list[Drawn]:
    """All elements of the example kit."""
    made, misfits = contrasts.drawn(kit.load(EXAMPLE_KIT))
    assert misfits == []
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example kit, in one language, to be spoiled."""
    copied = Path(shutil.copytree(EXAMPLE_KIT, tmp_path / "brand"))
    spoil(copied, '["nl", "fr", "en"]', '["nl"]')
    return copied


def spoil(folder: Path, old: str, new: str) -> None:
    """Put `new` where `old` first stands in brand.toml."""
    file = folder / kit.FILE
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def figures(elements: Iterable[Drawn]) -> list[float]:
    """The worst contrast of each colour of text, or of each logo, to a tenth, the highest first."""
    found = contrasts.worst(elements).values()
    return sorted((round(one.shown.ratio, 1) for one in found), reverse=True)


def over_film(one: Drawn) -> bool:
    """Whether the film shines through what an element's text stands on."""
    return any(isinstance(shape, Panel) and shape.alpha < 1 for shape in one.element.shapes)


def test_subtitles_over_the_picture(drawn: list[Drawn]) -> None:
    """Subtitles over a white picture: the guide says 9.4, 7.5 and 5.4, of mixed colours not yet rounded to pixels."""
    over = [one for one in drawn if one.element.kind == "caption" and over_film(one)]
    assert figures(over) == [9.3]
    painted = contrasts.second_colours(kit.load(EXAMPLE_KIT), over)
    assert [figures(painted[name]) for name in ("second_language", "highlight")] == [[7.4], [5.4]]


def test_subtitles_on_the_band(drawn: list[Drawn]) -> None:
    """On the band and beside a panel they have its whole contrast: no disc lies under two lines."""
    on_band = [one for one in drawn if one.element.kind == "caption" and not over_film(one)]
    square = [one for one in on_band if one.format == "square"]
    painted = contrasts.second_colours(kit.load(EXAMPLE_KIT), square)
    assert [figures(square), *(figures(each) for each in painted.values())] == [[14.6], [11.7], [8.5]]
    assert figures(one for one in on_band if one.format == "landscape") == [14.6]


def test_names(drawn: list[Drawn]) -> None:
    """Name and role on a flag over the picture, and on one of the band's ground (guide: 12.3 and 10.4)."""
    flags = [one for one in drawn if one.element.kind == "nameplate"]
    name, role = figures(one for one in flags if over_film(one))
    assert (name, role) == (
        12.3,
        pytest.approx(10.4, abs=0.15),
    )  # the role's tint is nine tenths of the way to white
    name, role = figures(one for one in flags if not over_film(one) and one.format == "square")
    assert (name, role) == (14.6, pytest.approx(12.3, abs=0.3))


def test_mark_and_question(drawn: list[Drawn]) -> None:
    """The mark on its plate (guide: 10.1) and on the band, the question on the band (14.6)."""
    marks = [one for one in drawn if one.element.kind == "logo"]
    assert figures(one for one in marks if over_film(one)) == [10.1]
    assert figures(one for one in marks if not over_film(one)) == [14.6]
    asked = [one for one in drawn if one.element.kind == "question" and one.format != "landscape"]
    assert figures(asked) == [14.6]


def test_pairs_of_the_cards() -> None:
    """Text over a disc, the address and "an initiative of" have the guide's contrasts: 8.6, 8.5, 7.9."""
    colors = kit.load(EXAMPLE_KIT).colors
    disc = colour.over(colors.background, colors.primary, 0.55)
    pairs = (
        (colors.foreground, disc),
        (colors.background, colors.accent),
        (colors.quiet_on_paper, colors.paper),
    )
    assert [round(colour.seen(text, (ground,)), 1) for text, ground in pairs] == [8.6, 8.5, 7.9]


def test_nothing_of_the_example_kit_is_faint(drawn: list[Drawn]) -> None:
    """No text of the example kit, on any element in any format and language, is under 4.5 to 1; no partner under 3."""
    assert min(figures(drawn)) >= 4.5
    assert rules.check(EXAMPLE_KIT) == []


def test_least_alpha() -> None:
    """How much a box must hide for white text follows from its own colour: black 0.54, the example's 0.60."""
    colors = kit.load(EXAMPLE_KIT).colors
    assert colour.least_alpha("#ffffff", "#000000") == 0.54
    assert colour.least_alpha(colors.subtitle_text, colors.subtitle_box) == 0.60
    assert colour.least_alpha(colors.highlight, colors.subtitle_box) == 0.75
    assert colour.least_alpha("#000000", "#ffffff") == 0.46
    assert colour.least_alpha("#777777", "#ffffff") > 1
    comment = "0.60 is the least for these colours"
    assert comment in (EXAMPLE_KIT / kit.FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("box_alpha = 0.80", "box_alpha = 0.55", "B02", "box_alpha = 0.60"),
        ('subtitle_text = "white"', 'subtitle_text = "#8fa3b8"', "B02", None),
        ("box_alpha = 0.94", "box_alpha = 0.54", "B02", None),
        ('accent = "amber"', 'accent = "#8a5a00"', "B02", None),
        ('foreground = "white"', 'foreground = "#5f7388"', "B02", None),
        ('primary = "pine"', 'primary = "#e9e4da"', "B02", None),
        ("box_alpha = 0.88", "box_alpha = 0.54", "B03", None),
    ],
)
def test_what_is_written_instead_is_enough(
    folder: Path, old: str, new: str, code: str, line: str | None
) -> None:
    """The line that a finding offers can be pasted over the one that there is, and then nothing is faint there."""
    spoil(folder, old, new)
    found = [one for one in rules.check(folder) if one.code == code and one.severity != "info"]
    assert found or code == "B03"
    for one in found:
        what = one.params["what"]
        assert isinstance(what, Detail)
        offered = str(what.params.get("line", "")).strip("`")
        assert line is None or line == offered
        if offered:
            paste(folder, offered, str(what.params.get("section", "[color]")))
    elements = {one.params["element"] for one in found if one.params["what"].params.get("line")}  # type: ignore[attr-defined]
    left = [one for one in rules.check(folder) if one.code == code and one.severity != "info"]
    assert [one for one in left if one.params["element"] in elements] == []


def paste(folder: Path, line: str, section: str) -> None:
    """Write a line over the one with its key in a section."""
    file = folder / kit.FILE
    before, head, after = file.read_text(encoding="utf-8").partition(f"\n{section}")
    key = line.partition(" ")[0]
    after, count = re.subn(rf"(?m)^{key} = \S+", line, after, count=1)
    assert count == 1
    file.write_text(f"{before}{head}{after}", encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "where", "severity"),
    [
        ('highlight = "off"', 'highlight = "word"', 'highlight = "#7a3b1f"', "error"),
        ('second_language = "off"', 'second_language = "nl"', 'highlight = "#7a3b1f"', "info"),
        ("[audio]", "[audio]", 'highlight = "#7a3b1f"', "info"),
    ],
    ids=["shown", "another is shown", "not shown"],
)
def test_colours_that_few_films_show(folder: Path, old: str, new: str, where: str, severity: str) -> None:
    """A mark for words that nobody could read is an error where it is wanted, and a remark where it is only given."""
    spoil(folder, 'highlight = "accent"', where)
    spoil(folder, old, new)
    (one,) = rules.check(folder)
    line = (folder / kit.FILE).read_text(encoding="utf-8").splitlines()[int(one.where.rpartition(":")[2]) - 1]
    assert (one.code, one.severity, line.partition("#7")[0]) == ("B02", severity, 'highlight = "')


def test_no_colour_can_be_read(folder: Path) -> None:
    """Where neither black nor white could be read on all that lies under a text, the grounds are told."""
    spoil(folder, 'primary = "pine"', 'primary = "#f4e8d0"')
    spoil(folder, 'background = "ink"', 'background = "#777777"')
    told = {one.params["what"].code for one in rules.check(folder) if one.code == "B02"}  # type: ignore[attr-defined]
    assert "advice-grounds" in told


@pytest.mark.parametrize(
    ("old", "new", "code", "severity", "line"),
    [
        ("seconds = 2.5", "seconds = 3.5", "B28", "info", "seconds = 3.5"),
        ("small_dark = ", "# small_dark = ", "B29", "info", "[logo.campaign]"),
        ("coping.short.nl", "coping.shrt.nl", "B12", "warning", "coping.shrt.nl"),
        ("coping.short.fr", "coping.short.frans", "B12", "warning", "coping.short.frans"),
        ("coping.short.fr", "coping.short.f_r", "B12", "warning", "coping.short.f_r"),
        ("tighten = ", "tightn = ", "B12", "warning", "tightn"),
        ("[cover]", "[cover]\nword = true", "B12", "warning", "word"),
        ("picture = ", "pictur = ", "B12", "warning", "pictur"),
    ],
)
def test_remarks_and_slips(folder: Path, old: str, new: str, code: str, severity: str, line: str) -> None:
    """A long title card, a missing small mark and keys that mean nothing are found on their line."""
    spoil(folder, old, new)
    (one,) = rules.check(folder)
    written = (
        (folder / kit.FILE).read_text(encoding="utf-8").splitlines()[int(one.where.rpartition(":")[2]) - 1]
    )
    assert (one.code, one.severity) == (code, severity)
    assert written.startswith(line)


def test_classic_kits_have_no_small_mark() -> None:
    """A kit in the classic look is not asked for one."""
    assert [one.code for one in rules.check(CLASSIC_KIT)] == []


def test_small_mark_is_judged_as_the_logo_is(folder: Path) -> None:
    """The small versions are held to the same: light and dark not interchanged, to be seen, enough pixels."""
    logos = folder / "logos"
    shutil.copy(logos / "mey-mark-dark.png", logos / "mey-mark-light.png")
    codes = {one.code for one in rules.check(folder)}
    assert {"B03", "B04"} <= codes


@pytest.mark.parametrize("lang", ["nl", "fr"])
def test_check_by_hand(lang: str, tmp_path: Path, campaign: Callable[..., object]) -> None:
    """`brand check` of a new campaign says nothing but that the kit is the example's; a slip is told with its line."""
    campaign("init", tmp_path / "c", "--language", lang)
    done = campaign("brand", "check", "--lang", lang, folder=tmp_path / "c")
    assert done.exit_code == 0, done  # type: ignore[attr-defined]
    assert done.stdout.count("\n") == 1  # type: ignore[attr-defined]
    spoil(tmp_path / "c" / "brand", 'look = "band"', 'look = "bnad"')
    done = campaign("brand", "check", "--lang", lang, folder=tmp_path / "c")
    assert done.exit_code == 1  # type: ignore[attr-defined]
    assert '`look = "band"`' in done.stdout  # type: ignore[attr-defined]


COLOURS = some.integers(0, 0xFFFFFF).map("#{:06x}".format)
BOX = Box(x=0, y=0, width=100, height=40)


@settings(max_examples=60, deadline=None)
@given(COLOURS, COLOURS, some.sampled_from([0.54, 0.7, 0.94, 1.0]))
def test_advice_is_always_enough(text: str, ground: str, alpha: float) -> None:
    """Whatever the colours, the alpha or the colour that is offered can be read on whatever picture lies below."""
    written = Text(box=BOX, lines=("x",), font=FONT, size=20, line_height=40, colour=text)
    panel = Panel(box=BOX, colour=ground, alpha=alpha)
    element = Element(kind="caption", start_ms=0, end_ms=1, box=BOX, shapes=(panel, written))
    one = Drawn(format="square", element=element, below=())
    (shown,) = visibility.shown_parts(element)
    least = visibility.least_alpha(one, written, 4.5)
    if least is not None and shown.ratio < 4.5:
        assert colour.between(colour.luminance(text), colour.over_film(ground, least)) >= 4.5
        assert colour.between(colour.luminance(text), colour.over_film(ground, least - 0.01)) < 4.5
    near = colour.nearest(text, shown.grounds)
    assert near is None or visibility_of(one.written_in(near)) >= 4.5
    assert (near == text) == (shown.ratio >= 4.5)


def visibility_of(one: Drawn) -> float:
    """The contrast of the only text of an element."""
    (shown,) = visibility.shown_parts(one.element, one.below)
    return shown.ratio


def test_grey_between_black_and_white_is_no_advice() -> None:
    """A grey that shows on black and on white shows on no grey picture: no colour can be read on a bare film."""
    assert colour.readable("#996e2e", colour.ENDS) != "#000000"
    assert colour.nearest("#996e2e", [colour.ENDS]) is None
