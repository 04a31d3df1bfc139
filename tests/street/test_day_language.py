"""A day in Dutch and one in French: every command is tried, with slips; nothing English comes back, and no code."""

import csv
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import click
import pytest
from click.testing import Result

from campaign.cli import catalogue, docs_pages
from campaign.cli.app import Desk
from campaign.messages import translate
from campaign.spreadsheets.plan_rows import columns
from media.formats import FORMATS
from media.languages import known
from schedules.database.tables import Post
from schedules.model.states import KINDS, State
from tests import queue_campaign

Run = Callable[..., Result]
NOW = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
LANGUAGES = ("nl", "fr")
STATES = [str(state) for state in State]
# What a person types in a day, slips among it; {out} is a folder to write to, {none} a name that nothing has.
LINES = """
status
check
overdue
log
doctor
post list
post list --state held --state failed
post list --state nonsense
post show 1
post show 2
post show 3
post show 99
post show x
post show
post add
post add --language fr
post add --caption a --language xx
post add --caption a --language fr --format nonsense
post add --caption a --language fr --kind nonsense
post add --caption a --language fr --photo {none}.jpg
post add --caption a --language fr --photo {out}
post add --caption-file {none} --language fr
post add --caption-file {out} --language fr
post add --caption a --language fr --next-slot
post add --caption a --language fr --testimony {none}
post add --caption a --language fr --thumbnail-at x
post add --caption a --language fr --bidule
post approve
post approve 99
post hold 4
post cancel 99
post remove 1
post retry 1
post release 1
post settle 1
post nonsense
testimony list
testimony show bakery
testimony show {none}
testimony check
testimony add {none}.mp4 --slug x --speaker X --role coach --organisation X --language fr
testimony add {out} --slug x --speaker X --role coach --organisation X --language fr
testimony add {none}.mp4 --slug x --speaker X --role nonsense --organisation X --language fr
testimony add
subtitles check {none}.srt
subtitles check {out}
subtitles estimate
subtitles checked {none}.vtt --by X
consent list
consent tasks
consent form --language fr {out}/form.html
consent form --language de {out}/form2.html
consent form --language fr {out}/form.pdf
consent record bakery
consent record bakery --act nonsense
consent record bakery --act film --channel facebook --language fr --signed 2030-01-01 --evidence {none}.pdf
consent withdraw {none}
consent void 99
plan show
plan show 2026-11
plan export {out}/plan.xlsx
plan export {out}/plan.ics
plan export {out}/plan.csv
plan export {out}/plan.pdf
plan import {none}.csv
plan import {out}
plan import {out}/plan.csv --dry-run
brand check
render 99
render --explain
page show
page connect
page forget
page trust example.org
report {out}/report.html
report {out}/report.doc
post preview 1 {out}/preview.html
pause
resume
backup {out}
backup {out}/nowhere/backup.zip
restore {none}.zip {out}/restored
restore {out}/plan.csv {out}/restored
adopt
run --bidule
bidule
status extra
status --dir {none}
init {home}
""".strip().splitlines()


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A campaign with a post in every state, a film, a consent that hides nothing, and settings in two languages."""
    from campaign import new_campaign

    folder = tmp_path_factory.mktemp("day")
    with queue_campaign.founded(folder) as made:
        settings = new_campaign.first_settings(name="Osez", languages=("nl", "fr"))
        for place, state in enumerate(STATES):
            number = made.queue(
                due=NOW.replace(day=25, hour=8 + place), caption=f"Nora {place}", language="fr"
            )
            with made.books.write() as session:
                session.get_one(Post, number).state = State(state)
        made.queue_film(due=NOW.replace(day=26))
        new_campaign.create(folder / "new", settings)
        for name in ("campaign.toml", "brand"):
            (folder / "new" / name).rename(folder / name)
        yield folder


@pytest.fixture(scope="module")
def own_day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A campaign that wants two yeses, with a draft and a mistake in its brand kit."""
    from campaign import new_campaign

    folder = tmp_path_factory.mktemp("words")
    with queue_campaign.founded(folder) as made:
        for caption in ("Nora", "Nora, 0470 12 34 56"):
            made.queue(due=NOW.replace(day=25), caption=caption, language="fr", approved=False)
        settings = new_campaign.first_settings(name="Osez", languages=("nl", "fr"))
        new_campaign.create(folder / "new", settings)
        for name in ("campaign.toml", "brand"):
            (folder / "new" / name).rename(folder / name)
        for name, old, new in (
            ("campaign.toml", "\n# [service]", "\n[service]\napprovals = 2"),
            ("brand/brand.toml", 'corner = "top-right"', 'corner = "zzz"'),
        ):
            file = folder / name
            text = file.read_text(encoding="utf-8")
            assert old in text
            file.write_text(text.replace(old, new), encoding="utf-8")
        yield folder


