"""A plan comes in from a spreadsheet, all of it or nothing, and goes out again as it was."""

import csv
import io
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.exceptions import IllegalCharacterError
from PIL import Image

from benchmarks import bench_plan
from campaign import workspace
from campaign.cli.app import root
from campaign.messages import translate
from campaign.settings import settings as campaign_settings
from campaign.settings.declarations import Settings
from campaign.spreadsheets import compare, exporter, importer
from campaign.spreadsheets.plan_rows import cells as plan_cells
from campaign.spreadsheets.plan_rows import columns
from schedules.database import engine, events, posts, transitions
from schedules.errors import BadRequest
from schedules.model.states import State
from tests import pinned_clock, plan_campaign
from tests.campaign.cli.test_bad_input import everything
from tests.campaign.posts.test_drafts import photo
from tests.paths import REPOSITORY
from tests.plan_campaign import Desk, whats

BRUSSELS = ZoneInfo("Europe/Brussels")
TWO = ("24/12/2031;18u30;nl;Hallo;a1", "25/12/2031;19h;fr;Bonjour;a2")


def changed(line: dict[str, Any]) -> dict[str, Any]:
    """The columns of a row that differ, with what they become."""
    return {name: both["new"] for name, both in line["changes"].items()}


def open_office(desk: Desk) -> Any:
    """Open a test's campaign."""
    return workspace.opened(desk.folder, campaign_settings.load(desk.folder / "campaign.toml"))


def publish(desk: Desk, number: int) -> None:
    """Let a post be live on a Page."""
    books = engine.open_in(desk.folder)
    with books.write() as session:
        for event in ("approved", "staging", "staged", "revealing", "published"):
            page = {
                "page_id": "1",
                "page_graph_url": "http://127.0.0.1:1",
                "published_at": pinned_clock.now(),
            }
            transitions.move(session, number, event, now=pinned_clock.now(), by="test", changes=page)
    books.close()


def test_rows_become_posts(desk: Desk) -> None:
    """Each row becomes a draft with its words and its moment on the campaign's clock, known by its key."""
    assert whats(desk.bring(plan_campaign.csv(*TWO))) == ["new", "new"]
    first, second = desk.posts()
    assert (first["caption"], first["language"], first["due_at"]) == (
        "Hallo",
        "nl",
        "2031-12-24T18:30:00+01:00",
    )
    assert (second["caption"], second["language"], second["state"]) == ("Bonjour", "fr", "draft")


FAMILIES = {
    "nl": "Datum;Uur;Taal;Film;Tekst;Link\n24/12/2031;18:30;Nederlands;bakery;Hallo;https://example.org/a\n",
    "fr": "Date,Heure,Langue,Vidéo,Texte,Lien\n24/12/2031,18h30,néerlandais,bakery,Hallo,https://example.org/a\n",
    "en": "Date\tTime\tLanguage\tFilm\tText\tLink\n24 Dec 2031\t6:30 pm\tDutch\tbakery\tHallo\thttps://example.org/a\n",
    "GoHighLevel": "postAtSpecificTime (YYYY-MM-DD HH:mm:ss),content,link (OGmetaUrl),imageUrls,gifUrl,videoUrls,taal\n"
    "2031-12-24 18:30:00,Hallo,https://example.org/a,,,bakery,nl\n",
    "PostFast": "scheduled_at,account_id,content,media_urls,first_comment,fb_content_type,language,link\n"
    "2031-12-24T18:30:00+01:00,17,Hallo,bakery,,POST,nl,https://example.org/a\n",
    "Schedulin": "channel,caption,media_url,scheduled_at,placement,lang,url\n"
    "Facebook page,Hallo,bakery,2031-12-24 18:30,feed,nl,https://example.org/a\n",
    "Buffer": "Text,Image URL,Tags,Posting Time,Language,Video,Link\nHallo,,mey,2031-12-24 18:30,nl,bakery,https://example.org/a\n",
    "Ayrshare": "post,platforms,mediaUrls,scheduleDate,language,link\n"
    "Hallo,facebook,bakery,2031-12-24T17:30:00Z,nl,https://example.org/a\n",
    "a title above": "Plan van de campagne;;;;;\n;;;;;\n" + "Datum;Uur;Taal;Film;Tekst;Link\n24/12/2031;18:30;nl;bakery;Hallo;https://example.org/a\n",
}  # fmt: skip


@pytest.mark.parametrize("family", FAMILIES)
def test_header_families(desk: Desk, family: str) -> None:
    """The same post comes in under the headers of three languages and of other tools' templates."""
    desk.bring(FAMILIES[family].encode("cp1252"))
    (post,) = desk.posts()
    assert (post["caption"], post["language"], post["testimony"], post["kind"]) == (
        "Hallo",
        "nl",
        "bakery",
        "video",
    )
    assert (post["due_at"], post["link"]) == ("2031-12-24T18:30:00+01:00", "https://example.org/a")


