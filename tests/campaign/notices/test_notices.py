"""Notices: told once, whatever dies or is refused; never a name, never in clear; nobody waits for a server."""

import json
import os
import signal
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from campaign.messages import translate
from campaign.notices import letter_text, notices, webhook
from campaign.notices import mail as notice_mail
from campaign.notices.sender import Messenger, Round, carrying
from campaign.settings.declarations import NoticeSettings
from schedules.database import engine, events, transitions
from schedules.facebook.errors import Unauthorized
from schedules.model import moments
from schedules.service import forgotten_drafts
from tests import mail_servers, pinned_clock
from tests.mail_servers import Office
from tests.paths import REPOSITORY
from tests.queue_campaign import BRUSSELS, Campaign, Killed

LATE = {"code": "late", "params": {"seconds": 1200}}


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Campaign]:
    """A campaign without a Page: a database, a clock, posts."""
    opened = engine.create(tmp_path)
    yield Campaign(folder=tmp_path, books=opened, served=None)  # type: ignore[arg-type]
    opened.close()


@pytest.fixture
def mail() -> Iterator[Office]:
    """A mail server."""
    with mail_servers.mail() as office:
        yield office


@pytest.fixture
def hook() -> Iterator[Office]:
    """A webhook."""
    with mail_servers.hooks() as office:
        yield office


def wished(office: Office, **values: Any) -> NoticeSettings:
    """Settings for mail through a server."""
    usual: dict[str, Any] = {
        "email_to": ("an@example.org",), "email_from": "campaign@example.org", "smtp_host": "127.0.0.1",
        "smtp_port": office.port, "smtp_security": "none", "smtp_user": None, "webhook": None,
    }  # fmt: skip
    return NoticeSettings(**(usual | values))


def by_mail(campaign: Campaign, office: Office, boundary: Any = lambda _: None, **values: Any) -> Round:
    """A round of notices by mail."""
    way = notice_mail.Mail(settings=wished(office, **values), password="geheim", timeout_s=0.5)
    return Round(store=campaign.books, campaign="MEY", way=way, clock=campaign.clock, boundary=boundary)


def by_hook(campaign: Campaign, office: Office) -> Round:
    """A round of notices by webhook."""
    way = webhook.Webhook(url=f"http://127.0.0.1:{office.port}/hooks/geheim?key=1", timeout_s=0.5)
    return Round(store=campaign.books, campaign="MEY", way=way, clock=campaign.clock)


def rest(campaign: Campaign, number: int, event: str = "held", reason: dict[str, Any] = LATE) -> None:
    """Bring a post to rest."""
    with campaign.books.write() as session:
        if event == "doubted":
            for step in ("staging", "staged", "revealing"):
                transitions.move(session, number, step, now=campaign.clock(), by="test")
        params = {"why": reason["code"], **reason["params"]}
        changes = {"reason": reason}
        transitions.move(
            session, number, event, now=campaign.clock(), by="test", params=params, changes=changes
        )


def step(campaign: Campaign, number: int, event: str) -> None:
    """Let staff move a post on."""
    with campaign.books.write() as session:
        transitions.move(session, number, event, now=campaign.clock(), by="staff", changes={"reason": None})


def told(campaign: Campaign) -> list[str]:
    """The names of the notices' events in the log."""
    with campaign.books.read() as session:
        return [one.event for one in events.events(session) if one.event.startswith("notice-")]


@pytest.mark.parametrize(
    ("event", "state", "next_step"),
    [
        ("held", "held", "campaign post release 1"),
        ("failed", "failed", "campaign post retry 1"),
        ("doubted", "doubtful", "campaign post settle 1 --absent"),
    ],
)
def test_told_once(books: Campaign, mail: Office, event: str, state: str, next_step: str) -> None:
    """A post that is held, failed or doubtful is told once: number, state, reason, and what to do next."""
    rest(books, books.queue(), event)
    for _ in range(3):
        by_mail(books, mail).tell()
        books.clock.on(minutes=10)
    (letter,) = mail.letters
    text = letter.get_content()
    assert (letter["Subject"], letter["To"]) == (f"[MEY] Post 1 is {state}", "an@example.org")
    assert "20 minutes past its due time" in text
    assert "campaign post show 1" in text
    assert next_step in text
    assert told(books) == ["notice-intended", "notice-sent"]


