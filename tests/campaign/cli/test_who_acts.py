"""Whatever staff do on the command line bears the person who did it; nobody is asked where nobody sits."""

import csv
import json
import os
import shlex
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from click.testing import Result
from sqlmodel import col, select

from campaign.cli import app, errors
from campaign.cli.answers import who_acts
from campaign.own_name import OwnName
from schedules.database import engine
from schedules.database.tables import Event, Person
from tests import office
from tests.campaign.reports import reported_campaign as reported
from tests.staff_desk import StaffDesk

Run = Callable[..., Result]
WHO = "Mila Exempel"
FORM = "--act film --act publish --channel facebook --language nl --signed 2/11/2020 --evidence"
FILM = "--speaker 'Jo Verzonnen' --role coach --organisation Crédal --language nl"


@dataclass(frozen=True, kw_only=True)
class Row:
    """A command line, in the words of a shell, and the event that it leaves; `state`: post 1 is put there before."""

    line: str
    event: str
    state: str = ""
    code: int | None = 0


ACTS: dict[str, Row] = {
    "testimony add": Row(line=f"testimony add {{room}}/bike.mp4 --slug bike {FILM}", event="testimony-added"),
    "testimony edit": Row(line="testimony edit bike --theme 'Op weg'", event="testimony-changed"),
    "testimony remove": Row(line="--yes testimony remove bike", event="testimony-removed"),
    "organisation rename": Row(
        line="--yes organisation rename Brusoc 'Brusoc Noord'", event="testimony-changed"
    ),
    "post add": Row(line="post add --caption Twee --language nl --at +4d", event="added"),
    "post invite": Row(line="post invite 1 --for 'Brusoc Noord'", event="invited"),
    "post edit": Row(line="post edit 1 --caption Anders", event="edited"),
    "post approve": Row(line="post approve 1", event="approved"),
    "post hold": Row(line="post hold 1", event="held"),
    "post release": Row(line="post release 1", event="released"),
    "post unapprove": Row(line="post unapprove 1", event="unapproved"),
    "post move": Row(line="post move 1 --at +6d", event="moved"),
    "post retry": Row(line="post retry 1", event="retried", state="failed"),
    "post settle": Row(line="--yes post settle 1 --absent", event="settled-absent", state="doubtful"),
    "post cancel": Row(line="--yes post cancel 1", event="cancelled"),
    "plan import": Row(line="--yes plan import {room}/plan.csv", event="added"),
    "overdue": Row(line="--yes overdue 2 --cancel", event="cancelled", state="approved"),
    "pause": Row(line="pause", event="paused"),
    "resume": Row(line="resume", event="resumed"),
    "consent record": Row(line=f"consent record bakery {FORM} {{room}}/other.pdf", event="consent-recorded"),
    "consent void": Row(line="--yes consent void 2", event="consent-voided"),
    "consent withdraw": Row(line="--yes consent withdraw bakery", event="consent-withdrawn", code=None),
    "consent tasks": Row(line="consent tasks --done 1", event="task-done"),
    "people add": Row(line="people add 'Jo Verzonnen' --role editor", event="people-added"),
    "people code": Row(line="people code 'Jo Verzonnen'", event="people-code"),
    "people remove": Row(line="--yes people remove 'Jo Verzonnen'", event="people-removed"),
    "adopt": Row(line="--yes adopt", event="adopted"),
}
OTHERWISE = {
    "post remove": "needs a live post: tests/schedules/publishing/test_delete_post.py, test_by_hand",
    "page connect": "needs Facebook: tests/campaign/page/test_connect.py",
    "restore": "opens a database of its own: below",
    "subtitles align": "needs what recognises speech; its subtitles join the film as a testimony's do",
    "subtitles transcribe": "the same",
    "subtitles checked": "names by whom itself: tests/campaign/testimonies",
}


def commands(command: click.Command, path: str = "") -> Iterator[str]:
    """Yield every command of the command line by its name."""
    if not isinstance(command, click.Group):
        yield path
        return
    with click.Context(command) as ctx:
        for name in command.list_commands(ctx):
            found = command.get_command(ctx, name)
            assert found
            yield from commands(found, f"{path} {name}".strip())


def test_no_command_is_forgotten() -> None:
    """A command does nothing under anybody's name, or has a row here, or says where it is tested."""
    known = set(commands(app.root))
    assert known - who_acts.NAMELESS - set(OTHERWISE) - {"post move"} == set(ACTS) - {"post move"}
    assert known >= who_acts.NAMELESS


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with a film and a post, and beside it files that commands read."""
    folder = reported.founded(tmp_path_factory.mktemp("who"), campaign)
    desk = StaffDesk(folder, campaign)
    desk("post add --caption Een --language nl --at +3d")
    room = folder.parent
    shutil.copy(room / "film.mp4", room / "bike.mp4")
    with (room / "bike.mp4").open("ab") as film:
        film.write(bytes(8))
    (room / "other.pdf").write_bytes(b"%PDF-1.7 another")
    with (room / "plan.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("caption", "language"), ("Uit het blad", "nl")])
    return folder


def happened(folder: Path) -> list[tuple[str, str, str | None]]:
    """Return what was done: the event, by whom in one word, and the name of that person."""
    books = engine.open_in(folder)
    try:
        with books.read() as session:
            who = col(Event.by_person_id) == col(Person.id)
            query = select(Event.event, Event.by, Person.name).join(Person, who, isouter=True)
            return list(session.exec(query.order_by(col(Event.id))).all())
    finally:
        books.close()


def test_each_act_bears_its_person(founded: Path, campaign: Run) -> None:
    """Command by command, what staff do is written under the name that was given; under nobody's is nothing."""
    desk, room, wrong = StaffDesk(founded, campaign), founded.parent, []
    for name, row in ACTS.items():
        if row.state:
            due = {"due_at": reported.NOW.replace(year=2020)} if name == "overdue" else {}
            desk.put(2 if name == "overdue" else 1, state=row.state, **due)
        if name == "adopt":
            founded = shutil.copytree(founded, room / "copy")
        before = len(happened(founded))
        done = campaign(*shlex.split(row.line.format(room=room)), folder=founded, env={"CAMPAIGN_BY": WHO})
        new = [(event, who) for event, by, who in happened(founded)[before:] if by == "staff"]
        fits = row.event in dict(new) and {who for _, who in new} == {WHO}
        if not fits or row.code not in (None, done.exit_code):
            wrong.append((name, new, done.exit_code, done.output))
    assert wrong == []


