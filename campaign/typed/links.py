"""Links as people type them: whole web addresses, or refused with what is wrong, and as they would be right."""

import re
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from schedules.errors import BadRequest

_AROUND = "<>\u00a0\u202f\u200b\ufeff \t\r\n"
_UNFIT = re.compile(r"[\s\x00-\x1f\x7f-\x9f\"<>\\^`{|}\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)", re.IGNORECASE)
_ENCODED = re.compile(r"%(?![0-9A-Fa-f]{2})")
_BEGUN = re.compile(r"(?:https?:)?//|https?:", re.IGNORECASE)
_WHOLE = re.compile(r"https?://(?=[^/?#])", re.IGNORECASE)


_REFUSED = ("link-unfit", "link-signs", "link-with-password", "link-host")
CODES = (*_REFUSED, *(f"{code}-better" for code in _REFUSED))


def link(written: str) -> str:
    """Read a web address; raises BadRequest for what browsers would take for another one, or for none.

    Signs that an address cannot hold are never encoded without a word: the refusal shows how that would look.
    """
    text = written.strip(_AROUND)
    wrong = _wrong(text)
    if wrong is None:
        return text
    better = _mended(text)
    if better is not None and better != text and _wrong(better) is None:
        raise BadRequest(f"{wrong}-better", link=text, better=better)
    raise BadRequest(wrong, link=text)


def _wrong(text: str) -> str | None:
    """Return the code of what is wrong with an address, None for a right one."""
    if not _WHOLE.match(text):
        return "link-unfit"
    if _UNFIT.search(text) or _ENCODED.search(text) or len(re.findall(r"https?://", text)) > 1:
        return "link-signs"
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:  # [ without ], a port that is none
        return "link-unfit"
    if parts.username is not None or parts.password is not None:
        return "link-with-password"
    return None if _is_host(parts.hostname or "") else "link-host"


def _is_host(name: str) -> bool:
    """Tell whether a name is a site's: words between dots, of which the last is no number, or an IP address."""
    if ":" in name:  # in brackets, as urlsplit has read it
        return True
    try:
        labels = name.encode("idna").decode().split(".")
    except UnicodeError:
        return False
    numbers = len(labels) == 4 and all(label.isdigit() and int(label) < 256 for label in labels)
    named = len(labels) > 1 and not labels[-1].isdigit() and len(labels[-1]) > 1
    return (named or numbers) and all(_LABEL.fullmatch(label) for label in labels)


def _mended(text: str) -> str | None:
    """Return an address as it may be meant: with its https://, its signs encoded, without a password."""
    if len(re.findall(r"https?:", text, re.IGNORECASE)) > 1 or not text:
        return None
    if not _WHOLE.match(text):
        bare = text if not _BEGUN.match(text) else _BEGUN.sub("", text, count=1)
        if not re.match(r"[\w-]+(\.[\w-]+)+([/?#:]|$)", bare):
            return None
        text = f"https://{bare}"
    try:
        parts = urlsplit(re.sub(r"[\t\r\n]", " ", text).replace("\\", "/"))
        _ = parts.port
    except ValueError:
        return None
    host = parts.netloc.rpartition("@")[2].rstrip(".")
    return None if " " in host else urlunsplit(_encoded(parts._replace(netloc=host)))


def _encoded(parts: SplitResult) -> SplitResult:
    """Return an address whose path and what follows hold no sign that is none of an address."""

    def put(text: str) -> str:
        return _ENCODED.sub("%25", _UNFIT.sub(lambda sign: quote(sign[0], safe=""), text))

    return parts._replace(path=put(parts.path), query=put(parts.query), fragment=put(parts.fragment))
