"""The root command: finds the campaign folder, reads the common options anywhere, ends each command with an exit code.

Commands are imported when they are used, so `campaign --help` loads neither MoviePy nor the database. Environment and
clock are read here and nowhere else; other modules get them as parameters.
"""

import importlib
import importlib.util
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from gettext import gettext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from campaign import __version__
from campaign.cli import environment_secrets, errors, language, option_groups
from campaign.cli.typed_lines import typed_slugs, typed_text
from campaign.messages import translate
from campaign.settings import settings as campaign_settings
from campaign.typed import languages
from media import portable_names, rights
from schedules.errors import BadRequest

if TYPE_CHECKING:
    from campaign.settings.declarations import Settings
    from campaign.synced_folders import Synced

COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("campaign.cli.commands.demo:demo", "Run the main job on an example campaign."),
    "init": ("campaign.cli.commands.init:init", "Make a new campaign folder."),
    "testimony": (
        "campaign.cli.commands.testimony:testimony",
        "Register and list testimonies: films with their subtitles.",
    ),
    "organisation": (
        "campaign.cli.commands.organisation:organisation",
        "List the organisations of the campaign, and rename one everywhere.",
    ),
    "subtitles": (
        "campaign.cli.commands.subtitles:subtitles",
        "Check, correct, estimate and export subtitles.",
    ),
    "speech": ("campaign.cli.commands.speech:speech", "List, fetch, add and remove what recognises speech."),
    "consent": ("campaign.cli.commands.consent:consent", "Record who agreed to what, list it, withdraw it."),
    "brand": ("campaign.cli.commands.brand:brand", "Check the brand kit and preview it."),
    "post": ("campaign.cli.commands.post:post", "Plan, approve and manage posts."),
    "plan": ("campaign.cli.commands.plan:plan", "Import and export the plan, and show it month by month."),
    "render": ("campaign.cli.commands.render:render", "Render the films that posts need."),
    "page": ("campaign.cli.commands.page:page", "Connect the Facebook Page and check its token."),
    "run": (
        "campaign.cli.commands.run:run",
        "Run the background service: render ahead and publish what is due.",
    ),
    "service": (
        "campaign.cli.commands.service:service",
        "Make this computer start the service and keep it running.",
    ),
    "desk": ("campaign.cli.commands.desk:desk", "Open the desk in the browser."),
    "people": ("campaign.cli.commands.people:people", "Say who may come to the desk, and in which role."),
    "rehearse": (
        "campaign.cli.commands.rehearse:rehearse",
        "Play the whole plan on a rehearsal Page, in minutes.",
    ),
    "rehearsal": ("campaign.cli.commands.rehearse:rehearsal", "Open the rehearsal Page on this computer."),
    "status": ("campaign.cli.commands.status:status", "Show the state of the campaign."),
    "check": ("campaign.cli.commands.check:check", "Check the whole campaign against every rule."),
    "overdue": ("campaign.cli.commands.overdue:overdue", "Decide on posts that are past their due time."),
    "log": ("campaign.cli.commands.log:log", "Show what happened, oldest first."),
    "report": ("campaign.cli.commands.report:report", "Write the report as a web page or a PDF."),
    "pause": ("campaign.cli.commands.run:pause", "Stop publishing until `campaign resume`."),
    "resume": ("campaign.cli.commands.run:resume", "Publish again after `campaign pause`."),
    "doctor": ("campaign.cli.commands.doctor:doctor", "Check this computer and the campaign folder."),
    "backup": ("campaign.cli.commands.backup:backup", "Write the whole campaign into one file."),
    "restore": ("campaign.cli.commands.restore:restore", "Restore a backup into a new folder."),
    "adopt": ("campaign.cli.commands.adopt:adopt", "Make this folder the campaign, after it was copied."),
    "docs": ("campaign.cli.commands.docs:docs", "Open the manual in the browser."),
}
EVERYWHERE = "With every command: --dir DIR, --json, --yes, --lang LANGUAGE, --debug (see campaign --help)."


def utc_now() -> datetime:
    """Read the clock, as an aware UTC moment."""
    return datetime.now(UTC)


def find_folder(start: Path) -> Path | None:
    """Return the nearest folder upwards that holds a campaign.toml, as git finds a repository."""
    return next((folder for folder in (start, *start.parents) if _holds_campaign(folder)), None)


def _holds_campaign(folder: Path) -> bool:
    """Tell whether a folder holds a campaign that this user may look at."""
    try:
        return (folder / campaign_settings.FILE).is_file()
    except PermissionError:
        return False


