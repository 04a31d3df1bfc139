"""Rules C01 to C09 of consent: the service itself refuses, whatever command or person let the post through."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import click
import pytest
from sqlmodel import select

from campaign import workspace
from campaign.checks import campaign_check
from campaign.cli.app import root
from campaign.messages import translate
from campaign.settings import settings
from schedules.consent import gates
from schedules.database import (
    approvals,
    events,
    posts,
    remote_objects,
    renditions,
    tables,
    testimonies,
    transitions,
)
from schedules.model import names
from schedules.model.records import Post
from schedules.rendering.producer import Producer
from tests import queue_campaign
from tests.page_view import visible_at
from tests.queue_campaign import NOON, Campaign

SOON = timedelta(minutes=10)
WAITS = 1  # the post that is staged where a campaign is `waiting`
Break = Callable[[Campaign], None]


def staged(queue: Campaign, **said: Any) -> int:
    """A film post of a named speaker that stands hidden on the Page, all gates open, ten minutes before it is due."""
    number = queue.queue_film(due=NOON + SOON, **said)
    for _ in range(6):
        if queue.work(number).state == "staged":
            return number
        queue.clock.on(seconds=5)
    assert queue.post(number).state == "staged"
    return number


@pytest.fixture(scope="module")
def staged_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, datetime]:
    """The folder of a campaign whose first post is staged, and the moment at which it is."""
    folder = tmp_path_factory.mktemp("staged")
    with queue_campaign.founded(folder) as campaign:
        assert staged(campaign) == WAITS
        return folder, campaign.clock.moment


@pytest.fixture
def waiting(staged_once: tuple[Path, datetime], tmp_path: Path) -> Iterator[Campaign]:
    """A campaign of a test's own in which the post WAITS is staged."""
    folder, moment = staged_once
    with queue_campaign.reopened(shutil.copytree(folder, tmp_path / "c"), moment) as campaign:
        yield campaign


def reveal(queue: Campaign, number: int, at: datetime = NOON + SOON) -> Post:
    """Let the moment come, and the publisher do what it does then."""
    queue.clock.moment = at
    return queue.work(number)


def held_for(queue: Campaign, post: Post) -> str:
    """The code for which a post is held, and that nobody saw it."""
    assert (post.state, visible_at(queue.served)) == ("held", [])
    assert post.reason
    return str(post.reason["code"])


def narrowed(**columns: Any) -> Break:
    """Change the consent on record."""

    def change(queue: Campaign) -> None:
        with queue.books.write() as session:
            form = session.get_one(tables.Consent, 1)
            for name, value in columns.items():
                setattr(form, name, value)

    return change


def somebody_else(**wishes: Any) -> Break:
    """Somebody else is seen in the film, who allows less."""

    def change(queue: Campaign) -> None:
        queue.consent("Jan Elders", **wishes)

    return change


def taken_back(channel: str | None, language: str | None) -> Break:
    """A consent is withdrawn for a channel or a language, and nothing else happens yet."""

    def change(queue: Campaign) -> None:
        queue.clock.on(seconds=1)
        with queue.books.write() as session:
            session.add(
                tables.Withdrawal(
                    testimony_id=1, person_id=1, channel=channel, language=language, asked_at=queue.clock()
                )
            )

    return change


def no_form(queue: Campaign) -> None:
    """The signed form is gone."""
    (queue.folder / "consent" / "form.pdf").unlink()


def other_form(queue: Campaign) -> None:
    """The signed form is another than it was."""
    (queue.folder / "consent" / "form.pdf").write_bytes(b"signed by somebody")


def a_minor(queue: Campaign) -> None:
    """The speaker turns out to be a minor."""
    with queue.books.write() as session:
        session.get_one(tables.Appearance, (1, 1)).minor = True


def tells_of_illness(queue: Campaign) -> None:
    """The film turns out to tell of the speaker's health."""
    with queue.books.write() as session:
        session.get_one(tables.Testimony, 1).special = ["health"]


