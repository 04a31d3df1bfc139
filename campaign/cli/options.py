"""What commands on a campaign share: opening it, types of options, and a post's one-line summary."""

import os
import re
import sys
import unicodedata
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import click

from campaign import workspace
from campaign.cli import errors, language, output
from campaign.cli.answers import copies, unserved, who_acts
from campaign.cli.app import Desk
from campaign.messages import formatting, translate
from campaign.messages.posts import FILMLESS, HELD_BACK, LIFE, MISSED
from campaign.reports.json_documents import PageDocument
from media import given_files, portable_names
from media.errors import BadInput
from media.text import controls
from schedules.errors import BadRequest
from schedules.model import bilingual, moments
from schedules.model.publishing_rules import Rules
from schedules.model.states import State

LONGEST_TEXT = given_files.MEGABYTE


class File(click.Path):
    """A file's path, as the disk spells it where that writes accents otherwise than the keyboard."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read the path."""
        typed = portable_names.typed(str(super().convert(value, param, ctx)), sys.platform)
        return portable_names.as_spelled(typed)


FILE = File()


@contextmanager
def campaign(desk: Desk, *, warns: bool = True, shared: bool = True) -> Iterator[workspace.Workspace]:
    """Yield the open campaign that this command works on; of a copy that was changed it says so (`warns`).

    What is not `shared` does not wait for the group that the settings name.
    """
    with workspace.opened(desk.require_folder(), desk.settings(), shared=shared) as opened:
        try:
            yield opened.acting(who_acts.of(desk))
        except BadRequest as wrong:
            raise _with_name(opened, wrong) from None
        if warns:
            copies.warn(desk, opened)
            unserved.warn(desk, opened)


def _with_name(opened: workspace.Workspace, wrong: BadRequest) -> BadRequest:
    """Return a refusal of a draft with the command for the next yes that the draft needs, by whom and for whom."""
    if not wrong.code.endswith("-when-draft"):
        return wrong
    from campaign.checks import given_approvals
    from schedules.consent import required_approvals
    from schedules.database import posts

    with opened.store.read() as session:
        post = posts.post(session, int(str(wrong.params["number"])))
        found = required_approvals.of(session, post, opened.campaign)
    return BadRequest(wrong.code, **{**wrong.params, "how": given_approvals.command(post, found)})


class Moment(click.ParamType[int]):
    """A place in a film, such as `75`, `12.5`, `1:15` or `0:01:15.250`, as integer milliseconds."""

    name = "T"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the text, or say how to write it."""
        if isinstance(value, int):
            return value
        from campaign.typed import film_places  # as all that reads moments, of which `status` types none

        found = film_places.milliseconds(str(value))
        if found is None:
            wrong = film_places.NO_PLACE
            self.fail(translate.fill(wrong, {"value": value}, language.current()), param, ctx)
        return found


class Centre(click.ParamType[tuple[int, int] | Literal["none"]]):
    """A place in a picture, such as `40,35`: percent from the left and from the top; `none`: not known."""

    name = "X,Y"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int] | Literal["none"]:
        """Read the text, or say how to write it."""
        from campaign.typed import picture_places, words  # slow to load

        if words.find(str(value), ("none",)):
            return "none"
        found = picture_places.percents(str(value))
        if found is None:
            wrong = picture_places.NO_PLACE
            self.fail(translate.fill(wrong, {"value": value}, language.current()), param, ctx)
        return found


ENDS = {"until"}  # parameters that are a day to come


class Day(click.ParamType[date]):
    """A calendar day, as on a form; one that was not written as 2020-11-02 is said back."""

    name = "DATE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the text, or say how to write it."""
        from campaign.typed import moments as typed_moments

        if isinstance(value, date):
            return value
        written, ahead = str(value), param is not None and param.name in ENDS
        try:
            day = typed_moments.read_day(written, today=today(ctx), ahead=ahead)
        except BadRequest as wrong:
            self.fail(translate.say(wrong.code, wrong.params, language.current()), param, ctx)
        if written.strip() != day.isoformat():
            told = {"text": written.strip(), "day": day}
            output.note(translate.say("day-understood", told, language.current()))
        return day


def today(ctx: click.Context | None) -> date:
    """Return today in the campaign's time zone; without a campaign in that of this computer."""
    desk = ctx.find_object(Desk) if ctx else None
    desk = desk or Desk()
    return desk.now().astimezone(desk.settings().timezone if desk.folder else None).date()


def when(desk: Desk, written: str, *, time_alone: bool = False) -> moments.Due:
    """Read a WHEN, and say on stderr what was understood, unless it was written as programs write it.

    With `time_alone` a time without a day is the next such time.
    """
    from campaign.typed import moments as typed_moments

    zone = desk.settings().timezone
    read = typed_moments.read_when(written, now=desk.now(), zone=zone, time_alone=time_alone)
    if not read.plainly:
        told = {"text": written.strip(), "moment": read.due.utc.astimezone(zone)}
        output.note(desk.say("when-understood", **told))
    return read.due


