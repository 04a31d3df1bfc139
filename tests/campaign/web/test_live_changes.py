"""What happens while nobody listens is told as soon as somebody does."""

import re
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path

import pytest
from click.testing import Result

from tests import served_desk
from tests.campaign.reports import reported_campaign as reported
from tests.served_desk import DeskAt

Run = Callable[..., Result]


def first_told(desk: DeskAt, since: str) -> str:
    """The first lines of the stream, up to an event or to its silence."""
    connection = HTTPConnection("127.0.0.1", desk.port, timeout=1.5)
    try:
        connection.request("GET", f"/changes?since={since}", headers={"Cookie": desk.cookie})
        answer = connection.getresponse()
        return "".join(answer.readline().decode() for _ in range(4))
    except TimeoutError:
        return "silence"
    finally:
        connection.close()


ADDED = ("post", "add", "--language", "nl", "--caption", "Brood")


@pytest.mark.parametrize(
    ("happened", "told"),
    [
        (("pause", "De jury beraadt zich"), "event: changed\ndata: all\n"),
        (ADDED, "event: changed\ndata: 1\n"),
        ((), "silence"),
    ],
)
def test_nothing_is_missed_between(
    tmp_path: Path, campaign: Run, happened: tuple[str, ...], told: str
) -> None:
    """A page hears at once of what happened after it was made and before it listened, and else of nothing."""
    folder = reported.founded(tmp_path, campaign)
    with served_desk.at(folder) as desk:
        found = re.search(r'<body data-newest="(\d+)">', desk.get("/").text)
        assert found is not None
        if happened:
            assert campaign(*happened, folder=folder).exit_code == 0
        assert first_told(desk, found[1]).endswith(told)
