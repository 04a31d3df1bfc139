"""Sentences about a post's pictures, comment and cover, identical posts, refused steps, a live post's new caption."""

from campaign.messages.translate import N_, NN_, Sentence
from schedules.model.states import State as S
from schedules.model.states import after

SENTENCES: dict[str, Sentence] = {
    "no-subtitles-held": N_(
        "{slug} has no subtitles in {language:language}, so the post cannot be approved. Add them: "
        "`campaign testimony edit {slug} --subtitles {language}:FILE`."
    ),
    "picture-missing": N_(
        "the picture {path} does not exist or is not a file. Check the name and the current folder."
    ),
    "photo-unreadable": N_("the picture {path} cannot be read ({detail}). Check its permissions."),
    "photo-empty": N_("the picture {path} is empty (0 bytes). Copy it again."),
    "photo-heavy": N_(
        "the picture {path} has {size:number} MB; Facebook accepts {most:number} MB. Save it smaller, as "
        "a JPEG."
    ),
    "photo-large": N_("the picture {path} has more than {most:number} million pixels. Save it smaller."),
    "photo-kind": N_(
        "the picture {path} is a {kind:word}; use {kinds:word} here. Open it and save or export it as JPEG."
    ),
    "photo-film": N_(
        "{path} is a film, not a photo. Register it with `campaign testimony add {path} --slug S --speaker NAME --role "
        "ROLE --organisation ORG --language L`, and post it with `campaign post add --testimony S`."
    ),
    "photo-several": N_(
        "the picture {path} holds {count:number} pictures. Export the one that you mean as JPEG, and give that."
    ),
    "photo-undecoded": N_(
        "the picture {path} is of a kind that the program cannot open on this computer. Open it and export it as JPEG."
    ),
    "photo-none": N_("{path} is not a picture. Use {kinds:word}."),
    "photo-moving": N_(
        "the picture {path} is animated; a photo is not. Save one frame of it, or use a film."
    ),
    "photo-broken": N_("the picture {path} is cut off or damaged. Try to open it; export or copy it again."),
    "photo-with-film": N_("a post has photos or a film, not both. Leave out --photo or --testimony."),
    "alts-too-many": N_(
        "there are more descriptions ({alts}) than photos ({photos}). Give one --alt for each --photo, in "
        "the same order."
    ),
    "reel-without-film": N_("a reel is a film. Name one with --testimony, or leave --kind out."),
    "reel-format": N_(
        "a reel is upright, not {format:word}. Use --format {upright:choice}, or leave --format out."
    ),
    "comment-empty": N_("--first-comment is empty. Write a comment, or leave the option out."),
    "comment-long": N_(
        "the first comment has {length:number} characters; Facebook accepts {limit:number}. Shorten it."
    ),
    "thumbnail-without-film": N_(
        "--thumbnail and --thumbnail-at are for films. Name one with --testimony, or leave them out."
    ),
    "thumbnail-past-end": N_(
        "--thumbnail-at {at:g} s is past the end of the finished film of {slug}, which lasts {lasts:g} s. "
        "Choose an earlier moment."
    ),
    "settle-unseen": N_(
        "the Page {page} shows nothing under {id}, so post {number} was not settled. The id stands in the address of "
        "the post on the Page; if it is not there: `campaign post show {number}` says what to do."
    ),
    "settle-hidden": N_(
        "what the Page {page} has under {id} is not visible yet, so post {number} was not settled as published."
    ),
    "settle-other-post": N_(
        "{id} is post {other} of this campaign, so post {number} was not settled. Give the id of post {number}."
    ),
    "twin": N_(
        "post {twin}, which has not gone out yet, is identical, so the two could not be told apart on the "
        "Page. Change a word, or cancel the other one: `campaign post cancel {twin}`."
    ),
    "twin-other": N_(
        "post {twin}, which has not gone out yet, has the same text, and only the text tells two posts without a film "
        "apart on the Page. To change that post: `{how}`. For another one, change a word, or cancel that one: "
        "`campaign post cancel {twin}`."
    ),
    "twin-approval": N_(
        "post {number} was not approved: post {twin}, which has not gone out yet, is identical, so the "
        "two could not be told apart on the Page. Change a word with `campaign post edit {number}`, or "
        "run `campaign post cancel {spare}`."
    ),
    "picture-gone": N_(
        "post {number} was not approved: its picture {path} is missing from the campaign folder. Give it "
        "again with `campaign post edit {number}`."
    ),
    "live-edit": N_(
        "post {number} is live, so only its caption can be changed, not {options}. For more, run "
        "`campaign post remove {number}` and add it again."
    ),
    "live-caption-empty": N_(
        "a live post keeps a caption: give --caption a text, or remove post {number} with `campaign post "
        "remove {number}`."
    ),
    "live-page-unknown": N_(
        "it is no longer known on which Page post {number} is, so its caption cannot be changed from "
        "here. Change it on facebook.com."
    ),
    "words-underway": N_(
        "the new caption of post {number} is being sent to the Page right now. Try again in a few minutes."
    ),
    "post-edit-waits": N_(
        "Post {number} is live and stays as it is. Its new caption waits for approval: `{how}`."
    ),
    "post-edit-waits-people": NN_(
        "{count} approval is still missing for the new caption of post {number}, which stays live as it is: `{how}`.",
        "{count} approvals are still missing for the new caption of post {number}, which stays live as it is: "
        "`{how}`.",
    ),
    "post-edit-approved": N_(
        "Post {number} is live; its new caption is approved, and the service sends it to the Page."
    ),
    "post-cover-own": N_("a picture of its own"),
    "counted-none": N_("no posts"),
    "counted-draft": NN_("{count} draft", "{count} drafts"),
    "counted-approved": NN_("{count} is approved", "{count} are approved"),
    "counted-uploading": NN_("{count} is being uploaded", "{count} are being uploaded"),
    "counted-staged": NN_("{count} is on the Page, hidden", "{count} are on the Page, hidden"),
    "counted-publishing": NN_("{count} is being published", "{count} are being published"),
    "counted-published": NN_("{count} is published", "{count} are published"),
    "counted-held": NN_("{count} is held", "{count} are held"),
    "counted-doubtful": NN_("{count} is doubtful", "{count} are doubtful"),
    "counted-failed": NN_("{count} has failed", "{count} have failed"),
    "counted-cancelled": NN_("{count} is cancelled", "{count} are cancelled"),
    "counted-removed": NN_("{count} is removed", "{count} are removed"),
    "played-draft": NN_("{count} post still a draft", "{count} posts still drafts"),
    "played-approved": NN_("{count} post approved and not due yet", "{count} posts approved and not due yet"),
    "played-uploading": NN_("{count} post half uploaded", "{count} posts half uploaded"),
    "played-staged": NN_(
        "{count} post uploaded and not shown yet", "{count} posts uploaded and not shown yet"
    ),
    "played-publishing": NN_("{count} post about to be shown", "{count} posts about to be shown"),
    "played-published": NN_("{count} post published", "{count} posts published"),
    "played-held": NN_("{count} post held", "{count} posts held"),
    "played-doubtful": NN_("{count} post doubtful", "{count} posts doubtful"),
    "played-failed": NN_("{count} post failed", "{count} posts failed"),
    "played-cancelled": NN_("{count} post cancelled", "{count} posts cancelled"),
    "played-removed": NN_("{count} post removed", "{count} posts removed"),
    "post-edit-nothing": N_(
        "nothing was changed: name what post {number} is to have, such as --caption, --at, --photo, --link or --format"
    ),
    "preview-written": N_("Wrote {path}: how post {number} will look. Open it in a browser."),
}
REASONS = {
    "photo-undescribed": N_(
        "a photo of post {number} has no description for people who cannot see it. Add one: `campaign post "
        "edit {number} --alt TEXT`."
    ),
    "photos-undescribed": N_(
        "{count} photos of post {number} have no description for people who cannot see them. Add one "
        "for each: `campaign post edit {number} --alt TEXT --alt TEXT`."
    ),
    "photos-undescribed-some": N_(
        "of the photos of post {number}, in their order, these have no description for people who cannot see them: "
        "{photos}. Give all descriptions, in that order: `campaign post edit {number}{before} --alt TEXT{behind}`."
    ),
    "thumbnail-shape": N_(
        "the cover of post {number} ({width}x{height}) does not have the shape of its film ({format:word}), so "
        "Facebook crops it or adds bars. Use one in the film's shape."
    ),
}
EVENTS = {
    "event-edit-proposed": N_("new caption proposed; the old one stays on the Page"),
    "event-edit-withdrawn": N_("new caption discarded"),
    "event-edit-approved": N_("new caption approved"),
}


