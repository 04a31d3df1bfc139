"""What the queue refuses, as code and parameters; the sentences live upstairs (`campaign/messages/`)."""


class ScheduleError(Exception):
    """Root of the queue's errors: a kebab-case `code` and the `params` its sentence needs."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(f"{code}: {params}")
        self.code = code
        self.params = params


class BadRequest(ScheduleError):
    """Asked for something that does not exist or cannot be meant (exit 2)."""


class DatabaseBusy(ScheduleError):
    """Another program kept the database locked for longer than we wait: nothing was written, try again (exit 1)."""


class NotReady(ScheduleError):
    """The campaign is not ready for it: no consent, no token, paused, another service (exit 3)."""
