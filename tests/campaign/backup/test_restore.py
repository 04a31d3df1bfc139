"""A campaign restored: nothing goes out twice, and nobody who took a consent back comes back."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result

from campaign import new_campaign
from campaign.backup import pack, restore
from campaign.backup.restore import Restored, RestoreOptions
from campaign.posts import live
from campaign.settings import settings
from campaign.workspace import Workspace
from schedules.consent import gates
from schedules.database import claims, engine, events, remote_objects, renditions, tables, transitions
from schedules.errors import BadRequest
from schedules.model.records import Post
from schedules.publishing.job import Link
from schedules.service.service import Ending, RunLimit, Service
from schedules.withdrawal import steps
from tests.page_view import page_says, visible_at
from tests.queue_campaign import NOON, RULES, Campaign, Killed
from tests.schedules.publishing.test_publisher import finish
from tests.schedules.withdrawal.test_withdrawal import (
    NAME,
    begin,
    campaign_of_films,
    carry_out,
    holding,
    rename,
    silent,
    tasks,
)

pytestmark = pytest.mark.slow  # each restores a whole campaign

SOON, LATER = timedelta(minutes=10), timedelta(days=3)
Run = Callable[..., Result]


@dataclass
class Vault:
    """Where backups of a campaign lie, and where they come back."""

    queue: Campaign
    place: Path
    opened: list[engine.Store] = field(default_factory=list)

    def office(self, queue: Campaign | None = None) -> Workspace:
        """The campaign as commands see it."""
        of = queue or self.queue
        read = settings.load(of.folder / settings.FILE)
        return Workspace(folder=of.folder, settings=read, store=of.books, rules=RULES)

    def backup(self) -> Path:
        """Back the campaign up as it stands now."""
        path = self.place / "b.zip"
        pack.pack(self.office(), path, now=self.queue.clock(), progress=lambda _done: None)
        return path

    def restore(self, here: Path | None = None, *, listed: Path | None = None) -> tuple[Campaign, Restored]:
        """Bring it back, as a campaign on the same Page."""
        folder = self.place / f"d{len(self.opened)}"
        done = restore.restore(
            self.place / "b.zip",
            folder,
            RestoreOptions(here=here, listed=listed, reason="restored"),
            clock=self.queue.clock,
            progress=lambda _done: None,
        )
        books = engine.open_in(folder)
        self.opened.append(books)
        return Campaign(folder=folder, books=books, served=self.queue.served, clock=self.queue.clock), done

    def lose(self) -> None:
        """Lose the campaign folder; what is still open of it is written to nobody."""
        for name in ("campaign.db", "campaign.toml", "consent"):
            path = self.queue.folder / name
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


@pytest.fixture
def vault(queue: Campaign, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    """A campaign folder with settings, whose backups lie elsewhere."""
    place = tmp_path_factory.mktemp("vault")
    new_campaign.create(place / "new", new_campaign.first_settings(name="C", languages=("nl", "fr")))
    shutil.copy(place / "new" / settings.FILE, queue.folder / settings.FILE)
    made = Vault(queue, place)
    yield made
    for books in made.opened:
        books.close()


def serve(queue: Campaign) -> Ending | None:
    """Let the real service do all there is to do at this moment; None where it stops for the pause."""
    publisher = queue.publisher()
    service = Service(
        store=queue.books,
        campaign=queue.campaign(),
        connect=lambda: nullcontext(Link(ref=publisher.ref, new_page=lambda: queue.publisher().page)),
        clock=queue.clock,
    )
    return service.run(RunLimit(until=queue.clock()))


def resume(queue: Campaign) -> None:
    """Let the campaign publish again."""
    with queue.books.write() as session:
        events.resume(session, now=queue.clock())


def dying_at(name: str) -> Callable[[str], None]:
    """Die as the process passes a boundary."""

    def boundary(passed: str) -> None:
        if passed == name:
            raise Killed(name)

    return boundary


def settled(queue: Campaign, *numbers: int) -> None:
    """Let the campaign's own service bring posts out, however long it takes."""
    for _ in range(12):
        for number in numbers:
            queue.work(number)
        queue.clock.on(seconds=5)
    assert {queue.post(number).state for number in numbers} == {"published"}


def comments(queue: Campaign, post: Post) -> list[str]:
    """The comments under a post, as people see them."""
    return [one["message"] for one in page_says(queue.served, f"{post.facebook_id}/comments")["data"]]


