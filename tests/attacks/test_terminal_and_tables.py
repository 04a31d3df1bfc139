"""T17, part of T20: what people or Facebook write steers no terminal and no spreadsheet; numbers are bounded."""

import csv
import io
import json
import re
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from campaign.cli import output
from campaign.spreadsheets.sheets.formula_guard import guarded, unguarded
from media.text import controls
from tests import plan_campaign

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
EVIL = {
    "clears the screen": "\x1b[2J",
    "names the window": "\x9d0;owned\x9c",
    "goes back in the line": "\r",
    "deletes": "\x7f",
    "turns text around": "\u202egnp.exe",
    "isolates": "\u2066",
    "parts lines": "\u2028",
}


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign with two films on record."""
    return plan_campaign.found(tmp_path_factory.mktemp("founded") / "c")


@pytest.fixture
def desk(founded: Path, tmp_path: Path, campaign: Run) -> plan_campaign.Desk:
    """A copy of it."""
    return plan_campaign.copied(founded, tmp_path, campaign)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("--caption", ("post", "add", "--language", "nl", "--caption", "{}")),
        ("--first-comment", ("post", "add", "--language", "nl", "--caption", "a", "--first-comment", "{}")),
        ("--alt", ("post", "add", "--language", "nl", "--caption", "a", "--photo", "a.png", "--alt", "{}")),
        ("--link", ("post", "add", "--language", "nl", "--link", "https://example.org/{}")),
        ("--speaker", ("testimony", "edit", "bakery", "--speaker", "{}")),
        ("--organisation", ("testimony", "edit", "bakery", "--organisation", "{}")),
        ("--theme", ("testimony", "edit", "bakery", "--theme", "{}")),
        ("--person", ("consent", "withdraw", "bakery", "--person", "{}")),
        ("REASON", ("pause", "{}")),
        ("REASON", ("post", "hold", "1", "{}")),
        ("--by", ("post", "approve", "1", "--by", "{}")),
    ],
)  # fmt: skip
def test_a_typed_text_that_steers_a_terminal(
    founded: Path, campaign: Run, place: str, words: tuple[str, ...]
) -> None:
    """Each text that people type is refused by its option's name with what hides in it, which is not repeated."""
    before = (founded / "campaign.db").read_bytes()
    for evil in EVIL.values():
        done = campaign(*(word.replace("{}", f"An{evil}na") for word in words), folder=founded)
        assert done.exit_code == 2
        assert f"'{place}'" in done.stderr
        assert f"U+{ord(evil[0]):04X}" in done.stderr
        assert not CONTROL.search(done.output)
    assert (founded / "campaign.db").read_bytes() == before


@pytest.mark.parametrize("evil", EVIL.values(), ids=EVIL)
def test_files_that_steer_a_terminal(desk: plan_campaign.Desk, evil: str) -> None:
    """A caption file, a cell of a plan, a setting and a text of the kit are refused with their place."""
    caption = desk.write(f"Kijk\nnaar{evil} dit".encode(), "caption.txt")
    done = desk.run("post", "add", "--language", "nl", "--caption-file", caption, folder=desk.folder)
    if evil == "\r":  # ends a line of a file
        assert done.exit_code == 0
    else:
        assert (done.exit_code, "caption.txt, line 2" in done.stderr) == (2, True)
        said = desk.bring(plan_campaign.csv(f'2031-02-01;10:00;nl;"Ki{evil}jk";k1'), code=2)
        assert "Tekst" in said
        assert not CONTROL.search(said)
        assert desk.posts() == []
    written = json.dumps(f"Naam{evil}")
    settings = (desk.folder / "campaign.toml").read_text(encoding="utf-8")
    (desk.folder / "campaign.toml").write_text(
        re.sub("(?m)^name = .*", lambda _: f"name = {written}", settings)
    )
    refused = desk.run("status", folder=desk.folder)
    assert (refused.exit_code, "`name`" in refused.stderr, CONTROL.search(refused.output)) == (2, True, None)