BROKEN = [
    pytest.param(narrowed(acts=["publish"]), "consent-film", id="C01-act"),
    pytest.param(narrowed(acts=["film"]), "consent-publish", id="C01-other-act"),
    pytest.param(narrowed(channels=["website"]), "consent-channel", id="C01-channel"),
    pytest.param(narrowed(languages=["fr"]), "consent-language", id="C01-language"),
    pytest.param(narrowed(purposes=["archive"]), "consent-purpose", id="C01-purpose"),
    pytest.param(somebody_else(languages=["fr"]), "consent-language", id="C01-everybody"),
    pytest.param(narrowed(until=date(2026, 11, 23)), "consent-ended", id="C03-ended"),
    pytest.param(no_form, "consent-evidence", id="C04-gone"),
    pytest.param(other_form, "consent-evidence", id="C04-changed"),
    pytest.param(a_minor, "consent-guardian", id="C05-minor"),
    pytest.param(tells_of_illness, "consent-special", id="C05-special"),
    pytest.param(taken_back("facebook", None), "consent-withdrawn", id="withdrawn-channel"),
    pytest.param(taken_back(None, "nl"), "consent-withdrawn", id="withdrawn-language"),
]


@pytest.mark.parametrize(("broken", "code"), BROKEN)
def test_reveal_is_refused(waiting: Campaign, broken: Break, code: str) -> None:
    """What was allowed when the post was approved and sent up is asked again as it would be shown: then it is held."""
    broken(waiting)
    assert held_for(waiting, reveal(waiting, WAITS)) == code


BOTH = "Samen geven we kansen.\n\n***\n\nEnsemble, donnons leur chance à tous."


@pytest.mark.parametrize(
    ("caption", "pair", "held"),
    [
        (BOTH, ("nl", "fr"), True),
        (
            BOTH.replace("Ensemble, donnons leur chance à tous.", "Bravo."),
            ("nl", "fr"),
            True,
        ),  # no word that tells
        (BOTH, ("nl-BE", "fr-BE"), True),
        (BOTH, ("nl", "fr", "en"), True),
        (BOTH, ("nl", "en"), False),  # in neither
        (BOTH, ("nl",), False),
        ("Samen.\n\n***\n\nWij zijn er voor het werk dat je doet.", ("nl", "fr"), False),
        ("Samen.\n\n***\n\n#SamenSterk https://mey.example/steun", ("nl", "fr"), False),
        ("Ensemble, donnons leur chance à tous.\n***\nWij zijn er voor het werk.", ("nl", "fr"), True),
        (BOTH.replace("***", ""), ("nl", "fr"), False),  # one text
    ],
)
def test_both_languages_of_a_caption_need_consent(
    queue: Campaign, caption: str, pair: tuple[str, ...], held: bool
) -> None:
    """A film's caption in two languages is shown only where the consents allow both (C01)."""
    number = staged(queue, caption=caption)
    narrowed(languages=["nl"])(queue)
    queue.clock.moment = NOON + SOON
    post = queue.work(number, pair=pair)
    assert (post.state == "held") is held
    if held:
        assert held_for(queue, post) == "consent-language"
        assert post.reason
        assert str(post.reason["params"]["language"]).startswith("fr")


def test_new_caption_in_two_languages_needs_consent(waiting: Campaign) -> None:
    """New words of a live film in a language without consent are not sent (C01)."""
    narrowed(languages=["nl"])(waiting)
    for _ in range(4):
        reveal(waiting, WAITS, waiting.clock.moment + SOON)
    with waiting.books.write() as session:
        posts.reword(session, WAITS, BOTH)
        approvals.approve(session, WAITS, now=waiting.clock(), by_person_id=None, organisation=None)
        post, ref = posts.post(session, WAITS), waiting.publisher().ref
        remote_objects.want(
            session, WAITS, now=waiting.clock(), kind="words", mark=remote_objects.mark_of(post.new_message, None),
            page=ref.page,
        )  # fmt: skip
    waiting.work(WAITS, pair=("nl", "fr"))
    with waiting.books.read() as session:
        told = [one for one in events.events(session, number=WAITS) if one.event == "words-given-up"]
    assert [one.params["why"] for one in told] == ["consent-language"]
    assert visible_at(waiting.served) == ["Samen geven we kansen."]


