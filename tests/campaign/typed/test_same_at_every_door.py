"""The same hundred values at each door: a sheet, the command line, the settings take the same, as the same."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from campaign.cli.typed_lines.typed_text import Language, Word
from campaign.settings import parsing, plan_parsing
from campaign.settings.declarations import Settings
from campaign.settings.parsing import Unfit
from campaign.spreadsheets.plan_rows import cells, dates
from campaign.typed import moments
from media.formats import FORMATS
from schedules.errors import BadRequest
from schedules.model.states import KINDS

SETTINGS = Settings()
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
SHEET = cells.Reader(settings=SETTINGS, folder=Path(), since_1904=False)
REFUSED = "refused"

MOMENTS = """
2/12/2026 18u30 | 02/12/2026 18:30 | 2-12-2026 18.30 | 2.12.2026 18h30 | 2026-12-02 18:30 | 2026-12-02T18:30:00
2026/12/02 18h30 | 2 december 2026 om 18u30 | 2 décembre 2026 à 18h30 | 2 December 2026 6:30 pm | 2 dec. 2026, 18:30
woensdag 2 december 2026 18u30 | mercredi 2 décembre 2026 à 18 h 30 | le mercredi 2 décembre 2026 à 18h30
op woensdag 2 december 2026 om 18.30 u | 2 DÉC 2026 18 heures 30 | December 2, 2026 18:30 | wo 2-12-2026 18:30
2\u00a0décembre\u202f2026 à 18\u202fh\u202f30 | 2 december 2026 om 18 uur 30 | 1er décembre 2026 à midi | 2/12/2026 18h
2/12/26 18u30 | 12/24/2026 18:00 | 31/2/2027 18:00 | maandag 2/12/2026 18:00 | 2/12/2026 | 2/12/2026 18u-20u
1-3/12/2026 18:00 | 28/3/2027 02:30 | 31/10/2027 02:30 | 2/12/2026 25:00 | bientôt | 2/12/2026 18 | 18:30 / 19:00
"""
TIMES = "18:00 | 18h | 18h30 | 18u30 | 18 u 30 | 18 uur 30 | 18.30 | 6 pm | midi | 9:05 | 25:00 | 18 | soir | à 18h"
DAYS = """
2/12/2026 | 02-12-2026 | 2.12.2026 | 2026-12-02 | 2 december 2026 | 2 décembre 2026 | mercredi 2 décembre 2026
le 1er décembre 2026 | Dec 2, 2026 | 2/12/26 | 12/24/2026 | 31/2/2026 | lundi 2 décembre 2026 | soon
"""
FORMATS_WRITTEN = """
landscape | Paysage | liggend | LIGGENDE | carré | vierkant | portrait | staand | vertical | 16:9 | 1:1 | rond
breedbeeld | 9:16
"""
KINDS_WRITTEN = (
    "video | vidéo | Vidéos | foto | foto’s | photo | lien | link | tekst | texte | reel | Reels | brief"
)
LANGUAGES_WRITTEN = """
nl | NL | Nederlands | néerlandais | Vlaams | nld | nl_BE | fr | FR | français | Frans | Française | anglais | en
klingon | x | Engels
"""


def values(table: str) -> list[str]:
    """Return the values of a table, one a test."""
    return [value.strip(" ") for line in table.strip().splitlines() for value in line.split("|")]


def said(read: Callable[[], object]) -> object:
    """Return what a door makes of a value, or that it refuses it."""
    try:
        return read()
    except (BadRequest, Unfit, click.BadParameter):
        return REFUSED


def in_sheet(written: str) -> object:
    """Return the moment that a cell means."""
    day = dates.day(written)
    return SHEET.when(day.day, day.clock).due.utc


def in_slot(key: str, written: str) -> object:
    """Return what a slot of campaign.toml makes of one of its values."""
    slot = plan_parsing.slot({"day": "tue", "at": "18:00", key: written})
    return getattr(slot, key)


def test_there_are_a_hundred() -> None:
    """The tables hold a hundred values."""
    tables = (MOMENTS, TIMES, DAYS, FORMATS_WRITTEN, KINDS_WRITTEN, LANGUAGES_WRITTEN)
    assert sum(len(values(table)) for table in tables) >= 100


@pytest.mark.parametrize("written", values(MOMENTS))
def test_moments(written: str) -> None:
    """A moment in a cell is the same moment at a command, or refused at both."""
    at_a_command = said(lambda: moments.read_when(written, now=LONG_AGO, zone=SETTINGS.timezone).due.utc)
    assert said(lambda: in_sheet(written)) == at_a_command


@pytest.mark.parametrize("written", values(TIMES))
def test_times(written: str) -> None:
    """A time of day is the same in a cell, at a command and in a slot."""
    in_a_cell = said(lambda: dates.clock(written).at)
    when = said(
        lambda: moments.read_when(f"2/12/2026 {written}", now=LONG_AGO, zone=SETTINGS.timezone).due.wall
    )
    at_a_command = when if when == REFUSED else datetime.fromisoformat(str(when)).time()
    assert in_a_cell == at_a_command == said(lambda: in_slot("at", written))


@pytest.mark.parametrize("written", values(DAYS))
def test_days(written: str) -> None:
    """A day is the same in a cell, at a command and as a blackout."""
    in_a_cell = said(lambda: dates.day(written).day)
    assert in_a_cell == said(lambda: moments.read_day(written, today=LONG_AGO.date()))
    assert in_a_cell == said(lambda: getattr(plan_parsing.blackout(written), "first", None))


@pytest.mark.parametrize("written", values(FORMATS_WRITTEN))
def test_formats(written: str) -> None:
    """A format is the same in a cell and at a command."""
    assert said(lambda: SHEET.format(written)) == said(lambda: Word(FORMATS).convert(written, None, None))


@pytest.mark.parametrize("written", values(KINDS_WRITTEN))
def test_kinds(written: str) -> None:
    """A kind of post is the same in a cell, at a command and in a slot."""
    at_a_command = said(lambda: Word(KINDS).convert(written, None, None))
    assert said(lambda: SHEET.kind(written)) == at_a_command == said(lambda: in_slot("kind", written))


@pytest.mark.parametrize("written", values(LANGUAGES_WRITTEN))
def test_languages(written: str) -> None:
    """A language is the same in a cell, at a command and in the settings."""
    at_a_command = said(lambda: SETTINGS.language(Language().convert(written, None, None)))
    in_settings = said(lambda: parsing.language(written))
    assert said(lambda: SHEET.language(written)) == at_a_command
    assert at_a_command in (in_settings, str(in_settings)[:2])
