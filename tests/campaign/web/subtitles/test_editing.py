"""Subtitles are edited at the desk: shown as they will be burned in, kept as typed, and taken in when that is said."""

import json
import re
from pathlib import Path

from media.subtitles import reader
from media.subtitles.cues import words
from tests.campaign.web.films import desk_of_films
from tests.campaign.web.subtitles import editor
from tests.served_desk import DeskAt


def copy(folder: Path, language: str = "nl") -> Path:
    """Return where the campaign's own copy is."""
    return folder / desk_of_films.film(folder).subtitles[language]


def test_the_document_tells_what_will_be_burned_in(desk: DeskAt) -> None:
    """Lines with width and room, characters a second, doubtful words with their places, and that it is a draft."""
    page = desk.get(editor.PLACE)
    assert page.status == 200
    assert '<script type="application/json" id="document">' in page.text
    found = editor.document(desk)
    first, last = found["cues"]
    assert (first["text"], first["lines"]) == ("Elke nacht om vier uur", ["Elke nacht om vier uur"])
    assert 0 < first["widths"][0] < first["room"]
    assert first["cps"] == 15.7
    assert first["doubtful"] == [[14, 18, 0.41]]
    assert last["text"][slice(*last["doubtful"][0][:2])] == "brood."
    assert (found["draft"], found["language"], found["second"], found["working"]) == (True, "nl", "fr", None)
    assert found["film"] == "/films/bakery/film"
    assert found["film_ms"] == 4000


def test_what_is_counted_is_said_of_one_and_of_more(desk: DeskAt) -> None:
    """Each sentence of the editor with a count in it has both forms, or names the count behind a colon."""
    page = desk.get(editor.PLACE).text
    found = re.search(r'id="words">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    words = json.loads(found[1])
    assert words["version_differs"] == [
        "Versie {number} verschilt op 1 plaats van wat hier staat.",
        "Versie {number} verschilt op {count} plaatsen van wat hier staat.",
    ]
    alone = {name for name, said in words.items() if isinstance(said, str) and "{count}" in said}
    counted = {name for name in alone if re.search(r": \{count\}", words[name])}
    assert alone - counted == {"found"}  # the third of five, in figures


def test_a_cue_is_judged_as_it_is_typed(desk: DeskAt) -> None:
    """The linter's sentences stand in the reader's language, and lines break where the film breaks them."""
    text = "Elke nacht om vier uur begin ik met het brood voor de hele straat, en nooit later"
    sent = [{"id": 7, "start_ms": 500, "end_ms": 1900, "text": text}]
    (one,) = editor.told(editor.send(desk, "judged", format="square", cues=sent))["cues"]
    assert one["id"] == 7
    assert " ".join(one["lines"]) == text
    assert len(one["lines"]) >= 2
    assert {"S08"} <= {each["code"] for each in one["findings"]}
    speed = next(each for each in one["findings"] if each["code"] == "S08")
    assert speed["severity"] == "error"
    assert "tekens" in speed["message"]


def test_what_is_typed_is_kept_at_once_and_no_film_shows_it(desk: DeskAt, folder: Path) -> None:
    """A reload finds it; the campaign's copy stays; the same sent twice is kept once."""
    found = editor.document(desk)
    before = copy(folder).read_bytes()
    cues = editor.typed(found, 0, "Elke nacht om vijf uur")
    first = editor.told(editor.send(desk, "working", version=found["version"], cues=cues))
    again = editor.told(editor.send(desk, "working", version=found["version"], cues=cues))
    assert first == again
    assert first["at"] == "10:00"  # on the campaign's clock, whatever the browser's is
    assert desk.get(f"{editor.PLACE}/document?known={first['version']}").status == 204
    assert editor.document(desk, query=f"?known={found['version']}")["version"] == first["version"]
    shown = editor.document(desk)
    assert shown["cues"][0]["text"] == "Elke nacht om vijf uur"
    assert shown["version"] == first["version"]
    assert (shown["working"]["at"], shown["working"]["overtaken"]) == ("10:00", False)
    assert shown["cues"][0]["doubtful"] == []
    assert copy(folder).read_bytes() == before


def test_a_second_tab_is_told_what_changed(desk: DeskAt) -> None:
    """Who saves over another's work gets both versions, and what stands is not lost; then they may choose."""
    found = editor.document(desk)
    mine, theirs = editor.typed(found, 0, "Mijn tekst"), editor.typed(found, 0, "Hun tekst")
    assert editor.send(desk, "working", version=found["version"], cues=theirs).status == 200
    answer = editor.send(desk, "working", version=found["version"], cues=mine)
    assert answer.status == 409
    stale = editor.told(answer)
    assert stale["what"] == "working"
    assert stale["cues"][0]["text"] == "Hun tekst"
    assert "intussen" in stale["said"]
    chosen = editor.send(desk, "working", version=stale["version"], cues=mine, apart=True)
    assert chosen.status == 200
    assert editor.document(desk)["cues"][0]["text"] == "Mijn tekst"
    versions = editor.told(desk.get(f"{editor.PLACE}/versions"))["versions"]
    texts = [desk.get(f"{editor.PLACE}/versions/{one['number']}").text for one in versions]
    assert any("Hun tekst" in one for one in texts)


def test_a_working_copy_becomes_the_campaigns(desk: DeskAt, folder: Path) -> None:
    """It stays a draft, words that stayed keep their times, a word that was typed has no confidence; once."""
    found = editor.document(desk)
    cues = editor.typed(found, 0, "Elke nacht om vijf uur")
    version = editor.told(editor.send(desk, "working", version=found["version"], cues=cues))["version"]
    kept = editor.send(desk, "keep", version=version)
    assert kept.status == 200, kept.text
    file = reader.opened(copy(folder), language="nl")
    assert file.shown[0].text == "Elke nacht om vijf uur"
    assert file.unchecked == "recognised"
    said = {one.text: one for one in words.read(words.beside(copy(folder)))}
    assert (said["nacht"].start_ms, said["nacht"].confidence) == (800, 0.95)
    assert said["vijf"].confidence is None
    after = editor.document(desk)
    assert (after["version"], after["working"]) == (editor.told(kept)["version"], None)
    assert editor.told(editor.send(desk, "keep", version=version))["version"] == after["version"]


def test_checked_at_the_end(desk: DeskAt, folder: Path) -> None:
    """What is typed is kept, and the file says who checked it; without a name nothing is done."""
    found = editor.document(desk)
    cues = editor.typed(found, 1, "begin ik met ons brood.")
    version = editor.told(editor.send(desk, "working", version=found["version"], cues=cues))["version"]
    assert editor.send(desk, "checked", version=version, who=" ").status == 422
    done = editor.send(desk, "checked", version=version, who="Nele")
    assert done.status == 200, done.text
    file = reader.opened(copy(folder), language="nl")
    assert (file.unchecked, file.mark.who if file.mark else "") == (None, "Nele")
    after = editor.document(desk)
    assert (after["draft"], after["cues"][1]["doubtful"]) == (False, [])
    assert editor.send(desk, "checked", version=after["version"], who="Nele").status == 422
