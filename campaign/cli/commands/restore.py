"""`campaign restore`: bring a backup back into a new folder, or say what that would do."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path

import click

from campaign.backup import restore as backup_restore
from campaign.backup.examination import Examination
from campaign.backup.refusals import BackupRefused
from campaign.backup.restore import Restored, RestoreOptions
from campaign.backup.sealed import Keys
from campaign.cli import app, credentials, options, output
from campaign.cli.answers import who_acts, withdrawn_copies
from campaign.cli.app import Desk, pass_desk
from media import temporary_copies
from media.findings import Finding
from schedules.database.colleagues import NOBODY
from schedules.errors import BadRequest

RESTED = ("held", "doubtful", "scheduled")


@click.command(short_help="Restore a backup into a new folder.")
@click.argument("file", type=options.FILE)
@click.argument("folder", metavar="DIR", type=options.FILE)
@click.option(
    "--withdrawn",
    metavar="FILE",
    type=options.FILE,
    help="Withdrawals since the backup: consent/withdrawn.json of the old campaign folder.",
)
@click.option(
    "--identity",
    metavar="KEYFILE",
    type=options.FILE,
    help="The file with the secret key, for a backup that was sealed with --recipient.",
)
@click.option("--dry-run", is_flag=True, help="Only say what the backup is and what restoring it would do.")
@pass_desk
def restore(
    desk: Desk, file: Path, folder: Path, withdrawn: Path | None, identity: Path | None, dry_run: bool
) -> None:
    """Restore a backup into DIR, a new or empty folder; nothing appears there until every byte has been checked.

    The campaign is paused, and posts that may have gone out since the backup are held: look at the Page before
    `campaign resume`. Consents withdrawn since are withdrawn again, as far as the old campaign folder knows them: run
    this in that folder or where the backup was made, or give its list with --withdrawn. A backup that this campaign did
    not make on this computer, and whose settings lead elsewhere, is restored only if you confirm it, or with --yes.

    \b
    Example:
      campaign restore ../my-campaign-2026-11-24.zip ../restored --dry-run
    """
    _require_order(file, folder)
    remembered = desk.folder or credentials.own_folder(desk)
    temporary_copies.sweep(remembered)
    choices = RestoreOptions(
        here=desk.folder or desk.asked,
        listed=withdrawn,
        reason=desk.say("restored-pause"),
        called=withdrawn_copies.called(desk),
        keys=Keys(identity=identity, ask=partial(credentials.known_passphrase, desk, file)),
        signer=credentials.signer(desk),
        agree=partial(_agreed, desk, file),
        dry=dry_run,
        remembered_in=(remembered,),
        acting=NOBODY if dry_run else who_acts.of(desk),
    )
    with output.progress_of(file.name) as show, _refusing(desk, dry_run):
        done = backup_restore.restore(file, folder, choices, clock=desk.now, progress=show)
    if desk.json:
        return output.say(output.document(_document(folder, done, dry_run)))
    if dry_run:
        return output.say("\n".join(_foreseen(desk, file, folder, done)))
    return _told(desk, file, folder, done)


def _told(desk: Desk, file: Path, folder: Path, done: Restored) -> None:
    found = done.examination  # of one that is not ours, what leads elsewhere was said before it was asked for
    known = _differences(desk, found) if found.origin == "own" else _origin(desk, file, found)
    for sentence in [*known, *_sentences(desk, file, folder, done)]:
        output.note(sentence)
    code = "restored-as-copy" if done.copy_of else "restored"
    return output.say(desk.say(code, folder=folder, made_at=done.made_at))


def _require_order(file: Path, folder: Path) -> None:
    if folder.is_file() and not file.is_file():
        raise BadRequest("restore-swapped", file=folder, folder=file)


@contextmanager
def _refusing(desk: Desk, dry: bool) -> Iterator[None]:
    """Say all that a backup is refused for, before its refusal ends the command."""
    try:
        yield
    except BackupRefused as refused:
        output.refusals(desk, refused.findings)
        if desk.json and dry:
            told = [_finding(desk, one) for one in refused.findings or (refused,)]
            output.say(output.document({"dry_run": True, "findings": told}))
        raise


def _finding(desk: Desk, one: BadRequest | Finding) -> dict[str, str]:
    if isinstance(one, Finding):
        return output.as_json(desk, one)
    return {"code": one.code, "message": desk.say(one.code, **one.params)}


def _document(folder: Path, done: Restored, dry: bool) -> dict[str, object]:
    fields = ("made_at", *RESTED, "withdrawn", "unfinished", "known_from")
    found = asdict(done.examination) | {"made_in": done.examination.folder}
    said = {"folder": folder.absolute(), "paused": True, "dry_run": dry, "findings": []}
    return (
        found
        | {"to_confirm": done.examination.to_confirm}
        | said
        | {name: getattr(done, name) for name in fields}
    )


def _agreed(desk: Desk, file: Path, found: Examination) -> bool:
    """Show each setting that leads elsewhere, and ask."""
    for sentence in [*_origin(desk, file, found), *_differences(desk, found)]:
        output.note(sentence)
    return desk.confirm(desk.say("restore-sure", path=file))


def _origin(desk: Desk, file: Path, found: Examination) -> list[str]:
    """Warn of a backup that is not known to be this campaign's own."""
    if found.origin == "own":
        return []
    said = {"path": file, "computer": found.computer, "campaign": found.campaign}
    return [desk.say("warning", sentence=desk.say(f"restore-origin-{found.origin}", **said))]


