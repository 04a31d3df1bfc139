"""`campaign subtitles align`: a transcript gets the times of the speech, and is told where it and the film differ."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from media.subtitles import reader
from tests import film_to_hear, recorded_recogniser, small_films

Run = Callable[..., Result]
SAID = [("Ik ben Fatou en ik bak brood.", 0.5, 2.6, 0.1), ("Elke dag om vier uur.", 4.0, 5.5, 0.1)]
VOICE = [(500, 2600), (4000, 5500)]
TEXT = "Ik ben Fatou en ik bak brood.\nElke dag om vier uur.\n"
NEW = "Morgen openen wij een tweede winkel in Gent."


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film of eight seconds."""
    return film_to_hear.film(tmp_path_factory.mktemp("films"), seconds=8)


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, film: Path) -> Path:
    """A folder with the film and its text, on a computer that has a recogniser and a model."""
    (tmp_path / "bakery.txt").write_text(TEXT, encoding="utf-8")
    return film_to_hear.room(tmp_path, monkeypatch, film, said=SAID, voice=VOICE)


def align(campaign: Run, room: Path, *words: object) -> Result:
    """Run the command on the film and its text."""
    return campaign(
        "subtitles", "align", room / "bakery.mp4", room / "bakery.txt", "--language", "nl", *words
    )


def test_of_a_file(room: Path, campaign: Run) -> None:
    """The words of the text lie where they are spoken, in a file that says that its times are a machine's."""
    done = align(campaign, room, "--words", room / "w.json")
    assert (done.exit_code, done.stdout) == (
        0,
        f"Wrote 2 subtitles to {room / 'bakery.nl.vtt'}, timed by the speech. Watch the film with them, then run "
        f"`campaign subtitles checked {room / 'bakery.nl.vtt'} --by NAME`.\n",
    )
    made = reader.opened(room / "bakery.nl.vtt")
    assert made.unchecked == "aligned"
    assert [(cue.start_ms, cue.text) for cue in made.shown] == [
        (480, "Ik ben Fatou en ik bak brood."),
        (4000, "Elke dag om vier uur."),
    ]
    words = json.loads((room / "w.json").read_text(encoding="utf-8"))
    assert [one["word"] for one in words] == TEXT.split()
    assert (words[0]["start_ms"], words[6]["end_ms"], words[7]["start_ms"]) == (500, 2600, 4000)


def test_text_and_film_the_other_way_round(campaign: Run, tmp_path: Path) -> None:
    """Who names the text before the film is told the line as it is typed, whether or not either is there."""
    for film in ("bakery", "bakery.mp4"):
        done = campaign("subtitles", "align", tmp_path / "bakery.txt", film)
        assert done.exit_code == 2
        assert f"`campaign subtitles align {film} {tmp_path / 'bakery.txt'}`" in done.stderr, done.stderr


@pytest.mark.slow
def test_where_text_and_speech_differ(room: Path, campaign: Run) -> None:
    """A sentence that nobody says is told with its place and is in no subtitle; so is one that the text leaves out."""
    (room / "bakery.txt").write_text(f"{NEW} {TEXT.splitlines()[0]}", encoding="utf-8")
    done = align(campaign, room)
    assert done.exit_code == 0, done.output
    assert f"0:00: warning: in the text, but nobody says it: “{NEW}”" in done.stderr
    assert (
        "0:04: warning: said until 0:05.4, but not in the text; heard as “Elke dag om vier uur.”"
        in done.stderr
    )
    made = (room / "bakery.nl.vtt").read_text(encoding="utf-8")
    assert f"NOTE Niet gezegd op 0:00:00.000: {NEW}\n" in made
    assert NEW not in " ".join(cue.text for cue in reader.opened(room / "bakery.nl.vtt").shown)
    found = json.loads(align(campaign, room, "--json", "--yes").stdout)
    assert [one["code"] for one in found["findings"]] == ["text-not-spoken", "speech-not-in-text"]
    assert (found["unchecked"], found["cues"]) == ("aligned", 1)


