"""The report: stills, who speaks, weekday, what is wrong; one file; nothing of who withdrew."""

import os
import re
import shutil
import time
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageColor

from campaign.messages import web_page
from campaign.reports import browsers
from media.sources import photos
from schedules.database import engine, testimonies, withdrawals
from schedules.withdrawal import written_files
from tests.campaign.reports import reported_campaign as reported
from tests.campaign.reports.reported_campaign import Run, Tags

NAME = "Zénobie"
FILM = ("post", "add", "--testimony", "bakery", "--language", "nl", "--caption", "Brood <b>&</b> boter")


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """The campaign, made once."""
    return reported.founded(tmp_path_factory.mktemp("reported"), campaign)


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """A campaign of a test's own."""
    return reported.copied(founded, tmp_path)


@pytest.fixture
def report(campaign: Run, folder: Path) -> Callable[..., Tags]:
    """Write the report and read it."""

    def write(lang: str = "nl") -> Tags:
        page = folder.parent / f"report-{lang}.html"
        done = campaign("report", page, "--yes", "--lang", lang, folder=folder)
        assert done.exit_code == 0, done.output
        return Tags(page)

    return write


def add(campaign: Run, folder: Path, *words: object) -> None:
    """Queue a post."""
    done = campaign(*words, folder=folder)
    assert done.exit_code == 0, done.output


def stills(page: Tags) -> list[bytes]:
    """Return the JPEGs that the page holds."""
    found = [one["src"].partition(";base64,") for one in page.all("img")]
    return [b64decode(data) for kind, _, data in found if kind == "data:image/jpeg"]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("nl", ("dinsdag 1 december 2026 om 18:00", "Nederlands", "Bakster Nore", "Brusoc", "concept")),
        ("fr", ("mardi 1er décembre 2026 à 18:00", "néerlandais", "Bakster Nore", "Brusoc", "brouillon")),
    ],
)
def test_a_post_s_card(
    campaign: Run, folder: Path, report: Callable[..., Tags], lang: str, said: tuple[str, ...]
) -> None:
    """A card has a still, the name that the consent shows, partner, language, weekday and state in words."""
    add(campaign, folder, *FILM, "--at", "2026-12-01 18:00")
    page = report(lang)
    assert [word for word in said if word not in page.text] == []
    assert NAME not in page.text
    assert [len(one) <= photos.SMALL_BYTES for one in stills(page)] == [True]
    assert all(one["alt"] for one in page.all("img") if "jpeg" in one["src"])
    assert page.all("html") == [{"lang": lang}]


def test_one_file_that_asks_nobody(campaign: Run, folder: Path, report: Callable[..., Tags]) -> None:
    """The page holds what it shows, runs no script, and lets a campaign's name neither out of its tag nor its style."""
    add(campaign, folder, *FILM)
    page = report()
    sources = [
        one[name]
        for tag in ("img", "link", "script")
        for one in page.all(tag)
        for name in ("src", "href")
        if name in one
    ]
    assert {one.partition(":")[0] for one in sources} == {"data"}
    assert page.all("script") == []
    assert "MEY <Awards>" in page.text
    assert (page.all("awards"), page.all("b"), "Brood <b>&</b> boter" in page.text) == (
        [],
        page.all("b"),
        True,
    )
    policy = next(one["content"] for one in page.all("meta") if "http-equiv" in one)
    assert policy.startswith("default-src 'none'; img-src data:;")


@pytest.mark.parametrize("name", ['"; } </style><b>', "a\\", "D'Hondt", "é\n"])
def test_a_name_in_a_style_sheet(name: str) -> None:
    """Whatever a name holds, it neither ends its quotes nor the style."""
    told = web_page.css_text(name)
    assert re.fullmatch(r"(\w|\\[0-9a-f]+ )*", told)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("run `campaign run`.", "run <code>campaign run</code>."),
        ("`<b>` & `x", "<code>&lt;b&gt;</code> &amp; `x"),
        ("plain", "plain"),
    ],
)
def test_commands_stand_out(said: str, shown: str) -> None:
    """A command within a sentence is marked as one; nothing of it is taken as HTML."""
    assert str(web_page.marked(said)) == shown