def test_a_restore_bears_its_person(founded: Path, campaign: Run, tmp_path: Path) -> None:
    """Names come back with a backup, whoever brings it back; who did that stands beside it."""
    saved, back = tmp_path / "saved.zip", tmp_path / "back"
    assert campaign("--yes", "backup", saved, folder=founded).exit_code == 0
    done = campaign("--yes", "restore", saved, back, env={"CAMPAIGN_BY": "Noor Elders"})
    assert done.exit_code == 0, done.output
    log = json.loads(campaign("log", "--json", folder=back).stdout)
    assert [one["by"] for one in log if one["event"] == "restored"] == ["Noor Elders"]
    assert [one["by"] for one in log][: len(happened(founded))] == [
        name or by for _, by, name in happened(founded)
    ]


def test_who_is_asked(founded: Path, campaign: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal the first act asks who acts, once; a reading command, a script and `--yes` ask nobody."""
    folder = office.made_home(shutil.copytree(founded, tmp_path / "c"))
    env = {"CAMPAIGN_TOKEN_DIR": str(tmp_path / "own")}
    own = OwnName(folder=tmp_path / "own")
    monkeypatch.setattr(who_acts, "_unix_name", lambda: "")
    assert campaign("pause", folder=folder, env=env).exit_code == 0
    monkeypatch.setattr(errors, "can_ask", lambda: True)
    campaign("log", folder=folder, env=env)
    campaign("--yes", "pause", "nog", folder=folder, env=env)
    assert own.is_to_ask
    asked = campaign("--lang", "nl", "pause", "weer", folder=folder, env=env, input="ik\nmila exempel\n")
    assert "Wie bent u?" in asked.stderr
    assert "'ik' is geen naam van iemand" in asked.stderr
    assert own.name == "mila exempel"
    again = campaign("resume", folder=folder, env=env)
    assert "Who are you?" not in again.stderr
    told = [(event, name) for event, _, name in happened(folder)][-4:]
    assert told[-2:] == [("paused", WHO), ("resumed", WHO)]  # however it is spelt, one person


def test_whoever_wants_no_name_is_asked_no_more(
    founded: Path, campaign: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Enter takes the name that the system has, and none where it has none; that is an answer, too."""
    folder = office.made_home(shutil.copytree(founded, tmp_path / "c"))
    env = {"CAMPAIGN_TOKEN_DIR": str(tmp_path / "own")}
    monkeypatch.setattr(errors, "can_ask", lambda: True)
    monkeypatch.setattr(who_acts, "_unix_name", lambda: "")
    assert campaign("pause", "a", folder=folder, env=env, input="\n").exit_code == 0
    assert "Who are you?" not in campaign("pause", "b", folder=folder, env=env).stderr
    assert happened(folder)[-1] == ("paused", "staff", None)
    monkeypatch.setattr(who_acts, "_unix_name", lambda: "Noor Elders,")
    env = {"CAMPAIGN_TOKEN_DIR": str(tmp_path / "another")}
    assert campaign("pause", "c", folder=folder, env=env, input="\n").exit_code == 0
    assert happened(folder)[-1] == ("paused", "staff", "Noor Elders")


@pytest.mark.parametrize("name", ["staff", "An en Jo", "x", "medewerkers", "a" * 101])
def test_what_is_nobody_s_name(founded: Path, campaign: Run, name: str) -> None:
    """A name that names nobody, or several people, is refused, and nothing is done."""
    before = happened(founded)
    done = campaign("pause", "z", folder=founded, env={"CAMPAIGN_BY": name})
    assert (done.exit_code, happened(founded)) == (2, before)


def test_it_is_seen_and_changed(campaign: Run, tmp_path: Path) -> None:
    """`doctor` says under which name acts are written, and changes it."""
    env = {"CAMPAIGN_TOKEN_DIR": str(tmp_path / "own")}

    def told(*words: str) -> str:
        found = json.loads(campaign("doctor", "--json", *words, env=env).stdout)
        return str(found[-1]["detail"])

    assert "under the name Noor Elders " in told("--name", " Noor  Elders ")
    assert "under the name Noor Elders " in told()
    assert "without your name" in told("--name", "")
    if os.name != "nt":
        assert (tmp_path / "own" / "own-name.json").stat().st_mode & 0o077 == 0
