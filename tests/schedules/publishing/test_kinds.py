"""Reels, photos, and what comes with a post: subtitle files, cover, first comment, new words; each once, as asked."""

import shutil
import urllib.request
from contextlib import AbstractContextManager
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from campaign import workspace
from campaign.checks import post_warnings
from campaign.messages import translate
from campaign.reports import post_preview
from campaign.settings import settings
from campaign.testimonies import signed_forms
from schedules.database import approvals, claims, posts, remote_objects, tables, testimonies, transitions
from schedules.database import events as database_events
from schedules.model.records import PageIdentity, Post
from schedules.model.states import State
from schedules.publishing import leftovers
from schedules.rehearsal import server
from tests.page_view import fault_at, page_says, set_at, visible_at
from tests.paths import EXAMPLE
from tests.queue_campaign import FILM, PIXEL, Campaign

SRT = "1\n00:00:01,000 --> 00:00:03,000\nEnsemble, on crée des chances.\n"


def finish(queue: Campaign, number: int) -> Post:
    """Work on a post as a service would, time passing, until nothing is left to do."""
    for _ in range(40):
        post = queue.work(number)
        with queue.books.read() as session:
            if post.state in (State.FAILED, State.HELD, State.DOUBTFUL) or not posts.owed(session):
                return post
        queue.clock.on(seconds=20)
    raise AssertionError(f"post {number} never comes to rest")


def events(queue: Campaign, number: int) -> list[str]:
    """The names of a post's events, in order."""
    with queue.books.read() as session:
        return [one.event for one in database_events.events(session, number=number)]


def with_subtitles(queue: Campaign, language: str = "fr") -> None:
    """Give the film subtitles in a language, and the campaign a brand kit, whose title they follow."""
    shutil.copytree(EXAMPLE / "brand", queue.folder / "brand", dirs_exist_ok=True)
    (queue.folder / "films" / f"0001.{language}.srt").write_bytes(SRT.encode())
    with queue.books.write() as session:
        film = testimonies.testimony(session, "bakery")
        files = {language: (f"films/0001.{language}.srt", sha256(SRT.encode()).hexdigest())}
        testimonies.change_testimony(session, film, now=queue.clock(), subtitles=files)


def queue_film_with_cover(queue: Campaign) -> int:
    """Queue a film with a cover of its own."""
    (queue.folder / "pictures").mkdir(exist_ok=True)
    (queue.folder / "pictures" / "cover.png").write_bytes(PIXEL)
    return queue.queue_film(cover_path="pictures/cover.png", cover_sha256=sha256(PIXEL).hexdigest())


def reels_on(queue: Campaign) -> list[Any]:
    """The reels on the Page, hidden ones too."""
    path = f"{queue.served.page_id}/video_reels?fields=id,description,published,source&limit=100"
    found: list[Any] = page_says(queue.served, path)["data"]
    return found


def comments_on(queue: Campaign, post: Post) -> list[str]:
    """What the Page commented on a post."""
    return [one["message"] for one in page_says(queue.served, f"{post.facebook_id}/comments")["data"]]


def test_reel_arrives_whole_and_is_shown(queue: Campaign) -> None:
    """A reel waits as a draft, is shown in its second, and is the rendition byte for byte."""
    number = queue.queue_film("reel", due=queue.clock.moment + timedelta(minutes=5))
    queue.work(number)
    queue.clock.on(seconds=20)
    assert (queue.work(number).state, [one["published"] for one in reels_on(queue)]) == ("staged", [False])
    queue.clock.on(minutes=5)
    post = finish(queue, number)
    (reel,) = reels_on(queue)
    with urllib.request.urlopen(reel["source"], timeout=60) as answer:
        assert sha256(answer.read()).hexdigest() == sha256(FILM).hexdigest()
    assert (post.state, post.facebook_id, reel["published"]) == ("published", reel["id"], True)
    assert post.permalink