def test_what_is_wrong_stands_at_its_post(campaign: Run, folder: Path, report: Callable[..., Tags]) -> None:
    """What `check` finds wrong with a post stands at it; with a film, at each of its posts; what waits stands above."""
    add(campaign, folder, *FILM, "--at", "2026-12-01 18:00")
    add(campaign, folder, "post", "add", "--language", "nl", "--caption", "Hallo", "--at", "2026-12-24 18:00")
    add(campaign, folder, "post", "approve", 2)
    add(campaign, folder, "post", "hold", 2, "Eerst nalezen")
    page = report()
    first, second = page.text.partition("donderdag 24 december")[::2]
    assert "Eerst nalezen" in page.text.partition("Week 49")[0]
    assert "Eerst nalezen" in second
    assert "campaign testimony edit bakery --subtitles" in first.partition("Week 49")[2]
    assert {"#post-1", "#post-2"} <= {one["href"] for one in page.all("a")}


def test_sentences_name_nobody_otherwise(campaign: Run, folder: Path, report: Callable[..., Tags]) -> None:
    """A sentence on who did not consent, and the log, name a person as the consent does, too."""
    add(campaign, folder, *FILM, "--at", "2026-12-01 18:00")
    add(campaign, folder, "consent", "withdraw", "bakery", "--language", "fr", "--yes")
    add(campaign, folder, *FILM[:5], "fr", *FILM[6:-1], "Du pain", "--at", "2026-12-02 18:00")
    add(campaign, folder, "testimony", "edit", "bakery", "--special", "health")
    page = report("en")
    assert "Bakster Nore" in page.text.partition("Week 49")[2].partition("2 December")[0].replace(
        "Bakster Nore", "", 1
    )
    assert [word for word in (NAME, "Quaghebeur") if word in page.text + str(page.tags)] == []


def test_posts_stand_in_their_weeks(campaign: Run, folder: Path, report: Callable[..., Tags]) -> None:
    """Weeks follow one another, Monday to Sunday on the campaign's clock; what has no date stands last."""
    for day in ("2026-12-07 00:30", "2026-12-06 23:59"):
        add(campaign, folder, "post", "add", "--language", "nl", "--caption", f"Op {day}", "--at", day)
    add(campaign, folder, "post", "add", "--language", "nl", "--caption", "Zonder dag")
    text = report().text
    places = [
        text.index(one) for one in ("Week 49", "Op 2026-12-06", "Week 50", "Op 2026-12-07", "Zonder dag")
    ]
    assert places == sorted(places)


def test_a_finished_film_is_shown_where_somebody_speaks(
    campaign: Run, folder: Path, report: Callable[..., Tags]
) -> None:
    """The still is of the finished film, a third into its shot, kept beside it, and goes with it."""
    made = reported.render(folder)
    add(campaign, folder, *FILM)
    first = stills(report())
    kept = made.with_name(f"{made.stem}.at-700.jpg")
    assert [kept.read_bytes()] == first == stills(report())
    done = campaign("testimony", "remove", "bakery", "--yes", folder=folder)
    assert (done.exit_code, [one.name for one in (folder / "renders").glob("*.jpg")]) == (0, [])


@pytest.mark.parametrize("odd", ["pipe", "page", "large"])
def test_an_odd_file_in_a_still_s_place(
    campaign: Run, folder: Path, report: Callable[..., Tags], odd: str
) -> None:
    """What somebody put where a still is kept is neither waited for nor shown: the still is made anew."""
    made = reported.render(folder)
    kept = made.with_name(f"{made.stem}.at-700.jpg")
    if odd == "pipe":
        os.mkfifo(kept)
    else:
        kept.write_bytes(b"<html>" if odd == "page" else b"\xff\xd8" + bytes(photos.SMALL_BYTES))
    add(campaign, folder, *FILM)
    (seen,) = stills(report())
    assert (seen[:3], len(seen) <= photos.SMALL_BYTES, seen[2:40] == bytes(38)) == (
        b"\xff\xd8\xff",
        True,
        False,
    )


