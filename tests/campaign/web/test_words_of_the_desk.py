"""What refuses something says at the desk what to do there: fields and buttons, where it names commands elsewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign.messages import translate
from tests import served_desk
from tests.campaign.reports import reported_campaign as reported
from tests.campaign.reports.reported_campaign import Run
from tests.campaign.web.posts.filled_forms import act
from tests.campaign.web.posts.test_new_posts import sent
from tests.queue_campaign import PIXEL
from tests.served_desk import DeskAt

AT_DESK = "at-desk-"


@pytest.fixture
def desk(tmp_path: Path, campaign: Run) -> Iterator[DeskAt]:
    """The desk of a campaign with a held post, which is paused."""
    folder = reported.founded(tmp_path, campaign)
    for words in (
        ("post", "add", "--language", "nl", "--caption", "Brood", "--at", "2/12/2036 18:30"),
        ("post", "approve", 1, "--by", "An Fictief"),
        ("post", "hold", 1, "De jury twijfelt"),
        ("pause", "Even nalezen"),
    ):
        assert campaign(*words, folder=folder).exit_code == 0
    with served_desk.at(folder) as found:
        yield found


def test_a_post_needs_a_text(desk: DeskAt) -> None:
    """An empty post is told so without options of commands, and its photos are to be chosen again."""
    told = sent(desk, testimony="", language="nl", caption="").text
    assert "Een bericht zonder film en zonder foto heeft een tekst nodig." in told
    assert "--caption" not in told
    again = sent(desk, PIXEL, language="nl", caption="x", link="geen link").text
    assert "Kies foto.png opnieuw" in again


def test_a_post_that_is_not_there(desk: DeskAt) -> None:
    """Who asks for a post that is not there is sent to the board."""
    assert "Op het bord staan de berichten die er zijn." in desk.get("/posts/99").text


def test_nothing_goes_out_at_once_while_paused(desk: DeskAt) -> None:
    """While the campaign is paused, a post that is to go out at once stays as it is, and why is said."""
    refused = act(desk, 1, "release-now")
    assert refused.status == 409
    assert "De campagne is gepauzeerd, dus er vertrekt niets." in refused.text
    assert 'value="02/12/2036 18:30"' in refused.text


@pytest.mark.parametrize("lang", ["en", "nl", "fr"])
def test_no_command_is_named(lang: str) -> None:
    """Sentences of the desk's own are of refusals that there are, and name neither commands nor options."""
    sentences = translate.gather("SENTENCES")
    own = {
        code: translate.translate(said, lang) for code, said in sentences.items() if code.startswith(AT_DESK)
    }
    assert own
    assert [code for code in own if code.removeprefix(AT_DESK) not in sentences] == []
    assert [said for said in own.values() if re.search(r"`|--[a-z]", said)] == []
