"""What people get wrong costs one line that says what, where and what to do next; nothing is changed, nothing lost."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests import small_films
from tests.paths import REPOSITORY

CUE = "1\n00:00:00,100 --> 00:00:00,900\nHallo\n\n"


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film of one second."""
    return small_films.film(tmp_path_factory.mktemp("film") / "ça va – film.mp4")


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Callable[..., Result], film: Path) -> Path:
    """A campaign with one testimony, called first, and one approved text post."""
    made = tmp_path_factory.mktemp("founded") / "c"
    for words in (
        ("init", made, "--language", "nl", "--language", "fr"),
        ("testimony", "add", film, "--slug", "first", "--speaker", "Nora Voorbeeld", "--role", "coach",
         "--organisation", "Brusoc", "--language", "nl", "--dir", made),
        ("post", "add", "--caption", "Hallo", "--language", "nl", "--at", "+1d", "--dir", made),
        ("post", "approve", 1, "--dir", made),
    ):  # fmt: skip
        done = campaign(*words)
        assert done.exit_code == 0, done.stderr
    return made


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """A copy of that campaign, beside which a form lies."""
    (tmp_path / "form.pdf").write_text("signed", encoding="utf-8")
    return shutil.copytree(founded, tmp_path / "c")


def everything(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes, the lock and journal of an open database aside."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }


def refused(done: Result, code: int, *words: str) -> None:
    """Check a refusal: its exit code, nothing on stdout, one line on stderr for each reason, with these words."""
    assert (done.exit_code, done.stdout) == (code, ""), done.output
    assert all(line.startswith("Error: ") for line in done.stderr.splitlines()), done.stderr
    for word in words:
        assert word in done.stderr


def add_film(run: Callable[..., Result], folder: Path, film: Path, *more: object, **other: str) -> Result:
    """Try to add a film; `other` replaces an option's value."""
    options = {"slug": "second", "speaker": "Jan Voorbeeld", "role": "coach", "organisation": "Brusoc"}
    options |= {"language": "nl", **other}
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    return run("testimony", "add", film, *words, *more, folder=folder)


def _spoilt_film(kind: str, film: Path, path: Path) -> Path:
    whole = film.read_bytes()
    if kind == "sound alone":
        small_films.ffmpeg("-f", "lavfi", "-i", "sine=duration=1", "-c:a", "aac", f"file:{path}")
    else:
        spoilt = {"a letter": b"Dear all,\n" * 99, "empty": b"", "cut off": whole[: len(whole) * 2 // 3]}
        path.write_bytes(spoilt[kind])
    return path


@pytest.mark.parametrize("kind", ["a letter", "empty", "cut off", "sound alone", "missing"])
def test_spoilt_film(
    folder: Path, campaign: Callable[..., Result], film: Path, tmp_path: Path, kind: str
) -> None:
    """A film that is none, empty, cut off, without picture or not there is refused, and nothing is kept of it."""
    path = tmp_path / "spoilt.mp4"
    if kind != "missing":
        _spoilt_film(kind, film, path)
    before = everything(folder)
    refused(add_film(campaign, folder, path), 2, "spoilt.mp4")
    assert everything(folder) == before


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (CUE.replace("Hallo", "Crédal").encode("cp1252"), ("S01", "UTF-8")),
        (CUE.encode() + CUE.replace("1\n00:00:00,100", "2\n00:00:00,500", 1).encode(), ("S05", ":6")),
        (CUE.replace("00:00:00,900", "00:01:00,900").encode(), ("S13", ":2")),
        (CUE.replace("00:00:00,900", "00:00:00,050").encode(), ("S04", ":2")),
        (CUE.replace("00:00:00,900", "00:00:61,900").encode(), ("S02", ":2")),
        (b"", ("cues.srt",)),
    ],
    ids=["cp1252", "overlap", "past the film", "ends before it starts", "61 seconds", "empty"],
)
def test_spoilt_subtitles(
    folder: Path,
    campaign: Callable[..., Result],
    film: Path,
    tmp_path: Path,
    text: bytes,
    words: tuple[str, ...],
) -> None:
    """Subtitles that cannot be read or timed are refused with the line at fault; the film is not taken either."""
    path = tmp_path / "cues.srt"
    path.write_bytes(text)
    before = everything(folder)
    refused(add_film(campaign, folder, film, "--subtitles", path), 2, *words)
    assert everything(folder) == before


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"language": "de"}, ("language German", "Dutch and French")),
        ({"role": "queen"}, ("'queen'", "entrepreneur")),
        ({"slug": "Een Film"}, ("'Een Film'",)),
        ({"slug": "first"}, ("called first", "--slug")),
        ({"speaker": "  "}, ("--speaker",)),
        ({"from": "0:05"}, ("--from",)),
        ({"to": "soon"}, ("'soon'",)),
    ],
    ids=lambda value: str(value)[:40],
)
def test_wrong_words(
    folder: Path, campaign: Callable[..., Result], film: Path, wrong: dict[str, str], words: tuple[str, ...]
) -> None:
    """An unknown language or role, an unfit or taken slug, an empty name or a time outside the film is refused."""
    before = everything(folder)
    refused(add_film(campaign, folder, film, **wrong), 2, *words)
    assert everything(folder) == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("post", "show", 99), 2, ("99", "post list")),
        (("post", "approve", 1, 99), 2, ("1",)),
        (("post", "approve", 99), 2, ("99",)),
        (("post", "cancel", "soon"), 2, ("soon",)),
        (("log", 99), 2, ("99",)),
        (("post", "retry", 1), 2, ("post 1", "failed")),
        (("post", "settle", 1, "--absent"), 2, ("approved", "doubtful")),
        (("post", "move", 1, "--at", "2020-01-01 10:00"), 2, ("2020-01-01",)),
        (("post", "move", 1, "--at", "2027-03-28 02:30"), 2, ("2027-03-28",)),
        (("post", "move", 1, "--at", "2027-10-31 02:30"), 2, ("+02:00", "+01:00")),
        (("post", "move", 1, "--at", "next week"), 2, ("next week",)),
        (("post", "add", "--caption", "", "--language", "nl"), 2, ("--caption",)),
        (("post", "add", "--caption", "x", "--language", "nl", "--testimony", "none"), 2, ("'none'", "first")),
        (("post", "add", "--caption", "x", "--language", "nl", "--link", "example.org"), 2, ("https://",)),
        (("post", "add", "--caption", "x", "--language", "nl", "--format", "portrait"), 2, ("--testimony",)),
        (("post", "add", "--caption", "x" * 63_207, "--language", "nl"), 2, ("63,207", "63,206")),
        (("post", "add", "--caption-file", "none.txt", "--language", "nl"), 2, ("none.txt",)),
        (("post", "add", "--caption", "x"), 2, ("--language",)),
        (("consent", "record", "first", "--act", "film", "--channel", "facebook", "--language", "nl",
          "--signed", "2030-01-01", "--evidence", "none.pdf"), 2, ("1 Jan 2030",)),
        (("consent", "record", "first", "--act", "film", "--channel", "facebook", "--language", "nl",
          "--signed", "2020-01-01", "--evidence", "none.pdf"), 2, ("none.pdf",)),
        (("render", "99"), 2, ("99",)),
        (("render", "first"), 3, ("first", "consent")),
        (("testimony", "show", "nobody"), 2, ("'nobody'",)),
    ],
    ids=lambda value: " ".join(map(str, value))[:50] if isinstance(value, tuple) else str(value),
)  # fmt: skip
def test_wrong_wishes(
    folder: Path, campaign: Callable[..., Result], words: tuple[object, ...], code: int, said: tuple[str, ...]
) -> None:
    """An unknown number or name, an impossible step or moment is refused, and the database stays as it was."""
    before = everything(folder)
    refused(campaign(*words, folder=folder), code, *said)
    assert everything(folder) == before


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("post", "approve", 2), ("no date", "post move 2")),
        (("post", "approve", 3), ("post 3", "consent")),
        (("post", "approve", 4, 3), ("post 3", "consent")),
    ],
    ids=["no date", "no consent", "one of two"],
)
def test_approval_needs_date_and_consent(
    folder: Path, campaign: Callable[..., Result], command: tuple[object, ...], words: tuple[str, ...]
) -> None:
    """Approving without date or consent ends with 3 and changes nothing, not even for the posts that were ready."""
    say = ("--caption", "Goedenavond", "--language", "nl")
    campaign("post", "add", "--caption", "Dag", "--language", "nl", folder=folder)
    campaign("post", "add", *say, "--testimony", "first", "--at", "+1d", folder=folder)
    campaign("post", "add", *say, "--at", "+1d", folder=folder)
    before = everything(folder)
    refused(campaign(*command, folder=folder), 3, *words)
    assert everything(folder) == before


