"""Recognisers' models on this computer: folders with weights, their languages, and which of them is used.

Only models of CTranslate2's form for Whisper are read. A model that is kept has a manifest with the SHA-256 of each
file; where a file is no longer as the manifest says, it is hashed again.
"""

import json
import math
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from media import files, given_files, json_values, kept_files
from media.errors import BadInput, NotInstalled
from media.speech.known_models import KNOWN, Known, by_weights, configurations
from media.text import folding

WEIGHTS, MANIFEST, SPEED = "model.bin", "manifest.json", "speed.json"
_CONFIGURATION = "config.json"
_NEEDED = (
    "config.json",
    WEIGHTS,
    "tokenizer.json",
)  # without the last, faster-whisper would fetch one from afar
_VOCABULARIES = ("vocabulary.txt", "vocabulary.json")
_ALSO = ("preprocessor_config.json",)
_OTHER_KINDS = ("*.safetensors", "*.pt", "*.onnx", "*.gguf", "ggml-*.bin", "pytorch_model*.bin")
_HEADER = b"WhisperSpec\0"  # the name of what is in the weights, behind a version and a length
_MEGABYTE = 1_000_000
_UNKNOWN_MB = 400  # of memory, besides the weights, for a model that nobody measured
_LONGEST = 1_000_000  # bytes of a manifest or a configuration
_FAMILY = re.compile(r"^(faster[-_ ]?)?whisper[-_ ]")  # in front of a model's own name
_DEPTHS = ("*/", "*/*/", "*/*/*/")  # where models lie in a folder: a stick's, or the cache of the hub
_MOST_SHOWN = 4


@dataclass(frozen=True, kw_only=True)
class Model:
    """A model in a folder; `sha256` is its weights'.

    `languages` empty: some hundred of them, ours among them. `memory_mb` is what recognition with it takes at least.
    """

    name: str
    folder: Path
    sha256: str
    languages: tuple[str, ...] = ()
    memory_mb: int = 0

    @property
    def size_mb(self) -> int:
        """The size of its weights on the disk."""
        return round((self.folder / WEIGHTS).stat().st_size / _MEGABYTE)

    def knows(self, language: str) -> bool:
        """Tell whether it recognises a language, said by its code; empty: none is known."""
        return not language or not self.languages or language.partition("-")[0].lower() in self.languages


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What is kept in a folder as a model: the model, or what is `wrong` with it."""

    name: str
    folder: Path
    model: Model | None = None
    wrong: BadInput | None = None


def home() -> Path:
    """The folder of this person's own in which models are kept."""
    import platformdirs

    return Path(platformdirs.user_data_dir("testimony-campaign", appauthor=False)) / "models"


def found(folder: Path) -> tuple[Model, ...]:
    """The models that are kept in a folder, by their names; what cannot be used is left out, nothing is hashed."""
    models = list[Model]()
    for place in _places(folder):
        try:
            models.append(_read(place, place.name))
        except (BadInput, OSError):
            continue
    return tuple(models)


def kept(folder: Path) -> tuple[Kept, ...]:
    """Everything that is kept as a model in a folder, also what cannot be used; files that were touched are hashed."""
    every = list[Kept]()
    for place in _places(folder):
        try:
            every.append(Kept(name=place.name, folder=place, model=opened(place)))
        except BadInput as wrong:
            every.append(Kept(name=place.name, folder=place, wrong=wrong))
        except OSError:
            every.append(Kept(name=place.name, folder=place, wrong=_damaged(place, WEIGHTS)))
    return tuple(every)


def remove(folder: Path, name: str) -> int:
    """Remove what is kept under a name in a folder, whole or not, for good; return how many bytes it held.

    Raises BadInput where nothing is kept under that very name.
    """
    place = next((one for one in _places(folder) if one.name == name), None)
    if place is None:
        raise BadInput("model-none-here", name=name)
    if place.is_symlink():  # what it leads to is somebody else's
        place.unlink()
        return 0
    size = sum(path.lstat().st_size for path in place.rglob("*") if not path.is_dir())
    shutil.rmtree(place)
    return size


def _places(folder: Path) -> list[Path]:
    """The folders in which models are kept."""
    every = sorted(folder.iterdir()) if folder.is_dir() else []
    return [place for place in every if place.is_dir() and not place.name.startswith(".")]


