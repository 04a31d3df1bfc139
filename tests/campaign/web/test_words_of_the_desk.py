"""What refuses something says at the desk what to do there: fields and buttons, where it names commands elsewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign.messages import desk_speech, translate
from tests import served_desk
from tests.campaign.reports import reported_campaign as reported
from tests.campaign.reports.reported_campaign import Run
from tests.campaign.web.posts.filled_forms import act
from tests.campaign.web.posts.test_new_posts import sent
from tests.queue_campaign import PIXEL
from tests.served_desk import DeskAt

AT_DESK = "at-desk-"
TERMINAL = re.compile(
    r"`?campaign (?!\w+ ?[<“])(?:run|post|testimony|consent|check|overdue|status|resume|doctor|desk|plan|docs)\b"
    r"|[`>]--[a-z]|(?<![\w-])--[a-z]+|(?:campaign|brand)\.toml|\b(?:line|regel|ligne) (?:\d|\?)"
)
COMMANDS_ALONE = {  # sentences that the desk never says, though a room below it has their codes
    "desk-host", "desk-opened", "desk-open", "desk-port-taken",  # of the command that opens the desk
    "desk-401", "desk-421", "desk-500",  # to who is not at the desk: how it is opened, and who looks for a cause
    "desk-service-elsewhere",  # to who looks after the computer
    "plan-changed-again", "plan-guessed-again",  # of the sheet's import
}  # fmt: skip


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


def shown_elsewhere() -> set[str]:
    """Return the codes of sentences that only the command line and its sheets say, by the text of the code."""
    rooms: dict[str, set[bool]] = {}
    for room in ("campaign", "schedules", "media"):
        for path in Path(room).rglob("*.py"):
            if path.parts[:2] == ("campaign", "messages"):
                continue
            alone = path.parts[:2] in (
                ("campaign", "cli"),
                ("campaign", "spreadsheets"),
                ("campaign", "backup"),
            )
            for code in re.findall(r'"([a-z][\w-]+)"', path.read_text(encoding="utf-8")):
                rooms.setdefault(code, set()).add(alone)
    wishes = {code for code in translate.gather("SENTENCES") if code.startswith("wish-")}  # of what is typed
    return {code for code, alone in rooms.items() if alone == {True}} | COMMANDS_ALONE | wishes


def leaks(lang: str) -> dict[str, str]:
    """Return what the desk would say with a command, an option, a file of settings or the number of a line."""
    found, elsewhere = {}, shown_elsewhere()
    with desk_speech.speaking():
        for kind in ("FINDINGS", "SENTENCES", "REASONS", "EVENTS"):
            for code in translate.gather(kind).keys() - elsewhere:
                said = " ".join(translate.say_finding(code, {}, lang)) if kind == "FINDINGS" else ""
                said = said or translate.say(code, {}, lang)
                if TERMINAL.search(said) and not code.startswith(AT_DESK):
                    found[code] = said
    return found


@pytest.mark.parametrize("lang", ["en", "nl", "fr"])
def test_no_command_is_named(lang: str) -> None:
    """Every finding, to-do, event and refusal that the desk can show says it without commands, options and files."""
    assert leaks(lang) == {}


@pytest.mark.parametrize("lang", ["en", "nl", "fr"])
def test_sentences_of_the_desks_own(lang: str) -> None:
    """What the desk says instead is of codes that there are, and names neither commands nor options."""
    every = {
        code for kind in ("FINDINGS", "SENTENCES", "REASONS", "EVENTS") for code in translate.gather(kind)
    }
    sentences = translate.gather("SENTENCES")
    own = [code for code in sentences if code.startswith(AT_DESK)]
    assert [code for code in own if code.removeprefix(AT_DESK) not in every] == []
    assert [code for code in translate.gather("AT_DESK") if code not in every] == []
    said = [
        translate.translate(text, lang)
        for one in (*(sentences[code] for code in own), *translate.gather("AT_DESK").values())
        for text in ([one] if isinstance(one, str) else one)
    ]
    assert [text for text in said if re.search(r"`[a-z]+ |--[a-z]", text)] == []


@pytest.mark.parametrize(
    ("lang", "text", "left"),
    [
        ("en", "Stays. Run `campaign run`.", "Stays."),
        ("en", "{file}, line {line}: `{key}` cannot be {value}.", "`{key}` cannot be {value}."),
        ("nl", "{file}, regel {line}: zo niet.", "zo niet."),
        ("fr", "{path}, ligne {line}\u00a0: pas ainsi.", "pas ainsi."),
        ("en", "no consent of {who}: `campaign consent record`.", "no consent of {who}."),
        ("en", "Look again. If it is there: `campaign post settle`.", "Look again."),
        ("nl", "Kijk. Staat het er: `campaign post settle`.", "Kijk."),
        ("en", "it goes out at its time, while the service runs (`campaign run`): {numbers}.",
         "it goes out at its time, while the service runs: {numbers}."),
        ("en", "`campaign run` starts it.", "`campaign run` starts it."),
    ],
)  # fmt: skip
def test_what_is_left_of_a_sentence(lang: str, text: str, left: str) -> None:
    """Places in files, commands and the half sentences before them go; of a sentence that is one command, nothing."""
    assert desk_speech.shorn(text) == left


def test_what_follows_a_sentence() -> None:
    """A reason says what the desk does about it, where the command line names a command."""
    with desk_speech.speaking():
        assert translate.say("late", {"seconds": 3600, "number": 3}, "nl") == (
            "het is 1 uur te laat. Beslis: verstuur het nu, geef het een ander moment of annuleer het."
        )
    assert "`campaign overdue`" in translate.say("late", {"seconds": 3600, "number": 3}, "nl")


def test_a_recogniser_that_is_not_installed() -> None:
    """It is said who sees to it and where they read how: nobody is sent into a folder without a command."""
    with desk_speech.speaking():
        said = translate.say("speech-not-installed", {}, "nl")
    assert said.endswith("zoals de handleiding zegt bij Van spraak naar ondertitels.")
    assert "map" not in said


def test_who_looks_after_the_computer_reads_all(desk: DeskAt) -> None:
    """What the check of the computer finds in order is folded, and its commands stand behind a summary."""
    text = desk.get("/status/checks").text
    loud, fine = text.split('<details class="examined">')
    assert "SQLite" not in loud
    assert "SQLite" in fine
    outside = re.sub(r"<details class=.whole.>.*?</details>", "", text, flags=re.DOTALL)
    assert not TERMINAL.search(outside)


@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
def test_pages_name_no_commands(desk: DeskAt, lang: str) -> None:
    """No page of a paused campaign with a held and a late post names a command outside what is folded for that."""
    for address in (
        "/",
        "/?view=list",
        "/status",
        "/posts/1",
        "/posts/99",
        "/films",
        "/films/bakery",
        "/settings",
    ):
        answer = desk.ask("GET", address, headers={"Accept-Language": lang})
        told = re.sub(r"<details class=.(whole|how).>.*?</details>", "", answer.text, flags=re.DOTALL)
        told = re.sub(r"<(script|svg|head)\b.*?</\1>", "", told, flags=re.DOTALL)
        assert TERMINAL.search(told) is None, address
        assert "/tmp" not in told, address


@pytest.mark.parametrize(
    ("lang", "elsewhere"), [("en", "testimony"), ("nl", "getuigenis"), ("fr", "témoignage")]
)
def test_the_log_calls_a_film_a_film(lang: str, elsewhere: str) -> None:
    """The log at the desk calls a film as its pages do, whatever the command line calls it."""
    with desk_speech.speaking():
        said = {code: translate.say(code, {}, lang) for code in translate.gather("EVENTS")}
    assert {code for code, words in said.items() if elsewhere in words.casefold()} == set()
