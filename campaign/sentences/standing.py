"""How a post stands, in words: each state in one sentence, and what to do instead of a step that it cannot make."""

from campaign.sentences.marking import N_
from schedules.model.states import State as S
from schedules.model.states import after

LIFE: dict[S, str] = {
    S.DRAFT: N_("It is being written: nothing of it goes out before it has a date and is approved."),
    S.APPROVED: N_(
        "It goes out by itself at its moment; until then its film is made, and it waits to go up."
    ),
    S.UPLOADING: N_("It is going up to the Page, where nobody sees it yet."),
    S.STAGED: N_("It is on the Page, whole and hidden, and is shown at its moment."),
    S.PUBLISHING: N_("The Page was asked to show it and has not confirmed it yet."),
    S.PUBLISHED: N_(
        "The Page says that it is out. Its caption can still be edited, and `campaign post remove` takes it off."
    ),
    S.HELD: N_(
        "It does not go out: something was in its way when it was due, or somebody held it. `campaign post "
        "release` lets it go its way."
    ),
    S.DOUBTFUL: N_(
        "Nobody can know whether it is out. Look at the Page, then `campaign post settle` ends the doubt."
    ),
    S.FAILED: N_("It could not go out. Mend what its reason says, then `campaign post retry`."),
    S.CANCELLED: N_("It never goes out. This is an end: plan it anew with `campaign post add`."),
    S.REMOVED: N_(
        "It was out and was taken off the Page. This is an end: plan it anew with `campaign post add`."
    ),
}

_WAITING = (S.APPROVED, S.UPLOADING, S.STAGED)
_SETTLED = ("settled-published", "settled-absent")
STAFF = (
    "approved",
    "unapproved",
    "held",
    "released",
    "cancelled",
    "retried",
    *_SETTLED,
    "removed",
    "moved",
    "edited",
)  # what staff ask for; every other step is the service's own
_TO_RELEASE = N_("post {number} is held. `campaign post release {number}` lets it go its way.")
_TO_APPROVE = N_("post {number} is a draft. `campaign post approve {number}` lets it go out at its moment.")
_TO_RETRY = N_(
    "post {number} failed. `campaign post show {number}` says why; mend that, then `campaign post retry {number}`."
)
_TO_REMOVE = N_("post {number} is on the Page. `campaign post remove {number}` takes it off.")

# What is said of a state whatever is asked; of two rows for the same pair, that below wins.
_ALWAYS: dict[S, str] = {
    S.PUBLISHING: N_(
        "post {number} is just being shown on the Page, so nothing can be changed now. In a minute or two `campaign "
        "post show {number}` says what became of it."
    ),
    S.PUBLISHED: _TO_REMOVE,
    S.HELD: _TO_RELEASE,
    S.DOUBTFUL: N_(
        "nobody knows whether post {number} is out. Look at the Page, then say what you saw: `campaign post settle "
        "{number} --published ID` or `campaign post settle {number} --absent`."
    ),
    S.FAILED: _TO_RETRY,
    S.CANCELLED: N_("post {number} is cancelled, for good. `campaign post add` plans it anew."),
    S.REMOVED: N_("post {number} was taken off the Page, for good. `campaign post add` plans it anew."),
    S.DRAFT: _TO_APPROVE,
}
_ROWS: tuple[tuple[tuple[str, ...], tuple[S, ...], str], ...] = (
    (
        ("approved",),
        _WAITING,
        N_(
            "post {number} is approved already and goes out at its moment. `campaign post unapprove {number}` takes "
            "the approval back."
        ),
    ),
    (
        ("approved",),
        (S.PUBLISHED,),
        N_(
            "post {number} is on the Page, and no new caption of it waits for approval. `campaign post edit {number} "
            "--caption T` proposes one."
        ),
    ),
    (
        ("approved",),
        (S.HELD,),
        N_(
            "post {number} is held. `campaign post release {number}` lets it go its way; where it lacks an approval, "
            "`campaign post unapprove {number}` makes it a draft, which can be approved."
        ),
    ),
    (
        ("unapproved",),
        (S.DRAFT,),
        N_(
            "post {number} is a draft, so there is no approval to take back; nothing goes out before `campaign post "
            "approve {number}`."
        ),
    ),
    (
        ("held",),
        (S.DRAFT,),
        N_(
            "post {number} is a draft and need not be held: nothing goes out before `campaign post approve {number}`."
        ),
    ),
    (
        ("held",),
        (S.HELD,),
        N_("post {number} is held already. `campaign post release {number}` lets it go its way."),
    ),
    (
        ("held",),
        (S.FAILED,),
        N_(
            "post {number} failed and does not go out by itself, so it need not be held. `campaign post retry "
            "{number}` tries it again, `campaign post cancel {number}` ends it."
        ),
    ),
    (
        ("released",),
        _WAITING,
        N_(
            "post {number} is not held: it goes out by itself at its moment. `campaign post move {number} --at WHEN` "
            "gives it another."
        ),
    ),
    (
        ("retried",),
        _WAITING,
        N_(
            "post {number} has not failed: it goes out by itself at its moment. `campaign post show {number}` tells "
            "more."
        ),
    ),
    (
        ("released", "retried"),
        (S.PUBLISHED,),
        N_(
            "post {number} is on the Page already; there is nothing to do. `campaign post remove {number}` would take "
            "it off."
        ),
    ),
    (
        ("cancelled",),
        (S.CANCELLED,),
        N_("post {number} is cancelled already; there is nothing to do."),
    ),
    (
        ("removed",),
        (S.REMOVED,),
        N_("post {number} is off the Page already; there is nothing to do."),
    ),
    (
        ("removed",),
        (S.DRAFT, *_WAITING, S.HELD, S.FAILED),
        N_(
            "post {number} was never on the Page, so there is nothing to take off. `campaign post cancel {number}` "
            "keeps it from going out."
        ),
    ),
    (
        ("removed",),
        (S.CANCELLED,),
        N_("post {number} is cancelled and was never on the Page; there is nothing to do."),
    ),
    (
        _SETTLED,
        tuple(state for state in S if state is not S.DOUBTFUL),
        N_(
            "there is no doubt about post {number}: it is {state:word}. `campaign post list --state doubtful` shows "
            "the posts to settle."
        ),
    ),
    (
        ("moved",),
        (S.PUBLISHED,),
        N_(
            "post {number} is on the Page already, so its moment is past. `campaign post remove {number}` takes it "
            "off; `campaign post add` plans another."
        ),
    ),
)


def _said(event: str, state: S) -> str | None:
    rows = [text for events, states, text in _ROWS if event in events and state in states]
    return rows[-1] if rows else _ALWAYS.get(state)


SENTENCES: dict[str, str] = {
    "removed-when-published": N_(  # only where its number on the Page was lost
        "nobody knows any more under which number post {number} is on the Page. Delete it on facebook.com."
    ),
} | {
    f"{event}-when-{state}": said
    for event in STAFF
    for state in S
    if after(state, event) is None and (said := _said(event, state))
}
