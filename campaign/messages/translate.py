"""Turns a code into a sentence: finds its one English sentence, translates it, fills in its parameters.

A parameter's format may say what it is: `{state:word}` is one of our words or a list of them, `{due:moment}` and
`{until:day}` are dates, `{after:written}` one as it can be typed, `{size:number}` a number, `{posts:no}` numbers of
things, `{share:percent}` hundredths, `{late:delay}` milliseconds, `{wait:lasting}` seconds, `{film:size}` bytes,
`{at:clock}` moments of a film, `{where:place}` a post or a testimony, `{spoken:language}` the name of a language,
`{spoken:in}` in which one. A list is said with its `and`, or with `or`: `{known:or}`, `{states:or word}`. A translation
may add a small word that runs into what follows: `{slug:de}` is `de benoit` and `d’aicha`. A value that was typed
stands between quotes (`{text!r}`). `{path:typed}` is a word of a command, which every value within one is without
saying so; `{format:choice}` a value of an option, as the reader types it; `{columns:column}` are names of a plan's
columns, and `{corner:quoted-word}` is a word of ours as a settings file has it.

A sentence with a count in it has two forms, `NN_(one, many)`, and as many translations as its language has plurals.
What counts is the first value that stands in the form for many and is a number, or a list, whose length counts.
"""

import gettext
import importlib
import re
import string
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from campaign.messages import desk_speech, formatting, pasteable
from media.languages import known

ROOMS = (
    "names", "covers", "taken_in", "films", "brand_kits", "subtitles", "drafts", "facebook", "band", "typed_secrets",
    "queue", "posts", "speech", "alignment", "steps", "consent", "backup", "home", "plan", "plan_cells", "notices",
    "cli", "settings_files", "cards", "two_languages", "typed", "checks", "vocabulary", "subtitle_texts", "moving",
    "foreign_words", "desk", "desk_posts", "desk_films", "desk_cues", "at_desk", "desk_settings", "approvals", "wishes",
    "people", "sign_on", "invited",
)  # fmt: skip
Sentence = str | tuple[str, str]  # a sentence, or its forms for one and for many
BEFORE = ("or", *formatting.ELIDED)  # stand before a format: how a list ends, a word that runs on
OUR_WORDS = "day|full|hours|in|language|lasting|minutes|moment|no|place|short|word"  # formats of what we say
WHOLE = ("typed", "no")  # formats of a list that are no format of each thing in it
LOCALE, TEXTS = Path(__file__).parent.parent / "locale", Path(__file__).parent / "texts"
LANGUAGES = (known.FALLBACK, *(code for code in known.languages() if (LOCALE / code).is_dir()))
# Options whose values are words of ours, which are read in every language, and such a value behind one.
WORDED = ("act", "channel", "fill", "format", "kind", "name-display", "purpose", "role", "special", "state")
_TYPED = re.compile(r"(?<![\w{-])[A-Z]{3,}(?:-[A-Z]+)?(?![\w-])")
_VALUE = re.compile(rf"(--(?:{'|'.join(WORDED)}) )([a-z][a-z_-]+)")
_FILLED_VALUE = re.compile(rf"(--(?:{'|'.join(WORDED)}) )\{{(\w+)(?::typed)?\}}")


class _Filler(string.Formatter):
    """Fills a sentence; a parameter that is missing or does not fit its format never hides the rest."""

    def __init__(self, lang: str | None) -> None:
        self._lang = lang

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        try:
            return super().get_field(field_name, args, kwargs)
        except (KeyError, IndexError, AttributeError):
            return "?", field_name

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        return formatting.quoted(value, self._lang) if conversion == "r" and value is not None else value

    def format_field(self, value: Any, format_spec: str) -> str:
        before, _, form = format_spec.partition(" ")
        if before not in BEFORE:
            before, form = "", format_spec
        if isinstance(value, list | tuple | set | frozenset) and form not in WHOLE:
            each = (self._after(before, self._formatted(one, form)) for one in value)
            return formatting.joined(each, self._lang, to_choose=before == "or")
        return self._after(before, self._formatted(value, form))

    def _after(self, before: str, said: str) -> str:
        """Return a value behind the small word that runs into it, which stands before each thing of a list."""
        return formatting.elided(before, said, self._lang) if before not in ("", "or") else said

    def _formatted(self, value: Any, form: str) -> str:
        if value is None:
            return "?"  # and never None
        try:
            if form in FORMS:
                return FORMS[form](value, self._lang)
            text = str(super().format_field(value, form))
        except (TypeError, ValueError):
            return str(value)
        return formatting.pointed(text, self._lang) if isinstance(value, float) else text


