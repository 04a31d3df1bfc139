"""The manual as web pages in the reader's language: written from docs/, which is shipped with the program."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from campaign import __version__
from campaign.messages import formatting, translate, web_page
from campaign.messages.translate import N_
from media import files
from media.languages import known
from media.text import folding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

HERE = Path(__file__).parent
SHIPPED = HERE / "docs"  # in the wheel; in a checkout it stands beside the program
TEMPLATE = HERE / "manual.html"
START = "index"
TOPICS = {  # in the order in which they are read, under the heading of each part
    N_("For you"): (
        "tour",
        "install",
        "page",
        "desk",
        "plan",
        "consent",
        "films",
        "speech",
        "backup",
        "copies",
        "states",
    ),
    N_("To look things up"): ("commands", "settings", "rules", "changelog"),
    N_("Behind it"): ("proof", "on-the-page", "benchmarks", "design", "contributing"),
}
NAMES = tuple(name for names in TOPICS.values() for name in names)
OFTEN = tuple(name for names in list(TOPICS.values())[:2] for name in names)  # which staff look for
STAMP = "written"  # the file that says which state of the manual the pages are of


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A page of the manual: its name, its language, its title, and where its text is."""

    name: str
    lang: str
    title: str
    source: Path


def home() -> Path:
    """Return the folder of this person's own in which the pages are written."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("testimony-campaign", appauthor=False)) / "manual"


def words(name: str) -> tuple[str, ...]:
    """Return a topic's name and what else people call it, in any language."""
    texts = (translate.texts(code).get("topic_words", {}) for code in known.languages())
    return (name, *(word for table in texts for word in table.get(name, ())))


def called(name: str, lang: str) -> str:
    """Return a word for a topic in a language."""
    return (
        next(iter(translate.texts(lang).get("topic_words", {}).get(name, ())), name)
        if lang != known.FALLBACK
        else name
    )


def named(written: str) -> str | None:
    """Return the topic that is meant by its name or by a word for it, in any language; None where none is."""
    wanted = folding.folded(written.strip().removesuffix(".md"))
    return next((name for name in NAMES if wanted in map(folding.folded, words(name))), None)


def source() -> Path:
    """Return the folder of the manual's texts."""
    return SHIPPED if SHIPPED.is_dir() else HERE.parent / "docs"


def topic(name: str, lang: str) -> Topic:
    """Return a page in a language, or in English where it is in no other."""
    own = source() / lang / f"{name}.md"
    path = own if own.is_file() else source() / f"{name}.md"
    title = re.search(r"(?m)^# (.+)$", path.read_text(encoding="utf-8"))
    return Topic(
        name=name,
        lang=lang if path == own else known.FALLBACK,
        title=title[1].replace("`", "") if title else name,
        source=path,
    )


def write(folder: Path) -> None:
    """Write the pages of every language into `folder`, each language in its own; nothing where they are there."""
    state, stamp = _state(), folder / STAMP
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == state:
        return
    for lang in known.languages():
        (folder / lang).mkdir(mode=0o700, parents=True, exist_ok=True)
        topics = [topic(name, lang) for name in NAMES]
        for one in topics:
            files.write_whole(folder / lang / f"{one.name}.html", _page(one, topics, lang).encode())
        start = _filled(lang, topics, current=None, body="", sections=[])
        files.write_whole(folder / lang / f"{START}.html", start.encode())
    files.write_whole(stamp, state.encode())


def _state() -> str:
    """Return a mark of all that the pages are written from."""
    texts = sorted(path for path in source().rglob("*") if path.suffix in (".md", ".png"))
    catalogues = sorted(translate.LOCALE.rglob("*.mo"))
    told = hashlib.sha256(f"{__version__} {source()}".encode())
    for path in (Path(__file__), TEMPLATE, *catalogues, *texts):
        told.update(path.read_bytes())
    return told.hexdigest()


def _page(one: Topic, topics: "Sequence[Topic]", lang: str) -> str:
    reader = _reader()
    tokens = reader.parse(one.source.read_text(encoding="utf-8"))
    english = topic(one.name, known.FALLBACK).source
    _mark_headings(tokens, () if one.source == english else _anchors(english.read_text(encoding="utf-8")))
    _aim_links(tokens, one.source.parent)
    sections = [
        (str(opened.attrs["id"]), text.content.replace("`", ""))
        for opened, text in _headings(tokens)
        if opened.tag == "h2"
    ]
    body = reader.renderer.render(tokens, reader.options, {})
    return _filled(lang, topics, current=one, body=body, sections=sections)


