"""A draft says in its file that a machine made it, until somebody checked these words; words keep their times."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.findings import Finding
from media.subtitles import draft, fixer, reader
from media.subtitles.cues import word_times, words
from media.subtitles.cues.words import Word
from media.subtitles.lint import linter
from media.subtitles.model import Cue
from media.subtitles.norms import Context

CUES = (
    Cue(start_ms=1000, end_ms=3000, text="Ik ben Fatou van Hefboom."),
    Cue(start_ms=3100, end_ms=5000, text="Ik kreeg 5.000 euro & een ja."),
    Cue(start_ms=5100, end_ms=5600, text="En nu bak ik elke dag brood"),
)
WORDS = (
    Word(text="Fatou", start_ms=1600, end_ms=2000, confidence=0.41),
    Word(text="Hefboom.", start_ms=2500, end_ms=2900, confidence=0.97),
    Word(text="5.000", start_ms=3700, end_ms=4000, confidence=0.5999),
)
FILE = """WEBVTT - nl

NOTE Woorden en tijden herkend door Testimony Campaign (base d01c3014); niemand heeft ze nagekeken.

NOTE Nakijken: Fatou (0.41)

00:00:01.000 --> 00:00:03.000
Ik ben Fatou van Hefboom.

NOTE Nakijken: 5.000 (0.59)

00:00:03.100 --> 00:00:05.000
Ik kreeg 5.000 euro &amp; een ja.

00:00:05.100 --> 00:00:05.600
En nu bak ik elke dag brood

"""
CHECKED = """WEBVTT - nl

NOTE Woorden en tijden herkend door Testimony Campaign (base d01c3014); {}.

00:00:01.000 --> 00:00:03.000
Ik ben Fatou van Hefboom.

00:00:03.100 --> 00:00:05.000
Ik kreeg 5.000 euro &amp; een ja.

00:00:05.100 --> 00:00:05.600
En nu bak ik elke dag brood

