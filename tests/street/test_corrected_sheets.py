"""Staff correct their own sheet and import it again: posts move and change, none is doubled, nothing is guessed."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from PIL import Image

from campaign import workspace
from campaign.settings import settings as campaign_settings
from campaign.spreadsheets import importer
from schedules.database import engine, transitions
from tests import pinned_clock, plan_campaign
from tests.campaign.cli.test_bad_input import everything
from tests.campaign.posts.test_drafts import photo
from tests.corrected_sheet import BAKERY, GREETING, HEADER, SHEET, TAILOR, THANKS, sheet, shown
from tests.plan_campaign import Desk, whats

pytestmark = pytest.mark.slow


def state(desk: Desk, number: int, *events: str) -> None:
    """Let a post take steps that the service takes."""
    books = engine.open_in(desk.folder)
    with books.write() as session:
        for event in events:
            page = {
                "page_id": "1",
                "page_graph_url": "http://127.0.0.1:1",
                "published_at": pinned_clock.now(),
            }
            transitions.move(session, number, event, now=pinned_clock.now(), by="test", changes=page)
    books.close()


CORRECTED = {
    "a film's day": (0, "31/12/2031 18:00;bakery;nl;De bakker", "moved"),
    "a film's time": (0, "24/12/2031 19:30;bakery;nl;De bakker", "moved"),
    "a film's words": (0, "24/12/2031 18:00;bakery;nl;De bakker van hier", "reworded"),
    "a film's day and words": (0, "31/12/2031 18:00;bakery;nl;De bakker van hier", "moved-and-reworded"),
    "a film's time and words": (0, "24/12/2031 19:30;bakery;nl;De bakker van hier", "moved-and-reworded"),
    "a film without date": (0, ";bakery;nl;De bakker", "moved"),
    "a text's day": (2, "31/12/2031 18:00;;nl;Vrolijke feesten", "moved"),
    "a text's time": (2, "26/12/2031 11:00;;nl;Vrolijke feesten", "moved"),
    "a text's words": (2, "26/12/2031 18:00;;nl;Prettige feesten", "reworded"),
    "a text without date": (2, ";;nl;Vrolijke feesten", "moved"),
}


@pytest.mark.parametrize("what", CORRECTED)
def test_a_corrected_row_changes_its_post(desk: Desk, what: str) -> None:
    """A row that differs in date or words is shown as what it is, and with a yes changes its post; no post is added."""
    at, row, name = CORRECTED[what]
    corrected = sheet(*(row if one == at else old for one, old in enumerate(SHEET)))
    wanted = [(name if one == at else "unchanged", one + 1) for one in range(4)]
    before = everything(desk.folder)
    assert shown(desk.tried(corrected)) == wanted
    assert everything(desk.folder) == before
    assert shown(desk.bring(corrected, "--yes")) == wanted
    assert len(desk.posts()) == 4
    assert shown(desk.bring(corrected)) == [("unchanged", one + 1) for one in range(4)]


def test_without_a_yes_nothing_changes(desk: Desk) -> None:
    """Where nobody can be asked, the import is refused in one line that names row and post, and what to do."""
    before = everything(desk.folder)
    moved = "31/12/2031 18:00;bakery;nl;De bakker"
    said = desk.bring(sheet(moved, *SHEET[1:]), code=2)
    assert said.startswith("Error: plan.csv, row 2: it looks like post 1, moved, ")
    assert "plan.csv --yes`" in said
    assert said.count("\n") == 1
    two = desk.bring(sheet(moved, TAILOR, "26/12/2031 18:00;;nl;Prettige feesten"), code=2)
    assert "Other such rows: 1;" in two
    assert everything(desk.folder) == before


def test_the_options_stand_in_the_command_to_paste(desk: Desk) -> None:
    """What a refusal proposes to type has the options that were given."""
    moved = desk.write(sheet("31/12/2031 18:00;bakery;nl;De bakker", *SHEET[1:]))
    options = ("--with-hidden", "--encoding", "utf-8", "--write-keys")
    done = desk.run("plan", "import", moved, *options, folder=desk.folder)
    assert done.exit_code == 2
    assert "plan.csv --with-hidden --encoding utf-8 --write-keys --yes`" in done.stderr


def test_a_text_with_another_day_and_other_words_is_told_of(desk: Desk) -> None:
    """A row that says nearly what a waiting post says is new, and the post is named in case it is meant."""
    desk.bring(sheet(*SHEET, "10/12/2031 18:00;;nl;Vanavond om 18 uur: kom luisteren!"))
    rows = (
        "16/12/2031 18:00;;nl;Morgen om 19 uur: kom luisteren!",
        "17/12/2031 18:00;;nl;Kom morgen langs in Gent",
    )
    path = desk.write(sheet(*SHEET, *rows))
    done = desk.run("plan", "import", path, "--dry-run", folder=desk.folder)
    assert "row 6: post 6 is new, but post 5 (draft) is like it" in done.stderr
    assert "row 7: post 7 is new, but" not in done.stderr


@pytest.mark.parametrize(
    ("answer", "code", "moment"), [("j", 0, "2031-12-31"), ("n", 2, "2031-12-24"), ("", 2, "2031-12-24")]
)
def test_one_question_for_all(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, moment: str
) -> None:
    """On a terminal all such rows are listed and asked about once; only a yes changes anything."""
    monkeypatch.setattr("campaign.cli.errors.can_ask", lambda: True)
    rows = ("31/12/2031 18:00;bakery;nl;De bakker", TAILOR, "26/12/2031 18:00;;nl;Prettige feesten", THANKS)
    path = desk.write(sheet(*rows))
    done = desk.run("plan", "import", path, folder=desk.folder, input=f"{answer}\n")
    assert (done.exit_code, done.stderr.count("[y/N]")) == (code, 1), done.output
    for word in ("row 2: post 1, moved", "row 4: post 3, reworded", "Prettige feesten"):
        assert word in done.stderr
    assert desk.posts()[0]["due_at"].startswith(moment)
    assert len(desk.posts()) == 4


def test_a_row_that_a_key_names_is_not_asked_about(desk: Desk) -> None:
    """Where a number says which post a row is, nobody is asked."""
    row = "1;31/12/2031 18:00;bakery;nl;De bakker van hier"
    assert shown(desk.bring(sheet(row, header=f"Nummer;{HEADER}"))) == [("changed", 1)]


def test_approvals_fall_as_by_hand(desk: Desk) -> None:
    """A post that moves a little keeps its yes, as by `post move`; one that moves far or is reworded loses it."""
    toml = desk.folder / "campaign.toml"
    said = toml.read_text(encoding="utf-8")
    toml.write_text(said + '\n[service]\nconsent = "off"\n', encoding="utf-8")
    assert desk.run("post", "approve", "3", "4", folder=desk.folder).exit_code == 0
    rows = ("26/12/2031 18:10;;nl;Vrolijke feesten", "27/12/2031 18:00;;fr;Merci à vous tous")
    desk.bring(sheet(BAKERY, TAILOR, *rows), "--yes")
    assert [one["state"] for one in desk.posts()[2:]] == ["approved", "draft"]
    assert desk.told("log", "3")[-1]["event"] == "moved"
    desk.bring(sheet(BAKERY, TAILOR, "30/12/2031 18:10;;nl;Vrolijke feesten", rows[1]), "--yes")
    assert desk.posts()[2]["state"] == "draft"


def test_exchanged_words(desk: Desk) -> None:
    """Two posts of a film that exchange their days are both moved, for their words are theirs."""
    desk.bring(sheet(*SHEET, "29/12/2031 18:00;bakery;nl;Deel twee"))
    rows = ("29/12/2031 18:00;bakery;nl;De bakker", "24/12/2031 18:00;bakery;nl;Deel twee")
    assert shown(desk.tried(sheet(*rows))) == [("moved", 1), ("moved", 5)]
    rows = ("30/12/2031 18:00;bakery;nl;De bakker", "31/12/2031 18:00;bakery;nl;Deel twee")
    assert shown(desk.tried(sheet(*rows))) == [("moved", 1), ("moved", 5)]


def test_several_posts_for_a_row(desk: Desk) -> None:
    """A row that may mean two waiting posts is refused, and both are named."""
    desk.bring(sheet(*SHEET, "29/12/2031 18:00;bakery;nl;Deel twee"))
    (line,) = desk.tried(sheet("31/12/2031 18:00;bakery;nl;Deel drie"), code=1)
    assert "post 1 or 5" in line["refused"][0]["message"]


def test_several_rows_for_a_post(desk: Desk) -> None:
    """Two rows that may both mean one post are refused, each with both rows and the post."""
    rows = ("30/12/2031 18:00;bakery;nl;Deel een", "31/12/2031 18:00;bakery;nl;Deel twee")
    lines = desk.tried(sheet(*rows), code=1)
    assert whats(lines) == ["refused", "refused"]
    for line in lines:
        assert "each of the rows 2 and 3 may mean post 1" in line["refused"][0]["message"]


def test_a_third_row_of_a_film_is_new(desk: Desk) -> None:
    """A row beside the one that its film's post has already is a new post, and nobody is asked."""
    assert shown(desk.bring(sheet(*SHEET, "31/12/2031 18:00;bakery;nl;Deel twee")))[-1] == ("new", 5)


