"""Fills the desk's pages: one set of templates for whole pages and for what is exchanged in them."""

import re
from collections.abc import Mapping
from functools import cache, partial
from importlib import resources

from jinja2 import Environment, FunctionLoader
from markupsafe import Markup, escape

from campaign.messages import formatting, translate, web_page
from campaign.web import shipped_files

_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:)]")


@cache
def _house(lang: str) -> Environment:
    made = web_page.house(lang)
    made.loader = FunctionLoader(_source)
    made.filters["capitalize_first"] = formatting.capital
    made.globals |= {
        "shipped": shipped_files.address,
        "hour": partial(formatting.hour, lang=lang),
        "city": partial(formatting.city, lang=lang),
        "full": partial(formatting.full, lang=lang),
        "month_name": partial(formatting.month, lang=lang),
        "ended": formatting.ended,
        "number": partial(formatting.number, lang=lang),
        "span": partial(formatting.span, lang=lang),
        "place": partial(formatting.place, lang=lang),
        "size": partial(formatting.size, lang=lang),
        "joined": partial(formatting.joined, lang=lang),
        "told": partial(_told, seen=translate.translate("See the post", lang)),
    }
    return made


def _source(name: str) -> str | None:
    places = (resources.files("campaign.web") / "pages" / name, resources.files("campaign.reports") / name)
    return next((place.read_text(encoding="utf-8") for place in places if place.is_file()), None)


def _told(text: str, seen: str) -> Markup:
    """Return a line of the log as HTML: its commands as code, and addresses, which nobody reads, as links."""
    link = f'<a href="{{}}" rel="noopener noreferrer" target="_blank">{escape(seen)}</a>'
    return Markup(_ADDRESS.sub(lambda found: link.format(found[0]), str(web_page.marked(text))))


def filled(name: str, lang: str, values: Mapping[str, object]) -> str:
    """Return a template of `pages/` filled in, in a language; every word of staff's is escaped."""
    return _house(lang).get_template(name).render(**values)
