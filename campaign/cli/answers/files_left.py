"""Files that a withdrawal leaves to be looked through, by their whole names: its task keeps no name of anybody."""

from collections.abc import Iterable

from campaign.cli import output
from campaign.cli.app import Desk
from campaign.workspace import Workspace
from schedules.model.records import Task
from schedules.withdrawal import written_files

_CODE = "withdrawn-files"
_LEFT_OUT = "…"  # what stands in a task for a name, and for files beyond the most that it names


def tell(desk: Desk, workspace: Workspace, tasks: Iterable[Task]) -> None:
    """Say on stderr how the files of such tasks are called now, where the tasks do not say it whole."""
    numbers = [one.id for one in tasks if one.code == _CODE and _LEFT_OUT in str(one.params.get("files", ""))]
    files = written_files.left(workspace.folder, "") if numbers else []
    if files:
        lines = "".join(f"\n  {file}" for file in files)
        output.note(desk.say("files-by-name", number=numbers[0]) + lines)
