"""T16, T18, part of T20: what people give is an ordinary file of bounded size; nothing is written through a link."""

import html.parser
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from media import files
from tests import plan_campaign, small_films
from tests.paths import REPOSITORY
from tests.plan_campaign import CONSENT

pytestmark = pytest.mark.slow  # each attack is a campaign or a server of its own

Run = Callable[..., Result]
needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
GIVEN = {  # every command that takes a file from people
    "form": ("consent", "record", "bakery", *CONSENT, "--evidence", "{}"),
    "film": ("testimony", "add", "{}", "--slug", "new", "--speaker", "An", "--role", "coach", "--organisation", "O",
             "--language", "nl"),
    "subtitles": ("testimony", "edit", "bakery", "--subtitles", "{}"),
    "checked subtitles": ("subtitles", "check", "{}"),
    "caption": ("post", "add", "--language", "nl", "--caption-file", "{}"),
    "photo": ("post", "add", "--language", "nl", "--caption", "a", "--photo", "{}"),
    "cover": ("post", "add", "--language", "nl", "--caption", "a", "--testimony", "bakery", "--thumbnail", "{}"),
    "plan": ("plan", "import", "{}"),
    "backup": ("restore", "{}", "{}.new"),
    "list of withdrawals": ("restore", "{}", "{}.new", "--withdrawn", "{}"),
    "transcript": ("subtitles", "estimate", "{}", "{}.vtt", "--film", "{}", "--language", "nl"),
}  # fmt: skip


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign with two films on record, one of them there."""
    made = plan_campaign.found(tmp_path_factory.mktemp("founded") / "c")
    small_films.film(made / "films" / "bakery.mp4", seconds=0.2, sound=None)
    return made


@pytest.fixture
def desk(founded: Path, tmp_path: Path, campaign: Run) -> plan_campaign.Desk:
    """A copy of it."""
    return plan_campaign.copied(founded, tmp_path, campaign)


def content(folder: Path) -> dict[str, bytes | str]:
    """Everything in a folder, by its place; links by what they point at."""
    return {
        path.relative_to(folder).as_posix(): str(path.readlink()) if path.is_symlink() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


@needs_pipes
@pytest.mark.parametrize("words", GIVEN.values(), ids=GIVEN)
@pytest.mark.parametrize("thing", ["pipe", "device", "folder"])
def test_what_is_no_file(desk: plan_campaign.Desk, words: tuple[str, ...], thing: str) -> None:
    """A named pipe, a device and a folder are refused at once by every command that takes a file; nothing changes."""
    given = desk.folder.parent / "given.srt"
    {"pipe": os.mkfifo, "device": lambda path: path.symlink_to("/dev/zero"), "folder": Path.mkdir}[thing](
        given
    )
    before = content(desk.folder)
    done = desk.run(*(word.replace("{}", str(given)) for word in words), folder=desk.folder)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1), done.output
    assert ("given.srt" in done.output, "unexpected" in done.output) == (True, False)
    assert content(desk.folder) == before


@needs_pipes
@pytest.mark.parametrize(
    "name", ["campaign.toml", "brand/brand.toml", "consent/withdrawn.json", "campaign.db"]
)
def test_what_is_no_file_in_the_folder(desk: plan_campaign.Desk, name: str) -> None:
    """A named pipe in the place of a file of the campaign's makes no command wait."""
    (desk.folder / name).unlink(missing_ok=True)
    os.mkfifo(desk.folder / name)
    for words in (("status",), ("check",), ("doctor",), ("consent", "withdraw", "bakery")):
        done = desk.run(*words, folder=desk.folder)
        assert (done.exit_code in range(4), "unexpected" in done.output) == (True, False), done.output


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [
        ("scan.pdf", b"%PDF-1.7\n\x00\xff", ".pdf"),
        ("scan.JPG", b"\xff\xd8\xff\xe0\0", ".jpg"),
        ("scan.jpeg", b"\xff\xd8\xff\xe0\0", ".jpeg"),
        ("scan", b"\x89PNG\r\n\x1a\n\0", ".png"),
        ("scan.heic", b"\0\0\0\x18ftypheic\0\0\0\0", ".heic"),
        ("scan.tiff", b"II*\0\x08\0", ".tiff"),
        ("letter.txt", "Ik geef toestemming. Zoë".encode(), ".txt"),
        ("letter.txt", "Zoë < An".encode("cp1252"), ".txt"),
        ("letter.exe", b"I agree.", ".txt"),
        ("scan.pdf.html", b"%PDF-1.7\n", ".pdf"),
        ("scan.png", b"\xff\xd8\xff\xe0\0", ".jpg"),
    ],
)
def test_forms_that_are_taken(desk: plan_campaign.Desk, name: str, data: bytes, kept: str) -> None:
    """A form is what its bytes say, and is kept byte for byte with an ending that says so."""
    done = desk.run(
        "consent",
        "record",
        "bakery",
        *CONSENT,
        "--evidence",
        desk.write(data, name),
        folder=desk.folder,
    )
    assert done.exit_code == 0, done.stderr
    assert (desk.folder / "consent" / f"0001{kept}").read_bytes() == data
    assert desk.told("consent", "list")[0]["standing"] == "valid"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("form.html", b"<!DOCTYPE html><script>alert(1)</script>"),
        ("form.pdf", b"<html><script>alert(1)</script>"),
        ("form.txt", b"\xef\xbb\xbf \n <svg onload=alert(1)>"),
        ("form.txt", b"Dear all, <ScRiPt>alert(1)</script>"),
        ("form.pdf", b"<script>alert(1)</script>%PDF-1.7"),
        ("form.xhtml", b"<?xml version='1.0'?><html/>"),
        ("form.docx", b"PK\x03\x04word"),
        ("form.exe", b"MZ\x90\0\x03"),
        ("form.sh", b"\x7fELF"),
        ("form.gif", b"GIF89a\0"),
        ("form.mp4", b"\0\0\0\x18ftypisom\0\0\0\0"),
        ("form.txt", b"text" * 100_000 + b"\0binary"),
        ("form.pdf", b""),
    ],
)
def test_forms_that_are_refused(desk: plan_campaign.Desk, name: str, data: bytes) -> None:
    """What is no PDF, picture or text by its bytes is refused, whatever it is called; nothing of it stays."""
    before = content(desk.folder)
    done = desk.run(
        "consent",
        "record",
        "bakery",
        *CONSENT,
        "--evidence",
        desk.write(data, name),
        folder=desk.folder,
    )
    assert (done.exit_code, name in done.stderr, done.stderr.count("\n")) == (2, True, 1)
    assert content(desk.folder) == before


