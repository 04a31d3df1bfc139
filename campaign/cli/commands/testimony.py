"""`campaign testimony`: films, and what is recorded about them."""

from collections.abc import Container
from pathlib import Path
from typing import Any

import click

from campaign.checks import card_words, lettering, subtitles
from campaign.cli import options, output
from campaign.cli.answers import changed_speakers, cover_words, film_facts, taken_in, taken_slugs
from campaign.cli.answers.typed_names import TypedNames
from campaign.cli.app import Desk, pass_desk
from campaign.cli.commands import testimony_subtitles
from campaign.cli.typed_lines import typed_text
from campaign.messages import formatting, translate
from campaign.messages.translate import N_
from campaign.testimonies import amend, intake
from campaign.testimonies import remove as testimony_remove
from campaign.testimonies.film_subtitles import subtitle_copies
from campaign.workspace import Workspace
from media.findings import Finding
from media.formats import FILLS
from schedules.database import posts, testimonies, withdrawals
from schedules.database.tables import ROLES, SPECIAL
from schedules.errors import BadRequest
from schedules.model import records
from schedules.model.states import State

MOST_SAID = 10  # findings told at once

FILL = click.option(
    "--fill",
    type=click.Choice(("kit", *FILLS)),
    help="If the film's shape differs from the format: crop it, put it above a band or beside a panel with its words, "
    "or on a blurred or brand-coloured surround (kit: as in brand.toml).",
)
CENTRE = click.option(
    "--centre",
    metavar="X,Y",
    type=options.CENTRE,
    help="Where the face is, in percent of the picture from the left and from the top; cropping keeps it in view. "
    "Else it is looked for in the pictures if the extra [faces] is installed; none: it is not known.",
)
TELLS = click.option(
    "--special",
    type=click.Choice((*SPECIAL, "none")),
    multiple=True,
    help="Specially protected information in the film, which needs explicit consent; repeatable.",
)
SOUND_TRACK = click.option(
    "--sound-track",
    metavar="N",
    type=click.IntRange(min=1),
    help="Which of the film's sound tracks is heard, from 1 on. Usually the one with a voice is found by itself; of "
    "several the film's default one.",
)


@click.group(short_help="Register and list testimonies: films with their subtitles.")
def testimony() -> None:
    """Register and list testimonies: films with their subtitles.

    \b
    Example:
      campaign testimony list
    """


@testimony.command()
@click.argument("film", type=options.FILE)
@click.option(
    "--slug",
    metavar="S",
    required=True,
    help="A short name for commands: lower-case letters, digits, hyphens.",
)
@click.option(
    "--speaker",
    metavar="NAME",
    required=True,
    help="The speaker's name; - asks for it, or reads it from stdin.",
)
@click.option("--role", type=typed_text.Role(ROLES), required=True, help="The speaker's role.")
@click.option("--organisation", metavar="ORG", required=True, help="The speaker's organisation.")
@click.option("--language", metavar="L", required=True, help="The language spoken.")
@click.option(
    "--theme", metavar="T", help="What the film is about: a theme of the brand kit, or words for the title."
)
@click.option(
    "--subtitles", metavar="[L:]FILE", multiple=True, help="Subtitles, one file per language; repeatable."
)
@click.option(
    "--from", "from_ms", type=options.MOMENT, default=0, help="Where the part to use starts, e.g. 0:02.5."
)
@click.option("--to", "to_ms", type=options.MOMENT, help="Where the part to use ends.")
@FILL
@CENTRE
@TELLS
@SOUND_TRACK
@cover_words.OPTION
@pass_desk
def add(desk: Desk, /, film: Path, language: str, subtitles: tuple[str, ...], **said: Any) -> None:
    """Register a film: it and its subtitles are copied into the campaign.

    \b
    Example:
      campaign testimony add bakery.mp4 --slug bakery --speaker "Fatou Voorbeeld" --role entrepreneur \\
        --organisation microStart --language fr --subtitles bakery.srt --subtitles nl:bakery.nl.srt
    """
    spoken = desk.settings().language(language)
    files = tuple(options.language_file(desk, written, spoken, slug=said["slug"]) for written in subtitles)
    given = {name: value for name, value in said.items() if value is not None}
    given |= {
        "special": _special(said["special"]),
        "cover_words": cover_words.changed({}, cover_words.read(desk, said["cover_words"], spoken)),
    }
    pairs = tuple((one.language, one.path) for one in files)
    with options.campaign(desk) as workspace:
        names = TypedNames(desk=desk, workspace=workspace, slug=given["slug"])
        given |= names.of_film(given)
        with workspace.store.read() as session:
            typed = given | {"film": film, "language": spoken}
            taken_slugs.refuse(session, workspace, typed, zip(files, subtitles, strict=True))
        names.film(film, pairs)
        arrival = intake.Arrival(film=film, language=spoken, subtitles=pairs, **{"theme": None, **given})
        _, findings = intake.register(workspace, arrival, now=desk.now())
        options.tell_languages(files)
        names.tell()
        with workspace.store.read() as session:
            added = testimonies.testimony(session, arrival.slug)
            output.say(output.document(film_facts.as_json(added)) if desk.json else _added(desk, added))
            if not desk.json:
                _tell_part(desk, added)
                taken_in.of_film(desk, session, workspace, added)
        _warn(desk, arrival.slug, findings + _of_words(workspace, added))


