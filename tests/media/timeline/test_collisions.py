"""Nothing that is written over a film collides: with the edge, with the platform's buttons, with one another."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from media import formats
from media.brand import kit
from media.errors import BadInput
from media.formats import Format
from media.sources.probe import Film
from media.subtitles.model import Cue
from media.timeline import timeline
from media.timeline.scene import Element, Picture, Text
from media.timeline.timeline import Credit, Timeline
from tests.paths import CLASSIC_KIT

KIT = kit.load(CLASSIC_KIT)
TOO_LONG = {"caption-too-long", "credit-too-long", "card-text-too-long", "card-too-full"}
WORD = some.text(alphabet="aeiouéèçnrstlmdWŞ’'-,.!?«»0123456789€%", min_size=1, max_size=18)
WORDS = some.lists(WORD, min_size=1, max_size=22)
NAMES = some.lists(WORD, min_size=1, max_size=4).map(" ".join)
CUES = some.lists(
    some.builds(
        lambda words, between: between.join(words), WORDS, some.sampled_from([" ", " ", "\n", "\n- "])
    ),
    min_size=1,
    max_size=4,
)
KITS = some.builds(
    lambda corner, width, name, role: replace(
        KIT, logo_corner=corner, logo_width_pct=width, name_size_pct=name, role_size_pct=role
    ),
    some.sampled_from(["top-left", "top-right", "bottom-left", "bottom-right"]),
    some.sampled_from([5, 14, 40]),
    some.sampled_from([3.5, 4.6, 9]),
    some.sampled_from([3, 3.2, 7]),
)


def laid_out(
    kit: kit.Brand,
    format: Format,
    texts: list[str],
    name: str,
    house: str,
    size: tuple[int, int],
    fill: formats.Fill,
) -> Timeline | None:
    """A film of 20 s with these subtitles one after the other; None where a text is refused as too long."""
    each = 20_000 // len(texts)
    try:
        return timeline.build(
            film=Film(
                path=Path("x"),
                duration_ms=20_000,
                width=size[0],
                height=size[1],
                fps=Fraction(25),
                has_sound=True,
            ),
            cues=[Cue(start_ms=n * each, end_ms=(n + 1) * each, text=text) for n, text in enumerate(texts)],
            brand=kit,
            language="fr",
            format=format,
            credit=Credit(name=name, role="micro-entrepreneuse", organisation=house),
            title=texts[0],
            fill=fill,
        )
    except BadInput as refused:
        if refused.code not in TOO_LONG:
            raise
        return None


def overlap(one: Element, other: Element) -> bool:
    """Tell whether two elements share a pixel at some moment."""
    apart = one.end_ms <= other.start_ms or other.end_ms <= one.start_ms
    beside = one.box.right <= other.box.x or other.box.right <= one.box.x
    above = one.box.bottom <= other.box.y or other.box.bottom <= one.box.y
    return not (apart or beside or above)


@settings(max_examples=80, deadline=None)
@given(
    kit=KITS,
    format=some.sampled_from(list(formats.FORMATS.values())),
    texts=CUES,
    name=NAMES,
    house=some.sampled_from(["", "microStart", "Coopérative de Crédit pour les Petits Entrepreneurs"]),
    size=some.tuples(some.integers(16, 4000), some.integers(16, 4000)),
    fill=some.sampled_from(["crop", "blur", "brand"]),  # the look "band" has tests of its own
)
def test_nothing_collides(
    kit: kit.Brand,
    format: Format,
    texts: list[str],
    name: str,
    house: str,
    size: tuple[int, int],
    fill: formats.Fill,
) -> None:
    """Whatever the texts, names, kit and film: all stands in the safe area, and nothing over anything else."""
    made = laid_out(kit, format, texts, name, house, size, fill)
    if made is None:
        return
    over = [one for one in made.elements if one.kind in ("caption", "nameplate", "logo")]
    region = format.region
    for one in over:
        assert round(region.left * format.width) <= one.box.x
        assert one.box.right <= round(region.right * format.width)
        assert round(region.top * format.height) <= one.box.y
        assert one.box.bottom <= round(region.bottom * format.height)
    assert not [(one.kind, other.kind) for one, other in combinations(over, 2) if overlap(one, other)]


@settings(max_examples=40, deadline=None)
@given(
    format=some.sampled_from(list(formats.FORMATS.values())),
    heading=WORDS.map(" ".join),
    said=WORDS.map(" ".join),
    partners=some.integers(0, 16),
)
def test_cards_keep_to_the_safe_area(format: Format, heading: str, said: str, partners: int) -> None:
    """Texts and logos of both cards stay in the safe area and apart, however long and many; or are refused."""
    many = tuple(KIT.partners[n % 4] for n in range(partners))
    kit = replace(KIT, partners=many, end_text=dict.fromkeys(KIT.languages, said))
    made = laid_out(kit, format, [heading], "Hélène Exemple", "microStart", (1920, 1080), "blur")
    region = format.region
    for card in (*made.of("title"), *made.of("end")) if made else ():
        shapes = [shape for shape in card.shapes if isinstance(shape, Text | Picture)]
        for shape in shapes:
            assert region.left * format.width - 1 <= shape.box.x
            assert shape.box.right <= region.right * format.width + 1
            assert region.top * format.height - 1 <= shape.box.y
            assert shape.box.bottom <= region.bottom * format.height + 1
        for one, other in combinations(shapes, 2):
            assert (
                one.box.bottom <= other.box.y
                or other.box.bottom <= one.box.y
                or one.box.right <= other.box.x
                or other.box.right <= one.box.x
            )


@pytest.mark.parametrize("format", formats.FORMATS.values(), ids=lambda one: one.name)
def test_long_names(format: Format) -> None:
    """A long name is set smaller in the lower third and on the title card, whole; then it is refused, never cut."""
    name = "Maximiliaan-Alexander van den Voorbeeldenberghe"
    made = laid_out(KIT, format, ["Bonjour"], name, "microStart", (1920, 1080), "blur")
    assert made is not None
    for kind in ("nameplate", "title"):
        (element,) = made.of(kind)
        assert name in " ".join(
            line for shape in element.shapes if isinstance(shape, Text) for line in shape.lines
        )
    assert (
        laid_out(KIT, format, ["Bonjour"], f"{name} {name} {name}", "microStart", (1920, 1080), "blur")
        is None
    )