@cache
def english() -> frozenset[str]:
    """Return words that only English has: its commonest, and those of our sentences that no translation uses."""
    ours = {word for lang in LANGUAGES for one in catalogue.read(lang) for word in words(str(one.string))}
    said = {word for one in catalogue.read("nl") for word in words(str(one.id))}
    common = set(known.languages()["en"].common_words)
    others = set().union(*(known.languages()[lang].common_words for lang in LANGUAGES))
    return frozenset((said | common) - ours - others)


def words(text: str) -> set[str]:
    """Return the words of a text in small letters, without what is typed: commands, options, names of files."""
    text = re.sub(r"`[^`]*`|\S*(?:--|/|\\|\.\w{2,4}\b|@|=|_)\S*", " ", text)
    return set(re.findall(r"(?<![\w'’-])[a-z]{3,}(?![\w'’-])", text.lower()))


# Names, and words of programs that are the same everywhere.
NAMES = {
    "nora",
    "osez",
    "campaign",
    "bakery",
    "nonsense",
    "bidule",
    "extra",
    "ffmpeg",
    "sqlite",
    "truncate",
    "facebook",
}
CODES = re.compile(
    r"\b(?:landscape|square|draft|approved|uploading|staged|publishing|held|doubtful|cancelled|removed|"
    r"spread|send-now|first-name|policy-maker|withdrawn-\d+|(?:person|task|post|withdrawal) \d+)\b"
)


def tried(line: str, lang: str, folder: Path, out: Path, run: Run) -> str:
    """Return all that a command line answers in a language."""
    said = line.format(out=out, none="nulpart", home=folder).split()
    done = run(
        *said, folder=folder, obj=Desk(now=lambda: NOW, lang=lang), env={"LANG": lang, "COLUMNS": "200"}
    )
    assert "Traceback" not in done.output, line
    return str(done.output)


def left(text: str) -> list[str]:
    """Return what is English in an answer."""
    return sorted((words(text) & english()) - NAMES) + CODES.findall(re.sub(r"`[^`]*`|'[^']*'", "", text))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_english_comes_back(lang: str, day: Path, tmp_path: Path, campaign: Run) -> None:
    """Every command, with what people do wrong, answers in the language asked for, without a code or an ISO date."""
    found = {}
    for line in LINES:
        said = tried(line, lang, day, tmp_path, campaign)
        if english_left := left(said):
            found[line] = english_left
    assert found == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_has_no_english(lang: str, campaign: Run) -> None:
    """The help of every command is in the language asked for, placeholders and examples, too."""
    found = {}
    for context, _ in docs_pages.commands():
        said = campaign(*context.command_path.split()[1:], "--help", "--lang", lang).stdout
        if english_left := left(re.sub(r"(?m)^(?:\S+\s*:)? *campaign .*$|^    .*$|^  [a-z-]+  +", "", said)):
            found[context.command_path] = english_left
        assert not re.search(r"\b(?:DIR|FILE|NAME|WHEN|NUMBER|INTEGER|TEXT|COMMAND)\b", said), (
            context.command_path
        )
    assert found == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_new_campaign_has_no_english(lang: str, tmp_path: Path, campaign: Run) -> None:
    """The comments in the settings and in the brand kit of a new campaign are in the language of who makes it."""
    assert campaign("init", tmp_path / "c", "--lang", lang).exit_code == 0
    for name in ("campaign.toml", "brand/brand.toml"):
        text = (tmp_path / "c" / name).read_text(encoding="utf-8")
        comments = re.sub(r'"[^"\n]*"', " ", " ".join(re.findall(r"(?m)(?:^|  )# (?!\w+ = )(.*)$", text)))
        assert set(left(comments)) <= {"dbtp", "opentype", "truetype", "key", "sans", "source"}, name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_examples_are_typed_in_the_readers_words(lang: str, campaign: Run) -> None:
    """The examples of a command's help have its options' values as its language says them."""
    found = {}
    for context, command in docs_pages.commands():
        for option in (one for one in command.params if isinstance(one.type, click.Choice)):
            codes = [str(code) for code in option.type.choices]
            said = campaign(*context.command_path.split()[1:], "--help", "--lang", lang).stdout
            typed = re.findall(rf"{option.opts[0]} ([a-z][a-z-]+)", said)
            if wrong := [one for one in typed if one in codes and one != translate.one_piece(one, lang)]:
                found[context.command_path] = wrong
    assert found == {}