def test_a_key_of_its_own_makes_a_row_new(desk: Desk) -> None:
    """A row with a new key never takes over a post that says or is due for something else; that is said."""
    header = f"Sleutel;{HEADER}"
    for row in ("x1;24/12/2031 20:00;bakery;nl;Anders", "x1;31/12/2031 18:00;bakery;nl;De bakker"):
        path = desk.write(sheet(row, header=header))
        assert shown(desk.tried(path)) == [("new", 5)]
        done = desk.run("plan", "import", path, "--dry-run", folder=desk.folder)
        assert "post 1 (draft) is like it" in done.stderr
    desk.bring(sheet("x1;24/12/2031 18:00;bakery;nl;De bakker", header=header))
    assert shown(desk.tried(sheet("x2;24/12/2031 18:00;bakery;nl;De bakker", header=header))) == [("new", 5)]
    assert desk.posts()[0]["caption"] == "De bakker"


def test_a_row_with_its_key_copied(desk: Desk) -> None:
    """A row copied in the sheet with its key is refused, and both rows are named."""
    header = f"Sleutel;{HEADER}"
    desk.bring(sheet(f"b1;{BAKERY}", header=header))
    rows = (f"b1;{BAKERY}", "b1;31/12/2031 18:00;bakery;nl;De bakker")
    line = desk.tried(sheet(*rows, header=header), code=1)[-1]
    assert (line["row"], "row 2 already has the key b1" in line["refused"][0]["message"]) == (3, True)