def test_every_way_to_rest_is_told() -> None:
    """Whatever brings a post to rest in held, failed or doubtful is told; what staff do to it there is not."""
    assert notices.RESTS == {"held": "held", "put-off": "held", "failed": "failed", "doubted": "doubtful"}


def test_webhook(books: Campaign, hook: Office) -> None:
    """A webhook gets each event as JSON with the keys that are promised, once."""
    numbers = [books.queue(), books.queue()]
    for number in numbers:
        rest(books, number)
    for _ in range(2):
        by_hook(books, hook).tell()
    assert hook.heard == ["/hooks/geheim?key=1"] * 2
    assert [one["post"] for one in hook.posted] == numbers
    assert set(hook.posted[0]) == {"campaign", "post", "state", "reason", "event", "at", "text"}
    assert (hook.posted[0]["campaign"], hook.posted[0]["state"]) == ("MEY", "held")
    assert datetime.fromisoformat(hook.posted[0]["at"]) == books.clock()


def test_each_way_tells_once(books: Campaign, mail: Office, hook: Office) -> None:
    """Mail and webhook know nothing of each other: each tells once."""
    rest(books, books.queue())
    for _ in range(2):
        by_mail(books, mail).tell()
        by_hook(books, hook).tell()
    assert (len(mail.letters), len(hook.posted)) == (1, 1)


def test_grouped(books: Campaign, mail: Office) -> None:
    """Posts that come to rest together are one mail."""
    for number in [books.queue() for _ in range(3)]:
        rest(books, number)
    by_mail(books, mail).tell()
    (letter,) = mail.letters
    assert letter["Subject"] == "[MEY] 3 posts wait for a decision"
    assert all(f"Post {number} is held" in letter.get_content() for number in (1, 2, 3))