@pytest.mark.slow
def test_a_cover_is_the_still(campaign: Run, folder: Path, report: Callable[..., Tags]) -> None:
    """A cover of the post's own stands for it, and so does the moment that was chosen."""
    Image.new("RGB", (640, 360), "#c00000").save(folder.parent / "cover.png")
    add(campaign, folder, *FILM, "--thumbnail", folder.parent / "cover.png")
    (seen,) = stills(report())
    (folder.parent / "seen.jpg").write_bytes(seen)
    assert Image.open(folder.parent / "seen.jpg").getpixel((100, 100))[0] > 180  # type: ignore[index]
    reported.render(folder)
    add(campaign, folder, "post", "edit", 1, "--thumbnail-at", "0.25")
    report()
    assert [one.name.partition(".")[2] for one in (folder / "renders").glob("*.jpg")] == ["at-250.jpg"]


@pytest.mark.slow
def test_a_made_cover_is_the_still(campaign: Run, folder: Path, report: Callable[..., Tags]) -> None:
    """Where the kit makes covers the post's own is its still, made once; a cover of one's own wins."""
    reported.covers(folder, made=True)
    add(campaign, folder, "testimony", "edit", "bakery", "--cover-words", "Brood en boter")
    add(campaign, folder, *FILM)
    (seen,) = stills(report())
    (kept,) = (folder / "renders").glob("*.jpg")
    assert kept.name.startswith("0001.nl.at-cover-")
    (folder.parent / "seen.jpg").write_bytes(seen)
    pixel = Image.open(folder.parent / "seen.jpg").convert("RGB").getpixel((10, 200))
    assert (
        np.abs(np.subtract(pixel, ImageColor.getrgb("#102a43"))).max() < 12
    )  # the ground, at the words' side
    made_at = kept.stat().st_mtime_ns
    assert stills(report()) == [seen]
    assert kept.stat().st_mtime_ns == made_at
    Image.new("RGB", (640, 360), "#c00000").save(folder.parent / "cover.png")
    add(campaign, folder, "post", "edit", 1, "--thumbnail", folder.parent / "cover.png")
    assert stills(report()) != [seen]


def test_letters_that_say_a_name(campaign: Run, folder: Path, report: Callable[..., Tags]) -> None:
    """A finished film that names somebody otherwise than wished is not shown: the film as it was taken in is."""
    reported.render(folder, letters="Zénobie Quaghebeur")
    add(campaign, folder, *FILM)
    assert len(stills(report())) == 1
    assert [one.name for one in (folder / "renders").glob("*.jpg")] == ["0001.at-1333.jpg"]


def test_nothing_of_who_withdraws(campaign: Run, folder: Path, report: Callable[..., Tags]) -> None:
    """From the moment of a withdrawal on, and after it, no picture, name, partner or word of the film is shown."""
    add(campaign, folder, *FILM)
    report()
    books = engine.open_in(folder)
    with books.write() as session:
        film = testimonies.testimony(session, "bakery")
        withdrawals.begin(
            session, film, film.speaker_id, channel=None, language=None, now=reported.NOW.replace(year=2040)
        )
    books.close()
    for _ in range(2):
        page = report()
        shown = page.text + str(page.tags)
        assert stills(page) == []
        assert [word for word in (NAME, "Quaghebeur", "Nore", "Brusoc", "boter") if word in shown] == []
        campaign("consent", "withdraw", "bakery", "--yes", folder=folder)
    assert [one.name for one in (folder / "renders").glob("*.jpg")] == []


