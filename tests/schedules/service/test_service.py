"""The background service as a process: on the second, one at a time, stopped politely, killed without harm.

What staff do meanwhile is done by commands in this process: to the service it is another one.
"""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from campaign.cli.app import utc_now
from schedules.publishing.job import Link
from schedules.rehearsal import server
from schedules.service.service import Service, _Round
from tests.page_view import fault_at, visible_at
from tests.paths import REPOSITORY
from tests.queue_campaign import Campaign
from tests.running_service import wait_for

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("true_clock")]

Run = Callable[..., subprocess.CompletedProcess[str]]
Desk = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path, campaign: Desk) -> Path:
    """A new campaign folder."""
    made = campaign("init", tmp_path / "c", "--language", "nl")
    assert made.exit_code == 0, made.stderr
    return tmp_path / "c"


@pytest.fixture
def page(folder: Path) -> Iterator[server.Served]:
    """The campaign's rehearsal Page, served from here so that it outlives the services of a test."""
    with server.start(folder / "rehearsal", port=0, clock=utc_now) as served:
        yield served


def ask(run: Desk, folder: Path, *words: object) -> Any:
    """Run a command and return its JSON."""
    ran = run(*words, "--json", folder=folder)
    assert ran.exit_code == 0, ran.stderr
    return json.loads(ran.stdout)