def test_three_columns_without_header(campaign: Callable[..., Result], tmp_path: Path) -> None:
    """Hootsuite's form, date and time, text and link without a header, is understood where there is one language."""
    assert campaign("init", tmp_path / "c", "--language", "nl").exit_code == 0
    desk = Desk(run=campaign, folder=tmp_path / "c")
    data = b'24/12/2031 18:30,"Hallo, wereld",https://example.org/a\n25/12/2031 18:30,Dag,\n'
    assert whats(desk.bring(data)) == ["new", "new"]
    assert [one["kind"] for one in desk.posts()] == ["link", "text"]


def test_a_workbook(desk: Desk) -> None:
    """A workbook's real days and times, bare serial numbers and numbers as text become the same posts."""
    rows = [
        ["Datum", "Uur", "Taal", "Tekst"],
        [plan_campaign.wall("2031-12-24"), 0.770833333333333, "nl", 2031],
        [48207.75, None, "fr", "Bonjour"],
    ]
    desk.bring(plan_campaign.xlsx(rows), name="plan.xlsx")
    assert [(one["caption"], one["due_at"]) for one in desk.posts()] == [
        ("2031", "2031-12-24T18:30:00+01:00"),
        ("Bonjour", "2031-12-25T18:00:00+01:00"),
    ]


@pytest.mark.parametrize(
    ("row", "column", "word"),
    [
        ("12/24/2031;18:00;nl;x;", "A (Datum)", "month first"),
        ("24/12/31;18:00;nl;x;", "A (Datum)", "four digits"),
        ("24/12/2031;;nl;x;", "A (Datum)", "no time of day"),
        (";18:00;nl;x;", "B (Uur)", "no date"),
        ("24/12/2031 17:00;18:00;nl;x;", "A (Datum)", "different time"),
        ("30/03/2031;02:30;nl;x;", "A (Datum)", "does not exist"),
        ("26/10/2031;02:30;nl;x;", "A (Datum)", "occurs twice"),
        ("24/12/2020;18:00;nl;x;", "A (Datum)", "in the past"),
        ("24/12/2031;soon;nl;x;", "B (Uur)", "not a time of day"),
        ("24/12/2031;17:00 UTC;nl;x;", "B (Uur)", "not a time of day"),
        ("24/12/2031;18:00 Uhr;nl;x;", "B (Uur)", "not a time of day"),
        ("24/12/2031;18:00;de;x;", "C (Taal)", "Dutch and French"),
        ("24/12/2031;18:00;;x;", "C (Taal)", "no language"),
        ("24/12/2031;18:00;nl;;", "D (Tekst)", "a text post, but has no text"),
        ("24/12/2031;18:00;nl;" + "x" * 63_207 + ";", "D (Tekst)", "63,206"),
    ],
    ids=lambda value: value[:40],
)
def test_refused_cells(desk: Desk, row: str, column: str, word: str) -> None:
    """What cannot be meant is refused with row and column; nothing of the file comes in."""
    before = everything(desk.folder)
    data = plan_campaign.csv(*TWO, row)
    refused = desk.tried(data, code=1)[-1]
    assert (refused["row"], refused["what"], refused["refused"][0]["column"]) == (4, "refused", column)
    assert word in refused["refused"][0]["message"]
    said = desk.bring(data, code=2)
    assert said.startswith(f"Error: plan.csv, row 4, column {column}: ")
    assert said.count("\n") == 1
    assert everything(desk.folder) == before


@pytest.mark.parametrize(
    "said",
    ["Facebook", "fb", "FACEBOOK", "Facebook-pagina", "Page Facebook", "facebook page", "Facebook.com", ""],
)
def test_facebook_alone(said: str) -> None:
    """Facebook, as people write it, is no other network."""
    reader = plan_cells.Reader(settings=Settings(), folder=Path(), since_1904=False)
    assert reader.network(said) == said


WIDE = "Datum;Taal;Tekst;Nummer;Soort;Film;Formaat;Link;Foto's;Altteksten;Omslag;Embargo tot;Kanaal"


