"""Writes the pages of docs/ whose content the code knows, so that the two cannot disagree: `make docs`."""

import inspect
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from campaign.checks import all_rules, brand
from campaign.cli import blocking_codes
from campaign.cli.app import root
from campaign.messages import posts, translate
from campaign.settings import rows as setting_rows
from campaign.settings.declarations import Settings
from campaign.settings.rows import Row, Section
from media import toml_values
from media.brand import kit
from media.brandcheck import contact_sheet, sheet_pictures
from media.languages import known
from schedules.model import remote_states, states
from schedules.model.remote_states import Intent, RemoteState, Standing

KIT = Path(__file__).parent.parent / "example" / "brand"
SHEET = "brand-sheet.png"
FILMS = {"busy": "films-wide.png", "upright": "films-upright.png"}

ON_THE_PAGE = """\
# What the Page has of a post

Each part of a post on the Page has states of its own: its hidden copy, its subtitle files, its cover, its first
comment, the new caption of a live post. The database keeps two words for each: how far it is, and which call to the
Page was about to be made for it, or what the call's result was. The second is written before the call is made. A
service that was killed in the middle therefore knows what may be on the Page already, and looks for it instead of
making it twice.

| how far it is | what it means |
|---|---|
{states}

| call | what it means |
|---|---|
{intents}

## Every step there is on the Page

From `schedules/model/remote_states.py`; any other is refused. Where no call is named, it may be any, and it stays as it
was. This page is written by `make docs`; do not edit it.

| what happens | from | becomes |
|---|---|---|
{steps}
"""
REMOTE_STATES = {
    RemoteState.INTENDED: "It has not been made yet, or the Page did not answer when it was.",
    RemoteState.STARTED: "The Page has given it an id, and its film is being uploaded. Nobody sees it.",
    RemoteState.WHOLE: "Its film is uploaded, and the Page is processing it. Nobody sees it.",
    RemoteState.READY: "It waits for its due time. Nobody sees it.",
    RemoteState.LIVE: "People see it.",
    RemoteState.ABANDONED: "No post needs it any more. The service deletes what the Page has of it.",
    RemoteState.DELETED: "The Page does not have it, or no longer has it.",
}
INTENTS = {
    Intent.WANTED: "No call has been started.",
    Intent.CREATE: "To make it. From now on it may be on the Page.",
    Intent.UNSENT: "To make it; but the call certainly did not succeed, so it need not be looked for.",
    Intent.FINISH: "To close the upload of its film. From now on the film may be complete.",
    Intent.SCHEDULE: "To hand it over to Facebook's own schedule. From now on Facebook may show it by itself.",
    Intent.SCHEDULED: "Facebook has confirmed that it will show it.",
    Intent.REFUSED: "Facebook does not accept it on its schedule: the service shows it.",
    Intent.REVEAL: "To show it. It does no harm to ask again.",
    Intent.PUBLIC: "To make it public at once, on a Page that takes no hidden posts. This is never asked twice.",
    Intent.READ_BACK: "To read whether people see it.",
    Intent.DELETE: "To delete it: it was made, and no post needs it.",
    Intent.UNSEEN: "To delete it; the Page did not know it, and is asked once more.",
}
REMOTE_EVENTS: dict[remote_states.Event, str] = {
    "wanted": "Something that belongs to a post is requested.",
    "intended": "The service is about to make it.",
    "orphaned": "This program made something that no post needs.",
    "seen": "Somebody saw it on the Page (`campaign post settle`).",
    "asking": "The service is about to ask the Page for it, perhaps again.",
    "unsent": "The call certainly did not succeed.",
    "unasked": "The call for a comment certainly did not succeed.",
    "there": "The Page has it.",
    "opened": "The Page opens the upload of its film.",
    "closing": "The whole film is up; the service is about to close the upload.",
    "closed": "The Page confirms that the upload is closed.",
    "stands": "Its hidden copy is complete.",
    "scheduling": "The service is about to hand it over to Facebook's own schedule.",
    "scheduled": "Facebook confirms that it will show it.",
    "not-scheduled": "Facebook refuses to show it by itself.",
    "revealing": "It is due: the service is about to show it.",
    "reading": "It is due, and Facebook may have shown it by itself: the service reads whether it has.",
    "asked": "The Page was asked to show it.",
    "still-hidden": "The Page says that nobody sees it: the service asks again.",
    "publishing": "It is due on a Page that takes no hidden posts: the service is about to make it.",
    "made": "It was made, or found on the Page.",
    "published": "The Page says that people see it.",
    "given-up": "Its post was edited, held or cancelled, could not go out, or starts again.",
    "left-behind": "The campaign has another Page now.",
    "taken-down": "Its post was removed from the Page.",
    "left-public": "It was to be deleted, but people see it: it stays.",
    "unseen": "It was to be deleted, and the Page did not know it.",
    "deleted": "The Page no longer has it.",
}
RULES = """\
# The rules of `campaign check`

What the plan is checked against, from `campaign/checks/`. An error keeps its post from being approved; nothing else is
refused. `campaign check` also lists consents that will not hold when a post is due, files that are missing or were
changed (F14 and up), and findings in the subtitles of films that posts wait for (S01 and up, `campaign testimony
check`) and in the brand kit (B01 and up, `campaign brand check`).
[What blocks and what warns](#what-blocks-an-approval-and-what-only-warns) is one table, below.
This page is written by `make docs`; do not edit it.

| code | severity | broken when | what to do |
|---|---|---|---|
"""
BLOCKING = """
## What blocks an approval, and what only warns

`campaign check` and `campaign post approve` ask the same functions: an error of `check` is refused by `approve`, with
exit code 3 and every reason, and of several posts none is approved (`--all` approves those that may be, names the
others, and ends with 1). A post without a date, one that is late already, and one whose approval lacks somebody are
refused too. Warnings and remarks (`info`) refuse nothing.

| codes | severity | what it is | an error keeps back |
|---|---|---|---|
"""
HEAD = """\
# Commands

Every command with its `--help`. This page is written by `make docs`; do not edit it.

Exit codes: `0` done · `1` the work was tried and failed, or a check found errors · `2` misuse or bad input ·
`3` the campaign is not ready for it. `--dir`, `--json`, `--yes`, `--lang` and `--debug` work before or after any
command.

At a terminal, a command asks before what cannot be undone, and `--yes` answers yes. Where nobody can be asked, as in a
script, there is one rule. What a command takes away as it says, it takes away (`consent withdraw`, `post cancel`,
`post remove`, `testimony remove`, `testimony edit SLUG --subtitles nl:`, `overdue --cancel`), so that a withdrawal can
be made from anywhere. What puts something in the place of another thing (a file, an organisation's name, older words
of a plan, a copy as the campaign: `adopt`) or speaks against the plan (`overdue --send-now`) is refused with exit code
2, and says that `--yes` does it.
"""


