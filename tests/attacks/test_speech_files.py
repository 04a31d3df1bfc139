"""Files that recognition and drafts read again, after somebody changed them: words, answers that were kept, models."""

import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from media.errors import BadInput
from media.sources import probe
from media.sources.probe import Film
from media.speech import model_download, models, recognition
from media.speech.heard_speech import HeardSpeech
from media.subtitles import draft, reader
from media.subtitles.cues import words
from tests import recorded_recogniser, small_films, speech_model

SAID = [("Ik ben Fatou.", 0.5, 1.5, 0.1)]
VOICE = [(500, 1400)]
CUE = "00:00.000 --> 00:02.000\nIk ben Fatou.\n\n"
RECOGNISED = "Words and times recognised by Testimony Campaign"


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Film:
    """A film of two seconds with a tone."""
    return probe.probe(small_films.film(tmp_path_factory.mktemp("films") / "film.mp4", seconds=2))


@pytest.fixture(scope="module")
def answered(film: Film, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, bytes, HeardSpeech]:
    """What was kept of an earlier run: its file's name and content; and what was heard."""
    folder = tmp_path_factory.mktemp("answered")
    with pytest.MonkeyPatch.context() as patch:
        recorded_recogniser.installed(folder, patch, segments=SAID, voice=VOICE)
        using = recorded_recogniser.model(folder)
        first = recognition.recognised(film, model=using, language="nl", kept=folder / "kept")
    (place,) = folder.glob("kept-*.json")
    return place.name, place.read_bytes(), first


@pytest.mark.slow
@pytest.mark.parametrize(
    "changed",
    [
        {"voice": None},
        {"voice": [["a", "b"]]},
        {"voice": [[5, 1]]},
        {"voice": [[0, 10**30]]},
        {"languages": [["nl"]]},
        {"languages": 7},
        {"segments": [7]},
        {"segments": [{"words": [["a"]], "no_speech": 0.1}]},
        {"segments": [{"words": [[" a", float("nan"), 5, 0.5]], "no_speech": 0.1}]},
        {"segments": [{"words": [[" a", float("inf"), 5, 0.5]], "no_speech": 0.1}]},
        {"segments": [{"words": [[" a", 0, 5, float("nan")]], "no_speech": 0.1}]},
        {"segments": [{"words": [[" a", -9, -5, 0.5]], "no_speech": 0.1}]},
        {"segments": [{"words": [[" a", 0, 10**30, 0.5]], "no_speech": 0.1}]},
        {"segments": [{"words": [[" \ud800", 0, 5, 0.5]], "no_speech": 0.1}]},
        {"language": 9},
    ],
    ids=str,
)
def test_a_kept_answer_that_was_changed(
    film: Film,
    answered: tuple[str, bytes, HeardSpeech],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    changed: dict[str, Any],
) -> None:
    """What was kept of an earlier run and is no answer any more is asked anew."""
    recorded_recogniser.installed(tmp_path, monkeypatch, segments=SAID, voice=VOICE)
    using, (name, content, first) = recorded_recogniser.model(tmp_path), answered
    (tmp_path / name).write_text(json.dumps(json.loads(content) | changed), encoding="utf-8")
    assert recognition.recognised(film, model=using, language="nl", kept=tmp_path / "kept") == first
    assert [one.name for one in tmp_path.glob("kept-*.json")] == [name]
    assert (tmp_path / name).read_bytes() == content


