"""Which post a plan's row means: by its number, else its key, else what it is like."""

from collections.abc import Iterable, Mapping, Sequence

from campaign.settings.declarations import Settings
from campaign.spreadsheets import likeness
from campaign.spreadsheets.likeness import Matches
from campaign.spreadsheets.plan_rows.rows import PlanRow
from schedules.errors import BadRequest
from schedules.model.records import Post


def match(
    rows: Sequence[PlanRow],
    posts: Sequence[Post],
    settings: Settings,
    photos: Mapping[int, tuple[str, ...]],
) -> Matches:
    """Find each row's post; a post that ended is meant only by its number, its key, or a row that repeats it.

    `photos` are the hashes of the files that a row names, by the row's number.
    """
    found = Matches()
    numbered, keyed = {one.number: one for one in posts}, {one.key: one for one in posts if one.key}
    _refuse_repeated(rows, found)
    refused = {one.row for one in found.refused}
    rest = []
    for row in (one for one in rows if one.row not in refused):
        number, key = row.said.get("number"), row.said.get("key")
        holder = keyed.get(key) if key else None
        if number is None and holder is None:
            rest.append(row)
        elif number is not None and number not in numbered:
            found.refused.append(row.refusal("number", BadRequest("plan-number-unknown", number=number)))
        elif number is not None and holder is not None and holder.number != number:
            found.refused.append(row.refusal("key", BadRequest("plan-key-taken", number=holder.number)))
        else:
            found.posts[row.row] = numbered[number] if number is not None else holder
    taken = {one.number for one in found.posts.values() if one}
    likeness.match(rest, [one for one in posts if one.number not in taken], settings, photos, found)
    return found


def _refuse_repeated(rows: Iterable[PlanRow], found: Matches) -> None:
    for name, code in (("number", "plan-number-twice"), ("key", "plan-key-twice")):
        first: dict[object, int] = {}
        for row in rows:
            said = row.said.get(name)
            if said is not None and first.setdefault(said, row.row) != row.row:
                why = BadRequest(code, text=said, first=first[said])
                found.refused.append(row.refusal(name, why))