def test_broken_settings(folder: Path, campaign: Callable[..., Result]) -> None:
    """A broken campaign.toml is refused with its line, whatever the command."""
    (folder / "campaign.toml").write_text('name = "x"\nlate = \n', encoding="utf-8")
    for words in (("status",), ("post", "list"), ("run", "--until-idle")):
        refused(campaign(*words, folder=folder), 2, "campaign.toml, line 2")


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "setsid"), reason="a limit on file sizes needs POSIX")
def test_full_disk_while_rendering(folder: Path, campaign: Callable[..., Result], tmp_path: Path) -> None:
    """A disk that fills up while rendering ends with 1 and one line; no half film lies under a final name."""
    form = tmp_path / "form.pdf"
    done = campaign(
        "consent", "record", "first", "--act", "film", "--act", "publish", "--channel", "facebook",
        "--language", "nl", "--signed", "2020-01-01", "--evidence", form, folder=folder,
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    limited = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000)); "
        "from campaign.__main__ import main; sys.argv[0] = 'campaign'; main()"
    )
    env = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-c", limited, "--dir", str(folder), "render", "first"]
    ran = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)
    errors = [line for line in ran.stderr.splitlines() if line.startswith("Error")]
    assert (ran.returncode, len(errors)) == (1, 1), ran.stderr
    assert [path.name for path in (folder / "renders").iterdir()] == ["0001.film.json"]