@pytest.mark.slow
@pytest.mark.parametrize(("broken", "code"), BROKEN)
def test_render_and_upload_are_refused(queue: Campaign, broken: Break, code: str) -> None:
    """Where a consent lacks something by then, no film is made, and nothing goes up, not even hidden (C02)."""
    uploads = queue.queue_film(due=NOON + SOON)
    renders = queue.queue(kind="video", testimony_id=1, format="landscape", due=NOON + SOON)
    broken(queue)
    producer = Producer(queue.books, queue.campaign())
    producer.tick(queue.clock())
    assert not producer.busy
    assert held_for(queue, queue.post(renders)) == code
    assert held_for(queue, queue.work(uploads)) == code
    with queue.books.read() as session:
        assert not session.get(tables.RemoteObject, 1)


@pytest.mark.parametrize("scope", [("website", None), ("press", "nl"), (None, "fr"), ("facebook", "fr")])
def test_rest_of_a_withdrawn_consent_stands(waiting: Campaign, scope: tuple[str | None, str | None]) -> None:
    """A consent withdrawn for another channel or language alone still lets the post go out."""
    taken_back(*scope)(waiting)
    assert reveal(waiting, WAITS).state in ("publishing", "published")


def test_new_form_after_a_withdrawal_counts(waiting: Campaign) -> None:
    """Who takes a consent back and later signs anew consents."""
    taken_back(None, "nl")(waiting)
    waiting.clock.on(seconds=5)
    waiting.consent()
    assert reveal(waiting, WAITS).state in ("publishing", "published")


def test_guardian_and_explicit_consent_open_the_gate(waiting: Campaign) -> None:
    """With a guardian's signature and an explicit consent, a minor's film that tells of illness goes out (C05)."""
    a_minor(waiting)
    tells_of_illness(waiting)
    waiting.consent(guardian="Els Elders", special=["health"])
    with waiting.books.write() as session:  # what the film tells of is part of what was approved
        approvals.approve(session, WAITS, now=waiting.clock(), by_person_id=None, organisation=None)
    assert reveal(waiting, WAITS).state in ("publishing", "published")


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"caption": "Met Voorbéélds brood."}, "caption"),
        ({"caption": "Lees over #noravoorbeeld"}, "caption"),
        ({"first_comment": "Dank je, NORA VOORBEELD!"}, "comment"),
        ({"link": "https://mey.example/nora-voorbeeld?utm_content=x"}, "link"),
    ],
)
def test_name_is_kept_out_of_words(queue: Campaign, said: dict[str, Any], where: str) -> None:
    """A post that names somebody who wished the first name alone is not sent up (C06)."""
    queue.testimony(name_display="first-name")
    number = queue.queue(kind="video", testimony_id=1, format="landscape", **said)
    with queue.books.write() as session:
        made = renditions.keep_rendition(
            session, now=queue.clock(), testimony_id=1, language="nl", format="landscape", key="a", path="a.mp4",
            sha256="0", width=1, height=1, duration_ms=1,
        )  # fmt: skip
        renditions.attach_rendition(session, number, made)
    post = queue.work(number)
    assert held_for(queue, post) == "name-shown"
    assert post.reason
    assert (post.reason["params"]["person"], post.reason["params"]["where"]) == (1, where)


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_name_is_kept_out_of_subtitles(waiting: Campaign, language: str) -> None:
    """Subtitles that are burnt in or sent along are searched too, in every language (C06)."""
    narrowed(name_display="none")(waiting)
    (waiting.folder / "films" / "s.srt").write_text(
        "1\n00:00:01,000 --> 00:00:02,000\nIk ben Nora.\n\n", "utf-8"
    )
    with waiting.books.write() as session:
        session.add(
            tables.SubtitleFile(testimony_id=1, language=language, path="films/s.srt", sha256="0" * 64)
        )
        session.flush()
        approvals.approve(session, WAITS, now=waiting.clock(), by_person_id=None, organisation=None)
    post = reveal(waiting, WAITS)
    assert held_for(waiting, post) == "name-shown"
    assert post.reason
    assert post.reason["params"]["where"] == f"subtitles-{language}"