def test_a_long_mail_is_cut(books: Campaign, mail: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Very many posts are one mail that lists some and counts the others."""
    monkeypatch.setattr(letter_text, "LISTED", 3)
    for number in [books.queue() for _ in range(5)]:
        rest(books, number)
    by_mail(books, mail).tell()
    (letter,) = mail.letters
    assert letter.get_content().count("is held") == 3
    assert "… and 2 more" in letter.get_content()


def test_held_again_is_told_again(books: Campaign, mail: Office) -> None:
    """A post that is held, released and held again gives a second notice."""
    number = books.queue()
    for _ in range(2):
        rest(books, number)
        by_mail(books, mail).tell()
        step(books, number, "released")
        by_mail(books, mail).tell()
    assert len(mail.letters) == 2


def test_what_is_settled_is_not_told(books: Campaign, mail: Office) -> None:
    """A post that somebody released before the mail went is not told: nothing waits."""
    number = books.queue()
    rest(books, number)
    step(books, number, "released")
    by_mail(books, mail).tell()
    assert not mail.letters


def test_nothing_old(books: Campaign, mail: Office) -> None:
    """What came to rest more than a day ago is not told: a first start brings no flood."""
    rest(books, books.queue())
    books.clock.on(hours=25)
    by_mail(books, mail).tell()
    assert not mail.letters


@pytest.mark.parametrize(("line", "arrived"), [("notice-intended", 0), ("notice-taken", 1)])
def test_killed_before_the_outcome(books: Campaign, mail: Office, line: str, arrived: int) -> None:
    """Killed between intent and outcome it is never told again, and status says that it may be lost."""
    rest(books, books.queue())

    def die(name: str) -> None:
        if name == line:
            raise Killed

    with pytest.raises(Killed):
        by_mail(books, mail, die).tell()
    books.clock.on(minutes=10)
    by_mail(books, mail).tell()
    assert len(mail.letters) == arrived
    with books.books.read() as session:
        (found,) = notices.findings(session, now=books.clock(), lang=None)
    assert (found["code"], found["severity"]) == ("notices-unsure", "warning")


def test_unanswered_is_not_repeated(books: Campaign, mail: Office) -> None:
    """A letter that the server heard and did not confirm is not sent a second time."""
    mail.habits.silent_at = {"LETTER"}
    rest(books, books.queue())
    by_mail(books, mail).tell()
    mail.habits.silent_at = set()
    books.clock.on(hours=2)
    by_mail(books, mail).tell()
    assert (len(mail.letters), told(books)) == (1, ["notice-intended", "notice-unanswered"])


@pytest.mark.parametrize(
    "habits",
    [
        {"answers": {"RCPT": "450 later"}},
        {"answers": {"MAIL": "550 no"}},
        {"answers": {"DATA": "451 no"}},
        {"answers": {"LETTER": "554 no"}},
        {"answers": {"GREETING": "421 busy"}},
        {"silent_at": {"GREETING"}},
        {"silent_at": {"RCPT"}},
    ],
    ids=str,
)
def test_refused_is_tried_again(books: Campaign, mail: Office, habits: dict[str, Any]) -> None:
    """What certainly did not arrive is tried again after a minute, not before, and then told once."""
    usual, mail.habits = mail.habits, mail_servers.Habits(**habits)
    rest(books, books.queue())
    again_at = by_mail(books, mail).tell()
    taken = len(mail.letters)
    assert again_at == books.clock() + timedelta(minutes=1)
    mail.habits = usual
    by_mail(books, mail).tell()
    assert len(mail.letters) == taken
    books.clock.on(minutes=1)
    by_mail(books, mail).tell()
    by_mail(books, mail).tell()
    assert (len(mail.letters), told(books)[-1]) == (taken + 1, "notice-sent")


def test_unreachable_is_tried_for_a_day(books: Campaign, mail: Office) -> None:
    """A server that is away is tried with growing patience for a day; then it is given up, and status says so."""
    rest(books, books.queue())
    waits = []
    while again_at := by_mail(books, mail, smtp_port=9).tell():
        waits.append(round((again_at - books.clock()).total_seconds() / 60))
        books.clock.moment = again_at
    assert waits[:6] == [1, 5, 15, 60, 60, 60]
    assert 20 < len(waits) < 30
    with books.books.read() as session:
        assert notices.troubles(session, now=books.clock()) == {"notices-given-up": 1}


def test_status_forgets_what_no_longer_waits(books: Campaign, mail: Office) -> None:
    """A notice that waits to be tried again is told by status, until its post waits no more."""
    number = books.queue()
    rest(books, number)
    by_mail(books, mail, smtp_port=9).tell()
    with books.books.read() as session:
        assert notices.troubles(session, now=books.clock()) == {"notices-waiting": 1}
    step(books, number, "released")
    with books.books.read() as session:
        assert notices.troubles(session, now=books.clock()) == {}


@pytest.mark.parametrize("status", [302, 404, 429, 500])
def test_webhook_refused(books: Campaign, hook: Office, status: int) -> None:
    """A webhook that answers no, or points elsewhere, is tried again later; it is not followed."""
    hook.habits.status, hook.habits.location = status, f"http://127.0.0.1:{hook.port}/elsewhere"
    for number in [books.queue(), books.queue()]:
        rest(books, number)
    assert by_hook(books, hook).tell() == books.clock() + timedelta(minutes=1)
    assert len(hook.posted) == 1
    hook.habits.status = 204
    books.clock.on(minutes=1)
    by_hook(books, hook).tell()
    assert [one["post"] for one in hook.posted] == [1, 1, 2]


def test_webhook_without_answer_is_not_repeated(books: Campaign, hook: Office) -> None:
    """A webhook that was given it and stays silent is not given it again."""
    hook.habits.silent_at = {"POST"}
    rest(books, books.queue())
    by_hook(books, hook).tell()
    hook.habits.silent_at = set()
    books.clock.on(hours=2)
    by_hook(books, hook).tell()
    assert len(hook.posted) == 1


def test_two_services_tell_once(books: Campaign, mail: Office) -> None:
    """Services that look at the same moment tell each event once between them."""
    for number in [books.queue() for _ in range(5)]:
        rest(books, number)
    start = threading.Barrier(4)

    def serve() -> None:
        start.wait()
        by_mail(books, mail).tell()

    threads = [threading.Thread(target=serve) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(mail.letters) == 1
    assert sorted(told(books)) == ["notice-intended"] * 5 + ["notice-sent"] * 5


@pytest.mark.parametrize(
    "reason",
    [
        {"code": "consent-film", "params": {"person": 1, "language": "nl", "day": "2026-11-24"}},
        {"code": "by-staff", "params": {"reason": "Nora Voorbeeld belde"}},
        {"code": "graph-refused", "params": {"graph_code": 100, "message": "Nora Voorbeeld EAAsecret"}},
        {"code": "no-subtitles", "params": {"slug": "nora-voorbeeld", "language": "nl"}},
        {"code": "film-unreadable", "params": {"path": "/home/nora/films/0001.mp4", "why": "Nora Voorbeeld"}},
    ],
    ids=lambda reason: str(reason["code"]),
)
def test_no_name_leaves(books: Campaign, mail: Office, hook: Office, reason: dict[str, Any]) -> None:
    """No name of a person, no free words and no token are in a mail or at a webhook: people are numbers."""
    books.testimony()
    rest(books, books.queue(caption="Nora Voorbeeld vertelt"), "failed", reason)
    by_mail(books, mail).tell()
    by_hook(books, hook).tell()
    whole = (mail.letters[0].as_string() + json.dumps(hook.posted) + " ".join(mail.heard)).lower()
    assert not [word for word in ("nora", "voorbeeld", "eaasecret", "geheim") if word in whole]
    assert "post 1 failed: " in mail.letters[0].get_content().lower()
    assert ("person 1" in whole) is (reason["code"] == "consent-film")


@pytest.mark.parametrize(
    ("habits", "security"),
    [
        ({}, "starttls"),
        ({"extensions": ("STARTTLS",), "answers": {"STARTTLS": "454 not now"}}, "starttls"),
        ({"extensions": ("STARTTLS", "AUTH PLAIN"), "answers": {"STARTTLS": "500 what"}}, "starttls"),
        ({}, "tls"),
    ],
    ids=str,
)
def test_never_in_clear(books: Campaign, mail: Office, habits: dict[str, Any], security: str) -> None:
    """Where the server does not encrypt, neither the password nor an address nor a word goes out."""
    mail.habits = mail_servers.Habits(**habits)
    rest(books, books.queue())
    by_mail(books, mail, smtp_security=security, smtp_user="campaign").tell()
    assert not [one for one in mail.heard if one.split()[0] in ("AUTH", "MAIL", "RCPT", "DATA")]
    assert told(books) == ["notice-refused"]


def test_sealed(books: Campaign, mail: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With STARTTLS and a certificate that stands, the password and the letter go through; with another, nothing."""
    keys = mail_servers.certificate(tmp_path)
    seal = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    seal.load_cert_chain(keys)
    mail.habits = mail_servers.Habits(extensions=("STARTTLS", "AUTH PLAIN"), seal=seal)
    rest(books, books.queue())
    by_mail(books, mail, smtp_security="starttls", smtp_user="campaign").tell()
    assert (mail.letters, told(books)) == ([], ["notice-refused"])
    monkeypatch.setenv("SSL_CERT_FILE", str(keys))
    books.clock.on(minutes=1)
    by_mail(books, mail, smtp_security="starttls", smtp_user="campaign").tell()
    assert len(mail.letters) == 1
    assert any(one.startswith("AUTH PLAIN") for one in mail.heard)


def test_login_refused(books: Campaign, mail: Office) -> None:
    """A password that the server refuses is said as such, without showing it."""
    mail.habits = mail_servers.Habits(extensions=("AUTH PLAIN",), answers={"AUTH": "535 no"})
    rest(books, books.queue())
    by_mail(books, mail, smtp_user="campaign").tell()
    with books.books.read() as session:
        why = events.events(session)[-1].params
    assert why["why"] == "mail-login"
    assert "geheim" not in json.dumps(why)


def test_page_refusal_is_told_once(books: Campaign, mail: Office) -> None:
    """A service that is started again and again against a Page that refuses it tells it once."""
    for _ in range(3):
        with books.books.write() as session:
            notices.page_refused(session, Unauthorized("graph-token", message="x"), now=books.clock())
        by_mail(books, mail).tell()
        books.clock.on(minutes=1)
    (letter,) = mail.letters
    assert "The service stopped" in letter["Subject"]
    assert "campaign page connect" in letter.get_content()


def test_token_that_ends_is_told_once(books: Campaign, mail: Office) -> None:
    """A token that ends within fourteen days is told once, and not before."""
    ends = books.clock() + timedelta(days=15)
    for _ in range(3):
        with books.books.write() as session:
            notices.token_ends(session, ends, now=books.clock())
        by_mail(books, mail).tell()
        books.clock.on(days=1)
    assert [letter["Subject"] for letter in mail.letters] == [
        "[MEY] The Page's token expires on 9 December 2026"
    ]


def test_forgotten_approval_is_told_once_for_each_moment(books: Campaign, mail: Office) -> None:
    """A draft whose moment passed is told once, with what to do; moved and forgotten again, once more."""
    number = books.queue(approved=False, due=books.clock() + timedelta(hours=1))
    books.queue(approved=False, due=books.clock() - timedelta(days=8))  # long known to everybody

    def looked() -> list[str]:
        for _ in range(2):
            forgotten_drafts.look(books.books, now=books.clock())
            by_mail(books, mail).tell()
        return [letter["Subject"] for letter in mail.letters]

    assert looked() == []
    books.clock.on(hours=2)
    subject = f"[MEY] Post {number} was not approved in time"
    assert looked() == [subject]
    assert f"campaign post move {number} --at WHEN" in mail.letters[0].get_content()
    due = moments.due_at(books.clock() + timedelta(hours=1), BRUSSELS)
    with books.books.write() as session:
        changes = {"due_at": due.utc, "due_wall": due.wall}
        transitions.move(session, number, "moved", now=books.clock(), by="staff", changes=changes)
    assert looked() == [subject]
    books.clock.on(hours=2)
    assert looked() == [subject, subject]


def test_forgotten_approval_that_was_given_meanwhile_is_not_told(books: Campaign, mail: Office) -> None:
    """Who approves, moves or cancels before the letter leaves is not written to."""
    for event in ("approved", "cancelled"):
        number = books.queue(approved=False, due=books.clock() - timedelta(minutes=1))
        forgotten_drafts.look(books.books, now=books.clock())
        step(books, number, event)
        by_mail(books, mail).tell()
    assert mail.letters == []


@pytest.mark.parametrize("alarm", notices.ALARMS)
def test_every_alarm_has_its_words(alarm: str) -> None:
    """What is told of no post's state has a subject and a sentence of its own."""
    for code in (f"notice-subject-{alarm}", f"notice-{alarm}"):
        assert "{" not in translate.say(
            code, {"campaign": "Test", "number": 3, "until": "2026-12-01", "reason": "x"}
        )
        assert not translate.say(code).startswith(code)


@pytest.mark.alone
def test_hanging_server_holds_nobody_up(books: Campaign, mail: Office) -> None:
    """A look takes no time and the end little, though the server is silent; what was not begun is told later."""
    mail.habits.silent_at = {"GREETING"}
    rest(books, books.queue())
    way = notice_mail.Mail(settings=wished(mail), password=None, timeout_s=5)
    round_ = Round(store=books.books, campaign="MEY", way=way, clock=books.clock)
    messenger = Messenger(round_, gather_s=0)
    began = time.monotonic()
    messenger.look()
    assert time.monotonic() - began < 2  # it is silent for 30 s, of which the way would wait 5
    messenger.close(seconds=0.2)
    assert time.monotonic() - began < 4
    assert told(books) == []
    mail.closing.set()
    messenger.close()


def test_last_look_is_told(books: Campaign, mail: Office) -> None:
    """What comes to rest as the service ends is told before it is gone."""
    rest(books, books.queue())
    with carrying([Messenger(by_mail(books, mail), gather_s=30)]) as wake:
        wake()
    assert len(mail.letters) == 1


def test_who_stands_by_tells_nothing(books: Campaign, mail: Office) -> None:
    """A service that never came to look tells nothing and ends at once."""
    rest(books, books.queue())
    with carrying([Messenger(by_mail(books, mail))]):
        pass
    assert mail.heard == []


def test_an_accident_is_heard(books: Campaign, mail: Office) -> None:
    """What goes wrong unforeseen is reported and ends neither the thread nor the service."""

    def break_(_name: str) -> None:
        raise RuntimeError

    heard: list[Exception] = []
    rest(books, books.queue())
    with carrying([Messenger(by_mail(books, mail, break_), on_accident=heard.append, gather_s=0)]) as wake:
        wake()
    assert [type(one) for one in heard] == [RuntimeError]


@pytest.fixture
def founded(tmp_path: Path, campaign: Callable[..., Result]) -> Path:
    """A new campaign folder."""
    folder = tmp_path / "c"
    assert campaign("init", folder, "--language", "nl").exit_code == 0
    return folder


def set_up(folder: Path, text: str) -> None:
    """Write more settings."""
    path = folder / "campaign.toml"
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def doctor(campaign: Callable[..., Result], folder: Path, *words: str) -> tuple[int, dict[str, Any]]:
    """Ask the doctor; return the exit code and the checks by code."""
    done = campaign("doctor", "--json", *words, folder=folder)
    return done.exit_code, {one["check"]: one for one in json.loads(done.stdout)}


def test_doctor_sends_a_trial(
    founded: Path, campaign: Callable[..., Result], mail: Office, hook: Office
) -> None:
    """`doctor --send-notice` sends a notice on trial by each way, and says that it went."""
    set_up(founded, mail.mail_settings + f'webhook = "http://127.0.0.1:{hook.port}/"\n')
    code, checks = doctor(campaign, founded, "--send-notice")
    assert (code, checks["notice-trial-sent"]["good"]) == (0, True)
    assert "test notice" in mail.letters[0]["Subject"]
    assert set(hook.posted[0]) == {"campaign", "post", "state", "reason", "event", "at", "text"}
    assert doctor(campaign, founded)[0] == 0
    assert len(mail.letters) == 1


def test_doctor_says_that_a_trial_failed(
    founded: Path, campaign: Callable[..., Result], mail: Office
) -> None:
    """A trial that is refused is told with the reason, exit 1."""
    set_up(founded, mail.mail_settings)
    mail.habits.answers = {"RCPT": "550 no"}
    code, checks = doctor(campaign, founded, "--send-notice")
    assert (code, checks["mail-refused"]["good"]) == (1, False)


@pytest.mark.parametrize(
    ("text", "check", "words"),
    [
        ('smtp_host = "smtp.example.org"', "notices-incomplete", "email_to and email_from"),
        ('email_to = ["an@example.org"]', "notices-incomplete", "email_from and smtp_host"),
        ('email_to = ["an@example.org"]\nemail_from = "a@example.org"\nsmtp_host = "smtp.example.org"\n'
         'smtp_user = "a"', "notices-no-password", "campaign page trust"),
    ],
)  # fmt: skip
def test_doctor_misses(
    founded: Path, campaign: Callable[..., Result], text: str, check: str, words: str
) -> None:
    """Settings that are not whole are named by the doctor, exit 1."""
    set_up(founded, f"\n[notices]\n{text}\n")
    code, checks = doctor(campaign, founded)
    assert (code, checks[check]["good"]) == (1, False)
    assert words in checks[check]["detail"]


def test_doctor_and_status_tell_of_a_silent_service(founded: Path, campaign: Callable[..., Result]) -> None:
    """A service that has not looked for thirty seconds and never said it stopped is told, with what to do."""
    opened = engine.open_in(founded)
    for age, silent in ((5, False), (31, True)):
        now = pinned_clock.now() - timedelta(seconds=age)
        with opened.write() as session:
            events.beat(session, holder="here", pid=4711, started_at=now, now=now)
        code, checks = doctor(campaign, founded)
        assert (code, "service-silent" in checks) == (int(silent), silent)
        shown = json.loads(campaign("status", "--json", folder=founded).stdout)
        assert shown["service"]["running"] is not silent
        assert [one["code"] for one in shown["findings"]] == ["service-silent"] * silent
    assert "process 4711" in shown["findings"][0]["message"]
    assert "campaign run" in shown["findings"][0]["message"]
    with opened.write() as session:
        events.rest(session, now=now)
    assert doctor(campaign, founded)[0] == 0
    opened.close()


def test_status_keys_stay(founded: Path, campaign: Callable[..., Result]) -> None:
    """`status --json` has the keys of the contract and no others."""
    shown = json.loads(campaign("status", "--json", folder=founded).stdout)
    assert set(shown) == {
        "paused", "page", "service", "counts", "next_due_at", "overdue", "findings"
    }  # fmt: skip


def held_and_run(campaign: Callable[..., Result], folder: Path) -> Result:
    """Queue a post without approval that falls due, then run the service."""
    campaign("post", "add", "--caption", "Hallo", "--language", "nl", "--at", "now", folder=folder)
    campaign("post", "approve", "1", folder=folder)
    campaign("post", "hold", "1", "wacht even", folder=folder)
    return campaign("run", "--until-idle", folder=folder)


@pytest.mark.slow
def test_run_tells(founded: Path, campaign: Callable[..., Result], mail: Office, hook: Office) -> None:
    """`campaign run` tells what is held by both ways, and says so among its steps and in the log."""
    set_up(founded, mail.mail_settings + f'webhook = "http://127.0.0.1:{hook.port}/"\n')
    done = held_and_run(campaign, founded)
    assert done.exit_code == 0, done.stderr
    assert [letter["Subject"][-15:] for letter in mail.letters] == [" Post 1 is held"]
    assert [one["post"] for one in hook.posted] == [1]
    assert "post 1: notice sent by email" in done.stderr
    assert "wacht even" not in mail.letters[0].get_content()
    campaign("run", "--until-idle", folder=founded)
    assert (len(mail.letters), len(hook.posted)) == (1, 1)


@pytest.mark.alone
@pytest.mark.slow
def test_run_ends_though_the_server_hangs(
    founded: Path, campaign: Callable[..., Result], mail: Office
) -> None:
    """A silent mail server costs the service's end some seconds at most, and the next run tells."""
    mail.habits.silent_at = {"GREETING"}
    set_up(founded, mail.mail_settings)
    began = time.monotonic()
    assert held_and_run(campaign, founded).exit_code == 0
    assert time.monotonic() - began < 10
    mail.habits.silent_at = set()
    campaign("run", "--until-idle", folder=founded)
    assert len(mail.letters) == 1


@pytest.mark.slow
def test_refused_token_is_told(founded: Path, campaign: Callable[..., Result], mail: Office) -> None:
    """A service that stops because the Page refuses its token tells so before it is gone."""
    from campaign.cli.app import utc_now
    from schedules.rehearsal import server
    from tests.page_view import fault_at

    set_up(founded, mail.mail_settings)
    with server.start(founded / "rehearsal", port=0, clock=utc_now) as page:
        fault_at(page, edge="post-create", effect="token-expired", nth=1)
        campaign("post", "add", "--caption", "Hallo", "--language", "nl", "--at", "now", folder=founded)
        campaign("post", "approve", "1", folder=founded)
        done = campaign("run", "--until-idle", folder=founded)
    assert done.exit_code == 3
    assert "The service stopped" in mail.letters[0]["Subject"]
    assert len(mail.letters) == 1


@pytest.mark.slow
def test_killed_service_does_not_tell_twice(
    founded: Path, campaign: Callable[..., Result], mail: Office
) -> None:
    """kill -9 while the server holds the letter, then another service: no second letter."""
    mail.habits.silent_at = {"LETTER"}
    set_up(founded, mail.mail_settings)
    campaign("post", "add", "--caption", "Hallo", "--language", "nl", "--at", "+1h", folder=founded)
    campaign("post", "approve", "1", folder=founded)
    campaign("post", "hold", "1", folder=founded)
    env = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-m", "campaign", "--dir", str(founded), "run"]
    service = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 150
        while not mail.letters and time.monotonic() < end:
            time.sleep(0.05)
    finally:
        service.send_signal(signal.SIGKILL)
        service.wait()
    mail.habits.silent_at = set()
    campaign("run", "--until-idle", folder=founded)
    assert len(mail.letters) == 1