def _added(desk: Desk, film: records.Testimony) -> str:
    code = "testimony-added" if film.subtitles else "testimony-added-bare"
    known = {"slug": film.slug, "number": film.id, "length": film.film_ms, "language": film.language}
    return desk.say(code, subtitles=", ".join(film.subtitles), **known)


def _tell_part(desk: Desk, film: records.Testimony) -> None:
    """Say on stderr which part of a film is used, where that is not all of it."""
    to_ms = film.film_ms if film.to_ms is None else film.to_ms
    if film.from_ms or to_ms < film.film_ms:
        output.note(desk.say("testimony-part", at=film.from_ms, to=to_ms, length=to_ms - film.from_ms))


@testimony.command()
@click.argument("slug")
@click.option("--speaker", metavar="NAME", help="The speaker's name; - asks for it, or reads it from stdin.")
@click.option("--role", type=typed_text.Role(ROLES), help="The speaker's role.")
@click.option("--organisation", metavar="ORG", help="The speaker's organisation.")
@click.option("--language", metavar="L", help="The language spoken.")
@click.option("--theme", metavar="T", help="A theme of the brand kit, or words for the title.")
@click.option(
    "--subtitles",
    metavar="[L:]FILE",
    multiple=True,
    help='Subtitles to add or to replace others; a language without a file, such as "nl:", takes its own away.',
)
@click.option("--from", "from_ms", type=options.MOMENT, help="Where the part to use starts, e.g. 0:02.5.")
@click.option("--to", "to_ms", type=options.MOMENT, help="Where the part to use ends.")
@FILL
@CENTRE
@TELLS
@SOUND_TRACK
@cover_words.OPTION
@pass_desk
def edit(desk: Desk, /, slug: str, language: str | None, subtitles: tuple[str, ...], **said: Any) -> None:
    """Correct a testimony, or add subtitles; posts approved with the old ones must be approved again.

    \b
    Example:
      campaign testimony edit bakery --subtitles fr:bakery.fr.srt
    """
    spoken = desk.settings().language(language) if language else None
    covers = said.pop("cover_words")
    said |= {"special": _special(said["special"]) if said["special"] else None, "language": spoken}
    words = {name: value for name, value in said.items() if value is not None}
    if not words and not subtitles and not covers:
        raise BadRequest("testimony-nothing-to-change", slug=slug)
    with options.campaign(desk) as workspace:
        before, _ = _stands(workspace, slug)
        default = spoken or before.language
        words |= cover_words.of_film(desk, covers, default, before.cover_words)
        names = TypedNames(desk=desk, workspace=workspace, slug=slug)
        words |= names.of_film(words)
        subtitles, gone = testimony_subtitles.parted(desk, subtitles)
        if not testimony_subtitles.agreed(desk, workspace, before, gone):
            return
        had = set(before.subtitles)
        files = tuple(options.language_file(desk, one, default, slug=slug, had=had) for one in subtitles)
        pairs = tuple((one.language, one.path) for one in files)
        names.subtitles(before, pairs)
        tell_forms = changed_speakers.asked(desk, workspace, before, words.get("speaker"))
        stood = _facts(workspace, before)
        amended = amend.amend(workspace, slug, words, pairs, without=gone, now=desk.now())
        options.tell_languages(files)
        testimony_subtitles.tell(desk, before, gone)
        changed, live = _stands(workspace, slug)
        names.tell()
        _warn(desk, slug, [*amended.findings, *_of_words(workspace, changed)])
        same = stood == _facts(workspace, changed)
    told = desk.say("testimony-same" if same else "testimony-changed", slug=slug)
    output.say(output.document(film_facts.as_json(changed)) if desk.json else told)
    _tell_edited(desk, before, changed, [] if same else live, words)
    tell_forms()
    options.tell_drafts(desk, amended.again, workspace.rules)