@pytest.mark.parametrize(
    ("cells", "column", "word"),
    [
        ({"Film": "https://example.org/a.mp4"}, "Film", "testimony add"),
        ({"Film": "nobody"}, "Film", "bakery, tailor"),
        ({"Foto's": "https://example.org/a.jpg"}, "Foto's", "never downloaded"),
        ({"Foto's": "none.jpg"}, "Foto's", "none.jpg"),
        ({"Foto's": "plan.csv"}, "Foto's", "not a picture"),
        ({"Film": "bakery", "Foto's": "winkel.jpg"}, "Foto's", "not both"),
        ({"Foto's": "winkel.jpg", "Altteksten": "een|twee\ndrie"}, "Altteksten", "(2)"),
        ({"Soort": "story"}, "Soort", "story"),
        ({"Soort": "reel"}, "Soort", "Name the film"),
        ({"Soort": "photo"}, "Soort", "kind text"),
        ({"Soort": "reel", "Film": "bakery", "Formaat": "vierkant"}, "Formaat", "upright"),
        ({"Formaat": "groot"}, "Formaat", "landscape"),
        ({"Formaat": "staand"}, "Formaat", "Name the film"),
        ({"Link": "example.org"}, "Link", "https://"),
        ({"Omslag": "4 s"}, "Omslag", "Name the film"),
        ({"Embargo tot": "24/12/2031"}, "Embargo tot", "no time of day"),
        ({"Nummer": "x1"}, "Nummer", "'x1'"),
        ({"Nummer": "99"}, "Nummer", "no post 99"),
        ({"Kanaal": "Instagram"}, "Kanaal", "Instagram"),
        *(
            ({"Kanaal": said}, "Kanaal", said)
            for said in (
                "Insta",
                "IG",
                "Facebook en Instagram",
                "fb + insta",
                "Facebook & LinkedIn",
                "X",
                "Nieuwsbrief",
                "FBIG",
            )
        ),
    ],
    ids=lambda value: str(value)[:50],
)
def test_refused_wishes(desk: Desk, cells: dict[str, str], column: str, word: str) -> None:
    """Wishes that do not fit together, addresses, unknown films and other networks are refused in words of a plan."""
    photo(desk.folder.parent / "winkel.jpg")
    before = everything(desk.folder)
    names = WIDE.split(";")
    said = {"Datum": "24/12/2031 18:00", "Taal": "nl", "Tekst": "x"} | cells
    row = ";".join(f'"{said.get(name, "")}"' for name in names)
    (line,) = desk.tried(plan_campaign.csv(row, header=WIDE), code=1)
    (why,) = line["refused"]
    assert why["column"] == f"{columns.letters(names.index(column))} ({column})"
    assert word in why["message"]
    assert "--" not in why["message"]
    assert everything(desk.folder) == before


def test_all_mistakes_are_told_at_once(desk: Desk) -> None:
    """A dry run tells everything wrong with a row and with the file, beside what would come in."""
    rows = (TWO[0], "24/12/31;soon;de;x;", ";;nl;;")
    lines = desk.tried(plan_campaign.csv(*rows), code=1)
    assert whats(lines) == ["new", "refused", "refused"]
    assert [one["column"] for one in lines[1]["refused"]] == ["C (Taal)", "A (Datum)", "B (Uur)"]
    assert lines[2]["refused"][0]["column"] == "D (Tekst)"


def test_the_same_file_twice(desk: Desk) -> None:
    """The same file again changes nothing: not a byte of the database's words, no event, no approval lost."""
    data = plan_campaign.csv(*TWO, "27/12/2031;18:00;nl;Zonder sleutel;", ";;fr;Sans date;")
    desk.bring(data)
    assert desk.run("post", "approve", "1", folder=desk.folder).exit_code == 0
    before, log = desk.posts(), desk.told("log")
    assert whats(desk.bring(data)) == ["unchanged"] * 4
    assert (desk.posts(), desk.told("log")) == (before, log)


def test_a_changed_row_is_an_edit(desk: Desk) -> None:
    """A row that was changed changes its post, which has to be approved again; the others keep their approval."""
    desk.bring(plan_campaign.csv(*TWO))
    assert desk.run("post", "approve", "1", "2", folder=desk.folder).exit_code == 0
    lines = desk.bring(plan_campaign.csv("24/12/2031;18u30;nl;Hallo daar;a1", TWO[1]))
    assert whats(lines) == ["changed", "unchanged"]
    assert lines[0]["changes"] == {"caption": {"old": "Hallo", "new": "Hallo daar"}}
    assert [(one["caption"], one["state"]) for one in desk.posts()] == [
        ("Hallo daar", "draft"),
        ("Bonjour", "approved"),
    ]
    assert [one["detail"] for one in desk.told("log", "1")][-1] == "changed: caption"


def test_a_dry_run_leaves_nothing(desk: Desk) -> None:
    """A dry run tells the same as the import, and leaves every byte as it was."""
    photo(desk.folder.parent / "winkel.jpg")
    data = plan_campaign.csv(
        "24/12/2031 18:00;nl;Foto;winkel.jpg;De winkel", header="Datum;Taal;Tekst;Foto's;Altteksten"
    )
    before = everything(desk.folder)
    tried = desk.tried(data)
    assert everything(desk.folder) == before
    assert desk.bring(data) == tried


def test_rows_that_are_not_in_the_file(desk: Desk) -> None:
    """Posts that the file does not name stay as they are, and that is said."""
    desk.bring(plan_campaign.csv(*TWO))
    done = desk.run("plan", "import", desk.write(plan_campaign.csv(TWO[1])), folder=desk.folder)
    assert "not in the file: no. 1. They stay" in done.stderr
    assert len(desk.posts()) == 2


def test_columns_that_are_left_out(desk: Desk) -> None:
    """An unknown column is named in a warning; status and approval are never taken in, and that is said."""
    data = plan_campaign.csv(
        "24/12/2031 18:00;nl;x;approved;An;7", header="Datum;Taal;Tekst;Status;Approved by;Zzz"
    )
    done = desk.run("plan", "import", desk.write(data), folder=desk.folder)
    assert done.exit_code == 0
    assert "ignored: Zzz." in done.stderr
    assert "never imported: Status, Approved by." in done.stderr
    assert desk.posts()[0]["state"] == "draft"


