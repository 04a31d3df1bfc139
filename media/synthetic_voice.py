"""Lines said by a speech synthesiser that this computer has: espeak-ng, say of macOS, System.Speech of Windows.

For example films alone. It is started by its whole path, and whatever goes wrong with it means that nothing is said.
"""

import math
import re
import subprocess
import sys
import wave
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

import numpy as np
from numpy.typing import NDArray

from media import child_programs

RATE = 48_000  # samples a second
Numbers = NDArray[np.float64]  # sound, mono, -1 to 1

_SECONDS = 10.0  # at most, for a line
_MEMORY_MB = 400
_LONGEST_S = 30  # of a line that is read back
_RATES = (8_000, 48_000)
_PACE, _FASTEST = 1.0, 1.7  # of the synthesiser's own; faster is not understood
_LOUDEST, _SILENT = 0.3, 0.01
_HIGH = 150  # hertz; from here on the voice of a woman
_WORDS_A_MINUTE = 165
_LANGUAGE = re.compile(r"[a-z]{2}")
_MAC_VOICE = re.compile(r"^(.+?)\s+([a-z]{2})[_-]\w+\s+#", re.MULTILINE)
_ESPEAK = ("/usr/bin/espeak-ng", "/usr/local/bin/espeak-ng", "/opt/homebrew/bin/espeak-ng")
_POWERSHELL = r"System32\WindowsPowerShell\v1.0\powershell.exe"
_WINDOWS = """
$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.Speech
$it = New-Object System.Speech.Synthesis.SpeechSynthesizer
$one = $it.GetInstalledVoices() | Where-Object {{
  $_.Enabled -and $_.VoiceInfo.Culture.TwoLetterISOLanguageName -eq '{language}' }} | Select-Object -First 1
if (-not $one) {{ exit 3 }}
$it.SelectVoice($one.VoiceInfo.Name)
$it.Rate = {rate}
$it.SetOutputToWaveFile({sound})
$it.Speak([IO.File]::ReadAllText({words}))
$it.Dispose()
"""


@dataclass(frozen=True, kw_only=True)
class Line:
    """Words to be said between two moments, in seconds."""

    text: str
    start: float
    end: float


def found() -> Path | None:
    """The synthesiser of this computer; None where there is none."""
    paths = map(Path, places(sys.platform, child_programs.environment()))
    return next((path for path in paths if path.is_file()), None)


def places(platform: str, ours: Mapping[str, str]) -> Iterator[str]:
    """Where a synthesiser may be on a system (as `sys.platform`), in the environment `ours`: whole paths alone."""
    if platform == "win32":
        root = next((ours[name] for name in ours if name.upper() == "SYSTEMROOT"), "")
        if PureWindowsPath(root).is_absolute():
            yield str(PureWindowsPath(root, _POWERSHELL))
    elif platform == "darwin":
        yield from ("/usr/bin/say", *_ESPEAK)
    else:
        yield from _ESPEAK


def said(
    synthesiser: Path,
    lines: Sequence[Line],
    *,
    language: str,
    pitch: float,
    seconds: float,
    work: Path,
    patience: float = _SECONDS,
) -> Numbers | None:
    """So many seconds of sound in which each line is said in its time; None where one cannot be.

    `pitch` in hertz; `work` is a folder for what the synthesiser reads and writes; `patience` are the seconds that it
    may take for a line.
    """
    if not _LANGUAGE.fullmatch(language):
        return None
    sound = np.zeros(round(seconds * RATE))
    try:
        for line in lines:
            voice = _line(_Request(synthesiser, language, pitch, work, patience), line)
            start = round(line.start * RATE)
            sound[start : start + len(voice)] = voice[: len(sound) - start]
    except (OSError, EOFError, ValueError, wave.Error, subprocess.SubprocessError):
        return None
    return sound


@dataclass(frozen=True)
class _Request:
    synthesiser: Path
    language: str
    pitch: float
    work: Path
    patience: float


def _line(request: _Request, line: Line) -> Numbers:
    """The sound of a line, said faster where it would last too long; raises ValueError where that is too fast."""
    room = (line.end - line.start) * RATE
    voice = _voice(request, line.text, _PACE)
    if len(voice) > room:
        pace = _PACE * 1.05 * len(voice) / room
        if pace > _FASTEST:
            raise ValueError("there is no time for the line")
        voice = _voice(request, line.text, pace)[: round(room)]
    return voice


def _voice(request: _Request, text: str, pace: float) -> Numbers:
    words, sound = request.work / "words.txt", request.work / "voice.wav"
    sound.unlink(missing_ok=True)
    words.write_text(" ".join(text.split()), encoding="utf-8")
    command = [str(request.synthesiser), *_arguments(request, pace, words, sound)]
    child_programs.output([*child_programs.bounds(_MEMORY_MB), *command], seconds=request.patience)
    return _samples(sound)


def _arguments(request: _Request, pace: float, words: Path, sound: Path) -> list[str]:
    speed = str(round(_WORDS_A_MINUTE * pace))
    if request.synthesiser.stem == "say":
        kind = ["--file-format=WAVE", "--data-format=LEI16@22050"]
        return ["-v", _mac_voice(request), "-r", speed, *kind, "-o", str(sound), "-f", str(words)]
    if request.synthesiser.stem == "powershell":
        script = _WINDOWS.format(
            language=request.language,
            rate=round(10 * math.log(pace, 3)),  # from -10 to 10: from a third of the speed to three times it
            sound=_quoted(sound),
            words=_quoted(words),
        )
        return ["-NoLogo", "-NoProfile", "-NonInteractive", "-Command", script]
    high = "+f2" if request.pitch > _HIGH else ""
    return ["-v", request.language + high, "-s", speed, "-b", "1", "-w", str(sound), "-f", str(words)]


def _mac_voice(request: _Request) -> str:
    """The name of the first voice that speaks the language; raises ValueError where there is none."""
    command = [*child_programs.bounds(_MEMORY_MB), str(request.synthesiser), "-v", "?"]
    told = child_programs.output(command, seconds=request.patience).decode("utf-8", "replace")
    for name, language in _MAC_VOICE.findall(told):
        if language == request.language:
            return str(name)
    raise ValueError("no voice speaks the language")


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _samples(path: Path) -> Numbers:
    """The sound of a WAV file without the silence at its ends; raises ValueError where nothing is heard."""
    with wave.open(str(path)) as file:
        channels, rate = file.getnchannels(), file.getframerate()
        if file.getsampwidth() != 2 or channels not in (1, 2) or not _RATES[0] <= rate <= _RATES[1]:
            raise ValueError("another kind of sound than a synthesiser writes")
        raw = np.frombuffer(file.readframes(_LONGEST_S * rate), "<i2").astype(np.float64)
    mono = raw.reshape(-1, channels).mean(axis=1)
    loudest = float(np.abs(mono).max(initial=0))
    heard = np.flatnonzero(np.abs(mono) > _SILENT * loudest)
    if not loudest or not len(heard):
        raise ValueError("silence")
    voice = _LOUDEST * mono[heard[0] : heard[-1] + 1] / loudest
    moments = np.arange(round(len(voice) * RATE / rate)) * rate / RATE
    return np.asarray(np.interp(moments, np.arange(len(voice)), voice), np.float64)
