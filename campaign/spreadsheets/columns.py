"""The columns of a plan: what each holds, and by which names spreadsheets of staff and of other tools call it."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its name in exports (per language), other names it is known by, and what is written there.

    What is `told` says something of a post and is never taken in.
    """

    name: str
    titles: tuple[str, str, str]  # en, nl, fr
    aliases: tuple[str, ...] = ()
    sentence: str = ""
    told: bool = False
    exported: bool = True


LANGUAGES = ("en", "nl", "fr")
COLUMNS = (
    Column(
        name="number",
        titles=("Number", "Nummer", "Numéro"),
        aliases=("no", "nr", "n°", "post number", "postnummer", "numéro du post"),
        sentence="The post's number, as `post list` shows it; leave it empty for a new post.",
    ),
    Column(
        name="key",
        titles=("Key", "Sleutel", "Clé"),
        aliases=("reference", "ref", "referentie", "référence"),
        sentence="Your own name for the row, such as `bakery-nl-1`; no two posts have the same.",
    ),
    Column(
        name="date",
        titles=("Date", "Datum", "Date"),
        aliases=(
            "publish date",
            "publicatiedatum",
            "date de publication",
            "scheduled_at",
            "postAtSpecificTime (YYYY-MM-DD HH:mm:ss)",
            "Posting Time",
            "scheduleDate",
            "scheduled time",
            "scheduled date",
            "date-time",
            "datetime",
            "date and time",
            "datum en tijd",
            "datum en uur",
            "tijdstip",
            "date et heure",
            "moment",
        ),
        sentence="The day, day first (24/12/2026), or year first (2026-12-24); the time of day may follow.",
    ),
    Column(
        name="time",
        titles=("Time", "Uur", "Heure"),
        aliases=("tijd", "hour", "time of day"),
        sentence="The time of day on the campaign's clock: 18:00, 18h30, 18u30, 6 pm.",
    ),
    Column(
        name="language",
        titles=("Language", "Taal", "Langue"),
        aliases=("lang",),
        sentence="The language of the post: nl, Nederlands, néerlandais; where the campaign has one, leave it out.",
    ),
    Column(
        name="kind",
        titles=("Kind", "Soort", "Type"),
        aliases=("genre", "post type", "fb_content_type", "placement"),
        sentence="Only to be sure: video, photo, link, text. `reel` makes the film an upright reel.",
    ),
    Column(
        name="testimony",
        titles=("Film", "Film", "Film"),
        aliases=(
            "testimony",
            "getuigenis",
            "témoignage",
            "video",
            "vidéo",
            "slug",
            "media",
            "videoUrls",
            "video url",
            "media_url",
            "media_urls",
            "mediaUrls",
        ),
        sentence="The film's slug, as `testimony list` shows it; never an address.",
    ),
    Column(
        name="format",
        titles=("Format", "Formaat", "Format"),
        sentence="landscape, square, feed or portrait; liggend, vierkant, staand; paysage, carré.",
    ),
    Column(
        name="caption",
        titles=("Text", "Tekst", "Texte"),
        aliases=("message", "content", "caption", "post", "bericht", "bijschrift", "boodschap", "légende"),
        sentence="The text of the post.",
    ),
    Column(
        name="link",
        titles=("Link", "Link", "Lien"),
        aliases=("url", "link (OGmetaUrl)", "website"),
        sentence="A link, with https:// in front.",
    ),
    Column(
        name="first_comment",
        titles=("First comment", "Eerste reactie", "Premier commentaire"),
        aliases=("first_comment", "followUpComment", "eerste commentaar", "commentaire"),
        sentence="The first comment, made once the post is live.",
    ),
    Column(
        name="photos",
        titles=("Photos", "Foto's", "Photos"),
        aliases=(
            "photo",
            "foto",
            "image",
            "images",
            "imageUrls",
            "image url",
            "gifUrl",
            "afbeelding",
            "afbeeldingen",
            "picture",
            "pictures",
        ),
        sentence="Files, as seen from the plan's folder: photos/jury.jpg; several: one a line, or | between.",
    ),
    Column(
        name="alts",
        titles=("Alt texts", "Altteksten", "Textes alternatifs"),
        aliases=("alt", "alt text", "alttekst", "texte alternatif", "beschrijving foto", "description photo"),
        sentence="What each photo shows, for those who cannot see it: in the same order and manner; - for none.",
    ),
    Column(
        name="thumbnail",
        titles=("Thumbnail", "Omslag", "Vignette"),
        aliases=("cover", "miniatuur", "couverture", "thumbnail url", "miniature"),
        sentence="The film's cover: a file as for photos, or a moment of the finished film (4 s, 12.5 s, 1:15).",
    ),
    Column(
        name="embargo",
        titles=("Embargo until", "Embargo tot", "Embargo jusqu'au"),
        aliases=("embargo", "embargo_until", "sous embargo jusqu'au"),
        sentence="Day and time before which the post may not go out.",
    ),
    Column(
        name="state",
        titles=("State", "Staat", "État"),
        aliases=("status", "statut"),
        sentence="How the post stands.",
        told=True,
    ),
    Column(
        name="partner",
        titles=("Partner", "Partner", "Partenaire"),
        aliases=("partners", "partenaires", "organisation", "organisatie", "organisations", "org"),
        sentence="The organisation of the film.",
        told=True,
    ),
    Column(
        name="approval",
        titles=("Approval", "Goedkeuring", "Approbation"),
        aliases=(
            "approved",
            "approved by",
            "goedgekeurd",
            "goedgekeurd door",
            "approuvé",
            "approuvé par",
            "approvals",
        ),
        sentence="Who approved: that is said with `campaign post approve`.",
        told=True,
        exported=False,
    ),
    Column(
        name="network",
        titles=("Network", "Netwerk", "Réseau"),
        aliases=("channel", "channels", "platform", "platforms", "kanaal", "canal"),
        sentence="Another network than Facebook is refused; else it says nothing.",
        exported=False,
    ),
)
_BY_NAME = {column.name: column for column in COLUMNS}


