"""The timeline: what is seen, where, and from when to when."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from media import formats
from media.brand import kit
from media.errors import BadInput
from media.findings import Detail
from media.sources.probe import Film
from media.subtitles.model import Cue
from media.timeline import draft_word, timeline
from media.timeline.scene import Element, Text
from media.timeline.timeline import Credit, Timeline
from tests.paths import CLASSIC_KIT, EXAMPLE

KIT = kit.load(CLASSIC_KIT)
LONG = "Nous avons fermé le salon en mars, et personne ne savait quand nous pourrions rouvrir."


def film(width: int = 1920, height: int = 1080, ms: int = 20_000) -> Film:
    """A film as the probe finds it."""
    return Film(
        path=Path("film.mp4"), duration_ms=ms, width=width, height=height, fps=Fraction(25), has_sound=True
    )


def build(name: str = "landscape", *cues: tuple[int, int, str], **inputs: object) -> Timeline:
    """A timeline of the film with some cues and a speaker."""
    given = {
        "film": film(),
        "language": "fr",
        "credit": Credit(name="Ayşe Exemple", role="coach", organisation="X"),
    }
    made = tuple(Cue(start_ms=start, end_ms=end, text=text) for start, end, text in cues)
    return timeline.build(cues=made, brand=KIT, format=formats.FORMATS[name], **(given | inputs))  # type: ignore[arg-type]


def words(element: Element) -> list[str]:
    """The lines of text in an element."""
    return [line for shape in element.shapes if isinstance(shape, Text) for line in shape.lines]


@pytest.mark.parametrize(("language", "word"), [("nl", "ONTWERP"), ("fr", "BROUILLON"), ("en", "DRAFT")])
@pytest.mark.parametrize("name", formats.FORMATS)
@pytest.mark.parametrize("path", [CLASSIC_KIT, EXAMPLE / "brand"], ids=["classic", "band"])
def test_a_draft_says_so(path: Path, name: str, language: str, word: str) -> None:
    """Over the film's picture stands the word for a draft, in the film's language, as long as the film is seen."""
    cue = Cue(start_ms=0, end_ms=2000, text="Hallo.")
    given = {"film": film(), "cues": (cue,), "language": language, "format": formats.FORMATS[name]}
    plain = timeline.build(brand=kit.load(path), **given)  # type: ignore[arg-type]
    made = draft_word.marked(plain, kit.load(path))
    (mark,) = made.of("draft")
    assert (words(mark), mark.start_ms, mark.end_ms) == ([word], made.shot.start_ms, made.shot.end_ms)
    assert mark.box.y >= made.shot.place.box.y
    assert 0 <= mark.box.x < mark.box.right <= made.width
    assert [one for one in made.elements if one is not mark] == list(plain.elements)


def test_order_of_things() -> None:
    """Title card, film under its fade, end card: 2.5 s with half a second shared, 20 s, 3.5 s."""
    made = build()
    assert (made.shot.start_ms, made.shot.end_ms, made.duration_ms, made.frames) == (
        2000,
        22_000,
        25_500,
        638,
    )
    assert [(one.kind, one.start_ms, one.end_ms) for one in made.elements] == [
        ("logo", 2000, 22_500),
        ("nameplate", 3000, 8000),
        ("title", 0, 2500),
        ("end", 22_000, 25_500),
    ]


def test_cues_follow_the_trim() -> None:
    """Cue times are the film's; cut to what is shown, and moved behind the title card."""
    made = build(
        "landscape", (0, 4000, "a"), (4000, 6000, "b"), (6000, 12_000, "c"), from_ms=5000, to_ms=10_000
    )
    assert [(one.start_ms, one.end_ms, words(one)) for one in made.of("caption")] == [
        (2000, 3000, ["b"]),
        (3000, 7000, ["c"]),
    ]
    assert made.duration_ms == 2000 + 5000 + 3500


@pytest.mark.parametrize(("start", "end"), [(-1, 5000), (5000, 5000), (0, 20_041), (20_000, None)])
def test_trim_outside_the_film(start: int, end: int | None) -> None:
    """A part that the film does not have is refused."""
    with pytest.raises(BadInput, match="trim-outside"):
        build(from_ms=start, to_ms=end)


