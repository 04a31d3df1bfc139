"""Where lines of text break: two even lines, parted where a reader breathes."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from media import formats
from media.lettering import fonts, line_breaks
from media.timeline import subtitle_style

FONT = fonts.FONTS / "SourceSans3-SemiBold.ttf"
NARROW = "\u202f"


def lines(text: str, language: str, *, room: float = 1380, most: int = 2) -> list[str]:
    """The lines of a text in a room, at a subtitle's size in landscape."""
    found = line_breaks.fitted(text, FONT, room=room, attempts=((most, 60),), language=language)
    return [] if found is None else [line.replace("\u00a0", " ") for line in found.lines]


@pytest.mark.parametrize(
    ("language", "text", "broken"),
    [
        ("nl", "De bank zei nee, maar Hefboom geloofde in ons plan.",
         ["De bank zei nee, maar Hefboom geloofde in ons plan."]),
        ("nl", "We begonnen met één oven, en nu werken er zes mensen in de bakkerij.",
         ["We begonnen met één oven,", "en nu werken er zes mensen in de bakkerij."]),
        ("nl", "Toen de winkels sloten, heb ik meteen naar Fatou Voorbeeld van microStart gebeld.",
         ["Toen de winkels sloten, heb ik meteen", "naar Fatou Voorbeeld van microStart gebeld."]),
        ("nl", "Ik heb 12.000 euro geleend om een tweedehands bestelwagen te kopen.",
         ["Ik heb 12.000 euro geleend", "om een tweedehands bestelwagen te kopen."]),
        ("nl-BE", "Mijn man en ik hebben de zaak in 2015 overgenomen van de vorige eigenaar.",
         ["Mijn man en ik hebben de zaak", "in 2015 overgenomen van de vorige eigenaar."]),
        ("fr", "Nous avons fermé le salon en mars, et personne ne savait quand nous pourrions rouvrir.",
         ["Nous avons fermé le salon en mars, et personne", "ne savait quand nous pourrions rouvrir."]),
        ("fr", "Le marché a fermé, pas mon four : chaque matin, je livre le pain à vélo dans tout le quartier.",
         ["Le marché a fermé, pas mon four : chaque matin,", "je livre le pain à vélo dans tout le quartier."]),
        ("fr", "J’ai emprunté 25 000 euros pour acheter une camionnette d’occasion et un four.",
         ["J’ai emprunté 25 000 euros pour acheter", "une camionnette d’occasion et un four."]),
        ("fr", "Les clients reviennent petit à petit, mais les factures ne se sont jamais arrêtées.",
         ["Les clients reviennent petit à petit,", "mais les factures ne se sont jamais arrêtées."]),
        ("en", "I called Mrs. Example at microStart because the bank would not even listen to me.",
         ["I called Mrs. Example at microStart", "because the bank would not even listen to me."]),
        ("en", "We had to close the shop in March, and nobody knew when we could open again.",
         ["We had to close the shop in March,", "and nobody knew when we could open again."]),
    ],
)  # fmt: skip
def test_literal_lines(language: str, text: str, broken: list[str]) -> None:
    """Text that fits stays on one line; else it parts after punctuation or before a phrase, never inside one."""
    assert lines(text, language) == broken


@pytest.mark.parametrize(
    ("language", "text", "whole"),
    [
        ("nl", "Vandaag spreekt er iemand anders: Jan Voorbeeld vertelt", "Jan Voorbeeld"),
        ("nl", "In dat eerste jaar verdienden wij 12 euro per dag", "12 euro"),
        ("fr", "Cette année-là nous avons vendu pour 25 000 € de pain", "25 000 €"),
        ("fr", "Mais pourquoi ne pas le faire maintenant ?", "maintenant ?"),
        ("fr", f"Que veut dire{NARROW}: « je suis libre » ?", "libre » ?"),
        ("fr", "Il disait toujours « bonjour à tous » en entrant", "« bonjour"),
        ("en", "It all went wrong – so I started – over", "wrong –"),
    ],
)
def test_what_stays_together(language: str, text: str, whole: str) -> None:
    """Names, numbers with their units and French signs stay whole where there is room for them."""
    for room in range(560, 1200, 40):
        found = lines(text, language, room=room, most=3)
        assert any(whole in line.replace(NARROW, " ") for line in found), found


def test_author_breaks_are_kept() -> None:
    """Lines that fit are left as the author broke them."""
    assert lines("Eerst luisteren wij,\ndan rekenen we.", "nl") == ["Eerst luisteren wij,", "dan rekenen we."]


def test_each_speaker_begins_a_line() -> None:
    """A second speaker's dash begins a line of its own; a turn that is too long is broken by itself."""
    text = "- Waarom doen jullie dit?\n- Omdat kleine ondernemers de buurt levend houden en niemand anders het doet."
    assert lines(text, "nl", most=3) == [
        "- Waarom doen jullie dit?",
        "- Omdat kleine ondernemers de buurt",
        "levend houden en niemand anders het doet.",
    ]


def test_smaller_rather_than_torn() -> None:
    """Letters grow a little smaller where that spares a phrase, and a third line comes only after that."""
    text = "Ik heb 12.000 euro geleend om een tweedehands bestelwagen te kopen."
    asked = {"room": 1040, "language": "nl"}
    torn = line_breaks.fitted(text, FONT, attempts=((2, 60),), **asked)  # type: ignore[arg-type]
    spared = line_breaks.fitted(text, FONT, attempts=((2, 60), (2, 58), (2, 56), (2, 54)), **asked)  # type: ignore[arg-type]
    assert torn is not None
    assert spared is not None
    assert (torn.lines[0], torn.size) == ("Ik heb 12.000 euro geleend om een", 60)
    assert (spared.lines[0], spared.size) == ("Ik heb 12.000 euro geleend", 54)


def test_text_from_a_mac() -> None:
    """Accents that macOS parts from their letters are joined again, and invisible signs go."""
    assert lines(unicodedata.normalize("NFD", "\ufeffÇa va, Hélène\u200b ?"), "fr") == ["Ça va, Hélène ?"]


@pytest.mark.slow
def test_spaces_that_a_font_lacks(tmp_path: Path) -> None:
    """A no-break space that the font would draw as a box is drawn as a plain one."""
    from fontTools import subset, ttLib

    font = ttLib.TTFont(FONT)
    cut = subset.Subsetter()
    cut.populate(unicodes=[ord(c) for c in " Çaenvi?mot»«"])
    cut.subset(font)
    font.save(tmp_path / "small.ttf")
    found = line_breaks.cheapest_lines(
        f"Ça{NARROW}? «\u00a0vin\u00a0»", tmp_path / "small.ttf", 20, room=900, most=1, language="fr"
    )
    assert found[1] == ("Ça ? « vin »",)


WORD = some.text(alphabet="abcdeéèàçïœABC'’-.,?!:;»«–€%0123456789", min_size=1, max_size=14)


@given(
    words=some.lists(WORD, min_size=1, max_size=24),
    format=some.sampled_from(list(formats.FORMATS.values())),
    language=some.sampled_from(["nl", "fr", "en", "de"]),
)
def test_no_word_is_lost(words: list[str], format: formats.Format, language: str) -> None:
    """Whatever the text, all its words stand in its lines, in order, within the room, or it is refused."""
    text = " ".join(words)
    setting = subtitle_style.caption_setting(text, format, FONT, language)
    if setting is not None:
        assert " ".join(setting.lines).replace("\u00a0", " ").split() == text.split()
        assert len(setting.lines) <= format.max_lines + 1