@pytest.mark.slow
def test_of_a_testimony(room: Path, campaign: Run) -> None:
    """A testimony gets the subtitles, which are not exported before somebody has checked them."""
    folder = room / "c"
    assert campaign("init", folder, "--name", "C", "--language", "nl").exit_code == 0
    form = ("--speaker", "Fatou", "--organisation", "Hefboom", "--role", "entrepreneur", "--language", "nl")
    done = campaign("testimony", "add", room / "bakery.mp4", *form, "--slug", "bakery", folder=folder)
    assert done.exit_code == 0, done.output
    done = campaign("subtitles", "align", "bakery", room / "bakery.txt", folder=folder)
    assert (done.exit_code, done.stdout.startswith("bakery has 2 subtitles")) == (0, True), done.output
    assert campaign("subtitles", "export", "bakery", folder, folder=folder).exit_code == 2
    assert campaign("subtitles", "checked", "bakery", "--by", "An", folder=folder).exit_code == 0
    assert campaign("subtitles", "export", "bakery", folder, folder=folder).exit_code == 0
    kept = campaign("subtitles", "align", "bakery", room / "bakery.txt", "--yes", folder=folder)
    assert (kept.exit_code, "--output FILE.vtt" in kept.stderr) == (2, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the transcript has no words"),
        (" \n\n", "the transcript has no words"),
        (f"{NEW} {NEW}", "this is not the text of"),
        ("PK\0\3", "is not plain text"),
    ],
)
def test_a_text_that_is_none_of_it(room: Path, campaign: Run, text: str, said: str) -> None:
    """Another film's text, an empty one and a document are refused in one line, and nothing is written."""
    (room / "bakery.txt").write_text(text, encoding="utf-8")
    before = sorted(room.iterdir())
    done = align(campaign, room)
    assert (done.exit_code, done.stdout) == (2, ""), done.stderr
    assert said in done.stderr.splitlines()[-1]
    assert sorted(room.iterdir()) == before


