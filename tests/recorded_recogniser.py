"""A package `faster_whisper` that hears what it was told, for tests of all that is built around the real one.

It stands in a folder of its own and is found before all else, so that the process of the recogniser loads it.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from media.speech.models import Model

_MODEL = """
import json, os, sys, time
from pathlib import Path
from types import SimpleNamespace as Row

TOLD = json.loads(Path(__file__).with_name("told.json").read_text())


class Aligner:
    is_multilingual = True

    def align(self, seen, begun, texts, frames, **options):
        # every token is as long as the others
        step = frames / 2 / (len(texts[0]) + 1)
        rows = [(at, round(at * step)) for at in range(len(texts[0]) + 1)]
        return [Row(alignments=rows, text_token_probs=[TOLD["likely"]] * len(texts[0]))]


class WhisperModel:
    def __init__(self, folder, **options):
        assert options["local_files_only"] and os.environ["HF_HUB_OFFLINE"] == "1"
        if TOLD["fails"] == "load":
            raise RuntimeError("File model.bin is incomplete")
        self.hf_tokenizer, self.model = None, Aligner()

    def feature_extractor(self, audio):
        import numpy as np
        return np.zeros((80, len(audio) // 160 + 1))

    def encode(self, features):
        assert features.shape == (80, 3000)

    def detect_language(self, audio):
        return *TOLD["language"], []

    def transcribe(self, audio, **options):
        if TOLD["fails"] == "memory":
            raise RuntimeError("mkl_malloc: failed to allocate memory")
        if TOLD["fails"] == "dies":
            print("killed by a fault of its own", file=sys.stderr, flush=True)
            os._exit(9)
        if TOLD["fails"] == "hangs":
            time.sleep(60)
        Path(__file__).with_name("asked.json").write_text(json.dumps(
            options | {"nice": os.nice(0) if hasattr(os, "nice") else None, "environment": dict(os.environ)}))
        return (Row(start=start, end=end, no_speech_prob=no_speech, words=[
            Row(word=" " + word, start=start + at * 0.3, end=start + at * 0.3 + 0.25, probability=0.9)
            for at, word in enumerate(text.split())
        ]) for text, start, end, no_speech in TOLD["named" if options["hotwords"] else "segments"]), None
"""
_VAD = """
import json
from pathlib import Path
from types import SimpleNamespace

VadOptions = SimpleNamespace
TOLD = json.loads(Path(__file__).with_name("told.json").read_text())


def get_speech_timestamps(audio, options):
    return [{"start": start * 16, "end": end * 16} for start, end in TOLD["voice"] if start * 16 < len(audio)]
"""

_TOKENIZER = """
class Tokenizer:
    sot_sequence = (1, 2, 3)

    def __init__(self, given, multilingual, task, language):
        pass

    def encode(self, text):
        self.texts = [" " + word for word in text.split()]
        return list(range(len(self.texts)))

    def split_tokens_on_unicode(self, tokens):
        return self.texts, [[token] for token in tokens]
"""
_AUDIO = """
import numpy as np


def pad_or_trim(features, length):
    return np.pad(features, ((0, 0), (0, length - features.shape[1])))
"""

Segment = tuple[
    str, float, float, float
]  # text, start and end in seconds, how probable it is that nobody speaks


def installed(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    segments: Sequence[Segment] = (),
    voice: Sequence[tuple[int, int]] = (),
    language: tuple[str, float] = ("nl", 0.97),
    fails: str = "",
    likely: float = 0.9,
    named: Sequence[Segment] | None = None,
) -> Path:
    """Put a recogniser that hears this where it is found first; return its folder, where it writes `asked.json`.

    `named` is what it hears where it is given names, if that is something else.
    """
    package = folder / "faster_whisper"
    package.mkdir(parents=True, exist_ok=True)
    (package / "__init__.py").write_text(_MODEL, encoding="utf-8")
    (package / "vad.py").write_text(_VAD, encoding="utf-8")
    (package / "tokenizer.py").write_text(_TOKENIZER, encoding="utf-8")
    (package / "audio.py").write_text(_AUDIO, encoding="utf-8")
    told = {"segments": segments, "voice": voice, "language": language, "fails": fails}
    told |= {"likely": likely, "named": segments if named is None else named}
    (package / "told.json").write_text(json.dumps(told), encoding="utf-8")
    monkeypatch.setattr("sys.path", [str(folder), *(one for one in sys.path if one != str(folder))])
    return package


def model(folder: Path, name: str = "small", *, languages: int = 99, weights: bytes = b"") -> Model:
    """A folder that looks like a model, with next to nothing in it."""
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    (place / "config.json").write_text(json.dumps({"lang_ids": list(range(languages))}), encoding="utf-8")
    (place / "tokenizer.json").write_text("{}", encoding="utf-8")
    (place / "vocabulary.txt").write_text("a\n", encoding="utf-8")
    (place / "model.bin").write_bytes(b"\x06\0\0\0\x0c\0WhisperSpec\0" + weights)
    return Model(name=name, folder=place, sha256="0" * 64)
