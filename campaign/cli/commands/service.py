"""`campaign service`: make the system start the background service and keep it running."""

import sys
from pathlib import Path

import click

from campaign import supervisor
from campaign.cli import options, output
from campaign.cli.app import Desk, pass_desk
from campaign.supervisor import Supervised
from media import files
from media.languages import known


@click.group(short_help="Make this computer start the service and keep it running.")
def service() -> None:
    """Make this computer start the service and keep it running.

    \b
    Example:
      campaign service install
    """


@service.command()
@pass_desk
def install(desk: Desk) -> None:
    """Write the file that makes the system run `campaign run` for this campaign, and show how to start it.

    A user unit for systemd; a launch agent on macOS, a scheduled task on Windows (both not yet tested there). None of
    them needs an administrator's rights; they run while you are logged on.

    \b
    Example:
      campaign service install
    """
    wanted = _wanted(desk)
    wanted.path.parent.mkdir(parents=True, exist_ok=True)
    written = wanted.text.encode(wanted.encoding)
    if not wanted.path.is_file() or wanted.path.read_bytes() != written:
        files.write_whole(options.spared(desk, wanted.path), written)
    if desk.environment("CAMPAIGN_PAGE_TOKEN"):
        output.note(desk.say("service-token"))
    _tell(desk, wanted, "service-installed", wanted.start)


@service.command()
@pass_desk
def uninstall(desk: Desk) -> None:
    """Remove that file, and show how to stop a running service.

    \b
    Example:
      campaign service uninstall
    """
    wanted = _wanted(desk)
    there = wanted.path.exists()
    wanted.path.unlink(missing_ok=True)
    _tell(desk, wanted, "service-uninstalled" if there else "service-not-installed", wanted.stop)


def _wanted(desk: Desk) -> Supervised:
    lang = None if desk.lang == known.FALLBACK else desk.lang
    domain, name = desk.environment("USERDOMAIN"), desk.environment("USERNAME")
    user = f"{domain}\\{name}" if domain and name else name or ""
    return supervisor.supervised(
        sys.platform, Path.home(), desk.require_folder(), sys.executable, lang=lang, user=user
    )


def _tell(desk: Desk, wanted: Supervised, code: str, commands: tuple[str, ...]) -> None:
    if desk.json:
        return output.say(output.document({"path": wanted.path, "commands": commands}))
    output.say(desk.say(code, path=wanted.path))
    for command in commands:
        output.say(f"  {command}")
    return None
