"""What goes wrong while subtitles are edited: each has a sentence, nothing is lost, and nothing is done twice."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlmodel import select

from media.subtitles import reader
from schedules.database import engine, subtitle_versions, tables
from schedules.database.subtitle_versions import SubtitleVersion
from tests import small_films
from tests.campaign.web.films import desk_of_films
from tests.campaign.web.subtitles import editor
from tests.served_desk import DeskAt

Run = Callable[..., Result]
CUE: dict[str, Any] = {"id": 1, "start_ms": 500, "end_ms": 1900, "text": "Brood"}
PASTED = (
    "1\r\n00:00:00,500 --> 00:00:01,900\r\nElke nacht\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,900\r\nbrood\r\n"
)


def rows(folder: Path) -> list[SubtitleVersion]:
    """Return all versions that the campaign keeps."""
    books = engine.open_in(folder)
    try:
        with books.read() as session:
            return list(session.exec(select(SubtitleVersion)).all())
    finally:
        books.close()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"[]", 422),
        (b"[" * 100_000, 422),
        (b'"cues"', 422),
        (json.dumps({"version": "x", "cues": "text"}).encode(), 422),
        (json.dumps({"version": 3.5, "cues": [CUE | {"start_ms": "soon"}]}).encode(), 422),
        (json.dumps({"version": "x", "cues": [CUE, CUE]}).encode(), 422),
        (json.dumps({"version": "x", "cues": [CUE | {"end_ms": -1}]}).encode(), 422),
        (json.dumps({"version": "x", "cues": [CUE | {"start_ms": 10**12}]}).encode(), 422),
        (json.dumps({"version": "x", "cues": [CUE | {"id": 2**70}]}).encode(), 422),
        (b'{"version": "x", "cues": [{"id": 1, "start_ms": 0, "end_ms": NaN, "text": ""}]}', 422),
        (b'{"version": "x", "cues": [{"id": 1, "start_ms": 0, "end_ms": 900, "text": "\\ud800"}]}', 422),
        (json.dumps({"version": ["x"], "cues": [CUE]}).encode(), 422),
        (json.dumps({"version": "x", "cues": [CUE | {"text": "x" * 501}]}).encode(), 422),
        (json.dumps({"version": "x", "cues": [CUE | {"text": "&" * 400}]}).encode(), 422),
        (json.dumps({"version": "x", "cues": [CUE | {"id": n} for n in range(5001)]}).encode(), 422),
        (b" " * (2 * 2**20 + 1), 422),
        (json.dumps({"version": "x", "cues": [CUE]}).encode(), 409),
    ],
    ids=[
        "nothing", "a list", "brackets without end", "a text", "no list", "no time", "twice one", "before the film",
        "beyond all films", "no number", "not a number", "half a sign", "no version", "501 signs", "longer as written",
        "5001 cues", "too large", "a version of nobody",
    ],
)  # fmt: skip
def test_what_no_editor_sends(desk: DeskAt, folder: Path, body: bytes, status: int) -> None:
    """It is refused with a sentence in the reader's language, and nothing is kept."""
    answer = editor.raw(desk, "working", body)
    assert answer.status == status
    assert len(editor.told(answer)["said"]) > 20
    assert rows(folder) == []


def test_a_cue_of_five_hundred_signs(desk: DeskAt) -> None:
    """It is kept and judged: no size holds it, which the linter says; nothing of it is cut off."""
    text = ("brood en boter " * 40)[:500].strip()
    cues = [CUE | {"text": text}]
    found = editor.document(desk)
    assert editor.send(desk, "working", version=found["version"], cues=cues).status == 200
    (one,) = editor.document(desk)["cues"]
    assert one["text"] == text
    assert one["lines"] == []
    assert "S09" in {each["code"] for each in one["findings"]}


