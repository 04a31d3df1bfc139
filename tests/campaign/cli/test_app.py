"""The door: options anywhere, one line per error, an exit code by kind, nothing loaded before it is used."""

import errno
import inspect
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from campaign.cli import app, docs_pages
from campaign.cli.app import Desk, root
from schedules.errors import BadRequest
from tests.paths import REPOSITORY

HEAVY = "media.third_party sqlmodel sqlalchemy pydantic flask alembic apscheduler facebook requests rich numpy PIL "
HEAVY += "campaign.web waitress"
READING = ["status", "post list", "post show 1", "log", "log --json"]
UNREAD = (  # what no command loads that only looks, into a pipe: films, the web, spreadsheets, the Page, colours
    "media.third_party numpy PIL fontTools uharfbuzz pysubs2 flask werkzeug jinja2 alembic apscheduler facebook "
    "requests urllib3 http.client smtplib holidays openpyxl keyring platformdirs filelock rich ftfy stdnum "
    "campaign.web waitress"
)
NOUN = '''
import os, sqlite3, sys, time
import click
from campaign.cli.app import pass_desk
from media.errors import BadInput, RenderFailed
from schedules.errors import BadRequest, NotReady, ScheduleError

@click.group()
def noun():
    """Try the door."""

@noun.group()
def deep():
    """Go down."""

@deep.command()
@pass_desk
def show(desk):
    """Show the desk."""
    click.echo(f"{desk.folder} {desk.json} {desk.yes} {desk.debug} {desk.lang}")

@noun.command()
@click.argument("what")
def fail(what):
    """Fail as told."""
    raise eval(what)

@noun.command()
def code():
    """Return a code."""
    return 3

@noun.command()
@pass_desk
def ask(desk):
    """Ask."""
    click.echo(f"{desk.confirm('Really?')} {desk.confirm('Sure?', default=True)}")

@noun.command()
def wait():
    """Wait."""
    print("waiting", flush=True)
    time.sleep(60)

@noun.command()
def flood():
    """Write much."""
    for _ in range(100000):
        click.echo("x" * 80)
'''
Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def noun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A command of its own for these tests, in a module on the path."""
    (tmp_path / "noun_under_test.py").write_text(NOUN)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(app.COMMANDS, "noun", ("noun_under_test:noun", "Try the door."))
    monkeypatch.delitem(sys.modules, "noun_under_test", raising=False)
    return tmp_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A campaign folder that holds settings only."""
    place = tmp_path / "my campaign"
    (place / "films" / "raw").mkdir(parents=True)
    (place / "campaign.toml").write_text("")
    return place


def test_help_loads_nothing(campaign_process: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    """`campaign --help` lists the commands and loads neither MoviePy nor the database nor other weight."""
    script = (
        "import sys\nfrom campaign.cli.app import root\n"
        "root.main(['--help'], standalone_mode=False)\n"
        f"print('loaded:', sorted(set('{HEAVY}'.split()) & set(sys.modules)))"
    )
    env = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True)
    assert "init " in done.stdout
    assert done.stdout.endswith("loaded: []\n")
    assert campaign_process("--version").stdout.startswith("campaign, version ")


def test_reading_loads_no_more_than_it_reads(campaign: Run, tmp_path: Path) -> None:
    """Who looks at status, posts or log waits for nothing that films, spreadsheets, web pages or the Page need."""
    folder = tmp_path / "campaign"
    campaign("init", folder, "--language", "nl")
    campaign("post", "add", "--caption", "Hallo", "--language", "nl", "--at", "+2h", folder=folder)
    script = (
        "import sys\nfrom campaign.cli.app import root\n"
        f"for words in {READING}:\n"
        f"    assert root.main(['--dir', {str(folder)!r}, *words.split()], standalone_mode=False) == 0\n"
        f"print('loaded:', sorted(set('{UNREAD}'.split()) & set(sys.modules)))"
    )
    env = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True)
    assert "Hallo" in done.stdout
    assert done.stdout.endswith("loaded: []\n")


@pytest.mark.slow
def test_a_film_that_is_there_waits_for_nothing_that_makes_films() -> None:
    """What hears and compares films is loaded only when one is to be made or looked at."""
    script = (
        "import sys, campaign.cli.commands.render\n"
        "heavy = ('numpy', 'media.third_party', 'media.render.finished.')\n"
        "light = {'media.render.finished.rendition'}\n"
        "print([name for name in sys.modules if name.startswith(heavy) and name not in light])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    "name", [name for name in app.COMMANDS if name in root.list_commands(click.Context(root))]
)
def test_table_equals_command(name: str) -> None:
    """The short help in the table is that of the command itself."""
    command = root.get_command(click.Context(root), name)
    assert command is not None
    assert command.name == name
    assert command.get_short_help_str(limit=200) == app.COMMANDS[name][1]


