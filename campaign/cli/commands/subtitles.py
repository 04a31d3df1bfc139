"""`campaign subtitles`: check and correct subtitle files, estimate times for a transcript, export for Facebook."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from campaign.checks import subtitles as check_subtitles
from campaign.cli import options, output
from campaign.cli.app import Desk, pass_desk
from campaign.cli.commands import subtitles_align, subtitles_export, subtitles_transcribe
from campaign.settings.declarations import Settings
from campaign.testimonies.film_subtitles import named_language, subtitle_copies
from campaign.testimonies.film_subtitles import subtitles as testimony_subtitles
from media.errors import BadInput, MediaError
from media.findings import Finding
from media.formats import FORMATS, LANDSCAPE
from media.speech import speech_process
from media.subtitles import fixer, reader
from media.subtitles.lint import linter
from media.subtitles.norms import Context
from schedules.database import testimonies
from schedules.model import campaign_paths

MOST_LINES = 8  # named of a file

ENCODING = click.option(
    "--encoding", metavar="E", help="Its encoding, such as cp1252 (default: UTF-8, or as its letters tell)."
)


@click.group(short_help="Check, correct, estimate and export subtitles.")
def subtitles() -> None:
    """Check, correct, estimate and export subtitles.

    \b
    Example:
      campaign subtitles check bakery.nl.srt
    """


subtitles.add_command(subtitles_transcribe.transcribe)
subtitles.add_command(subtitles_align.align)


@subtitles.command()
@click.argument("files", metavar="FILE|SLUG...", type=options.FILE, nargs=-1, required=True)
@click.option("--language", metavar="L", help="Their language (default: from the file name, film.nl.srt).")
@click.option(
    "--format", "formats", type=click.Choice(list(FORMATS)), multiple=True,
    help="The film's format, for the length of lines; repeatable (default: landscape).",
)  # fmt: skip
@click.option(
    "--film",
    type=options.FILE,
    metavar="FILM|SLUG",
    help="Their film, for its length, frame rate and speech.",
)
@ENCODING
@click.option("--fix", is_flag=True, help="First correct what is mechanical; the words stay unchanged.")
@pass_desk
def check(
    desk: Desk,
    files: tuple[Path, ...],
    language: str | None,
    formats: tuple[str, ...],
    film: Path | None,
    encoding: str | None,
    fix: bool,
) -> int:
    """Check subtitle files: encoding, times, reading speed, lines, typography, names, personal data.

    With --fix, encoding, times as people type them, rolling captions of YouTube, order, numbers, blank lines, small
    gaps and overlaps, stray tags and typography are corrected first, and the original file is kept beside it as
    FILE.bak. Exit code 1 if there are errors. A file whose letters are a guess stays as it is until --encoding says
    what they are. A SLUG means the subtitles that the campaign has of that testimony: --fix corrects its copies.

    \b
    Example:
      campaign subtitles check bakery.nl.srt bakery.fr.srt --film bakery.mp4
      campaign subtitles check bakery.nl.srt --fix
      campaign subtitles check bakery --fix
      campaign subtitles check bakery.nl.srt --encoding cp1254 --fix
    """
    slugs, paths = _parted(desk, files)
    found = [one for slug in slugs for one in _of_slug(desk, slug, language, encoding, fix=fix)]
    context = check_subtitles.context(
        formats=tuple(FORMATS[name] for name in formats) or (LANDSCAPE,),
        film=_film(desk, film) if film else None,
        settings=_settings(desk),
        folder=desk.find_folder(),
    )

    def judged(path: Path) -> tuple[Finding, ...]:
        known = (None if film else _of_its_film(desk, path)) or context
        said = language or _named(desk, path)
        asked = replace(known, language=said, encoding=encoding, formats=context.formats)
        is_utf8 = fix and _mend(desk, path, asked)
        return _judged(desk, path, replace(asked, encoding=None) if is_utf8 else asked)

    return _told(desk, files, [*found, *_of_each(paths, judged)])


def _of_each(paths: Iterable[Path], judged: Callable[[Path], Iterable[Finding]]) -> list[Finding]:
    """Judge each file; raise BadInput for all of them that cannot be read, once each was looked at."""
    found, unread = list[Finding](), list[MediaError]()
    for path in paths:
        try:
            found += judged(path)
        except BadInput as error:
            unread.append(error)
    if unread:
        raise unread[0] if len(unread) == 1 else BadInput("subtitles-refused-all", problems=unread)
    return found


def _judged(desk: Desk, path: Path, asked: Context) -> tuple[Finding, ...]:
    """Check a file, and say that subtitles in the language spoken may be faster, where that makes an error none."""
    found = linter.lint(path, asked)
    most = asked.norms.cps_verbatim
    fast = [one for one in found if one.code == "S08" and one.severity == "error"]
    if not asked.verbatim and asked.language and any(float(str(one.params["cps"])) <= most for one in fast):
        told: dict[str, object] = {"path": path, "language": asked.language, "most": most}
        output.note(desk.say("subtitles-as-translation", **told))
    return found


def _told(desk: Desk, files: Iterable[Path], found: list[Finding]) -> int:
    """Print what was found, or that nothing was; return the exit code."""
    if not found and not desk.json:
        output.say(desk.say("subtitles-sound", paths=", ".join(map(str, files))))
    return output.told(desk, found)


def _parted(desk: Desk, given: Iterable[Path]) -> tuple[list[str], list[Path]]:
    """Part what was given into testimonies and files; refuse what is neither."""
    slugs, paths = list[str](), list[Path]()
    for one in given:
        if _is_slug(desk, one):
            slugs.append(str(one))
        else:
            paths.append(one)
    _require_known(desk, paths)
    return slugs, paths


def _require_known(desk: Desk, given: Iterable[Path]) -> None:
    """Refuse what is neither a file nor a testimony, and is not called as a file of subtitles is."""
    for one in given:
        if one.suffix.lower() in reader.KINDS or one.exists():
            continue
        known = []
        if desk.find_folder():
            with options.campaign(desk, warns=False) as workspace, workspace.store.read() as session:
                known = [film.slug for film in testimonies.testimonies(session)]
        code = "subtitles-nowhere" if known else "subtitles-nowhere-bare"
        raise BadInput(code, path=str(one), known=", ".join(known))


def _film(desk: Desk, given: Path) -> Path:
    """Return the film that is meant by a file or by a testimony's slug."""
    if given.exists() or not desk.find_folder():
        return given
    with options.campaign(desk, warns=False) as workspace, workspace.store.read() as session:
        films = testimonies.testimonies(session)
    meant = [campaign_paths.film(workspace.folder, film) for film in films if film.slug == str(given)]
    if not meant and not given.suffix and films:
        raise BadInput("subtitles-nowhere", path=str(given), known=", ".join(one.slug for one in films))
    return meant[0] if meant else given


