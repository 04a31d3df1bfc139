"""`campaign consent`: who agreed to what, with the signed form as evidence."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import click
from sqlmodel import Session

from campaign.cli import credentials, options, output
from campaign.cli.answers import files_left, recorded_forms, sure_withdrawal, withdrawn_copies
from campaign.cli.answers.typed_names import TypedNames
from campaign.cli.app import Desk, pass_desk
from campaign.cli.commands.run import announce
from campaign.messages import consent as message_consent
from campaign.messages import formatting, translate
from campaign.messages.translate import N_
from campaign.posts import void_approvals
from campaign.reports import json_views
from campaign.reports.json_documents import TaskDocument
from campaign.testimonies import release_form, signed_forms
from campaign.testimonies import withdraw as testimony_withdraw
from schedules.consent import gates, kept_forms, rules
from schedules.database import posts, testimonies, withdrawals
from schedules.database import tasks as database_tasks
from schedules.database.tables import ACTS, CHANNELS, NAME_DISPLAYS, SPECIAL
from schedules.model import records
from schedules.withdrawal import steps

DAY = options.Day()
COLUMNS = (
    N_("No."), N_("Testimony"), N_("Person"), N_("Acts"), N_("Channels"), N_("Languages"), N_("Purposes"),
    N_("Signed"), N_("Until"), N_("Name shown"), N_("Status"),
)  # fmt: skip


@click.group(short_help="Record who agreed to what, list it, withdraw it.")
def consent() -> None:
    """Record who agreed to what, list it, withdraw it: a person's consent outranks every deadline.

    \b
    Example:
      campaign consent list
    """


@consent.command()
@click.argument("slug")
@click.option(
    "--person",
    metavar="P",
    help="Who agreed (default: the speaker; - asks, or reads stdin); everyone recognisable in the film must.",
)
@click.option(
    "--act",
    "acts",
    type=click.Choice(ACTS),
    multiple=True,
    required=True,
    help="What the person agreed to: being filmed, publishing.",
)
@click.option(
    "--channel",
    "channels",
    type=click.Choice(CHANNELS),
    multiple=True,
    required=True,
    help="Where it may be published.",
)
@click.option(
    "--language",
    "languages",
    metavar="L",
    multiple=True,
    required=True,
    help="The language in which it may be published.",
)
@click.option("--signed", type=DAY, metavar="DATE", required=True, help="The day on the form: 2/11/2026.")
@click.option("--until", type=DAY, metavar="DATE", help="The last day it is valid (default: no end).")
@click.option(
    "--evidence",
    "form",
    type=options.FILE,
    required=True,
    metavar="FILE",
    help="The file with the signed form.",
)
@click.option(
    "--purpose",
    "purposes",
    type=click.Choice(rules.PURPOSES),
    multiple=True,
    default=(gates.PURPOSE,),
    help="What it may be used for (default: this campaign); repeatable.",
)
@click.option(
    "--name-display", type=click.Choice(NAME_DISPLAYS), default="full", help="How the name may be shown."
)
@click.option("--minor", is_flag=True, help="The person is a minor; a guardian must sign too.")
@click.option("--guardian", metavar="NAME", help="Who signed for the minor.")
@click.option(
    "--special",
    type=click.Choice(SPECIAL),
    multiple=True,
    help="Specially protected information that the form explicitly allows; repeatable.",
)
@click.option("--pseudonym", metavar="NAME", help="The name to show with --name-display pseudonym.")
@pass_desk
def record(desk: Desk, /, slug: str, form: Path, languages: tuple[str, ...], **said: Any) -> None:
    """Record one signed form: who allows what, where, in which languages, from when until when.

    \b
    Example:
      campaign consent record bakery --act film --act publish --channel facebook \\
        --language fr --language nl --signed 2/11/2020 --evidence form.pdf
    """
    spoken = [desk.settings().language(language) for language in languages]
    details = signed_forms.FormDetails(
        slug=slug,
        signed_on=said.pop("signed"),
        languages=spoken,
        form=form,
        **said,
    )
    with options.campaign(desk) as workspace:
        today = desk.now().astimezone(workspace.rules.zone).date()
        signed_forms.require_sound(details, today)
        names = TypedNames(desk=desk, workspace=workspace, slug=slug)
        details = names.form(details)
        recorded = signed_forms.record(workspace, details, now=desk.now())
        names.tell(number=recorded.number)
        with workspace.store.read() as session:
            recorded_forms.tell(desk, session, details, recorded.number, today)
    if desk.json:
        output.say(output.document({"number": recorded.number}))
    else:
        output.say(desk.say("consent-recorded", number=recorded.number, slug=slug))
    options.tell_drafts(desk, recorded.again, workspace.rules)


@consent.command("list")
@pass_desk
def list_(desk: Desk) -> None:
    """List the consents on record with their status: valid, ends soon (14 days), ended, withdrawn, form missing.

    \b
    Example:
      campaign consent list --json
    """
    with options.campaign(desk) as workspace, workspace.store.read() as session:
        found = testimonies.consents(session)
        standing = gates.standings(session, now=desk.now(), campaign=workspace.campaign)
    if desk.json:
        return output.say(output.document([_as_json(one, standing[one.id]) for one in found]))
    if not found:
        return output.say(desk.say("none-consents"))
    return output.table(COLUMNS, [_row(desk, one, standing[one.id]) for one in found])


@consent.command()
@click.argument("slug")
@click.option(
    "--person", metavar="P", help="Who withdraws it (default: the speaker; - asks, or reads stdin)."
)
@click.option("--channel", type=click.Choice(CHANNELS), help="For this channel only.")
@click.option("--language", metavar="L", help="For this language only.")
@pass_desk
def withdraw(desk: Desk, slug: str, person: str | None, channel: str | None, language: str | None) -> int:
    """Withdraw a consent: posts are removed from the Page; films, texts and the name are erased.

    It cannot be undone: on a terminal you are asked once, with what it takes; --yes answers, and a script is not asked.
    If it was interrupted, run it again: it continues where it stopped, and so does the service. Exit code 1 while the
    Page still shows something.

    \b
    Example:
      campaign consent withdraw bakery --language fr
    """
    spoken = desk.settings().language(language) if language else None
    with options.campaign(desk, warns=False, shared=False) as workspace:
        keys = testimony_withdraw.Keys(
            token=partial(credentials.page_token, desk, workspace.settings),
            app_secret=partial(credentials.app_secret, desk, workspace.settings),
            announce=partial(announce, desk),
        )
        scope = {"channel": channel, "language": spoken}
        if not sure_withdrawal.is_meant(desk, workspace, slug, person, **scope):
            return 0
        number = steps.begin(workspace.store, slug, person, now=desk.now(), folder=workspace.folder, **scope)
        asked = testimony_withdraw.asked(workspace, number)
        with workspace.store.read() as session:
            again = withdrawals.one(session, number).finished_at is not None
        called = withdrawn_copies.called(desk)
        outcome = testimony_withdraw.carry_out(workspace, number, keys, clock=desk.now, called=called)
        with workspace.store.read() as session:
            open_ = [
                one
                for one in database_tasks.tasks(session)
                if one.testimony_id == outcome.withdrawal.testimony_id
            ]
            told = [json_views.task(session, one, desk.lang) for one in open_]
        withdrawn_copies.tell(desk, workspace, outcome, asked)
        done = _told(desk, outcome, told, again=again)
        sure_withdrawal.tell_name(desk, asked.slug, outcome)
        files_left.tell(desk, workspace, open_)
    return done


def _told(desk: Desk, outcome: testimony_withdraw.Outcome, tasks: list[TaskDocument], *, again: bool) -> int:
    of = outcome.withdrawal
    letter = message_consent.letter(
        outcome.language, channel=of.channel, language=of.language, was_live=outcome.was_live
    )
    why = outcome.trouble or desk.say("withdraw-unsettled")
    for name, numbers in outcome.posts.items():
        if numbers and not desk.json:
            code = f"withdraw-{name}-before" if again and name != "named" else f"withdraw-{name}"
            output.say(desk.say(code, numbers=", ".join(map(str, numbers))))
    if outcome.pages:
        output.note(desk.say("withdraw-pages", files=", ".join(outcome.pages)))
    if not outcome.finished:
        output.note(desk.say("withdraw-waits", why=why, slug=outcome.slug))
    if desk.json:
        done = {"withdrawal": of.id, "testimony": outcome.slug, "finished": outcome.finished}
        output.say(output.document(done | {"tasks": tasks, "letter": letter} | outcome.posts))
    elif outcome.finished:
        told = {"withdrawal": of.id, "channel": of.channel, "on": of.finished_at}
        output.say(desk.say(_ended_code(of, again=again), **told))
        if not again:
            output.note(desk.say("withdraw-for-good"))
        output.say(
            "\n".join([desk.say("tasks-left"), *(f"  {one['number']}. {one['message']}" for one in tasks)])
        )
        output.say(f"{sure_withdrawal.letter_head(desk, outcome.language)}\n\n{letter}")
    return 0 if outcome.finished else 1


def _ended_code(of: records.Withdrawal, *, again: bool) -> str:
    """Return the code of what is said of a finished withdrawal; one of another channel ends nothing on the Page."""
    if again:
        return "withdraw-before"
    return "withdraw-done" if of.channel in (None, gates.CHANNEL) else "withdraw-done-channel"


@consent.command()
@click.argument("number", metavar="N", type=int)
@click.option("--not-in-film", is_flag=True, help="The person named on the form is not in the film at all.")
@pass_desk
def void(desk: Desk, number: int, not_in_film: bool) -> None:
    """Void a form that was recorded by mistake: the wrong person, film, ticks or days.

    Nothing is deleted. Everyone in the film still needs a form: record the right one. If somebody withdraws a
    consent: `campaign consent withdraw`.

    \b
    Example:
      campaign consent void 3
    """
    with options.campaign(desk) as workspace, workspace.store.write() as session:
        film = withdrawals.void(session, number, absent=not_in_film, now=desk.now())
        why = "consent-was-changed"
        again = void_approvals.fall_back(session, workspace, now=desk.now(), why=why, films=(film,))
        live = [one for one in posts.posts(session, ("published",)) if one.testimony_id == film]
        ask = partial(gates.lacking, session, instant=desk.now(), campaign=workspace.campaign)
        closed = [one.number for one in live if ask(one)]
        code = _voided(session, number, absent=not_in_film)
    options.tell_drafts(desk, again, workspace.rules)
    for post in closed:
        output.note(desk.say("warning", sentence=desk.say("void-live", number=post)))
    if desk.json:
        return output.say(output.document({"number": number, "live": closed}))
    return output.say(desk.say(code, number=number))


def _voided(session: Session, number: int, *, absent: bool) -> str:
    """Return the code of what is said of a form that counts no more: what is left to do depends on whose it was."""
    if absent:
        return "consent-voided-absent"
    forms = testimonies.consents(session)
    void = next(one for one in forms if one.id == number)
    theirs = [
        one for one in forms if (one.testimony_id, one.person_id) == (void.testimony_id, void.person_id)
    ]
    if any(one.withdrawn_at is None for one in theirs):
        return "consent-voided-other"
    speaks = testimonies.testimony_by_id(session, void.testimony_id).speaker_id == void.person_id
    return "consent-voided" if speaks else "consent-voided-person"


@consent.command()
@click.option(
    "--done", "ended", metavar="N", type=int, multiple=True, help="Mark task N as done; repeatable."
)
@pass_desk
def tasks(desk: Desk, ended: tuple[int, ...]) -> None:
    """List what you must do yourselves (after a withdrawal, an ended consent, for old forms), or mark a task as done.

    \b
    Example:
      campaign consent tasks --done 3
    """
    with options.campaign(desk) as workspace:
        now, codes = desk.now(), list[str]()
        if ended:
            with workspace.store.write() as session:
                codes = [_ended(session, number, now) for number in ended]
        kept_forms.look(workspace.store, workspace.campaign, now=desk.now())
        with workspace.store.read() as session:
            open_ = database_tasks.tasks(session)
            told = [json_views.task(session, one, desk.lang) for one in open_]
        if not (ended or desk.json):
            files_left.tell(desk, workspace, open_)
    if desk.json:
        return output.say(output.document(told))
    for number, code in zip(ended, codes, strict=False):
        output.say(desk.say(code, number=number))
    if ended:
        return None
    if not told:
        return output.say(desk.say("none-tasks"))
    rows = [
        (one["number"], formatting.short(one["due_on"] or "-", desk.lang), one["message"]) for one in told
    ]
    return output.table((N_("No."), N_("Due by"), N_("Task")), rows)


def _ended(session: Session, number: int, now: datetime) -> str:
    """Note that a task is done; return the code of what is said of it."""
    done = database_tasks.end_task(session, number, now=now, by="staff")
    return "task-ended" if done.done_at == now else "task-ended-before"


@consent.command()
@click.option("--language", metavar="L", required=True, help="nl, fr or en.")
@click.argument("file", type=options.FILE, metavar="FILE.html")
@pass_desk
def form(desk: Desk, language: str, file: Path) -> None:
    """Write the release form that people sign, as a web page that prints on one A4 page.

    \b
    Example:
      campaign consent form --language nl release.nl.html
    """
    with options.campaign(desk) as workspace:  # who signs may read another language than the campaign's
        release_form.require_fit(language, file)
        target = options.spared(desk, file, release_form.page_of(language))
        release_form.write(workspace, language, target)
    if desk.json:
        return output.say(output.document({"path": file.absolute(), "language": language}))
    return output.say(desk.say("release-written", path=file, language=language))


def _row(desk: Desk, one: records.Consent, standing: str) -> tuple[object, ...]:
    acts, channels, purposes = (
        desk.word(", ".join(items)) for items in (one.acts, one.channels, one.purposes)
    )
    languages = translate.language(", ".join(one.languages), desk.lang)
    signed, until = (formatting.short(day, desk.lang) if day else "-" for day in (one.signed_on, one.until))
    person, shown = translate.place(one.person, desk.lang), desk.word(one.name_display)
    allowed = (acts, channels, languages, purposes)
    return (one.id, one.testimony, person, *allowed, signed, until, shown, desk.word(standing))


def _as_json(one: records.Consent, standing: str) -> dict[str, object]:
    return {
        "number": one.id,
        "testimony": one.testimony,
        "person": one.person,
        "acts": one.acts,
        "channels": one.channels,
        "languages": one.languages,
        "purposes": one.purposes,
        "signed": one.signed_on,
        "until": one.until,
        "name_display": one.name_display,
        "special": one.special,
        "by_guardian": one.guardian_id is not None,
        "evidence": one.evidence_path,
        "withdrawn_at": one.withdrawn_at,
        "standing": standing,
    }
