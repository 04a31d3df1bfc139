"""A campaign folder whose Page is a rehearsal Page spoken to as if it were the real one, for tests of tokens."""

import json
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result

from campaign import new_campaign
from campaign.cli import app
from campaign.cli.app import root, utc_now
from schedules.rehearsal import server
from tests.page_view import fault_at


@dataclass
class Bench:
    """A campaign, its Page, the app and the person's token; commands run with the app in the environment."""

    folder: Path
    served: server.Served
    told: dict[str, str]
    tokens: Path
    env: dict[str, str] = field(default_factory=dict)

    def run(self, *words: object, **kwargs: Any) -> Result:
        """Run a command in the campaign folder."""
        line = ["--dir", str(self.folder), *map(str, words)]
        return CliRunner().invoke(root, line, env=self.env, **kwargs)

    def connect(self, token: str | None = None, *words: object) -> Result:
        """Connect with a token on stdin: the person's unless another is given."""
        return self.run(
            "page", "connect", "--token-stdin", *words, input=f"{token or self.told['user_token']}\n"
        )

    def json(self, *words: object) -> Any:
        """Run a command with --json and return its document."""
        return json.loads(self.run(*words, "--json").stdout)

    def page_says(self, edge: str, **values: Any) -> None:
        """Let the Page's answers at an edge say something else."""
        fault_at(self.served, edge=edge, effect="alter", always=True, set=values)

    def calls(self) -> list[dict[str, Any]]:
        """Every call that the Page heard."""
        bearer = {"Authorization": f"Bearer {self.served.access_token}"}
        asked = urllib.request.Request(f"{self.served.graph_url}/_rehearsal/calls", headers=bearer)
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return list(json.loads(answer.read())["data"])

    def add(self, caption: str, at: str = "now") -> None:
        """Queue a post that needs no approval."""
        path = self.folder / "campaign.toml"
        text = path.read_text(encoding="utf-8")
        if "\n[service]\n" not in text:
            path.write_text(f'{text}[service]\napproval = "off"\n', encoding="utf-8")
        done = self.run("post", "add", "--caption", caption, "--language", "nl", "--at", at)
        assert done.exit_code == 0, done.stderr

    def kept(self) -> str:
        """What the token's file says."""
        return (self.tokens / "page.token").read_text(encoding="utf-8")

    def without_app(self) -> "Bench":
        """Forget the app."""
        self.env = {name: value for name, value in self.env.items() if "_APP_" not in name}
        return self


@contextmanager
def founded(folder: Path) -> Iterator[Bench]:
    """Yield a campaign whose settings name the address of a Page that is being served, and no id yet."""
    new_campaign.create(folder / "mey", new_campaign.first_settings(name="MEY"))
    with server.start(folder / "elsewhere", port=0, name="Women who start", clock=utc_now) as served:
        told = json.loads((folder / "elsewhere" / "page.json").read_text(encoding="utf-8"))
        address = folder / "mey" / "campaign.toml"
        text = address.read_text(encoding="utf-8")
        address.write_text(f'{text}\n[page]\ngraph_url = "{served.graph_url}"\n', encoding="utf-8")
        env = {"CAMPAIGN_APP_ID": told["app_id"], "CAMPAIGN_APP_SECRET": told["app_secret"]}
        env["CAMPAIGN_TOKEN_DIR"] = str(folder / "tokens")
        yield Bench(folder=folder / "mey", served=served, told=told, tokens=folder / "tokens", env=env)


def brussels(seconds: int) -> str:
    """A moment as the campaign's JSON shows it."""
    return datetime.fromtimestamp(seconds, ZoneInfo("Europe/Brussels")).isoformat()


def at_a_terminal(monkeypatch: pytest.MonkeyPatch, answer: bool) -> None:
    """Let questions be answered as a person at a terminal would."""
    monkeypatch.setattr(app.Desk, "confirm", lambda self, question, default=False: answer)