def test_nothing_goes_out_twice(vault: Vault) -> None:
    """What went out after the backup is held or doubtful when it comes back, and is out once after resuming."""
    queue = vault.queue
    staged = queue.queue_film(caption="Staat klaar", first_comment="Dank!", due=NOON + SOON)
    for _ in range(3):
        queue.work(staged)
        queue.clock.on(seconds=2)
    begun = queue.queue(caption="Wordt net getoond", due=queue.clock())
    with suppress(Killed):
        queue.work(begun, dying_at("reveal:after"))
    waits = queue.queue(caption="Wacht", due=NOON + SOON)
    film = queue.queue_kind("video", caption="Film", due=NOON + SOON)
    later = queue.queue(caption="Later", due=NOON + LATER)
    states = [queue.post(one).state for one in (staged, begun, waits, film, later)]
    assert states == ["staged", "publishing", "approved", "approved", "approved"]
    vault.backup()
    claims.void_leases(queue.books)
    queue.clock.moment = NOON + SOON
    settled(queue, staged, begun, waits, film)
    seen = sorted(visible_at(queue.served))
    assert len(seen) == 4

    again, done = vault.restore()
    assert (done.held, done.doubtful) == ((staged, waits, film), (begun,))
    serve(again)
    assert [again.post(one).state for one in (staged, begun, waits, film, later)] == [
        "held", "doubtful", "held", "held", "approved",
    ]  # fmt: skip
    resume(again)
    serve(again)
    assert sorted(visible_at(queue.served)) == seen

    queue.clock.moment = NOON + LATER
    for _ in range(3):
        serve(again)
        queue.clock.on(seconds=2)
    assert sorted(visible_at(queue.served)) == sorted([*seen, "Later"])


def test_copy_on_the_page_is_found_again(vault: Vault) -> None:
    """Released, a post whose copy stood on the Page already finds that copy and its comment, and makes no other."""
    queue = vault.queue
    number = queue.queue_film(caption="Staat klaar", first_comment="Dank!", due=NOON + SOON)
    for _ in range(3):
        queue.work(number)
        queue.clock.on(seconds=2)
    vault.backup()
    queue.clock.moment = NOON + SOON
    settled(queue, number)
    out = queue.post(number)
    assert comments(queue, out) == ["Dank!"]
    again, _ = vault.restore()
    resume(again)
    with again.books.write() as session:
        transitions.move(session, number, "released", now=queue.clock(), by="staff", changes={"reason": None})
        renditions.attach_rendition(session, number, 1)
    (again.folder / "renders" / "abc.mp4").write_bytes((queue.folder / "renders" / "abc.mp4").read_bytes())
    settled(again, number)
    for _ in range(10):
        queue.clock.on(seconds=30)
        again.work(number)
    assert again.post(number).facebook_id == out.facebook_id
    assert visible_at(queue.served) == ["Staat klaar"]
    assert comments(queue, out) == ["Dank!"]
    assert _told(again, "commented", number)


def _told(queue: Campaign, event: str, number: int | None = None) -> bool:
    with queue.books.read() as session:
        return event in [one.event for one in events.events(session, number=number)]


def test_comment_made_since_is_not_made_again(vault: Vault) -> None:
    """A first comment that was still to come when the backup was made is looked for, not written twice."""
    queue = vault.queue
    number = queue.queue(caption="Uit", first_comment="Dank!")
    with suppress(Killed):
        queue.work(number, dying_at("extra-intent-commit:before"))
    assert (queue.post(number).state, comments(queue, queue.post(number))) == ("published", [])
    vault.backup()
    claims.void_leases(queue.books)
    settled(queue, number)
    assert comments(queue, queue.post(number)) == ["Dank!"]
    again, _ = vault.restore()
    claims.void_leases(again.books)
    settled(again, number)
    assert comments(queue, again.post(number)) == ["Dank!"]
    assert _told(again, "commented", number)


@pytest.mark.parametrize("passed", [True, False])
def test_post_on_facebooks_schedule(vault: Vault, passed: bool) -> None:
    """Its moment past, nobody knows whether Facebook showed it; before, it is taken back, as in any pause."""
    queue = vault.queue
    number = queue.queue(caption="Van Facebook zelf", due=NOON + timedelta(hours=1))
    queue.work(number, scheduler="facebook")
    vault.backup()
    queue.clock.on(hours=2 if passed else 0.1)
    again, done = vault.restore()
    assert (done.doubtful, done.held, done.scheduled) == (
        ((number,), (), ()) if passed else ((), (number,), (number,))
    )
    for _ in range(3):
        serve(again)
        queue.clock.on(seconds=10)
    assert visible_at(queue.served) == (["Van Facebook zelf"] if passed else [])
    queue.clock.moment = NOON + timedelta(hours=3)
    assert visible_at(queue.served) == (["Van Facebook zelf"] if passed else [])