@contextmanager
def running(folder: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """Run the service in the background; its steps go to a file beside the folder."""
    steps = (folder.parent / f"steps-{time.monotonic_ns()}.txt").open("w+", encoding="utf-8")
    command = [sys.executable, "-m", "campaign", "run", *words]
    env = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    service = subprocess.Popen(
        command, cwd=folder, env=env, stdout=steps, stderr=subprocess.STDOUT, text=True
    )
    service.steps = steps  # type: ignore[attr-defined]
    try:
        yield service
    finally:
        service.kill()
        service.wait()
        steps.close()


def said(service: subprocess.Popen[str], words: str) -> bool:
    """Whether the service has said these words."""
    name = service.steps.name  # type: ignore[attr-defined]
    return words in Path(name).read_text(encoding="utf-8")


def add(run: Desk, folder: Path, caption: str, at: str) -> int:
    """Queue and approve a text post."""
    number = ask(run, folder, "post", "add", "--caption", caption, "--language", "nl", "--at", at)["number"]
    ask(run, folder, "post", "approve", number)
    return int(number)


def lateness(post: dict[str, Any]) -> float:
    """Seconds from a post's moment to its being out."""
    out, due = (datetime.fromisoformat(post[key]) for key in ("published_at", "due_at"))
    return (out - due).total_seconds()


def state(folder: Path, number: int) -> str:
    """The state of a post, read where it stands: a command that is run again and again takes the processor."""
    with closing(sqlite3.connect(f"file:{folder}/campaign.db?mode=ro", uri=True, timeout=60)) as books:
        return str(books.execute("SELECT state FROM post WHERE number = ?", (number,)).fetchone()[0])


def test_post_of_another_process_goes_out_within_a_second(
    folder: Path, page: server.Served, campaign: Desk
) -> None:
    """A post that another process adds while the service sleeps is out within a second of its moment."""
    with running(folder) as service:
        wait_for(lambda: said(service, "service started"))
        number = add(campaign, folder, "Straks", "+4s")
        wait_for(lambda: state(folder, number) == "published")
        assert 0 <= lateness(ask(campaign, folder, "post", "show", number)) < 1


def test_heartbeat_wakes_nobody(queue: Campaign) -> None:
    """The service's own heartbeat is no reason to look again; what another process writes is."""
    publisher = queue.publisher()
    service = Service(store=queue.books, campaign=queue.campaign(), connect=nullcontext, clock=queue.clock)
    round_ = _Round(service, Link(ref=publisher.ref, new_page=lambda: publisher.page))
    try:
        round_._tick(queue.clock.moment)
        assert not round_._something_happened()
        queue.queue(due=queue.clock.moment.replace(year=2030))
        assert round_._something_happened()
    finally:
        round_.close()


@pytest.mark.alone
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stops_politely(folder: Path, campaign: Desk, number: signal.Signals) -> None:
    """SIGTERM and Ctrl-C end the service with 0 within ten seconds, and the log says so."""
    with running(folder) as service:
        wait_for(lambda: said(service, "service started"))
        began = time.monotonic()
        service.send_signal(number)
        assert service.wait(timeout=10) == 0
        assert time.monotonic() - began < 10
    assert ask(campaign, folder, "log")[-1]["event"] == "service-stopped"


@pytest.mark.alone
def test_hanging_call_does_not_keep_it(folder: Path, page: server.Served, campaign: Desk) -> None:
    """A Page that does not answer cannot keep the service from ending within ten seconds."""
    fault_at(page, edge="post-create", effect="slow", seconds=40, nth=1)
    add(campaign, folder, "Wacht", "now")
    with running(folder) as service:
        wait_for(lambda: said(service, "being uploaded, hidden"))
        service.send_signal(signal.SIGTERM)
        assert service.wait(timeout=12) == 0


def test_second_service_stands_by_and_takes_over(
    folder: Path, page: server.Served, campaign: Desk, campaign_process: Run
) -> None:
    """A second service says who runs; after kill -9 of the first it takes over at once, and each post is out once."""
    with running(folder) as first:
        wait_for(lambda: said(first, "service started"))
        refused = campaign_process("run", "--until-idle", cwd=folder)
        assert (refused.returncode, refused.stderr.count("\n")) == (3, 1)
        with running(folder) as second:
            wait_for(lambda: said(second, f"process {first.pid}"))
            number = add(campaign, folder, "Overname", "+5s")
            first.kill()
            wait_for(lambda: said(second, "service started"))
            wait_for(lambda: state(folder, number) == "published")
            assert lateness(ask(campaign, folder, "post", "show", number)) < 1
    assert visible_at(page) == ["Overname"]


def test_takes_over_from_a_service_whose_page_died_with_it(folder: Path, campaign: Desk) -> None:
    """Where the killed service served the rehearsal Page itself, the next one serves it, and publishes."""
    with running(folder) as first:
        wait_for(lambda: said(first, "service started"))
        with running(folder) as second:
            wait_for(lambda: said(second, f"process {first.pid}"))
            number = add(campaign, folder, "Erfenis", "+3s")
            first.kill()
            first.wait()
            wait_for(lambda: state(folder, number) == "published")


def test_killed_while_it_uploads(folder: Path, page: server.Served, campaign: Desk) -> None:
    """kill -9 while a film uploads, then one more run: one visible copy, byte for byte, and the log tells the story."""
    number = _film_post(folder, campaign)
    fault_at(page, edge="video-transfer", effect="slow", seconds=1.5, always=True)
    with running(folder, "--until-idle") as service:
        wait_for(lambda: said(service, "upload of"))
        service.kill()
        service.wait()
    ended = campaign("run", "--until-idle", folder=folder)
    assert ended.exit_code == 0, ended.stderr
    events = [event["event"] for event in ask(campaign, folder, "log", number)]
    assert (events.count("published"), events.count("upload-started")) == (1, 1)
    assert visible_at(page) == ["Een film"]


def _film_post(folder: Path, run: Desk) -> int:
    from tests import small_films

    small_films.without_cards(folder / "brand")
    film = small_films.film(folder.parent / "a film.mp4", rate="10")
    (folder.parent / "form.pdf").write_text("signed", encoding="utf-8")
    (folder.parent / "one.nl.srt").write_text("1\n00:00:00,100 --> 00:00:00,950\nDag.\n", encoding="utf-8")
    for words in (
        ("testimony", "add", film, "--slug", "one", "--speaker", "Nora Voorbeeld", "--role", "coach",
         "--organisation", "Brusoc", "--language", "nl", "--subtitles", folder.parent / "one.nl.srt"),
        ("consent", "record", "one", "--act", "film", "--act", "publish", "--channel", "facebook",
         "--language", "nl", "--signed", "2020-11-01", "--evidence", folder.parent / "form.pdf"),
    ):  # fmt: skip
        assert run(*words, folder=folder).exit_code == 0
    said = ("--caption", "Een film", "--language", "nl", "--testimony", "one", "--at", "+4s")
    number = ask(run, folder, "post", "add", *said)["number"]
    ask(run, folder, "post", "approve", number)
    return int(number)


def test_pause_and_refused_token_end_with_three(folder: Path, page: server.Served, campaign: Desk) -> None:
    """--until-idle ends with 3 during a pause, and when the Page refuses the token."""
    add(campaign, folder, "Wacht", "+1h")
    ask(campaign, folder, "pause", "verkiezingen")
    assert campaign("run", "--until-idle", folder=folder).exit_code == 3
    ask(campaign, folder, "resume")
    number = add(campaign, folder, "Nu", "now")
    fault_at(page, edge="post-create", effect="token-expired", nth=1)
    ended = campaign("run", "--until-idle", folder=folder)
    assert ended.exit_code == 3
    assert ended.stderr.splitlines()[-1].startswith("Error: the Page accepts nothing from us")
    assert state(folder, number) == "uploading"


def test_failed_post_ends_with_one(folder: Path, page: server.Served, campaign: Desk) -> None:
    """--until-idle ends with 1 when a post failed meanwhile, and says which and why."""
    number = add(campaign, folder, "Nee", "now")
    fault_at(page, edge="post-create", effect="error", code=1609005, nth=1)
    ended = campaign("run", "--until-idle", folder=folder)
    assert (ended.exit_code, state(folder, number)) == (1, "failed")


def test_configured_page_needs_a_token(folder: Path, campaign: Desk) -> None:
    """With a Page configured and no token, run ends with 3 and one line; nothing goes to the rehearsal Page."""
    with (folder / "campaign.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[page]\nid = "1234567890"\ngraph_url = "http://127.0.0.1:9"\n')
    ended = campaign("run", "--until-idle", folder=folder)
    assert (ended.exit_code, ended.stdout, ended.stderr.count("\n")) == (3, "", 1), ended.stderr
    assert not (folder / "rehearsal").exists()


def test_steps_as_json(folder: Path, page: server.Served, campaign: Desk) -> None:
    """With --json each step of the service is one JSON object a line on stderr, and stdout stays empty."""
    add(campaign, folder, "Hallo.", "+2s")
    ran = campaign("run", "--until-idle", "--json", folder=folder)
    steps = [json.loads(line) for line in ran.stderr.splitlines() if line.startswith("{")]
    assert (ran.exit_code, ran.stdout) == (0, "")
    assert [one["event"] for one in steps if one["post"] == 1][-1] == "published"
    assert set(steps[0]) == {"at", "post", "event", "state", "detail", "by"}


def test_settings_that_change_are_obeyed(folder: Path, page: server.Served, campaign: Desk) -> None:
    """What campaign.toml asks for while the service runs holds for the next post; two who approved it are enough."""
    settings = folder / "campaign.toml"
    with running(folder) as service:
        wait_for(lambda: said(service, "service started"))
        first = add(campaign, folder, "Straks", "+3s")
        settings.write_text(settings.read_text("utf-8") + "\n[service]\napprovals = 2\n", "utf-8")
        wait_for(lambda: said(service, "campaign.toml was changed; what it says holds from now on"))
        wait_for(lambda: state(folder, first) == "held")
        second = ask(campaign, folder, "post", "add", "--caption", "Dan", "--language", "nl", "--at", "+4s")[
            "number"
        ]
        for who in ("An Eerste", "Bo Tweede"):
            ask(campaign, folder, "post", "approve", second, "--by", who)
        wait_for(lambda: state(folder, second) == "published")
    assert state(folder, first) == "held"


def test_settings_that_cannot_be_read_stop_what_is_new(
    folder: Path, page: server.Served, campaign: Desk
) -> None:
    """While campaign.toml is broken nothing goes out and the log says so; mended, the service goes on."""
    settings = folder / "campaign.toml"
    sound = settings.read_text("utf-8")
    with running(folder) as service:
        wait_for(lambda: said(service, "service started"))
        number = add(campaign, folder, "Straks", "+3s")
        settings.write_text(sound.replace('timezone = "', "timezone = "), "utf-8")
        wait_for(lambda: said(service, "nothing goes out until it is put right"))
        time.sleep(3)
        settings.write_text(sound + '\n[page]\nid = "123"\n', "utf-8")
        wait_for(lambda: said(service, "names another Page"))
        assert state(folder, number) == "approved"
        found = ask(campaign, folder, "status")["findings"]
        assert [one["code"] for one in found if one["where"] == "service"] == ["settings-other-page"]
        settings.write_text(sound, "utf-8")
        wait_for(lambda: state(folder, number) == "published")
        wait_for(lambda: said(service, "can be obeyed again"))
