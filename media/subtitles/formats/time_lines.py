"""Lines of times of SRT and VTT files as people type them: `0:01 -> 0:03`, a full stop for a comma, spaces inside.

What is clear is written anew; what could mean two things (seconds above 59, four numbers, no minutes) is left alone.
"""

import re

_TIME = r"\d{1,3}\s*:\s*\d{1,2}(?:\s*:\s*\d{1,2})?(?:\s*[.,;]\s*\d{1,3})?"
_ARROW = r"--&gt;|-{1,3}\s?>|[–—−-]{1,2}\s?>|={1,2}>|[→⇒➔➜⟶]|>{1,2}|»|bis|à|tot|to"
_DASH = r"-{1,3}|–|—"  # which may also stand between two times that are read
_LINE = re.compile(
    rf"\s*(?:(?P<number>\d{{1,6}})[.)]?\s+)?(?P<start>{_TIME})\s*(?:(?P<arrow>{_ARROW})|(?P<dash>{_DASH}))\s*"
    rf"(?P<end>{_TIME})(?P<rest>(?:\s.*)?)"
)
_SETTINGS = re.compile(r"[A-Za-z][\w-]*:\S+(?:\s+[A-Za-z][\w-]*:\S+)*")
_EXACT = {"srt": re.compile(r"\d\d:\d\d:\d\d,\d{3}"), "vtt": re.compile(r"(?:\d{2,4}:)?\d\d:\d\d\.\d{3}")}
_POINT = {"srt": ",", "vtt": "."}


def rewritten(line: str, kind: str) -> str | None:
    """A line of times as its kind of file wants it, a number before it and a text behind it on lines of their own.

    None for a line that has no times, that is right already, or of which nobody can tell what it means.
    """
    found = _LINE.fullmatch(line)
    if not found:
        return None
    start, end = (_exact(found[part], kind) for part in ("start", "end"))
    rest = found["rest"].strip()
    if not start or not end or (found["dash"] and not _is_surely_a_cue(found)):
        return None
    settings = rest if _SETTINGS.fullmatch(rest) else ""
    lines = [f"{start} --> {end}{' ' + settings if settings and kind == 'vtt' else ''}"]
    lines = [found["number"], *lines] if found["number"] else lines
    lines += [rest] if rest and not settings else []
    new = "\n".join(lines)
    right = found["arrow"] == "-->" and all(_EXACT[kind].fullmatch(found[part]) for part in ("start", "end"))
    return None if right and len(lines) == 1 else new


def mended(text: str, kind: str) -> tuple[str, int]:
    """A file's text with its clear lines of times written anew, and how many those are."""
    lines = [(line, rewritten(line, kind)) for line in text.split("\n")]
    return "\n".join(new or line for line, new in lines), sum(new is not None for _, new in lines)


def _exact(written: str, kind: str) -> str:
    """A time with hours, minutes, seconds and thousandths; nothing where it cannot be one."""
    clock, part = [*re.split(r"[.,;]", re.sub(r"\s", "", written)), ""][:2]
    hours, minutes, seconds = ([0] * 2 + [int(one) for one in clock.split(":")])[-3:]
    if minutes > 59 or seconds > 59:
        return ""
    return f"{hours:02}:{minutes:02}:{seconds:02}{_POINT[kind]}{part.ljust(3, '0')}"


def _is_surely_a_cue(found: re.Match[str]) -> bool:
    """Whether times with a dash between them are no words, such as opening hours: they have seconds and more."""
    return all(found[part].count(":") == 2 or re.search(r"[.,;]", found[part]) for part in ("start", "end"))
