"""A campaign on a Page that other folders reach too, for tests of copies."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from campaign import new_campaign
from campaign.cli.app import root
from schedules.database import engine
from schedules.home import standing
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

    def say(self, folder: Path, caption: str, at: str = "now") -> None:
        """Queue a post, due at once unless told otherwise."""
        done = self.run(folder, "post", "add", "--caption", caption, "--language", "nl", "--at", at)
        assert done.exit_code == 0, done.stderr

    def copy(self, name: str = "b") -> Path:
        """Copy the campaign's folder as people do, with all that is in it."""
        return shutil.copytree(self.a, self.room / name)

    def times(self, *captions: str) -> list[int]:
        """How often people see each of these captions on the Page."""
        seen = page_view.visible_at(self.served)
        return [seen.count(one) for one in captions]


def made_home(folder: Path) -> Path:
    """Make a copy of a campaign the campaign itself, without a word, and return its folder."""
    store = engine.open_in(folder)
    try:
        standing.take(folder, store, after=None)
    finally:
        store.close()
    return folder


def opened(room: Path, page: server.Served) -> Office:
    """Make a campaign that publishes without approval on that Page."""
    folder = room / "a"
    new_campaign.create(folder, new_campaign.first_settings(name="MEY"))
    settings = folder / "campaign.toml"
    told = f'\n[page]\nid = "{page.page_id}"\ngraph_url = "{page.graph_url}"\n[service]\napproval = "off"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + told, encoding="utf-8")
    env = {"CAMPAIGN_PAGE_TOKEN": page.access_token, "CAMPAIGN_TOKEN_DIR": str(room / "tokens")}
    return Office(room=room, served=page, env=env)