@pytest.mark.slow
@pytest.mark.parametrize("edge", ["reel-start", "reel-bytes", "reel-finish", "video-read"])
@pytest.mark.parametrize("effect", ["lost", "refused-500-after-accept", "html-502", "truncated"])
def test_reel_is_out_once_whatever_is_not_answered(queue: Campaign, edge: str, effect: str) -> None:
    """Whichever answer is lost, one reel is public in the end, and the sweep leaves no other."""
    number = queue.queue_film("reel")
    fault_at(queue.served, edge=edge, effect=effect, nth=1)
    assert finish(queue, number).state == "published"
    queue.clock.on(hours=26)
    leftovers.sweep(queue.publisher())
    assert [one["published"] for one in reels_on(queue)] == [True]


def test_photos_go_up_with_their_words_for_the_blind(queue: Campaign) -> None:
    """A post shows its photos in order, each with its alternative text."""
    number = queue.queue_photos("Een bakker voor haar oven", None)
    post = finish(queue, number)
    shown = page_says(queue.served, f"{post.facebook_id}?fields=attachments,message")
    photos = shown["attachments"]["data"][0]["subattachments"]["data"]
    alts = [
        page_says(queue.served, f"{one['target']['id']}?fields=alt_text_custom").get("alt_text_custom")
        for one in photos
    ]
    assert (post.state, shown["message"], alts) == (
        "published",
        "Samen geven we kansen.",
        ["Een bakker voor haar oven", None],
    )


@pytest.mark.parametrize("effect", ["lost", "refused-500-after-accept", "html-502", "truncated"])
def test_post_with_photos_is_made_once(queue: Campaign, effect: str) -> None:
    """When the answer to its making is lost, a post with photos is found on the Page, not made twice."""
    number = queue.queue_photos(None)
    fault_at(queue.served, edge="post-create", effect=effect, nth=1)
    assert finish(queue, number).state == "published"
    assert visible_at(queue.served) == ["Samen geven we kansen."]
    assert len(page_says(queue.served, f"{queue.served.page_id}/feed?fields=id")["data"]) == 1


def test_missing_photo_fails_the_post_with_its_name(queue: Campaign) -> None:
    """A photo that is gone from the folder fails its post before anything is sent."""
    number = queue.queue_photos(None)
    (queue.folder / "pictures" / "one.png").unlink()
    post = queue.work(number)
    assert (post.state, post.reason) == (
        "failed",
        {"code": "photo-missing", "params": {"number": number, "path": "pictures/one.png"}},
    )


def test_link_in_the_words_does_not_hide_a_post_from_us(queue: Campaign) -> None:
    """A post whose text holds a link is found although the Page shows that link as its own."""
    found = {
        remote_objects.mark_of("Lees https://example.org/kansen", None),
        remote_objects.mark_of("Lees", "https://example.org/kansen"),
    }
    assert remote_objects.mark_of("Lees https://example.org/kansen", None) in remote_objects.marks_of(
        "Lees https://example.org/kansen", "https://example.org/kansen/"
    )
    assert not found & remote_objects.marks_of("Iets anders", "https://example.org/kansen")


def test_certainly_unsent_is_made_again_at_once(queue: Campaign) -> None:
    """What never left this computer is not looked for: it is made when the Page can be reached."""
    number = queue.queue()
    queue.served.stop()
    assert queue.work(number).state == "uploading"
    queue.clock.on(seconds=20)
    port = int(queue.served.graph_url.rpartition(":")[2])
    with server.start(queue.folder / "rehearsal", port=port, clock=queue.clock):
        assert queue.work(number).state == "published"
    assert "looked-in-vain" not in events(queue, number)


def test_first_comment_stands_once(queue: Campaign) -> None:
    """The first comment follows as soon as the post is out."""
    number = queue.queue(first_comment="Meer weten? https://example.org/kansen")
    post = finish(queue, number)
    assert comments_on(queue, post) == ["Meer weten? https://example.org/kansen"]
    assert events(queue, number)[-2:] == ["published", "commented"]