def chosen(folder: Path, *, asked: str = "", language: str = "", free_mb: int | None = None) -> Model:
    """The model to use: the one that is `asked` for by its name or folder, else the best in a folder that fits.

    Raises NotInstalled where there is none, BadInput where it cannot be used, does not know the `language`, or wants
    more than `free_mb` of memory.
    """
    if asked:
        model = _asked(folder, asked)
        _require_fit(model, language, free_mb)
        return model
    here = found(folder)
    if not here:
        raise NotInstalled("speech-no-model")
    for model in sorted(here, key=_goodness, reverse=True):
        if model.knows(language) and (free_mb is None or model.memory_mb <= free_mb):
            return _verified(model)
    least = min(here, key=lambda one: one.memory_mb)
    _require_fit(least, language, free_mb)
    return _verified(least)


def _asked(folder: Path, asked: str) -> Model:
    place, is_path = _place(asked), any(sign in asked for sign in "/\\")
    if place.exists() if is_path else place.is_dir() and not (folder / asked).is_dir():
        return opened(given(place))
    if is_path:
        raise BadInput("model-nowhere", folder=asked)
    name = named(asked, [*(one.name for one in _places(folder)), *KNOWN])
    if (folder / name).is_dir():
        return opened(folder / name)
    raise NotInstalled("model-not-here", name=name)


def named(asked: str, names: Iterable[str]) -> str:
    """The model that a name means: however its letters are written, and with or without what the family is called.

    Raises BadInput where none is called so, with the nearest.
    """
    known = {_bare(name): name for name in names}
    if name := known.get(_bare(asked)):
        return name
    shown = ", ".join(dict.fromkeys(known.values()))
    ends = [name for bare, name in known.items() if _bare(asked) and bare.endswith(_bare(asked))]
    near = ends[0] if len(ends) == 1 else folding.nearest(_bare(asked), known.values())
    if near:
        raise BadInput("model-near", name=asked, nearest=near, known=shown)
    raise BadInput("model-unknown", name=asked, known=shown)


def _bare(name: str) -> str:
    """A name as names are compared."""
    return _FAMILY.sub("", name.strip().casefold().rpartition("/")[2])


def given(place: Path) -> Path:
    """The model's folder that is meant by a place: the folder of one of its files, the only one within a folder.

    Raises BadInput where there are several.
    """
    if place.is_file() and place.name in (*_NEEDED, *_VOCABULARIES, *_ALSO):
        return place.parent
    if not place.is_dir() or (place / WEIGHTS).exists():
        return place
    inside = sorted({one.parent for depth in _DEPTHS for one in place.glob(f"{depth}{WEIGHTS}")})
    if len(inside) > 1:
        shown = ", ".join(str(one) for one in inside[:_MOST_SHOWN])
        raise BadInput("model-several", folder=str(place), known=shown)
    return inside[0] if inside else place


def _place(asked: str) -> Path:
    try:
        return Path(asked).expanduser()
    except RuntimeError:  # a person who is not on this computer
        return Path(asked)


def _require_fit(model: Model, language: str, free_mb: int | None) -> None:
    if not model.knows(language):
        raise BadInput("model-without-language", name=model.name, language=language)
    if free_mb is not None and model.memory_mb > free_mb:
        raise BadInput("model-too-large", name=model.name, needed=model.memory_mb, free=free_mb)


def _goodness(model: Model) -> tuple[int, int]:
    """How well models recognise: by the table of those that are known, others by their size."""
    known = by_weights(model.sha256)
    order = list(KNOWN).index(known.name) if known else -1
    return order, model.size_mb


def opened(folder: Path) -> Model:
    """The model in a folder, its weights hashed where no manifest tells that they are as they were.

    Raises BadInput where the folder is no model of ours, or files of it are missing or damaged.
    """
    return _verified(_read(folder, folder.name))


def _read(folder: Path, name: str) -> Model:
    """The model in a folder, as its files say; its hash is the manifest's, empty where there is none."""
    _require_whole(folder)
    sha256 = str(_facts(folder).get(WEIGHTS, {}).get("sha256", ""))
    size = (folder / WEIGHTS).stat().st_size // _MEGABYTE
    model = Model(name=name, folder=folder, sha256=sha256, languages=_languages(folder))
    known = by_weights(sha256)
    return replace(model, memory_mb=known.memory_mb if known else _UNKNOWN_MB + size)