CENTRE = Centre()
_NUMBERLESS = re.compile(r"`campaign post (?:release|remove|retry|settle)(?=`)")
MOMENT = Moment()


@dataclass(frozen=True, kw_only=True)
class LanguageFile:
    """A file of subtitles, the language that it is taken for, and what is to be told of that once it was taken."""

    language: str
    path: Path
    told: str = ""


def _typed(written: str) -> Path:
    return portable_names.as_spelled(portable_names.typed(written, sys.platform))


def language_file(
    desk: Desk, written: str, default: str, *, slug: str, had: Container[str] = ()
) -> LanguageFile:
    """Read `[L:]FILE`; without L the file's name says its language, then its first lines, else it is `default`.

    `had` are the languages in which the testimony has subtitles already.

    A single letter before the colon is a Windows drive, not a language. It is asked where the name says a language that
    the campaign does not have; BadRequest where the text is clearly in another language, unless a person says no.
    """
    from campaign.testimonies.film_subtitles import named_language  # slow to load

    settings = desk.settings()
    head, colon, tail = written.partition(":")
    if not (tail if colon else head).strip():
        raise BadRequest("subtitles-no-file", written=written)
    if colon and len(head) > 1 and "/" not in head and "\\" not in head:
        return _said_language(desk, settings.language(head), _typed(tail.strip()), slug, had)
    path = _typed(written)
    named = named_language.named_language(path, settings.languages)
    inside = None if named else named_language.said_inside(path)
    said = named or inside
    covering = (one for one in settings.languages if bilingual.base(one) == bilingual.base(said or ""))
    language = next(covering, default)
    said = named or (
        inside if language != default or bilingual.base(inside or "") == bilingual.base(default) else None
    )
    params: dict[str, object] = {"path": path, "said": said, "language": language}
    told = ""
    if said and bilingual.base(said) != bilingual.base(language):
        told = desk.say("subtitles-named-other", **params)
        if not desk.confirm(f"{told} {desk.say('subtitles-take-as', **params)}", default=True):
            raise BadRequest("subtitles-which-language", **params)
    elif language != default or not said:
        code = "subtitles-by-name" if named else "subtitles-by-head" if said else "subtitles-by-default"
        told = desk.say(code, path=path.name, language=language)
    _refuse_another_language(desk, path, language)
    return LanguageFile(language=language, path=path, told=told)


def tell_languages(files: Iterable[LanguageFile]) -> None:
    """Say on stderr which language a file was taken for, where nobody said it."""
    for one in files:
        if one.told:
            output.note(one.told)


def _said_language(desk: Desk, language: str, path: Path, slug: str, had: Container[str]) -> LanguageFile:
    """Return a file whose language a person names: asked about at a terminal, elsewhere believed and warned of."""
    from campaign.testimonies.film_subtitles import named_language  # slow to load

    named = named_language.named_language(path, desk.settings().languages)
    if named is None or bilingual.base(named) == bilingual.base(language):
        if errors.can_ask():
            _refuse_another_language(desk, path, language)
        return LanguageFile(language=language, path=path)
    params: dict[str, object] = {"path": path, "said": named, "language": language}
    question = f"{desk.say('subtitles-named-otherwise', **params)} {desk.say('subtitles-take-as', **params)}"
    if errors.can_ask() and not desk.confirm(question):
        raise BadRequest("subtitles-named-otherwise-not", **params)
    code = f"subtitles-named-otherwise-{'had' if named in had else 'of'}"
    told = desk.say(code, slug=slug, **params)
    return LanguageFile(language=language, path=path, told=desk.say("warning", sentence=told))


def _refuse_another_language(desk: Desk, path: Path, language: str) -> None:
    """Raise BadRequest for subtitles that are clearly in another language of the campaign, unless a person says no.

    Few words are asked about at a terminal; elsewhere their finding tells of them.
    """
    from campaign.testimonies.film_subtitles import subtitles  # slow to load

    found = subtitles.other_language(path, language, by_few_words=errors.can_ask())
    if found and found in map(bilingual.base, desk.settings().languages):
        refusal = BadRequest("subtitles-contradict", path=path, language=language, found=found)
        said = desk.say(refusal.code, **refusal.params)
        if not desk.confirm(f"{said} {desk.say('subtitles-take-as', path=path, language=language)}"):
            raise refusal