@pytest.mark.parametrize("effect", ["lost", "refused-500-after-accept", "html-502", "truncated"])
def test_unanswered_comment_is_found_not_repeated(queue: Campaign, effect: str) -> None:
    """When the answer to a comment is lost, it is looked for, and stands once."""
    number = queue.queue(first_comment="Meer weten?")
    fault_at(queue.served, edge="comment-create", effect=effect, nth=1)
    assert comments_on(queue, finish(queue, number)) == ["Meer weten?"]


def test_comment_that_never_arrived_is_given_up_and_told(queue: Campaign) -> None:
    """A comment that was perhaps made and is not found is never made again; the log says so, the post is out."""
    number = queue.queue(first_comment="Meer weten?")
    fault_at(queue.served, edge="comment-create", effect="reset-before", nth=1)
    post = finish(queue, number)
    assert (post.state, post.attempts, comments_on(queue, post)) == ("published", 0, [])
    assert events(queue, number)[-1] == "comment-given-up"


def test_refused_comment_does_not_fail_the_post(queue: Campaign) -> None:
    """A first comment that the Page refuses leaves the post published."""
    number = queue.queue(first_comment="Meer weten?")
    fault_at(queue.served, edge="comment-create", effect="error", code=200, nth=1)
    post = finish(queue, number)
    assert (post.state, events(queue, number)[-1]) == ("published", "comment-given-up")


def test_subtitles_of_other_languages_are_there_before_the_film_is_shown(queue: Campaign) -> None:
    """A film that waits hidden has its subtitle files on the Page, but not the one already in its picture."""
    number = queue.queue_film(due=queue.clock.moment + timedelta(minutes=20))
    with_subtitles(queue, "fr")
    with_subtitles(queue, "nl")
    approve(queue, number)
    for _ in range(5):
        queue.work(number)
        queue.clock.on(seconds=5)
    assert queue.post(number).state == "staged"
    with queue.books.read() as session:
        film = remote_objects.current(session, number)
    assert film
    assert queue.publisher().page.captions(film.remote_id or "") == ["fr_FR"]


def approve(queue: Campaign, number: int) -> None:
    """Say yes to a post as it stands now."""
    with queue.books.write() as session:
        approvals.approve(session, number, now=queue.clock(), by_person_id=None, organisation=None)


def test_subtitles_in_a_language_without_consent_stay_at_home(queue: Campaign) -> None:
    """A subtitle file goes up only in a language to which the speaker consented."""
    number = queue.queue_film()
    with_subtitles(queue, "fr")
    with queue.books.write() as session:
        session.get_one(tables.Consent, 1).languages = ["nl"]
    approve(queue, number)
    post = finish(queue, number)
    assert queue.publisher().page.captions(post.facebook_id or "") == []
    assert (post.state, "captions-given-up" in events(queue, number)) == ("published", True)


def record_consent(queue: Campaign, *languages: str) -> None:
    """Record a signed form of the speaker, as the desk does."""
    form = queue.folder / "form.pdf"
    form.write_bytes(b"signed anew")
    details = signed_forms.FormDetails(
        slug="bakery", person=None, acts=("film", "publish"), channels=("facebook",), languages=[*languages],
        purposes=("campaign",), signed_on=queue.clock().date(), until=None, form=form, name_display="full",
        pseudonym=None,
    )  # fmt: skip
    with opened(queue) as office:
        signed_forms.record(office, details, now=queue.clock())


def opened(queue: Campaign) -> AbstractContextManager[workspace.Workspace]:
    """The campaign as the desk opens it."""
    (queue.folder / "campaign.toml").write_text('name = "Test"\nlanguages = ["nl", "fr"]\n', encoding="utf-8")
    return workspace.opened(queue.folder, settings.load(queue.folder / "campaign.toml"))


