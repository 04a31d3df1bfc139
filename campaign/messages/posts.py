"""What is said of a post's pictures, comment and cover, of posts that look alike, and of a live post's new caption."""

from campaign.messages.translate import N_
from schedules.model.states import State as S
from schedules.model.states import after

SENTENCES = {
    "picture-missing": N_(
        "the picture {path} does not exist or is no file. Check the name and where you are."
    ),
    "photo-unreadable": N_("the picture {path} cannot be read ({detail}). Check its permissions."),
    "photo-empty": N_("the picture {path} is empty (0 bytes). Copy it again."),
    "photo-heavy": N_(
        "the picture {path} has {size:number} MB; Facebook takes {most:number} MB. Save it smaller, as a JPEG."
    ),
    "photo-large": N_("the picture {path} has more than {most:number} million pixels. Save it smaller."),
    "photo-kind": N_(
        "the picture {path} is a {kind}; give {kinds:word} here. Open it and save or export it as JPEG."
    ),
    "photo-heic": N_(
        "the picture {path} is a HEIC, as iPhones keep them; give {kinds:word} here. Export it as JPEG, or set "
        "the phone "
        "to Settings, Camera, Formats, Most Compatible."
    ),
    "photo-none": N_("{path} is no picture. Give {kinds:word}."),
    "photo-moving": N_(
        "the picture {path} moves; a photo stands still. Save one picture of it, or give a film."
    ),
    "photo-broken": N_(
        "the picture {path} is cut off or damaged ({detail}). Try to open it; export or copy it again."
    ),
    "photo-with-film": N_("a post has photos or a film, not both. Leave out --photo or --testimony."),
    "alts-too-many": N_(
        "there are more descriptions ({alts}) than photos ({photos}). Give one --alt for each --photo, in their "
        "order."
    ),
    "reel-without-film": N_("a reel is a film. Name one with --testimony, or leave --kind out."),
    "reel-format": N_("a reel is upright, not {format}. Say --format portrait, or leave --format out."),
    "comment-empty": N_("--first-comment is empty. Write a comment, or leave the option out."),
    "comment-long": N_(
        "the first comment has {length:number} characters; Facebook takes {limit:number}. Shorten it."
    ),
    "thumbnail-without-film": N_(
        "--thumbnail and --thumbnail-at are for films. Name one with --testimony, or leave them out."
    ),
    "thumbnail-past-end": N_(
        "--thumbnail-at {at:g} s lies past the end of the finished film of {slug}, which lasts {lasts:g} s. "
        "Choose an earlier moment."
    ),
    "twin": N_(
        "post {twin}, which is still to go out, says exactly the same, so nobody could tell the two apart on the "
        "Page. Change a word, or cancel the other one: `campaign post cancel {twin}`."
    ),
    "twin-approval": N_(
        "post {number} was not approved: post {twin}, which is still to go out, says exactly the same, so "
        "nobody could "
        "tell the two apart on the Page. Change a word with `campaign post edit {number}`, or `campaign post cancel "
        "{twin}`."
    ),
    "picture-gone": N_(
        "post {number} was not approved: its picture {path} is gone from the campaign folder. Give it again with "
        "`campaign post edit {number}`."
    ),
    "live-edit": N_(
        "post {number} is live, so its caption alone can be changed, not {options}. For more, `campaign post remove "
        "{number}` and add it anew."
    ),
    "live-caption-empty": N_(
        "a live post keeps a caption: give --caption some words, or take post {number} off with `campaign post "
        "remove {number}`."
    ),
    "live-page-unknown": N_(
        "nobody knows any more on which Page post {number} is, so its caption cannot be changed from here. Change it "
        "on facebook.com."
    ),
    "words-underway": N_(
        "the new caption of post {number} is on its way to the Page right now. Try again in some minutes."
    ),
    "post-edit-waits": N_(
        "Post {number} is live and stays as it is. Its new caption waits for approval: "
        "`campaign post approve {number}`."
    ),
    "post-edit-approved": N_(
        "Post {number} is live; its new caption is approved, and the service sends it to the Page."
    ),
    "post-cover-own": N_("a picture of its own"),
    "preview-written": N_("Wrote {path}: how post {number} will look. Open it in a browser."),
}
REASONS = {
    "photo-undescribed": N_(
        "a photo of post {number} has no description for those who cannot see it. Add one with --alt."
    ),
    "photos-undescribed": N_(
        "{count} photos of post {number} have no description for those who cannot see them. Add one --alt for each."
    ),
    "thumbnail-shape": N_(
        "the cover of post {number} ({width}x{height}) has not the shape of its film ({format}), so Facebook cuts it "
        "or leaves bars. Give one in the film's shape."
    ),
}
EVENTS = {
    "event-edit-proposed": N_("new caption proposed; the old one stays on the Page"),
    "event-edit-withdrawn": N_("new caption withdrawn"),
    "event-edit-approved": N_("new caption approved"),
}


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


SENTENCES |= {
    "removed-when-published": N_(  # only where its number on the Page was lost
        "nobody knows any more under which number post {number} is on the Page. Delete it on facebook.com."
    ),
} | {
    f"{event}-when-{state}": said
    for event in STAFF
    for state in S
    if after(state, event) is None and (said := _said(event, state))
}
