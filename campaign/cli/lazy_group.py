"""A group that imports each of its commands only when it is used: listing posts does not load what edits them."""

from collections.abc import Mapping
from typing import Any

import click

from campaign.cli import app


class LazyGroup(click.Group):
    """A group with a table of places, `module:attribute`, from which its commands are imported."""

    def __init__(self, *args: Any, places: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name its commands by their letters."""
        return sorted(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command; None where there is none of that name."""
        return app.load(self.places[cmd_name]) if cmd_name in self.places else None
