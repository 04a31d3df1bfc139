"""What every test may use, and what none may do: talk to the world outside this machine."""

import gc
import os
import re
import socket
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

# As campaign/cli does, and before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings
from sqlalchemy import Engine, event
from werkzeug.routing import Rule

from media import child_programs
from schedules.database import engine as database_engine
from tests import pinned_clock, queue_campaign, quick_bounds, secret_search, small_films
from tests.paths import REPOSITORY

settings.register_profile(
    "patient", deadline=None
)  # beside four others on two cores a moment may take a second
settings.load_profile("patient")
OURS = ("CAMPAIGN_", "COLUMNS", "LC_", "LANG", "NO_COLOR", "FORCE_COLOR", "PYTHONUTF8")


def _is_here(host: object) -> bool:
    """Tell whether a host is this machine, without asking a name server."""
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        return ip_address(str(name).partition("%")[0]).is_loopback or str(name) in ("0.0.0.0", "::")
    except ValueError:
        return False


def _check(host: object) -> None:
    if not _is_here(host):
        raise PermissionError(f"a test tried to reach {host}: tests talk to this machine alone")


@pytest.fixture(scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection and name look-up beyond loopback, for the whole session."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, _guarded_method(getattr(socket.socket, name)))
        for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "create_connection"):
            patch.setattr(socket, name, _guarded_function(getattr(socket, name)))
        yield


def _guarded_method(original: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, *args: Any) -> Any:
        address = args[-1]
        if self.family in (socket.AF_INET, socket.AF_INET6) and isinstance(address, tuple):
            _check(address[0])
        return original(self, *args)

    return guarded


def _guarded_function(original: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(host: Any, *args: Any, **kwargs: Any) -> Any:
        _check(host[0] if isinstance(host, tuple) else host)
        return original(host, *args, **kwargs)

    return guarded


def _without_sync(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture(scope="session")
def no_power_cut() -> Iterator[None]:
    """Wait for the disk nowhere in this process: only a power cut would tell, and the waits are half of a session."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _file: None)
        yield


@pytest.fixture(scope="session")
def compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path, float], Engine]]:
    """Let all databases share what SQLAlchemy compiled, and wait for no disk; what makes them otherwise is yielded."""
    engine, compiled = database_engine._engine, {}
    first = engine(tmp_path_factory.mktemp("first") / database_engine.FILE, 1.0)
    first.connect().close()  # its dialect, by which what was compiled is found again, now knows SQLite's version
    first.dispose()

    def sharing(path: Path, busy_s: float) -> Engine:
        made = engine(path, busy_s)
        made.dialect = first.dialect
        made.update_execution_options(compiled_cache=compiled)
        event.listen(made, "connect", _without_sync)
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database_engine, "_engine", sharing)
        yield engine


@pytest.fixture(scope="session")
def migrated_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Run the migrations for a session's first new database and copy its file for the others; they take longest."""
    migrate, first = database_engine._migrate, tmp_path_factory.mktemp("new")
    database_engine.create(first).close()
    made = (first / database_engine.FILE).read_bytes()

    def copied(opened: database_engine.Store) -> None:
        if opened.path.exists():
            migrate(opened)
        else:
            opened.path.write_bytes(made)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database_engine, "_migrate", copied)
        yield


@pytest.fixture(scope="session")
def routes_compiled_once() -> Iterator[None]:
    """Let all rehearsal Pages of a session share what Werkzeug compiled of their routes: most of a Page's start."""
    compiled: dict[tuple[str, bool], Any] = {}
    compile_ = getattr(
        Rule, "_compile_builder", None
    )  # Werkzeug's own: where there is none, each Page compiles

    def sharing(self: Rule, append_unknown: bool = True) -> Any:
        key = (self.rule, append_unknown)
        if key not in compiled:
            compiled[key] = compile_(self, append_unknown)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        if compile_:
            patch.setattr(Rule, "_compile_builder", sharing)
        yield


@pytest.fixture(scope="session")
def bounds_set_quickly() -> Iterator[None]:
    """Bound ffmpeg by small programs instead of a Python of its own: 10,000 are started in a session."""
    with pytest.MonkeyPatch.context() as patch:
        if quick_bounds.CAN:
            patch.setattr(child_programs, "bounds", quick_bounds.bounds)
        yield


@pytest.fixture
def real_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bound what is started as the program does."""
    monkeypatch.setattr(child_programs, "bounds", quick_bounds.REAL)


@pytest.fixture(scope="session")
def films_drawn_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Encode each small film once for all workers; whoever asks for it again gets a copy."""
    base = tmp_path_factory.getbasetemp()
    kept = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "small-films"
    kept.mkdir(exist_ok=True)
    small_films.KEPT.append(kept)
    yield
    small_films.KEPT.clear()


@pytest.fixture(scope="session")
def day_that_stays() -> Iterator[None]:
    """Let commands in this process live on one day: a plan of December is not past in January."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("campaign.cli.app.utc_now", pinned_clock.now)
        yield


@pytest.fixture(scope="session")
def no_secret_in_an_address() -> None:
    """Watch every address that our client asks for, for the whole session."""
    secret_search.watched()


WHOLE_SESSION = (
    "no_network", "no_power_cut", "compiled_once", "migrated_once", "routes_compiled_once", "bounds_set_quickly",
    "films_drawn_once", "day_that_stays", "no_secret_in_an_address",
)  # fmt: skip


@pytest.fixture(autouse=True, scope="session")
def whole_session(request: pytest.FixtureRequest) -> None:
    """Let all of these hold for the whole session, by one fixture: each of 12,000 tests asks for each that it has."""
    for name in WHOLE_SESSION:
        request.getfixturevalue(name)


@pytest.fixture(autouse=True)
def no_traces(request: pytest.FixtureRequest) -> Iterator[None]:
    """Search what every test left behind for secrets: files, output, and what its Pages heard."""
    folder = request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else None
    yield
    if folder:
        assert secret_search.in_files(folder) == []
        assert secret_search.in_addresses(folder) == []


WHOLLY_SLOW = re.compile(r"(?m)^pytestmark = \[?\s*pytest\.mark\.slow\b")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave unread the files in which no test is that is asked for: reading all costs each session twenty seconds."""
    if collection_path.suffix != ".py" or config.option.markexpr not in ("alone", "not slow"):
        return None
    text = collection_path.read_text(encoding="utf-8")
    if config.option.markexpr == "alone":
        return True if "pytest.mark.alone" not in text else None
    return True if WHOLLY_SLOW.search(text) else None


def pytest_collection() -> None:
    """Have the garbage collector rest while tests are collected, for all of that lives until the session ends."""
    gc.set_threshold(200_000, 20, 100)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Give the files that take longest to workers first, so that none of them is left alone with one in the end."""
    if not hasattr(config, "workerinput"):
        return
    weights = Counter[Path]()
    for item in items:
        patience = item.get_closest_marker("timeout")
        is_long = patience is not None and patience.args[0] > int(config.getini("timeout"))
        weights[item.path] += 1000 * is_long + (item.get_closest_marker("slow") is not None)
    items.sort(key=lambda item: -weights[item.path])  # tests of a file stay together, in their order


def pytest_collection_finish() -> None:
    """Have the garbage collector look less often at a million objects, all of which live until the session ends."""
    gc.set_threshold(20_000, 20, 50)  # not gc.freeze: Hypothesis looks for who refers to what


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Fail a test whose captured output holds a secret."""
    report = yield
    told = [one for _, text in report.sections for one in secret_search.in_text(text)]
    if told and report.passed:
        report.outcome, report.longrepr = "failed", f"{item.nodeid}: a secret was printed or logged"
    return report


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Give every test the same environment: no setting or keyring of the user's, a wide screen, a zone far away."""
    for name in [name for name in os.environ if name.startswith(OURS)]:
        monkeypatch.delenv(name)
    own = tmp_path_factory.getbasetemp() / "tokens-of-nobody"
    if not (own / "own-name.json").exists():  # somebody who wants no name: nobody is asked for it
        own.mkdir(mode=0o700, exist_ok=True)
        (own / "own-name.json").write_text('{"name": ""}', encoding="utf-8")
    monkeypatch.setenv("CAMPAIGN_TOKEN_DIR", str(own))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / "state-of-nobody"))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TZ", "Pacific/Chatham")
    for proxy in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(proxy, raising=False)
        monkeypatch.delenv(proxy.upper(), raising=False)