@pytest.mark.parametrize(
    ("row", "matches"),
    [
        ("1;;24/12/2031 18:00;bakery;Anders", 1),
        (";b2;1/1/2032 18:00;tailor;Anders", 2),
        (";;24/12/2031 18:00;bakery;Anders", 1),
        (";;24/12/2031 20:00;bakery;Anders", 1),
        (";;25/12/2031 18:00;bakery;Anders", 1),
        (";new;25/12/2031 18:00;bakery;Anders", None),
        (";new;25/12/2031 18:00;bakery;Bakker", None),
        (";;25/12/2031 18:00;;Hallo", 3),
        (";;24/12/2031 18:00;;Hallo", 3),
        (";;24/12/2031 18:00;;Anders", 3),
        (";;24/12/2031 20:00;;Hallo", 3),
        (";;24/12/2031 20:00;;Anders", None),
        (";new;24/12/2031 18:00;bakery;Bakker", 1),
        (";;;;Ooit", 4),
        (";;;;Nooit", None),
    ],
)  # fmt: skip
def test_which_post_a_row_means(desk: Desk, row: str, matches: int | None) -> None:
    """A row is known by number, else key, else film, language and kind; without a film by text, or by moment."""
    header = "Nummer;Sleutel;Datum;Film;Tekst;Taal"
    rows = (";;24/12/2031 18:00;bakery;Bakker;nl", ";b2;24/12/2031 18:00;tailor;Naaister;nl",
            ";;24/12/2031 18:00;;Hallo;nl", ";;;;Ooit;nl")  # fmt: skip
    desk.bring(plan_campaign.csv(*rows, header=header))
    (line,) = desk.tried(plan_campaign.csv(f"{row};nl", header=header))
    assert (line["number"], line["what"] == "new") == (matches or 5, matches is None)


def test_a_row_that_may_mean_two_posts(desk: Desk) -> None:
    """Where two posts of one film, language and day may be meant, the row is refused and both are named."""
    film = "24/12/2031 {};bakery;{};nl"
    header = "Datum;Film;Tekst;Taal"
    desk.bring(plan_campaign.csv(film.format("10:00", "Een"), film.format("18:00", "Twee"), header=header))
    (line,) = desk.tried(plan_campaign.csv(film.format("14:00", "Drie"), header=header), code=1)
    assert "post 1 or 2" in line["refused"][0]["message"]
    same = plan_campaign.csv(film.format("18:00", "Twee"), film.format("10:00", "Een"), header=header)
    assert [(one["number"], one["what"]) for one in desk.bring(same)] == [(2, "unchanged"), (1, "unchanged")]


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        (("1;;x", "1;;y"), "row 2 already has the number 1"),
        ((";k;x", ";k;y"), "row 2 already has the key k"),
        (("1;b;x",), "post 2 already has this key"),
        ((";;nieuw", ";;nieuw"), "row 2 is identical"),
        ((";n;Hallo",), "post 1, which has not gone out yet"),
    ],
)
def test_rows_that_collide(desk: Desk, rows: tuple[str, ...], word: str) -> None:
    """Two rows for one post, two posts with one key, or two that would look the same on the Page are refused."""
    header = "Nummer;Sleutel;Tekst;Taal;Datum"
    desk.bring(plan_campaign.csv(";a;Hallo;nl;24/12/2031 18:00", ";b;Dag;nl;24/12/2031 18:00", header=header))
    data = plan_campaign.csv(*(f"{row};nl;25/12/2031 18:00" for row in rows), header=header)
    assert word in desk.tried(data, code=1)[-1]["refused"][0]["message"]


def test_two_posts_may_exchange_their_words(desk: Desk) -> None:
    """What counts is what the posts say in the end: two rows may exchange their texts."""
    header = "Sleutel;Tekst;Taal;Datum"
    when = "nl;24/12/2031 18:00"
    desk.bring(plan_campaign.csv(f"a;Een;{when}", f"b;Twee;{when}", header=header))
    desk.bring(plan_campaign.csv(f"a;Twee;{when}", f"b;Een;{when}", header=header))
    assert [one["caption"] for one in desk.posts()] == ["Twee", "Een"]


def test_a_new_key_keeps_the_approval(desk: Desk) -> None:
    """Another key says nothing on the Page: the approval stands, the log tells of it."""
    desk.bring(plan_campaign.csv(*TWO))
    assert desk.run("post", "approve", "1", folder=desk.folder).exit_code == 0
    header = "Nummer;Sleutel"
    (line,) = desk.bring(plan_campaign.csv("1;b1", header=header))
    assert changed(line) == {"key": "b1"}
    assert desk.posts()[0]["state"] == "approved"
    assert desk.told("log", "1")[-1]["event"] == "keyed"


