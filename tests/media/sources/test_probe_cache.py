"""What is known of a film: kept beside the renditions, believed only for this very file."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from media.errors import BadInput
from media.sources import probe, probe_cache
from tests import small_films


def test_remembered(tmp_path: Path) -> None:
    """A film's facts are the same from the note as from the film itself."""
    film = small_films.film(tmp_path / "0001.mp4", rate="30000/1001")
    first = probe_cache.remembered(film, tmp_path / "renders")
    assert (tmp_path / "renders" / "0001.film.json").is_file()
    assert probe_cache.remembered(film, tmp_path / "renders") == first == probe.probe(film)


def test_note_goes_with_a_copied_campaign(tmp_path: Path) -> None:
    """In a copy of a campaign's folder what was found out about its films is known, and not probed again."""
    (tmp_path / "one").mkdir()
    small_films.film(tmp_path / "one" / "0001.mp4")
    first = probe_cache.remembered(tmp_path / "one" / "0001.mp4", tmp_path / "one")
    shutil.copytree(tmp_path / "one", tmp_path / "other")
    known = probe_cache.kept(tmp_path / "other" / "0001.mp4", tmp_path / "other")
    assert known == replace(first, path=tmp_path / "other" / "0001.mp4")


def test_other_film_is_read_anew(tmp_path: Path) -> None:
    """Another film under the same name is not taken for the old one."""
    film = small_films.film(tmp_path / "0001.mp4")
    assert probe_cache.remembered(film, tmp_path).width == 128
    small_films.film(film, size="64x36")
    assert probe_cache.remembered(film, tmp_path).width == 64


@pytest.mark.parametrize("note", ["", "{}", "[]", '{"known_by": 1, "film": 2}', "\x00"])
def test_broken_note(tmp_path: Path, note: str) -> None:
    """A note that cannot be read is written anew."""
    film = small_films.film(tmp_path / "0001.mp4")
    (tmp_path / "0001.film.json").write_text(note)
    assert probe_cache.remembered(film, tmp_path) == probe.probe(film)
    assert '"width": 128' in (tmp_path / "0001.film.json").read_text()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("matrix", "bt709,movie=/etc/passwd"),
        ("transfer", "a'b"),
        ("width", "128"),
        ("has_sound", 1),
        ("duration_ms", None),
        ("sounds", ["voice,amovie=/etc/passwd"]),
        ("lone_channels", ["0|c1=c0"]),
    ],
)
def test_note_that_no_probe_wrote(tmp_path: Path, name: str, value: object) -> None:
    """A note about this very file that says what no probe could is not believed: its words go into a program's."""
    film = small_films.film(tmp_path / "0001.mp4")
    probe_cache.remembered(film, tmp_path)
    note = tmp_path / "0001.film.json"
    said = json.loads(note.read_text())
    said["film"][name] = value
    note.write_text(json.dumps(said))
    assert probe_cache.remembered(film, tmp_path) == probe.probe(film)


def test_film_gone_or_broken(tmp_path: Path) -> None:
    """A film that is gone, or that stopped being one, is said to be so, whatever the note says."""
    film = small_films.film(tmp_path / "0001.mp4")
    probe_cache.remembered(film, tmp_path)
    film.write_bytes(b"no film any more")
    with pytest.raises(BadInput, match="film-not-a-film"):
        probe_cache.remembered(film, tmp_path)
    film.unlink()
    with pytest.raises(BadInput, match="film-missing"):
        probe_cache.remembered(film, tmp_path)