@pytest.mark.parametrize(
    ("context", "command"), list(docs_pages.commands()), ids=lambda value: getattr(value, "command_path", "")
)
def test_every_command_has_help_and_example(context: click.Context, command: click.Command) -> None:
    """Every command says what it does and shows an example that can be pasted."""
    help_text = inspect.cleandoc(command.help or "")
    assert help_text.strip(), context.command_path
    if not isinstance(command, click.Group):
        example = help_text.partition("\b\nExample:\n")[2]
        assert example.strip().startswith(context.command_path), context.command_path


def test_a_module_not_there_is_hidden(campaign: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command whose module is missing is not listed, and unknown when it is called."""
    monkeypatch.setitem(app.COMMANDS, "later", ("campaign.cli.not_there:later", "Not yet."))
    assert "later" not in campaign("--help").stdout
    assert campaign("later").exit_code == 2


OPTIONS = ["--json", "--yes", "--debug", "--lang", "nl"]


@pytest.mark.parametrize("where", [0, 1, 2, 3])
def test_options_anywhere(campaign: Run, folder: Path, where: int) -> None:
    """The shared options work before and after every level of a command."""
    words = ["noun", "deep", "show"]
    line = [*words[:where], "--dir", folder, *OPTIONS, *words[where:]]
    assert campaign(*line).stdout == f"{folder} True True True nl\n"


def test_options_spread(campaign: Run, folder: Path) -> None:
    """Options said at different levels add up."""
    assert (
        campaign("--json", "noun", "--dir", folder, "deep", "show", "--yes").stdout
        == f"{folder} True True False en\n"
    )


def test_finds_the_nearest_folder(campaign: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The campaign is the nearest folder upwards; CAMPAIGN_DIR names another, `--dir` outdoes both."""
    monkeypatch.chdir(folder / "films" / "raw")
    assert campaign("noun", "deep", "show").stdout.startswith(f"{folder} False")
    monkeypatch.setenv("CAMPAIGN_DIR", str(folder.parent))
    assert campaign("noun", "deep", "show").stdout.startswith("None")
    assert campaign("noun", "deep", "show", folder=folder).stdout.startswith(f"{folder} ")


def test_no_folder(tmp_path: Path, folder: Path) -> None:
    """Without a campaign a command that needs one refuses, and says whether one was named."""
    with pytest.raises(BadRequest) as none:
        Desk().require_folder()
    with pytest.raises(BadRequest) as named:
        Desk().move_to(tmp_path).find_folder()
    assert (none.value.code, named.value.code) == ("no-campaign-folder", "not-a-campaign-folder")
    assert Desk().find_folder() is None
    assert Desk().move_to(folder).settings().name == "Campaign"


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        ("BadInput('zzz', path=1)", 2, "Error: zzz (path: 1)"),
        ("BadRequest('no-campaign-folder')", 2, "Error: no campaign found"),
        ("NotReady('zzz')", 3, "Error: zzz"),
        ("RenderFailed('zzz')", 1, "Error: zzz"),
        ("ScheduleError('zzz')", 1, "Error: zzz"),
        ("PermissionError(13, 'Permission denied', '/a/b')", 2, "Error: no permission for /a/b (you may not"),
        ("OSError(30, 'Read-only file system', '/a')", 2, "Error: no permission for /a (the disk can only"),
        (f"OSError({errno.ENOSPC}, 'No space left', '/a')", 1, "Error: no room left on the disk (No space left)"),
        (f"OSError({errno.EFBIG}, 'File too large')", 1, "Error: no room left on the disk (the file "),
        ("KeyboardInterrupt()", 130, ""),
        ("ValueError('one\\ntwo access_token=EAAB123&x=1')", 1,
         "Error: an unexpected error occurred (ValueError: one two access_token=***&x=1). Run the"),
        ("click.BadParameter('no good')", 2, "Error: Invalid value: no good. See `campaign noun fail --"),
    ],
)  # fmt: skip
def test_one_line_and_a_code(campaign: Run, error: str, code: int, line: str) -> None:
    """Every error is one line on stderr and the exit code of its kind; stdout stays empty."""
    if error.startswith("click"):
        error = error.replace(
            "click.BadParameter(", "click.BadParameter(ctx=click.get_current_context(), message="
        )
    done = campaign("noun", "fail", error)
    assert (done.exit_code, done.stdout) == (code, "")
    assert done.stderr.strip("\n").startswith(line)
    assert done.stderr.strip("\n").count("\n") == 0


