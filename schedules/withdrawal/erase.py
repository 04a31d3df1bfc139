"""What a withdrawal deletes on this computer: films and all made of them, pictures, the rehearsal Page's copies.

Everything here may be done again and again: what is gone is no error.
"""

import glob
import json
import shutil
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TypeGuard

from sqlmodel import Session

from media import files, given_files, json_values
from media.errors import BadInput
from media.json_values import Json
from media.render import recipe
from media.sources import stills
from schedules.database import posts, remote_objects, testimonies, withdrawals
from schedules.model import campaign_paths
from schedules.model.records import ListedWithdrawal, RemoteObject, Testimony, Withdrawal
from schedules.rehearsal.store import Shelf, Thing, ThingData

PLAY = "rehearsed"  # the folder of the last `campaign rehearse`: a log and a report
LIST = Path("consent") / "withdrawn.json"
MOST = 2**63 - 1  # the largest number that SQLite takes
LONGEST_LIST = 20 * given_files.MEGABYTE
KEYS = frozenset(ListedWithdrawal.__annotations__)


def films(folder: Path, film: Testimony, language: str | None) -> None:
    """Delete what was rendered of a film, previews and what a killed render left included; one language, or all."""
    for place in (folder / "renders", folder / "renders" / "preview"):
        for made in _made_of(place, film.film_sha256, language):
            recipe.remove(made)
        if place.is_dir():
            files.remove_dead_folders(place)


def sources(folder: Path, film: Testimony, language: str | None) -> None:
    """Delete our copy of subtitles in a language, with its words; without a language of all, and the film itself."""
    spoken = [one for one in film.subtitles if language in (None, one)]
    places = (campaign_paths.subtitles, campaign_paths.words)
    paths = [place(folder, film, one, to_delete=True) for one in spoken for place in places]
    source = campaign_paths.film(folder, film, to_delete=True) if language is None else None
    for path in paths:
        files.remove_file(path)
    if language is not None:
        place = campaign_paths.film(folder, film, to_delete=True)
        for heard in place.parent.glob(f"{glob.escape(place.stem)}{campaign_paths.HEARD}-*"):
            files.remove_file(heard)
        stem = place.stem
        stills.forget(folder / "renders", f"{stem}.{language}")
    if source:
        files.remove_file(source)
        for older in source.parent.glob(f"{glob.escape(source.stem)}.*"):  # subtitles of earlier versions
            files.remove_file(older)
        (folder / "renders" / f"{source.stem}.film.json").unlink(missing_ok=True)
        stills.forget(folder / "renders", source.stem)
        for aside in folder.glob("campaign.before-*"):  # copies of the database from before an update
            files.remove_file(aside)


def pictures(session: Session, folder: Path, numbers: Iterable[int]) -> None:
    """Delete the photos and covers of these posts."""
    for number in numbers:
        ours = campaign_paths.pictures(folder, posts.post(session, number), to_delete=True)
        for path in (*folder.glob(f"pictures/{number:04d}-*"), *ours):
            files.remove_file(path)


def play(folder: Path, books: Path) -> None:
    """Delete the last play whole: it tells of everybody, and can be played again.

    Not the play in which this withdrawal is carried out: its database, `books`, is a copy that lies there.
    """
    if (folder / PLAY).is_dir() and books.parent == folder:
        shutil.rmtree(folder / PLAY)


def require_rehearsal(folder: Path) -> None:
    """Raise BadRequest where the rehearsal Page's store is damaged or not ours alone: it could not be erased from."""
    if (folder / "rehearsal" / "page.db").is_file():
        Shelf(folder / "rehearsal").close()


def rehearsal(folder: Path, objects: Iterable[RemoteObject]) -> None:
    """Purge the rehearsal Page's store of what these objects are, known by id or by their words alone."""
    store = folder / "rehearsal"
    if not (store / "page.db").is_file():
        return
    found = list(objects)
    ids = {key for one in found for key in (one.remote_id, *one.parts) if key}
    marks = {one.mark for one in found}

    def doomed(thing: Thing) -> bool:
        ours = ids & {thing.id, thing.story, thing.parent}
        return bool(ours) or not marks.isdisjoint(_marks(thing.data))

    shelf = Shelf(store)
    try:
        shelf.purge(doomed)
    finally:
        shelf.close()


