"""In which order a line is read: letters from left to right, from right to left, or mixed.

The algorithm is Unicode's (UAX #9, version 16): rules W1 to W7, N0 to N2, I1, I2, L1 and L2. Marks that embed or
isolate are no part of it, for nobody may give any (`controls`).
"""

import unicodedata
from collections.abc import Iterator
from itertools import groupby

FROM_THE_LEFT, FROM_THE_RIGHT = "\u200e", "\u200f"  # marks that nobody sees
_RIGHT = ("R", "AL")
_STRONG = ("L", *_RIGHT)
_EMBEDDING = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
_NEUTRAL = ("B", "S", "WS", "ON")
_SEEN_AS_RIGHT = ("R", "AL", "AN", "EN")
_OPENS, _CLOSES = "([{⁅⟦⟨⟪⟬⟮⦃⦅「『【〈《〔〖〘〚（［｛｢", ")]}⁆⟧⟩⟫⟭⟯⦄⦆」』】〉》〕〗〙〛）］｝｣"
_PAIRS = dict(zip(_OPENS, _CLOSES, strict=True))
_SAME = {"\u2329": "〈", "\u232a": "〉"}  # equal by Unicode's own rule
_MOST_OPEN = 63


def base_level(text: str) -> int:
    """0 for text that is read from the left, 1 from the right: whichever way most of its words go.

    A name in another script turns nobody's sentence around, wherever it stands. A mark at the beginning says it itself.
    """
    if text[:1] in (FROM_THE_LEFT, FROM_THE_RIGHT):
        return int(text[:1] == FROM_THE_RIGHT)
    words = (
        [kind for kind in map(unicodedata.bidirectional, word) if kind in _STRONG] for word in text.split()
    )
    firsts = [kinds[0] for kinds in words if kinds]
    return int(sum(kind in _RIGHT for kind in firsts) > firsts.count("L"))


def in_order(parts: list[str], between: str) -> str:
    """Texts that stand beside each other, the first at the left unless all are read from the right."""
    joined = between.join(parts)
    return FROM_THE_LEFT + joined if len({base_level(part) for part in parts}) > 1 else joined


def levels(text: str, base: int) -> list[int]:
    """The level of each character of a line: even is read from the left, odd from the right."""
    kinds = [_kind(sign) for sign in text]
    edge = "R" if base else "L"
    solid = [number for number, kind in enumerate(kinds) if kind != "BN"]
    given = [kinds[number] for number in solid]
    strong = _bracketed([text[number] for number in solid], given, _weak(given, edge), edge)
    strong = _neutral(strong, edge)
    found = _invisible(
        len(text), dict(zip(solid, (_level(kind, base) for kind in strong), strict=True)), base
    )
    return _with_plain_edges(text, found, base)


def _kind(sign: str) -> str:
    """A character's class; what embeds or isolates has none here, and what is not assigned is a letter."""
    kind = unicodedata.bidirectional(sign) or "L"
    return "BN" if kind in _EMBEDDING else kind