def test_seen_in_the_old_folder(vault: Vault) -> None:
    """A post that was moved forward and went out early is known from the old folder, and held."""
    queue = vault.queue
    early, late = (
        queue.queue(caption="Vroeg", due=NOON + LATER),
        queue.queue(caption="Laat", due=NOON + LATER),
    )
    vault.backup()
    with queue.books.write() as session:
        session.get_one(tables.Post, early).due_at = NOON
    finish(queue, early)
    again, done = vault.restore()
    assert (done.held, again.post(late).state) == ((early,), "approved")
    assert done.known_from == (queue.folder,)


def test_moved_forward_on_facebooks_schedule(vault: Vault) -> None:
    """Handed over for a later moment than it went out at, a post is not taken back from the Page: a person looks."""
    queue = vault.queue
    number = queue.queue(caption="Van Facebook zelf", due=NOON + timedelta(hours=3))
    queue.work(number, scheduler="facebook")
    vault.backup()
    with queue.books.write() as session:
        session.get_one(tables.Post, number).due_at = NOON + timedelta(hours=1)
    queue.work(number, scheduler="facebook")
    queue.clock.moment = NOON + timedelta(hours=1)
    settled(queue, number)
    again, done = vault.restore()
    assert (done.held, done.doubtful) == ((), (number,))
    for _ in range(3):
        serve(again)
        queue.clock.on(seconds=10)
    assert visible_at(queue.served) == ["Van Facebook zelf"]


@pytest.mark.parametrize("state", ["draft", "undated", "failed"])
def test_at_rest_then_and_out_since(vault: Vault, campaign: Run, state: str) -> None:
    """A draft or a failure that went out since is no such thing any more, and its comment is not made twice."""
    queue = vault.queue
    number = queue.queue(caption="Uit", first_comment="Dank!", due=NOON)
    other = queue.queue(caption="Ook", approved=False, due=NOON + LATER)
    with queue.books.write() as session:
        row = session.get_one(tables.Post, number)
        row.state = "failed" if state == "failed" else "draft"
        if state == "undated":
            row.due_at = row.due_wall = row.due_zone = None
    vault.backup()
    with queue.books.write() as session:
        row = session.get_one(tables.Post, number)
        row.state, row.due_at, row.due_wall = "approved", NOON, "2026-11-24 12:00:00"
    settled(queue, number)
    out = queue.post(number)
    assert comments(queue, out) == ["Dank!"]
    again, done = vault.restore()
    assert (done.held, done.doubtful, again.post(other).state) == ((), (number,), "draft")
    reason = json.loads(campaign("post", "show", number, "--json", folder=again.folder).stdout)["reason"]
    assert "according to the old campaign folder the post went out since" in reason
    live.settle(vault.office(again), number, published_id=out.facebook_id, now=queue.clock())
    settled(again, number)
    assert (visible_at(queue.served), comments(queue, out)) == (["Uit"], ["Dank!"])


def test_held_then_and_out_since(vault: Vault) -> None:
    """A post that was held for anything and went out since says so: releasing it would send it again."""
    queue = vault.queue
    number = queue.queue(due=NOON + LATER)
    reason = {"reason": {"code": "by-staff", "params": {"reason": "-"}}}
    with queue.books.write() as session:
        transitions.move(session, number, "held", now=NOON, by="staff", changes=reason)
    vault.backup()
    with queue.books.write() as session:
        transitions.move(session, number, "released", now=NOON, by="staff", changes={"due_at": NOON})
    finish(queue, number)
    again, done = vault.restore()
    assert (done.held, (again.post(number).reason or {})["code"]) == ((number,), "restored-held-post")


def test_what_was_late_is_not_sent_by_one_decision(vault: Vault) -> None:
    """A post that was held as late may have been sent since: no decision about all overdue posts sends it."""
    queue = vault.queue
    number = queue.queue()
    with queue.books.write() as session:
        changes = {"reason": {"code": "late", "params": {"seconds": 9000}}}
        transitions.move(session, number, "held", now=NOON, by="service", changes=changes)
    vault.backup()
    again, done = vault.restore()
    assert done.held == (number,)
    assert (again.post(number).reason or {})["code"] == "restored-held-post"