LIFE: dict[S, str] = {
    S.DRAFT: N_("It is being written: it does not go out before it has a date and is approved."),
    S.APPROVED: N_(
        "It goes out by itself at its due time, while the service runs (`campaign run`); until then its film is "
        "rendered, and it waits to be uploaded."
    ),
    S.UPLOADING: N_("It is being uploaded to the Page, where nobody sees it yet."),
    S.STAGED: N_("It is on the Page, complete and hidden, and is shown at its due time."),
    S.PUBLISHING: N_("The Page was asked to show it and has not confirmed it yet."),
    S.PUBLISHED: N_(
        "The Page says that it is published. Its caption can still be edited; `campaign post remove` "
        "removes it."
    ),
    S.HELD: N_(
        "It does not go out: something prevented it when it was due, or somebody held it. `campaign post "
        "release` releases it."
    ),
    S.DOUBTFUL: N_(
        "It is unclear whether it is published. Look at the Page, then settle it with `campaign post settle`."
    ),
    S.FAILED: N_("It could not go out. Correct what its reason says, then run `campaign post retry`."),
    S.CANCELLED: N_("It never goes out. This is final: plan it again with `campaign post add`."),
    S.REMOVED: N_(
        "It was published and removed from the Page. This is final: plan it again with `campaign post add`."
    ),
}