def _require_whole(folder: Path) -> None:
    if not folder.is_dir():
        raise BadInput("model-nowhere", folder=str(folder))
    missing = [name for name in _NEEDED if not (folder / name).is_file()]
    if not any((folder / name).is_file() for name in _VOCABULARIES):
        missing.append(_VOCABULARIES[0])
    if WEIGHTS in missing and any(next(folder.glob(pattern), None) for pattern in _OTHER_KINDS):
        raise BadInput("model-other-kind", folder=str(folder))
    if missing:
        raise BadInput("model-files-missing", folder=str(folder), files=", ".join(missing))
    with (folder / WEIGHTS).open("rb") as file:
        if not file.read(6 + len(_HEADER)).endswith(_HEADER):
            raise BadInput("model-other-kind", folder=str(folder))
    _require_configuration(folder)


def _require_configuration(folder: Path) -> None:
    if not _json(folder / _CONFIGURATION):
        raise _damaged(folder, _CONFIGURATION)


def _require_as_published(folder: Path, sha256: str) -> None:
    """Raise BadInput for weights beside the configuration of a known model that are not that model's."""
    if by_weights(sha256) is None and kept_files.digest(folder / _CONFIGURATION) in configurations():
        raise _damaged(folder, WEIGHTS)


def _damaged(folder: Path, file: str) -> BadInput:
    return BadInput("model-damaged", folder=str(folder), file=file)


def _languages(folder: Path) -> tuple[str, ...]:
    """English alone, where a model's own configuration names no others."""
    told = _json(folder / "config.json")
    several = isinstance(told.get("lang_ids"), list) and len(told["lang_ids"]) > 1
    return () if several else ("en",)


def _verified(model: Model) -> Model:
    """A model whose files are as its manifest says; raises BadInput."""
    for name, fact in _facts(model.folder).items():
        path = model.folder / name
        if not path.is_file() or not (
            _is_untouched(path, fact) or kept_files.digest(path) == fact.get("sha256")
        ):
            raise _damaged(model.folder, name)
    if model.sha256:
        _require_as_published(model.folder, model.sha256)
        return model
    sha256 = kept_files.digest(model.folder / WEIGHTS)
    known = by_weights(sha256)
    _require_as_published(model.folder, sha256)
    return replace(model, sha256=sha256, memory_mb=known.memory_mb if known else model.memory_mb)


def _is_untouched(path: Path, fact: Mapping[str, Any]) -> bool:
    seen = path.stat()
    return (seen.st_size, seen.st_mtime_ns) == (fact.get("size"), fact.get("mtime_ns"))


def manifest(folder: Path) -> dict[str, Any]:
    """What was written down of a model when it was kept; empty where nothing was."""
    return _json(folder / MANIFEST)


def _facts(folder: Path) -> dict[str, dict[str, Any]]:
    """What its manifest says of each file of a model; nothing of a file of which it says what cannot be."""
    told = manifest(folder).get("files")
    facts = told.items() if isinstance(told, dict) else ()
    return {str(name): fact if isinstance(fact, dict) else {} for name, fact in facts}


def _json(path: Path) -> dict[str, Any]:
    try:
        read = json_values.parsed(given_files.read(path, most=_LONGEST))
    except (OSError, BadInput, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def parts(folder: Path) -> list[Path]:
    """The files of a model's folder that belong to it."""
    names = (*_NEEDED, *_VOCABULARIES, *_ALSO)
    return [folder / name for name in names if (folder / name).is_file()]


def write_manifest(folder: Path, *, source: str, known: Known | None) -> None:
    """Write down where a model came from, and each file's hash."""
    told: dict[str, Any] = {"source": source}
    if known:
        told |= {"name": known.name, "revision": known.revision, "licence": known.licence}
    told["files"] = {}
    for path in parts(folder):
        seen = path.stat()
        fact = {"sha256": kept_files.digest(path), "size": seen.st_size, "mtime_ns": seen.st_mtime_ns}
        told["files"][path.name] = fact
    files.write_whole(folder / MANIFEST, json.dumps(told, indent=1).encode())


def speed(model: Model) -> float | None:
    """The seconds that a second of film took on this computer when it was last used; None where it was not yet."""
    told = _json(model.folder / SPEED).get("seconds_per_second")
    return told if isinstance(told, float) and math.isfinite(told) and told > 0 else None


def note_speed(model: Model, seconds_per_second: float) -> None:
    """Write down how long a second of film took; where that cannot be written, it is not."""
    told = json.dumps({"seconds_per_second": round(seconds_per_second, 3)})
    try:
        files.write_whole(model.folder / SPEED, told.encode())
    except OSError:
        return


def free_mb() -> int:
    """The memory of this computer that is free, in megabytes."""
    import psutil  # slow to load

    return int(psutil.virtual_memory().available // _MEGABYTE)
