"""`--cover-words`: words for a film's cover in each language; what is too long is said, and nothing is dropped."""

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from schedules.consent import named_people
from schedules.database import approvals, posts, tables, testimonies, withdrawals
from schedules.model import records
from tests import small_films
from tests.campaign.reports import reported_campaign as reported
from tests.queue_campaign import Campaign
from tests.schedules.withdrawal.test_withdrawal import begin

Run = Callable[..., Result]
LONG = "Met dit krediet kon ik eindelijk mijn eigen oven kopen"


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with a film, made once, whose kit makes covers."""
    made = reported.founded(tmp_path_factory.mktemp("covers"), campaign)
    reported.covers(made, made=True)
    return made


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """A campaign of a test's own."""
    return reported.copied(founded, tmp_path)


def edited(campaign: Run, folder: Path, *words: str) -> Result:
    """Give the film these words."""
    said = [one for text in words for one in ("--cover-words", text)]
    return campaign("testimony", "edit", "bakery", *said, "--json", folder=folder)


def words(done: Result) -> Any:
    """The film's words of the cover, as a command's JSON has them."""
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)["cover_words"]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (["Mijn oven bleef aan."], {"nl": "Mijn oven bleef aan."}),
        (["nl:Mijn oven", "fr:Mon four"], {"nl": "Mijn oven", "fr": "Mon four"}),
        (["Nederlands"], {"nl": "Nederlands"}),
        (["NL: Mijn oven", "fr-BE:Mon four"], {"nl": "Mijn oven", "fr": "Mon four"}),
        (["Nu: de stap"], {"nl": "Nu: de stap"}),
        (["Mijn droom: een oven"], {"nl": "Mijn droom: een oven"}),
        (["  Mijn   oven bleef aan "], {"nl": "Mijn oven bleef aan"}),
        (["fr:Elle dit : oui"], {"fr": "Elle dit : oui"}),
    ],
)
def test_words_are_kept_by_language(
    campaign: Run, folder: Path, said: list[str], kept: dict[str, str]
) -> None:
    """A text is in the language that it names, else in the one spoken; a colon within a text stays."""
    assert words(edited(campaign, folder, *said)) == kept
    shown = campaign("testimony", "show", "bakery", "--json", folder=folder)
    assert words(shown) == kept


def test_words_of_one_language_leave_the_others(campaign: Run, folder: Path) -> None:
    """Words are replaced, and taken back by an empty text, in their language alone."""
    edited(campaign, folder, "nl:Mijn oven", "fr:Mon four")
    assert words(edited(campaign, folder, "nl:Mijn broodjes")) == {"nl": "Mijn broodjes", "fr": "Mon four"}
    assert words(edited(campaign, folder, "fr:")) == {"nl": "Mijn broodjes"}
    assert words(edited(campaign, folder, "")) == {}


@pytest.mark.parametrize(
    ("said", "told"),
    [(["de:Mein Ofen"], "German"), (["Mijn oven", "nl:Mijn brood"], "two texts were given for the cover in Dutch")],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused(campaign: Run, folder: Path, said: list[str], told: str) -> None:
    """A language that the campaign does not have, and two texts in one: a line that says so, and nothing changes."""
    done = edited(campaign, folder, *said)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert told in done.stderr
    assert words(campaign("testimony", "show", "bakery", "--json", folder=folder)) == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (LONG, "are longer than 40 characters: the cover shows the question instead"),
        ("Arbeidsongeschiktheidsverzekeringen", "do not fit on three lines (landscape"),
        ("Mijn 🏺 bleef aan", "B07 error"),
    ],
)
def test_words_that_a_cover_does_not_show_are_told(campaign: Run, folder: Path, text: str, told: str) -> None:
    """What is too long, too wide, or has a letter that the font lacks is said when it is given, and by `check`."""
    assert told in edited(campaign, folder, text).stderr
    assert told in campaign("testimony", "check", "bakery", folder=folder).output


def test_words_for_no_cover_are_told(campaign: Run, folder: Path) -> None:
    """Where the kit makes no covers the words are kept, and it is said that nobody sees them."""
    reported.covers(folder, made=False)
    done = edited(campaign, folder, "Mijn oven")
    assert words(done) == {"nl": "Mijn oven"}
    assert "F24 remark" in done.stderr
    assert "the brand kit makes no covers" in done.stderr


@pytest.mark.parametrize(
    ("lang", "told"), [("nl", "F24"), ("fr", "F24"), ("en", "the words of the cover in Dutch, “")]
)
def test_told_in_each_language(campaign: Run, folder: Path, lang: str, told: str) -> None:
    """The finding is said in the reader's language."""
    assert (
        told
        in campaign(
            "--lang", lang, "testimony", "edit", "bakery", "--cover-words", LONG, folder=folder
        ).stderr
    )


def test_post_shows_the_words_of_its_cover(campaign: Run, folder: Path) -> None:
    """`post show` repeats what a post's cover says, in the post's language alone."""
    edited(campaign, folder, "nl:Mijn oven bleef aan.", "fr:Mon four")
    campaign("post", "add", "--testimony", "bakery", "--language", "nl", "--caption", "Brood", folder=folder)
    shown = campaign("post", "show", "1", folder=folder).output
    assert "words of the cover │ Mijn oven bleef aan." in " ".join(shown.split())
    assert "Mon four" not in shown