FILMLESS: dict[S, str] = {  # what differs for a post without a film
    S.APPROVED: N_("It goes out by itself at its due time, while the service runs (`campaign run`)."),
    S.UPLOADING: N_("It is being sent to the Page, where nobody sees it yet."),
}
MISSED = N_(
    "It was due and has not gone out, because no service is running. Decide with `campaign overdue`, or start the "
    "service with `campaign run`."
)
HELD_BACK = N_(
    "It does not go out: something prevented it when it was due, or somebody held it. What still prevents it: {why}"
)

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
_TO_RELEASE = N_("post {number} is held. Release it with `campaign post release {number}`.")
_TO_APPROVE = N_(
    "post {number} is a draft. Approve it with `{how}`, and it goes out at its due time, while the service runs."
)
_TO_RETRY = N_(
    "post {number} failed. `campaign post show {number}` shows why; correct that, then run `campaign "
    "post retry {number}`."
)
_TO_REMOVE = N_("post {number} is on the Page. Remove it with `campaign post remove {number}`.")

# What is said of a state whatever is asked; of two rows for the same pair, that below wins.
_ALWAYS: dict[S, str] = {
    S.PUBLISHING: N_(
        "post {number} is being shown on the Page right now, so nothing can be changed. In a minute or "
        "two `campaign post show {number}` shows the result."
    ),
    S.PUBLISHED: _TO_REMOVE,
    S.HELD: _TO_RELEASE,
    S.DOUBTFUL: N_(
        "it is unclear whether post {number} is published. Look at the Page, then enter what you saw: "
        "`campaign post settle {number} --published ID` or `campaign post settle {number} --absent`."
    ),
    S.FAILED: _TO_RETRY,
    S.CANCELLED: N_("post {number} is cancelled for good. Plan it again with `campaign post add`."),
    S.REMOVED: N_(
        "post {number} was removed from the Page for good. Plan it again with `campaign post add`."
    ),
    S.DRAFT: _TO_APPROVE,
}
_ROWS: tuple[tuple[tuple[str, ...], tuple[S, ...], str], ...] = (
    (
        ("approved",),
        _WAITING,
        N_(
            "post {number} is already approved and goes out at its due time, while the service runs (`campaign run`). "
            "Revoke the approval with `campaign post unapprove {number}`."
        ),
    ),
    (
        ("approved",),
        (S.PUBLISHED,),
        N_(
            "post {number} is on the Page, and no new caption of it waits for approval. Propose one with "
            "`campaign post edit {number} --caption T`."
        ),
    ),
    (
        ("approved",),
        (S.HELD,),
        N_("post {number} is approved, but held. Release it with `campaign post release {number}`."),
    ),
    (
        ("unapproved",),
        (S.DRAFT,),
        N_("post {number} is a draft, so there is no approval to revoke; nothing goes out before `{how}`."),
    ),
    (
        ("held",),
        (S.DRAFT,),
        N_("post {number} is a draft and does not need to be held: nothing goes out before `{how}`."),
    ),
    (
        ("held",),
        (S.HELD,),
        N_("post {number} is already held. Release it with `campaign post release {number}`."),
    ),
    (
        ("held",),
        (S.FAILED,),
        N_(
            "post {number} failed and does not go out by itself, so it does not need to be held. `campaign "
            "post retry {number}` tries it again, `campaign post cancel {number}` cancels it."
        ),
    ),
    (
        ("released",),
        _WAITING,
        N_(
            "post {number} is not held: it goes out by itself at its due time, while the service runs (`campaign "
            "run`). Move it with `campaign post move {number} --at WHEN`."
        ),
    ),
    (
        ("retried",),
        _WAITING,
        N_(
            "post {number} has not failed: it goes out by itself at its due time, while the service runs (`campaign "
            "run`). `campaign post show {number}` shows more."
        ),
    ),
    (
        ("released", "retried"),
        (S.PUBLISHED,),
        N_(
            "post {number} is already on the Page; there is nothing to do. `campaign post remove {number}` "
            "would remove it."
        ),
    ),
    (
        ("cancelled",),
        (S.CANCELLED,),
        N_("post {number} is already cancelled; there is nothing to do."),
    ),
    (
        ("removed",),
        (S.REMOVED,),
        N_("post {number} is already off the Page; there is nothing to do."),
    ),
    (
        ("removed",),
        (S.DRAFT, *_WAITING, S.HELD, S.FAILED),
        N_(
            "post {number} was never on the Page, so there is nothing to remove. Cancel it with `campaign "
            "post cancel {number}`."
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
            "post {number} is already on the Page, so its due time is past. Remove it with `campaign post "
            "remove {number}`; plan another with `campaign post add`."
        ),
    ),
)


def _said(event: str, state: S) -> str | None:
    rows = [text for events, states, text in _ROWS if event in events and state in states]
    return rows[-1] if rows else _ALWAYS.get(state)


SENTENCES |= {
    "removed-when-published": N_(  # only where its number on the Page was lost
        "the id of post {number} on the Page is no longer known. Delete it on facebook.com."
    ),
} | {
    f"{event}-when-{state}": said
    for event in STAFF
    for state in S
    if after(state, event) is None and (said := _said(event, state))
}
