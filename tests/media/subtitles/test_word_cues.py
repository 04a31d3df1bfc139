"""Words with times become cues that a subtitler would sign: parted at phrases and pauses, in time to be read."""

import re
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.formats import FORMATS
from media.subtitles import writer
from media.subtitles.cues import word_cues
from media.subtitles.cues.words import Word
from media.subtitles.lint import linter
from media.subtitles.model import Cue
from media.subtitles.norms import SHIPPED_FONT, Context, Norms, length

FPS = Fraction(25)
MS_A_SIGN = 60  # somebody who speaks calmly: 16 signs a second


def spoken(text: str, *, pace: int = MS_A_SIGN, from_ms: int = 1000) -> list[Word]:
    """The words of a text as they are spoken, `(0.5)` being a pause of half a second."""
    words, at = list[Word](), from_ms
    for one in text.split():
        if pause := re.fullmatch(r"\(([\d.]+)\)", one):
            at += round(float(pause[1]) * 1000)
            continue
        until = at + pace * len(one)
        words.append(Word(text=one, start_ms=at, end_ms=until, confidence=0.9))
        at = until + pace
    return words


def made(words: list[Word], language: str = "nl", **given: object) -> tuple[Cue, ...]:
    """The cues of words, in a film that goes on for three seconds."""
    said = {"line": 42, "fps": FPS, "film_ms": words[-1].end_ms + 3000, "norms": Norms(), **given}
    return word_cues.cues(words, language=language, **said)  # type: ignore[arg-type]


def texts(text: str, language: str = "nl", **given: object) -> list[str]:
    """What the cues of a spoken text say, `|` where a line ends."""
    return [one.text.replace("\n", " | ") for one in made(spoken(text), language, **given)]


@pytest.mark.parametrize(
    ("language", "text", "cues"),
    [
        ("nl", "De Straat van Gibraltar is een zee-engte aan het uiteinde van de Middellandse Zee. (0.3) "
               "Ik geloof in deze dialoog en we zullen deze dialoog voeren.",
         ["De Straat van Gibraltar is een zee-engte | aan het uiteinde van de Middellandse Zee.",
          "Ik geloof in deze dialoog | en we zullen deze dialoog voeren."]),
        ("fr", "Giancarlo Fisichella a perdu le contrôle de sa voiture (0.3) et a terminé la course peu après.",
         ["Giancarlo Fisichella a perdu | le contrôle de sa voiture", "et a terminé la course peu après."]),
        ("fr", "Vous venez ? (1.5) Oui, je viens !", ["Vous venez ?", "Oui, je viens !"]),
        ("fr", "« C'est mon four , dit-elle . » (0.9) Et elle rit .",
         ["« C'est mon four , dit-elle . »", "Et elle rit ."]),
        ("nl", "Ik heb (0.3) bij dhr. (0.3) Jansen (0.3) een lening gevraagd.",
         ["Ik heb bij dhr. Jansen | een lening gevraagd."]),
        ("nl", "Ik leende toen meer dan € 25 000 of het was € 5 en een beetje.",
         ["Ik leende toen meer dan € 25 000 | of het was € 5 en een beetje."]),
        ("nl", "Kom je? (0.2) - Ja, ik kom.", ["Kom je?", "- Ja, ik kom."]),
        ("nl", "Hottentottententententoonstellingsmakersgildelidmaatschapskaart gezien?",
         ["Hottentottententententoonstellingsmakersgildelidmaatschapskaart | gezien?"]),
    ],
)  # fmt: skip
def test_parted_at_phrases(language: str, text: str, cues: list[str]) -> None:
    """Cues and their lines end with sentences and phrases; signs and names stay with their words."""
    assert texts(text, language) == cues


def test_parted_at_pauses() -> None:
    """A pause of more than two seconds always parts, and a paragraph does; a shorter one waits for a phrase."""
    assert texts("Ik bak brood (2.2) en taart.") == ["Ik bak brood", "en taart."]
    assert texts("Ik bak brood (0.3) en taart.") == ["Ik bak brood en taart."]
    assert texts("Ik bak brood (0.3) en taart.", paragraphs=[3]) == ["Ik bak brood", "en taart."]


