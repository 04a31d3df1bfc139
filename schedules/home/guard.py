"""Asks, before each step of a service, whether its folder is still the campaign, which may be adopted elsewhere."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from schedules.database.engine import Store
from schedules.errors import NotReady
from schedules.home import record, standing
from schedules.home.record import Home

_Sign = tuple[int, int, int]


@dataclass(kw_only=True)
class Guard:
    """One service's watch over its home: two files' dates are looked at, and read again only when they changed."""

    folder: Path
    store: Store
    home: Home | None = None
    refusal: NotReady | None = None
    _signs: tuple[_Sign | None, _Sign | None] | None = field(default=None, repr=False)

    def begin(self) -> None:
        """Take the folder for the campaign's home, or raise NotReady."""
        self.home = standing.settle(self.folder, self.store).home
        self._signs = None  # what changed since is seen by the first look
        self.require()

    def require(self) -> None:
        """Raise NotReady where the folder is the campaign's home no longer."""
        if not self.holds():
            assert self.refusal is not None
            raise self.refusal

    def holds(self) -> bool:
        """Tell whether the folder is still the campaign's home; once it is not, it never is again."""
        if self.refusal is None:
            signs = self._look()
            if signs != self._signs:
                self.refusal = self._judged()
                self._signs = signs
        return self.refusal is None

    @property
    def stands(self) -> bool:
        """Whether the folder is where it was, and is the one it was."""
        try:
            return self.home is None or self.folder.stat().st_ino == self.home.inode
        except OSError:
            return False

    def remember(self, newest: int) -> None:
        """Note how far the home has come, so that an older copy of it is known to be one when the home is gone."""
        if self.home is None or newest <= self.home.seen:
            return
        with record.alone():
            if self.holds() and self._signs:
                self.home = replace(self.home, seen=newest)
                record.keep(self.home)
                self._signs = (self._signs[0], self._look()[1])  # the list alone was ours to change

    def _look(self) -> tuple[_Sign | None, _Sign | None]:
        listed = record.place(self.home.number) if self.home else None
        return _sign(self.folder / record.FILE), _sign(listed)

    def _judged(self) -> NotReady | None:
        if not self.stands:
            return NotReady("home-gone", folder=self.folder)
        found = standing.of(self.folder, self.store)
        return None if found.publishes else found.refusal()


def _sign(path: Path | None) -> _Sign | None:
    try:
        known = path.stat() if path else None
    except OSError:
        return None
    return (known.st_ino, known.st_size, known.st_mtime_ns) if known else None
