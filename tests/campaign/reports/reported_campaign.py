"""A campaign whose film has a finished film of our making, for tests of the report and of previews."""

import json
import re
import shlex
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

from click.testing import Result

from schedules.database import engine, renditions, testimonies
from tests import office, small_films

Run = Callable[..., Result]
CONSENT = shlex.split(
    "--act film --act publish --channel facebook --language nl --language fr --signed 2020-11-02"
)
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def founded(here: Path, run: Run) -> Path:
    """Make a campaign with one film of four seconds and its speaker's consent, under a pseudonym."""
    made, form = here / "c", here / "form.pdf"
    form.write_bytes(b"%PDF-1.7 signed")
    film = small_films.film(here / "film.mp4", seconds=4)
    who = ("--speaker", "Zénobie Quaghebeur", "--role", "entrepreneur", "--organisation", "Brusoc")
    for words in (
        ("init", made, "--name", "MEY <Awards>", "--language", "nl", "--language", "fr"),
        ("--dir", made, "testimony", "add", film, "--slug", "bakery", *who, "--language", "nl"),
        ("--dir", made, "consent", "record", "bakery", *CONSENT, "--evidence", form,
         "--name-display", "pseudonym", "--pseudonym", "Bakster Nore"),
    ):  # fmt: skip
        done = run(*words)
        assert done.exit_code == 0, done.output
    covers(made, made=False)
    return made


def covers(folder: Path, *, made: bool) -> None:
    """Let the kit make covers, or not."""
    kit = folder / "brand" / "brand.toml"
    kept = re.sub(r"(?m)^\[cover\][^\[]*", "", kit.read_text(encoding="utf-8"))
    kit.write_text(f"{kept}\n[cover]\nwords = {str(made).lower()}\n", encoding="utf-8")


def copied(founded: Path, tmp_path: Path) -> Path:
    """A campaign of a test's own."""
    return office.made_home(shutil.copytree(founded, tmp_path / "c"))


def render(folder: Path, *, letters: str = "", language: str = "nl", quick: bool = False) -> Path:
    """Put a finished film of a second in its place, its shot from 600 ms on; `letters` stand in it."""
    place = folder / "renders" / ("preview" if quick else "")
    place.mkdir(parents=True, exist_ok=True)
    path = small_films.film(place / f"{'a' * 15}{len(letters) % 10}.mp4", sound=None)
    books = engine.open_in(folder)
    with books.write() as session:
        film = testimonies.testimony(session, "bakery")
        shot = {"start_ms": 600, "end_ms": 900, "from_ms": 0, "to_ms": 300}
        laid = {
            "language": language,
            "format": "landscape",
            "duration_ms": 1000,
            "shot": shot,
            "letters": letters,
        }
        said = {"sha256": "x", "pieces": [], "piece_frames": 1, "frames": 25, "sound": "", "made_with": {},
                "inputs": {"0001.mp4": film.film_sha256}, "timeline": laid}  # fmt: skip
        path.with_suffix(".json").write_text(json.dumps(said))
        if not quick:
            renditions.keep_rendition(
                session, now=NOW, testimony_id=film.id, language=language, format="landscape", key=path.stem,
                path=path.relative_to(folder).as_posix(), sha256="x", width=128, height=72, duration_ms=1000,
            )  # fmt: skip
    books.close()
    return path


class Tags(HTMLParser):
    """The tags of a page with their attributes, and its words."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        """Return the attributes of all tags of a kind."""
        return [attrs for name, attrs in self.tags if name == tag]

    @property
    def text(self) -> str:
        """Return what is read, spaces as one."""
        return " ".join(" ".join(self.words).split())
