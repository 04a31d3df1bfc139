"""Who speaks when, as a subtitle file tells it."""

from pathlib import Path

import pytest

from media.subtitles import reader, speakers

TIMES = ("00:00:01.000 --> 00:00:03.000", "00:00:04.000 --> 00:00:06.000", "00:00:07.000 --> 00:00:09.000")


def labels(tmp_path: Path, *texts: str, kind: str = "vtt") -> list[tuple[int, str, bool]]:
    """The labels of a file with these cues: when, who, whether that is sure."""
    cues = [f"{time}\n{text}\n" for time, text in zip(TIMES, texts, strict=False)]
    body = "WEBVTT\n\n" + "\n".join(cues)
    if kind == "srt":
        cues = [f"{number}\n{cue}".replace(".000", ",000") for number, cue in enumerate(cues, 1)]
        body = "\n".join(cues) + "\n"
    path = tmp_path / f"film.{kind}"
    path.write_text(body, encoding="utf-8")
    return [(one.at_ms, one.name, one.sure) for one in speakers.labels(reader.opened(path))]


@pytest.mark.parametrize(
    "text",
    [
        "<v Fatou Voorbeeld>Ik bak brood.</v>",
        "<v.loud.first Fatou Voorbeeld>Ik bak",
        "Ja.\n<v Fatou Voorbeeld>Ik",
    ],
)
def test_voices(tmp_path: Path, text: str) -> None:
    """A voice of VTT is a label, with classes, without an end, on a second line; the text does not show it."""
    assert labels(tmp_path, text) == [(1000, "Fatou Voorbeeld", True)]
    assert "Fatou" not in reader.opened(tmp_path / "film.vtt").shown[0].text


def test_entities_and_first_voice(tmp_path: Path) -> None:
    """A name's entities are read; of two voices in one cue the first counts."""
    assert labels(tmp_path, "<v Jean &amp; Mia>Ja</v>", "<v Jean>Ja</v>\n<v Mia>Nee</v>") == [
        (1000, "Jean & Mia", True),
        (4000, "Jean", True),
    ]


@pytest.mark.parametrize("kind", ["vtt", "srt"])
def test_names_before_words(tmp_path: Path, kind: str) -> None:
    """A name before the words is sure where most cues begin with one, as meeting programs write it."""
    assert labels(tmp_path, "Fatou: Ik bak.", "Jean: En toen?", "Fatou: Toen niet.", kind=kind) == [
        (1000, "Fatou", True),
        (4000, "Jean", True),
        (7000, "Fatou", True),
    ]
    assert labels(tmp_path, "Ik bak brood.", "Let op: het is heet.", "Ja.", kind=kind) == [
        (4000, "Let op", False)
    ]


def test_srt_has_no_voices(tmp_path: Path) -> None:
    """In SRT a voice is a code of another kind of file, and says nothing."""
    assert labels(tmp_path, "<v Fatou>Ik bak brood.", kind="srt") == []
