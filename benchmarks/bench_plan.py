"""`make bench-plan`: what a plan of 10,000 rows costs beside writing the same rows and events with SQLModel.

    python -m benchmarks.bench_plan [--quick]

Both fill a new campaign's database in one transaction, in this process, in turns. Ends with 1 when a bar is missed.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from benchmarks import tables
from benchmarks.tables import Row
from campaign import new_campaign
from campaign.settings import settings
from campaign.spreadsheets import exporter, importer
from campaign.workspace import Workspace, opened
from schedules.database.tables import Event, Post
from schedules.model import moments
from schedules.model.states import State

_ZONE = ZoneInfo("Europe/Brussels")
_FIRST = datetime(2027, 1, 4, 9, 0, tzinfo=_ZONE)
_HEADER = "Sleutel;Datum;Uur;Taal;Tekst;Link;Eerste reactie"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="a tenth of the rows, once")
    asked = parser.parse_args()
    count, rounds = (1000, 1) if asked.quick else (10_000, 3)
    with tempfile.TemporaryDirectory(prefix="campaign-plan-") as work:
        rows = measured(Path(work), count, rounds)
    print(tables.text(tables.bars(f"A plan of {count} rows", rows)))
    sys.exit(0 if all(row.holds for row in rows) else 1)


def measured(work: Path, count: int, rounds: int) -> list[Row]:
    """Return the seconds that each way costs, and their ratio."""
    plan = work / "plan.csv"
    plan.write_text(csv(count), encoding="cp1252")
    theirs, mine, again, books = [], [], [], []
    for number in range(rounds):
        rows, now = posts(count), _FIRST - timedelta(days=30)  # else it is past one day
        with _campaign(work / f"theirs-{number}") as office:
            theirs.append(_timed(partial(insert, office, rows)))
        with _campaign(work / f"mine-{number}") as office:
            bring = partial(importer.bring, office, plan, now=now)
            mine.append(_timed(bring))
            _require_equal(office, rows)
            again.append(_timed(bring))
            books.append(_timed(partial(exporter.export, office, work / "out.xlsx", now=now)))
    ratios = [ours / other for ours, other in zip(mine, theirs, strict=True)]
    return [
        Row(what="rows and events through SQLModel", values=theirs, unit="s"),
        Row(what="the same by `plan import`", values=mine, unit="s"),
        Row(what="ours / SQLModel", values=ratios, most=5),
        Row(what="the same file again: nothing changes", values=again, unit="s"),
        Row(what="`plan export` as XLSX", values=books, unit="s"),
    ]


def moment(number: int) -> datetime:
    """When post `number` is due: every 20 minutes."""
    return _FIRST.astimezone(UTC) + timedelta(minutes=20 * number)


def csv(count: int) -> str:
    """A plan as Belgian Excel saves it; times that occur twice come with their offset."""
    lines = [_HEADER]
    for number in range(count):
        at = moment(number).astimezone(_ZONE)
        day, hour = at.strftime("%d/%m/%Y"), at.isoformat()[11:16] + " " + at.isoformat()[-6:]
        lines.append(
            f"k{number};{day};{hour};nl;Bericht {number}: hé, ça va?;https://example.org/{number};Reactie"
        )
    return "\n".join(lines) + "\n"


def posts(count: int) -> list[dict[str, object]]:
    """The columns of the same posts."""
    made = []
    for number in range(count):
        due = moments.due_at(moment(number), _ZONE)
        made.append(
            {
                "kind": "link",
                "language": "nl",
                "caption": f"Bericht {number}: hé, ça va?",
                "link": f"https://example.org/{number}",
                "first_comment": "Reactie",
                "key": f"k{number}",
                "due_at": due.utc,
                "due_wall": due.wall,
                "due_zone": due.zone,
                "state": State.DRAFT,
            }
        )
    return made


def insert(office: Workspace, rows: list[dict[str, object]]) -> None:
    """Write posts and their events as one would who knows SQLModel: objects, one flush each, one commit."""
    now = datetime.now(UTC)
    with office.store.write() as session:
        made = [Post(added_at=now, **row) for row in rows]
        session.add_all(made)
        session.flush()
        session.add_all(
            [
                Event(at=now, post_number=one.number, event="added", state=one.state, by="staff")
                for one in made
            ]
        )


def _require_equal(office: Workspace, rows: list[dict[str, object]]) -> None:
    """Both must have written the same posts, each with an event."""
    with office.store.read() as session:
        found = _all(session)
    wanted = [(row["key"], row["caption"], row["link"], row["due_at"], row["due_wall"]) for row in rows]
    if found != wanted:
        raise SystemExit("the import wrote other posts")


def _all(session: Session) -> list[tuple[object, ...]]:
    query = select(Post.key, Post.caption, Post.link, Post.due_at, Post.due_wall).join(Event)
    return [tuple(row) for row in session.exec(query.order_by(Post.number)).all()]  # type: ignore[arg-type]


def _campaign(folder: Path) -> AbstractContextManager[Workspace]:
    new_campaign.create(folder, new_campaign.first_settings(name="Benchmark", languages=("nl", "fr")))
    return opened(folder, settings.load(folder / settings.FILE))


def _timed(do: Callable[[], object]) -> float:
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
