"""What a call to the Page can end in: the tree of what a caller can decide. `error_table.py` says which it is."""

from schedules.errors import ScheduleError

TOLD = ("graph_code", "subcode", "after_s", "message", "said")  # of an error, what the log keeps


class GraphError(ScheduleError):
    """Root of what a call to the Page can end in; `params` never hold a token.

    Of an answer of Graph's they hold `graph_code`, `subcode`, `message` (its words to developers) and `said` (those to
    users); of what never came so far, none of these.
    """

    @property
    def told(self) -> dict[str, object]:
        """Return what the log and a reason keep of it."""
        return {name: self.params[name] for name in TOLD if name in self.params}


class NotSent(GraphError):
    """No connection came about: certainly not sent."""


class Unknown(GraphError):
    """Nobody can tell from the answer whether it was done: look before anything is sent again."""


class TryLater(GraphError):
    """A rate limit, or a block for a while, refused before processing: make no call for `after_s` seconds."""

    def __init__(self, code: str, *, after_s: int, **params: object) -> None:
        super().__init__(code, after_s=after_s, **params)
        self.after_s = after_s


class Unauthorized(GraphError):
    """The token is no longer good: stop all work on this Page until a person renews it."""


class Forbidden(GraphError):
    """A permission or role is missing, the Page is restricted, a setting is wrong: stop, a person must act."""


class Absent(GraphError):
    """No such object: gone, invisible, or not yet there just after its creation."""


class WrongOffset(GraphError):
    """The Page wants other bytes: go on with [start, end)."""

    def __init__(self, code: str, *, start: int, end: int, **params: object) -> None:
        super().__init__(code, start=start, end=end, **params)
        self.start, self.end = start, end


class Refused(GraphError):
    """Refused for certain: asking again the same way will not help."""


class BadContent(Refused):
    """Refused for what is in it: the film's file, its shape, the link."""