@pytest.mark.parametrize(
    ("name", "exit_code", "sentence"),
    [
        ("SQLITE_READONLY_DIRECTORY", 2, "no permission for campaign.db"),
        ("SQLITE_CANTOPEN", 2, "no permission for campaign.db"),
        ("SQLITE_FULL", 1, "no room left on the disk"),
        ("SQLITE_BUSY", 1, "the database campaign.db is locked"),
        ("SQLITE_NOTADB", 2, "campaign.db is damaged"),
        ("SQLITE_CONSTRAINT", 1, "the database campaign.db failed"),
    ],
)
def test_database_errors(name: str, exit_code: int, sentence: str) -> None:
    """What SQLite refuses is sorted by its error's name, also when it comes wrapped."""
    driver = sqlite3.OperationalError("zzz")
    driver.sqlite_errorname = name
    wrapped = RuntimeError("wrapped")
    wrapped.orig = driver  # type: ignore[attr-defined]
    for error in (driver, wrapped):
        line, code = app.errors.verdict(error)
        assert (line.startswith(f"Error: {sentence}"), code) == (True, exit_code)


@pytest.mark.parametrize("line", [["zzz"], ["--zzz"], ["noun", "zzz"], ["noun", "code", "x"]])
def test_misuse(campaign: Run, line: list[str]) -> None:
    """A wrong command line is one line that names the help to read, or how it is written, exit 2."""
    done = campaign(*line)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--help`." in done.stderr or "It is written so: `campaign noun code`" in done.stderr
    assert done.stderr.count("\n") == 1


def test_no_command(campaign: Run) -> None:
    """Without a command the help is shown, as misuse."""
    done = campaign("noun")
    assert (done.exit_code, done.stderr) == (2, "Error: no command was given; choose one of those above.\n")
    assert "Commands:" in done.stdout


def test_debug_shows_the_traceback(campaign: Run) -> None:
    """`--debug` shows the traceback and still no token."""
    done = campaign("noun", "fail", "ValueError('token EAA' + 'x' * 40)", "--debug")
    assert "Traceback (most recent call last)" in done.stderr
    assert "EAAx" not in done.stderr


def test_exit_code_of_a_command(campaign: Run) -> None:
    """A command ends with the code it returns."""
    assert campaign("noun", "code").exit_code == 3


def test_nothing_is_asked_without_a_terminal(campaign: Run) -> None:
    """Without a terminal no question is asked and the default holds; `--yes` answers yes."""
    done = campaign("noun", "ask", input="y\ny\n")
    assert (done.stdout, done.stderr) == ("False True\n", "")
    assert campaign("noun", "ask", "--yes").stdout == "True True\n"


@pytest.mark.slow
def test_narrow_console(
    campaign_process: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """A console that cannot show a letter shows the nearest one, and nothing crashes."""
    done = campaign_process("init", tmp_path / "c", "--name", "Şişli", env={"PYTHONIOENCODING": "cp1252"})
    assert (done.returncode, "Sisli" in done.stdout) == (0, True)


@pytest.fixture
def spawn(tmp_path: Path) -> Callable[..., subprocess.Popen[str]]:
    """Start a command of the noun in a process of its own."""
    script = (
        "from campaign.cli import app\n"
        "app.COMMANDS['noun'] = ('noun_under_test:noun', 'Try the door.')\n"
        "app.root.main()"
    )
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(REPOSITORY), str(tmp_path)])}

    def start(*args: str) -> subprocess.Popen[str]:
        pipe = subprocess.PIPE
        return subprocess.Popen(
            [sys.executable, "-c", script, *args], env=env, stdout=pipe, stderr=pipe, text=True
        )

    return start


@pytest.mark.skipif(os.name == "nt", reason="signals are of another kind on Windows")
def test_interrupted(spawn: Callable[..., subprocess.Popen[str]]) -> None:
    """Ctrl-C ends a command quietly with 130."""
    with spawn("noun", "wait") as process:
        assert process.stdout
        process.stdout.readline()
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=240)
    assert (process.returncode, errors.strip()) == (130, "")


@pytest.mark.skipif(os.name == "nt", reason="pipes are of another kind on Windows")
def test_reader_that_leaves(spawn: Callable[..., subprocess.Popen[str]]) -> None:
    """A reader that closes the pipe (`campaign log | head`) causes no complaint."""
    with spawn("noun", "flood") as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""


def test_json_is_plain(campaign: Run, tmp_path: Path) -> None:
    """With `--json` stdout is one document."""
    done = CliRunner().invoke(root, ["init", str(tmp_path / "c"), "--json", "--name", "Ça va ?"])
    assert json.loads(done.stdout)["name"] == "Ça va ?"
