"""Tags a post's link so that the site counts its visitors: by template, only once, never with a person's name."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, quote, unquote, urlsplit, urlunsplit

from media.text.folding import without_accents
from schedules.errors import BadRequest
from schedules.facebook.post_layout import LINK

_SHORT = 3  # letters: shorter parts of names, such as `de` or `Le`, are words too


def tagged(link: str, template: str, *, people: Iterable[str], **words: str) -> str:
    """Return a link with the template's pairs in place of those it has; `words` fill the template in.

    Raises BadRequest where what is added would hold the name of one of these people.
    """
    filled = template.format(**{name: plain(word) for name, word in words.items()})
    if held := names_in(filled, people):
        raise BadRequest("utm-names-somebody", added=filled, name=held)
    pairs = parse_qsl(filled, keep_blank_values=True)
    ours = {name for name, _ in pairs}
    parts = urlsplit(link)
    kept = _kept(parts.query, ours)
    added = [f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in pairs]
    return urlunsplit(parts._replace(query="&".join(kept + added)))


def bare(link: str, template: str) -> str:
    """Return a link without the template's pairs; what cannot be parted stays as it is."""
    ours = {_name(pair) for pair in template.split("&")}
    try:
        parts = urlsplit(link)
    except ValueError:  # [ without ]
        return link
    return urlunsplit(parts._replace(query="&".join(_kept(parts.query, ours))))


def _kept(query: str, ours: set[str]) -> list[str]:
    """Return the pairs of a query whose names are not ours."""
    return [one for one in query.split("&") if one and _name(one) not in ours]


def tagged_in(text: str, template: str, *, people: Iterable[str], **words: str) -> str:
    """Return a text with its links tagged the same way; those that bear one of the template's names stay as they are.

    Raises as `tagged` does.
    """
    bare = set(untagged(text, template))
    return LINK.sub(
        lambda found: tagged(found[0], template, people=people, **words) if found[0] in bare else found[0],
        text,
    )


def untagged(text: str, template: str) -> list[str]:
    """Return the links of a text that bear none of the template's names, each once; what is no link is left out."""
    ours = {_name(pair) for pair in template.split("&")}
    found = dict.fromkeys(LINK.findall(text))
    return [link for link in found if (query := _query(link)) is not None and not ours & set(query)]


def _query(link: str) -> list[str] | None:
    try:
        return [_name(pair) for pair in urlsplit(link).query.split("&")]
    except ValueError:  # [ without ]
        return None


def _name(pair: str) -> str:
    return unquote(pair.partition("=")[0])


def plain(word: str) -> str:
    """Return a word in small letters without accents, hyphens in place of the rest: `Fête à Gand` is `fete-a-gand`."""
    return re.sub(r"[^a-z0-9]+", "-", _bare(word)).strip("-") or "x"


def names_in(text: str, people: Iterable[str]) -> str | None:
    """Return the part of somebody's name that stands as a word in a text, or None."""
    words = set(re.split(r"[^a-z0-9]+", _bare(text)))
    parts = (part for name in people for part in re.split(r"[^a-z0-9]+", _bare(name)))
    return next((part for part in parts if len(part) >= _SHORT and part in words), None)


def _bare(text: str) -> str:
    return without_accents(text).encode("ascii", "ignore").decode().lower()
