"""A speech synthesiser of the system says the lines of example films; whatever goes wrong with it, nothing is said."""

import sys
import time
import wave
from pathlib import Path

import numpy as np
import pytest

from campaign import demo
from media import synthetic_voice
from media.synthetic_voice import RATE, Line

LINES = (
    Line(text="De markt sloot,\nmijn oven ging aan.", start=0.5, end=1.5),
    Line(text="Ja.", start=2, end=3),
)


@pytest.mark.parametrize(
    ("platform", "ours", "places"),
    [
        (
            "linux",
            {"PATH": "/home/an/bin:."},
            ["/usr/bin/espeak-ng", "/usr/local/bin/espeak-ng", "/opt/homebrew/bin/espeak-ng"],
        ),
        (
            "darwin",
            {},
            ["/usr/bin/say", "/usr/bin/espeak-ng", "/usr/local/bin/espeak-ng", "/opt/homebrew/bin/espeak-ng"],
        ),
        (
            "win32",
            {"SystemRoot": r"C:\Windows"},
            [r"C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe"],
        ),
        ("win32", {"SYSTEMROOT": "Windows"}, []),
        ("win32", {}, []),
    ],
)
def test_places(platform: str, ours: dict[str, str], places: list[str]) -> None:
    """A synthesiser is found by whole paths of the system alone, never by the search path."""
    assert list(synthetic_voice.places(platform, ours)) == places


def tone(seconds: float) -> bytes:
    """A tone as WAV, between two silences of 0.2 s."""
    t = np.arange(round(22_050 * seconds)) / 22_050
    silence = np.zeros(4_410)
    samples = np.concatenate([silence, 9_000 * np.sin(2 * np.pi * 300 * t), silence]).astype("<i2")
    return samples.tobytes()


def synthesiser(folder: Path, *, seconds: float = 0.8, does: str = 'cp {sound} "$2"') -> Path:
    """A program that does as espeak-ng would with `-w FILE`, and keeps what it was asked in `asked`."""
    if sys.platform == "win32":
        pytest.skip("a script is no program on Windows")
    with wave.open(str(folder / "tone.wav"), "wb") as file:
        file.setparams((1, 2, 22_050, 0, "NONE", ""))
        file.writeframes(tone(seconds))
    program = folder / "espeak-ng"
    program.write_text(
        f'#!/bin/sh\necho "$*" >> {folder}/asked\nwhile [ "$1" != -w ]; do shift; done\n'
        + does.format(sound=folder / "tone.wav")
        + "\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    return program


def asked(folder: Path) -> list[list[str]]:
    """Voice and speed of what the program was asked for."""
    return [line.split()[1:4:2] for line in (folder / "asked").read_text(encoding="utf-8").splitlines()]


def heard(sound: np.ndarray) -> list[tuple[float, float]]:
    """From when to when something is heard, in seconds."""
    tenths = np.abs(sound).reshape(-1, RATE // 10).max(axis=1) > 0.01
    edges = np.flatnonzero(np.diff([False, *tenths, False])) / 10
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def test_said(tmp_path: Path) -> None:
    """Each line is heard from its moment on, without the synthesiser's silences, as loud as the computed voice."""
    sound = synthetic_voice.said(
        synthesiser(tmp_path), LINES, language="nl", pitch=196, seconds=4, work=tmp_path
    )
    assert sound is not None
    assert (len(sound), heard(sound)) == (4 * RATE, [(0.5, 1.3), (2.0, 2.8)])
    assert float(np.abs(sound).max()) == pytest.approx(0.3, abs=0.01)
    assert asked(tmp_path) == [["nl+f2", "165"], ["nl+f2", "165"]]


def test_said_faster(tmp_path: Path) -> None:
    """A line that lasts longer than its time is asked for once more, faster, and never runs into the next."""
    program = synthesiser(tmp_path, seconds=1.25)
    sound = synthetic_voice.said(program, LINES[:1], language="fr", pitch=118, seconds=4, work=tmp_path)
    assert sound is not None
    assert heard(sound) == [(0.5, 1.5)]
    assert asked(tmp_path) == [["fr", "165"], ["fr", "217"]]


@pytest.mark.parametrize(
    "does",
    [
        "exit 1",
        "true",  # nothing is written
        'echo no sound > "$2"',
        'head -c 30 {sound} > "$2"',
        'head -c 40 {sound} > "$2"; head -c 9000 /dev/zero >> "$2"',
        'head -c 4000 {sound} > "$2"',  # silence alone
        'cp {sound} "$2"; kill -9 $$',
    ],
)
def test_not_said(tmp_path: Path, does: str) -> None:
    """A synthesiser that fails, or writes what is no voice, says nothing; nor one that is not there any more."""
    program = synthesiser(tmp_path, does=does)
    assert synthetic_voice.said(program, LINES, language="nl", pitch=196, seconds=4, work=tmp_path) is None
    program.unlink()
    assert synthetic_voice.said(program, LINES, language="nl", pitch=196, seconds=4, work=tmp_path) is None


def test_no_time_for_the_line(tmp_path: Path) -> None:
    """A line that would have to be said too fast is not said."""
    program = synthesiser(tmp_path, seconds=4)
    assert synthetic_voice.said(program, LINES, language="nl", pitch=196, seconds=4, work=tmp_path) is None


@pytest.mark.alone
def test_a_synthesiser_that_hangs_is_ended(tmp_path: Path) -> None:
    """A synthesiser has so many seconds for a line, then it is ended."""
    program, begun = synthesiser(tmp_path, does="exec sleep 60"), time.monotonic()
    assert (
        synthetic_voice.said(program, LINES, language="nl", pitch=196, seconds=4, work=tmp_path, patience=0.3)
        is None
    )
    assert time.monotonic() - begun < 5


def test_voices_of_the_demo(tmp_path: Path) -> None:
    """With a synthesiser each film of the demo says its subtitles; a language that it has not is asked for once."""
    voices = demo.voices(synthesiser(tmp_path), tmp_path)
    assert list(voices) == ["bakery", "bicycles", "garden", "oven"]
    assert [heard(voice) for voice in voices.values()] == [[(0.3, 1.1), (2.5, 3.4)]] * 4
    (tmp_path / "asked").unlink()
    assert demo.voices(synthesiser(tmp_path, does="exit 1"), tmp_path) == {}
    assert asked(tmp_path) == [["nl+f2", "165"], ["fr", "165"]]
