"""What the bench refuses, as code and parameters; sentences live upstairs (`campaign/messages/films.py`)."""


class MediaError(Exception):
    """Root of the bench's errors: a kebab-case `code` and the `params` its sentence needs."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(f"{code}: {params}")
        self.code = code
        self.params = params

    def __reduce__(self) -> tuple[object, ...]:
        return _revive, (type(self), self.code, self.params)


def _revive(kind: type[MediaError], code: str, params: dict[str, object]) -> MediaError:
    return kind(code, **params)


class BadInput(MediaError):
    """A film, subtitle file or brand kit that a person has to mend."""


class RenderFailed(MediaError):
    """The work was tried and failed: no room on the disk, ffmpeg stopped."""


class NotInstalled(MediaError):
    """Something that the work needs is not on this computer: an extra of ours, or a model."""
