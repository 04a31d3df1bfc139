"""Under whose name a command does what it does: as the environment says, else the one that this computer knows.

Asked once, at a terminal, before the first act; where nobody can be asked, it is how the system calls this user.
"""

import os
import sys

import click

from campaign.cli import asked_words, errors, output
from campaign.cli.app import Desk
from campaign.own_name import OwnName
from campaign.page.keychain import Keychain
from campaign.typed import person_names
from schedules.database.colleagues import NOBODY, Acting
from schedules.errors import BadRequest

VARIABLE = "CAMPAIGN_BY"
NAMELESS = frozenset((  # commands that do nothing under anybody's name: they read, or serve, or are no campaign's
    *("demo", "init", "rehearse", "run", "desk", "status", "check", "log", "report", "doctor", "backup", "docs"),
    *("testimony list", "testimony show", "testimony check", "organisation list", "rehearsal serve", "render"),
    *("subtitles check", "subtitles estimate", "subtitles export", "subtitles template"),
    *("speech fetch", "speech models", "speech remove", "speech use", "consent form", "consent list"),
    *("brand check", "brand preview", "post list", "post show", "post invites", "plan export", "plan show"),
    *("page show", "page forget", "page trust", "service install", "service uninstall", "people list", "post preview"),
))  # fmt: skip
UNASKED = frozenset(
    {"page connect", "restore"}
)  # what is pasted there is a secret, and no answer to another question
_NAME_DISPLAY = 3  # of Windows: EXTENDED_NAME_FORMAT in secext.h
_FIRST_PERSON = 500  # as macOS numbers users; Linux begins at 1000, and programs stand below either


def of(desk: Desk) -> Acting:
    """Return who acts by this command line; asks at a terminal where nobody was asked on this computer yet.

    Raises BadRequest where the environment names nobody, or several people.
    """
    context = click.get_current_context(silent=True)
    command = context.command_path.partition(" ")[2] if context else ""
    if command in NAMELESS:
        return NOBODY
    own = own_name(desk)
    if own.is_to_ask and errors.can_ask() and not desk.yes and command not in UNASKED:
        _ask(desk, own)
    return own.acting


def own_name(desk: Desk) -> OwnName:
    """Return what this computer knows of who works here; raises BadRequest as `of`."""
    given = desk.environment(VARIABLE)
    return OwnName(
        folder=Keychain.at(desk.environment("CAMPAIGN_TOKEN_DIR")).home,
        given=person_names.own(given) if given else None,
        system=_of_the_system(),
    )


def change(desk: Desk, written: str) -> None:
    """Keep another name, or none where it is empty, and say so; raises BadRequest for one that is none."""
    name = person_names.own(written) if written.strip() else ""
    own_name(desk).keep(name)
    output.note(desk.say("own-name-kept" if name else "own-name-none", name=name))


def _ask(desk: Desk, own: OwnName) -> None:
    """Ask until there is an answer; Enter takes the system's name, or none. What cannot be kept is not said."""
    code = "own-name-asked" if own.system else "own-name-asked-bare"
    for _ in range(asked_words.TRIES):
        typed = asked_words.once(desk.say(code, name=own.system), desk.lang).strip() or own.system or ""
        try:
            return change(desk, typed)
        except BadRequest as wrong:
            output.note(desk.say("error-line", sentence=desk.say(wrong.code, **wrong.params)))
        except OSError:
            return None
    raise click.Abort


def _of_the_system() -> str | None:
    """Return the full name that the system has for this user, where it has one of a person's: more than one word."""
    name = _windows_name() if sys.platform == "win32" else _unix_name()
    try:
        return person_names.own(name) if " " in name.strip() else None
    except BadRequest:
        return None


def _unix_name() -> str:
    import pwd

    try:
        found = pwd.getpwuid(os.getuid())
    except (KeyError, OSError):
        return ""
    return found.pw_gecos.partition(",")[0] if found.pw_uid >= _FIRST_PERSON else ""


def _windows_name() -> str:
    import ctypes

    size = ctypes.c_ulong(256)
    name = ctypes.create_unicode_buffer(size.value)
    library = getattr(ctypes, "windll").secur32  # noqa: B009  (of Windows alone)
    return name.value if library.GetUserNameExW(_NAME_DISPLAY, name, ctypes.byref(size)) else ""