def test_a_thousand_cues(desk: DeskAt) -> None:
    """They are kept; the page comes with the first judged, and the others are judged in parts of sixty."""
    cues = [{"id": n, "start_ms": n * 4, "end_ms": n * 4 + 3, "text": f"Brood {n}"} for n in range(1, 1001)]
    found = editor.document(desk)
    assert editor.send(desk, "working", version=found["version"], cues=cues).status == 200
    shown = editor.document(desk)["cues"]
    assert len(shown) == 1000
    assert [one["lines"] is None for one in shown] == [False] * 60 + [True] * 940
    assert editor.send(desk, "judged", cues=cues[:61]).status == 422
    part = editor.told(editor.send(desk, "judged", cues=cues[100:160]))["cues"]
    assert [one["lines"] for one in part] == [[one["text"]] for one in cues[100:160]]


def test_pasted_subtitles_are_read_as_files_are(desk: DeskAt, folder: Path) -> None:
    """SRT and VTT by their times; text without times is told so; nothing is kept by reading."""
    read = editor.told(editor.send(desk, "pasted", text=PASTED))
    assert [(one["start_ms"], one["text"]) for one in read["cues"]] == [(500, "Elke nacht"), (2000, "brood")]
    vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n<i>Hallo</i> &amp; dag\n"
    assert editor.told(editor.send(desk, "pasted", text=vtt))["cues"][0]["text"] == "Hallo & dag"
    answer = editor.send(desk, "pasted", text="Elke nacht om vier uur.")
    assert answer.status == 422
    assert "SRT" in editor.told(answer)["said"]
    assert rows(folder) == []


def test_a_film_without_sound(desk: DeskAt) -> None:
    """There is nothing to draw, and that is said; the editor works."""
    assert editor.sound(desk, "silent").content == b""
    told = editor.told(editor.sound(desk, "silent", "speech"))
    assert (told["speech_ms"], told["has_sound"]) == ([], False)
    found = editor.told(desk.get("/films/silent/subtitles/nl/document"))
    assert (found["has_sound"], found["cues"], found["here"]) == (False, [], False)


def test_the_sound_is_drawn_from_peaks_made_once(desk: DeskAt, folder: Path) -> None:
    """A pair of signed bytes each hundredth of a second; the second time they are read from beside the film."""
    answer = editor.sound(desk)
    assert abs(len(answer.content) - 2 * 400) <= 8
    (kept,) = (folder / "films").glob("*.peaks-*")
    before = kept.stat().st_mtime_ns
    assert editor.sound(desk).content == answer.content
    assert kept.stat().st_mtime_ns == before
    kept.write_bytes(b"spoilt")
    assert editor.sound(desk).content == answer.content


def test_changes_of_picture_are_sought_once(desk: DeskAt, folder: Path, tmp_path: Path) -> None:
    """The editor knows them once they are found; they are kept beside the film, which stays as it is."""
    two = "[a][b]concat"
    cut = f"color=c=0x2f4858:size=128x72:rate=25:duration=2[a];color=c=0xc6493c:size=128x72:rate=25:duration=2[b];{two}"
    small_films.ffmpeg("-f", "lavfi", "-i", cut, "-pix_fmt", "yuv420p", tmp_path / "cut.mp4")
    film = folder / desk_of_films.film(folder).film_path
    film.write_bytes((tmp_path / "cut.mp4").read_bytes())
    assert editor.document(desk)["shots_ms"] is None
    for _ in range(600):
        if (found := editor.told(editor.sound(desk, what="speech"))["shots_ms"]) is not None:
            break
        time.sleep(0.1)
    assert found == [2000]
    assert editor.document(desk)["shots_ms"] == [2000]
    (kept,) = (folder / "films").glob("*.shots-*")
    assert kept.name.startswith("0001.")


def test_a_film_of_two_hours(desk: DeskAt, folder: Path) -> None:
    """Its last cue is judged and kept as any other."""
    _change(folder, film_ms=7_200_000)
    late = [CUE | {"start_ms": 7_190_000, "end_ms": 7_192_000}]
    found = editor.document(desk)
    assert editor.send(desk, "working", version=found["version"], cues=late).status == 200
    assert editor.document(desk)["film_ms"] == 7_200_000
    assert editor.document(desk)["cues"][0]["start_ms"] == 7_190_000