def _of_its_film(desk: Desk, path: Path) -> Context | None:
    """Return what a file is judged with that the campaign has a copy of: as the copy is."""
    with suppress(MediaError):
        for one in _copies(desk, path, None):
            with options.campaign(desk, warns=False) as workspace:
                return check_subtitles.context_of(workspace, one.film, one.language)
    return None


def _is_slug(desk: Desk, given: Path) -> bool:
    """Tell whether what was given is a testimony of the campaign, and no file."""
    if not desk.find_folder() or given.exists():
        return False
    with options.campaign(desk, warns=False) as workspace, workspace.store.read() as session:
        return str(given) in [film.slug for film in testimonies.testimonies(session)]


def _of_slug(
    desk: Desk, slug: str, language: str | None, encoding: str | None, *, fix: bool
) -> list[Finding]:
    """Check a testimony's copies, corrected before if that is asked for."""
    spoken = desk.settings().language(language) if language else None
    with options.campaign(desk) as workspace:
        for one in subtitle_copies.of_slug(workspace, slug, spoken) if fix else ():
            tell = partial(options.tell_drafts, desk, rules=workspace.rules)
            mended = subtitle_copies.mend(workspace, one, encoding=encoding, now=desk.now(), tell=tell)
            what = [desk.say(done.code, **done.params) for done in mended.done]
            said = {"slug": slug, "language": one.language, "path": slug, "what": ", ".join(what)}
            if what or mended.unsure:
                output.note(desk.say("subtitles-copy-mended" if what else "subtitles-not-mended", **said))
        return subtitle_copies.findings(workspace, slug, spoken)


def _mend(desk: Desk, path: Path, context: Context) -> bool:
    """Correct a file, say what was corrected, and return whether there was anything."""
    mended, spoken = fixer.fixed(path, context), testimony_subtitles.words_beside(path)
    if mended.done:
        backup = fixer.write_with_backup(path, mended.content)
        testimony_subtitles.keep_words(path, spoken, language=context.language)
        what = ", ".join(desk.say(one.code, **one.params) for one in mended.done)
        output.note(desk.say("subtitles-mended", path=path, what=what, backup=backup.name))
    elif mended.unsure:
        output.note(desk.say("subtitles-not-mended", path=path))
    if mended.left:
        output.note(
            desk.say("subtitles-left", path=path, lines=", ".join(map(str, mended.left[:MOST_LINES])))
        )
    return bool(mended.done)


