"""A post in loose words, `post add koen fr "Un texte" demain 18h30`: each word with the option that it is of."""

from typing import TYPE_CHECKING

from campaign.cli.typed_lines import lacking
from campaign.cli.typed_lines.typed_line import Line, Slip
from campaign.typed import languages, moments

if TYPE_CHECKING:
    from campaign.cli.app import Desk


def slip(line: Line, desk: "Desk | None") -> Slip | None:
    """Refuse loose words that begin with a film's short name, with the line in which they are options."""
    free = [one.text for one in line.words if one.free]
    if desk is None or line.before[-2:] != ("post", "add") or free[:1] == [] or free[1:] == []:
        return None
    if free[0] not in lacking.known_films(desk):
        return None
    pieces, left = {"--testimony": free[0]}, free[1:]
    if language := languages.code(left[0]):
        pieces["--language"], left = language, left[1:]
    start = next((at for at in range(len(left)) if moments.is_like(" ".join(left[at:]))), len(left))
    pieces |= {"--caption": " ".join(left[:start]), "--at": " ".join(left[start:])}
    given = {one.text.partition("=")[0] for one in line.words if not one.free}
    pieces = {option: said for option, said in pieces.items() if said}
    if given & pieces.keys():
        return None
    texts = [one.text for one in line.words if not one.free]
    texts += [word for pair in pieces.items() for word in pair]
    return Slip(code="slip-missing-several", meant=line.rewritten(texts), params={"options": list(pieces)})