def test_a_film_replaced_while_its_subtitles_are_edited(desk: DeskAt, folder: Path) -> None:
    """Who goes on typing is told that it is another film; nothing is kept over it."""
    found = editor.document(desk)
    _change(folder, film_sha256="0" * 64)
    answer = editor.send(desk, "working", version=found["version"], cues=editor.typed(found, 0, "Nieuw"))
    assert (answer.status, editor.told(answer)["what"]) == (409, "film")
    assert "film" in editor.told(answer)["said"]
    assert rows(folder) == []


def _change(folder: Path, **columns: object) -> None:
    books = engine.open_in(folder)
    with books.write() as session:
        film = session.exec(select(tables.Testimony).where(tables.Testimony.slug == "bakery")).one()
        for name, value in columns.items():
            setattr(film, name, value)
    books.close()


def test_a_draft_checked_meanwhile(desk: DeskAt, folder: Path, campaign: Run) -> None:
    """Who typed over it is told, and may say that theirs stays: then it is a draft again, and says so."""
    found = editor.document(desk)
    typed = editor.typed(found, 0, "Elke nacht om vijf uur")
    version = editor.told(editor.send(desk, "working", version=found["version"], cues=typed))["version"]
    done = campaign("subtitles", "checked", "bakery", "--by", "Nele", folder=folder)
    assert done.exit_code == 0, done.output
    for act in ("working", "keep", "checked"):
        answer = editor.send(desk, act, version=version, cues=[*typed[:1]], who="Piet")
        assert (answer.status, editor.told(answer)["what"]) == (409, "kept"), act
    assert editor.document(desk)["working"]["overtaken"] is True
    now = editor.told(
        editor.send(desk, "working", version=answer and editor.told(answer)["version"], cues=typed)
    )
    assert editor.send(desk, "keep", version=now["version"]).status == 200
    copy = folder / desk_of_films.film(folder).subtitles["nl"]
    assert reader.opened(copy, language="nl").unchecked == "recognised"


def test_a_session_that_ended_in_mid_edit(desk: DeskAt, folder: Path) -> None:
    """What is sent then is refused with a sentence; sent again after the key was given, it is kept."""
    found = editor.document(desk)
    typed, cookie = editor.typed(found, 0, "Nieuw"), desk.cookie
    desk.cookie = ""
    answer = editor.send(desk, "working", version=found["version"], cues=typed)
    assert answer.status == 401
    assert rows(folder) == []
    desk.cookie = cookie
    assert editor.send(desk, "working", version=found["version"], cues=typed).status == 200


def test_nothing_of_a_withdrawn_film(desk: DeskAt, folder: Path) -> None:
    """Page, document, sound and versions are gone for whoever asks, and from the disk and the database."""
    found = editor.document(desk)
    typed = editor.typed(found, 0, "Nieuw")
    version = editor.told(editor.send(desk, "working", version=found["version"], cues=typed))["version"]
    editor.sound(desk)
    desk_of_films.withdrawn(desk)
    for path in (
        "subtitles/nl",
        "subtitles/nl/document",
        "subtitles/nl/versions",
        "peaks",
        "speech",
        "letter",
    ):
        assert desk.get(f"/films/bakery/{path}").status == 404, path
    for act in ("working", "judged", "keep", "checked", "discard", "pasted"):
        answer = editor.send(desk, act, version=version, cues=typed, text=PASTED, who="Nele")
        assert answer.status == 404, act
    assert rows(folder) == []
    assert list((folder / "films").glob("0001*")) == []


