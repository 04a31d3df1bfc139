"""Is somebody named in a post otherwise than wished (C06)? Looked for in all that goes out with it.

Of the people in its film every word of the name that the wish forbids counts; of everybody else on record who does not
wish the full name, the whole name. The files that go out bear numbers for names, so no file name is looked at.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sqlmodel import Session

from media import kept_files
from media.json_values import Json
from media.kept_files import FileChanged
from schedules.consent import credits, subtitle_languages
from schedules.consent.rules import Closed
from schedules.database import renditions, testimonies
from schedules.database.once import once
from schedules.model import campaign_paths, names
from schedules.model.publishing_rules import Campaign
from schedules.model.records import Consent, Post, Testimony

IN_FILM = "name-in-film"
_OPTIONS = {  # what changes the words of a post
    **{"caption": "--caption", "new-caption": "--caption", "comment": "--first-comment"},
    **{"link": "--link", "alt": "--alt"},
}
_NO_WORDS = re.compile(r"[0-9a-f]{16,}|#[0-9a-fA-F]{3,8}")  # hashes and colours, whose letters spell nothing


def in_words(session: Session, post: Post, *, campaign: Campaign) -> Closed | None:
    """Return who is named in a post's words, in its film's credit or in subtitles that go out with it; None: nobody."""
    film = None if post.testimony_id is None else testimonies.testimony_by_id(session, post.testimony_id)
    people = _discreet(session, film, _all_shy(session))
    if not people:
        return None  # which of most campaigns is known without a look into any file
    texts = [*_said(post), *(_beside(campaign, film, post.language) if film else ())]
    for place, text in texts:
        if (person := _named(people, text)) is not None:
            way = _way(person, testimonies.consents(session), place)
            return Closed(code="name-shown", params={"person": person, "where": place, **way})
    return None


def _way(person: int, given: list[Consent], place: str) -> dict[str, object]:
    """Return what tells, of the words of a post, how a person may be named there and which option changes them."""
    wished = credits.wish(person, given)
    if wished is None or place not in _OPTIONS:
        return {}
    return {"option": _OPTIONS[place], "said_as": f"name-shown-{wished.name_display}"}


def in_film(session: Session, post: Post, folder: Path) -> Closed | None:
    """Return who is named in the letters of the film that a post carries, as its recipe tells them; None: nobody."""
    if post.testimony_id is None or post.rendition_id is None:
        return None
    finished = campaign_paths.rendition(folder, renditions.rendition(session, post.rendition_id))
    film = testimonies.testimony_by_id(session, post.testimony_id)
    person = in_letters(session, film, finished)
    return None if person is None else Closed(code=IN_FILM, params={"person": person, "number": post.number})


def in_letters(session: Session, film: Testimony, finished: Path) -> int | None:
    """Return who is named otherwise than wished in the letters of a finished film of `film`; None: nobody."""
    from media.render import recipe  # with all that renders: the other gates need none of it

    made = recipe.read(finished)
    if made is None:
        return None
    letters = "\n".join(_texts(made.written.get("timeline")))
    given = testimonies.consents(session, testimony_id=film.id)
    return _named(_discreet(session, film, _shy(session, given)), letters)


@dataclass(frozen=True, kw_only=True)
class _Discreet:
    """Somebody who does not wish to be named in full: the words that none may say, and whether the film shows them."""

    person: int
    name: str
    words: tuple[str, ...]
    is_seen: bool

    def is_named_in(self, text: str) -> bool:
        words = self.words
        return bool((self.is_seen and names.said(text, words)) or (words and names.spelt(text, self.name)))


def _discreet(session: Session, film: Testimony | None, shy: Iterable[_Discreet]) -> list[_Discreet]:
    """Return who does not wish to be named in full, with whether the film shows them."""
    seen = testimonies.appearing(session, film.id) if film else ()
    return [replace(one, is_seen=True) if one.person in seen else one for one in shy]


@once
def _all_shy(session: Session) -> tuple[_Discreet, ...]:
    """Return everybody on record who does not wish to be named in full."""
    return _shy(session, testimonies.consents(session))


def _shy(session: Session, given: Iterable[Consent]) -> tuple[_Discreet, ...]:
    forms: dict[int, list[Consent]] = {}
    for one in given:
        forms.setdefault(one.person_id, []).append(one)
    wishes = {person: credits.wish(person, theirs) for person, theirs in forms.items()}
    people = {one for one, wished in wishes.items() if wished and wished.name_display != "full"}
    known = testimonies.names(session, people) if people else {}
    return tuple(
        _Discreet(
            person=person,
            name=name,
            words=names.forbidden(name, wished.name_display, wished.display_name),
            is_seen=False,
        )
        for person, name in sorted(known.items())
        if (wished := wishes[person])
    )


def _named(people: list[_Discreet], text: str) -> int | None:
    return next((one.person for one in people if one.is_named_in(text)), None)


def _said(post: Post) -> Iterator[tuple[str, str]]:
    said = {"caption": post.caption, "new-caption": post.new_caption, "comment": post.first_comment}
    yield from ((place, text) for place, text in said.items() if text)
    yield from (("link", text) for text in (post.link,) if text)
    yield from (("alt", photo["alt"]) for photo in post.photos if photo["alt"])


def _beside(campaign: Campaign, film: Testimony, shown: str) -> Iterator[tuple[str, str]]:
    """Yield what stands in a film's title, credit and cover, and in the subtitles burnt in or sent along."""
    yield "title", film.theme or ""
    yield "cover-words", film.cover_words.get(shown, "")
    yield "organisation", film.organisation
    burnt_in = subtitle_languages.shown(campaign.folder, film, shown)
    for language in dict.fromkeys((*burnt_in, *subtitle_languages.beside(film, shown, campaign.rules))):
        if language in film.subtitles:
            yield f"subtitles-{language}", _read(campaign_paths.subtitles(campaign.folder, film, language))


def _read(path: Path) -> str:
    try:
        with kept_files.opened(path) as file:
            raw = file.read()
    except (OSError, FileChanged):
        return ""  # what is gone is not shown; the render says so
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield from () if _NO_WORDS.fullmatch(value) else (value,)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
