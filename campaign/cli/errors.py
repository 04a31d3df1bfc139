"""Turns any error that ends a command into one line on stderr and an exit code, by its class or errno."""

import errno
import io
import os
import re
import sqlite3
import sys
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from campaign.messages import translate
from media.errors import BadInput, MediaError, NotInstalled
from media.languages import known as languages
from media.text import controls, nearest_signs
from schedules.errors import BadRequest, NotReady, ScheduleError
from schedules.facebook.errors import Forbidden, Unauthorized

SHORTEST = 4  # signs of a secret: a shorter one is in every text
WORK_FAILED, MISUSE, NOT_READY, INTERRUPTED = 1, 2, 3, 130

_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_NOWHERE = {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG}
_IN_USE = {32, 33}  # of Windows: another program has the file open, or a part of it
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_SQLITE = {  # by the start of the error's name; the first that fits
    "SQLITE_READONLY": ("folder-not-writable", MISUSE),
    "SQLITE_CANTOPEN": ("folder-not-writable", MISUSE),
    "SQLITE_PERM": ("folder-not-writable", MISUSE),
    "SQLITE_FULL": ("disk-full", WORK_FAILED),
    "SQLITE_IOERR": ("disk-full", WORK_FAILED),
    "SQLITE_BUSY": ("database-busy", WORK_FAILED),
    "SQLITE_CORRUPT": ("database-damaged", MISUSE),
    "SQLITE_NOTADB": ("database-damaged", MISUSE),
}
_SECRET = re.compile(
    r"((?:access_token|input_token|client_secret|appsecret_proof|fb_exchange_token)['\"]?\s*[=:]\s*['\"]?)[^&\s'\"]+|EAA\w{16,}"
)


def soften_streams() -> None:
    """Print what a console cannot show as what comes nearest, else as `?`, rather than crash (cp1252, C locale).

    Where there is no console at all (a service of Windows), what is printed goes nowhere.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=nearest_signs.handler(stream.encoding))


def can_ask() -> bool:
    """Tell whether a person sits at the terminal who can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def agreed(question: str, *, default: bool, lang: str | None) -> bool:
    """Ask on the terminal until the answer is yes or no, in any language of ours; an end of the input is a no."""
    spoken = languages.find_or_fallback(lang)
    yes, no = spoken.yes[0], spoken.no[0]
    hint = f"{yes.upper()}/{no}" if default else f"{yes}/{no.upper()}"

    def read(said: str | bool) -> bool:
        if isinstance(said, bool):
            return said
        wanted = said.strip().casefold()
        for language in languages.languages().values():
            if wanted in language.yes + language.no:
                return wanted in language.yes
        raise click.UsageError(translate.say("answer-yes-no", {"yes": yes, "no": no}, lang))

    asked = f"{controls.visible(question)} [{hint}]"
    suffix = f"{translate.labelled('', lang)} "
    try:
        return bool(
            click.prompt(
                asked, default=default, show_default=False, value_proc=read, prompt_suffix=suffix, err=True
            )
        )
    except click.Abort as abort:
        if isinstance(abort.__context__, EOFError):
            return False
        raise


def end(error: Exception, *, debug: bool, lang: str | None, secrets: Iterable[str] = ()) -> int:
    """Say an error in one line on stderr (with its traceback if asked) and return the exit code.

    Of an error that stands for several each has its line.
    `secrets` are struck out of it, as is whatever looks like a token.
    """
    hidden = [said for secret in secrets for said in (secret, repr(secret)[1:-1]) if len(said) >= SHORTEST]
    if isinstance(error, click.exceptions.NoArgsIsHelpError) and error.ctx:
        click.echo(error.ctx.get_help())
    if debug:
        told = _hush("".join(traceback.format_exception(error)), hidden)
        click.echo(controls.visible(told), err=True, nl=False)
    for one in _each(error):
        line, _ = verdict(one, lang)
        if line:
            click.echo(controls.visible(_hush(" ".join(line.split()), hidden)), err=True)
    return verdict(error, lang)[1]


def _each(error: Exception) -> list[Exception]:
    """Return the errors that one stands for, such as every mistake of a settings file; else the one."""
    problems = error.params.get("problems") if isinstance(error, MediaError | ScheduleError) else None
    return problems if isinstance(problems, list) and problems else [error]


def verdict(error: Exception, lang: str | None = None) -> tuple[str, int]:
    """Return the line and the exit code of an error; an interrupted command says nothing."""
    if isinstance(error, MediaError | ScheduleError):
        return _error(error.code, error.params, lang), _class_code(error)
    if isinstance(error, click.Abort):
        interrupted = isinstance(error.__cause__, KeyboardInterrupt)
        return "", INTERRUPTED if interrupted else WORK_FAILED
    if isinstance(error, click.ClickException):
        return _usage(error, lang), error.exit_code
    code, params, number = _outside(error)
    return _error(code, params, lang), number


