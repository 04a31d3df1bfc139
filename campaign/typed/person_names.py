"""The name of one person, as somebody types it: their own, or whose yes it is."""

import re
import unicodedata

from media.text import controls, folding
from schedules.errors import BadRequest

LONGEST = 100  # characters
_BETWEEN = re.compile(
    r"[,;|&+/\n]|\s[-\u2013\u2014]\s|\s(?:and|en|et|und|with|met|avec)(?=\s)", re.IGNORECASE
)
_MYSELF = frozenset((  # words for who types, in the languages of staff: folded, and no names
    *("i", "me", "myself", "we", "us", "ourselves", "everybody", "everyone", "team", "theteam"),
    *("ik", "mij", "ikzelf", "mezelf", "mijzelf", "wij", "ons", "onszelf", "wijzelf", "iedereen", "hetteam"),
    *("je", "moi", "moimeme", "nous", "nousmemes", "tous", "toutlemonde", "lequipe", "equipe"),
))  # fmt: skip
_NOBODY = frozenset((  # and for who did something, where no name is known
    *("staff", "service", "link", "notices", "system", "admin", "administrator", "root", "user"),
    *("medewerkers", "medewerker", "personeel", "dienst", "meldingen", "systeem", "gebruiker", "beheerder"),
    *("personnel", "leservice", "lien", "notifications", "systeme", "utilisateur", "administrateur"),
))  # fmt: skip


def several(written: str) -> list[str]:
    """Return the people whom a text names one after the other."""
    return [part.strip() for part in _BETWEEN.split(f" {written} ") if part.strip()]


def is_nobody(written: str) -> bool:
    """Tell whether a text is a word for who types, and no name."""
    return folding.folded(written) in _MYSELF


def own(written: str) -> str:
    """Return the name that somebody gives as their own; raises BadRequest for several, for nobody's and a long one."""
    name = " ".join(unicodedata.normalize("NFC", controls.visible(written)).split()).strip(" ,;")
    if len(name) > LONGEST:
        raise BadRequest("own-name-long", count=len(name), most=LONGEST)
    if len(several(name)) > 1:
        raise BadRequest("own-name-several", name=name)
    if sum(map(str.isalpha, name)) < 2 or is_nobody(name) or folding.folded(name) in _NOBODY:
        raise BadRequest("own-name-nobody", name=name)
    return name