def _differences(desk: Desk, found: Examination) -> list[str]:
    return [
        desk.say("restore-differs", key=one.key, backup=one.backup, known=one.known)
        for one in found.differences
    ]


def _described(desk: Desk, file: Path, found: Examination) -> list[str]:
    """Return what a backup is, and what in it leads elsewhere."""
    own = {"path": file, "computer": found.computer, "campaign": found.campaign}
    made = {"path": file, "made_at": found.made_at, "program": found.program}
    return [
        desk.say("restore-is", campaign=found.campaign, computer=found.computer, folder=found.folder, **made),
        desk.say(f"restore-origin-{found.origin}", **own),
        desk.say("restore-is-sealed" if found.sealed else "restore-is-unsealed"),
        desk.say(
            "restore-holds", files=found.files, size=f"{found.size / 1e6:.1f}", posts=found.posts,
            films=found.films, people=found.people, consents=found.consents,
        ),
        *(_differences(desk, found) or [desk.say("restore-differs-not")]),
    ]  # fmt: skip


def _sentences(desk: Desk, file: Path, folder: Path, done: Restored) -> list[str]:
    """Return what staff must know and do, the most urgent last."""
    said = [*_withdrawals(desk, file, folder, done, "restored"), *_resting(desk, done, "restored")]
    said += _inside(desk, folder)
    standing = "restored-copy" if done.copy_of else "restored-service"
    lost = "restored-lost-copy" if done.copy_of else "restored-lost"
    known = {"folder": folder, "former": done.copy_of}
    return [*said, desk.say(lost, **known), desk.say(standing, **known)]


def _foreseen(desk: Desk, file: Path, folder: Path, done: Restored) -> list[str]:
    """Return what a backup is, and what restoring it would do."""
    begin = "dry-restored"
    found = [*_described(desk, file, done.examination), *_withdrawals(desk, file, folder, done, begin)]
    found += _inside(desk, folder)
    return [*found, *_resting(desk, done, begin), desk.say("restore-dry", file=file, folder=folder)]


def _inside(desk: Desk, folder: Path) -> list[str]:
    """Warn of a folder inside another campaign's."""
    place = folder.resolve()  # `..` is the folder above, not one of this campaign's
    outer = app.find_folder(place.parent)
    if outer is None:
        return []
    known = {"folder": folder, "outer": outer, "beside": outer.parent / place.name}
    return [desk.say("warning", sentence=desk.say("restored-inside", **known))]


def _withdrawals(desk: Desk, file: Path, folder: Path, done: Restored, begin: str) -> list[str]:
    """Return what becomes of consents that were withdrawn since; `begin` is how the codes of the sentences begin."""
    sources = ", ".join(str(path) for path in done.known_from)
    said = []
    if not done.known_from:
        said.append(desk.say("warning", sentence=desk.say(f"{begin}-unknown", folder=folder)))
    elif done.withdrawn:
        said.append(desk.say(f"{begin}-withdrawn", sources=sources, slugs=", ".join(done.withdrawn)))
        said.append(desk.say(f"{begin}-delete", path=file))
    else:
        said.append(desk.say(f"{begin}-none-withdrawn", sources=sources))
    if done.unfinished:
        said.append(desk.say(f"{begin}-on-page", slugs=", ".join(done.unfinished)))
    return said


def _resting(desk: Desk, done: Restored, begin: str) -> list[str]:
    """Return which posts may be out already."""
    found = [(name, getattr(done, name)) for name in RESTED]
    return [desk.say(f"{begin}-{name}", numbers=", ".join(map(str, each))) for name, each in found if each]