def say(code: str, params: Mapping[str, object] | None = None, lang: str | None = None) -> str:
    """Return the sentence of an error, reason or event; an unknown code is shown with what it carries.

    A reason may have sentences of its own for some cases: `said_as`, one without a name, and at the desk, where
    commands are buttons (`desk_speech`). Facebook's own words follow a sentence that does not have them, and what had
    gone wrong before.
    """
    params = params or {}
    code = str(params["said_as"]) if params.get("said_as") in gather("REASONS") else code
    if f"{code}-nameless" in gather("REASONS") and re.fullmatch(r"person \d+", str(params.get("person"))):
        code = f"{code}-nameless"
    own, remedy = desk_speech.own(code, gather("SENTENCES")), desk_speech.remedy(code, gather("AT_DESK"))
    for kind in ("SENTENCES", "REASONS"):
        if own in gather(kind):
            with desk_speech.followed(by=remedy):
                said = _completed(gather(kind)[own], params, lang)
            return f"{formatting.ended(said)} {fill(remedy, params, lang)}" if remedy else said
    return fill(gather("EVENTS")[code], params, lang) if code in gather("EVENTS") else _bare(code, params)


def _completed(template: Sentence, params: Mapping[str, object], lang: str | None) -> str:
    sentence = fill(template, params, lang)
    english = template if isinstance(template, str) else template[1]
    if "{why" in english or "{reason" in english:  # which have been completed themselves
        return sentence
    said = str(params.get("said") or ("" if "{message" in english else params.get("message") or ""))
    if "graph_code" in params and said and said not in sentence:
        sentence = fill(gather("SENTENCES")["facebook-words"], {"sentence": sentence, "said": said}, lang)
    before = params.get("before")
    if isinstance(before, Mapping) and isinstance(before.get("params"), Mapping):
        why = say(str(before.get("code")), {"number": params.get("number"), **before["params"]}, lang)
        code = "before-facebook" if "graph_code" in before["params"] else "before-other"
        sentence = fill(gather("SENTENCES")[code], {"sentence": sentence, "why": why}, lang)
    return sentence


def say_finding(
    code: str, params: Mapping[str, object] | None = None, lang: str | None = None
) -> tuple[str, str]:
    """Return a finding's message and its remedy; some have a message of their own for one case: `said_as`."""
    params = params or {}
    if code not in gather("FINDINGS"):
        return say(code, params, lang), ""
    message, remedy = gather("FINDINGS")[code]
    if said_as := params.get("said_as"):
        message = gather("SENTENCES")[str(said_as)]
    message = gather("SENTENCES").get(desk_speech.own(code, gather("SENTENCES")), message)
    remedy = desk_speech.remedy(code, gather("AT_DESK")) or remedy
    return fill(message, params, lang), fill(remedy, params, lang)


def fill(sentence: Sentence, params: Mapping[str, object], lang: str | None = None) -> str:
    """Translate a sentence, in the form that its count wants, and put its parameters in.

    A parameter that is itself a sentence begins with a capital where it follows another.
    """
    texts = {name: _as_text(value, lang) for name, value in params.items()}
    if isinstance(sentence, str):
        said = translate(sentence, lang)
    else:
        said = _catalogue(lang).ngettext(*sentence, count(sentence, params))
    here = desk_speech.here(said, lambda key: _settings(key, lang), lang)
    filled = placeholders(pasteable.marked(here, texts), lang)
    return formatting.capitals(_Filler(lang).vformat(filled, (), texts))


def count(sentence: tuple[str, str], params: Mapping[str, object]) -> int:
    """Return what a sentence with two forms counts; 2 where its parameters hold no number."""
    for _, name, _, _ in string.Formatter().parse(sentence[1]):
        value = params.get(name or "")
        if isinstance(value, list | tuple | set | frozenset):
            return len(value)
        if re.fullmatch(r"\d+", str(value)):
            return int(str(value))
    return 2


def word(value: object, lang: str | None = None) -> str:
    """Translate a word that programs read (a state, a kind, a role), or several separated by commas."""
    words = (_word(text, lang) for text in str(value).split(", "))
    return ", ".join(dict.fromkeys(text for text in words if text))


def _word(text: str, lang: str | None) -> str:
    """Translate one word; what follows it after a space stays, but for a language: `subtitles nl`."""
    words = gather("WORDS")
    if text.startswith("subtitles "):
        return fill(words["subtitles-in"], {"language": text.partition(" ")[2]}, lang)
    head, gap, rest = (text, "", "") if text in words else text.partition(" ")
    english = words.get(head, head)
    said = translate(english, lang) if head in words and english else english
    return (desk_speech.shorn(said) if desk_speech.is_speaking() else said) + gap + rest


