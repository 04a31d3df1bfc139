"""`campaign subtitles`: check and mend subtitle files, estimate times for a transcript, export for Facebook."""

import re
from pathlib import Path

import click

from campaign import checking
from campaign.cli import judging, opening
from campaign.cli.app import Desk, pass_desk
from campaign.settings import Settings
from media.formats import FORMATS, LANDSCAPE


@click.group(short_help="Check, mend, estimate and export subtitles.")
def subtitles() -> None:
    """Check, mend, estimate and export subtitles.

    \b
    Example:
      campaign subtitles check bakery.nl.srt
    """


@subtitles.command()
@click.argument("files", metavar="FILE...", type=opening.FILE, nargs=-1, required=True)
@click.option("--language", metavar="L", help="Their language (default: as in the name, film.nl.srt).")
@click.option(
    "--format", "formats", type=click.Choice(list(FORMATS)), multiple=True,
    help="The film's format, for the length of lines; repeatable (default: landscape).",
)  # fmt: skip
@click.option(
    "--film", type=opening.FILE, metavar="FILM", help="Their film, for its length, rate and speech."
)
@pass_desk
def check(
    desk: Desk, files: tuple[Path, ...], language: str | None, formats: tuple[str, ...], film: Path | None
) -> int:
    """Judge subtitle files: encoding, times, reading speed, lines, typography, names, personal data.

    Exit code 1 when there are errors; warnings and remarks change nothing.

    \b
    Example:
      campaign subtitles check bakery.nl.srt bakery.fr.srt --film bakery.mp4
    """
    settings = _settings(desk)
    asked = tuple(FORMATS[name] for name in formats) or (LANDSCAPE,)
    found = [
        one
        for path in files
        for one in checking.alone(
            path,
            language=language or named_language(path),
            formats=asked,
            film=film,
            settings=settings,
            folder=desk.find_folder(),
        )
    ]
    return judging.told(desk, found)


def named_language(path: Path) -> str | None:
    """The language in a file's name, before its ending: `film.nl.srt`, `film.nl-BE.vtt`, `film.nl_BE.srt`."""
    found = re.search(r"\.([a-z]{2})(?:[-_]([A-Za-z]{2}))?$", path.stem)
    return "-".join(part for part in found.groups() if part) if found else None


def _settings(desk: Desk) -> Settings | None:
    return desk.settings() if desk.find_folder() else None
