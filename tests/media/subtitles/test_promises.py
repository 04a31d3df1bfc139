"""What a finding says that `--fix` does, it does; what it leaves is not offered to it again."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from media.findings import Detail, Finding
from media.subtitles import fixer
from media.subtitles.lint import linter
from media.subtitles.norms import Context

NL = Context(language="nl")
PROMISES = ("advice-fix-", "advice-save-as-utf8")
CUE = st.tuples(
    st.integers(0, 200),
    st.integers(-3, 60),
    st.sampled_from(
        ["Ja.", "Ik bak brood ...", "<b>Vet", "Twee  spaties", "a\n\nb", "- Ja\n- Nee", "l'été ‘t"]
    ),
)


def written(cues: list[tuple[int, int, str]], kind: str = "srt") -> str:
    """Cues (start and length in tenths of a second, text) as a file, numbered all alike."""
    point = "," if kind == "srt" else "."

    def stamp(tenths: int) -> str:
        return f"00:00:{tenths // 10:02}{point}{tenths % 10}00"

    blocks = [f"1\n{stamp(at)} --> {stamp(max(0, at + length))}\n{text}\n" for at, length, text in cues]
    return "\n".join(["WEBVTT\n", *blocks] if kind == "vtt" else blocks)


def promised(found: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """The rules whose findings offer `--fix`, and what is advised."""
    advice = ((one.code, one.params.get("advice")) for one in found)
    return [
        (code, one.code) for code, one in advice if isinstance(one, Detail) and one.code.startswith(PROMISES)
    ]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(["srt", "vtt"]), cues=st.lists(CUE, min_size=1, max_size=5))
def test_fix_is_offered_once(tmp_path: Path, kind: str, cues: list[tuple[int, int, str]]) -> None:
    """After `--fix`, no finding offers it; and where it is offered, it changes the file."""
    path = tmp_path / f"film.{kind}"
    path.write_text(written(cues, kind), encoding="utf-8")
    before = promised(linter.lint(path, NL))
    mended = fixer.fixed(path, NL)
    assert bool(mended.done) or not before
    path.write_bytes(mended.content)
    assert promised(linter.lint(path, NL)) == []


ROLLING = """WEBVTT
Kind: captions
Language: fr

00:00:00.000 --> 00:00:02.500 align:start position:0%
\x20
Bonjour<00:00:00.500><c> je</c><00:00:01.000><c> suis</c>

00:00:02.500 --> 00:00:02.510 align:start position:0%
Bonjour je suis
\x20

00:00:02.510 --> 00:00:05.000 align:start position:0%
Bonjour je suis
Nadège<00:00:03.000><c> Voorbeeld</c>
"""
TWICE = """1
00:00:00,000 --> 00:00:02,500
Bonjour je suis

2
00:00:02,500 --> 00:00:05,000
Bonjour je suis
Nadège Voorbeeld

3
00:00:05,000 --> 00:00:07,500
Nadège Voorbeeld
et je fais du pain

"""


@pytest.mark.parametrize(("name", "text"), [("film.vtt", ROLLING), ("film.srt", TWICE)])
def test_few_rolling_captions(tmp_path: Path, name: str, text: str) -> None:
    """Captions of YouTube are known by two or three of them; `--fix` leaves each line once and none is left to say."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert [one.code for one in linter.lint(path, Context(language="fr"))] == ["S05"]
    path.write_bytes(fixer.fixed(path, Context(language="fr")).content)
    assert path.read_text(encoding="utf-8").count("Bonjour") == 1
    assert linter.lint(path, Context(language="fr")) == ()


@pytest.mark.parametrize(
    ("cues", "said"),
    [
        ([(10, 4, "Ja.")], ("too-short", "advice-longer", "0.4", "0.83")),
        ([(10, 80, "Ja hoor, dat is goed.")], ("too-long", "advice-shorter", "8", "7")),
        ([(10, 8, "Ja."),], ("too-short", "advice-longer", "0.8", "0.83")),
    ],
)  # fmt: skip
def test_longer_or_shorter(tmp_path: Path, cues: list[tuple[int, int, str]], said: tuple[str, ...]) -> None:
    """A subtitle that is too short is to be longer, and one that is too long shorter."""
    path = tmp_path / "film.srt"
    path.write_text(written(cues) + "\n", encoding="utf-8")
    found = next(one for one in linter.lint(path, NL) if one.code == "S07")
    what, advice = found.params["what"], found.params["advice"]
    assert isinstance(what, Detail)
    assert isinstance(advice, Detail)
    limit = what.params.get("least") or what.params.get("most")
    assert (what.code, advice.code, what.params["seconds"], limit) == said


@pytest.mark.parametrize(
    ("ms", "signs", "code", "said"),
    [(2996, 45, "S08", "15.02"), (2900, 45, "S08", "15.5"), (832, 1, "S07", "0.832")],
)
def test_figures_told_apart(tmp_path: Path, ms: int, signs: int, code: str, said: str) -> None:
    """What is beyond a limit never reads as the limit itself: digits enough are shown."""
    path = tmp_path / "film.srt"
    path.write_text(
        f"1\n00:00:01,000 --> 00:00:0{(1000 + ms) / 1000:.3f}\n{'a' * signs}\n\n".replace(".", ",")
    )
    found = next(one for one in linter.lint(path, NL) if one.code == code)
    what = found.params.get("what")
    params = what.params if isinstance(what, Detail) else found.params
    assert params.get("cps", params.get("seconds")) == said