@pytest.mark.parametrize("shown", [False, True])
def test_subtitles_come_once_the_consent_is_there(queue: Campaign, shown: bool) -> None:
    """A subtitle file that stayed behind for want of a consent is brought when one is recorded, shown or hidden."""
    number = queue.queue_film(due=queue.clock.moment + timedelta(minutes=0 if shown else 20))
    with_subtitles(queue, "fr")
    with queue.books.write() as session:
        session.get_one(tables.Consent, 1).languages = ["nl"]
    approve(queue, number)
    for _ in range(8):
        queue.work(number)
        queue.clock.on(seconds=5)
    assert queue.post(number).state == ("published" if shown else "staged")
    record_consent(queue, "nl")
    assert not file_waits(queue)
    for _ in range(2):
        record_consent(queue, "fr")
    assert file_waits(queue)
    for _ in range(4):
        queue.work(number)
        queue.clock.on(seconds=5)
    with queue.books.read() as session:
        carrier = remote_objects.current(session, number)
    assert carrier
    assert queue.publisher().page.captions(carrier.remote_id or "") == ["fr_FR"]
    assert [one for one in events(queue, number) if "captions" in one] == ["captions-given-up", "captions-up"]


def file_waits(queue: Campaign) -> bool:
    """Whether a subtitle file waits to be brought."""
    with queue.books.read() as session:
        return bool(remote_objects.open_extras(session, 1))


def test_subtitles_that_stay_behind_are_told(queue: Campaign) -> None:
    """Preview and approval name the subtitle file that will not go along, and why; with a consent it is promised."""
    number = queue_film_with_cover(queue)
    with_subtitles(queue, "fr")
    with queue.books.write() as session:
        session.get_one(tables.Consent, 1).languages = ["nl"]
    said = "the subtitle file in French will not be uploaded: Nora Voorbeeld did not consent to French on 24 November"
    film, warnings = told(queue, number)
    assert (film["beside"], len(film["left_out"])) == ([], 1)
    assert film["left_out"][0].startswith(said)
    assert [one.startswith(said) for one in warnings if "French" in one] == [True]
    record_consent(queue, "nl", "fr")
    film, warnings = told(queue, number)
    assert (film["beside"], film["left_out"]) == (["fr"], [])
    assert not [one for one in warnings if "French" in one]


def told(queue: Campaign, number: int) -> tuple[dict[str, Any], list[str]]:
    """What the preview says of a post's film, and what approving it warns of."""
    now = queue.clock()
    with opened(queue) as desk, desk.store.read() as session:
        post = posts.post(session, number)
        film = post_preview.gathered(session, desk, post, now=now)["film"]
        found = post_warnings.told(session, desk, post, now=now)
        assert post_preview.rendered(post_preview.gathered(session, desk, post, now=now))
        return film, [translate.say(one.code, one.params) for one in found]


@pytest.mark.slow
@pytest.mark.parametrize("effect", ["lost", "refused-500-after-accept", "html-502", "error"])
def test_troubled_subtitles_and_cover_never_keep_a_film_back(queue: Campaign, effect: str) -> None:
    """Whatever becomes of subtitle file and cover, the film is out; what can be brought is brought."""
    number = queue_film_with_cover(queue)
    with_subtitles(queue, "fr")
    approve(queue, number)
    for edge in ("captions-add", "thumbnail-add"):
        fault_at(
            queue.served, edge=edge, effect=effect, nth=1, **({"code": 100} if effect == "error" else {})
        )
    post = finish(queue, number)
    there = queue.publisher().page.captions(post.facebook_id or "")
    assert (post.state, there) == ("published", [] if effect == "error" else ["fr_FR"])
    assert ("cover-given-up" if effect == "error" else "cover-set") in events(queue, number)


@pytest.mark.parametrize("kind", ["text", "video", "reel", "photo"])
def test_new_words_of_a_live_post_are_sent_once_approved(queue: Campaign, kind: str) -> None:
    """The new caption of a live post goes to the Page after its approval, and is read back."""
    number = queue.queue_kind(kind)
    post = finish(queue, number)
    change(queue, number, "Beter gezegd.")
    assert finish(queue, number).caption == "Beter gezegd."
    fields = "message" if kind in ("text", "photo") else "description"
    assert page_says(queue.served, f"{post.facebook_id}?fields={fields}")[fields] == "Beter gezegd."
    assert events(queue, number)[-1] == "corrected"


