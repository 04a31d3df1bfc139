"""A campaign of many posts of films, each film with its form and subtitles, each post with a yes: as it is in use."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from sqlmodel import Session

from benchmarks import stage
from campaign import workspace
from campaign.settings import settings
from schedules.consent.required_approvals import ApprovalReader
from schedules.database import approvals, posts, testimonies, transitions
from schedules.model import moments
from schedules.model.publishing_rules import Campaign
from schedules.model.states import State

EACH = 4  # posts of a film: two in each language
SETTINGS = 'name = "Benchmark"\nlanguages = ["nl", "fr"]\n[plan]\nper_day = 8\n'


def fill(folder: Path, count: int) -> None:
    """Found a campaign of so many approved posts, four hours apart, whose gates are as a new campaign has them."""
    books = stage.found(folder)
    file = folder / settings.FILE
    file.write_text(SETTINGS, encoding="utf-8")
    now = datetime.now(UTC)
    with books.write() as session:
        films = [_film(session, folder, number, now) for number in range(count // EACH)]
        for each in range(count):
            _post(session, films[each // 2 % len(films)], each, now)
        _approve(session, Campaign(folder=folder, rules=workspace.rules(settings.load(file))), now)
    books.close()


def _post(session: Session, film: int, number: int, now: datetime) -> None:
    language = ("nl", "fr")[number % 2]
    due = moments.due_at(now + timedelta(hours=2 + 4 * number), stage.ZONE)
    posts.add_post(
        session, now=now, state=State.DRAFT, kind="video", format="landscape", testimony_id=film, language=language,
        caption=f"Hoe houden zij het vol? Verhaal {number} #Getuigenis https://voorbeeld.be/{language}/{film}",
        due_at=due.utc, due_wall=due.wall, due_zone=due.zone,
    )  # fmt: skip


def _film(session: Session, folder: Path, number: int, now: datetime) -> int:
    texts = {one: f"1\n00:00:00,000 --> 00:00:02,000\n{one} {number}\n".encode() for one in ("nl", "fr")}
    form = b"form" * 2000 + str(number).encode()
    files = {f"films/{number}.{one}.srt": text for one, text in texts.items()}
    for place, content in {**files, f"consent/{number}.pdf": form}.items():
        (folder / place).parent.mkdir(exist_ok=True)
        (folder / place).write_bytes(content)
    slug = f"film-{number}"
    made = testimonies.add_testimony(
        session, now=now, speaker=f"Nora{number} Voorbeeld{number}", slug=slug, role="coach", organisation="Crédal",
        language="nl", theme=None, film_path=f"films/{number}.mp4", film_sha256="0" * 64, film_ms=60_000,
        subtitles={one: (f"films/{number}.{one}.srt", sha256(text).hexdigest()) for one, text in texts.items()},
    )  # fmt: skip
    testimonies.record_consent(
        session, slug, None, now=now, signed_on=date(2026, 1, 1), acts=["film", "publish"], channels=["facebook"],
        languages=["nl", "fr"], purposes=["campaign"], name_display=("full", "full", "first-name")[number % 3],
        evidence_path=f"consent/{number}.pdf", evidence_sha256=sha256(form).hexdigest(),
    )  # fmt: skip
    return made


def _approve(session: Session, campaign: Campaign, now: datetime) -> None:
    reader = ApprovalReader(session=session, campaign=campaign, every=True)
    for one in posts.posts(session):
        content, kit, rules = reader.content(one), reader.kit_of(one), campaign.rules.approval_rules
        said = {"content": content, "kit": kit, "rules": rules}
        approvals.approve(session, one.number, now=now, by_person_id=None, organisation=None, **said)
        transitions.move(session, one.number, "approved", now=now, by="staff")
