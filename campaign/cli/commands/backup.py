"""`campaign backup` and `campaign restore`: write a campaign to one file, and restore it."""

from functools import partial
from pathlib import Path

import click

from campaign.backup import pack
from campaign.backup import restore as backup_restore
from campaign.cli import options, output
from campaign.cli.app import Desk, pass_desk
from campaign.reports import json_views
from schedules.errors import BadRequest


@click.command(short_help="Write the whole campaign into one file.")
@click.argument("file", type=options.FILE)
@pass_desk
def backup(desk: Desk, file: Path) -> None:
    """Write the whole campaign into one ZIP file: plan, log, consents and signed forms, films, pictures, brand.

    The service may keep running. Left out: the Page's token, finished films (they are rendered again), the rehearsal
    Page. An existing file is replaced only if you confirm it, or with --yes.

    \b
    Example:
      campaign backup ../mey-2020-11-24.zip
    """
    with options.campaign(desk) as workspace:
        if file.exists() and not file.is_dir() and not desk.confirm(desk.say("backup-sure", path=file)):
            raise BadRequest("backup-exists", path=file)
        with output.progress() as show:
            made = pack.pack(workspace, file, now=desk.now(), progress=partial(show, file.name))
        made_at = json_views.local(made.made_at, workspace.rules.zone)
    if made.missing:
        told = {"path": made.missing[0], "more": len(made.missing) - 1}
        code = "backup-missing-more" if told["more"] else "backup-missing"
        output.note(desk.say("warning", sentence=desk.say(code, **told)))
    if desk.json:
        said = {"path": file.absolute(), "made_at": made_at, "files": made.files, "bytes": made.size}
        return output.say(output.document(said | {"missing": made.missing}))
    size = f"{made.size / 1e6:.1f}"
    return output.say(desk.say("backup-made", path=file, files=made.files, size=size))


@click.command(short_help="Restore a backup into a new folder.")
@click.argument("file", type=options.FILE)
@click.argument("folder", metavar="DIR", type=options.FILE)
@click.option(
    "--withdrawn",
    metavar="FILE",
    type=options.FILE,
    help="Withdrawals since the backup: consent/withdrawn.json of the old campaign folder.",
)
@pass_desk
def restore(desk: Desk, file: Path, folder: Path, withdrawn: Path | None) -> None:
    """Restore a backup into DIR, a new or empty folder; nothing appears there until every byte has been checked.

    The campaign is paused, and posts that may have gone out since the backup are held: look at the Page before
    `campaign resume`. Consents withdrawn since are withdrawn again, as far as the old campaign folder knows them: run
    this in that folder or where the backup was made, or give its list with --withdrawn.

    \b
    Example:
      campaign restore ../mey-2020-11-24.zip ../mey-restored
    """
    choices = backup_restore.RestoreOptions(
        here=desk.folder or desk.asked, listed=withdrawn, reason=desk.say("restored-pause")
    )
    with output.progress() as show:
        told = partial(show, file.name)
        done = backup_restore.restore(file, folder, choices, clock=desk.now, progress=told)
    for sentence in _sentences(desk, file, folder, done):
        output.note(sentence)
    if desk.json:
        fields = ("made_at", "held", "doubtful", "scheduled", "withdrawn", "unfinished", "known_from")
        said = {"folder": folder.absolute(), "paused": True}
        return output.say(output.document(said | {name: getattr(done, name) for name in fields}))
    return output.say(desk.say("restored", folder=folder, made_at=done.made_at))


def _sentences(desk: Desk, file: Path, folder: Path, done: backup_restore.Restored) -> list[str]:
    """Return what staff must know and do, the most urgent last."""
    sources = ", ".join(str(path) for path in done.known_from)
    said = []
    if not done.known_from:
        said.append(desk.say("warning", sentence=desk.say("restored-unknown", folder=folder)))
    elif done.withdrawn:
        said.append(desk.say("restored-withdrawn", sources=sources, slugs=", ".join(done.withdrawn)))
        said.append(desk.say("restored-delete", path=file))
    else:
        said.append(desk.say("restored-none-withdrawn", sources=sources))
    if done.unfinished:
        said.append(desk.say("restored-on-page", slugs=", ".join(done.unfinished)))
    for name in ("held", "doubtful", "scheduled"):
        if numbers := getattr(done, name):
            said.append(desk.say(f"restored-{name}", numbers=", ".join(map(str, numbers))))
    standing = "restored-copy" if done.copy_of else "restored-service"
    return [*said, desk.say("restored-lost"), desk.say(standing, folder=folder, former=done.copy_of)]