def change(queue: Campaign, number: int, words: str, *, approved: bool = True) -> None:
    """Propose new words for a live post, approve them, and ask for them."""
    with queue.books.write() as session:
        row = session.get_one(tables.Post, number)
        row.new_caption = words
        session.add(row)
        session.flush()
        if approved:
            approvals.approve(session, number, now=queue.clock(), by_person_id=None, organisation=None)
        page = PageIdentity(page_id=row.page_id, graph_url=row.page_graph_url)
        mark = remote_objects.mark_of(words, None)
        remote_objects.want(session, number, now=queue.clock(), kind="words", page=page, mark=mark)


def test_new_words_without_approval_are_not_sent(queue: Campaign) -> None:
    """New words that nobody approved do not reach the Page."""
    number = queue.queue()
    finish(queue, number)
    change(queue, number, "Ongezien.", approved=False)
    assert (finish(queue, number).caption, visible_at(queue.served)) == (
        "Samen geven we kansen.",
        ["Samen geven we kansen."],
    )
    assert events(queue, number)[-1] == "words-given-up"


@pytest.mark.slow
def test_killed_anywhere_extras_stand_once(queue: Campaign) -> None:
    """Cut off at any boundary after it is out, a post has its comment once in the end."""
    passed: list[str] = []
    queue.work(queue.queue(first_comment="Meer?"), passed.append)
    after = len(passed) - passed.index("published-commit:after")
    for nth in range(after):
        number = queue.queue(caption=f"killed {nth}", first_comment="Meer?")
        with pytest.raises(InterruptedError):
            queue.work(number, _stopper(len(passed) - nth))
        claims.void_leases(queue.books)
        assert comments_on(queue, finish(queue, number)).count("Meer?") <= 1, nth
        assert events(queue, number)[-1] in ("commented", "comment-given-up")


def _stopper(left: int) -> Any:
    count = iter(range(1, left))

    def boundary(name: str) -> None:
        if next(count, None) is None:
            raise InterruptedError(name)

    return boundary


def staged_on_schedule(queue: Campaign, **said: Any) -> int:
    """Queue a text due in an hour and have it handed over to Facebook's schedule."""
    number = queue.queue(due=queue.clock.moment + timedelta(hours=1), **said)
    queue.work(number, scheduler="facebook")
    assert (queue.post(number).state, "handed-over" in events(queue, number)) == ("staged", True)
    return number


@pytest.mark.parametrize("kind", ["text", "video", "reel"])
def test_handed_over_it_goes_out_without_us(queue: Campaign, kind: str) -> None:
    """A post that was handed over is shown by the Page itself; we only read that it was, once we are awake."""
    due = queue.clock.moment + timedelta(hours=1)
    number = queue.queue(due=due) if kind == "text" else queue.queue_film(kind, due=due)
    for _ in range(5):
        queue.work(number, scheduler="facebook")
        queue.clock.on(seconds=5)
    assert "handed-over" in events(queue, number)
    queue.clock.moment = due + timedelta(minutes=3)
    assert visible_at(queue.served) == ["Samen geven we kansen."]
    assert queue.work(number, scheduler="facebook").state == "published"


def test_handed_over_it_is_never_late(queue: Campaign) -> None:
    """Shown by Facebook while this computer slept all night, a post is found out, not deleted as late."""
    number = staged_on_schedule(queue)
    queue.clock.on(hours=9)
    assert queue.work(number, scheduler="facebook").state == "published"
    leftovers.recall(queue.publisher())
    assert visible_at(queue.served) == ["Samen geven we kansen."]


def test_schedule_that_does_not_work_is_no_harm(queue: Campaign) -> None:
    """Where Facebook's schedule shows nothing, we show the post in its second."""
    number = queue.queue(due=queue.clock.moment + timedelta(hours=1))
    fault_at(queue.served, edge="edit", effect="error", code=100, nth=1)
    queue.work(number, scheduler="facebook")
    assert "not-handed-over" in events(queue, number)
    queue.clock.on(hours=1)
    assert queue.work(number, scheduler="facebook").state == "published"