WRITING = (
    ("post", "add", "--caption", "x", "--language", "nl"),
    ("run", "--until-idle"),
    ("report", "report.html"),
    ("rehearsal", "serve"),
    ("init", "another", "--yes"),
)
ONE_BY_ONE = """
import contextlib, io, json, sys
from campaign.cli.app import root
told = []
for words in json.loads(sys.argv[1]):
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        try:
            root.main(words, prog_name="campaign")
        except SystemExit as end:
            told.append((end.code, out.getvalue(), err.getvalue()))
print(json.dumps(told))
"""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions as POSIX has them")
def test_folder_without_permission(folder: Path) -> None:
    """In a folder where nothing may be written, a command that writes ends with 2 and one line, nothing changed."""
    root_too = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    if os.geteuid() == 0 and not shutil.which(root_too[0]):
        pytest.skip("root may write everywhere, and there is no setpriv to take that away")
    before = everything(folder)
    command = [
        *(root_too if os.geteuid() == 0 else []),
        sys.executable,
        "-c",
        ONE_BY_ONE,
        json.dumps(WRITING),
    ]
    env = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        ran = subprocess.run(
            command, cwd=folder, env=env, capture_output=True, text=True, timeout=180, check=False
        )
    finally:
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
    assert ran.returncode == 0, ran.stderr
    told = dict(zip(WRITING, json.loads(ran.stdout), strict=True))
    assert {words: (code, out, err.count("\n")) for words, (code, out, err) in told.items()} == dict.fromkeys(
        WRITING, (2, "", 1)
    ), told
    assert [err for _, _, err in told.values() if "no permission" not in err] == []
    assert everything(folder) == before