"""


def opened(text: str, name: str = "film.nl.vtt") -> reader.Opened:
    """A file with this text."""
    return reader.opened_content(Path(name), text.encode())


def checked(text: str) -> str:
    """The same file once An checked it."""
    shown = [cue.text for cue in opened(text).shown]
    return draft.checked(text, shown, who="An Voorbeeld", day=date(2026, 11, 30))


def test_a_draft_in_its_file() -> None:
    """The file says which model wrote it, and before each cue which words are uncertain; the check ends both."""
    assert draft.as_vtt(CUES, WORDS, language="nl", kind="recognised", model="base d01c3014") == FILE
    assert opened(FILE).unchecked == "recognised"
    assert tuple(cue.text for cue in opened(FILE).shown) == tuple(cue.text for cue in CUES)
    print_ = draft.fingerprint(cue.text for cue in CUES)
    assert checked(FILE) == CHECKED.format(f"nagekeken door An Voorbeeld op 2026-11-30, woorden {print_}")
    assert opened(checked(FILE)).unchecked is None


@pytest.mark.parametrize("kind", draft.KINDS)
@pytest.mark.parametrize("model", ["", "small (int8) --> ..."])
def test_every_kind_ends_with_the_check(kind: draft.Kind, model: str) -> None:
    """Estimated times, aligned times and recognised words are drafts alike, until somebody checked them."""
    text = draft.as_vtt(CUES, language="nl", kind=kind, model=model)
    assert opened(text).unchecked == kind
    assert opened(checked(text)).unchecked is None
    assert opened(text.replace("NOTE ", "NOTE\n", 1)).unchecked == kind  # as other programs write a note
    assert opened(text, "film.nl.srt").unchecked == kind  # only called otherwise


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("Fatou", "Fatoumata", "recognised"),
        (" van Hefboom", "", "recognised"),
        ("een ja.", "« een ja » !", None),
        ("brood", "Brood.", None),
        ("00:00:05.600", "00:00:06.400", None),
    ],
)
def test_other_words_are_a_draft_again(before: str, after: str, kind: str | None) -> None:
    """Who checked recognised words checked these: others are a draft again; times, signs and capitals are not."""
    changed = checked(FILE).replace(before, after)
    assert opened(changed).unchecked == kind
    assert opened(checked(changed)).unchecked is None
    estimated = checked(draft.as_vtt(CUES, language="nl", kind="estimated"))
    assert opened(estimated.replace(before, after)).unchecked is None  # words a person typed


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("NOTE Times estimated by Testimony Campaign; nobody has checked them.", "estimated"),
        ("NOTE Times estimated by Testimony Campaign; checked by An on 2025-01-31.", None),
        ("NOTE Words and times recognised by Testimony Campaign; checked by An on 2025-01-31.", "recognised"),
        ("NOTE Words and times recognised by Testimony Campaign (base); fine", "recognised"),
        ("NOTE made by hand", None),
    ],
)
def test_what_a_note_means(note: str, kind: str | None) -> None:
    """Files of before mean what they meant; who checked recognised words is believed with the words alone."""
    assert opened(f"WEBVTT\n\n{note}\n\n00:01.000 --> 00:03.000\nHallo.\n").unchecked == kind


def lint(text: str, folder: Path, context: Context) -> tuple[Finding, ...]:
    """What is found in a file with this text."""
    (folder / "film.nl.vtt").write_text(text, encoding="utf-8")
    return linter.lint(folder / "film.nl.vtt", context)


def places(found: Finding) -> str:
    """The places that a remark names: minute, second and words; and how many more there are."""
    listed = found.params["what"].params["places"]  # type: ignore[attr-defined]
    return "; ".join(
        f"0:0{one.params['at'] // 1000} “{one.params['text']}”"
        if one.code == "look-place"
        else f"{one.code} {one.params['count']}"
        for one in listed
    )


def test_first_looks(tmp_path: Path) -> None:
    """What of a draft to look at first: one remark a kind, each with its places, until it is checked."""
    context = Context(language="nl", names=("Fatou Voorbeeld", "Hefboom"))
    found = [one for one in lint(FILE, tmp_path, context) if one.code in ("S24", "S25")]
    assert [(one.code, one.severity, one.where.rpartition(":")[2]) for one in found] == [
        ("S24", "error", "1"),
        ("S25", "warning", "7"),
        ("S25", "info", "7"),
        ("S25", "info", "12"),
        ("S25", "warning", "15"),
    ]
    assert [places(one) for one in found[1:]] == [
        "0:01 “Fatou”; 0:03 “5.000”",
        "0:01 “Fatou”; 0:01 “Hefboom”",
        "0:03 “5.000”",
        "0:05 “En nu bak ik elke dag brood”",
    ]
    done = lint(checked(FILE), tmp_path, context)
    assert {"S24", "S25"}.isdisjoint(one.code for one in done)


def test_words_corrected_since(tmp_path: Path) -> None:
    """A word that was corrected by hand is told no more; of more than eight, how many and where the rest are."""
    said = "een, twee drie vier vijf zes zeven acht negen tien elf twaalf."
    cue = Cue(start_ms=1000, end_ms=9000, text=said.replace("negen", "niet"))
    heard = [
        Word(text=word, start_ms=1000 + at * 500, end_ms=1400 + at * 500, confidence=0.1 + at / 100)
        for at, word in enumerate(said.split())
    ]
    made = draft.as_vtt([cue], heard, language="nl", kind="recognised")
    (found,) = (one for one in lint(made, tmp_path, Context(language="nl")) if one.code == "S25")
    assert found.params["what"].params["count"] == 11  # type: ignore[attr-defined]
    assert places(found).startswith("0:01 “een”; 0:01 “twee”; 0:01 “drie”")
    assert places(found).endswith("0:01 “acht”; look-more-noted 3")
    assert found.params["what"].params["places"][-1].params["note"] == "Nakijken"  # type: ignore[attr-defined]
    assert "negen" not in places(found)


def test_mending_keeps_the_notes(tmp_path: Path) -> None:
    """`--fix` leaves the draft a draft, and what to look at in its place."""
    path = tmp_path / "film.nl.vtt"
    path.write_text(FILE.replace("Ik ben", "Ik  ben").replace("een ja.", "een ja..."), encoding="utf-8")
    mended = fixer.fixed(path, Context(language="nl"))
    assert mended.done
    text = mended.content.decode()
    assert opened(text).unchecked == "recognised"
    assert [[one.text for one in unsure] for _, unsure in draft.looks(text)] == [["Fatou"], ["5.000"]]
    assert "NOTE Nakijken: 5.000 (0.59)\n\n00:00:03.100 -->" in text


SPOKEN = tuple(
    Word(text=text, start_ms=at * 500, end_ms=at * 500 + 400, confidence=0.9)
    for at, text in enumerate(["Ik", "ben", "van", "Heefboom", "en", "ik", "bak", "brood."], 2)
)


def times(*texts: str) -> list[tuple[str, int, int, float | None]]:
    """The words of an edit of two cues, with their times."""
    cues = [
        Cue(start_ms=1000 + 2000 * at, end_ms=2950 + 2000 * at, text=text) for at, text in enumerate(texts)
    ]
    return [(one.text, one.start_ms, one.end_ms, one.confidence) for one in word_times.kept(SPOKEN, cues)]


def test_words_that_stayed_keep_their_times() -> None:
    """A corrected word gets the time between its neighbours and no confidence; the others keep theirs."""
    assert times("Ik ben van\nHefboom", "en ik bak taart en brood !") == [
        ("Ik", 1000, 1400, 0.9), ("ben", 1500, 1900, 0.9), ("van", 2000, 2400, 0.9), ("Hefboom", 2500, 2900, None),
        ("en", 3000, 3400, 0.9), ("ik", 3500, 3900, 0.9), ("bak", 4000, 4400, 0.9),
        ("taart", 4400, 4471, None), ("en", 4471, 4500, None), ("brood !", 4500, 4900, 0.9),
    ]  # fmt: skip


def test_words_that_moved_and_went() -> None:
    """A word over the edge of its cue keeps its time; those of a cue that was taken out are gone."""
    assert times("Ik ben", "van Heefboom en ik bak brood.")[2] == ("van", 2000, 2400, 0.9)
    assert [one[0] for one in times("bak brood.")] == ["bak", "brood."]


@given(st.lists(st.text(st.sampled_from("ab cé.! «»–\n"), max_size=12), max_size=5))
def test_every_word_gets_a_time(texts: list[str]) -> None:
    """Whatever the edit, its words are there in order, each beginning before it ends, none before the one before."""
    cues = [Cue(start_ms=n * 1000, end_ms=n * 1000 + 900, text=text) for n, text in enumerate(texts)]
    found = word_times.kept(SPOKEN, cues)
    letters = "".join(text for text in texts if any(map(str.isalnum, text)))
    assert "".join("".join(one.text for one in found).split()) == "".join(letters.split())
    assert all(0 <= one.start_ms <= one.end_ms for one in found)
    assert words.as_json(found)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bij microStart en bij Crédal.", ["microStart", "Crédal"]),
        ("Fatou Voorbeeld zegt: fatou is een naam.", ["Fatou Voorbeeld"]),
        ("An leeft van de voorbeelden.", []),
        ("Fatoe Voorbeelt", []),
    ],
)
def test_names_to_listen_for(text: str, names: list[str], tmp_path: Path) -> None:
    """The names that the recogniser was given are told where it wrote them, the longest; common words are none."""
    known = ("Fatou Voorbeeld", "An Li", "microStart", "Crédal", "")
    cue = Cue(start_ms=0, end_ms=6000, text=text)
    made = draft.as_vtt([cue], language="nl", kind="recognised")
    found = [one for one in lint(made, tmp_path, Context(language="nl", names=known)) if one.code == "S25"]
    told = [places(one) for one in found]
    assert told == (["; ".join(f"0:00 “{name}”" for name in names)] if names else [])


def test_an_edit_of_a_long_film() -> None:
    """Twenty minutes of words are matched piece by piece: every one but those that were changed keeps its time."""
    said = [
        Word(text=f"w{n * n % 1009 % 200}", start_ms=n * 400, end_ms=n * 400 + 300, confidence=0.9)
        for n in range(3000)
    ]
    new = [f"x{n}" if n % 100 == 50 else word.text for n, word in enumerate(said)]
    cues = [
        Cue(start_ms=n * 400, end_ms=n * 400 + 3900, text=" ".join(new[n : n + 10]))
        for n in range(0, 3000, 10)
    ]
    found = word_times.kept(said, cues)
    assert [(one.start_ms, one.end_ms) for one in found] == [(one.start_ms, one.end_ms) for one in said]
    assert sum(one.confidence is None for one in found) == 30


MARKS = {
    "en": (
        "NOTE Times estimated by Testimony Campaign; nobody has checked them.",
        "NOTE Times aligned by Testimony Campaign (base); nobody has checked them.",
        "NOTE Words and times recognised by Testimony Campaign (base); nobody has checked them.",
        "NOTE Check: Fatou (0.41)",
        "checked by An Voorbeeld on 2026-11-30",
    ),
    "nl": (
        "NOTE Tijden geschat door Testimony Campaign; niemand heeft ze nagekeken.",
        "NOTE Tijden uit het geluid gehaald door Testimony Campaign (base); niemand heeft ze nagekeken.",
        "NOTE Woorden en tijden herkend door Testimony Campaign (base); niemand heeft ze nagekeken.",
        "NOTE Nakijken: Fatou (0.41)",
        "nagekeken door An Voorbeeld op 2026-11-30",
    ),
    "fr": (
        "NOTE Minutage estimatif de Testimony Campaign\u00a0; pas encore de relecture.",
        "NOTE Minutage fait sur le son par Testimony Campaign (base)\u00a0; pas encore de relecture.",
        "NOTE Mots et minutage reconnus par Testimony Campaign (base)\u00a0; pas encore de relecture.",
        "NOTE À vérifier\u00a0: Fatou (0.41)",
        "relecture par An Voorbeeld le 2026-11-30",
    ),
}


@pytest.mark.parametrize("language", MARKS)
def test_notes_are_in_the_language_of_the_file(language: str) -> None:
    """A draft's notes are in the language of its subtitles; they are read, ended by a check, and never shown."""
    *marks, look, said = MARKS[language]
    for kind, mark in zip(draft.KINDS, marks, strict=True):
        model = "" if kind == "estimated" else "base"
        text = draft.as_vtt(CUES, WORDS, language=language, kind=kind, model=model)
        assert [mark in text, look in text] == [True, True], text
        for name in (f"film.{language}.vtt", "film.srt"):
            file = opened(text, name)
            assert (file.unchecked, [cue.text for cue in file.shown]) == (kind, [cue.text for cue in CUES])
        assert [one.text for _, words in draft.looks(text) for one in words] == ["Fatou", "5.000"]
        done = checked(text)
        assert (opened(done).unchecked, said in done, look in done) == (None, True, False), done
        file = opened(done)
        assert file.mark == draft.Mark(
            kind=kind,
            model=model,
            who="An Voorbeeld",
            day="2026-11-30",
            words=draft.fingerprint(cue.text for cue in CUES) if kind == "recognised" else "",
        )