def commands() -> Iterator[tuple[click.Context, click.Command]]:
    """Yield every command there is with its context, the root first, in the order of the help."""
    context = click.Context(root, info_name="campaign", terminal_width=100, max_content_width=100)
    yield from _walk(context, root)


def _walk(context: click.Context, command: click.Command) -> Iterator[tuple[click.Context, click.Command]]:
    yield context, command
    if not isinstance(command, click.Group):
        return
    for name in command.list_commands(context):
        child = command.get_command(context, name)
        if child and not child.hidden:
            yield from _walk(click.Context(child, info_name=name, parent=context), child)


def section(context: click.Context, command: click.Command) -> str:
    """Return one command's part of the page."""
    return f"\n## `{context.command_path}`\n\n```text\n{command.get_help(context)}\n```\n"


def page() -> str:
    """Return the whole page."""
    return HEAD + "".join(section(context, command) for context, command in commands())


def life(page: str, lang: str = known.FALLBACK) -> str:
    """Return the page with a post's life in a language, its two tables as the code has them; what people wrote stays.

    The first says each state in a sentence, the second has every step, state by state.
    """
    told = [
        f"| {_state(state, lang)} | {translate.translate(said, lang)} |" for state, said in posts.LIFE.items()
    ]
    steps = [
        f"| {_state(state, lang)} | {_step(event, lang)} | {_state(after, lang)} |"
        for here in states.State
        for (state, event), after in states.TRANSITIONS.items()
        if state is here
    ]
    return _with_tables(page, (told, steps))


def _state(state: object, lang: str) -> str:
    """Say a state as programs read it, and as people read it on the screen."""
    said = translate.word(str(state), lang)
    return f"`{state}`" if said == state else f"{said} (`{state}`)"


def _step(event: str, lang: str) -> str:
    return str(translate.texts(lang).get("steps", {}).get(event) or translate.word(event, lang))


def on_the_page() -> str:
    """Return the part about what stands on the Page: states and calls in a sentence each, then the table."""
    return ON_THE_PAGE.format(
        states="\n".join(f"| `{state}` | {REMOTE_STATES[state]} |" for state in RemoteState),
        intents="\n".join(f"| {intent} | {INTENTS[intent]} |" for intent in Intent),
        steps="\n".join(_remote_steps()),
    )


def _remote_steps() -> Iterator[str]:
    """Yield a row of the table for each event and each state that it leads to."""
    for event, sentence in REMOTE_EVENTS.items():
        arrows = [(old, new) for (old, name), new in remote_states.TRANSITIONS.items() if name == event]
        if first := remote_states.after(None, event):
            yield f"| {sentence} | nothing | `{first[0]}`, {first[1]} |"
        for state in RemoteState:
            ways = [(old, new) for old, new in arrows if old and new[0] is state]
            if ways:
                yield f"| {sentence} | {_places([old for old, _ in ways])} | {_end(ways)} |"


