"""The service under systemd, launchd and the Task Scheduler: files that their own parsers understand."""

import configparser
import plistlib
import shlex
import shutil
import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path, PureWindowsPath
from xml.etree import ElementTree

import pytest
from click.testing import Result

from campaign.supervisor import Supervised, supervised

ODD = Path('/srv/MEY "Awards" 100 % $HOME/été')
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def made(platform: str, folder: Path = ODD) -> Supervised:
    """What a platform's supervisor gets for a folder with an odd name."""
    return supervised(platform, Path("/home/an"), folder, "/opt/campaign/bin/python")


def test_user_unit() -> None:
    """The unit starts the service of this very folder, restarts it, and gives it time to stop."""
    unit = made("linux")
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(unit.text)
    words = shlex.split(parser["Service"]["ExecStart"].replace("%%", "%").replace("$$", "$"))
    assert words == ["/opt/campaign/bin/python", "-P", "-m", "campaign", "--dir", str(ODD), "run"]
    assert (parser["Service"]["Restart"], parser["Service"]["TimeoutStopSec"]) == ("always", "120")
    assert unit.path.parent == Path("/home/an/.config/systemd/user")


def test_user_unit_does_not_hammer() -> None:
    """What a start does not mend is not started again; what it may mend, after ever longer pauses, and not for ever."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(made("linux").text)
    service = parser["Service"]
    assert service["RestartPreventExitStatus"].split() == ["2", "3"]
    assert (service["RestartSec"], service["RestartSteps"], service["RestartMaxDelaySec"]) == (
        "5",
        "8",
        "1800",
    )
    assert (parser["Unit"]["StartLimitIntervalSec"], parser["Unit"]["StartLimitBurst"]) == ("3600", "30")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    """systemd's own check finds nothing wrong with the unit."""
    unit = supervised("linux", tmp_path, tmp_path, shutil.which("true") or "/bin/true")
    path = tmp_path / unit.path.name
    path.write_text(unit.text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", str(path)], capture_output=True, text=True, check=False
    )
    newer = ("RestartSteps", "RestartMaxDelaySec")  # from systemd 254 on; passed over before
    odd = [line for line in done.stderr.splitlines() if not any(name in line for name in newer)]
    assert (done.returncode, odd) == (0, [])


def test_launch_agent() -> None:
    """The agent's property list can be read, and runs the service at once and always."""
    told = plistlib.loads(made("darwin").text.encode())
    assert told["ProgramArguments"][4:] == ["--dir", str(ODD), "run"]
    assert (told["RunAtLoad"], told["KeepAlive"], told["ThrottleInterval"]) == (True, True, 60)


def test_scheduled_task() -> None:
    """The task's XML can be read; it starts at log-on and every minute where none runs, without a time limit."""
    task = ElementTree.fromstring(made("win32", Path("C:/Campagnes/MEY Awards")).text)
    told = {one.tag.removeprefix(TASK): one.text for one in task.iter()}
    assert told["Arguments"] == '-P -m campaign --dir "C:/Campagnes/MEY Awards" run'
    assert (told["Interval"], told["MultipleInstancesPolicy"], told["ExecutionTimeLimit"]) == (
        "PT1M",
        "IgnoreNew",
        "PT0S",
    )


def test_scheduled_task_needs_no_administrator() -> None:
    """The task is its user's own, at log-on of that user alone and without higher rights; no window can be closed."""
    wanted = supervised(
        "win32", Path("C:/Users/An"), Path("C:/Eté"), r"C:\env\Scripts\Python.exe", user="MEY\\An"
    )
    data = wanted.text.encode(wanted.encoding)
    assert data[:2] in (b"\xff\xfe", b"\xfe\xff")
    task = ElementTree.fromstring(data)
    (trigger,) = task.iter(f"{TASK}LogonTrigger")
    assert [one.tag.removeprefix(TASK) for one in trigger] == ["Repetition", "UserId"]
    (principal,) = task.iter(f"{TASK}Principal")
    told = {one.tag.removeprefix(TASK): one.text for one in principal}
    assert told == {"UserId": "MEY\\An", "LogonType": "InteractiveToken", "RunLevel": "LeastPrivilege"}
    assert task.findtext(f".//{TASK}Command") == r"C:\env\Scripts\pythonw.exe"
    assert "C:/Eté" in (task.findtext(f".//{TASK}Arguments") or "")


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("C:\\MEY", "C:\\MEY"),
        ("C:\\MEY Awards", '"C:\\MEY Awards"'),
        ("E:\\", "E:\\"),
        ("\\\\server\\onze map\\mey", '"\\\\server\\onze map\\mey"'),
    ],
)
def test_words_of_windows(folder: str, told: str) -> None:
    """A folder's name reaches the service whole: a disk, blanks, a share of a server."""
    text = supervised("win32", Path("C:/Users/An"), PureWindowsPath(folder), "python.exe").text  # type: ignore[arg-type]
    (_, _, arguments) = text.partition("<Arguments>")
    assert unescape(arguments.partition("</Arguments>")[0]) == f"-P -m campaign --dir {told} run"


def test_each_folder_has_its_own() -> None:
    """Two campaigns do not share a service; one campaign's is always the same."""
    assert made("linux").path == made("linux").path != made("linux", Path("/srv/other")).path


def test_install_and_uninstall(
    tmp_path: Path, campaign: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`service install` writes the file and says how to start it; `uninstall` takes it away again."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    folder = tmp_path / "mey"
    assert campaign("init", folder, "--name", "Proef", "--language", "nl").exit_code == 0
    done = campaign("service", "install", folder=folder)
    (unit,) = (tmp_path / "home/.config/systemd/user").iterdir()
    assert f"systemctl --user enable --now {unit.stem}" in done.stdout
    assert campaign("service", "uninstall", folder=folder).exit_code == 0
    assert not unit.exists()
    assert "nothing was installed" in campaign("service", "uninstall", folder=folder).stdout


@pytest.mark.parametrize(
    ("platform", "command"),
    [
        ("darwin", "launchctl bootstrap gui/$(id -u) '/Users/An Maes/Library/LaunchAgents/"),
        ("win32", "schtasks /Create /TN testimony-campaign"),
    ],
)
def test_commands_that_are_shown_can_be_pasted(platform: str, command: str) -> None:
    """A home or folder with spaces is one word of the commands that start the service."""
    folder = Path("/Users/An Maes/ma campagne")
    shown = supervised(platform, Path("/Users/An Maes"), folder, "/usr/bin/python3").start[0]
    assert shown.startswith(command)
    assert shown[-1] in "'\""
