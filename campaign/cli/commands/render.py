"""`campaign render`: render the films that posts need, or those of one testimony.

What stands is told without what renders, and without the database, where nothing has changed since it was told last.
"""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

import campaign as program
from campaign.cli import output
from campaign.cli.app import Desk, pass_desk
from campaign.messages import formatting, translate
from campaign.messages.translate import N_
from campaign.typed import numbers
from media.formats import FORMATS
from media.render.finished.rendition import Rendition
from schedules.rendering import film_notes, standing_answers
from schedules.rendering.standing_answers import Asked, Film

_PLACE = "CAMPAIGN_DIR"  # of the campaign, which an answer knows


@dataclass(frozen=True, kw_only=True)
class Made:
    """A film that was made, or found: of which testimony, in which language and format."""

    testimony: str
    language: str
    format: str
    film: Rendition


@click.command(short_help="Render the films that posts need.")
@click.argument("wanted", metavar="[N|SLUG]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All that posts need; the same as naming nothing.")
@click.option(
    "--language", "languages", metavar="L", multiple=True, help="Only in this language; repeatable."
)
@click.option(
    "--format", "formats", type=click.Choice(list(FORMATS)), multiple=True, help="Only in this format."
)
@click.option("--preview", is_flag=True, help="Small and fast, into renders/preview/; never published.")
@click.option("--explain", is_flag=True, help="Only show what would be rendered, and why.")
@pass_desk
def render(
    desk: Desk,
    wanted: tuple[str, ...],
    everything: bool,
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    preview: bool,
    explain: bool,
) -> None:
    """Render the films that posts need, or those of the post numbers or testimonies named; finished films are reused.

    \b
    Example:
      campaign render bakery --language nl --format portrait
      campaign render --explain
    """
    if wanted and everything:
        raise click.UsageError(desk.say("render-all-or-some"))
    wanted = tuple(one for name in wanted for one in _each(name))
    asked = Asked(wanted=wanted, languages=languages, formats=formats, world=_world())
    folder = desk.require_folder()
    films = None if preview or explain else standing_answers.find(folder, asked, now=desk.now())
    if films:
        return show(desk, folder, [_made(folder, one) for one in films])
    from campaign.cli.commands import render_films  # with the database, which is most of what a command costs

    return render_films.render(desk, asked, preview=preview, explain=explain)


def _made(folder: Path, one: Film) -> Made:
    _, (path, sha256) = one.kept(folder)
    film = Rendition(
        path=path, sha256=sha256, width=one.width, height=one.height, duration_ms=one.duration_ms, reused=True
    )
    return Made(testimony=one.testimony, language=one.language, format=one.format, film=film)


def _each(name: str) -> tuple[str, ...]:
    """Return the posts of a span such as 1-4; a slug, which begins with a letter, as it is."""
    return tuple(map(str, numbers.several(name))) if name[:1].isdigit() else (name,)


def _world() -> tuple[str, ...]:
    """Return what an answer hangs on that lies above the queue: our own program, Python, our variables."""
    ours = sorted(
        f"{name}={value}"
        for name, value in os.environ.items()
        if name.startswith("CAMPAIGN_") and name != _PLACE
    )
    return program.__version__, sys.version, film_notes.modules(Path(program.__file__).parent), *ours


def show(desk: Desk, folder: Path, made: Sequence[Made]) -> None:
    """Print which films there are, and whether each was there already."""
    if desk.json:
        return output.say(output.document([_named(one) | vars(one.film) for one in made]))
    columns = (
        N_("Testimony"), N_("Language"), N_("Format"), N_("File"), N_("Seconds"), N_("Reused")
    )  # fmt: skip
    rows = [
        (
            one.testimony,
            translate.language(one.language, desk.lang),
            desk.word(one.format),
            one.film.path.relative_to(folder),
            formatting.number(f"{one.film.duration_ms / 1000:.1f}", desk.lang),
            desk.word("yes" if one.film.reused else "no"),
        )
        for one in made
    ]
    return output.table(columns, rows)


def _named(one: Made) -> dict[str, str]:
    return {"testimony": one.testimony, "language": one.language, "format": one.format}