@pytest.mark.parametrize(
    "events",
    [
        ("approved", "staging", "staged", "revealing"),
        ("approved", "staging", "staged", "revealing", "published"),
    ],
)
def test_a_post_that_waits_no_more(desk: Desk, events: tuple[str, ...]) -> None:
    """A row whose post is out, or going out, never makes a second one without a word: it is refused with that post."""
    state(desk, 1, *events)
    state(desk, 3, *events)
    moved = ("31/12/2031 18:00;bakery;nl;De bakker", TAILOR, "31/12/2031 18:00;;nl;Vrolijke feesten", THANKS)
    lines = desk.tried(sheet(*moved), code=1)
    assert whats(lines) == ["refused", "unchanged", "refused", "unchanged"]
    for line, number in ((lines[0], 1), (lines[2], 3)):
        assert f"post {number} is publish" in line["refused"][0]["message"]
    other = desk.write(sheet("31/12/2031 18:00;bakery;nl;Een tweede film", *SHEET[1:]))
    assert shown(desk.tried(other))[0] == ("new", 5)
    assert "post 1 (publish" in desk.run("plan", "import", other, "--dry-run", folder=desk.folder).stderr


def test_a_staged_post_moves(desk: Desk) -> None:
    """A post that is hidden on the Page still waits: it moves as by `post move`."""
    state(desk, 1, "approved", "staging", "staged")
    moved = sheet("24/12/2031 18:05;bakery;nl;De bakker", *SHEET[1:])
    assert shown(desk.bring(moved, "--yes"))[0] == ("moved", 1)
    assert desk.posts()[0]["due_at"] == "2031-12-24T18:05:00+01:00"