@pytest.mark.parametrize("event", ["held", "cancelled", "unapproved", "edited"])
def test_taken_back_it_is_gone_from_facebook(queue: Campaign, event: str) -> None:
    """A post that staff hold, cancel or change after it was handed over is deleted at once, before it can go out."""
    number = staged_on_schedule(queue)
    with queue.books.write() as session:
        transitions.move(session, number, event, now=queue.clock(), by="staff")
    leftovers.recall(queue.publisher())
    queue.clock.on(hours=2)
    assert page_says(queue.served, f"{queue.served.page_id}/feed?fields=id")["data"] == []
    assert events(queue, number)[-1] == "taken-back"


def test_refused_after_an_unanswered_asking_is_taken_back_too(queue: Campaign) -> None:
    """Asked to show it, the Page did not answer, then refused; it may show it all the same, so it is deleted."""
    number = queue.queue(due=queue.clock.moment + timedelta(hours=1))
    fault_at(queue.served, edge="edit", effect="lost", nth=1)
    fault_at(queue.served, edge="edit", effect="error", code=100, nth=2)
    for _ in range(3):
        queue.work(number, scheduler="facebook")
        queue.clock.on(seconds=20)
    assert "not-handed-over" in events(queue, number)
    with queue.books.write() as session:
        transitions.move(session, number, "cancelled", now=queue.clock(), by="staff")
    leftovers.recall(queue.publisher())
    queue.clock.on(hours=2)
    assert page_says(queue.served, f"{queue.served.page_id}/feed?fields=id")["data"] == []


def test_closed_gate_takes_back(queue: Campaign) -> None:
    """A pause after the hand-over holds the post, and it is deleted from Facebook's schedule."""
    number = staged_on_schedule(queue)
    with queue.books.write() as session:
        database_events.pause(session, "verkiezingen", now=queue.clock())
    assert queue.work(number, scheduler="facebook").state == "held"
    leftovers.recall(queue.publisher())
    queue.clock.on(hours=2)
    assert visible_at(queue.served) == []


def test_moved_after_the_hand_over(queue: Campaign) -> None:
    """Moved later, a handed-over post waits there for its new moment; moved too near, it is taken back; we show it."""
    number, start = staged_on_schedule(queue), queue.clock.moment
    for minutes in (120, 65):
        move(queue, number, start + timedelta(minutes=minutes))
        queue.work(number, scheduler="facebook")
        with queue.books.read() as session:
            assert remote_objects.current(session, number).scheduled_at == start + timedelta(minutes=minutes)
    queue.clock.on(minutes=60)
    move(queue, number, start + timedelta(minutes=69))
    assert queue.work(number, scheduler="facebook").state == "staged"
    leftovers.recall(queue.publisher())
    queue.clock.on(minutes=6)
    assert visible_at(queue.served) == []
    queue.clock.on(minutes=3)
    assert queue.work(number, scheduler="facebook").state == "published"
    assert visible_at(queue.served) == ["Samen geven we kansen."]


def move(queue: Campaign, number: int, due: Any) -> None:
    """Give a post another moment."""
    with queue.books.write() as session:
        transitions.move(
            session, number, "moved", now=queue.clock(), by="staff", changes={"due_at": due, "due_wall": "x"}
        )


def test_delayed_reveal_passes_the_gates_again(queue: Campaign) -> None:
    """A reveal that could not be asked for an hour does not go out late: the Page says hidden, so it is held."""
    number = queue.queue()

    def cut_off(name: str) -> None:
        if name == "reveal:before":
            raise InterruptedError(name)

    with pytest.raises(InterruptedError):
        queue.work(number, cut_off)
    claims.void_leases(queue.books)
    queue.clock.on(hours=1)
    post = queue.work(number)
    assert (post.state, post.reason and post.reason["code"], visible_at(queue.served)) == ("held", "late", [])


