"""A settings file that changes: read again as soon as its bytes are others, refused while it cannot be read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from campaign.settings import settings, settings_file
from campaign.settings.declarations import Settings
from schedules.errors import BadRequest

SOUND = 'name = "Plan"\nlanguages = ["nl"]\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of settings."""
    made = tmp_path / "campaign.toml"
    made.write_text(SOUND, "utf-8")
    return made


def _spoil(path: Path) -> None:
    path.write_text('name = "Plan\n', "utf-8")


def _link(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _grow(path: Path) -> None:
    path.write_bytes(b"#" * 2_000_000)


@pytest.mark.parametrize("harm", [_spoil, Path.unlink, _link, _grow])
def test_broken_file_is_refused_until_it_is_mended(path: Path, harm: Callable[[Path], None]) -> None:
    """Whatever is wrong with the file, it is a refusal; once it is sound again, what it says is given."""
    kept = settings_file.SettingsFile(path, settings.load(path), lambda _before, _after: None)
    harm(path)
    for _ in range(2):
        with pytest.raises(BadRequest):
            kept.now()
    if path.is_dir():
        path.rmdir()
    path.write_text(SOUND + "[service]\napprovals = 2\n", "utf-8")
    assert kept.now().service.approvals == 2


def test_each_change_is_told_once(path: Path) -> None:
    """A change of the same length within the same second is seen, told once, with what is read at a start alone."""
    told: list[tuple[str, ...]] = []

    def tell(before: Settings, after: Settings) -> None:
        told.append(settings_file.read_at_start(before, after))

    kept = settings_file.SettingsFile(path, settings.load(path), tell)
    for more in (
        "",
        "[service]\napprovals = 1\n",
        "[service]\napprovals = 2\n",
        '[notices]\nemail_to = ["a@example.org"]\n',
    ):
        path.write_text(SOUND + more, "utf-8")
        kept.now()
        kept.now()
    assert told == [(), ("notices",)]
