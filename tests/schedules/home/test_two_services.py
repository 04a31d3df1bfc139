"""Services as processes on copies of one campaign, against one Page: whatever happens to folders, nothing doubles."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

import pytest

from campaign.cli.app import utc_now
from schedules.rehearsal import server
from tests import office as campaign_office
from tests import page_view
from tests.office import Office
from tests.paths import REPOSITORY
from tests.running_service import wait_for

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("true_clock")]

PATIENCE_S = 150  # for a process of ours to end, on a computer with much else to do


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A campaign whose Page is served from here."""
    with server.start(tmp_path / "page", port=0, name="MEY", clock=utc_now) as served:
        yield campaign_office.opened(tmp_path, served)


@contextmanager
def running(office: Office, folder: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """Run a folder's service until the block ends."""
    env = os.environ | {"PYTHONPATH": str(REPOSITORY)} | office.env
    command = [sys.executable, "-m", "campaign", "--dir", str(folder), "run", *words]
    service = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        yield service
    finally:
        service.send_signal(signal.SIGTERM)
        service.communicate(timeout=PATIENCE_S)


def ten(office: Office, seconds: int) -> list[str]:
    """Queue ten posts, spread over so many seconds."""
    captions = [f"post {number}" for number in range(10)]
    for number, caption in enumerate(captions):
        office.say(office.a, caption, f"+{4 + number * seconds // 10}s")
    return captions


def seen(office: Office) -> Counter[str]:
    """How often each caption is on the Page."""
    return Counter(page_view.visible_at(office.served))


def test_copies_beside_the_campaign(office: Office) -> None:
    """Started before it, again as a supervisor does, and copied while it runs: a copy publishes nothing."""
    captions = ten(office, 6)
    b = office.copy()
    with (
        running(office, b, "--until", "+60s") as first,
        running(office, office.a, "--until-idle") as original,
    ):
        codes = [first.wait(timeout=PATIENCE_S)]
        for folder in (office.copy("later"), b):
            with running(office, folder, "--until-idle") as copy:
                codes.append(copy.wait(timeout=PATIENCE_S))
        assert original.wait(timeout=PATIENCE_S) == 0
    assert (codes, seen(office)) == ([3] * 3, Counter(captions))


@pytest.mark.parametrize("killed", [False, True])
def test_adopted_in_the_middle(office: Office, killed: bool) -> None:
    """Stopped or killed half-way, the campaign goes on in a copy, and the original refuses: each post is out once."""
    captions = ten(office, 10)
    with running(office, office.a) as original:
        wait_for(lambda: len(seen(office)) >= 3, every=0.2)
        b = office.copy()
        assert office.run(b, "adopt", "--yes").exit_code == 3
        time.sleep(1)
        original.send_signal(signal.SIGKILL if killed else signal.SIGTERM)
        original.wait(timeout=PATIENCE_S)
        adopted = office.run(b, "adopt", "--yes")
        assert adopted.exit_code == 0, adopted.stderr
    with running(office, office.a, "--until-idle") as original, running(office, b, "--until-idle") as copy:
        assert original.wait(timeout=PATIENCE_S) == 3
        copy.wait(timeout=PATIENCE_S)
    assert max(seen(office).values()) == 1
    assert set(seen(office)) | set(resting(office, b)) == set(captions)


def resting(office: Office, folder: Path) -> list[str]:
    """The captions of posts that wait for a person to look at the Page."""

    posts = json.loads(office.run(folder, "post", "list", "--json").stdout)
    return [one["caption"] for one in posts if one["state"] in ("held", "doubtful")]


def test_renamed_while_it_runs(office: Office) -> None:
    """A service whose folder is renamed stops; started where the folder is now, it goes on where it was."""
    captions = ten(office, 7)
    with running(office, office.a) as service:
        wait_for(lambda: len(seen(office)) >= 2, every=0.2)
        new = office.a.rename(office.room / "new")
        shutil.copytree(new, office.a)
        assert service.wait(timeout=PATIENCE_S) in (1, 3)
    with running(office, office.a, "--until-idle") as copy, running(office, new, "--until-idle") as campaign:
        assert copy.wait(timeout=PATIENCE_S) == 3
        assert campaign.wait(timeout=PATIENCE_S) == 0
    assert seen(office) == Counter(captions)


def test_two_copies_of_a_campaign_of_before(office: Office) -> None:
    """Copied before it ever had a home, and started in the same moment: one of the two becomes the campaign."""
    captions = ten(office, 1)
    (office.a / "campaign.home").unlink()
    with closing(sqlite3.connect(office.a / "campaign.db")) as books:
        books.execute("PRAGMA user_version = 0")
    shutil.rmtree(Path(os.environ["XDG_STATE_HOME"]), ignore_errors=True)
    b = office.copy()
    with running(office, office.a, "--until-idle") as one, running(office, b, "--until-idle") as other:
        assert sorted((one.wait(timeout=PATIENCE_S), other.wait(timeout=PATIENCE_S))) == [0, 3]
    assert seen(office) == Counter(captions)


AS_SOMEBODY = ("setpriv", "--reuid", "4711", "--regid", "4712", "--clear-groups")
IN_EACH = """
import os, sys
from campaign.__main__ import main
folders, sys.argv[1:] = sys.argv[1:], ["run", "--until-idle"]
for folder in folders:
    os.chdir(folder)
    try:
        main()
    except SystemExit as end:
        print(end.code or 0)
"""


@cache
def somebody_can_run_this() -> bool:
    """Tell whether another user can run this Python with its packages."""
    command = [*AS_SOMEBODY, sys.executable, "-c", "import filelock"]
    return subprocess.run(command, check=False).returncode == 0


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Office]:
    """A campaign in a folder that another user may go through, and own."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("only root can become somebody else, with setpriv")
    if not somebody_can_run_this():
        pytest.skip("another user cannot run this Python")
    room = Path(tempfile.mkdtemp(prefix="campaign-of-two-users-"))
    room.chmod(0o711)
    try:
        with server.start(tmp_path / "page", port=0, name="MEY", clock=utc_now) as served:
            yield campaign_office.opened(room, served)
    finally:
        shutil.rmtree(room)


@pytest.mark.parametrize("home", ["", "/nonexistent", "~"])
def test_another_user_of_the_same_computer(shared: Office, home: str) -> None:
    """In a shared office two users have one home; a copy of their own is a copy, even without a place for a list."""
    captions = ten(shared, 1)
    b = shared.copy()
    for path in (shared.a, *shared.a.rglob("*"), b, *b.rglob("*")):
        os.chown(path, 4711, 4712)
    env = {name: value for name, value in os.environ.items() if not name.startswith("XDG")} | shared.env
    env |= {"PYTHONPATH": str(REPOSITORY), "HOME": home, "PYTHONDONTWRITEBYTECODE": "1"}
    env |= {"CAMPAIGN_TOKEN_DIR": str(shared.a / "tokens")}

    command = [*AS_SOMEBODY, sys.executable, "-c", IN_EACH, str(b), str(shared.a)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert (done.stdout.split(), seen(shared)) == (["3", "0"], Counter(captions)), done.stderr
    assert not (shared.a / "~").exists()