def _above() -> list[Path]:
    """Return the working folder, and the ones above it that look like a campaign's."""
    try:
        here = Path.cwd()
    except FileNotFoundError:
        return []
    return [here, *(one for one in here.parents if (one / "brand" / "brand.toml").is_file())]


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What every command may know of the world: the folder, the common options, the clock, and when it began."""

    folder: Path | None = None
    asked: Path | None = None
    json: bool = False
    yes: bool = False
    debug: bool = False
    lang: str | None = None
    now: Callable[[], datetime] = field(default_factory=lambda: utc_now)
    begun: datetime | None = None
    heard: dict[str, object] = field(default_factory=dict, repr=False, compare=False)
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def here(cls) -> "Desk":
        """Look for a campaign from CAMPAIGN_DIR, else from the working folder."""
        named = os.environ.get("CAMPAIGN_DIR")
        if named:
            return cls().move_to(Path(named.strip('"')))  # as `set CAMPAIGN_DIR="C:\…"` of Windows has it
        try:
            return cls(folder=find_folder(Path.cwd()))
        except FileNotFoundError:
            return cls()

    def move_to(self, folder: Path) -> "Desk":
        """Return a desk at the folder that was named, whether or not a campaign is there."""
        path = folder.resolve() if ".." in folder.parts else folder.absolute()
        return replace(self, asked=path, folder=path if (path / campaign_settings.FILE).is_file() else None)

    def find_folder(self) -> Path | None:
        """Return the campaign folder or None; a folder named by the user must hold a campaign."""
        return self.require_folder() if self.asked else self.folder

    def require_folder(self) -> Path:
        """Return the campaign folder, or refuse: every command on a campaign starts here."""
        if self.folder:
            return self.folder
        raise self._no_campaign()

    def _no_campaign(self) -> BadRequest:
        """Return what is said where no campaign is: of its settings file under another name, where one is there."""
        from media import misnamed_files  # where somebody errs

        for place in [self.asked] if self.asked else _above():
            if found := misnamed_files.like(place / campaign_settings.FILE):
                return BadRequest("campaign-file-misnamed", path=found, name=campaign_settings.FILE)
        if self.asked:
            return _no_such_campaign(self.asked)
        return BadRequest("no-campaign-folder")

    def settings(self) -> "Settings":
        """Read and check this campaign's settings."""
        return campaign_settings.load(self.require_folder() / campaign_settings.FILE)

    def say(self, code: str, **params: object) -> str:
        """Say a code in the language of this desk."""
        return translate.say(code, params, self.lang)

    def word(self, value: object) -> str:
        """Say a word that programs read (a state, a kind, a role) in the language of this desk."""
        return translate.word(value, self.lang)

    def confirm(self, question: str, *, default: bool = False) -> bool:
        """Ask on the terminal; `--yes` answers yes, and without a terminal nothing is asked: `default`."""
        if self.yes:
            return True
        if not errors.can_ask():
            return default
        return errors.agreed(question, default=default, lang=self.lang)

    def environment(self, name: str) -> str | None:
        """Return an environment variable, also one that was set apart; None when it is missing or empty."""
        return self.secrets.get(name) or os.environ.get(name) or None

    def synced(self, folder: Path) -> "Synced | None":
        """Tell what copies a folder to other computers, or on which other one it lies; None where nothing is known."""
        from campaign import synced_folders

        asked = {name: self.environment(name) for name in synced_folders.VARIABLES}
        roots = {name: root for name, root in asked.items() if root}
        return synced_folders.recognised(folder, synced_folders.this_world(roots))


pass_desk = click.make_pass_decorator(Desk)