def test_a_row_taken_out_is_said(desk: Desk) -> None:
    """A post whose row was taken out of the sheet stays, and its number is said, on a dry run too."""
    path = desk.write(sheet(BAKERY, GREETING))
    for options in ((), ("--dry-run",)):
        done = desk.run("plan", "import", path, *options, folder=desk.folder)
        assert "not in the file: no. 2, 4." in done.stderr
    assert len(desk.posts()) == 4


@pytest.mark.parametrize("kind", ["link", "photo"])
def test_posts_known_by_what_they_show(desk: Desk, kind: str) -> None:
    """A post of a link or photos is known by its words, else by what it shows; with neither it is new."""
    photo(desk.folder.parent / "a.jpg")
    photo(desk.folder.parent / "b.jpg", turn=3)
    header = {"link": "Datum;Taal;Tekst;Link", "photo": "Datum;Taal;Tekst;Foto's"}[kind]
    a, b = {"link": ("https://example.org/a", "https://example.org/b"), "photo": ("a.jpg", "b.jpg")}[kind]
    old = (f"28/12/2031 18:00;nl;Eén;{a}", f"29/12/2031 18:00;nl;;{b}")
    assert shown(desk.bring(sheet(*old, header=header))) == [("new", 5), ("new", 6)]
    for rows, wanted in (
        ((f"30/12/2031 18:00;nl;Eén;{a}", old[1]), [("moved", 5), ("unchanged", 6)]),
        ((old[0], f"30/12/2031 18:00;nl;;{b}"), [("unchanged", 5), ("moved", 6)]),
        ((f"30/12/2031 18:00;nl;Anders;{a}", old[1]), [("new", 7), ("unchanged", 6)]),
        ((f"28/12/2031 18:00;nl;Eén;{b}", old[1]), [("changed", 5), ("unchanged", 6)]),
    ):
        assert shown(desk.tried(sheet(*rows, header=header))) == wanted


def test_a_reel_need_not_be_said(desk: Desk) -> None:
    """A film's post that was made a reel is still known by a row that says no kind."""
    assert desk.run("post", "edit", "1", "--kind", "reel", folder=desk.folder).exit_code == 0
    moved = sheet("31/12/2031 18:00;bakery;nl;De bakker", *SHEET[1:])
    assert shown(desk.tried(moved))[0] == ("moved", 1)


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("24/12/2031 18:00;bakery;nl;De bakker;reel;", "changed"),
        ("24/12/2031 19:00;bakery;nl;De bakker;reel;", "moved"),
        ("24/12/2031 18:00;bakery;nl;De bakster;reel;", "reworded"),
    ],
)
def test_another_kind_of_the_same_film(desk: Desk, row: str, wanted: str) -> None:
    """A film's post that becomes a reel in the sheet is that post; with other words on another day it is a new one."""
    header = f"{HEADER};Soort;Link"
    assert shown(desk.tried(sheet(row, header=header))) == [(wanted, 1)]
    other = "31/12/2031 18:00;bakery;nl;Als reel;reel;"
    assert shown(desk.tried(sheet(other, header=header))) == [("new", 5)]


@pytest.mark.parametrize(
    ("at", "row"),
    [
        (0, "24/12/2031 18:00;tailor;nl;De bakker"),
        (0, "24/12/2031 18:00;bakery;fr;De bakker"),
        (0, "24/12/2031 18:00;;nl;De bakker"),
        (2, "26/12/2031 18:00;tailor;nl;Vrolijke feesten"),
        (2, "26/12/2031 18:00;;fr;Vrolijke feesten"),
    ],
)
def test_a_corrected_film_or_language(desk: Desk, at: int, row: str) -> None:
    """A row that corrects film or language and keeps moment and words is its post, and not a second one beside it."""
    corrected = sheet(*(row if one == at else old for one, old in enumerate(SHEET)))
    wanted = [("changed" if one == at else "unchanged", one + 1) for one in range(4)]
    assert shown(desk.tried(corrected)) == wanted
    assert shown(desk.bring(corrected)) == wanted
    assert len(desk.posts()) == 4
    assert shown(desk.bring(corrected)) == [("unchanged", one + 1) for one in range(4)]