@pytest.mark.slow
def test_improbable_words(room: Path, campaign: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said in place of a sentence, and the sentence that it replaces, are two findings, both to be mended."""
    said = [(SAID[0][0], 0.5, 2.6, 0.1), ("Wat doen jullie dan straks.", 4.0, 5.5, 0.1)]
    recorded_recogniser.installed(room / "there", monkeypatch, segments=said, voice=VOICE, likely=0.05)
    done = align(campaign, room)
    assert done.exit_code == 0, done.output
    for told in (
        "0:04: warning: something else is said here than “Elke dag om vier uur.”, which stands in the subtitles",
        "0:04: warning: said until 0:05.5, but not in the text; heard as “Wat doen jullie dan straks.”",
    ):
        assert told in done.stderr
    made = (room / "bakery.nl.vtt").read_text(encoding="utf-8")
    assert "NOTE Anders gezegd op 0:00:04.000: Elke dag om vier uur.\n" in made
    assert "NOTE Niet in de tekst op 0:00:04.000: Wat doen jullie dan straks.\n" in made


@pytest.mark.slow
def test_improbable_sentences_beside_each_other(
    room: Path, campaign: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of sentences in a row that nobody says each is told; what is said in their place once, from end to end."""
    first = "Ik ben Fatou en ik bak elke dag vers brood in Gent."
    said = [(first, 0.5, 3.8, 0.1), ("Wat doen jullie dan straks. Ik weet het niet.", 4.0, 7.5, 0.1)]
    voice = [(500, 3800), (4000, 7500)]
    recorded_recogniser.installed(room / "there", monkeypatch, segments=said, voice=voice, likely=0.05)
    (room / "bakery.txt").write_text(f"{first} {SAID[1][0]} Morgen openen wij een winkel.", encoding="utf-8")
    found = json.loads(align(campaign, room, "--json").stdout)["findings"]
    told = ["speech-otherwise", "speech-not-in-text", "speech-otherwise", "text-much-guessed"]
    assert sorted(one["code"] for one in found) == sorted(told)
    found = [one for one in found if one["code"] == "speech-not-in-text"]
    assert "heard as “Wat doen jullie dan straks. Ik weet het niet.”" in str(found)


@pytest.mark.slow
def test_nobody_speaks(room: Path, campaign: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A film with music alone, and one without sound, are refused in one line."""
    recorded_recogniser.installed(room / "there", monkeypatch, segments=[], voice=[])
    done = align(campaign, room)
    assert (done.exit_code, "nobody speaks in" in done.stderr.splitlines()[-1]) == (2, True), done.stderr
    small_films.film(room / "bakery.mp4", seconds=2, size="320x180", sound=None)
    done = align(campaign, room)
    assert (done.exit_code, "has no sound" in done.stderr) == (2, True), done.stderr


def test_without_the_extra(tmp_path: Path, campaign: Run, film: Path) -> None:
    """Without the recogniser it is said how to install it; an estimate is made, and says that `align` is better."""
    (tmp_path / "bakery.txt").write_text(TEXT, encoding="utf-8")
    done = campaign("subtitles", "align", film, tmp_path / "bakery.txt", "--language", "nl")
    assert (done.exit_code, 'pipx install --force ".[speech]"' in done.stderr) == (3, True)
    out = tmp_path / "bakery.nl.vtt"
    done = campaign("subtitles", "estimate", tmp_path / "bakery.txt", out, "--film", film, "--language", "nl")
    assert done.exit_code == 0, done.output
    assert f"`campaign subtitles align {film}" in done.stderr
    assert 'pipx install --force ".[speech]"' in done.stderr


@pytest.mark.slow
def test_an_unchecked_draft_stands_there(room: Path, campaign: Run) -> None:
    """Where nobody agrees to replace a draft, the same command with `--yes` is named."""
    folder = room / "c"
    assert campaign("init", folder, "--name", "C", "--language", "nl").exit_code == 0
    form = ("--speaker", "Fatou", "--organisation", "Hefboom", "--role", "entrepreneur", "--language", "nl")
    campaign("testimony", "add", room / "bakery.mp4", *form, "--slug", "bakery", folder=folder)
    text = room / "bakery.txt"
    assert campaign("subtitles", "align", "bakery", text, folder=folder).exit_code == 0
    again = campaign("subtitles", "align", "bakery", text, folder=folder)
    assert (again.exit_code, f"`campaign subtitles align bakery {text} --yes`" in again.stderr) == (2, True)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "head", "sign"), [("w.vtt", "WEBVTT\n\n", "."), ("w.srt", "1\n", ",")])
def test_subtitles_as_text(room: Path, campaign: Run, name: str, head: str, sign: str) -> None:
    """Subtitles given as the text are what they say: their times and notes are no words of it."""
    given = f"{head}00:00:00{sign}000 --> 00:00:02{sign}000\nIk ben Fatou\nen ik bak brood.\n\n"
    given += f"00:00:02{sign}000 --> 00:00:04{sign}000\nElke dag om vier uur.\n"
    (room / name).write_text(given, encoding="utf-8")
    done = campaign("subtitles", "align", room / "bakery.mp4", room / name, "--language", "nl")
    assert done.exit_code == 0, done.output
    shown = reader.opened(room / "bakery.nl.vtt").shown
    assert [cue.text for cue in shown] == TEXT.splitlines()


@pytest.mark.slow
def test_names_are_not_given(room: Path, campaign: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text is aligned with what is heard without names, and by what was understood at all."""
    said, voice = [("Ik ben Fatou en", 0.5, 2.6, 0.1)], [(500, 2600), (4000, 5500), (5600, 7900)]
    recorded_recogniser.installed(room / "there", monkeypatch, segments=said, voice=voice, named=[])
    (room / "bakery.txt").write_text(f"{TEXT} {NEW}", encoding="utf-8")
    done = align(campaign, room)
    assert done.exit_code == 0, done.output
