"""What subtitles say as text for a website, and the chapters where questions are heard."""

import pytest

from media.subtitles import chapters, running_text
from media.subtitles.chapters import Chapter
from media.subtitles.model import Cue

QUESTIONS = (
    "Hoe houd je het vol in deze crisis?",
    "Waarom moeten we je blijven steunen?",
    "Hoe steunen we ondernemers?",
)


def cues(*said: str | float, until_next: int = 80) -> list[Cue]:
    """Cues of three seconds in a row; a number is a gap in seconds."""
    found, at = list[Cue](), 0
    for one in said:
        if isinstance(one, str):
            found.append(Cue(start_ms=at, end_ms=at + 3000, text=one.replace(" | ", "\n")))
            at += 3000 + until_next
        else:
            at += round(one * 1000)
    return found


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (["Ik bak brood | in Gent.", "Elke dag,"], ["Ik bak brood in Gent. Elke dag,"]),
        (["Ik bak brood", 2.0, "in Gent.", 2.0, "Elke dag."], ["Ik bak brood in Gent.", "Elke dag."]),
        (["- Kom je? | - Ja, ik kom | zo meteen.", "- Goed."], ["- Kom je?", "- Ja, ik kom zo meteen.", "- Goed."]),
        (["Dat is nieuw | - voor mij."], ["Dat is nieuw - voor mij."]),
        (["An: Kom je?", "Bert: Ja.", "An: Goed.", "En nu?"], ["An: Kom je?", "Bert: Ja.", "An: Goed. En nu?"]),
        (["x" * 350 + ".", 0.4, "Verder."], ["x" * 350 + ".", "Verder."]),
    ],
)  # fmt: skip
def test_paragraphs(said: list[str | float], text: list[str]) -> None:
    """A paragraph ends with a sentence before a pause, where another speaks, or where it has become long."""
    assert [one.text for one in running_text.paragraphs(cues(*said))] == text


def test_questions_begin_chapters() -> None:
    """A question is found by its telling words, as people ask it; each once, in the order in which they are heard."""
    said = cues(
        "Ik ben Fatou.", "Fatou, hoe hou je | dat vol in zo'n crisis?", "Ik sta om vier uur op.",
        "Wat moeten wij doen,", "waarom moeten we jou | blijven steunen?", "Omdat ik anders stop.",
        "Hoe hou je het vol in de crisis, vroeg je.",
    )  # fmt: skip
    assert chapters.chapters(said, QUESTIONS, language="nl") == (
        Chapter(start_ms=3080, end_ms=12_320, title=QUESTIONS[0]),
        Chapter(start_ms=12_320, end_ms=21_480, title=QUESTIONS[1]),
    )


def test_nothing_is_taken_for_a_question() -> None:
    """A word of a question here and there is none; a film without cues has no chapter."""
    said = cues("We steunen elkaar.", "De crisis is hard.", "Ik hou van brood.", "Waarom niet?")
    assert chapters.chapters(said, QUESTIONS, language="nl") == ()
    assert chapters.chapters([], QUESTIONS, language="nl") == ()


def test_chapters_as_a_file() -> None:
    """Chapters are WebVTT of a time and a title each, without markup."""
    made = chapters.vtt([Chapter(start_ms=0, end_ms=65_000, title="Vol <houden> & meer")])
    assert made == "WEBVTT\n\n00:00:00.000 --> 00:01:05.000\nVol &lt;houden&gt; &amp; meer\n"