def test_new_film_brings_its_words(campaign: Run, folder: Path) -> None:
    """`testimony add` takes them too."""
    film = small_films.film(folder.parent / "two.mp4", seconds=2, picture="testsrc")
    who = (
        "--speaker",
        "An Voorbeeld",
        "--role",
        "entrepreneur",
        "--organisation",
        "Brusoc",
        "--language",
        "fr",
    )
    done = campaign(
        "testimony", "add", film, "--slug", "two", *who, "--cover-words", "Mon four", "--json", folder=folder
    )
    assert words(done) == {"fr": "Mon four"}


def _film(queue: Campaign, **said: Any) -> records.Testimony:
    with queue.books.write() as session:
        testimonies.change_testimony(
            session, testimonies.testimony(session, "bakery"), now=queue.clock(), subtitles={}, **said
        )
        return testimonies.testimony(session, "bakery")


def test_an_approval_covers_the_words_of_its_cover(queue: Campaign) -> None:
    """A yes of before stands where nothing was chosen; other words in the post's language void it, elsewhere not."""
    number = queue.queue_film()
    post, bare = queue.post(number), _film(queue)
    before = approvals.content_of(post, bare)
    with queue.books.read() as session:
        assert before == approvals.given(session, number)[0].content
    french = _film(queue, cover_words={"fr": "Mon four"})
    dutch = _film(queue, cover_words={"fr": "Mon four", "nl": "Mijn oven"})
    other = _film(queue, cover_words={"nl": "Mijn brood"})
    seen = [approvals.content_of(post, one) for one in (french, dutch, other)]
    assert seen[0] == before
    assert len({before, *seen}) == 3
    with queue.books.write() as session:
        session.get_one(tables.Post, number).cover_sha256 = "ab" * 32  # its own cover shows none of them
    post = queue.post(number)
    assert approvals.content_of(post, bare) == approvals.content_of(post, other)


def test_hashes_of_before_are_the_same() -> None:
    """What an approval covers has the hash that the version before covers gave it."""
    post = _blank("Post", kind="video", language="nl", caption="Brood", format="feed", photos=[])
    film = _blank(
        "Testimony", film_sha256="ab" * 32, from_ms=0, speaker="Nora Voorbeeld", role="entrepreneur",
        organisation="Hefboom", theme="coping", fill="kit", centre=[50, 50], subtitles_sha256={"nl": "cd" * 32},
        cover_words={},
    )  # fmt: skip
    known = "9a711f8ffb01ad0499525716f737a02792c7ff61640659e0c69abe3e2816c1ac"
    assert approvals.content_of(post, film) == known


def _blank(name: str, **said: Any) -> Any:
    """A record that has these values, and none of the others."""

    kind = getattr(records, name)
    return kind(**({one.name: None for one in dataclasses.fields(kind)} | said))


def test_post_falls_back_when_its_cover_says_something_else(campaign: Run, folder: Path) -> None:
    """A post that was approved is a draft again once its cover's words are changed, and it is said."""
    for said in (
        ("post", "add", "--testimony", "bakery", "--language", "nl", "--caption", "Brood", "--at", "2040-05-02 10:00"),
        ("testimony", "edit", "bakery", "--cover-words", "Mijn oven"),
    ):  # fmt: skip
        assert campaign(*said, folder=folder).exit_code == 0
    books = reported.engine.open_in(folder)
    with books.write() as session:
        approvals.approve(session, 1, now=reported.NOW, by_person_id=None, organisation=None)
        session.get_one(tables.Post, 1).state = "approved"
    done = edited(campaign, folder, "Mijn brood")
    with books.read() as session:
        assert posts.post(session, 1).state == "draft"
    books.close()
    assert "1" in done.stderr


def test_words_that_name_who_does_not_wish_it_are_found(queue: Campaign) -> None:
    """The words of a cover are looked through for names like all else that goes out."""
    number = queue.queue_film()
    with queue.books.write() as session:
        session.get_one(tables.Consent, 1).name_display = "none"
    _film(queue, cover_words={"nl": "Nora bakt"})
    with queue.books.read() as session:
        shut = named_people.in_words(session, queue.post(number), campaign=queue.campaign())
    assert shut is not None
    assert shut.params["where"] == "cover-words"


@pytest.mark.parametrize(("language", "left"), [(None, {}), ("fr", {"nl": "Mijn oven"})])
def test_words_go_with_a_withdrawal(queue: Campaign, language: str | None, left: dict[str, str]) -> None:
    """What somebody said on a cover is erased with the film, or in the language that was withdrawn."""
    queue.testimony()
    _film(queue, cover_words={"nl": "Mijn oven", "fr": "Mon four"})
    number = begin(queue, language=language)
    with queue.books.write() as session:
        (found,) = (one for one in withdrawals.everything(session) if one.id == number)
        withdrawals.erase_files(session, found)
    with queue.books.read() as session:
        assert testimonies.testimony(session, "bakery").cover_words == left