@pytest.mark.alone
def test_many_posts(campaign: Run, folder: Path, report: Callable[..., Tags]) -> None:
    """A report of hundreds of posts takes seconds."""
    rows = "".join(
        f"2027-{1 + n % 12:02}-{1 + n % 28:02};{8 + n % 12:02}:{n % 60:02};nl;Tekst {n}\n" for n in range(120)
    )
    plan = folder.parent / "plan.csv"
    plan.write_text(f"Datum;Uur;Taal;Tekst\n{rows}", encoding="utf-8")
    assert campaign("plan", "import", plan, folder=folder).exit_code == 0
    begun = time.monotonic()
    assert len(report().all("article")) == 120
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("name", ["report.xlsx", "report", "report.docx"])
def test_other_files(campaign: Run, folder: Path, name: str) -> None:
    """What is neither page nor PDF is refused with what works."""
    done = campaign("report", folder.parent / name, folder=folder)
    assert (
        done.exit_code,
        ".html or .pdf" in done.stderr,
        "campaign plan export plan.xlsx" in done.stderr,
    ) == (2, True, True)
    assert not (folder.parent / name).exists()


def test_no_browser(campaign: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no browser prints, the page is written, and one line says where it is and how to print it."""
    monkeypatch.setenv("PATH", str(folder / "nothing-here"))
    done = campaign("report", folder.parent / "verslag.pdf", folder=folder)
    assert (done.exit_code, done.stderr.count("\n")) == (3, 1)
    assert str(folder.parent / "verslag.html") in done.stderr
    assert (folder.parent / "verslag.html").is_file()
    assert not (folder.parent / "verslag.pdf").exists()


def test_a_browser_that_fails(campaign: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that prints nothing leaves the page, no half PDF, and exit code 1."""
    (folder.parent / "bin").mkdir()
    fake = folder.parent / "bin" / "chromium"
    fake.write_text("#!/bin/sh\nexit 5\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(fake.parent))
    done = campaign("report", folder.parent / "verslag.pdf", folder=folder)
    assert (done.exit_code, str(folder.parent / "verslag.html") in done.stderr) == (1, True)
    assert not (folder.parent / "verslag.pdf").exists()


@pytest.mark.slow
@pytest.mark.skipif(not browsers.found(), reason="no browser here prints: apt-get install chromium")
def test_the_pdf(campaign: Run, folder: Path) -> None:
    """A real browser prints the report: a whole PDF of A4 pages, and leaves nothing in the campaign."""
    for day in range(1, 13):
        add(campaign, folder, *FILM[:-1], f"Brood {day}", "--at", f"2026-12-{day:02} 18:00")
    before = {path.name for path in folder.iterdir()}
    target = folder.parent / "été 1.pdf"
    done = campaign("report", target, folder=folder)
    assert done.exit_code == 0, done.stderr
    made = target.read_bytes()
    assert (made[:5], b"%%EOF" in made[-200:]) == (b"%PDF-", True)
    assert re.findall(rb"/MediaBox \[0 0 (59[45]\.?\d*) (84[12]\.?\d*)\]", made)
    assert len(re.findall(rb"/Type /Page\b", made)) >= 2
    assert {path.name for path in folder.iterdir()} == before
    assert f"../{target.name}" in written_files.left(folder, "Zénobie")


@pytest.mark.parametrize(
    ("platform", "ours", "first"),
    [
        ("win32", {"PROGRAMFILES(X86)": r"C:\Program Files (x86)", "PROGRAMFILES": r"C:\Program Files"},
         r"C:\Program Files\Microsoft\Edge\Application\msedge.exe"),
        ("win32", {"LOCALAPPDATA": r"C:\Users\An\AppData\Local"},
         r"C:\Users\An\AppData\Local\Microsoft\Edge\Application\msedge.exe"),
        ("win32", {"PROGRAMFILES": "relative"}, None),
        ("darwin", {}, "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
        ("linux", {"PATH": ""}, None),
    ],
)  # fmt: skip
def test_where_browsers_are(platform: str, ours: dict[str, str], first: str | None) -> None:
    """Edge is looked for first on Windows, Chrome on macOS, whatever the search path has elsewhere; by whole paths."""
    assert next(browsers.places(platform, ours), None) == first


def test_a_search_path_s_browsers(tmp_path: Path) -> None:
    """On Linux every browser that the search path has is found, in a fixed order."""
    for name in ("brave", "chromium", "firefox"):
        shutil.copy("/bin/true", tmp_path / name)
    assert [*browsers.places("linux", {"PATH": str(tmp_path)})] == [
        str(tmp_path / "chromium"),
        str(tmp_path / "brave"),
    ]
