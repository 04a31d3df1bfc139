"""The campaign exists once: a copy reads everything and publishes nothing, until somebody adopts it."""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from campaign import new_campaign
from campaign.cli.app import root, utc_now
from schedules.rehearsal import server
from tests import page_view


@dataclass
class Office:
    """A campaign in the folder `a` with posts due now, and its Page, which is another program's."""

    room: Path
    served: server.Served
    env: dict[str, str]

    @property
    def a(self) -> Path:
        """The campaign's own folder."""
        return self.room / "a"

    def run(self, folder: Path, *words: object, **env: str) -> Result:
        """Run a command in a folder."""
        return CliRunner().invoke(root, ["--dir", str(folder), *map(str, words)], env=self.env | env)

    def say(self, folder: Path, caption: str) -> None:
        """Queue a post that is due at once."""
        done = self.run(folder, "post", "add", "--caption", caption, "--language", "nl", "--at", "now")
        assert done.exit_code == 0, done.stderr

    def copy(self, name: str = "b") -> Path:
        """Copy the campaign's folder as people do, with all that is in it."""
        return shutil.copytree(self.a, self.room / name)

    def visible(self) -> list[str]:
        """What people see on the Page."""
        return sorted(page_view.visible_at(self.served))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[server.Served]:
    """A Page for all tests here: each publishes captions of its own."""
    with server.start(tmp_path_factory.mktemp("page"), port=0, name="MEY", clock=utc_now) as served:
        yield served


@pytest.fixture
def office(tmp_path: Path, page: server.Served) -> Office:
    """A new campaign that publishes without approval on that Page."""
    folder = tmp_path / "a"
    new_campaign.create(folder, new_campaign.first_settings(name="MEY"))
    settings = folder / "campaign.toml"
    told = f'\n[page]\nid = "{page.page_id}"\ngraph_url = "{page.graph_url}"\n[service]\napproval = "off"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + told, encoding="utf-8")
    env = {"CAMPAIGN_PAGE_TOKEN": page.access_token, "CAMPAIGN_TOKEN_DIR": str(tmp_path / "tokens")}
    return Office(room=tmp_path, served=page, env=env)


def times(office: Office, *captions: str) -> list[int]:
    """How often each of these captions is on the Page."""
    seen = office.visible()
    return [seen.count(one) for one in captions]


def test_a_post_goes_out_from_one_of_two_copies(office: Office) -> None:
    """Of two copies, both run against one Page, the original publishes and the other says where the campaign is."""
    words = [f"once {number}" for number in range(3)]
    for one in words:
        office.say(office.a, one)
    b = office.copy()
    refused, done = office.run(b, "run", "--until-idle"), office.run(office.a, "run", "--until-idle")
    assert times(office, *words) == [1, 1, 1]
    assert (refused.exit_code, done.exit_code) == (3, 0)
    assert str(office.a) in refused.stderr
    assert "campaign adopt" in refused.stderr


def test_adopting_a_copy_moves_the_campaign_there(office: Office) -> None:
    """After `campaign adopt` the copy publishes, and the original refuses in turn and says where the campaign went."""
    office.say(office.a, "adopted")
    b = office.copy()
    adopted = office.run(b, "adopt", "--yes")
    refused, done = office.run(office.a, "run", "--until-idle"), office.run(b, "run", "--until-idle")
    assert (adopted.exit_code, refused.exit_code, done.exit_code) == (0, 3, 0), adopted.stderr + done.stderr
    assert str(b) in refused.stderr
    assert times(office, "adopted") == [1]