def test_what_an_older_database_holds_is_shown_visibly(
    desk: plan_campaign.Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows of before, and what Facebook sent, are printed with what steers a terminal made visible; JSON loses none."""
    evil = "".join(EVIL.values())
    desk.bring(plan_campaign.csv("2031-02-01;10:00;nl;Kijk;k1"))
    with closing(sqlite3.connect(desk.folder / "campaign.db")) as books, books:
        reason = json.dumps({"code": "by-staff", "params": {"reason": evil}})
        said = (f"Kijk{evil}", f"Page{evil}", reason)
        books.execute("UPDATE post SET caption = ?, page_name = ?, state = 'held', reason = ?", said)
        books.execute("UPDATE person SET name = ?", (f"Nora{evil}",))
        books.execute("UPDATE testimony SET organisation = ?", (f"Bru{evil}soc",))
    commands = (
        ("post", "list"), ("post", "show", "1"), ("testimony", "list"), ("testimony", "show", "bakery"), ("status",),
        ("log",), ("plan", "show", "2031-02"), ("check",), ("overdue",),
    )  # fmt: skip
    shown = {words: desk.run(*words, folder=desk.folder).output for words in commands}
    assert [words for words, text in shown.items() if CONTROL.search(text)] == []
    assert "Nora<U+001B>[2J<U+009D>0;owned" in shown["testimony", "list"].replace("\n", "")
    assert desk.told("post", "show", "1")["caption"] == f"Kijk{evil}"
    monkeypatch.setenv("FORCE_COLOR", "1")  # rich's own colours, and nothing of theirs
    coloured = desk.run("testimony", "list", folder=desk.folder).output
    assert [
        one for one in re.findall("\x1b[^m]*m", coloured) if not re.fullmatch("\x1b\\[[0-9;]*m", one)
    ] == []


def test_what_is_followed_is_shown_visibly(desk: plan_campaign.Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """So are the lines of `log --follow`, and as JSON."""
    with closing(sqlite3.connect(desk.folder / "campaign.db")) as books, books:
        books.execute("UPDATE testimony SET slug = ? WHERE slug = 'bakery'", ("rest\x1b[2J\u202e",))

    def stop(_seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", stop)
    for options in ((), ("--json",)):
        shown = desk.run("log", "--follow", *options, folder=desk.folder)
        assert (shown.exit_code, "rest" in shown.stdout) == (130, True), shown.output
        assert not CONTROL.search(shown.output)


def test_every_document_is_escaped() -> None:
    """JSON holds no character that steers a terminal, and reads back as the very same text."""
    text = "".join(map(chr, range(0x100))) + "\u202e\u2066\u2028é😀"
    made = output.document({"text": text}), output.line({text: 1})
    assert (json.loads(made[0]), json.loads(made[1])) == ({"text": text}, {text: 1})
    assert not any(CONTROL.search(one.replace("\n", "")) for one in made)


def test_what_people_write_stays() -> None:
    """Accents, emoji that are joined, and marks of mixed writing are no control characters."""
    text = "Zoë\u202fL’été 👩\u200d👩\u200d👧 \U0001f3f4\U000e0067\U000e007f עברית\u200f\nregel\t2"
    assert (controls.first(text), controls.visible(text)) == (None, text)


@pytest.mark.parametrize(
    "begin",
    ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "⁼", "₊", "−", "–", "\t=", "\r=", "\n=", " =",
     "\u00a0=", "\u3000=", "\u200b=", "\ufeff=", "\x00=", "'=", "''=", "' =", "|", "%", ";=", "\u00ad="],
)  # fmt: skip
def test_no_cell_is_a_formula(desk: plan_campaign.Desk, begin: str) -> None:
    """A text that a spreadsheet could take for a formula is guarded, in whatever form its sign is; and comes back."""
    text = f"{begin}HYPERLINK(1)"
    if begin not in ("|", "%", ";=", "–"):
        assert guarded(text).startswith("'"), guarded(text)
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_exported_plan_holds_no_formula(desk: plan_campaign.Desk, ending: str) -> None:
    """A full-width sign is guarded in an exported plan, and importing it again changes nothing."""
    done = desk.run("post", "add", "--language", "nl", "--caption", "＝cmd|' /C calc'!A0", folder=desk.folder)
    assert done.exit_code == 0, done.stderr
    path = desk.folder.parent / f"plan.{ending}"
    assert desk.run("plan", "export", path, folder=desk.folder).exit_code == 0
    if ending == "csv":
        cells = [
            cell
            for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";")
            for cell in row
        ]
        assert "'＝cmd|' /C calc'!A0" in cells
    assert [line["what"] for line in desk.bring(path)] == ["unchanged"]


@pytest.mark.parametrize(
    "words",
    [
        ("post", "show", "{}"), ("post", "approve", "1", "{}"), ("post", "hold", "{}"), ("post", "cancel", "{}"),
        ("post", "move", "{}", "--at", "+1d"), ("post", "edit", "{}", "--caption", "a"),
        ("post", "preview", "{}", "a.html"),
        ("post", "settle", "{}", "--absent"), ("post", "remove", "{}"), ("post", "retry", "{}"), ("log", "{}"),
        ("consent", "void", "{}"), ("consent", "tasks", "--done", "{}"), ("overdue", "{}"), ("render", "{}"),
        ("post", "add", "--language", "nl", "--testimony", "bakery", "--thumbnail-at", "{}"),
        ("testimony", "edit", "bakery", "--from", "{}"), ("testimony", "edit", "bakery", "--to", "{}"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_numbers_beyond_all_bounds(founded: Path, campaign: Run, words: tuple[str, ...]) -> None:
    """A number that no database holds, or that is none, is refused in one line wherever a number is typed."""
    for number in ("1234567890123456789012345", "9223372036854775808", "1e400", "nan", "inf", "²"):
        done = campaign(*(word.replace("{}", number) for word in words), folder=founded)
        assert (done.exit_code, done.stderr.count("\n")) == (2, 1), (number, done.output)
        assert "unexpected" not in done.stderr, number