def place(where: object, lang: str | None = None) -> str:
    """Return a place in words, such as `post 3` or `testimony bakery`; a file stays as it is, whatever its name."""
    if numbered := re.fullmatch(r"(post|testimony|person|consent|task|withdrawal) (\S+)", str(where)):
        return f"{word(numbered[1], lang)} {numbered[2]}"
    return word(where, lang) if str(where) in gather("WORDS") else str(where)


def first(person: object, lang: str | None = None) -> str:
    """Return a person's first name; of one who is only a number that."""
    return place(person, lang) if re.fullmatch(r"person \S+", str(person)) else str(person).split()[0]


def language(codes: object, lang: str | None = None) -> str:
    """Return the name of a language, or of several whose codes are separated by commas; `all` is a word of ours."""
    parts, ours = str(codes).split(", "), gather("WORDS")
    named = [word(part, lang) if part in ours else formatting.language(part, lang) for part in parts]
    return formatting.joined(named, lang) if len(named) > 1 else named[0]


def in_language(codes: object, lang: str | None = None) -> str:
    """Say in which language, or languages, something is; `all` is all of them."""
    words = gather("WORDS")
    if str(codes) == "all":
        return translate(words["in-all"], lang)
    return fill(words["in-language"], {"language": codes}, lang)


def numbered(numbers: object, lang: str | None = None) -> str:
    """Say that numbers are those of things, not how many: `no. 3 and 4`."""
    return fill(gather("WORDS")["numbered"], {"numbers": numbers}, lang)


def placeholders(text: str, lang: str | None = None) -> str:
    """Return a text with what is typed in it in a language: what stands for it, such as FILE, and values of options.

    `--format portrait` is `--format staand`, and `--format {format}` the format's word.
    """
    if known.short(lang) in ("", known.FALLBACK):
        return text
    ours = gather("PLACEHOLDERS")
    said = _TYPED.sub(lambda found: translate(ours[found[0]], lang) if found[0] in ours else found[0], text)
    said = _VALUE.sub(lambda found: found[1] + one_piece(found[2], lang), said)
    return _FILLED_VALUE.sub(r"\1{\2:choice}", said)


def one_piece(code: object, lang: str | None = None) -> str:
    """Return the word for a code as it can be typed, in one piece; in English, and of what is no code, the code."""
    if known.short(lang) in ("", known.FALLBACK):
        return str(code)
    return re.sub(r"\s+", "-", word(code, lang)) or str(code)


def _settings(keys: str, lang: str | None) -> str:
    """Return what settings are called, by their keys with commas between."""
    called = gather("NAMES")
    return formatting.joined((translate(called.get(key, key), lang) for key in keys.split(", ")), lang)


def _column(name: str, lang: str | None) -> str:
    """Return what a language calls a column of a plan."""
    return str(texts(known.short(lang) or known.FALLBACK)["columns"].get(name, name))


def _heard(text: str, lang: str | None) -> str:
    """Return what another program said in a sentence of ours, where there is one; `[Errno 2] …: 'x'` is unwrapped."""
    bare = re.sub(r"^\[(?:Errno|WinError) \d+\] |: '[^']*'$", "", text) if text.startswith("[") else text
    ours = gather("FOREIGN").get(bare.rstrip("."))
    return translate(ours, lang) if ours else text


def labelled(label: str, lang: str | None = None) -> str:
    """Return a label with its colon, before which some languages want a space."""
    return f"{label}{known.find_or_fallback(lang).space_before_signs}:"


FORMS: dict[str, Callable[[Any, str | None], str]] = {
    "word": word,
    "place": place,
    "first": first,
    "choice": lambda value, lang: pasteable.quoted(one_piece(value, lang)),
    "special": lambda value, lang: " ".join(
        f"--special {pasteable.quoted(one_piece(one, lang))}" for one in str(value).split(", ")
    ),
    "quoted-word": lambda value, lang: f'"{word(value, lang)}"',
    "setting": lambda keys, lang: _settings(str(keys), lang),
    "column": lambda name, lang: _column(str(name), lang),
    "said": lambda value, lang: placeholders(translate(str(value), lang), lang),
    "day": formatting.day,
    "moment": formatting.moment,
    "short": formatting.short,
    "full": formatting.full,
    "written": formatting.written,
    "number": formatting.number,
    "span": formatting.span,
    "delay": formatting.delay,
    "lasting": formatting.lasting,
    "hours": formatting.hours,
    "minutes": formatting.minutes,
    "size": formatting.size,
    "percent": formatting.percent,
    "length": formatting.length,
    "clock": formatting.clock,
    "no": numbered,
    "language": language,
    "sample": formatting.sample,
    "in": in_language,
    "typed": lambda value, _lang: pasteable.quoted(value),
}