def test_an_empty_cell_takes_away(desk: Desk) -> None:
    """An empty cell takes away link, comment and date; a column that is not there leaves what the post has."""
    header = "Sleutel;Datum;Taal;Tekst;Link;Eerste reactie"
    desk.bring(plan_campaign.csv("a;24/12/2031 18:00;nl;Hallo;https://example.org;Steun", header=header))
    assert whats(desk.bring(plan_campaign.csv("a;Hallo", header="Sleutel;Tekst"))) == ["unchanged"]
    assert whats(desk.bring(plan_campaign.csv("1;;Hallo", header="Nummer;Sleutel;Tekst"))) == ["unchanged"]
    (line,) = desk.bring(plan_campaign.csv("a;;nl;Hallo;;", header=header))
    assert changed(line) == {"kind": "text", "link": None, "first_comment": None, "date": None}
    assert desk.posts()[0]["due_at"] is None


def test_a_past_date_that_stands(desk: Desk) -> None:
    """A moment that is past is no fault of a row whose post has it already."""
    desk.bring(plan_campaign.csv(*TWO))
    books = engine.open_in(desk.folder)
    with books.write() as session:
        gone = {"due_at": datetime(2020, 12, 24, 17, 30, tzinfo=UTC), "due_wall": "2020-12-24T18:30:00"}
        transitions.move(session, 1, "moved", now=pinned_clock.now(), by="test", changes=gone)
    books.close()
    rows = ("24/12/2020;18:30;nl;Hallo;a1", TWO[1])
    assert whats(desk.bring(plan_campaign.csv(*rows))) == ["unchanged", "unchanged"]
    moved = ("24/12/2020;18:31;nl;Hallo;a1", TWO[1])
    assert "in the past" in desk.tried(plan_campaign.csv(*moved), code=1)[0]["refused"][0]["message"]


def test_a_live_post(desk: Desk) -> None:
    """Of a live post a new text waits for approval, the old one withdraws it; anything else is refused."""
    desk.bring(plan_campaign.csv(*TWO))
    publish(desk, 1)
    new = plan_campaign.csv("24/12/2031;18u30;nl;Nieuw;a1", TWO[1])
    (line, _) = desk.bring(new)
    assert (line["what"], changed(line)) == ("changed", {"caption": "Nieuw"})
    post = desk.posts()[0]
    assert (post["state"], post["caption"], post["new_caption"]) == ("published", "Hallo", "Nieuw")
    assert whats(desk.bring(new)) == ["unchanged", "unchanged"]
    desk.bring(plan_campaign.csv(*TWO))
    assert desk.posts()[0]["new_caption"] is None
    (line, _) = desk.tried(plan_campaign.csv("24/12/2031;20:00;nl;Nieuw;a1", TWO[1]), code=1)
    assert (line["refused"][0]["column"], "live" in line["refused"][0]["message"]) == ("A (Datum)", True)


def test_an_ended_post(desk: Desk) -> None:
    """A cancelled post does not come back with the same file, and is not changed by another."""
    desk.bring(plan_campaign.csv(*TWO))
    assert desk.run("post", "cancel", "1", folder=desk.folder).exit_code == 0
    assert whats(desk.bring(plan_campaign.csv(*TWO))) == ["unchanged", "unchanged"]
    (line, _) = desk.tried(plan_campaign.csv("24/12/2031;18u30;nl;Anders;a1", TWO[1]), code=1)
    assert "cancelled" in line["refused"][0]["message"]


def test_without_approval(desk: Desk) -> None:
    """Where a campaign asks no approval, dated rows count as approved, new and changed alike."""
    toml = desk.folder / "campaign.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + '\n[service]\napproval = "off"\n', encoding="utf-8")
    desk.bring(plan_campaign.csv(*TWO, ";;nl;Zonder datum;"))
    desk.bring(plan_campaign.csv("24/12/2031;18u30;nl;Anders;a1"))
    assert [one["state"] for one in desk.posts()] == ["approved", "approved", "draft"]


def test_pictures(desk: Desk) -> None:
    """Photos beside the plan come in as copies, twice is once, another file or description is a change."""
    photo(desk.folder.parent / "winkel.jpg")
    photo(desk.folder.parent / "jury.png", "PNG")
    header = "Sleutel;Datum;Taal;Tekst;Foto's;Altteksten"

    def plan(photos: str, alts: str) -> bytes:
        return plan_campaign.csv(f'a;24/12/2031 18:00;nl;Foto;"{photos}";"{alts}"', header=header)

    desk.bring(plan("winkel.jpg|jury.png", "De winkel|-"))
    assert [one["alt"] for one in desk.posts()[0]["photos"]] == ["De winkel", None]
    assert whats(desk.bring(plan("winkel.jpg\n./jury.png", "De winkel\n"))) == ["unchanged"]
    assert list(changed(desk.bring(plan("winkel.jpg|jury.png", "De winkel|De jury"))[0])) == ["photos"]
    desk.bring(plan("jury.png", "De jury | zonder de bakker"))
    assert [one["alt"] for one in desk.posts()[0]["photos"]] == ["De jury | zonder de bakker"]
    assert [path.suffix for path in (desk.folder / "pictures").iterdir()] == [".png"]
    desk.bring(plan("", ""))
    assert list((desk.folder / "pictures").iterdir()) == []