def test_name_is_kept_out_of_the_film_that_was_made(waiting: Campaign) -> None:
    """A film on the Page whose lower third tells a name that is no longer wished is held and made anew (C06)."""
    film = waiting.folder / "renders" / "abc.mp4"
    told = {"sha256": "", "pieces": [], "piece_frames": 1, "frames": 1, "sound": ""}
    drawn = {"elements": [{"shapes": [{"text": "Nora Voorbeeld"}]}]}
    film.with_suffix(".json").write_text(json.dumps(told | {"timeline": drawn}), "utf-8")
    narrowed(name_display="first-name")(waiting)
    assert held_for(waiting, reveal(waiting, WAITS)) == "name-in-film"
    assert waiting.post(WAITS).rendition_id is None
    with waiting.books.read() as session:
        assert [one.state for one in session.exec(select(tables.RemoteObject)).all()] == ["abandoned"]


def test_alt_text_of_another_post_is_searched(queue: Campaign) -> None:
    """Whoever wished not to be named in full is not named in a photo's description either (C06)."""
    queue.testimony(name_display="pseudonym", display_name="Bakker")
    assert held_for(queue, queue.work(queue.queue_photos("Portret van Nora Voorbeeld"))) == "name-shown"
    assert queue.work(queue.queue_photos("Een voorbeeld van brood")).state != "held"


@pytest.mark.parametrize(
    ("name", "wish", "text", "shown"),
    [
        ("Fatou van den Berg", "first-name", "Fatou bakt van alles in den Berg", True),
        ("Fatou van den Berg", "first-name", "Fatou bakt van alles in den Haag", False),
        ("Hélène D’Haese", "none", "helene", True),
        ("Hélène D’Haese", "first-name", "Hélène zegt: d’accord", False),
        ("Hélène D’Haese", "first-name", "#HeleneDHaese", True),
        ("Łukasz Wróbel", "none", "met lukasz’ hulp", True),
        ("Jo Bos", "none", "in het bosje bij Jolien", False),
        ("Nora Voorbeeld", "full", "Nora Voorbeeld", False),
    ],
)  # fmt: skip
def test_name_is_found_word_by_word(name: str, wish: str, text: str, shown: bool) -> None:
    """Accents, case, genitives and hashtags hide no name; joining words and longer words are none (C06)."""
    assert names.said(text, names.forbidden(name, wish, None)) is shown


def test_files_bear_no_names(waiting: Campaign) -> None:
    """Whatever goes out of a post is called by numbers, so that no file name tells who it is (C06)."""
    reveal(waiting, WAITS)
    sent = [path.name for path in (waiting.folder / "rehearsal").rglob("*") if path.is_file()]
    assert not [name for name in sent if names.said(name, ("nora", "voorbeeld"))]


def test_advertising_is_a_purpose_of_its_own(waiting: Campaign) -> None:
    """A consent for the campaign is none for paid advertising: a finding; the post goes out all the same (C07)."""

    def finding() -> str | None:
        with waiting.books.read() as session:
            post, now = waiting.post(WAITS), waiting.clock()
            shut = gates.boost(session, post, instant=now, campaign=waiting.campaign())
        return shut.code if shut else None

    assert finding() == "consent-no-ads"
    waiting.consent(purposes=["campaign", "paid_ads"])
    assert finding() is None
    assert reveal(waiting, WAITS).state in ("publishing", "published")


