"""The models that can be had: Whisper in CTranslate2's form, pinned to a revision, each file by its SHA-256.

Sizes and hashes are those that the hub gives for the revision. Errors rise from the last to the first (facts/speech.md
section 6.2): the order of the table is how well they recognise.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

HUB = "https://huggingface.co"
_TOKENIZER = (2_203_239, "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab")
_VOCABULARY = (459_861, "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913")


@dataclass(frozen=True, kw_only=True)
class Known:
    """A model that can be had: each file's size in bytes and SHA-256, empty where only the revision pins it."""

    name: str
    repository: str
    revision: str
    files: Mapping[str, tuple[int, str]]
    memory_mb: int
    licence: str = "MIT"
    languages: int = 99

    @property
    def size(self) -> int:
        """What is downloaded, in bytes."""
        return sum(size for size, _ in self.files.values())

    @property
    def address(self) -> str:
        """Where it comes from."""
        return f"{HUB}/{self.repository}"


def _whisper(
    name: str, revision: str, memory_mb: int, weights: tuple[int, str], config: tuple[int, str]
) -> Known:
    files = {
        "config.json": config,
        "tokenizer.json": _TOKENIZER,
        "vocabulary.txt": _VOCABULARY,
        "model.bin": weights,
    }
    return Known(
        name=name,
        repository=f"Systran/faster-whisper-{name}",
        revision=revision,
        files=MappingProxyType(files),
        memory_mb=memory_mb,
    )


_ALL = (
    _whisper(
        "base",
        "ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66",
        500,
        (145_217_532, "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"),
        (2309, "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a"),
    ),
    _whisper(
        "small",
        "536b0662742c02347bc0e980a01041f333bce120",
        1000,
        (483_546_902, "3e305921506d8872816023e4c273e75d2419fb89b24da97b4fe7bce14170d671"),
        (2370, "b55496ac7940a7ae47d2c01eab40edfd8701feec1229d9cce3b40014383fb828"),
    ),
    _whisper(
        "medium",
        "08e178d48790749d25932bbc082711ddcfdfbc4f",
        2000,
        (1_527_906_378, "9b45e1009dcc4ab601eff815b61d80e60ce3fd8c74c1a14f4a282258286b51ae"),
        (2257, "3622a2ddc41ec0e0fd4e68c13c6830f03b90c38d89aaad184de02c8c642cf807"),
    ),
    Known(
        name="large-v3-turbo",
        repository="mobiuslabsgmbh/faster-whisper-large-v3-turbo",
        revision="0a363e9161cbc7ed1431c9597a8ceaf0c4f78fcf",
        files=MappingProxyType(
            {
                "config.json": (2264, ""),
                "preprocessor_config.json": (340, ""),
                "tokenizer.json": (2_710_337, ""),
                "vocabulary.json": (1_068_114, ""),
                "model.bin": (
                    1_617_884_929,
                    "e76620f83d5f5b69efd3d87e3dc180c1bd21df9fbebacfd4335e5e1efcc018da",
                ),
            }
        ),
        memory_mb=1500,
    ),
)
KNOWN: Mapping[str, Known] = MappingProxyType({one.name: one for one in _ALL})
DEFAULT = "small"  # for a computer with 8 GB


def by_weights(sha256: str) -> Known | None:
    """The model whose weights have this hash; None for another."""
    return next((one for one in _ALL if sha256 and one.files["model.bin"][1] == sha256), None)


def configurations() -> set[str]:
    """The hashes of the configurations of models that are known."""
    return {one.files["config.json"][1] for one in _ALL} - {""}