def listing(session: Session, folder: Path) -> None:
    """Write which consents were withdrawn beside the signed forms, by numbers alone, for a backup that comes back.

    What is listed there and this database does not know stays: another backup may hold it.
    """
    told = told_of(session)
    known = {_scope(one) for one in told}
    told += [one for one in listed(folder) if _scope(one) not in known]
    keep(folder, told)


def told_of(session: Session) -> list[ListedWithdrawal]:
    """Return the withdrawals that a database knows, as they are listed."""
    return [_told(session, one) for one in withdrawals.everything(session)]


def listed(folder: Path) -> list[ListedWithdrawal]:
    """Return what a campaign folder lists as withdrawn; nothing where there is no list that can be read."""
    try:
        return read_list(folder / LIST)
    except (OSError, ValueError):
        return []


def read_list(path: Path) -> list[ListedWithdrawal]:
    """Return a list of withdrawals; raises OSError, or ValueError where the file is none."""
    try:
        entries: Json = json_values.parsed(given_files.read(path, most=LONGEST_LIST).decode())
    except BadInput as refused:
        raise ValueError(LIST) from refused
    known = [entry for entry in entries if _is_told(entry)] if isinstance(entries, list) else []
    if not isinstance(entries, list) or len(known) < len(entries):
        raise ValueError(LIST)
    return known


def _is_told(one: object) -> TypeGuard[ListedWithdrawal]:
    if not isinstance(one, dict) or not one.keys() >= KEYS:
        return False
    numbers = all(type(one[key]) is int and 0 < one[key] <= MOST for key in ("testimony", "person"))
    words = all(isinstance(one[key], str | None) for key in ("channel", "language"))
    return numbers and words and datetime.fromisoformat(str(one["asked_at"])).tzinfo is not None


def keep(folder: Path, told: list[ListedWithdrawal]) -> None:
    """Write the list, whole or not at all."""
    path = folder / LIST
    files.folder(path.parent)
    files.write_whole(path, json.dumps(told, indent=1).encode())


def _scope(told: ListedWithdrawal) -> tuple[object, ...]:
    return told["testimony"], told["film_sha256"], told["person"], told["channel"], told["language"]


def is_told_as(of: Withdrawal, told: ListedWithdrawal) -> bool:
    """Tell whether a withdrawal is the one that is listed so."""
    scope = (of.testimony_id, of.person_id, of.channel, of.language)
    return scope == (told["testimony"], told["person"], told["channel"], told["language"])


def lists(folder: Path, told: ListedWithdrawal) -> bool:
    """Tell whether another folder of the campaign lists a withdrawal, or one of all channels and languages."""
    whole = ListedWithdrawal(**{**told, "channel": None, "language": None})
    return {_scope(told), _scope(whole)} & set(map(_scope, listed(folder))) != set()


def _told(session: Session, withdrawal: Withdrawal) -> ListedWithdrawal:
    film = testimonies.testimony_by_id(session, withdrawal.testimony_id)
    return ListedWithdrawal(
        testimony=withdrawal.testimony_id,
        film_sha256=film.film_sha256,
        person=withdrawal.person_id,
        channel=withdrawal.channel,
        language=withdrawal.language,
        asked_at=withdrawal.asked_at.isoformat(),
    )


def _made_of(place: Path, film_sha256: str, language: str | None) -> Iterator[Path]:
    for known in recipe.known(place):
        laid_out = known.written.get("timeline", {})
        spoken = laid_out.get("language"), laid_out.get("second_language")
        if film_sha256 in known.written.get("inputs", {}).values() and language in (None, *spoken):
            yield known.path


def _marks(data: ThingData) -> set[str]:
    return remote_objects.marks_of(str(data.get("message", "")), data.get("link"))