def test_a_second_language_is_a_second_post(desk: Desk) -> None:
    """A row that repeats moment and words in another language, beside the one that is there, is a new post."""
    assert shown(desk.tried(sheet(*SHEET, "24/12/2031 18:00;bakery;fr;De bakker")))[-1] == ("new", 5)


def test_the_film_of_two_languages_is_corrected(desk: Desk) -> None:
    """Where two languages have one moment and the same words, another film comes to the post of its language."""
    both = ("29/12/2031 18:00;bakery;nl;*** Dag ***", "29/12/2031 18:00;bakery;fr;*** Dag ***")
    desk.bring(sheet(*SHEET, *both))
    rows = [one.replace("bakery", "tailor") for one in reversed(both)]
    assert shown(desk.tried(sheet(*SHEET, *rows)))[4:] == [("changed", 6), ("changed", 5)]


@pytest.mark.parametrize(("when", "wanted"), [("26/12/2031 18:00", "changed"), ("31/12/2031 18:00", "moved")])
def test_a_link_is_added_to_a_text(desk: Desk, when: str, wanted: str) -> None:
    """A text that gets a link in the sheet is the same post, and not a second one of another kind."""
    row = f"{when};;nl;Vrolijke feesten;;https://example.org"
    assert shown(desk.tried(sheet(row, header=f"{HEADER};Soort;Link"))) == [(wanted, 3)]


def test_a_dry_run_says_what_the_import_asks(desk: Desk) -> None:
    """A dry run shows a moved row as such, and that the import will ask."""
    path = desk.write(sheet("31/12/2031 18:00;bakery;nl;De bakker", *SHEET[1:]))
    done = desk.run("plan", "import", path, "--dry-run", folder=desk.folder)
    assert "~ row 2: post 1, moved:\n    - Date: 24 Dec 2031" in done.stdout
    assert "The import asks about them" in done.stdout


