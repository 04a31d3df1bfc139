"""Facebook's own words, as they may be kept and shown: on one line, bounded, without tokens or signs nobody sees."""

import re
from collections.abc import Mapping

from media.json_values import Json
from media.text import controls

MOST = 300  # signs
_TOKENS = re.compile(r"(access_token=|\bEAA)[\w.|%-]+")


def plain(text: object) -> str:
    """Return what a text of Facebook's says; what is no text says nothing."""
    if not isinstance(text, str):
        return ""
    shown = " ".join(controls.without(_TOKENS.sub("[token]", text)).split())
    return shown if len(shown) <= MOST else f"{shown[: MOST - 1]}…"


def to_developers(error: Mapping[str, Json]) -> str:
    """Return an error's `message`, which is English and says more than the words for users."""
    return plain(error.get("message"))


def to_users(error: Mapping[str, Json]) -> str:
    """Return an error's `error_user_title` and `error_user_msg`, in the language of the account; empty without both."""
    title, told = plain(error.get("error_user_title")), plain(error.get("error_user_msg"))
    if not title or title.rstrip(".") in told:
        return told
    return plain(f"{title.rstrip('.:')}: {told}") if told else title


def all_of(error: Mapping[str, Json]) -> str:
    """Return everything that an error says, in small letters, for a look at what it is about."""
    return f"{to_developers(error)} {to_users(error)}".casefold()