def _tell_edited(
    desk: Desk, before: records.Testimony, changed: records.Testimony, live: list[int], words: Container[str]
) -> None:
    """Say on stderr what was changed, which part is used where that was said, and which posts stay as they are."""
    if desk.json:
        return
    _tell_changes(desk, before, changed)
    if "from_ms" in words or "to_ms" in words:
        _tell_part(desk, changed)
    if live:
        output.note(desk.say("testimony-live", numbers=live))


def _facts(workspace: Workspace, film: records.Testimony) -> tuple[object, ...]:
    """Return all that is on record of a film, and what its subtitles hold."""
    return film_facts.as_json(film), subtitle_copies.contents(workspace, film)


def _stands(workspace: Workspace, slug: str) -> tuple[records.Testimony, list[int]]:
    """Return a testimony as it stands, and its live posts."""
    with workspace.store.read() as session:
        film = testimonies.testimony(session, slug)
        out = posts.posts(session, (State.PUBLISHED,))
        return film, [one.number for one in out if one.testimony_id == film.id]


def _tell_changes(desk: Desk, before: records.Testimony, changed: records.Testimony) -> None:
    """Say on stderr what was changed, each as `testimony show` says it; what part is used is said apart."""
    old, apart = film_facts.as_json(before), ("film_sha256", "from_ms", "to_ms")
    for name, value in film_facts.as_json(changed).items():
        if value != old[name] and name not in apart:
            label = translate.labelled(output.label(name), desk.lang)
            output.note(f"  {label} {film_facts.plain(desk, name, value) or '-'}".replace("\n", "\n    "))


def _of_words(workspace: Workspace, film: records.Testimony) -> list[Finding]:
    """Return what is found of a film's names and of the words on its cards."""
    return [*lettering.names(workspace, film), *card_words.findings(workspace, film)]


def _special(named: tuple[str, ...]) -> list[str]:
    return [one for one in SPECIAL if one in named]


def _warn(desk: Desk, slug: str, findings: list[Finding]) -> None:
    """Say on stderr what was found, the worst first; much of it is left to `testimony check`."""
    ordered = output.by_severity(findings)
    for found in ordered[:MOST_SAID]:
        output.note(output.finding_line(desk, found))
    more = len(ordered) - MOST_SAID
    if more > 0:
        output.note(desk.say("findings-more", more=more, slug=slug))


@testimony.command()
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
@pass_desk
def check(desk: Desk, slugs: tuple[str, ...]) -> int:
    """Check testimonies with all their subtitles: each file, and whether a language is missing.

    Without SLUG: all of them. Exit code 1 if there are errors, which also keep posts from being approved.

    \b
    Example:
      campaign testimony check bakery
    """
    with options.campaign(desk) as workspace:
        with workspace.store.read() as session:
            films = [
                withdrawals.require_film(session, testimonies.testimony(session, one)) for one in slugs
            ] or [
                film
                for film in testimonies.testimonies(session)
                if not withdrawals.film_is_gone(session, film.id)
            ]
            wanted = [(film, subtitles.formats_in_use(session, film)) for film in films]
        found = [one for film, formats in wanted for one in subtitles.testimony(workspace, film, formats)]
        found += [one for film, _ in wanted for one in lettering.names(workspace, film)]
    if not found and not desk.json:
        named = ", ".join(film.slug for film, _ in wanted)
        output.say(desk.say("subtitles-sound", paths=named) if named else desk.say("none-testimonies"))
    return output.told(desk, output.by_severity(found))