def test_check_tells_what_may_not_be_advertised(waiting: Campaign) -> None:
    """`check` has a remark for each film whose posts may go out and not be advertised, and none once they may (C07)."""
    waiting.queue_kind("video", caption="Nog eens.")

    def found() -> list[tuple[str, str, str]]:
        with workspace.opened(waiting.folder, settings.load(waiting.folder / "campaign.toml")) as opened:
            told = campaign_check.findings(opened, now=waiting.clock())
        return [
            (one.severity, one.where, translate.say(one.code, one.params))
            for one in told
            if "ads" in one.code
        ]

    (waiting.folder / "campaign.toml").write_text('name = "Test"\nlanguages = ["nl", "fr"]\n', "utf-8")
    said = "the posts of bakery must not be boosted: Nora Voorbeeld did not consent to paid advertising."
    assert found() == [("info", "testimony bakery", said)]
    waiting.consent(purposes=["campaign", "paid_ads"])
    assert found() == []
    narrowed(until=date(2026, 11, 23))(waiting)
    with waiting.books.write() as session:
        session.get_one(tables.Consent, 2).until = date(2026, 11, 23)
    assert found() == []  # no consent at all is an error of its own


def _options(command: click.Command) -> list[str]:
    own = [name for one in command.params for name in one.opts]
    return own + [
        name
        for sub in (command.list_commands(click.Context(command)) if isinstance(command, click.Group) else ())
        if (found := command.get_command(click.Context(command), sub))  # type: ignore[attr-defined]
        for name in _options(found)
    ]


def test_nothing_forces_a_gate(waiting: Campaign) -> None:
    """No command has an option to force, and releasing a post does not open a gate: it is held again (C08)."""
    assert not [name for name in _options(root) if "force" in name or "override" in name]
    narrowed(languages=["fr"])(waiting)
    reveal(waiting, WAITS)
    with waiting.books.write() as session:
        transitions.move(
            session, WAITS, "released", now=waiting.clock(), by="staff", changes={"reason": None}
        )
    assert held_for(waiting, waiting.work(WAITS)) == "consent-language"


@pytest.mark.parametrize(
    ("until", "at", "held"),
    [
        (date(2026, 11, 24), "2026-11-24T22:59:59+00:00", False),
        (date(2026, 11, 24), "2026-11-24T23:00:00+00:00", True),  # midnight in Brussels
    ],
)
def test_day_is_that_of_brussels(waiting: Campaign, until: date, at: str, held: bool) -> None:
    """A post delayed past the last day of a consent, as Brussels counts days, does not go out (C09)."""
    narrowed(until=until)(waiting)
    waiting.clock.moment = datetime.fromisoformat(at)
    post = waiting.work(WAITS, late="send")
    assert (post.state == "held") is held
    if held:
        assert held_for(waiting, post) == "consent-ended"


def test_consent_that_ends_soon_is_told(waiting: Campaign) -> None:
    """A consent that ends within 14 days after the post is due is a warning, and no gate (C03)."""

    def told(last: date) -> bool:
        narrowed(until=last)(waiting)
        with waiting.books.read() as session:
            post = waiting.post(WAITS)
            return bool(gates.ends_soon(session, post, instant=NOON, campaign=waiting.campaign()))

    assert [told(date(2026, 12, day)) for day in (7, 8)] == [True, False]
    assert reveal(waiting, WAITS).state in ("publishing", "published")


def test_no_comment_after_the_consent_ended(queue: Campaign) -> None:
    """A first comment still to come is not made once the consent has ended (C01)."""
    number = staged(queue, first_comment="Bedankt!")
    reveal(queue, number)
    for _ in range(3):
        queue.clock.on(seconds=2)
        if queue.post(number).state == "published":
            break
        queue.work(number)
    narrowed(until=date(2026, 11, 23))(queue)
    with queue.books.write() as session:
        for row in session.exec(select(tables.RemoteObject).filter_by(kind="comment")).all():
            row.state, row.intent, row.remote_id = "intended", "wanted", None
    queue.work(number)
    with queue.books.read() as session:
        assert "comment-given-up" in [one.event for one in events.events(session, number=number)]


def test_minor_stays_one(queue: Campaign) -> None:
    """Who was recorded as a minor once needs a guardian on every later form."""
    queue.testimony(minor=True, guardian="Els Elders")
    queue.consent()
    with queue.books.read() as session:
        assert testimonies.minors(session, 1) == {1}
        assert sha256(b"signed").hexdigest() == testimonies.consents(session)[0].evidence_sha256
