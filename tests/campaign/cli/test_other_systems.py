"""Windows and macOS, as far as Linux can tell: consoles, paths, files of theirs."""

import errno
import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from PIL import Image

from campaign import new_campaign
from campaign.cli import errors, options
from campaign.cli.app import Desk
from media.errors import BadInput

NFD = unicodedata.normalize("NFD", "été")


@pytest.fixture
def mey(tmp_path: Path, campaign: Callable[..., Result]) -> Path:
    """A campaign in Dutch and French."""
    made = campaign("init", tmp_path / "mey", "--name", "MEY", "--language", "nl", "--language", "fr")
    assert made.exit_code == 0, made.stderr
    return tmp_path / "mey"


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "ascii"])
def test_a_console_that_cannot_show_every_sign(
    mey: Path, campaign: Callable[..., Result], encoding: str
) -> None:
    """French with its narrow spaces, Turkish, Arabic and an emoji come out readable or as `?`, never as a traceback."""
    caption = "Şükrü\u202f: «\u202f18 h 30\u202f» → اهلا 🎬 cœur"
    assert campaign("post", "add", "--language", "fr", "--caption", caption, folder=mey).exit_code == 0
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    words = [sys.executable, "-m", "campaign", "--dir", str(mey), "post", "show", "1", "--lang", "fr"]
    done = subprocess.run(words, env=environment, capture_output=True, timeout=240, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"18 h 30" in done.stdout
    assert b"?" in done.stdout


def test_a_program_without_a_console(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under `pythonw`, where a service of Windows has no streams at all, what is printed goes nowhere."""
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", None)
        patch.setattr(sys, "stderr", None)
        errors.soften_streams()
        with sys.stdout as out, sys.stderr as err:
            print("één", file=out)
            assert (out.isatty(), err.isatty(), errors.can_ask()) == (False, False, False)


@pytest.mark.parametrize(
    ("written", "language", "path"),
    [
        (r"C:\\films\\oven.nl.srt", "nl", r"C:\\films\\oven.nl.srt"),
        ("D:oven.fr.srt", "fr", "D:oven.fr.srt"),
        (r"fr:C:\\films\\oven.srt", "fr", r"C:\\films\\oven.srt"),
        (r"\\\\server\\onze map\\oven.nl.srt", "nl", r"\\\\server\\onze map\\oven.nl.srt"),
        (r"fr:\\\\server\\onze map\\oven.srt", "fr", r"\\\\server\\onze map\\oven.srt"),
        (r"\\\\?\\C:\\films\\oven.fr.srt", "fr", r"\\\\?\\C:\\films\\oven.fr.srt"),
        ("C:/films/oven.nl.srt", "nl", "C:/films/oven.nl.srt"),
        ("nl:oven.srt", "nl", "oven.srt"),
    ],
)
def test_a_drive_is_no_language(mey: Path, written: str, language: str, path: str) -> None:
    """In `[L:]FILE` a drive, a server or a long path of Windows is the file's, and a language stands before it."""
    found = options.language_file(Desk(folder=mey), written.replace("\\\\", "\\"), "nl", slug="oven")
    assert (found.language, str(found.path)) == (language, path.replace("\\\\", "\\"))


def test_accents_as_macos_writes_them(mey: Path, campaign: Callable[..., Result]) -> None:
    """A photo that macOS named is found by its name as typed; a text of macOS is the same as one typed elsewhere."""
    Image.new("RGB", (600, 400)).save(mey / f"{NFD}.jpg")
    (mey / "tekst.txt").write_text(f"L'{NFD} est là.\r\n", encoding="utf-8", newline="")
    asked = (
        "--language",
        "fr",
        "--caption-file",
        mey / "tekst.txt",
        "--photo",
        mey / "été.jpg",
        "--alt",
        NFD,
    )
    done = campaign("post", "add", *asked, folder=mey)
    assert done.exit_code == 0, done.stderr
    told = json.loads(campaign("post", "show", "1", "--json", folder=mey).stdout)
    assert told["caption"] == "L'été est là."


def test_a_plan_of_macos(mey: Path, campaign: Callable[..., Result]) -> None:
    """A sheet that was typed on macOS names its photos and, imported on another system again, changes nothing."""
    (mey / "fotos").mkdir()
    Image.new("RGB", (600, 400)).save(mey / "fotos" / f"{NFD}.jpg")
    row = "Taal;Tekst;Foto's;Altteksten;Datum;Uur\r\nfr;L’{0} est là;fotos\\{0}.jpg;Vue;05/03/2030;18:30\r\n"
    for spelt in (NFD, unicodedata.normalize("NFC", NFD)):
        (mey / "plan.csv").write_text(row.format(spelt), encoding="utf-8", newline="")
        done = campaign("plan", "import", mey / "plan.csv", folder=mey)
        assert done.exit_code == 0, done.stderr
    assert len(json.loads(campaign("post", "list", "--json", folder=mey).stdout)) == 1


def test_settings_saved_by_notepad(mey: Path, campaign: Callable[..., Result]) -> None:
    """A campaign.toml and a brand.toml with a mark at the beginning and Windows' line ends are read, and kept so."""
    for path in (mey / "campaign.toml", mey / "brand" / "brand.toml"):
        text = path.read_bytes().replace(b"\n", b"\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + text)
    assert campaign("status", folder=mey).exit_code == 0
    assert "brand.toml, line" not in campaign("brand", "check", folder=mey).output


class _OfWindows(OSError):
    """What Windows answers, which Linux cannot make."""

    def __init__(self, number: int, path: Path, *, winerror: int = 0) -> None:
        super().__init__(number, "Access is denied", str(path))
        self.winerror = winerror


@pytest.mark.parametrize(("number", "winerror"), [(errno.EACCES, 32), (errno.EACCES, 33), (errno.EACCES, 5)])
def test_a_file_that_excel_has_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, winerror: int
) -> None:
    """A file that another program has open is said to be so, and not that its owner is wrong."""
    monkeypatch.setattr(sys, "platform", "win32")
    plan = tmp_path / "plan.xlsx"
    plan.write_bytes(b"x")
    line, code = errors.verdict(_OfWindows(number, plan, winerror=winerror))
    assert (code, "is open in another program" in line) == (2, True)


def test_a_name_that_windows_does_not_take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that Windows refuses is bad input, not a fault of ours; a new campaign of such a name is refused."""
    monkeypatch.setattr(sys, "platform", "win32")
    line, code = errors.verdict(_OfWindows(errno.EINVAL, tmp_path / "a:b", winerror=123))
    assert (code, "Check the name" in line) == (2, True)
    with pytest.raises(BadInput, match="name-unfit-here"):
        new_campaign.create(tmp_path / "MEY: awards", new_campaign.first_settings(name="MEY"))
    assert list(tmp_path.iterdir()) == []