def test_a_stray_word() -> None:
    """A sentence's first word that was heard before a pause comes with its sentence, not with the one before."""
    found = made(spoken("Dat is voorbij. Ik (1.6) bak nu elke dag brood."))
    assert [one.text for one in found] == ["Dat is voorbij.", "Ik bak nu elke dag brood."]
    assert found[1].start_ms > 3300


def test_a_line_s_room_in_pixels() -> None:
    """Lines keep to a format's pixels as well as to its signs: wide letters get fewer."""
    text = "MWMWMWM WMWMWMW MWMWMWM WMWMWMW MWMWMWM"
    room = Context(formats=(FORMATS["portrait"],)).room(FORMATS["portrait"])
    assert max(map(len, texts(text, line=39)[0].split(" | "))) == 39
    narrow = texts(text, line=39, room=room, font=SHIPPED_FONT)
    assert max(len(line) for one in narrow for line in one.split(" | ")) < 39


def test_time_from_neighbours() -> None:
    """What is spoken too fast takes time from the pause before and from a cue that has some, by 0.4 s at most."""
    slow, fast = (
        "Ik bak elke dag brood voor de hele straat. (0.9)",
        "En 's avonds maken we nog soep voor het hele huis.",
    )
    words = spoken(slow)
    words += spoken(fast, pace=42, from_ms=words[-1].end_ms + 900)
    alone = words[-len(fast.split())].start_ms
    first, second = made(words, film_ms=words[-1].end_ms)
    assert alone - 400 <= second.start_ms < alone - 200
    assert second.start_ms - first.end_ms == 80


HURRIED = [  # as somebody said it
    ("Many", 22230, 22380), ("people", 22380, 22620), ("don't", 22620, 22880), ("think", 22940, 22980),
    ("about", 22980, 23220), ("them", 23300, 23420), ("as", 23420, 23580), ("dinosaurs", 23580, 23900),
    ("because", 23900, 24340), ("they", 24540, 24540), ("have", 24540, 24680), ("feathers", 24680, 24960),
    ("and", 24960, 25240), ("can", 25240, 25400), ("fly.", 25400, 25810),
]  # fmt: skip


def test_a_verb_stays_with_what_it_helps() -> None:
    """No cue ends with a verb that helps another, or with a word that refers to what follows; a line may."""
    said = [Word(text=text, start_ms=start, end_ms=end) for text, start, end in HURRIED]
    assert [one.text for one in made(said, "en", line=36)] == [
        "Many people don't think about them",
        "as dinosaurs because they have\nfeathers and can fly.",
    ]
    text = "comité olympique des États-Unis, selon laquelle les intérêts de nos athlètes et de nos clubs sont servis."
    assert [one.text for one in made(spoken(text, pace=50), "fr", line=28)] == [
        "comité olympique\ndes États-Unis,",
        "selon laquelle les intérêts\nde nos athlètes",
        "et de nos clubs sont servis.",
    ]


@pytest.mark.parametrize("pause", [None, 4000, 900])
def test_time_from_the_pause_behind_the_next(pause: int | None) -> None:
    """A cue that is read too fast takes time from the pause behind the next one, which begins and ends later."""
    said = [("grew" if text == "have" else text, start, end) for text, start, end in HURRIED]
    words = [Word(text=text, start_ms=start, end_ms=end) for text, start, end in said]
    if pause:
        words += spoken("The cabbage juice changes.", from_ms=25810 + pause)
    found = made(words, "en", line=36)
    assert [one.text for one in found][:2] == [
        "Many people don't think about them\nas dinosaurs because they grew",
        "feathers and can fly.",
    ]
    assert max(length(one.text) * 1000 / (one.end_ms - one.start_ms) for one in found) <= 20
    assert 24680 < found[1].start_ms <= 24680 + 400
    assert 25810 < found[1].end_ms <= 25810 + 1500
    gap = found[2].start_ms - found[1].end_ms if pause else 500
    assert gap == 80 or gap >= 500  # else it flickers


