"""Days where the log takes a post or a testimony, such as `log vandaag`: with the options that they need."""

from datetime import datetime

from campaign.cli.typed_lines.typed_line import Line, Slip
from campaign.typed import moments
from schedules.errors import BadRequest

_LOG = ("log",)


def slip(line: Line, now: datetime) -> Slip | None:
    """Refuse a day behind `log` with `--from`, and with `--to` too where it is not today; None where it is none."""
    if line.before[-1:] != _LOG:
        return None
    texts = [one.text for one in line.words]
    said = [place for place, one in enumerate(line.words) if one.free]
    said = said or [place for place, one in enumerate(line.words) if _is_flag(line, place)]
    if not said or any(text in ("--from", "--to") for text in texts):
        return None
    text = " ".join(texts[place].lstrip("-") for place in said)
    try:
        day = moments.read_day(text, today=now.date())
    except BadRequest:
        return None
    left = [one for place, one in enumerate(texts) if place not in said]
    ends = [] if day == now.date() else ["--to", text]
    meant = line.rewritten([*left, "--from", text, *ends])
    if ends:
        return Slip(code="slip-missing-several", meant=meant, params={"options": "--from, --to"})
    return Slip(code="slip-missing", meant=meant, params={"option": "--from", "text": text})


def _is_flag(line: Line, place: int) -> bool:
    """Tell whether a word is an option that the command has not."""
    one = line.words[place]
    known = {name for param in line.command.params for name in param.opts}
    return one.text.startswith("--") and one.text not in known