def full(desk: Desk) -> None:
    """Give a campaign posts that have everything a plan can say."""
    photo(desk.folder.parent / "winkel.jpg", turn=6)
    photo(desk.folder.parent / "jury.webp", "WEBP")
    Image.new("RGB", (160, 90)).save(desk.folder.parent / "cover.png")
    header = (
        "Sleutel;Datum;Taal;Soort;Film;Formaat;Tekst;Link;Eerste reactie;Foto's;Altteksten;Omslag;Embargo tot"
    )
    rows = (
        'a;24/12/2031 18:00;nl;;bakery;vierkant;"=1+1; ""ja""";https://example.org;@iemand;;;cover.png;1/12/2031 9:00',
        'b;26/10/2031 02:30 +01:00;fr;reel;tailor;;"-een\n\n\ntwee";;;;;4,5 s;',
        'c;26/10/2031 02:30 +02:00;nl;;;;\'+32 2 000;;;winkel.jpg|jury.webp;"-\nEen | twee";;',
        "'=d;01/01/2032 00:00;fr;;;;Ça va? œuf 🥖;https://example.org/?a=1;;;;;",
        "e;;nl;;;;Zonder datum;;;;;;",
    )
    assert whats(desk.bring(plan_campaign.csv(*rows, header=header))) == ["new"] * 5


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("lang", ["en", "nl", "fr-BE"])
@pytest.mark.parametrize("where", ["", "elders"])
def test_out_and_in_again(desk: Desk, ending: str, lang: str, where: str) -> None:
    """What is exported and imported again, in either form and any language, changes nothing."""
    full(desk)
    (desk.folder.parent / where).mkdir(exist_ok=True)
    path = desk.folder.parent / where / f"out.{ending}"
    assert desk.run("plan", "export", path, "--lang", lang, folder=desk.folder).exit_code == 0
    before = everything(desk.folder)
    lines = desk.bring(path)
    assert [(one["number"], one["changes"]) for one in lines] == [
        (number, {}) for number in (1, 2, 3, 4, 5)
    ] or lines
    assert whats(lines) == ["unchanged"] * 5
    assert everything(desk.folder) == before


def test_an_export_as_csv(desk: Desk) -> None:
    """A CSV is what Belgian Excel opens by double click: a mark, semicolons, CR LF; no text looks like a formula."""
    full(desk)
    path = desk.folder.parent / "out.csv"
    desk.run("plan", "export", path, "--lang", "nl", folder=desk.folder)
    data = path.read_bytes()
    assert data.startswith("\ufeffNummer;Sleutel;Datum;Uur;Taal;".encode())
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    first = next(row for row in rows if row["Nummer"] == "1")
    assert (first["Datum"], first["Uur"], first["Tekst"]) == ("2031-12-24", "18:00", '\'=1+1; "ja"')
    assert {row["Uur"] for row in rows if row["Datum"] == "2031-10-26"} == {
        "02:30:00 +01:00",
        "02:30:00 +02:00",
    }
    assert all(cell[:1] not in "=+-@\t\r" or not cell for row in rows for cell in row.values())


def test_an_export_as_workbook(desk: Desk) -> None:
    """A workbook has real days and times, a header that stays in sight, widths, and texts that are no formulas."""
    full(desk)
    path = desk.folder.parent / "out.xlsx"
    desk.run("plan", "export", path, "--lang", "fr", folder=desk.folder)
    sheet = load_workbook(path).active
    titles = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == 1)
    cells = dict(zip(titles, row, strict=True))
    assert cells["Date"].value == plan_campaign.wall("2031-12-24")
    assert (cells["Date"].number_format, str(cells["Heure"].value)) == ("dd/mm/yyyy", "18:00:00")
    assert (cells["Texte"].value, cells["Texte"].data_type) == ('\'=1+1; "ja"', "s")
    assert (sheet.freeze_panes, sheet.column_dimensions["I"].width) == ("A2", 60)


def unfolded(data: bytes) -> list[str]:
    """The lines of a calendar, each whole."""
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    return data.decode().replace("\r\n ", "").split("\r\n")


def test_an_export_as_calendar(desk: Desk) -> None:
    """A calendar has an event for each dated post, in UTC on both sides of the clock change, with an id that stays."""
    full(desk)
    path = desk.folder.parent / "out.ics"
    done = desk.run("plan", "export", path, "--json", folder=desk.folder)
    assert done.exit_code == 0
    lines = unfolded(path.read_bytes())
    assert (lines[0], lines[-2:]) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""])
    assert [line for line in lines if line.startswith("DTSTART")] == [
        "DTSTART:20311026T003000Z", "DTSTART:20311026T013000Z", "DTSTART:20311224T170000Z", "DTSTART:20311231T230000Z",
    ]  # fmt: skip
    assert 'DESCRIPTION:=1+1\\; "ja"\\n\\nhttps://example.org' in lines
    uids = [line for line in lines if line.startswith("UID:")]
    desk.run("plan", "export", path, folder=desk.folder)
    assert [line for line in unfolded(path.read_bytes()) if line.startswith("UID:")] == uids
    assert len(set(uids)) == 4


