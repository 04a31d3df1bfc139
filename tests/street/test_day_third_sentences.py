"""A third day in Dutch and French: what a sentence proposes is written as its reader writes, and can be typed back."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import click
import pytest

from campaign.cli.app import root
from campaign.messages import formatting, translate
from campaign.reports import month
from campaign.typed import moments
from schedules.errors import BadRequest

ZONE = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 11, 29, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("1/12/2026 15h00 - 16h00", "01/12/2026 15:00"),
        ("demain de 10h à 11h", "30/11/2026 10:00"),
        ("demain entre 10h et 11h", "30/11/2026 10:00"),
        ("10/12/2026 18:00-19:00", "10/12/2026 18:00"),
        ("2026-12-10 18:00-19:00", "10/12/2026 18:00"),
        ("dinsdag van 18u tot 20u", "01/12/2026 18:00"),
        ("10 dec. 2026, 18.30 u. - 19.30 u.", "10/12/2026 18:30"),
        ("1/12/2026 of 2/12/2026", "01/12/2026 18:30"),
        ("6-8 décembre 2026", "06/12/2026 18:30"),
        ("6 au 8 décembre 2026 à 19h", "06/12/2026 19:00"),
        ("du 6 au 8 décembre à 19h", "06/12/2026 19:00"),
        ("6 t/m 8 december 2026, 19u", "06/12/2026 19:00"),
        ("1-3/12/2026 18u", "01/12/2026 18:00"),
        ("le 12 décembre vers 18h", "12/12/2026 18:00"),
        ("12 december rond 18u", "12/12/2026 18:00"),
    ],
)
def test_a_span_is_offered_its_beginning(typed: str, proposed: str) -> None:
    """A span where one moment is wanted is repeated as it was typed, and its beginning offered to be typed."""
    with pytest.raises(BadRequest, match="when-span") as caught:
        moments.read_when(typed, now=NOW, zone=ZONE)
    said = translate.say(caught.value.code, caught.value.params)
    assert said.startswith(f"`{typed}` is a span")
    assert said.endswith(f"Write that one alone: `{proposed}`.")
    assert moments.read_when(proposed, now=NOW, zone=ZONE).due.utc > NOW


@pytest.mark.parametrize("typed", ["28/3/2027 02:30", "zondag 28 maart 2027 2u30", "31/10/2027 02:30"])
def test_what_the_clocks_skip_or_show_twice(typed: str) -> None:
    """A time that the clocks skip or show twice is repeated as typed, and each proposal is read as one moment."""
    with pytest.raises(BadRequest) as caught:
        moments.read_when(typed, now=NOW, zone=ZONE)
    said = translate.say(caught.value.code, caught.value.params)
    first, *proposals = said.replace("`", "|").split("|")[0:4:1]
    assert first.startswith(typed)
    assert all(moments.read_when(one, now=NOW, zone=ZONE) for one in proposals[::2])


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("décembre", date(2026, 12, 1)), ("december", date(2026, 12, 1)), ("janv.", date(2027, 1, 1)),
        ("12", date(2026, 12, 1)), ("oktober", date(2026, 10, 1)), ("november", date(2026, 11, 1)),
        ("12/2026", date(2026, 12, 1)), ("2026-12", date(2026, 12, 1)), ("Décembre 2027", date(2027, 12, 1)),
        ("mei", date(2027, 5, 1)),
    ],
)  # fmt: skip
def test_a_month_by_its_name(typed: str, first: date) -> None:
    """`plan show` takes a month by its name or number alone, too: the nearest such."""
    assert month.first_day(typed, date(2026, 11, 29)) == first


@pytest.mark.parametrize("typed", ["13", "0", "demain", "12/13/2026", ""])
def test_no_month(typed: str) -> None:
    """What is no month is refused."""
    with pytest.raises(BadRequest, match="month-unreadable"):
        month.first_day(typed, date(2026, 11, 29))


def test_written_can_be_typed() -> None:
    """A moment that is offered is written as every reader of ours types one."""
    assert formatting.written("2027-10-31T02:30:00+02:00") == "31/10/2027 02:30 +02:00"
    assert formatting.written("2027-03-28 03:30:00") == "28/03/2027 03:30"
    assert formatting.written(date(2027, 3, 28)) == "28/03/2027"


# Never one: limits of ours, and what comes in several or is refused.
SINGLE = """
film-joined film-changes-often film-too-many-tracks film-too-slow film-too-large film-too-many-parts finished-size
finished-sound-late finished-sound-early finished-broad finished-narrow transcript-too-long line-long lines-many
upload-again-and-again upload-never-ends caption-long comment-long service-rests service-rests-until
restored-lost-copy photo-several photos-undescribed backup-made backup-made-sealed backup-too-many
subtitles-as-translation passphrase-short plan-keys-wide plan-wide notice-subject-posts notice-subject-several
toml-too-long approval-missing-more numbers-too-many slip-one-value F32 no-free-slot hashtags-many F05 F20 B05 B20
B21 B27 S08 P11 P22 wish-languages invite-days invite-posts invite-revoked password-length yes-no-long
"""
VERBS = """
is has does was says shows names holds lacks needs lasts stands gives looks goes starts ends occurs comes
marks redirects gets answers as refuses reports contains stays opens lies publishes copies makes contradicts
changes speaks keeps has
"""


def test_a_number_before_a_noun_has_two_forms() -> None:
    """A sentence with a number before a noun in the plural has a form for one, too, unless it never is one."""
    lacking = set()
    for kind in ("SENTENCES", "REASONS", "EVENTS", "FINDINGS", "WORDS"):
        for code, said in translate.gather(kind).items():
            for sentence in said if kind == "FINDINGS" else (said,):
                found = (
                    re.findall(r"\{\w+(?::number)?\} ([a-z]+s)\b", sentence)
                    if isinstance(sentence, str)
                    else []
                )
                lacking |= {code} if set(found) - set(VERBS.split()) else set()
    assert lacking == set(SINGLE.split())


def test_no_sentence_has_a_date_of_programs() -> None:
    """No sentence and no help has a day as programs write it, but for names of files."""
    told = [
        one
        for kind in ("SENTENCES", "REASONS", "EVENTS", "FINDINGS")
        for one in translate.gather(kind).items()
    ]
    helped = [(" ".join(path), command.help or "") for path, command in commands()]
    helped += [
        (" ".join(path), option.help or "")
        for path, command in commands()
        for option in command.params
        if isinstance(option, click.Option)
    ]
    assert [
        one for one in (*told, *helped) if re.search(r"(?<!mey-)(?<!my-campaign-)\b20\d\d-\d\d", str(one[1]))
    ] == []


def commands() -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command by its names."""
    for name in root.list_commands(click.Context(root)):
        command = root.get_command(click.Context(root), name)
        assert command is not None
        yield (name,), command
        if isinstance(command, click.Group):
            yield from (((name, one), inner) for one, inner in command.commands.items())