def read_text(desk: Desk, path: Path, language: str | None = None) -> str:
    """Return a caption file's text, saying so where it is no UTF-8; refuse what is unreadable, or no plain text.

    `language` is what the text is in, as a hint of its encoding.
    """
    from media.subtitles import transcripts  # slow to load

    try:
        read = given_files.read(path, most=LONGEST_TEXT)
        if what := transcripts.document(read):
            raise BadRequest("text-document", path=path, what=what)
    except OSError as error:
        raise BadRequest("text-unreadable", path=path, why=error.strerror) from None
    told = _decoded(desk, path, read, language)
    text = unicodedata.normalize("NFC", told).replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if found := controls.first(text):
        raise BadRequest("text-hidden", path=path, sign=found[0], line=found[1])
    return text


def _decoded(desk: Desk, path: Path, content: bytes, language: str | None) -> str:
    """Return bytes as text, saying which encoding its letters tell; refuse what can be read in several ways."""
    from media.text import encodings  # slow to load

    try:
        found = encodings.read(content, language=language)
    except BadInput:
        raise BadRequest("text-not-utf8", path=path) from None
    if found.broken or not found.sure or "\0" in found.text:
        raise BadRequest("text-not-utf8", path=path)
    if found.how == "letters":
        sample = found.text.splitlines()[found.line - 1].strip()[:60]
        said = desk.say("text-encoding", file=path.name, encoding=found.encoding, sample=sample)
        output.note(desk.say("warning", sentence=said))
    return found.text


def tell_drafts(desk: Desk, numbers: tuple[int, ...], rules: Rules) -> None:
    """Say on stderr which posts are drafts again, and how they are approved as they now stand."""
    if numbers:
        named, args = (mark.join(map(str, numbers)) for mark in (", ", " "))
        code = "drafts-again-several" if rules.by_partners or rules.approvals > 1 else "drafts-again"
        output.note(desk.say("warning", sentence=desk.say(code, numbers=named, args=args)))


def page_name(desk: Desk, page: PageDocument) -> str:
    """Return a Page's name, or its number, and whether it is the rehearsal's."""
    name = str(page["name"] or page["id"])
    return desk.say("page-named-rehearsal", name=name) if page["rehearsal"] else name


def counted(desk: Desk, counts: dict[str, int], *, kind: str = "counted") -> str:
    """Return how many posts there are in each state, those without any left out; `played`: after a rehearsal."""
    told = [desk.say(f"{kind}-{state}", count=count) for state, count in counts.items() if count]
    return formatting.joined(told, desk.lang) if told else desk.say("counted-none")


def page_file(desk: Desk, path: Path, of: str) -> Path:
    """Return where a web page is to go; raises BadRequest for a file of another kind, and as `spared`."""
    if path.suffix.lower() not in (".html", ".htm"):
        raise BadRequest("page-ending", path=path)
    return spared(desk, path, of)


def spared(desk: Desk, path: Path, of: str = "") -> Path:
    """Return where a file is to go; raises BadRequest where one is there already, unless a person agrees.

    A page or PDF of ours, `of` the same thing, that nobody has changed since we wrote it is made anew without a
    question, and that is said.
    """
    from campaign.messages import web_page

    if not os.path.lexists(path) or path.is_dir():  # of a folder, who writes says so
        return path
    if path.is_file() and web_page.is_untouched(path, of):
        output.note(desk.say("file-anew", path=path))
        return path
    if not desk.confirm(desk.say("file-replace", path=path)):
        raise BadRequest("file-exists", path=path)
    return path


def declined(desk: Desk, question: str, left: str) -> bool:
    """Ask a person at the terminal before what cannot be undone; on a no say that nothing was done (`left`: to what).

    Where nobody can be asked it is done: whoever wrote the command meant it.
    """
    if not errors.can_ask() or desk.confirm(question):
        return False
    output.note(left)
    return True


def standing(
    desk: Desk, state: str, *, film: bool, missed: bool, number: int, shut: str | None = None
) -> str:
    """Return post `number`'s state, and below it what that means.

    `missed`: it was due while no service ran; `shut`: why a held one may not be released.
    """
    means = LIFE[State(state)] if film else {**LIFE, **FILMLESS}[State(state)]
    if shut:
        return f"{desk.word(state)}\n{translate.fill(HELD_BACK, {'why': shut}, desk.lang)}"
    said = translate.translate(MISSED if missed else means, desk.lang)
    numbered = _NUMBERLESS.sub(lambda found: f"{found[0]} {number}", said)
    return f"{desk.word(state)}\n{numbered}"


def shown(moment: datetime | None) -> str:
    """Return a moment as tables show it: day and time on the campaign's clock, as the language writes them."""
    return formatting.short(moment, language.current()) if moment else "-"


def noted(moment: datetime | None) -> str:
    """Return a moment at which something happened as tables show it: with its seconds, whatever they are."""
    return formatting.exact(moment, language.current()) if moment else "-"