@subtitles.command()
@click.argument("transcript", type=options.FILE, metavar="TRANSCRIPT.txt")
@click.argument("out", type=options.FILE, metavar="OUT.vtt")
@click.option(
    "--film",
    type=options.FILE,
    metavar="FILM|SLUG",
    required=True,
    help="The film that the transcript belongs to: a file, or a testimony.",
)
@click.option("--language", metavar="L", required=True, help="The transcript's language.")
@ENCODING
@click.option(
    "--format",
    "format",
    type=click.Choice(list(FORMATS)),
    default="landscape",
    help="The film's format, for the length of lines.",
)
@pass_desk
def estimate(
    desk: Desk, /, transcript: Path, out: Path, encoding: str | None, language: str, **said: Any
) -> None:
    """Make subtitles from a transcript without times: its words are spread over the speech in the film.

    The file says that its times are estimated; it is not rendered, and no post with it is approved, until somebody
    has checked it (`campaign subtitles checked`). A blank line in the transcript always starts a new subtitle. With
    speech recognition installed, `campaign subtitles align` is better: it takes the times from the speech itself.

    \b
    Example:
      campaign subtitles estimate bakery.txt bakery.fr.vtt --film bakery.mp4 --language fr
    """
    text, marks = testimony_subtitles.transcript_text(transcript, encoding=encoding, language=language)
    cues = testimony_subtitles.estimate(
        text,
        options.spared(desk, out),
        film=_film(desk, said["film"]),
        language=language,
        norms=check_subtitles.norms(_settings(desk)),
        format=FORMATS[said["format"]],
    )
    if marks:
        output.note(desk.say("transcript-marks-left-out", count=marks))
    if desk.json:
        output.say(output.document({"path": out, "cues": len(cues), "estimated": True, "unchecked": True}))
    else:
        output.say(desk.say("subtitles-estimated-made", count=len(cues), path=out))
        better = "align-better" if speech_process.installed() else "align-better-not-installed"
        output.note(desk.say(better, film=said["film"], text=transcript, language=language))


@subtitles.command()
@click.argument("file", metavar="FILE|SLUG", type=options.FILE)
@click.option("--by", "who", metavar="WHO", required=True, help="Who watched the film with these subtitles.")
@click.option("--language", metavar="L", help="Of a testimony, only this language (default: all).")
@pass_desk
def checked(desk: Desk, file: Path, who: str, language: str | None) -> None:
    """Mark a draft as checked, so that it may be used: a file, or a testimony's subtitles.

    A draft is a file whose times, or words too, a machine made. Watch the whole film with it first. Where the campaign
    has a copy of the file, the copy is marked too. Words that change after the check make a draft of it again.

    \b
    Example:
      campaign subtitles checked bakery --by "An Voorbeeld"
      campaign subtitles checked bakery.fr.vtt --by "An Voorbeeld"
    """
    if not _is_slug(desk, file):
        _require_known(desk, (file,))
        if not file.exists():
            raise BadInput("subtitles-missing", path=str(file))
    settings = _settings(desk)
    now = desk.now()
    day = now.astimezone(settings.timezone if settings else None).date()
    copies = _copies(desk, file, settings.language(language) if settings and language else None)
    own = file.is_file() and not any(one.path.samefile(file) for one in copies)
    marked = _checked_off(desk, copies, who, now, day) if copies else []
    if own and not (marked and not reader.opened(file).unchecked):
        testimony_subtitles.check_off(file, who=who, day=day)
    elif not own and not marked:
        opened = [reader.opened(one.path, language=one.language) for one in copies]
        before = next((one for one in opened if one.mark), opened[0])
        raise testimony_subtitles.not_draft(file, before)
    if desk.json:
        output.say(output.document({"path": file, "estimated": False, "unchecked": False}))
        return
    if own:
        output.say(desk.say("subtitles-now-checked", path=file, who=who))
    for one in marked:
        output.say(desk.say("subtitles-copy-checked", slug=one.film.slug, language=one.language, who=who))
    if own and settings and not copies:
        output.note(desk.say("subtitles-no-copy", path=file))


def _copies(desk: Desk, given: Path, language: str | None) -> list[subtitle_copies.Copy]:
    """Find the campaign's copies that are meant by a slug or a file."""
    if not desk.find_folder():
        return []
    slug = _is_slug(desk, given)
    with options.campaign(desk, warns=False) as workspace:
        if slug:
            return subtitle_copies.of_slug(workspace, str(given), language)
        return subtitle_copies.of_file(workspace, given)


def _checked_off(
    desk: Desk, copies: list[subtitle_copies.Copy], who: str, now: datetime, day: date
) -> list[subtitle_copies.Copy]:
    with options.campaign(desk) as workspace:
        tell = partial(options.tell_drafts, desk, rules=workspace.rules)
        return subtitle_copies.check_off(workspace, copies, who=who, now=now, day=day, tell=tell)


def _named(desk: Desk, path: Path) -> str | None:
    """Return the language that a file's name says, else the one that it says itself."""
    settings = _settings(desk)
    return named_language.named_language(path, settings.languages if settings else ()) or (
        named_language.said_inside(path)
    )


def _settings(desk: Desk) -> Settings | None:
    return desk.settings() if desk.find_folder() else None


subtitles.add_command(subtitles_export.export)
subtitles.add_command(subtitles_export.template)