def _as_text(value: object, lang: str | None) -> object:
    """Return the sentence of a parameter that is itself a finding or a reason: whatever has a code and parameters.

    Those of a list are joined.
    """
    if isinstance(value, list) and any(hasattr(one, "code") for one in value):
        return formatting.listed((str(_as_text(one, lang)) for one in value), lang)
    if isinstance(value, pasteable.Worded):
        return pasteable.Typed(_VALUE.sub(lambda found: found[1] + one_piece(found[2], lang), value))
    if isinstance(value, pasteable.Unfilled):
        begun, _, last = value.rpartition(" ")
        return pasteable.Typed(f"{begun} {placeholders(last, lang)}")
    if isinstance(value, str):
        return _heard(value, lang)
    code, params = getattr(value, "code", None), getattr(value, "params", None)
    if not isinstance(code, str) or not isinstance(params, Mapping):
        return value
    if hasattr(value, "where"):
        message, remedy = say_finding(code, params, lang)
        return " ".join(filter(None, (located(value.where, code, lang), formatting.ended(message), remedy)))
    return formatting.BEGIN * _begins_with_words(code, params, lang) + say(code, params, lang)


def _begins_with_words(code: str, params: Mapping[str, object], lang: str | None) -> bool:
    """Tell whether a sentence begins with words of ours, and not with what somebody typed, such as a slug.

    A day is words, and so is what a translation puts in front: « le 30 novembre ».
    """
    code = str(params["said_as"]) if params.get("said_as") in gather("REASONS") else code
    template = gather("SENTENCES").get(code) or gather("REASONS").get(code) or "{"
    first = translate(template if isinstance(template, str) else template[0], lang)
    begun = re.match(r"\{(\w+)\}", first)
    inner = params.get(begun[1]) if begun else None
    if isinstance(more := getattr(inner, "params", None), Mapping) and not hasattr(inner, "where"):
        return _begins_with_words(str(getattr(inner, "code", "")), more, lang)
    return first[:1].isalpha() or re.match(rf"\{{\w+:(?:{OUR_WORDS})\}}", first) is not None


def located(where: str, code: str, lang: str | None = None) -> str:
    """Return where a finding is and which rule it breaks; a rule whose name is words in English is left unnamed.

    A file keeps its colon close, so that editors find the line: `film.nl.srt:3:`. The desk names the file alone.
    """
    where, code = desk_speech.placed(where, code)
    if not where:
        return "" if "-" in code else labelled(code, lang)
    said = place(where, lang)
    label = f"{said}:" if said == where and re.search(r"[./\\]", where) else labelled(said, lang)
    return label if "-" in code else f"{label} {code}"


def _bare(code: str, params: Mapping[str, object]) -> str:
    listed = ", ".join(f"{name}: {value}" for name, value in params.items())
    return f"{code} ({listed})" if listed else code


@cache
def gather(kind: str) -> dict[str, Any]:
    """Collect one dictionary (`SENTENCES`, `FINDINGS`, `EVENTS`, `REASONS`) from every file of sentences."""
    collected: dict[str, Any] = {}
    for room in ROOMS:
        collected.update(getattr(_room(room), kind, {}))
    return collected


def _room(name: str) -> object:
    try:
        return importlib.import_module(f"campaign.messages.{name}")
    except ModuleNotFoundError:
        return None


def translate(sentence: str, lang: str | None = None, *, about: str | None = None) -> str:
    """Return an English sentence in the language asked for, or as it is when there is no catalogue."""
    catalogue = _catalogue(lang)
    return catalogue.pgettext(about, sentence) if about else catalogue.gettext(sentence)


def spoken(lang: str) -> str | None:
    """Return which of our languages `nl-BE`, `fr_BE.UTF-8` or `C` means; None if it is none of them."""
    short = re.split(r"[-_.@]", lang.strip().lower())[0]
    return known.FALLBACK if short in ("c", "posix") else short if short in LANGUAGES else None


@cache
def _catalogue(lang: str | None) -> gettext.NullTranslations:
    if known.short(lang) in ("", known.FALLBACK):
        return gettext.NullTranslations()
    wanted = str(lang).replace("-", "_")
    return gettext.translation("campaign", LOCALE, languages=[wanted], fallback=True)


@cache
def texts(code: str) -> Mapping[str, Any]:
    """Return what is written in a language beside sentences, a table for each thing; empty where it has no file."""
    path = TEXTS / f"{code}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def N_(text: str) -> str:
    """Return the sentence as it is; the mark is what the extraction of sentences looks for."""
    return text


def NN_(one: str, many: str) -> tuple[str, str]:
    """Return a sentence for one and for many as they are; marked, too."""
    return one, many