def test_versions_and_what_differs_between_them(desk: DeskAt) -> None:
    """The campaign's copy is one, each long while of work another; a version shows where it differs, by words."""
    found = editor.document(desk)
    typed = editor.typed(found, 0, "Elke nacht om vijf uur")
    editor.send(desk, "working", version=found["version"], cues=typed)
    newest, oldest = editor.told(desk.get(f"{editor.PLACE}/versions"))["versions"]
    assert [newest["kind"], oldest["kind"]] == ["working", "kept"]
    shown = editor.told(desk.get(f"{editor.PLACE}/versions/{oldest['number']}"))
    (one,) = shown["differences"]
    assert [piece for piece in one["pieces"] if piece[0] != "same"] == [["out", "vier"], ["in", "vijf"]]
    assert [each["text"] for each in shown["cues"]] == [each["text"] for each in found["cues"]]
    assert desk.get(f"{editor.PLACE}/versions/999").status == 422
    version = editor.document(desk)["version"]
    assert editor.send(desk, "discard", version=version).status == 200
    after = editor.document(desk)
    assert (after["working"], after["cues"][0]["text"]) == (None, found["cues"][0]["text"])


def test_versions_are_bounded(desk: DeskAt, folder: Path) -> None:
    """Of more than twenty the oldest go."""
    for place in range(24):
        found = editor.document(desk)
        cues = editor.typed(found, 0, f"Elke nacht om {place} uur")
        assert editor.send(desk, "working", version=found["version"], cues=cues).status == 200
        desk.pass_by(minutes=11)
    assert len(rows(folder)) == subtitle_versions.MOST


def test_a_second_language_is_filled_in_beside_the_first(desk: DeskAt, folder: Path) -> None:
    """It has a version of its own, stands beside the cue of its time, and becomes the film's when it is kept."""
    found = editor.document(desk)
    assert [one["other"] for one in found["cues"]] == [None, None]
    cues = [
        {**one, "text": text}
        for one, text in zip(editor.plain(found["cues"]), ("Chaque nuit", ""), strict=True)
    ]
    done = editor.send(desk, "working", "fr", version=found["second_version"], cues=cues)
    assert done.status == 200
    beside = editor.document(desk)["cues"]
    assert (beside[0]["other"]["text"], beside[0]["other"]["start_ms"]) == ("Chaque nuit", 500)
    kept = editor.send(desk, "keep", "fr", version=editor.told(done)["version"])
    assert kept.status == 200, kept.text
    film = desk_of_films.film(folder)
    assert sorted(film.subtitles) == ["fr", "nl"]
    assert [one.text for one in reader.opened(folder / film.subtitles["fr"]).shown] == ["Chaque nuit"]


@pytest.mark.parametrize(
    "path", ["films/nobody/subtitles/nl", "films/bakery/subtitles/de", "films/nobody/peaks"]
)
def test_what_is_not_there(desk: DeskAt, path: str) -> None:
    """A film or a language that the campaign does not have is not there."""
    assert desk.get(f"/{path}").status == 404
    assert desk.get(f"/{path}/document").status == 404


def test_what_follows_is_said_before(desk: DeskAt) -> None:
    """Which posts show the subtitles, so that their film is made anew."""
    found = editor.document(desk)
    said = editor.told(desk.get(f"{editor.PLACE}/consequences"))
    assert (said["version"], said["void"], said["rendered"], said["live"]) == (found["version"], [], [1], [])


def test_times_that_cannot_be(desk: DeskAt, folder: Path) -> None:
    """They are saved as typed, told at their cue, and not kept: the cue is named, no file and no path of ours."""
    found = editor.document(desk)
    cues = editor.plain(found["cues"])
    cues[1] |= {"start_ms": 1000}
    version = editor.told(editor.send(desk, "working", version=found["version"], cues=cues))["version"]
    assert "S05" in {one["code"] for one in editor.document(desk)["cues"][1]["findings"]}
    answer = editor.send(desk, "keep", version=version)
    assert (answer.status, editor.told(answer)["cue"]) == (422, cues[1]["id"])
    assert str(folder) not in answer.text
    assert ".vtt" not in answer.text
    assert editor.document(desk)["version"] == version
