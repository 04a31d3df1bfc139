"""A draft is begun at the editor: what is said in the film is written down, or a transcript gets its times."""

import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from media.subtitles import reader
from tests import film_to_hear
from tests.campaign.web.films import desk_of_films
from tests.campaign.web.subtitles import editor
from tests.served_desk import DeskAt, told

SAID = [("Ik bak brood.", 0.5, 1.8, 0.1)]
VOICE = [(500, 1900)]


@pytest.fixture
def heard(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A recogniser on this computer that hears a sentence, and its model."""
    film = folder / desk_of_films.film(folder).film_path
    return film_to_hear.room(tmp_path, monkeypatch, film, said=SAID, voice=VOICE)


def ended(desk: DeskAt) -> Any:
    """Ask how far it is until it has ended."""
    for _ in range(1200):
        found = editor.told(desk.get(f"{editor.PLACE}/hearing"))
        if found["state"] != "running":
            return found
        time.sleep(0.1)
    raise AssertionError(found)


def test_what_is_said_is_written_down(desk: DeskAt, folder: Path, heard: Path) -> None:
    """The draft joins the film when it is whole, and its page shows it; until then nothing changes."""
    began = editor.send(desk, "transcribe")
    assert (began.status, editor.told(began)["state"]) == (202, "running")
    assert ended(desk) == {"state": "done", "percent": 100, "said": "", "again": []}
    found = editor.document(desk)
    assert [one["text"] for one in found["cues"]] == ["Ik bak brood."]
    assert found["draft"] is True
    copy = folder / desk_of_films.film(folder).subtitles["nl"]
    assert reader.opened(copy).unchecked == "recognised"


def test_a_transcript_gets_its_times(desk: DeskAt, heard: Path) -> None:
    """Its words stay as they are typed; an empty one is refused with a sentence."""
    assert editor.send(desk, "align", text="Ik bak brood!").status == 202
    assert ended(desk)["state"] == "done"
    assert [one["text"] for one in editor.document(desk)["cues"]] == ["Ik bak brood!"]
    editor.send(desk, "align", text=" ")
    failed = ended(desk)
    assert failed["state"] == "failed"
    assert len(failed["said"]) > 20


def test_what_cannot_be_heard_now(desk: DeskAt, folder: Path, heard: Path) -> None:
    """Another language than is spoken, subtitles that are worked on, a computer without a model: it is said."""
    assert editor.send(desk, "transcribe", "fr").status == 422
    found = editor.document(desk)
    version = editor.told(
        editor.send(desk, "working", version=found["version"], cues=editor.typed(found, 0, "Nieuw"))
    )["version"]
    worked = editor.send(desk, "transcribe")
    assert (worked.status, "werkt" in worked.text) == (422, True)
    assert editor.send(desk, "discard", version=version).status == 200
    shutil.rmtree(heard / "models")
    without = editor.send(desk, "transcribe")
    assert without.status == 422
    assert "campaign speech" not in without.text
    assert editor.told(desk.get(f"{editor.PLACE}/hearing"))["state"] == "none"


def test_nothing_is_promised_that_this_computer_cannot(desk: DeskAt, folder: Path, heard: Path) -> None:
    """A draft is offered where this computer can listen; elsewhere it is said what lacks, and to whom how to get it."""
    promise = "Deze computer kan ook luisteren"
    assert promise in told(desk.get(editor.PLACE))
    assert "deze computer kan luisteren" in told(desk.get("/films/bakery"))
    assert promise not in told(desk.get("/films/bakery/subtitles/fr"))
    shutil.rmtree(heard / "models")
    page = desk.get(editor.PLACE)
    assert promise not in told(page)
    assert "Op deze computer staat geen model voor spraakherkenning" in told(page)
    assert "Voor wie voor deze computer zorgt" in told(page)
    assert "campaign speech fetch small" in told(page)
    assert "deze computer kan luisteren" not in told(desk.get("/films/bakery"))
    refused = editor.told(editor.send(desk, "transcribe"))["said"]
    assert refused[0].isupper()