def _end(ways: list[tuple[Standing, Standing]]) -> str:
    state, intent = ways[0][1]
    stays = all(old[1] is new[1] for old, new in ways)
    return f"`{state}`" if stays else f"`{state}`, {intent}"


def _places(places: list[Standing]) -> str:
    named = (_place(state, [intent for here, intent in places if here is state]) for state in RemoteState)
    return "; ".join(filter(None, named))


def _place(state: RemoteState, intents: list[Intent]) -> str:
    """Return a state with those of its intents that are meant, or that are not, whichever are fewer."""
    others = [intent for intent in remote_states.INTENTS[state] if intent not in intents]
    if not intents or not others:
        return f"`{state}`" if intents else ""
    if len(intents) <= len(others):
        return f"`{state}`, {' or '.join(intents)}"
    return f"`{state}`, not {' or '.join(others)}"


def rules() -> str:
    """Return the page with the rules of `campaign check`, as their functions and sentences say them."""
    said = translate.gather("FINDINGS")
    rows = [
        f"| {rule.code} | {rule.severity} | {_first_line(rule.look)} | {said[rule.code][1]} |"
        for rule in all_rules.RULES
    ]
    filled = "\n".join(rows).replace("{number}", "N").replace("{film}", "SLUG").replace("{language}", "L")
    filled = filled.replace("{option}", "--caption TEXT").replace("{before}", "").replace("{behind}", "")
    return f"{RULES}{filled}\n{BLOCKING}{blocking_codes.written()}"


def settings(page: str, declared: type[Section] = Settings, lang: str = known.FALLBACK) -> str:
    """Return the page of settings in a language, its first table as they are declared; what people wrote stays."""
    return _with_tables(page, [[_setting(row, lang) for row in setting_rows.rows(declared)]])


def _setting(row: Row, lang: str) -> str:
    default = translate.word("none", lang) if row.default is None else f"`{toml_values.written(row.default)}`"
    return f"| `{row.key}` | {default} | {translate.placeholders(translate.translate(row.sentence, lang), lang)} |"


def _with_tables(page: str, tables: Iterable[Sequence[str]]) -> str:
    """Return a page with the rows of its first tables exchanged for these; their headings stay."""
    rows = iter(tables)

    def filled(found: re.Match[str]) -> str:
        new = next(rows, None)
        return found[0] if new is None else f"{found[1]}{chr(10).join(new)}\n"

    return re.sub(r"(?m)^(\|.*\n\|[-|]+\n)(?:\|.*\n)*", filled, page)


def tour(readme: str) -> str:
    """Return the README as a page of the manual: its links lead from docs/ on."""
    titled = readme.replace("# Testimony Campaign\n", "# Testimony Campaign: a tour\n", 1)
    return titled.replace("](docs/", "](").replace("](campaign/", "](../campaign/")


def _first_line(look: object) -> str:
    """Return what a rule's function says of itself, without its code."""
    said = (inspect.getdoc(look) or "").partition(": ")[2]
    return said[:1].upper() + said[1:].rstrip(".")


def draw_pictures(folder: Path) -> None:
    """Draw every picture of the manual that the program draws, with the example kit, into a folder like docs/.

    Each language has the contact sheet of its films, half as large as `brand preview` makes it, and the films in every
    format. A palette makes them small.
    """
    for language in known.languages():
        at = folder / ("" if language == known.FALLBACK else language)
        brand_kit, words = kit.load(KIT), brand.labels((language,), language)
        sheet = contact_sheet.drawn(brand_kit, words, (language,))
        sheet_pictures.save_small(sheet, at / SHEET, shrink=2)
        for kind, name in FILMS.items():
            sheet_pictures.save_small(sheet_pictures.in_a_row(brand_kit, language, kind, 400), at / name)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    (folder / "commands.md").write_text(page(), encoding="utf-8")
    for language in known.languages():
        at = folder / ("" if language == known.FALLBACK else language)
        for name, fill in (("states", life), ("settings", settings)):
            path = at / f"{name}.md"
            path.write_text(fill(path.read_text(encoding="utf-8"), lang=language), encoding="utf-8")
    (folder / "on-the-page.md").write_text(on_the_page(), encoding="utf-8")
    (folder / "rules.md").write_text(rules(), encoding="utf-8")
    readme = folder.parent / "README.md"
    (folder / "tour.md").write_text(tour(readme.read_text(encoding="utf-8")), encoding="utf-8")
    draw_pictures(folder)
