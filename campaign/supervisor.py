"""Runs the service under the system's own supervisor: a systemd user unit, a launch agent, or a scheduled task.

Only the file is written to its place; the person is shown what to run then. Rules: systemd.service(5) and
systemd.syntax(7); launchd.plist(5); Windows Task Scheduler schema 1.2 (untested on macOS and Windows).
"""

import hashlib
import plistlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

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
    start: tuple[str, ...]
    stop: tuple[str, ...]


def supervised(
    platform: str, home: Path, folder: Path, program: str, *, lang: str | None = None
) -> Supervised:
    """Say how the service of the campaign in `folder` runs at `platform` (as `sys.platform`), for the user of `home`.

    `program` is the Python that runs it, and loads nothing from the folder that it begins in (`-P`); the service tells
    in `lang`, as supervisors know no locale. Folders may have any name.
    """
    spoken = ("--lang", lang) if lang else ()
    words = (program, "-P", "-m", "campaign", "--dir", str(folder), "run", *spoken)
    name = f"testimony-campaign-{hashlib.sha256(str(folder).encode()).hexdigest()[:8]}"
    if platform == "darwin":
        return _launch_agent(home, f"be.{name}", words, folder)
    return _task(folder, name, words) if platform == "win32" else _unit(home, name, words, folder)


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
        start=(f'launchctl bootstrap gui/$(id -u) "{path}"',),
        stop=(f"launchctl bootout gui/$(id -u)/{name}",),
    )


def _task(folder: Path, name: str, words: Sequence[str]) -> Supervised:
    path = folder / f"{name}.xml"
    return Supervised(
        path=path,
        text=_task_xml(words),
        start=(f'schtasks /Create /TN {name} /XML "{path}"', f"schtasks /Run /TN {name}"),
        stop=(f"schtasks /End /TN {name}", f"schtasks /Delete /TN {name} /F"),
    )


def _task_xml(words: Sequence[str]) -> str:
    """A task that starts at log-on and, as Windows does not restart what was killed, once a minute where none runs."""
    task = ElementTree.Element("Task", {"version": "1.2", "xmlns": _TASKS})
    trigger = _branch(task, "Triggers", "LogonTrigger")
    repeated = _branch(trigger, "Repetition")
    ElementTree.SubElement(repeated, "Interval").text = "PT1M"
    settings = _branch(task, "Settings")
    for key, value in (
        ("MultipleInstancesPolicy", "IgnoreNew"),
        ("DisallowStartIfOnBatteries", "false"),
        ("StopIfGoingOnBatteries", "false"),
        ("ExecutionTimeLimit", "PT0S"),
    ):
        ElementTree.SubElement(settings, key).text = value
    action = _branch(task, "Actions", "Exec")
    ElementTree.SubElement(action, "Command").text = words[0]
    ElementTree.SubElement(action, "Arguments").text = " ".join(
        f'"{word}"' if " " in word else word for word in words[1:]
    )
    return ElementTree.tostring(task, encoding="unicode")


def _branch(element: ElementTree.Element, *names: str) -> ElementTree.Element:
    for name in names:
        element = ElementTree.SubElement(element, name)
    return element