def test_held_post_that_is_out_is_said_to_be(vault: Vault) -> None:
    """A person who sees a held post on the Page settles it; from then on it can be reworded and taken down."""
    queue = vault.queue
    number = queue.queue(caption="Uit")
    vault.backup()
    finish(queue, number)
    out = queue.post(number)
    again, _ = vault.restore()
    toml = (again.folder / settings.FILE).read_text("utf-8")
    page = f'\n[page]\nid = "{queue.served.page_id}"\ngraph_url = "{queue.served.graph_url}"\n'
    kept = [line for line in toml.splitlines() if line.strip() != "[page]"]
    (again.folder / settings.FILE).write_text("\n".join(kept) + page, "utf-8")
    live.settle(vault.office(again), number, published_id=out.facebook_id, now=queue.clock())
    with again.books.read() as session:
        standing = remote_objects.current(session, number)
    assert (again.post(number).state, again.post(number).page_id) == ("published", queue.served.page_id)
    assert standing is not None
    assert (standing.state, standing.remote_id) == ("live", out.facebook_id)
    with pytest.raises(BadRequest):
        live.settle(vault.office(again), number, published_id=None, now=queue.clock())


def test_paused_until_somebody_resumes(vault: Vault) -> None:
    """A restored campaign is paused, its log says of when it is, and no service is missed."""
    queue = vault.queue
    with queue.books.write() as session:
        events.beat(session, holder="pc", pid=1, started_at=NOON, now=NOON)
    vault.backup()
    queue.clock.on(hours=1)
    again, done = vault.restore()
    with again.books.read() as session:
        assert gates.pause(session) is not None
        assert events.silent(session, now=queue.clock()) is None
    assert _told(again, "restored")
    assert done.made_at == NOON


# -- consent outranks the backup


def test_who_withdrew_does_not_come_back(vault: Vault) -> None:
    """A consent taken back after the backup is taken back in what is restored: the name is in consent/ alone."""
    queue = vault.queue
    campaign_of_films(queue)
    (queue.folder / "consent" / "form.pdf").write_bytes(b"signed")
    vault.backup()
    assert carry_out(queue, begin(queue))
    again, done = vault.restore()
    assert (done.withdrawn, done.known_from) == (("bakery",), (queue.folder,))
    assert [path for path in holding(again.folder) if not path.startswith("brand")] == []
    assert not [*(again.folder / "films").iterdir()]
    listed = json.loads((again.folder / "consent" / "withdrawn.json").read_text("utf-8"))
    assert [one["testimony"] for one in listed] == [1]


def test_page_is_asked_again_by_the_service(vault: Vault) -> None:
    """What the backup thinks live is taken down, or found gone, once the service runs; then the withdrawal is over."""
    queue = vault.queue
    out, *_ = campaign_of_films(queue)
    vault.backup()
    assert carry_out(queue, begin(queue))
    again, done = vault.restore()
    assert done.unfinished == ("bakery",)
    steps.resume(again.publisher(), silent)
    assert (again.post(out).state, visible_at(queue.served)) == ("removed", [])


def test_folder_is_lost_and_its_list_was_kept(vault: Vault) -> None:
    """The list alone, kept elsewhere, is enough; a damaged database does not hide it either."""
    queue = vault.queue
    campaign_of_films(queue)
    vault.backup()
    assert carry_out(queue, begin(queue))
    listed = shutil.copy(queue.folder / "consent" / "withdrawn.json", vault.place / "w.json")
    (queue.folder / "campaign.db").write_bytes(b"broken" * 1000)
    again, done = vault.restore()
    assert (done.withdrawn, done.known_from) == (("bakery",), (queue.folder,))
    vault.lose()
    again, done = vault.restore(listed=Path(listed))
    assert (done.withdrawn, done.known_from) == (("bakery",), (Path(listed),))
    assert holding(again.folder) == []


def test_folder_is_lost_for_good(vault: Vault) -> None:
    """Where nobody can tell who withdrew since, it is a task that stays until somebody says it is done."""
    queue = vault.queue
    queue.testimony()
    vault.backup()
    vault.lose()
    again, done = vault.restore()
    assert (done.known_from, done.withdrawn) == ((), ())
    assert [one.code for one in tasks(again)] == ["restored-withdrawals"]


def test_another_campaign_knows_nothing(vault: Vault) -> None:
    """Run in another campaign's folder, that one is not asked."""
    queue = vault.queue
    queue.testimony()
    vault.backup()
    vault.lose()
    _, done = vault.restore(vault.place / "new")
    assert done.known_from == ()