@pytest.mark.parametrize("name", formats.FORMATS)
def test_safe_area_and_no_collision(name: str) -> None:
    """In every format text stays in the safe area, and who speaks stands above the subtitles."""
    made = build(name, (0, 5000, LONG), (5000, 10_000, "Ça va ?"))
    region = formats.FORMATS[name].region
    for one in (*made.of("caption"), *made.of("nameplate"), *made.of("logo")):
        assert region.left * made.width - 1 <= one.box.x
        assert one.box.right <= region.right * made.width + 1
        assert region.top * made.height - 1 <= one.box.y
        assert one.box.bottom <= region.bottom * made.height + 1
    (plate,) = made.of("nameplate")
    assert all(plate.box.bottom < caption.box.y for caption in made.of("caption"))


@pytest.mark.parametrize("name", formats.FORMATS)
def test_text_is_never_cut(name: str) -> None:
    """All words of a subtitle are shown, in lines of much the same width."""
    (caption,) = build(name, (0, 5000, LONG)).of("caption")
    lines = words(caption)
    assert " ".join(lines) == LONG
    assert len(lines) == (3 if name == "portrait" else 2)
    assert min(map(len, lines)) > 0.6 * max(map(len, lines))


def test_signs_stay_with_their_word() -> None:
    """A French question mark or quotation mark never begins a line."""
    text = "Que faire maintenant que tout le marché est encore une fois fermé « pour longtemps » ?"
    (caption,) = build("portrait", (0, 5000, text)).of("caption")
    assert not any(line.startswith(("?", "»")) or line.endswith("«") for line in words(caption))


def test_author_breaks_and_dialogue() -> None:
    """Lines that fit are left as the author broke them; a dialogue begins at the left."""
    (caption,) = build("landscape", (0, 2000, "- Et maintenant ?\n- Mieux.")).of("caption")
    assert words(caption) == ["- Et maintenant ?", "- Mieux."]
    assert [shape.align for shape in caption.shapes if isinstance(shape, Text)] == ["left"]


def test_without_a_name() -> None:
    """When a consent asks for no name, none is shown anywhere: the role speaks."""
    made = build(credit=Credit(name=None, role="ondernemer", organisation="Hefboom"))
    assert words(made.of("nameplate")[0]) == ["ondernemer · Hefboom"]
    assert "ondernemer · Hefboom" in words(made.of("title")[0])


def test_long_names_shrink_then_refuse() -> None:
    """A long name is set smaller; one that cannot be read any more is refused, never cut."""
    name = "Maximiliaan-Alexander van den Voorbeeldenberghe-de la Fontaine"
    (plate,) = build("portrait", credit=Credit(name=name, role="coach", organisation="")).of("nameplate")
    assert words(plate)[0] == name
    with pytest.raises(BadInput, match="credit-too-long"):
        build("portrait", credit=Credit(name=name * 2, role="coach", organisation=""))


def test_too_much_text() -> None:
    """A subtitle that would fill the picture is refused."""
    with pytest.raises(BadInput, match="caption-too-long"):
        build("portrait", (0, 5000, LONG * 3))


def test_missing_glyph() -> None:
    """A sign that the font lacks is refused before anything is drawn."""
    with pytest.raises(BadInput) as caught:
        build("landscape", (0, 2000, "Bonjour 漢"))
    what = Detail("letters-missing", {"font": "SourceSans3-SemiBold.ttf", "letters": "漢"})
    assert (caught.value.code, caught.value.params["what"]) == ("text-drawn-wrong", what)


@pytest.mark.parametrize(
    ("name", "size", "box", "surround"),
    [
        ("landscape", (1280, 720), (0, 0, 1920, 1080), ""),
        ("portrait", (720, 1280), (0, 0, 1080, 1920), ""),
        ("portrait", (1920, 1080), (0, 230, 1080, 808), "blur"),
        ("landscape", (1080, 1920), (656, 0, 608, 1080), "blur"),
        ("square", (1080, 1080), (0, 0, 1080, 1080), ""),
    ],
)
def test_where_the_film_stands(
    name: str, size: tuple[int, int], box: tuple[int, int, int, int], surround: str
) -> None:
    """A film of the format's shape fills it; others stand on a surround, above the subtitles in portrait."""
    shot = build(name, film=film(*size)).shot
    place = shot.place.box
    assert ((place.x, place.y, place.width, place.height), shot.surround) == (box, surround)


def test_json() -> None:
    """The timeline prints as JSON, files as the caller wants them."""
    plain = json.loads(build().to_json(path=lambda file: f"<{file.name}>"))
    assert plain["fps"] == "25"
    assert plain["shot"]["film"]["path"] == "<film.mp4>"
    assert plain["elements"][0]["shapes"][1] == {
        "box": {"height": 70, "width": 151, "x": 1656, "y": 71},
        "is": "picture",
        "path": "<mey-awards-light.png>",
    }
