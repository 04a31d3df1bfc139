"""What becomes of a film of another shape than a format, as staff say it for one film, in their own words."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests import small_films


@pytest.fixture
def folder(tmp_path: Path, campaign: Callable[..., Result]) -> Path:
    """A campaign with a kit as `init` writes it."""
    assert campaign("init", tmp_path / "c", "--language", "nl").exit_code == 0
    return tmp_path / "c"


def test_band_in_words(folder: Path, campaign: Callable[..., Result], tmp_path: Path) -> None:
    """`--fill` takes the band by any of its names, when a film is registered and afterwards."""
    film = small_films.film(tmp_path / "film.mp4", size="64x64", seconds=1)
    added = campaign(
        "testimony", "add", film, "--slug", "oven", "--speaker", "Fatou Voorbeeld", "--role", "coach",
        "--organisation", "Hefboom", "--language", "nl", "--fill", "bande", "--json", folder=folder,
    )  # fmt: skip
    assert added.exit_code == 0, added.stderr
    assert json.loads(added.stdout)["fill"] == "band"
    for said, fill in (("flou", "blur"), ("strook", "band")):
        edited = campaign("testimony", "edit", "oven", "--fill", said, "--json", folder=folder)
        assert edited.exit_code == 0, edited.stderr
        assert json.loads(edited.stdout)["fill"] == fill