@pytest.mark.parametrize(
    "manifest",
    [
        {"files": []},
        {"files": {"model.bin": "0"}},
        {"files": {"model.bin": None}},
        {"files": {"model.bin": {"sha256": 7}}},
        {"files": {"tokenizer.json": []}},
        {"files": {"/etc/passwd": {"sha256": "0"}}},
        {"files": 7},
    ],
    ids=str,
)
def test_a_manifest_that_was_changed(tmp_path: Path, manifest: dict[str, Any]) -> None:
    """A model whose manifest is none is refused as damaged, or read without it; the others are listed still."""
    given = recorded_recogniser.model(tmp_path).folder
    model_download.taken(given, tmp_path / "home")
    (tmp_path / "home" / "small" / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    models.found(tmp_path / "home")
    assert _code(tmp_path / "home" / "small") in ("", "model-damaged")


def _code(folder: Path) -> str:
    """The code with which a model is refused; nothing where it is read, by the hash of its weights."""
    try:
        return "" if len(models.opened(folder).sha256) == 64 else "no hash"
    except BadInput as refused:
        return refused.code


@pytest.mark.parametrize("speed", ["1" + "0" * 400, "Infinity", "NaN", "-1", "true", '"5"', "[" * 9000])
def test_a_speed_that_was_changed(tmp_path: Path, speed: str) -> None:
    """A speed that is none is not told."""
    model = recorded_recogniser.model(tmp_path)
    (model.folder / "speed.json").write_text(f'{{"seconds_per_second": {speed}}}', encoding="utf-8")
    assert models.speed(model) is None


def test_a_home_that_is_nobodys(tmp_path: Path) -> None:
    """A model in the folder of a person who is not on this computer is refused as any that is not there."""
    with pytest.raises(BadInput) as error:
        models.chosen(tmp_path, asked="~nobody-of-that-name/small")
    assert error.value.code == "model-nowhere"


def test_a_model_without_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model at the top of a disk, or under a hidden name, never takes the place of those that are kept."""
    home = tmp_path / "home"
    model_download.taken(recorded_recogniser.model(tmp_path).folder, home)
    hidden = recorded_recogniser.model(tmp_path, ".hidden", weights=b"other").folder
    kept = model_download.taken(hidden, home)
    assert kept in models.found(home)
    top = recorded_recogniser.model(tmp_path, "top", weights=b"third").folder
    monkeypatch.setattr(Path, "resolve", lambda self: Path("/") if self == top else self)
    kept = model_download.taken(top, home)
    assert kept in models.found(home)
    assert "small" in {one.name for one in models.found(home)}


def test_another_model_under_a_known_name(tmp_path: Path) -> None:
    """A model that is another one than that of the same name does not take its place in silence."""
    home = tmp_path / "home"
    first = model_download.taken(recorded_recogniser.model(tmp_path).folder, home)
    other = recorded_recogniser.model(tmp_path / "stick", weights=b"other").folder
    second = model_download.taken(other, home)
    assert {one.sha256 for one in models.found(home)} == {first.sha256, second.sha256}


@pytest.mark.parametrize(
    "row",
    [
        {"start_ms": True},
        {"start_ms": -1},
        {"end_ms": 10**30},
        {"confidence": float("nan")},
        {"confidence": True},
        {"word": "\ud800"},
        {"word": "a" * 100_000},
        {"word": ""},
        {"word": "a\n\nNOTE b"},
    ],
    ids=lambda row: str(row)[:40],
)
def test_words_that_are_none(tmp_path: Path, row: dict[str, object]) -> None:
    """A file of words with one that is none is refused."""
    whole = {"word": "Ik", "start_ms": 0, "end_ms": 5, "confidence": 0.5}
    (tmp_path / "a.words.json").write_text(json.dumps([whole, whole | row]), encoding="utf-8")
    with pytest.raises(BadInput) as error:
        words.read(tmp_path / "a.words.json")
    assert error.value.code == "words-unreadable"


NOTES = {
    "as it was": (f"NOTE {RECOGNISED}; nobody has checked them.", True),
    "without its end": (f"NOTE {RECOGNISED}", True),
    "a comma": (f"NOTE {RECOGNISED}, nobody has checked them.", True),
    "over two lines": ("NOTE Words and times recognised by\nTestimony Campaign; nobody has checked them.", True),
    "brackets in the model": (f"NOTE {RECOGNISED} (base (int8)); nobody has checked them.", True),
    "more spaces": (f"NOTE  {RECOGNISED.replace(' ', '  ')} ; nobody has checked them.", True),
    "other spaces": (f"NOTE\u00a0{RECOGNISED}; nobody has checked them.", True),
    "capitals": (f"NOTE {RECOGNISED.upper()}; NOBODY HAS CHECKED THEM.", True),
    "before it a space": (f" NOTE {RECOGNISED}; nobody has checked them.", True),
    "checked without a day": (f"NOTE {RECOGNISED}; checked by An.", True),
    "checked without words": (f"NOTE {RECOGNISED}; checked by An on 2026-01-01.", True),
    "checked and not": (
        "NOTE Times aligned by Testimony Campaign; checked by An on 2026-01-01.\n\n"
        f"NOTE {RECOGNISED}; nobody has checked them.",
        True,
    ),
    "two checks": (
        "NOTE Times aligned by Testimony Campaign; checked by An on 2026-01-01.\n\n"
        f"NOTE {RECOGNISED}; checked by An on 2026-01-01, words 0123456789abcdef.",
        True,
    ),
    "Dutch, a comma": ("NOTE Woorden en tijden herkend door Testimony Campaign, niemand heeft ze nagekeken.", True),
    "French, over two lines": ("NOTE Mots et minutage reconnus par\nTestimony Campaign ; sans relecture.", True),
    "Dutch, checked without words": (
        "NOTE Woorden en tijden herkend door Testimony Campaign; nagekeken door An op 2026-01-01.",
        True,
    ),
    "French times that were checked": (
        "NOTE Minutage fait sur le son par Testimony Campaign\u00a0; relecture par An le 2026-01-01.",
        False,
    ),
    "a note of a person": ("NOTE Made for Testimony Campaign", False),
    "times that were checked": ("NOTE Times aligned by Testimony Campaign; checked by An on 2026-01-01.", False),
}  # fmt: skip


@pytest.mark.parametrize("name", NOTES)
@pytest.mark.parametrize("form", ["plain", "crlf", "bom", "utf16"])
def test_a_note_that_was_broken(tmp_path: Path, name: str, form: str) -> None:
    """What a file says of a machine counts also where it was broken: nobody's check is read into it."""
    note, unchecked = NOTES[name]
    text = f"WEBVTT - nl\n\n{note}\n\n{CUE}"
    content = {
        "plain": text.encode(),
        "crlf": text.replace("\n", "\r\n").encode(),
        "bom": text.encode("utf-8-sig"),
        "utf16": text.encode("utf-16"),
    }[form]
    (tmp_path / "a.vtt").write_bytes(content)
    opened = reader.opened(tmp_path / "a.vtt")
    assert [cue.text for cue in opened.shown] == ["Ik ben Fatou."]
    assert bool(opened.unchecked) == unchecked
    assert draft.is_marked(tmp_path / "a.vtt") or not unchecked
    if unchecked:
        done = draft.checked(opened.text, (cue.text for cue in opened.shown), who="An", day=date(2026, 1, 1))
        after = reader.opened_content(tmp_path / "a.vtt", done.encode())
        assert after.unchecked is None
        assert after.mark


@pytest.mark.alone
@pytest.mark.parametrize(
    "note",
    ["NOTE Check: " + "a" * 300_000, "NOTE Check: " + "a (0." * 60_000, "NOTE " * 60_000, "NOTE Check: a\n" * 60_000,
     f"NOTE {RECOGNISED}; checked by " + "on 2026-01-01" * 20_000],
    ids=lambda note: note[:20] + note[-5:],
)  # fmt: skip
def test_long_notes(tmp_path: Path, note: str) -> None:
    """Notes as long as a file may be are read in no time."""
    begun = time.monotonic()
    text = f"WEBVTT\n\n{note}\n\n{CUE}"
    draft.mark_of(text)
    draft.looks(text)
    draft.without_mark(text.encode())
    assert time.monotonic() - begun < 2


def test_other_words_in_other_scripts() -> None:
    """The vowels of scripts that write them as marks are words too: others make another fingerprint."""
    assert draft.fingerprint(["कि"]) != draft.fingerprint(["का"])
    assert draft.fingerprint(["-5 euro"]) == draft.fingerprint(["5 euro."])


def test_what_the_recogniser_sees(film: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It sees no secret and no proxy, is told that nothing is to be counted or sent, and gets names as words alone."""
    for name in (
        "HF_TOKEN",
        "HTTPS_PROXY",
        "CAMPAIGN_FACEBOOK_TOKEN",
        "HF_ENDPOINT",
        "PYTHONPATH",
        "LD_PRELOAD",
    ):
        monkeypatch.setenv(name, "/nowhere")
    package = recorded_recogniser.installed(tmp_path, monkeypatch, segments=SAID, voice=VOICE)
    names = ["Fatou <|endoftext|> Voorbeeld", "A\n\nB", "c" * 5000]
    recognition.recognised(film, model=recorded_recogniser.model(tmp_path), language="nl", names=names)
    asked = json.loads((package / "asked.json").read_text(encoding="utf-8"))
    assert "/nowhere" not in asked["environment"].values()
    told = {"HF_HUB_OFFLINE": "1", "ORT_DISABLE_TELEMETRY": "1"}
    assert asked["environment"] | told == asked["environment"]
    assert asked["hotwords"] == f"Fatou Voorbeeld, A B, {'c' * 100}"


@pytest.mark.slow
def test_nothing_is_kept_of_what_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library that finds voices counts what people do, to send it: not here."""
    speech_model.require_extra(monkeypatch)
    model = speech_model.joined(tmp_path / "base")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    made = probe.probe(small_films.film(tmp_path / "film.mp4", seconds=2))
    recognition.recognised(made, model=model, language="nl")
    assert list((tmp_path / "home").rglob("*")) == []