def _hear(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if not value or not isinstance(ctx.obj, Desk):
        return
    name = str(param.name).removeprefix("desk_")
    if name == "lang":
        value = _spoken(value)
    ctx.obj.heard[name] = value
    if name == "dir":
        ctx.obj = ctx.obj.move_to(portable_names.typed(value, sys.platform))
    else:
        ctx.obj = replace(ctx.obj, **{name: value})


def _spoken(lang: str) -> str:
    known = languages.spoken(lang)
    if known is None:
        raise BadRequest("lang-unspoken", lang=lang, known=", ".join(translate.LANGUAGES))
    return known


def shared_options(*, hidden: bool) -> list[click.Parameter]:
    """Make the options that work before or after any subcommand."""

    def option(name: str, text: str, **kwargs: Any) -> click.Option:
        return click.Option(
            [f"--{name}", f"desk_{name}"],
            expose_value=False,
            callback=_hear,
            hidden=hidden,
            help=text,
            **kwargs,
        )

    return [
        option(
            "dir", "The campaign folder (default: CAMPAIGN_DIR, else the nearest one above).", metavar="DIR"
        ),
        option("json", "Print one JSON document on stdout and nothing else.", is_flag=True),
        option("yes", "Answer yes to every question.", is_flag=True),
        option(
            "lang", "The language of the output: nl, fr or en (default: the locale's).", metavar="LANGUAGE"
        ),
        option("debug", "Show the traceback of an error.", is_flag=True),
    ]


def adopt(command: click.Command) -> click.Command:
    """Give a command and all below it the shared options; safe to repeat."""
    if not any(param.name == "desk_json" for param in command.params):
        typed_text.guard(command)
        option_groups.guard(command)
        typed_slugs.guard(command)
        command.params.extend(shared_options(hidden=True))
        command.epilog = command.epilog or EVERYWHERE
        command.context_class = language.Context
        command.short_help = command.short_help or language.first_sentence(command.help or "")
    if isinstance(command, click.Group):
        for child in command.commands.values():
            adopt(child)
    return command


class Root(click.Group):
    """The `campaign` command: loads a subcommand when it is used, and turns every error into one line."""

    context_class = language.Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands of the table whose module is there."""
        return [name for name, (place, _) in COMMANDS.items() if _is_there(place)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        place, _ = COMMANDS.get(cmd_name, ("", ""))
        return load(place) if place and _is_there(place) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, importing none."""
        rows = [(name, COMMANDS[name][1]) for name in self.list_commands(ctx)]
        if rows:
            with formatter.section(gettext("Commands")):
                formatter.write_dl(rows)

    def main(
        self, args: Sequence[str] | None = None, *rest: Any, standalone_mode: bool = True, **extra: Any
    ) -> Any:
        """Run a command line and end with its exit code; nothing a user can cause is a traceback."""
        errors.soften_streams()
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # else it reads what each library offers
        desk = extra.pop("obj", None) or Desk.here()
        lang = desk.lang or language.asked(sys.argv[1:] if args is None else args, os.environ)
        with rights.private(), language.speaking(lang), environment_secrets.set_apart() as secrets:
            extra |= {
                "prog_name": "campaign",
                "obj": replace(desk, lang=lang, secrets=secrets, begun=desk.now()),
            }
            typed = list(sys.argv[1:] if args is None else args)
            try:
                _refuse_typography(self, typed)
                result = self._run(args, typed, **extra)
                code = result if isinstance(result, int) else 0
            except Exception as error:
                told = _slip(self, typed, error, replace(desk, lang=lang)) or _blamed(error, desk)
                debug, hidden = bool(desk.heard.get("debug")), secrets.values()
                code = errors.end(told, debug=debug, lang=lang, secrets=hidden)
        if standalone_mode:
            sys.exit(code)
        return code

    def _run(self, args: Sequence[str] | None, typed: Sequence[str], **extra: Any) -> Any:
        """Run a command line; one that words such as `tout de suite` end, which change nothing, without those."""
        if "--help" in typed[:-1]:  # where a command may be named behind it
            args = importlib.import_module("campaign.cli.meant_lines.helping").before(self, typed) or args
        try:
            return super().main(args, standalone_mode=False, **extra)
        except (click.UsageError, BadRequest) as error:
            from campaign.cli.meant_lines import helping  # where somebody errs
            from campaign.cli.typed_lines import idle_words

            with click.Context(self, obj=extra["obj"]).scope():  # whose language is spoken
                left = helping.asked(self, typed, error) or idle_words.without(self, typed, error)
            if left is None:
                raise
            return super().main(left, standalone_mode=False, **extra)


def _refuse_typography(root: click.Group, typed: Sequence[str]) -> None:
    """Refuse dashes and quotes of a word processor, which the shell takes for letters."""
    if all(word.isascii() and word[:1] != "'" for word in typed):
        return
    from campaign.cli.typed_lines import slips  # slow to load

    if slip := slips.before_reading(root, typed):
        raise slip


def _no_such_campaign(asked: Path) -> BadRequest:
    """Return what is said of a folder that holds no campaign, with the one beside it that nearly has its name."""
    from campaign.cli.typed_lines import near_files  # where somebody errs

    if near := near_files.campaign_folder(asked, campaign_settings.FILE):
        return BadRequest("campaign-folder-near", folder=asked, nearest=near)
    return BadRequest("not-a-campaign-folder", folder=asked)


def _slip(root: click.Group, typed: Sequence[str], error: Exception, desk: Desk) -> BadRequest | None:
    """Return a better refusal of a line that was refused, where its words tell what was meant; else None."""
    from campaign.cli.typed_lines import slips  # slow to load

    there = _there(desk)
    with click.Context(root, obj=there).scope():  # whose language is spoken
        return slips.after_refusal(root, typed, error, there)


def _there(desk: Desk) -> Desk:
    """Return the desk at the folder that a command line named, where it named one."""
    heard = desk.heard.get("dir")
    return desk.move_to(Path(str(heard))) if heard else desk


def _blamed(error: Exception, desk: Desk) -> Exception:
    """Return an error as it is; one that nobody foresaw as what it comes from, where the database is damaged."""
    if not errors.is_unforeseen(error):
        return error
    folder = _there(desk).folder
    if folder is None:
        return error
    from schedules.database import engine

    path = folder / engine.FILE
    if not engine.is_damaged(path):
        return error
    broken = BadRequest("database-broken", path=path)
    broken.__cause__ = error
    return broken


def load(place: str) -> click.Command | None:
    """Import the command at `module:attribute` and give it the shared options; None where no command is there."""
    module, _, attribute = place.partition(":")
    command = getattr(importlib.import_module(module), attribute, None)
    return adopt(command) if isinstance(command, click.Command) else None


def _is_there(place: str) -> bool:
    return importlib.util.find_spec(place.partition(":")[0]) is not None


@click.command(cls=Root, params=shared_options(hidden=False), no_args_is_help=True)
@click.version_option(__version__, prog_name="campaign")
def root() -> None:
    """Run a film campaign of testimonies on a Facebook Page.

    \b
    Example:
      campaign init my-campaign --name "My campaign" --language nl --language fr
      campaign demo
    """