def test_a_form_of_600_megabytes(desk: plan_campaign.Desk) -> None:
    """A form above 50 MB is refused before it is read."""
    big = desk.write(b"%PDF-1.7\n", "big.pdf")
    os.truncate(big, 600 * 1024**2)
    done = desk.run("consent", "record", "bakery", *CONSENT, "--evidence", big, folder=desk.folder)
    assert (done.exit_code, "50 MB" in done.stderr) == (2, True)


@pytest.mark.slow
def test_a_form_costs_no_memory(desk: plan_campaign.Desk) -> None:
    """A form of 50 MB is hashed and copied in pieces: it takes hardly more memory than a small one."""
    fits = desk.write(b"%PDF-1.7\n", "fits.pdf")
    os.truncate(fits, 50 * 1024**2)
    small = desk.write(b"%PDF-1.7\n", "small.pdf")
    ran = subprocess.run(
        [sys.executable, "-c", MEASURED, str(desk.folder), str(small), str(fits)],
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    before, after = map(int, ran.stdout.split())
    assert after - before < 20_000  # kB


MEASURED = """
import contextlib, io, resource, sys
from campaign.cli.app import root
words = "consent record bakery --act film --act publish --channel facebook --language nl --signed 2020-11-02"
for form in sys.argv[2:]:
    with contextlib.redirect_stdout(io.StringIO()):
        assert root.main([*words.split(), "--evidence", form, "--dir", sys.argv[1]], standalone_mode=False) == 0
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)  # the most so far
"""


@pytest.mark.parametrize("folder", ["consent", "films", "pictures"])
def test_a_folder_that_is_a_link(desk: plan_campaign.Desk, tmp_path: Path, folder: str) -> None:
    """Where a folder of the campaign is a link to elsewhere, nothing of people's is copied there."""
    theirs, film = tmp_path / "theirs", tmp_path / "film.mp4"
    shutil.copy(desk.folder / "films" / "bakery.mp4", film)
    theirs.mkdir()
    shutil.rmtree(desk.folder / folder)
    (desk.folder / folder).symlink_to(theirs)
    photo = next((REPOSITORY / "campaign" / "example" / "brand").rglob("*.png"))
    words = {
        "consent": (
            "consent",
            "record",
            "bakery",
            *CONSENT,
            "--evidence",
            desk.write(b"%PDF-1.7", "form.pdf"),
        ),
        "films": tuple(word.replace("{}", str(film)) for word in GIVEN["film"]),
        "pictures": ("post", "add", "--language", "nl", "--caption", "a", "--photo", photo),
    }[folder]  # fmt: skip
    done = desk.run(*words, folder=desk.folder)
    assert (done.exit_code, list(theirs.iterdir())) == (2, []), done.output


@pytest.mark.parametrize(
    "name", [".service.lock", "rehearsal/serving.lock", "rehearsal/page.db", "rehearsal"]
)
def test_links_where_a_service_begins(tmp_path: Path, campaign: Run, name: str) -> None:
    """A link in the place of a lock, of the rehearsal's store or of its folder is refused in one line, not followed."""
    folder, theirs = tmp_path / "c", tmp_path / "theirs"
    assert campaign("init", folder).exit_code == 0
    theirs.mkdir() if name == "rehearsal" else theirs.write_text("not ours")
    before = content(tmp_path)["theirs"] if theirs.is_file() else content(theirs)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).symlink_to(theirs)
    done = campaign("run", "--until-idle", folder=folder)
    (folder / name).unlink()
    assert (done.exit_code, "is a link" in done.stderr) == (2, True), done.output
    assert (content(tmp_path)["theirs"] if theirs.is_file() else content(theirs)) == before