def test_every_option_with_words_is_known() -> None:
    """Each option whose values are words of ours is among those whose values sentences say in the reader's words."""
    choices = {
        option.opts[0].removeprefix("--")
        for _, command in docs_pages.commands()
        for option in command.params
        if isinstance(option, click.Option) and isinstance(option.type, click.Choice)
    }
    assert choices == set(translate.WORDED)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_plan_is_exported_in_words_and_comes_in_again(
    lang: str, day: Path, tmp_path: Path, campaign: Run
) -> None:
    """Kind and format of each post are words of the reader's language, and importing them changes nothing."""
    tried("plan export {out}/plan.csv", lang, day, tmp_path, campaign)
    text, titles = (tmp_path / "plan.csv").read_text(encoding="utf-8-sig"), columns.titles(lang)
    rows = list(csv.DictReader(text.splitlines(), dialect=csv.Sniffer().sniff(text.splitlines()[0])))
    for name, codes in {"kind": KINDS, "format": FORMATS}.items():
        cells = {row[titles[name]] for row in rows} - {""}
        assert cells, name
        assert cells <= {translate.word(code, lang) for code in codes}
    done = campaign(
        "plan", "import", tmp_path / "plan.csv", "--dry-run", "--json", "--lang", lang, folder=day
    )
    assert done.exit_code == 0, done.output
    assert {one["what"] for one in json.loads(done.stdout)} == {"unchanged"}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("plan import {out}/jury.jpg", {"nl": "afbeelding", "fr": "image"}),
        ("plan import {out}/unknown.csv", {"nl": "Omslag", "fr": "Couverture"}),
        ("brand check", {"nl": '"linksboven"', "fr": '"en haut à gauche"'}),
        ("post approve 1", {"nl": "--by NAAM", "fr": "--by NOM"}),
        ("post approve 2 --by An", {"nl": "--caption TEKST", "fr": "--caption TEXTE"}),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_said_in_words(
    lang: str, line: str, words: dict[str, str], tmp_path: Path, campaign: Run, own_day: Path
) -> None:
    """Kinds of files, columns, choices of the kit and placeholders are said in the reader's language."""
    (tmp_path / "jury.jpg").write_bytes(b"\xff\xd8\xff\xe0 picture")
    (tmp_path / "unknown.csv").write_text("aaa;bbb;ccc;ddd\n1;2;3;4\n", encoding="utf-8")
    assert words[lang] in tried(line, lang, own_day, tmp_path, campaign)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_exported_has_no_english(lang: str, day: Path, tmp_path: Path, campaign: Run) -> None:
    """States and kinds of a sheet and of a calendar are words of the reader's language."""
    for name in ("plan.xlsx", "plan.ics", "plan.csv"):
        tried(f"plan export {{out}}/{name}", lang, day, tmp_path, campaign)
    book = zipfile.ZipFile(tmp_path / "plan.xlsx")
    texts = " ".join(
        book.read(name).decode() for name in book.namelist() if "sheet" in name or "shared" in name.lower()
    )
    told = re.findall(r">([^<]+)<", texts)
    assert not set(told) & set(STATES), told
    calendar = (tmp_path / "plan.ics").read_text(encoding="utf-8")
    assert not re.search(rf"SUMMARY:.*\btext\b|CATEGORIES:(?:{'|'.join(STATES)})\b", calendar)
