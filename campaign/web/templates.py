"""Fills the desk's pages: one set of templates for whole pages and for what is exchanged in them."""

import hashlib
import re
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FunctionLoader
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from campaign import __version__
from campaign.messages import formatting, translate, web_page
from campaign.messages.translate import N_
from campaign.web import shipped_files
from media import files

PAGES = Path(__file__).parent / "pages"
REPORTS = Path(__file__).parent.parent / "reports"  # with parts of pages that both have
_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:)]")


class _Compiled(BytecodeCache):
    """Keeps what a template was compiled to where Python keeps that of modules; where it may not, nothing is kept.

    To compile the board's templates takes a tenth of a second, each time that a desk is opened.
    """

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return what it is kept under."""
        return f"{self._lang}-{name}"

    def get_source_checksum(self, source: str) -> str:
        """Return what a template has to be, and who compiled it, for what is kept to be of it."""
        return hashlib.sha256(f"{__version__} {source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read what is kept, if anything is."""
        if kept := files.compiled(PAGES / bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template was compiled to."""
        files.keep_compiled(PAGES / bucket.key, bucket.bytecode_to_string())


@cache
def _house(lang: str) -> Environment:
    made = web_page.house(lang)
    made.loader, made.bytecode_cache = FunctionLoader(_source), _Compiled(lang)
    made.filters["capitalize_first"] = formatting.capital
    made.globals |= {
        "shipped": shipped_files.address,
        "hour": formatting.hour,
        "city": partial(formatting.city, lang=lang),
        "short_weekday": partial(formatting.short_weekday, lang=lang),
        "full": partial(formatting.full, lang=lang),
        "month_name": partial(formatting.month, lang=lang),
        "ended": formatting.ended,
        "number": partial(formatting.number, lang=lang),
        "running": formatting.running,
        "place": partial(formatting.place, lang=lang),
        "size": partial(formatting.size, lang=lang),
        "joined": partial(formatting.joined, lang=lang),
        "told": partial(
            _told,
            seen=translate.translate("See the post", lang),
            gone=translate.translate(N_("taken off later"), lang),
        ),
    }
    return made


def _source(name: str) -> str | None:
    places = (PAGES / name, REPORTS / name)
    return next((place.read_text(encoding="utf-8") for place in places if place.is_file()), None)


def _told(text: str, ended: object = None, *, seen: str, gone: str) -> Markup:
    """Return a line of the log as HTML: its commands as code, and addresses, which nobody reads, as links.

    Where what it tells of has `ended`, nothing is there any more, and that is said in the link's place.
    """
    if ended:
        return Markup(_ADDRESS.sub(str(escape(gone)), str(web_page.marked(text))))
    link = f'<a href="{{}}" rel="noopener noreferrer" target="_blank">{escape(seen)}</a>'
    return Markup(_ADDRESS.sub(lambda found: link.format(found[0]), str(web_page.marked(text))))


def filled(name: str, lang: str, values: Mapping[str, object]) -> str:
    """Return a template of `pages/` filled in, in a language; every word of staff's is escaped."""
    return _house(lang).get_template(name).render(**values)