@dataclass(frozen=True, kw_only=True)
class Head:
    """What a file's header says: its columns' names (as `COLUMNS` has them, or None) and how people see each.

    `unknown` and `told` are headers that are not taken in.
    """

    names: tuple[str | None, ...]
    labels: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def plain(header: object) -> str:
    """Return a header without case, accents, spaces, signs, and what stands in brackets behind it."""
    outside = re.sub(r"(?<=\S)\s*\(.*\)\s*$", "", str(header), flags=re.DOTALL)
    letters = unicodedata.normalize("NFKD", outside.casefold())
    return "".join(letter for letter in letters if letter.isascii() and letter.isalnum())


_KNOWN = {
    plain(word): column.name
    for column in reversed(COLUMNS)
    for word in (column.name, *column.aliases, *column.titles)
}


def known(header: object) -> str | None:
    """Return the name of the column that a header means, or None."""
    return _KNOWN.get(plain(header)) if header is not None else None


def score(cells: Iterable[object]) -> int:
    """Return how many different columns of ours a row names: the header is the row that names most."""
    return len({name for cell in cells if isinstance(cell, str) and (name := known(cell))})


def letters(place: int) -> str:
    """Return the letters of a column as spreadsheets show them; the first is 0."""
    said = ""
    while place >= 0:
        said, place = chr(65 + place % 26) + said, place // 26 - 1
    return said


def head(cells: Sequence[object]) -> Head:
    """Return what a header row says."""
    names = tuple(known(cell) if isinstance(cell, str) else None for cell in cells)
    words = [" ".join(str(cell).split())[:40] if cell is not None else "" for cell in cells]
    labels = tuple(f"{letters(at)} ({word})" if word else letters(at) for at, word in enumerate(words))
    pairs = [(name, word) for name, word in zip(names, words, strict=True) if word]
    return Head(
        names=names,
        labels=labels,
        unknown=tuple(word for name, word in pairs if name is None),
        told=tuple(word for name, word in pairs if name and _BY_NAME[name].told),
    )


def headless(width: int) -> Head:
    """Return the head of a file without one: date and time, text, and perhaps a link."""
    names = ("date", "caption", "link")[:width]
    return Head(
        names=(*names, *([None] * (width - len(names)))), labels=tuple(letters(at) for at in range(width))
    )


def titles(lang: str | None) -> dict[str, str]:
    """Return the headers of an export in a language (else English), by column."""
    short = (lang or "en").partition("-")[0].partition("_")[0]
    at = LANGUAGES.index(short) if short in LANGUAGES else 0
    return {column.name: column.titles[at] for column in COLUMNS if column.exported}


def row(column: Column) -> str:
    """Return a column's row in the table of docs/plan.md."""
    names = " · ".join(dict.fromkeys(column.titles))
    return f"| {names} | {column.sentence} | {', '.join(f'`{alias}`' for alias in column.aliases)} |"