def test_form_signed_anew_stands(vault: Vault) -> None:
    """Who withdrew and signed again before the backup stays: an old withdrawal takes no newer form back."""
    queue = vault.queue
    queue.testimony()
    assert carry_out(queue, begin(queue))
    queue.clock.on(hours=1)
    queue.consent()
    vault.backup()
    again, done = vault.restore(queue.folder)
    assert done.withdrawn == ()
    with again.books.read() as session:
        assert gates.film_consent(session, 1, "nl", instant=queue.clock(), campaign=again.campaign()) is None


def test_list_keeps_what_this_backup_never_knew(vault: Vault) -> None:
    """A withdrawal of a film that came after the backup stays listed: a later backup may hold that film."""
    queue = vault.queue
    queue.queue()
    vault.backup()
    queue.testimony()
    assert carry_out(queue, begin(queue))
    again, done = vault.restore()
    listed = json.loads((again.folder / "consent" / "withdrawn.json").read_text("utf-8"))
    assert (done.withdrawn, [one["testimony"] for one in listed]) == ((), [1])


def test_language_alone_is_replayed(vault: Vault) -> None:
    """A consent taken back for one language takes that language alone."""
    queue = vault.queue
    _, waits, _ = campaign_of_films(queue)
    vault.backup()
    assert carry_out(queue, begin(queue, language="fr"))
    again, done = vault.restore()
    assert done.withdrawn == ("bakery",)
    kept = ["0001.mp4", "0001.nl.srt", "0001.nl.words.json"]
    assert sorted(path.name for path in (again.folder / "films").iterdir()) == kept
    assert again.post(waits).state == "held"


def test_who_signed_and_withdrew_since(vault: Vault) -> None:
    """Somebody in the film of whom the backup knows nothing keeps it closed: they took their consent back."""
    queue = vault.queue
    queue.testimony()
    vault.backup()
    queue.consent("Sami Exemple")
    queue.clock.on(seconds=1)
    scope = {"channel": None, "language": None}
    number = steps.begin(queue.books, "bakery", "Sami Exemple", now=queue.clock(), **scope)
    assert carry_out(queue, number)
    again, done = vault.restore()
    assert done.withdrawn == ("bakery",)
    with again.books.read() as session:
        when = queue.clock()
        assert gates.film_consent(session, 1, "nl", instant=when, campaign=again.campaign())


@pytest.mark.parametrize("text", ["{}", "[1]", "no", '[{"testimony": 1}]'])
def test_list_that_is_none(vault: Vault, text: str) -> None:
    """A file named as the list that is none is refused, and nothing appears."""
    vault.backup()
    path = vault.place / "w.json"
    path.write_text(text, "utf-8")
    with pytest.raises(BadRequest, match="withdrawn-no-list"):
        vault.restore(listed=path)
    assert not [*vault.place.glob("d*")]


def test_told_in_words(vault: Vault, campaign: Run) -> None:
    """Staff read what is held, what was withdrawn again, from where that is known, and what is left to them."""
    queue = vault.queue
    queue.queue_film(caption="Film")
    rename(queue)
    number = queue.queue(caption="Tekst")
    path = vault.backup()
    assert carry_out(queue, begin(queue))
    done = campaign("restore", path, vault.place / "e", folder=queue.folder)
    assert done.exit_code == 0, done.stderr
    assert f"held: no. {number}." in done.stderr
    assert f"according to {queue.folder}: bakery" in done.stderr
    assert "campaign resume" in done.stdout
    assert NAME not in done.output
    reason = json.loads(campaign("post", "show", number, "--json", folder=vault.place / "e").stdout)["reason"]
    assert f"campaign post settle {number} --published ID" in reason


def test_tasks_say_themselves(vault: Vault, campaign: Run) -> None:
    """The task after a folder was lost is a sentence with the backup's day."""
    path = vault.backup()
    vault.lose()
    done = campaign("restore", path, vault.place / "e")
    assert "It is unknown which consents were withdrawn" in done.stderr
    told = campaign("consent", "tasks", folder=vault.place / "e").stdout
    assert "24 November 2026" in told.replace("\n", " ")


def test_folder_that_was_named_is_gone(vault: Vault, campaign: Run) -> None:
    """A campaign folder that was named and is lost is no reason to refuse; what is left of it is read."""
    queue = vault.queue
    campaign_of_films(queue)
    path = vault.backup()
    assert carry_out(queue, begin(queue))
    for name in ("campaign.db", "campaign.toml"):
        (queue.folder / name).unlink()
    for here in (vault.place / "nowhere", queue.folder):
        done = campaign("restore", path, vault.place / f"e{here.name}", "--json", "--dir", here)
        assert done.exit_code == 0, done.stderr
        assert json.loads(done.stdout)["withdrawn"] == ["bakery"]