def _filled(lang: str, topics: "Sequence[Topic]", **shown: object) -> str:
    template = web_page.template(TEMPLATE.read_text(encoding="utf-8"), lang)
    by_name = {one.name: one for one in topics}
    parts = {
        translate.translate(heading, lang): [by_name[name] for name in names]
        for heading, names in TOPICS.items()
    }
    others = {code: formatting.language(code, code) for code in known.languages() if code != lang}
    return template.render(parts=parts, others=others, policy=web_page.policy(), **shown)


def _reader() -> "MarkdownIt":
    """Return what reads our pages: CommonMark with tables; what a page's text holds of HTML is text."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.add_render_rule("fence", _fence)
    reader.add_render_rule("table_open", lambda *_: '<div class="wide" tabindex="0"><table>\n')
    reader.add_render_rule("table_close", lambda *_: "</table></div>\n")
    return reader


def _fence(_renderer: Any, tokens: "Sequence[Token]", place: int, _options: Any, _env: Any) -> str:
    """Return a block of commands, whose prompts are not copied with them."""
    kind = escape(tokens[place].info.strip())
    lines = (
        f'<span class="prompt">$ </span>{escape(line[2:])}' if line.startswith("$ ") else escape(line)
        for line in tokens[place].content.splitlines()
    )
    label = '<span class="shell">PowerShell</span>' if kind == "powershell" else ""
    return f'<pre class="{kind}">{label}<code>{chr(10).join(lines)}\n</code></pre>\n'


def _headings(tokens: "Sequence[Token]") -> "Iterator[tuple[Token, Token]]":
    """Yield each heading's opening with its text."""
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            yield token, tokens[place + 1]


def anchor(heading: str) -> str:
    """Return the name by which links lead to a heading, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@lru_cache(maxsize=len(NAMES))  # each language asks for them
def _anchors(page: str) -> tuple[str, ...]:
    return tuple(anchor(text.content) for _, text in _headings(_reader().parse(page)))


def _mark_headings(tokens: "Sequence[Token]", english: "Sequence[str]") -> None:
    """Give each heading its anchor, and that of the English page, which pages without a translation link to."""
    from markdown_it.token import Token

    for place, (opened, text) in enumerate(list(_headings(tokens))):
        opened.attrs["id"] = anchor(text.content)
        if place < len(english) and english[place] != opened.attrs["id"]:
            mark = Token("html_inline", "", 0, content=f'<a id="{escape(english[place])}"></a>')
            text.children = [mark, *(text.children or [])]


def _aim_links(tokens: "Sequence[Token]", folder: Path) -> None:
    """Let links lead to the pages written, pictures stand in the page, and links to what is not here be text."""
    for token in (child for block in tokens for child in block.children or ()):
        if token.type == "image":
            token.attrs["src"] = _embedded(folder / str(token.attrs["src"]))
        elif token.type == "link_open":
            target = _target(str(token.attrs["href"]), folder)
            if target is None:
                token.tag, token.attrs = "span", {}
            else:
                token.attrs["href"] = target
    for block in tokens:
        _close_spans(block.children or [])


def _close_spans(children: "Sequence[Token]") -> None:
    opened: list[str] = []
    for token in children:
        if token.type == "link_open":
            opened.append(token.tag)
        elif token.type == "link_close":
            token.tag = opened.pop()


def _target(link: str, folder: Path) -> str | None:
    """Return where a link of a page leads, or None where that is not shipped."""
    if re.match(r"[a-z]+:|#", link):
        return link
    place, mark, part = link.partition("#")
    path = Path(place)
    if path.suffix == ".md":
        name = "tour" if path.stem == "README" else path.stem
        way = f"../{path.parent.name}/" if path.parent.name in known.languages() else ""
        return f"{way}{name}.html{mark}{part}" if name in NAMES else None
    found = folder / path
    inside = [one for one in path.parts if one != ".."]
    if not found.is_file() and inside[:1] == ["campaign"]:  # the wheel has the manual within the program
        found = HERE.joinpath(*inside[1:])
    return found.resolve().as_uri() if found.is_file() else None


def _embedded(path: Path) -> str:
    return f"data:image/png;base64,{b64encode(path.read_bytes()).decode()}"