def test_an_export_that_cannot_be_written(desk: Desk) -> None:
    """Another ending, or a folder that is not there, is refused in one line."""
    for name, word in (("plan.doc", ".xlsx"), ("nowhere/plan.csv", "nowhere")):
        done = desk.run("plan", "export", desk.folder.parent / name, folder=desk.folder)
        assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert word in done.stderr


def test_an_import_that_cannot_be_read(desk: Desk) -> None:
    """A file that is not there, or no plan, is refused in one line that names it; nothing changes."""
    before = everything(desk.folder)
    for data, word in ((b"Dear all,\nhello\n", "no header"), (b"", "nothing in it"), (b"%PDF-1.7", "PDF")):
        said = desk.bring(data, code=2)
        assert said.startswith("Error: plan.csv: ")
        assert word in said
        assert said.count("\n") == 1
    assert "none.csv" in desk.bring(desk.folder / "none.csv", code=2)
    assert everything(desk.folder) == before


def test_what_people_see(desk: Desk) -> None:
    """Without --json the difference is told line by line, each row with its number, before and after, and a sum."""
    desk.bring(plan_campaign.csv(*TWO))
    assert desk.run("post", "approve", "1", folder=desk.folder).exit_code == 0
    rows = (
        "24/12/2031;18u30;nl;Hallo daar;a1",
        TWO[1],
        "26/12/2031;18:00;nl;Nieuw;a3",
        "24/12/31;18:00;nl;x;",
    )
    path = desk.write(plan_campaign.csv(*rows))
    done = desk.run("plan", "import", path, "--dry-run", "--lang", "nl", folder=desk.folder)
    assert done.exit_code == 1
    assert done.stdout.splitlines()[:4] == [
        "~ rij 2: bericht 1, dat opnieuw goedgekeurd moet worden:",
        "    - Tekst: Hallo",
        "    + Tekst: Hallo daar",
        "+ rij 4: bericht 3: 26 dec 2031, 18:00  Nederlands  tekst  Nieuw",
    ]
    assert done.stdout.splitlines()[4].startswith("! rij 5, kolom A (Datum): '24/12/31'")
    assert "1 nieuw, 1 gewijzigd, 1 ongewijzigd en 1 rij geweigerd" in done.stdout.splitlines()[5]
    shown = CliRunner().invoke(root, ["--dir", str(desk.folder), "plan", "import", str(path), "--dry-run"],
                               env={"FORCE_COLOR": "1", "TERM": "xterm"}, color=True)  # fmt: skip
    assert "\x1b[32m" in shown.stdout


def test_the_shipped_example(founded: Path, tmp_path: Path, campaign: Callable[..., Result]) -> None:
    """The plan that is shipped brings 24 posts of 12 films in two languages, each pair at most two days apart."""
    example = REPOSITORY / "campaign/example/plan.csv"
    text = io.StringIO(example.read_text(encoding="utf-8-sig"))
    slugs = sorted({row["Film"] for row in csv.DictReader(text, delimiter=";")})
    desk = plan_campaign.copied(founded, tmp_path, campaign)
    plan_campaign.enrol(desk.folder, [slug for slug in slugs if slug not in plan_campaign.FILMS])
    assert whats(desk.bring(example)) == ["new"] * 24
    assert whats(desk.bring(example)) == ["unchanged"] * 24
    assert len(slugs) == 12
    for slug in slugs:
        moments = [datetime.fromisoformat(one["due_at"]) for one in desk.posts() if one["testimony"] == slug]
        assert abs((moments[1] - moments[0]).total_seconds()) <= 48 * 3600


def test_the_page_for_staff() -> None:
    """docs/plan.md lists every column with all its names."""
    page = (REPOSITORY / "docs/plan.md").read_text(encoding="utf-8")
    for column in columns.COLUMNS:
        assert columns.row(column) in page
        assert column.sentence


def test_every_refusal_is_said() -> None:
    """What a post's wishes are refused with is said in a plan's words, and of a column that there is."""
    known = {column.name for column in columns.COLUMNS}
    for code, (column, said) in compare._SAID.items():
        assert column in known
        assert translate.say(said) != said, code
        assert "--" not in translate.say(said)


CELL = st.one_of(
    st.sampled_from(
        ["", "1", "2", "99", "nl", "fr", "bakery", "tailor", "reel", "photo", "24/12/2031", "24/12/2031 18:00", "18:00",
         "12/24/2031", "30/03/2031 02:30", "https://example.org", "winkel.jpg", "=1+1", "'=x", "-", "a|b", "4 s", "a1",
         "staand", "\n", "'", '"', ";", "\x00", "\ufeff", "🥖", "x" * 9000],
    ),
    st.text(max_size=12),
    st.integers(),
    st.floats(),
    st.datetimes(),
    st.times(),
    st.booleans(),
    st.none(),
)  # fmt: skip


