"""Recognisers' models on this computer: folders with weights, their languages, and which of them is used."""

from dataclasses import dataclass
from pathlib import Path

WEIGHTS = "model.bin"


@dataclass(frozen=True, kw_only=True)
class Model:
    """A model in a folder; `sha256` is its weights'. `languages` empty: some hundred of them, all of ours among them."""

    name: str
    folder: Path
    sha256: str
    languages: tuple[str, ...] = ()
