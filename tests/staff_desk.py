"""A campaign of a test's own, and the command lines that staff type on it."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import Result
from sqlmodel import update

from schedules.database import engine
from schedules.database.tables import Post
from tests import small_films

Run = Callable[..., Result]
FORM = "--act film --act publish --channel facebook --language fr --evidence"
SRT = "1\n00:00:01,000 --> 00:00:03,900\nBonjour, je suis {name}.\n"


class StaffDesk:
    """Runs commands on a campaign of a test's own; nobody sits at it."""

    def __init__(self, folder: Path, run: Run) -> None:
        self.folder, self._run = folder, run

    def said(self, line: str, code: int | None = 0) -> str:
        """Run a command that ends with this exit code (None: any); return all that it says."""
        done = self._run(*shlex.split(line), folder=self.folder)
        assert code is None or done.exit_code == code, done.output
        return done.output

    def __call__(self, line: str, code: int | None = 0) -> str:
        """Do the same; return all that it says on one line."""
        return " ".join(self.said(line, code).split())

    def film_with_form(self, slug: str, name: str, *, seconds: int) -> None:
        """Add a French film of somebody, whose files lie beside the campaign, and record the form that they signed."""
        room = self.folder.parent
        film = small_films.film(room / f"{slug}.mp4", seconds=seconds)
        (room / f"{slug}.srt").write_text(SRT.format(name=name), encoding="utf-8")
        (room / f"{slug}.pdf").write_bytes(b"%PDF-1.4 " + slug.encode())
        self(
            f"testimony add '{film}' --slug {slug} --speaker '{name}' --role coach --organisation Crédal "
            f"--language fr --subtitles '{room / slug}.srt'"
        )
        self(f"consent record {slug} {FORM} '{room / slug}.pdf' --signed 2/11/2020")

    def settings(self, text: str) -> None:
        """Let this be all that campaign.toml says of the service."""
        path = self.folder / "campaign.toml"
        path.write_text(path.read_text("utf-8").partition("\n[service]")[0] + text, encoding="utf-8")

    def put(self, number: int, **values: Any) -> None:
        """Let a post stand otherwise."""
        with engine.open_in(self.folder).write() as session:
            session.execute(update(Post).where(Post.number == number).values(**values))

    def post(self, number: int) -> dict[str, Any]:
        """A post as programs read it."""
        return dict(json.loads(self(f"post show {number} --json")))