@pytest.fixture(scope="module")
def shared(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[workspace.Workspace]:
    """A campaign for many random plans, open."""
    desk = plan_campaign.copied(founded, tmp_path_factory.mktemp("shared"), lambda: None)  # type: ignore[arg-type,return-value]
    photo(desk.folder.parent / "winkel.jpg")
    with open_office(desk) as opened:
        importer.bring(opened, desk.write(plan_campaign.csv(*TWO)), now=plan_campaign.LONG_BEFORE)
        yield opened


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    names=st.permutations([*(str(columns.title(column, "nl")) for column in columns.COLUMNS), "Zzz"]),
    rows=st.lists(
        st.dictionaries(
            st.sampled_from([str(columns.title(column, "nl")) for column in columns.COLUMNS]),
            CELL,
            max_size=3,
        ),
        min_size=1,
        max_size=4,
    ),
    book=st.booleans(),
)
def test_any_rows(
    shared: workspace.Workspace, names: list[str], rows: list[dict[str, object]], book: bool
) -> None:
    """Any cells are imported, and then unchanged, or refused with their row and a sentence; never half."""
    before = _words(shared)
    path = shared.folder.parent / "any"
    cells = [
        {"Datum": "24/12/2031 18:00", "Taal": "nl", "Tekst": f"x{at}"} | row for at, row in enumerate(rows)
    ]
    with suppress(IllegalCharacterError):  # what no workbook can hold
        path.write_bytes(_written([names, *([row.get(name) for name in names] for row in cells)], book))
    try:
        brought = _agreed(shared, path)
    except BadRequest as refused:
        event(refused.code)
        brought = None
    if brought is None:
        assert _words(shared) == before
        return
    event("refused" if brought.refused else "imported")
    for one in brought.refused:
        assert one.row > 0
        assert translate.say(one.why.code, one.why.params) != one.why.code
    after = _words(shared)
    if brought.refused:
        assert after == before
        return
    again = importer.bring(shared, path, now=plan_campaign.LONG_BEFORE)
    assert {line.what for line in again.lines} <= {"unchanged"}
    assert _words(shared) == after


def test_numbers_too_large_for_a_sheet(desk: Desk) -> None:
    """A number that no program can hold is refused in its column, whichever that is."""
    largest = 1.7976931348623157e308  # a workbook rounds it up, to one that is read as infinite
    for column in columns.COLUMNS:
        name = str(columns.title(column, "nl"))
        row = {"Datum": "24/12/2031 18:00", "Taal": "nl", "Tekst": "x"} | {name: largest}
        sheet = desk.write(plan_campaign.xlsx([list(row), list(row.values())]), "plan.xlsx")
        done = desk.run("plan", "import", sheet, folder=desk.folder)
        if columns.is_read(column.name):
            assert (done.exit_code, name in done.stderr) == (2, True), done.output
        else:
            assert done.exit_code == 0, done.output


def _agreed(shared: workspace.Workspace, path: Path) -> importer.Brought:
    """Import a plan as who says yes to every question."""
    brought = importer.bring(shared, path, now=plan_campaign.LONG_BEFORE)
    if brought.done or brought.refused:
        return brought
    event("guessed")
    return importer.bring(shared, path, now=plan_campaign.LONG_BEFORE, agreed=brought.guesses)


def _words(shared: workspace.Workspace) -> Any:
    with shared.store.read() as session:
        return posts.posts(session), events.events(session)


def _written(rows: list[list[object]], book: bool) -> bytes:
    if book:
        return plan_campaign.xlsx(
            [[str(cell) if cell == float("inf") else cell for cell in row] for row in rows]
        )
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=";").writerows(rows)
    return made.getvalue().encode("utf-8", "replace")


@pytest.mark.slow
def test_two_thousand_rows(desk: Desk) -> None:
    """Two thousand rows come in, all of them, and again without a change, within seconds."""
    path = desk.write(bench_plan.csv(2000).encode("cp1252"))
    with open_office(desk) as opened:
        begun = time.process_time()
        first = importer.bring(opened, path, now=plan_campaign.LONG_BEFORE)
        again = importer.bring(opened, path, now=plan_campaign.LONG_BEFORE)
        exporter.export(opened, desk.folder.parent / "out.csv", now=plan_campaign.LONG_BEFORE)
        assert time.process_time() - begun < 10
        with opened.store.read() as session:
            assert len(posts.posts(session, (State.DRAFT,))) == 2000
    assert {line.what for line in first.lines} == {"new"}
    assert {line.what for line in again.lines} == {"unchanged"}


def test_the_benchmark_in_small(tmp_path: Path) -> None:
    """The benchmark's two ways write the same posts, and the import keeps its bar."""
    rows = bench_plan.measured(tmp_path, 50, 1)
    assert next(row for row in rows if row.most == 5).values
