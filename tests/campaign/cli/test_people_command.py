"""`campaign people`: roles given, listed and taken, as a colleague types it."""

import json
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from campaign.people import passwords
from schedules.errors import NotReady

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path, campaign: Run) -> Path:
    """A campaign of one organisation."""
    made = tmp_path / "c"
    assert campaign("init", made, "--language", "nl").exit_code == 0
    written = (made / "campaign.toml").read_text(encoding="utf-8")
    lines = [one for one in written.splitlines() if not one.startswith("organisations")]
    (made / "campaign.toml").write_text("\n".join(['organisations = ["Hefboom"]', *lines]), encoding="utf-8")
    return made


def test_a_role_is_given_listed_and_taken(folder: Path, campaign: Run) -> None:
    """The code is printed once; the name stays in history until it is erased, and then stands nowhere."""
    added = json.loads(
        campaign("--json", "people", "add", "An Voorbeeld", "--role", "beheerder", folder=folder).stdout
    )
    assert (added["name"], added["role"], len(added["code"])) == ("An Voorbeeld", "admin", 32)
    listed = json.loads(campaign("--json", "people", "list", folder=folder).stdout)
    assert listed == [
        {"name": "An Voorbeeld", "role": "admin", "organisation": None, "email": None, "logs_in": False}
    ]
    again = campaign("--json", "people", "code", "an voorbeeld", folder=folder)
    assert json.loads(again.stdout)["code"] != added["code"]
    assert campaign("people", "remove", "An Voorbeeld", folder=folder).exit_code == 0
    assert json.loads(campaign("--json", "people", "list", folder=folder).stdout) == []
    assert "An Voorbeeld" in campaign("log", folder=folder).stdout
    erased = campaign("--json", "people", "remove", "An Voorbeeld", "--erase", folder=folder)
    assert json.loads(erased.stdout) == {"removed": True, "erased": True}
    assert "Voorbeeld" not in campaign("log", folder=folder).stdout
    with closing(sqlite3.connect(folder / "campaign.db")) as books:
        assert "Voorbeeld" not in "\n".join(books.iterdump())


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("add", "   ", "--role", "editor"), 2, "naam"),
        (("add", "Piet Voorbeeld", "--role", "baas"), 2, "baas"),
        (("add", "Piet Voorbeeld", "--role", "approver"), 2, "organisatie"),
        (("add", "Piet Voorbeeld", "--role", "approver", "--organisation", "Elders"), 2, "Hefboom"),
        (("add", "Piet Voorbeeld", "--role", "editor", "--organisation", "Hefboom"), 2, "goedkeurder"),
        (("add", "Piet Voorbeeld", "--role", "editor", "--email", "piet"), 2, "e-mailadres"),
        (("add", "án  voorbeeld", "--role", "editor"), 2, "beheerder"),
        (("add", "Piet Voorbeeld", "--role", "approver", "--organisation", "hefboom"), 0, "Piet Voorbeeld"),
        (("remove", "Niemand"), 2, "An Voorbeeld"),
        (("code", "Niemand"), 2, "An Voorbeeld"),
        (("remove", "An Voorbeeld"), 3, "enige beheerder"),
    ],
)
def test_what_is_refused(folder: Path, campaign: Run, words: tuple[str, ...], code: int, said: str) -> None:
    """No name, no such role, an approver of nothing, a name twice, nobody, the last administrator: each says why."""
    for name, role in (("An Voorbeeld", "admin"), ("Els Voorbeeld", "viewer")):
        assert campaign("people", "add", name, "--role", role, folder=folder).exit_code == 0
    done = campaign("--lang", "nl", "people", *words, folder=folder)
    assert (done.exit_code, said in done.output) == (code, True), done.output


@pytest.mark.parametrize("missing", ["argon2", "pyotp", "segno"])
@pytest.mark.parametrize("words", [("add", "An Voorbeeld", "--role", "admin"), ("code", "An Voorbeeld")])
def test_nobody_gets_a_code_who_could_not_log_in(
    folder: Path, campaign: Run, monkeypatch: pytest.MonkeyPatch, missing: str, words: tuple[str, ...]
) -> None:
    """Without the extra a role is not given and no code is made: what to install is said, and nothing is kept."""
    monkeypatch.setitem(sys.modules, missing, None)
    done = campaign("people", *words, folder=folder)
    assert (done.exit_code, done.stdout) == (3, "")
    assert "testimony-campaign[people]" in done.stderr
    assert json.loads(campaign("--json", "people", "list", folder=folder).stdout) == []


def test_a_password_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who logs in where the extra is gone is told so; it is no error of ours."""
    monkeypatch.setitem(sys.modules, "argon2", None)
    monkeypatch.setitem(sys.modules, "argon2.exceptions", None)
    with pytest.raises(NotReady) as why:
        passwords.fits(None, "vier woorden na elkaar")
    assert why.value.code == "people-not-installed"
