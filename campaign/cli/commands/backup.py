"""`campaign backup`: write a campaign to one file, sealed if that is wished."""

from functools import partial
from pathlib import Path

import click

from campaign.backup import pack, sealed
from campaign.backup.pack import Packed, PackOptions
from campaign.backup.refusals import BackupRefused
from campaign.backup.sealed import Seal
from campaign.cli import credentials, options, output
from campaign.cli.app import Desk, pass_desk
from campaign.reports import json_views
from media import temporary_copies
from schedules.errors import BadRequest


@click.command(short_help="Write the whole campaign into one file.")
@click.argument("file", type=options.FILE)
@click.option("--seal", is_flag=True, help="Seal it with a passphrase, which you are asked for twice.")
@click.option(
    "--recipient",
    "recipients",
    metavar="KEY",
    multiple=True,
    help="Seal it for a public key (age1...), whose secret key alone opens it; may be repeated.",
)
@pass_desk
def backup(desk: Desk, file: Path, seal: bool, recipients: tuple[str, ...]) -> None:
    """Write the whole campaign into one ZIP file: plan, log, consents and signed forms, films, pictures, brand.

    The service may keep running. Left out: the Page's token, finished films (they are rendered again), the rehearsal
    Page. It is never written into the campaign's own folder, but beside it. An existing file is replaced only if you
    confirm it, or with --yes. A sealed backup is an age file
    (age-encryption.org): nobody reads it without the passphrase or the key, and nobody can help you if you lose that.

    \b
    Example:
      campaign backup ../my-campaign-2026-11-24.zip
      campaign backup ../my-campaign-2026-11-24.age --seal
    """
    sealed.check_recipients(recipients)
    temporary_copies.sweep(credentials.own_folder(desk))
    with options.campaign(desk) as workspace:
        asked, file = file, pack.outside(workspace.folder, file)
        if file != asked:
            output.note(desk.say("warning", sentence=desk.say("backup-inside", path=asked, beside=file)))
        options.spared(desk, file)
        wished = PackOptions(seal=_seal(desk, seal, recipients), signer=credentials.signer(desk))
        try:
            with output.progress() as show:
                made = pack.pack(workspace, file, wished, now=desk.now(), progress=partial(show, file.name))
        except BackupRefused as refused:
            output.refusals(desk, refused.findings)
            raise
        made_at = json_views.local(made.made_at, workspace.rules.zone)
    for sentence in _warnings(desk, file, made):
        output.note(desk.say("warning", sentence=sentence))
    if desk.json:
        said = {"path": file.absolute(), "made_at": made_at, "files": made.files, "bytes": made.size}
        more = {"missing": made.missing, "sealed": made.sealed, "signed": made.unsigned is None}
        return output.say(output.document(said | more))
    size = f"{made.size / 1e6:.1f}"
    code = "backup-made-sealed" if made.sealed else "backup-made"
    return output.say(desk.say(code, path=file, files=made.files, size=size))


def _seal(desk: Desk, seal: bool, recipients: tuple[str, ...]) -> Seal | None:
    if seal and recipients:
        raise BadRequest("seal-twice")
    if seal:
        return Seal(passphrase=credentials.new_passphrase(desk))
    return Seal(recipients=recipients) if recipients else None


def _warnings(desk: Desk, file: Path, made: Packed) -> list[str]:
    """Return what staff must know: what is missing, why there is no signature, and that anybody can read it."""
    right = ".age" if made.sealed else ".zip"
    said = [] if file.suffix.lower() == right else [desk.say(f"backup-ending-{right[1:]}", path=file)]
    if made.missing:
        told = {"path": made.missing[0], "more": len(made.missing) - 1}
        said.append(desk.say("backup-missing-more" if told["more"] else "backup-missing", **told))
    if made.unsigned is not None:
        said.append(desk.say("backup-unsigned", why=desk.say(made.unsigned.code, **made.unsigned.params)))
    if not made.sealed:
        said.append(desk.say("backup-unsealed", path=file))
    return said