def visual(runs: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Runs of a line (start, end, level) as they stand from left to right (L2)."""
    order = list(runs)
    lowest_odd = min((level for *_, level in runs if level % 2), default=1)
    for least in range(max((level for *_, level in runs), default=0), lowest_odd - 1, -1):
        order = _turned(order, least)
    return order


def _turned(order: list[tuple[int, int, int]], least: int) -> list[tuple[int, int, int]]:
    """Runs with each stretch of those at a level or above it turned around."""
    turned: list[tuple[int, int, int]] = []
    for high, group in groupby(order, key=lambda run: run[2] >= least):
        stretch = list(group)
        turned += stretch[::-1] if high else stretch
    return turned


def _level(kind: str, base: int) -> int:
    if base % 2 == 0:
        return base + {"L": 0, "R": 1, "AN": 2, "EN": 2}[kind]
    return base + (0 if kind == "R" else 1)


def _weak(kinds: list[str], edge: str) -> list[str]:
    """W1 to W7: what digits, their signs and marks are beside the letters around them."""
    found = list(kinds)
    before, strong = edge, edge
    for number, kind in enumerate(found):  # W1 to W3
        if kind == "NSM":
            kind = before
        if kind == "EN" and strong == "AL":
            kind = "AN"
        strong = kind if kind in _STRONG else strong
        before, found[number] = kind, kind
    found = ["R" if kind == "AL" else kind for kind in found]
    for number in range(1, len(found) - 1):  # W4
        sides = {found[number - 1], found[number + 1]}
        if (found[number] in ("ES", "CS") and sides == {"EN"}) or (found[number] == "CS" and sides == {"AN"}):
            found[number] = sides.pop()
    return _numbers_at_home(list(_ends(found)), edge)


def _ends(kinds: list[str]) -> Iterator[str]:
    """W5 and W6: percent and currency belong to digits beside them, else they are neutral."""
    found = list(kinds)
    for start, end, kind in _runs(found):
        beside = [found[start - 1] if start else "", found[end] if end < len(found) else ""]
        if kind == "ET":
            found[start:end] = ["EN" if "EN" in beside else "ON"] * (end - start)
    yield from ("ON" if kind in ("ES", "ET", "CS") else kind for kind in found)


def _numbers_at_home(kinds: list[str], edge: str) -> list[str]:
    """W7: digits after letters that are read from the left are read with them."""
    strong, found = edge, []
    for kind in kinds:
        strong = kind if kind in ("L", "R") else strong
        found.append("L" if kind == "EN" and strong == "L" else kind)
    return found


def _bracketed(text: list[str], given: list[str], kinds: list[str], edge: str) -> list[str]:
    """N0: a pair of brackets goes the way of what stands in it, or before it; so do marks on a bracket."""
    found = list(kinds)
    for opens, closes in _bracket_pairs(text, kinds):
        inside = {_direction(kind) for kind in found[opens + 1 : closes]} - {""}
        if edge in inside:
            way = edge
        elif inside:
            before = (_direction(kind) for kind in reversed(found[:opens]))
            other = inside.pop()
            way = other if next((one for one in before if one), edge) == other else edge
        else:
            continue
        for bracket in (opens, closes):
            marks = next((n for n, kind in enumerate(given[bracket + 1 :]) if kind != "NSM"), len(given))
            found[bracket : bracket + 1 + marks] = [way] * len(found[bracket : bracket + 1 + marks])
    return found


def _bracket_pairs(text: list[str], kinds: list[str]) -> list[tuple[int, int]]:
    """The places of brackets that belong together (BD16), in order of the opening ones."""
    open_ones: list[tuple[str, int]] = []
    pairs = []
    for number, (sign, kind) in enumerate(zip(text, kinds, strict=True)):
        sign = _SAME.get(sign, sign)
        if kind != "ON":
            continue
        if sign in _PAIRS:
            if len(open_ones) == _MOST_OPEN:
                return []
            open_ones.append((_PAIRS[sign], number))
        elif found := [at for at, (closing, _) in enumerate(open_ones) if closing == sign]:
            pairs.append((open_ones[found[-1]][1], number))
            del open_ones[found[-1] :]
    return sorted(pairs)


def _neutral(kinds: list[str], edge: str) -> list[str]:
    """N1 and N2: spaces and signs go the way of the letters on both sides, else the line's."""
    found = list(kinds)
    for start, end, neutral in _runs([kind if kind not in _NEUTRAL else "" for kind in kinds]):
        if neutral:
            continue
        before = _direction(found[start - 1]) if start else edge
        after = _direction(found[end]) if end < len(found) else edge
        found[start:end] = [before if before == after else edge] * (end - start)
    return found


def _direction(kind: str) -> str:
    return "L" if kind == "L" else "R" if kind in _SEEN_AS_RIGHT else ""


def _runs(kinds: list[str]) -> Iterator[tuple[int, int, str]]:
    start = 0
    for kind, group in groupby(kinds):
        end = start + len(list(group))
        yield start, end, kind
        start = end


def _invisible(count: int, known: dict[int, int], base: int) -> list[int]:
    """The levels of all characters: what nobody sees has that of what stands before it."""
    found, before = [], base
    for number in range(count):
        before = known.get(number, before)
        found.append(before)
    return found


def _with_plain_edges(text: str, found: list[int], base: int) -> list[int]:
    """L1: tabs, and spaces before them or at a line's end, stand at the line's own level."""
    plain, levels = True, []
    for sign, level in zip(reversed(text), reversed(found), strict=True):
        plain = sign == "\t" or (plain and sign.isspace())
        levels.append(base if plain else level)
    return levels[::-1]