@testimony.command("list")
@pass_desk
def list_(desk: Desk) -> None:
    """List the testimonies.

    \b
    Example:
      campaign testimony list --json
    """
    with options.campaign(desk) as workspace, workspace.store.read() as session:
        found = testimonies.testimonies(session)
    if desk.json:
        return output.say(output.document([film_facts.as_json(one) for one in found]))
    if not found:
        return output.say(desk.say("none-testimonies"))
    columns = (
        N_("Testimony"), N_("Speaker"), N_("Role"), N_("Organisation"), N_("Language"), N_("Subtitles"), N_("Length")
    )  # fmt: skip
    rows = [
        (
            one.slug,
            translate.place(one.speaker, desk.lang),
            desk.word(one.role),
            one.organisation,
            formatting.language(one.language, desk.lang),
            translate.language(", ".join(one.subtitles), desk.lang) if one.subtitles else "-",
            _length(desk, one),
        )
        for one in found
    ]
    return output.table(columns, rows)


def _length(desk: Desk, film: records.Testimony) -> str:
    """Return how long a film is; of one that is cut, how much of it is used."""
    whole = formatting.length(film.film_ms, desk.lang)
    used = (film.film_ms if film.to_ms is None else film.to_ms) - film.from_ms
    part = formatting.length(used, desk.lang)
    return whole if used == film.film_ms else desk.say("length-used", part=part, whole=whole)


@testimony.command()
@click.argument("slug")
@pass_desk
def show(desk: Desk, slug: str) -> None:
    """Show one testimony.

    \b
    Example:
      campaign testimony show bakery
    """
    with options.campaign(desk) as workspace, workspace.store.read() as session:
        film = testimonies.testimony(session, slug)
        shown = film_facts.as_json(film)
        if desk.json:
            return output.say(output.document(shown))
        shown["subtitles"] = film_facts.subtitles(desk, workspace.folder, film)
    words = {"film": "film_path"}  # the word `film` is an act that one agrees to
    rows = [
        (words.get(name, name), film_facts.plain(desk, name, value))
        for name, value in shown.items()
        if name != "film_sha256"
    ]
    return output.facts(slug, [(name, value) for name, value in rows if value])


@testimony.command()
@click.argument("slug")
@pass_desk
def remove(desk: Desk, slug: str) -> None:
    """Remove a testimony that was registered by mistake for good: film, subtitles, finished films, name.

    Its drafts are cancelled; cancel or remove other posts first. Signed forms stay in consent/, and the log keeps its
    number. On a terminal you are asked first. If somebody withdraws a consent: `campaign consent withdraw`.

    \b
    Example:
      campaign testimony remove bakery
    """

    def sure(drafts: tuple[int, ...]) -> bool:
        code = "drop-sure-drafts" if drafts else "drop-sure"
        question = desk.say(code, slug=slug, drafts=drafts)
        return not options.declined(desk, question, desk.say("drop-not", slug=slug))

    with options.campaign(desk) as workspace:
        called = desk.say("called-removed")
        done = testimony_remove.remove(workspace, slug, sure=sure, now=desk.now(), called=called)
    if done is None:
        return None
    if desk.json:
        told = {"number": done.number, "slug": done.slug, "cancelled": done.cancelled}
        return output.say(output.document(told))
    output.say(desk.say("dropped", slug=slug))
    if done.pages:
        output.note(desk.say("withdraw-pages", files=", ".join(done.pages)))
    return output.say(desk.say("dropped-drafts", drafts=done.cancelled)) if done.cancelled else None