def test_taken_down_with_its_comment_pending(queue: Campaign, tmp_path: Path) -> None:
    """A post that is taken off the Page gets no comment afterwards."""
    number = queue.queue(first_comment="Meer weten?")
    fault_at(queue.served, edge="comment-create", effect="html-502", nth=1)
    queue.work(number)
    with queue.books.write() as session:
        remote_objects.taken_down(session, number)
        transitions.move(session, number, "removed", now=queue.clock(), by="staff")
        assert posts.owed(session) == 0
        assert remote_objects.open_extras(session, number) == []


def test_page_that_takes_no_hidden_posts(queue: Campaign) -> None:
    """Where nothing may be hidden, a text waits with us, and is made public in its second."""
    number = queue.queue(due=queue.clock.moment + timedelta(minutes=5), first_comment="Meer weten?")
    assert queue.work(number, hidden="films").state == "staged"
    assert page_says(queue.served, f"{queue.served.page_id}/feed?fields=id")["data"] == []
    queue.clock.on(minutes=5)
    post = queue.work(number, hidden="films")
    assert (post.state, visible_at(queue.served)) == ("published", ["Samen geven we kansen."])
    assert comments_on(queue, post) == ["Meer weten?"]


@pytest.mark.parametrize(
    ("effect", "state", "times"),
    [("lost", "published", 1), ("html-502", "published", 1), ("reset-before", "doubtful", 0)],
)
def test_unanswered_publishing_at_once_is_never_repeated(
    queue: Campaign, effect: str, state: str, times: int
) -> None:
    """Made public without an answer, it is found among what people see, or a person is asked; never made again."""
    number = queue.queue_photos(None)
    fault_at(queue.served, edge="post-create", effect=effect, nth=1)
    for _ in range(10):
        post = queue.work(number, hidden="films")
        queue.clock.on(seconds=40)
    assert (post.state, len(visible_at(queue.served))) == (state, times)


def test_staff_are_told_what_facebook_would_still_show(queue: Campaign, campaign: Any) -> None:
    """Who holds a post that was handed over reads that it stands there until the service has taken it back."""
    number = staged_on_schedule(queue)
    (queue.folder / "campaign.toml").write_text("", encoding="utf-8")
    told = campaign("post", "hold", number, folder=queue.folder).stderr
    assert "was handed over to Facebook" in told
    leftovers.recall(queue.publisher())
    assert "handed over" not in campaign("post", "cancel", number, folder=queue.folder).stderr


def test_upright_film_of_which_the_page_made_a_reel_is_shown(queue: Campaign) -> None:
    """Where a Page turns upright films into drafts of reels, such a film is shown by the reels' door."""
    set_at(queue.served, films_as_reels=1)
    number = queue.queue_film()
    with queue.books.write() as session:
        session.get_one(tables.Post, number).format = "portrait"
    approve(queue, number)
    assert (finish(queue, number).state, visible_at(queue.served)) == (
        "published",
        ["Samen geven we kansen."],
    )


def test_page_whose_calls_are_used_up_refuses_all(queue: Campaign) -> None:
    """At 100 % of its calls the rehearsal Page refuses, as Graph does, and nothing is lost."""
    set_at(queue.served, usage_percent=100)
    number = queue.queue()
    assert queue.work(number).state == "uploading"
    set_at(queue.served, usage_percent=1)
    queue.clock.on(hours=1)
    assert queue.work(number, late="send").state == "published"


@pytest.mark.parametrize(
    ("minutes", "photos", "why"),
    [(5, False, "too-near-to-hand-over"), (60, True, "photos-not-handed-over")],
)
def test_log_says_why_a_post_is_not_handed_over(
    queue: Campaign, minutes: int, photos: bool, why: str
) -> None:
    """Who counts on Facebook's schedule reads which post it will not show, and why."""
    due = queue.clock.moment + timedelta(minutes=minutes)
    number = queue.queue_photos(None, due=due) if photos else queue.queue(due=due)
    queue.work(number, scheduler="facebook")
    with queue.books.read() as session:
        (told,) = [
            one.params
            for one in database_events.events(session, number=number)
            if one.event == "not-handed-over"
        ]
    assert told == {"why": why}