def test_planted_links(desk: plan_campaign.Desk, tmp_path: Path) -> None:
    """A link planted where a command will write is replaced by the file; what it points at is never written."""
    theirs = tmp_path / "theirs"
    theirs.write_text("not ours")
    photo = next((REPOSITORY / "campaign" / "example" / "brand").rglob("*.png"))
    form = desk.write(b"%PDF-1.7 signed", "form.pdf")
    page = '<meta name="generator" content="testimony-campaign">'
    planted = ["consent/0001.pdf", "consent/withdrawn.json", "consent/withdrawn.new", "report.html", "plan.csv",
               "p.ics", "plan.xlsx", "form.html", "preview.html", "rehearsal/page.json.new"]  # fmt: skip
    theirs.write_text(page)
    (desk.folder / "rehearsal").mkdir()
    settings = (desk.folder / "campaign.toml").read_text()
    for name in planted:
        (desk.folder / name).symlink_to(theirs)
    here = desk.folder
    for words in (
        ("consent", "record", "bakery", *CONSENT, "--evidence", form),
        ("post", "add", "--language", "nl", "--caption", "a", "--photo", photo),
        ("report", here / "report.html"), ("plan", "export", here / "plan.csv"), ("plan", "export", here / "p.ics"),
        ("plan", "export", here / "plan.xlsx"), ("post", "preview", "1", here / "preview.html"),
        ("consent", "form", "--language", "nl", here / "form.html"),
        ("consent", "withdraw", "bakery"),
    ):  # fmt: skip
        done = desk.run(*words, "--yes", folder=here)
        assert done.exit_code in (0, 1), (words, done.stderr)
    assert theirs.read_text() == page
    assert (here / "campaign.toml").read_text() == settings
    still = {name for name in planted if (here / name).is_symlink()}
    assert still <= {
        "consent/withdrawn.new",
        "rehearsal/page.json.new",
        "rehearsal/page.json",
        "preview.html",
        "report.html",
    }


def test_temporary_names_are_not_foretold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file is first written under a name that nobody can guess, in its folder, never through a link."""
    seen: list[tuple[str, int]] = []
    real = os.open
    monkeypatch.setattr(os, "open", lambda path, flags, *rest, **more: (
        seen.append((str(path), flags)), real(path, flags, *rest, **more))[1])  # fmt: skip
    for _ in range(2):
        files.write_whole(tmp_path / "page.json", b"{}")
    names = [Path(path).name for path, _ in seen]
    assert len(set(names)) == 2
    assert all(re.fullmatch(r"\.[0-9a-f]{16}\.part", name) for name in names)
    assert all(flags & os.O_EXCL and flags & getattr(os, "O_NOFOLLOW", os.O_EXCL) for _, flags in seen)
    assert [path.name for path in tmp_path.iterdir()] == ["page.json"]


class Policy(html.parser.HTMLParser):
    """Reads a page's content security policy, and whether anything stands before it that the policy would concern."""

    def __init__(self) -> None:
        super().__init__()
        self.policy = ""
        self.before, self.scripts = list[str](), list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what stands before the policy, and each script."""
        told = dict(attrs)
        if told.get("http-equiv") == "Content-Security-Policy":
            self.policy = told["content"] or ""
        elif not self.policy:
            self.before.append(tag)
        if any(name.startswith("on") for name in told) or (told.get("href") or "").startswith("javascript:"):
            self.scripts.append(tag)


def test_pages_that_run_nothing(desk: plan_campaign.Desk) -> None:
    """Report, preview and form forbid, by their own policy, every script, request and frame."""
    desk.bring(plan_campaign.csv("2031-02-01;10:00;nl;Kijk;k1"))
    here = desk.folder
    for words in (
        ("report", here / "report.html"), ("post", "preview", "1", here / "preview.html"),
        ("consent", "form", "--language", "nl", here / "form.html"),
    ):  # fmt: skip
        assert desk.run(*words, folder=here).exit_code == 0
        page = Policy()
        page.feed(Path(str(words[-1])).read_text(encoding="utf-8"))
        rules = dict(rule.strip().partition(" ")[::2] for rule in page.policy.split(";"))
        assert rules["default-src"] == "'none'"
        assert re.fullmatch("('sha256-[^']+')?", rules.get("script-src", ""))
        assert rules["base-uri"] == rules["form-action"] == "'none'"
        assert set(rules.get("img-src", "data:").split()) <= {"data:"}
        assert set(page.before) <= {"html", "head", "meta"}
        assert page.scripts == []
