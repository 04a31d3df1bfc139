"""Moments in a film, as people read them."""


def clock(ms: int) -> str:
    """Milliseconds as hours, minutes and seconds: 62345 is `0:01:02.345`."""
    sign, ms = ("-", -ms) if ms < 0 else ("", ms)
    seconds, rest = divmod(ms, 1000)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"