def test_numbers_are_no_counts() -> None:
    """A list of one number is not read as a count, and one list has one sign before it."""
    said = translate.gather("SENTENCES")["withdraw-cancelled"]
    assert translate.fill(said, {"numbers": "3"}) == "Posts cancelled: no. 3."
    assert translate.fill(said, {"numbers": [3, 4]}) == "Posts cancelled: no. 3 and 4."


@pytest.mark.parametrize(
    ("codes", "said"), [("all", "all languages"), ("nl, fr", "Dutch and French"), ("nl", "Dutch")]
)
def test_in_which_language(codes: str, said: str) -> None:
    """A task says in words in which language it is; `all` is no code in it."""
    sentence = translate.gather("SENTENCES")["withdrawn-press"]
    assert translate.fill(sentence, {"testimony": "four", "language": codes}).endswith(f"(in {said}).")


def test_a_days_name_is_in_the_readers_language() -> None:
    """The days of the communities are named in each language; a day that a campaign added keeps its name."""
    assert translate.word("Vlaamse feestdag", "en") == "Day of the Flemish Community"
    assert translate.word("Feest van de straat", "fr") == "Feest van de straat"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31/11/2026", "`31/11/2026` does not exist: the last day of that month is 30 November 2026."),
        (
            "30 februari 2026",
            "`30 februari 2026` does not exist: the last day of that month is 28 February 2026.",
        ),
        ("45/11/2026", "`45/11/2026` does not exist: check the day and the month."),
    ],
)
def test_a_day_behind_the_end_of_its_month(typed: str, said: str) -> None:
    """A day that there is not is told with the last of its month; nothing is said of hours where a day is wanted."""
    with pytest.raises(BadRequest) as caught:
        moments.read_day(typed, today=NOW.date())
    assert translate.say(caught.value.code, caught.value.params) == said