def test_shots() -> None:
    """A cue begins with the shot that changes just before it."""
    words = spoken("Ik bak brood. (1.5) Mijn zus verkoopt het op de markt.")
    begins = words[3].start_ms
    assert made(words)[1].start_ms == begins // 40 * 40
    assert made(words, shots=[500, begins - 180])[1].start_ms == (begins - 180) // 40 * 40
    assert made(words, shots=[begins - 600])[1].start_ms == begins // 40 * 40


@pytest.mark.parametrize("fps", [Fraction(25), Fraction(30000, 1001), Fraction(24), Fraction(50)])
def test_on_frames(fps: Fraction) -> None:
    """Cues begin and end on frames of the film, two of them apart."""
    found = made(
        spoken("Ik bak brood. Mijn zus verkoopt het op de markt. (0.3) Zo gaat dat bij ons."), fps=fps
    )
    for cue in found:
        for ms in (cue.start_ms, cue.end_ms):
            frame = round(ms * fps / 1000)
            assert ms == round(frame * 1000 / fps)
    assert all(round((b.start_ms - a.end_ms) * fps / 1000) >= 2 for a, b in pairwise(found))


@given(
    said=st.lists(
        st.tuples(
            st.text(alphabet="abcé.,!?«»-é", min_size=1, max_size=50),
            st.integers(0, 2500),
            st.integers(0, 1500),
        ),
        max_size=30,
    ),
    line=st.integers(10, 42),
    paragraphs=st.sets(st.integers(0, 30)),
    shots=st.lists(st.integers(0, 60_000), max_size=5),
)
def test_any_words(
    said: list[tuple[str, int, int]], line: int, paragraphs: set[int], shots: list[int]
) -> None:
    """Whatever words and times: every word is there in its order, cues rise, and none overlap."""
    words, at = list[Word](), 0
    for text, pause, long in said:
        words.append(Word(text=text, start_ms=at + pause, end_ms=at + pause + long))
        at += pause + long
    found = word_cues.cues(
        words, language="fr", norms=Norms(), line=line, fps=FPS, film_ms=at + 5000,
        paragraphs=sorted(paragraphs), shots=shots,
    )  # fmt: skip
    assert " ".join(one.text for one in found).split() == [text for text, _, _ in said]
    assert all(0 <= one.start_ms < one.end_ms <= at + 5040 for one in found)
    assert all(a.end_ms < b.start_ms for a, b in pairwise(found))
    assert all(len(one.text.split("\n")) <= 2 for one in found)


@pytest.mark.parametrize("format", FORMATS)
def test_the_linter_agrees(tmp_path: Path, format: str) -> None:
    """What is spoken calmly has no error, and nothing of lines, gaps or breaks, in any format."""
    text = (
        "Toen de markt sloot, had ik nog één oven en vier dagen om de huur te betalen. (0.8) Ik heb gebeld naar "
        "iedereen die ik kende, en niemand kon mij helpen. (0.4) Tot ik hoorde van een microkrediet. (1.4) Vandaag "
        "werken we met zijn drieën in de bakkerij, en op zaterdag staat de rij tot aan de hoek van de straat."
    )
    context = Context(language="nl", verbatim=True, formats=(FORMATS[format],), film_ms=60_000)
    room = context.room(FORMATS[format])
    found = made(spoken(text), line=FORMATS[format].max_chars, room=room, font=SHIPPED_FONT, film_ms=60_000)
    path = tmp_path / "film.nl.vtt"
    path.write_text(writer.vtt(found), encoding="utf-8")
    said = linter.lint(path, context)
    assert [one for one in said if one.severity == "error" or one.code not in ("S07", "S08")] == []