@pytest.fixture(scope="session")
def films() -> Path:
    """The folder of test films; without it the test is skipped."""
    folder = Path(os.environ.get("CAMPAIGN_TEST_FILMS") or REPOSITORY.parent / "shared" / "films")
    if not folder.is_dir():
        pytest.skip(f"no test films in {folder}: name their folder in CAMPAIGN_TEST_FILMS")
    return folder


def _silent(done: Result) -> Result:
    assert not secret_search.in_text(done.output)
    return done


@pytest.fixture(scope="session")
def campaign() -> Callable[..., Result]:
    """Run `campaign` in this process: `campaign("post", "list", folder=…)` -> exit_code, stdout, stderr."""
    from campaign.cli.app import root

    def run(*args: object, folder: Path | None = None, **kwargs: Any) -> Result:
        line = [*(["--dir", str(folder)] if folder else []), *map(str, args)]
        return _silent(CliRunner().invoke(root, line, **kwargs))

    return run


@pytest.fixture
def campaign_process(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run `campaign` in a process of its own, in an empty folder unless `cwd` says otherwise."""

    def run(*args: object, **kwargs: Any) -> subprocess.CompletedProcess[str]:
        env = os.environ | {"PYTHONPATH": str(REPOSITORY)} | kwargs.pop("env", {})
        command = [sys.executable, "-m", "campaign", *map(str, args)]
        defaults: dict[str, Any] = {"cwd": tmp_path, "capture_output": True, "text": True, "timeout": 500}
        done = subprocess.run(command, env=env, **(defaults | kwargs))
        assert not secret_search.in_text(f"{done.stdout}{done.stderr}"), args
        return done

    return run


@pytest.fixture
def true_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands in this process live now, as the programs do that a test starts beside them."""
    monkeypatch.setattr("campaign.cli.app.utc_now", pinned_clock.TRUE)


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[queue_campaign.Campaign]:
    """A small real campaign: database, rehearsal Page over HTTP, a clock that tests move."""
    with queue_campaign.founded(tmp_path) as campaign:
        yield campaign