def test_a_language_without_notes_of_its_own() -> None:
    """Subtitles in a language that has no words for it, and regions of one that has, say it all the same."""
    assert MARKS["en"][2] in draft.as_vtt(CUES, language="tr", kind="recognised", model="base")
    assert MARKS["nl"][2] in draft.as_vtt(CUES, language="nl-BE", kind="recognised", model="base")


@pytest.mark.parametrize("language", MARKS)
@pytest.mark.parametrize("kind", draft.KINDS)
def test_a_mark_with_broken_letters(language: str, kind: draft.Kind) -> None:
    """Whatever a program makes of letters that are not ASCII, a draft stays one, and can be checked off."""
    text = draft.as_vtt(CUES, language=language, kind=kind, model="base")
    for broken in (
        text.encode().decode("cp1252", errors="replace"),
        text.encode("ascii", errors="replace").decode(),
        text.replace("\u00a0", " "),
        text.upper().replace("-->", "-->"),
    ):
        assert opened(broken).unchecked == kind
        assert opened(checked(broken)).unchecked is None


def test_a_file_in_another_program_of_another_language() -> None:
    """A mark is read whatever the language of the file: a French draft that somebody called Dutch is one still."""
    text = draft.as_vtt(CUES, WORDS, language="fr", kind="recognised").replace("WEBVTT - fr", "WEBVTT - nl")
    assert opened(text).unchecked == "recognised"
    assert MARKS["fr"][4].partition(" ")[0] in checked(text)
