"""`campaign adopt`: this folder is the campaign from now on."""

from dataclasses import asdict

import click

from campaign import adoption
from campaign.adoption import Adopted
from campaign.cli import errors, options, output
from campaign.cli.answers import withdrawn_copies
from campaign.cli.app import Desk, pass_desk
from campaign.messages import formatting
from campaign.workspace import Workspace
from schedules.errors import BadRequest
from schedules.home import standing
from schedules.home.standing import Standing, Verdict


@click.command(short_help="Make this folder the campaign, after it was copied.")
@pass_desk
def adopt(desk: Desk) -> None:
    """Make this folder the campaign from now on, after it was copied here or its former folder was lost.

    A campaign exists once: posts go out from one folder on one computer, and a copy only reads. The former folder
    publishes no more: on this computer it is told so; on another one, stop the service there first. Posts that may have
    gone out since the copy was made are held. Renaming or moving the folder needs nothing.

    \b
    Example:
      campaign adopt
    """
    with options.campaign(desk) as workspace:
        found = standing.of(workspace.folder, workspace.store)
        if found.publishes:
            return _stays(desk, workspace)
        if not desk.confirm(_question(desk, found)):
            if not errors.can_ask():
                raise BadRequest("adopt-unsure", **found.told)
            return output.note(desk.say("adopt-not", **found.told))
        called = withdrawn_copies.called(desk)
        done = adoption.adopt(workspace, found, desk.say("adopted-pause"), clock=desk.now, called=called)
    for sentence in _sentences(desk, found, done):
        output.note(sentence)
    if desk.json:
        return output.say(output.document({"adopted": True, **_document(done)}))
    return output.say(desk.say("adopted", folder=done.home.folder))


def _stays(desk: Desk, workspace: Workspace) -> None:
    """Say that nothing was to be done."""
    home = standing.settle(workspace.folder, workspace.store).home
    assert home is not None
    if desk.json:
        return output.say(output.document({"adopted": False, "folder": home.folder, "host": home.host}))
    return output.say(desk.say("adopted-already", folder=home.folder))


def _question(desk: Desk, found: Standing) -> str:
    """Ask with what is known of the folder that was home, and what is to be done there first."""
    if found.verdict is Verdict.ELSEWHERE:
        return desk.say("adopt-sure-elsewhere", **found.told)
    moves = found.home is not None and found.home.folder != found.here.folder
    return desk.say("adopt-sure" if moves else "adopt-sure-here", **found.told)


def _document(done: Adopted) -> dict[str, object]:
    before = {"folder": done.before.folder, "host": done.before.host} if done.before else None
    lists = ("held", "doubtful", "scheduled", "withdrawn", "unfinished")
    known = {"folder": done.home.folder, "host": done.home.host, "before": before, "told": done.told}
    return known | {"paused": done.pause is not None} | {name: getattr(done, name) for name in lists}


def _sentences(desk: Desk, found: Standing, done: Adopted) -> list[str]:
    """Return what staff must know and do, the most urgent last."""
    said = []
    if done.withdrawn:
        told = {"sources": found.told["folder"], "slugs": ", ".join(done.withdrawn)}
        said.append(desk.say("restored-withdrawn", **told))
    if done.unfinished:
        said.append(desk.say("restored-on-page", slugs=", ".join(done.unfinished)))
    for name, code in (
        ("held", "adopted-held"),
        ("doubtful", "restored-doubtful"),
        ("scheduled", "restored-scheduled"),
    ):
        if numbers := getattr(done, name):
            said.append(desk.say(code, numbers=", ".join(map(str, numbers))))
    said += _left_behind(desk, done)
    if done.unknown:
        said.append(desk.say("adopted-paused"))
    elif done.pause:
        code = "adopted-still-paused" if done.pause.reason else "adopted-still-paused-since"
        said.append(desk.say(code, reason=done.pause.reason))
    if done.before and done.before.folder != done.home.folder:
        code = "adopted-told" if done.told else "adopted-untold"
        said.append(desk.say(code, folder=done.before.folder, host=done.before.host))
    return said


def _left_behind(desk: Desk, done: Adopted) -> list[str]:
    """Say what was changed in the former folder since, so that nothing is dropped without a word."""
    parts = [
        desk.say(f"adopted-left-behind-{name}", told=found if isinstance(found, int) else _listed(found))
        for name, found in asdict(done.behind).items()
        if found
    ]
    if not parts or done.before is None:
        return []
    return [
        desk.say(
            "adopted-left-behind", folder=done.before.folder, changes=formatting.listed(parts, desk.lang)
        )
    ]


def _listed(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))