def _class_code(error: MediaError | ScheduleError) -> int:
    if isinstance(error, BadInput | BadRequest):
        return MISUSE
    lacks = isinstance(error, NotReady | NotInstalled | Unauthorized | Forbidden)
    return NOT_READY if lacks else WORK_FAILED


def _error(code: str, params: dict[str, object], lang: str | None) -> str:
    from campaign.cli.typed_lines import near_files  # where somebody errs

    if near := near_files.meant(code, params):
        code, params = "file-near", {"sentence": translate.say(code, params, lang), "nearest": near}
    return translate.say("error-line", {"sentence": translate.say(code, params, lang)}, lang)


def _usage(error: click.ClickException, lang: str | None) -> str:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return _error("command-missing", {}, lang)
    from campaign.cli.typed_lines import tried_words  # where somebody errs

    tried_words.aim(error)
    if isinstance(error, click.BadParameter) and error.param and not error.param_hint:
        hint = error.param.get_error_hint(error.ctx)
        if isinstance(error.param, click.Argument):
            hint = re.sub(r"[][]|\.\.\.", "", hint)  # as the usage shows what may be left out or repeated
        error.param_hint = translate.placeholders(hint, lang)
    message = translate.translate(error.format_message(), lang).rstrip(".")
    if isinstance(error, click.UsageError) and error.ctx:
        params: dict[str, object] = {"problem": message, "command": error.ctx.command_path}
        return _error("usage-asked" if message.endswith(("?", "?)")) else "usage", params, lang)
    return _error("usage-plain", {"problem": message}, lang)


def _outside(error: Exception) -> tuple[str, dict[str, object], int]:
    """Sort what the disk, the database or a fault of ours raised."""
    for cause in _causes(error):
        if isinstance(cause, sqlite3.Error):
            return _database(cause)
        if isinstance(cause, OSError) and _is_in_use(cause, sys.platform):
            return "file-in-use", {"path": cause.filename or "-"}, MISUSE
        if isinstance(cause, OSError) and cause.errno in _FORBIDDEN:
            return "folder-not-writable", {"path": cause.filename or "-", "why": cause.strerror}, MISUSE
        if isinstance(cause, OSError) and cause.errno == errno.ELOOP:  # a link where none is followed
            return "path-is-link", {"path": cause.filename or "-"}, MISUSE
        if isinstance(cause, OSError) and (cause.errno in _NOWHERE or _is_misnamed(cause, sys.platform)):
            return "path-unusable", {"path": cause.filename or "-", "why": cause.strerror}, MISUSE
        if isinstance(cause, OSError) and cause.errno in _FULL:
            return "disk-full", {"why": cause.strerror}, WORK_FAILED
    return "unexpected", {"kind": type(error).__name__, "why": str(error) or "-"}, WORK_FAILED


def _is_in_use(cause: OSError, platform: str) -> bool:
    """Tell whether another program keeps a file from us, as Excel does on Windows: to replace it is just forbidden."""
    replaced = cause.errno == errno.EACCES and platform == "win32" and Path(str(cause.filename)).is_file()
    return getattr(cause, "winerror", None) in _IN_USE or replaced


def _is_misnamed(cause: OSError, platform: str) -> bool:
    """Tell whether Windows takes no such name: an invalid argument, as an error number."""
    return cause.errno == errno.EINVAL and platform == "win32" and bool(cause.filename)


def is_unforeseen(error: Exception) -> bool:
    """Tell whether an error is none that a person, the disk or the database can cause: a fault of ours, or damage."""
    ours = isinstance(error, MediaError | ScheduleError | click.Abort | click.ClickException)
    return not ours and _outside(error)[0] in ("unexpected", "database-failed", "database-damaged")


def _database(error: sqlite3.Error) -> tuple[str, dict[str, object], int]:
    name = getattr(error, "sqlite_errorname", "")
    params: dict[str, object] = {"path": "campaign.db", "why": str(error)}
    for start, (code, number) in _SQLITE.items():
        if name.startswith(start):
            return code, params, number
    return "database-failed", params, WORK_FAILED


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error, then what it wraps (SQLAlchemy keeps the driver's error in `orig`), outermost first."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = getattr(current, "orig", None) or current.__cause__


def _hush(text: str, hidden: Iterable[str]) -> str:
    """Strike out what is secret, and anything that looks like a token."""
    for secret in sorted(hidden, key=len, reverse=True):
        text = text.replace(secret, "***")
    return _SECRET.sub(lambda found: (found.group(1) or "") + "***", text)
