"""Runs the service under the system's own supervisor: a systemd user unit, a launch agent, or a scheduled task.

Only the file is written to its place; the person is shown what to run then. None of it needs an administrator: each
belongs to the user who installs it, and runs while that user is logged on (with systemd's linger, always). Rules:
systemd.service(5) and systemd.syntax(7); launchd.plist(5); Windows Task Scheduler schema 1.2 (untested on macOS and
Windows).
"""

import hashlib
import plistlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from subprocess import list2cmdline
from xml.etree import ElementTree

from campaign.messages import pasteable

_TASKS = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_STOP_S = 120  # a chunk of a film may be on its way
_FIRST_S, _LAST_S = 5, 1800  # between an end and the next start: ever longer, in so many ...
_STEPS = 8
_STARTS, _STARTS_IN_S = 30, 3600  # starts in an hour; after more of them a person is needed
_FINAL = "2 3"  # exit codes that a further start does not mend: bad input, and what a person must do first


@dataclass(frozen=True, kw_only=True)
class Supervised:
    """What a system's supervisor needs: the file, where it goes, and the commands that start and end the service."""

    path: Path
    text: str
    encoding: str = "utf-8"
    start: tuple[str, ...]
    stop: tuple[str, ...]


def supervised(
    platform: str, home: Path, folder: Path, program: str, *, lang: str | None = None, user: str = ""
) -> Supervised:
    """Say how the service of the campaign in `folder` runs at `platform` (as `sys.platform`), for the user of `home`.

    `program` is the Python that runs it, and loads nothing from the folder that it begins in (`-P`); the service tells
    in `lang`, as supervisors know no locale. Folders may have any name. Windows wants the `user`, as DOMAIN\\name.
    """
    spoken = ("--lang", lang) if lang else ()
    words = (program, "-P", "-m", "campaign", "--dir", str(folder), "run", *spoken)
    name = f"testimony-campaign-{hashlib.sha256(str(folder).encode()).hexdigest()[:8]}"
    if platform == "darwin":
        return _launch_agent(home, f"be.{name}", words, folder)
    return _task(folder, name, words, user) if platform == "win32" else _unit(home, name, words, folder)


def _unit(home: Path, name: str, words: Sequence[str], folder: Path) -> Supervised:
    lines = [
        "[Unit]",
        f"Description=Testimony Campaign: {_specifier(folder.name)}",
        f"StartLimitIntervalSec={_STARTS_IN_S}",
        f"StartLimitBurst={_STARTS}",
        "[Service]",
        f"ExecStart={' '.join(map(_quoted, words))}",
        "Restart=always",
        f"RestartPreventExitStatus={_FINAL}",
        f"RestartSec={_FIRST_S}",
        f"RestartSteps={_STEPS}",  # as does the next one: from systemd 254 on, passed over before
        f"RestartMaxDelaySec={_LAST_S}",
        "KillMode=mixed",
        f"TimeoutStopSec={_STOP_S}",
        "[Install]",
        "WantedBy=default.target",
    ]
    return Supervised(
        path=home / ".config/systemd/user" / f"{name}.service",
        text="\n".join(lines) + "\n",
        start=(
            "systemctl --user daemon-reload",
            f"systemctl --user enable --now {name}",
            "loginctl enable-linger",
        ),
        stop=(f"systemctl --user disable --now {name}", "systemctl --user daemon-reload"),
    )


def _specifier(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable()).replace("%", "%%")


def _quoted(word: str) -> str:
    """A word as systemd.syntax(7) and the rules for command lines quote it."""
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("%", "%%"), ("$", "$$")):
        word = word.replace(plain, escaped)
    return f'"{word}"'


def _launch_agent(home: Path, name: str, words: Sequence[str], folder: Path) -> Supervised:
    path = home / "Library/LaunchAgents" / f"{name}.plist"
    told = {
        "Label": name,
        "ProgramArguments": list(words),
        "RunAtLoad": True,
        "KeepAlive": True,
        "ThrottleInterval": 60,  # it knows no growing pauses; the service itself makes them
        "ExitTimeOut": _STOP_S,
        "ProcessType": "Background",
        "StandardErrorPath": str(folder / "service.log"),
    }
    return Supervised(
        path=path,
        text=plistlib.dumps(told).decode(),
        start=(f"launchctl bootstrap gui/$(id -u) {pasteable.quoted(path, windows=False)}",),
        stop=(f"launchctl bootout gui/$(id -u)/{name}",),
    )


def _task(folder: Path, name: str, words: Sequence[str], user: str) -> Supervised:
    path = folder / f"{name}.xml"
    return Supervised(
        path=path,
        text=_task_xml((_without_console(words[0]), *words[1:]), user),
        encoding="utf-16",  # with its mark, as the Task Scheduler writes them: else é is read in the system's code page
        start=(
            f"schtasks /Create /TN {name} /XML {pasteable.quoted(path, windows=True)}",
            f"schtasks /Run /TN {name}",
        ),
        stop=(f"schtasks /End /TN {name}", f"schtasks /Delete /TN {name} /F"),
    )


def _without_console(program: str) -> str:
    """Return the Python that has no window: one that a person closes would end the service."""
    return re.sub(r"(?i)python\.exe$", "pythonw.exe", program)


def _task_xml(words: Sequence[str], user: str) -> str:
    """A task that starts at log-on and, as Windows does not restart what was killed, once a minute where none runs.

    It names its user: a task for anybody's log-on may be made by administrators alone.
    """
    task = ElementTree.Element("Task", {"version": "1.2", "xmlns": _TASKS})
    trigger = _branch(task, "Triggers", "LogonTrigger")
    _text(_branch(trigger, "Repetition"), "Interval", "PT1M")
    principal = _branch(task, "Principals", "Principal")
    if user:
        _text(trigger, "UserId", user)
        _text(principal, "UserId", user)
    _text(principal, "LogonType", "InteractiveToken")
    _text(principal, "RunLevel", "LeastPrivilege")
    settings = _branch(task, "Settings")
    for key, value in (
        ("MultipleInstancesPolicy", "IgnoreNew"),
        ("DisallowStartIfOnBatteries", "false"),
        ("StopIfGoingOnBatteries", "false"),
        ("ExecutionTimeLimit", "PT0S"),
    ):
        _text(settings, key, value)
    action = _branch(task, "Actions", "Exec")
    _text(action, "Command", words[0])
    _text(action, "Arguments", list2cmdline(words[1:]))
    return f'<?xml version="1.0" encoding="UTF-16"?>\n{ElementTree.tostring(task, encoding="unicode")}'


def _branch(element: ElementTree.Element, *names: str) -> ElementTree.Element:
    for name in names:
        element = ElementTree.SubElement(element, name)
    return element


def _text(element: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(element, name).text = text