def test_changed_while_one_answers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was agreed to is what is imported: where the file changed while the question stood, nothing is."""
    path = desk.write(sheet("31/12/2031 18:00;bakery;nl;De bakker", *SHEET[1:]))

    def answering() -> bool:
        path.write_bytes(sheet("30/12/2031 18:00;bakery;nl;De bakker", *SHEET[1:]))
        return True

    monkeypatch.setattr("campaign.cli.errors.can_ask", answering)
    before = everything(desk.folder)
    done = desk.run("plan", "import", path, folder=desk.folder, input="y\n")
    assert (done.exit_code, "changed meanwhile" in done.stderr) == (2, True)
    assert everything(desk.folder) == before


ALL_COLUMNS = "Datum;Film;Taal;Tekst;Foto's;Omslag;Embargo tot;Link"
WARNED = {  # rows, and what is said of them
    "a minute twice": (("3/3/2031 18:00;;nl;Een", "3/3/2031 18:00;;nl;Twee"), "less than a minute lies between"),
    "a minute that another post has": (("26/12/2031 18:00;;fr;Bonjour",), "a minute lies between post 3 and post 5"),
    "too close to another post": (("26/12/2031 17:40;;fr;Bonjour",), "post 5 and post 3 are 20 minutes apart"),
    "a day too full": (("26/12/2031 9:00;;fr;Un", "26/12/2031 13:00;;fr;Deux"), "3 posts go out on"),
    "a public holiday": (("25/12/2031 9:00;;nl;Kerst",), "Christmas"),
    "a blackout": (("1/2/2031 9:00;;nl;Stil",), "blackout"),
    "no consent": (("3/3/2031 18:00;tailor;nl;Zij",), "no consent of Nora Voorbeeld"),
    "a consent that ends before": (("3/12/2031 18:00;coach;nl;Hij",), "30 November 2031"),
    "a consent that ends soon after": (("29/11/2031 18:00;coach;nl;Hij",), "30 November 2031"),
    "a consent for one language": (("3/3/2031 18:00;coach;fr;Lui",), "Nora Voorbeeld"),
    "before the embargo": (("3/3/2031 18:00;;nl;Wacht;;;4/3/2031 9:00",), "before its embargo ends"),
    "no subtitles": (("3/3/2031 18:00;coach;nl;Hij",), "no subtitles in Dutch"),
    "no film in the folder": (("3/3/2031 18:00;coach;nl;Hij",), "films/coach.mp4"),
    "one language only": (("3/3/2031 18:00;coach;nl;Hij",), "a post is missing in French"),
    "a text twice": (("3/3/2031 18:00;coach;nl;Zie", "4/3/2031 18:00;tailor;nl;Zie"), "same text as post 5"),
    "a text that another film's post has": (("3/3/2031 18:00;coach;nl;De bakker",), "same text as post 5"),
    "a photo nobody described": (("3/3/2031 18:00;;nl;Zie;a.jpg",), "without a description"),
    "a cover of another shape": (("3/3/2031 18:00;coach;nl;Zie;;tall.png",), "90x160"),
    "a name in a link": (("3/3/2031 18:00;;nl;Zie;;;;https://example.org/?x=a@b.be",), "name or address"),
    "shouting": (("3/3/2031 18:00;;nl;Zie #samensterkvooriedereen",), "read aloud"),
}  # fmt: skip


@pytest.fixture(scope="module")
def furnished(
    imported: Path, tmp_path_factory: pytest.TempPathFactory, campaign: Callable[..., Result]
) -> Path:
    """The same campaign with a consent that ends, a blackout and a third film; pictures lie beside it."""
    desk = plan_campaign.copied(imported, tmp_path_factory.mktemp("furnished"), campaign)
    toml = desk.folder / "campaign.toml"
    said = toml.read_text(encoding="utf-8")
    blackouts = '\n[plan]\nblackouts = ["2031-02-01/2031-02-02"]\n'
    toml.write_text(said + blackouts, encoding="utf-8")
    plan_campaign.enrol(desk.folder, ["coach"])
    form = desk.write(b"%PDF-1.7", "form.pdf")
    record = (
        "consent",
        "record",
        "coach",
        *plan_campaign.CONSENT,
        "--until",
        "2031-11-30",
        "--evidence",
        form,
    )
    assert desk.run(*record, folder=desk.folder).exit_code == 0
    return desk.folder


@pytest.mark.parametrize("what", WARNED)
def test_a_dry_run_warns_as_the_import_does(
    furnished: Path, tmp_path: Path, campaign: Callable[..., Result], what: str
) -> None:
    """Whatever the import warns of, each with its row, a dry run warns of; what is to do is said of the file there."""
    desk = plan_campaign.copied(furnished, tmp_path, campaign)
    photo(desk.folder.parent / "a.jpg")
    Image.new("RGB", (90, 160)).save(desk.folder.parent / "tall.png")
    rows, said = WARNED[what]
    path = desk.write(sheet(*rows, header=ALL_COLUMNS))
    tried = desk.run("plan", "import", path, "--dry-run", folder=desk.folder)
    made = desk.run("plan", "import", path, "--yes", folder=desk.folder)
    assert (tried.exit_code, made.exit_code) == (0, 0), tried.output
    only = ("this folder is a copy", "To import it:", "Next:")
    before, after = (
        [
            re.split(r"[.:] (?=Correct it in|Move it|Move one|Change it|Give one|Give all)", line)[0]
            for line in one.stderr.splitlines()
            if not any(words in line for words in only)
        ]
        for one in (tried, made)
    )
    assert before == after
    assert said in tried.stderr
    assert "Warning: row " in tried.stderr or said.endswith("apart")


def test_warnings_as_json(desk: Desk) -> None:
    """Programs get the warnings of a row with it."""
    lines = desk.tried(sheet("26/12/2031 18:00;;fr;Bonjour"))
    assert [one["code"] for one in lines[0]["warnings"]] == ["P05"]


def test_what_stands_is_not_warned_of(desk: Desk) -> None:
    """Rows that change nothing are not warned of again."""
    done = desk.run("plan", "import", desk.write(sheet(*SHEET)), "--dry-run", folder=desk.folder)
    assert (done.exit_code, done.stderr) == (0, "")


@pytest.fixture(scope="module")
def opened(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[workspace.Workspace]:
    """A campaign of many sheets, open."""
    folder = shutil.copytree(furnished, tmp_path_factory.mktemp("opened") / "c")
    with workspace.opened(folder, campaign_settings.load(folder / "campaign.toml")) as office:
        yield office


ROW = st.tuples(
    st.sampled_from(
        ["", "24/12/2031 18:00", "24/12/2031 18:30", "25/12/2031 9:00", "1/2/2031 9:00", "3/12/2031 18:00"]
    ),
    st.sampled_from(["", "bakery", "tailor", "coach"]),
    st.sampled_from(["nl", "fr"]),
    st.sampled_from(["De bakker", "Merci à tous", "Een", "Twee #", "Drie"]),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROW, min_size=1, max_size=5))
def test_any_sheet_is_warned_of_alike(opened: workspace.Workspace, rows: list[tuple[str, ...]]) -> None:
    """Of any sheet a dry run says what the import says: what becomes of each row, and every warning."""
    path = opened.folder.parent / "any.csv"
    path.write_bytes(sheet(*map(";".join, rows)))
    tried = importer.bring(opened, path, now=plan_campaign.LONG_BEFORE, dry_run=True)
    made = importer.bring(opened, path, now=plan_campaign.LONG_BEFORE, agreed=tried.guesses)
    event("done" if made.done else "refused")
    assert made.done is not bool(tried.refused)
    assert [(one.row, one.what, one.number) for one in made.lines] == [
        (one.row, one.what, one.number) for one in tried.lines
    ]
    assert (made.warnings, made.missing) == (tried.warnings, tried.missing)


MISTAKES = {  # a row, and the columns of which something is said
    "a day, a language and a film": ("24/12/31;nobody;de;x;;;;", "A B C"),
    "a past day and a film": ("24/12/2020 18:00;nobody;nl;x;;;;", "A B"),
    "a film's address, no language": ("24/12/2031 18:00;https://a.be/x.mp4;;x;;;;", "B C"),
    "two photos and a link": ("24/12/2031 18:00;;nl;x;none.jpg|no.jpg;;;example.org", "E E H"),
    "a day, a photo and a cover": ("24/12/31;;nl;x;none.jpg;no.png;;", "A E F"),
    "a cover without a film, a past day": ("24/12/2020 18:00;;nl;x;;4 s;;", "A F"),
    "no text and a past day": ("24/12/2020 18:00;;nl;;;;;", "A D"),
    "a link, the text missing": ("24/12/2031 18:00;;nl;;;;;example.org", "H"),
    "an embargo and a link": ("24/12/2031 18:00;;nl;x;;;4/3/2031;example.org", "G H"),
    "photos beside a film": ("24/12/2020 18:00;bakery;nl;x;a.jpg;;;", "A E"),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_all_mistakes_of_a_row(desk: Desk, what: str) -> None:
    """A dry run says everything that is wrong with a row at once, and nothing that only follows from it."""
    photo(desk.folder.parent / "a.jpg")
    row, columns = MISTAKES[what]
    (line,) = desk.tried(sheet(row, header=ALL_COLUMNS), code=1)
    assert sorted(one["column"][:1] for one in line["refused"]) == columns.split(), line["refused"]


def test_mistakes_of_a_row_with_a_number(desk: Desk) -> None:
    """A row of which the number is wrong, too, is looked at all the same."""
    rows = ("99;24/12/2020 18:00;nobody;nl;x", "1;31/12/2031;nobody;nl;x", "1;31/12/2031 18:00;bakery;nl;x")
    lines = desk.tried(sheet(*rows, header=f"Nummer;{HEADER}"), code=1)
    assert [sorted(one["column"][:1] for one in line["refused"]) for line in lines[:2]] == [
        ["A", "B", "C"],
        ["B", "C"],
    ]
