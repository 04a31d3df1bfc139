"""Sentences about the steps that staff ask of a post: approve, change, cancel, and what comes next."""

from campaign.messages.translate import N_, NN_

SENTENCES = {
    "cancel-sure": N_("Cancel post {number} for good?"),
    "cancel-not": N_("Nothing was done: post {number} stays as it is."),
    "film-post-doubled": N_(
        "post {number} has the same film and text as post {other}, and both would go out. If that is a mistake: "
        "`campaign post cancel {number}`."
    ),
    "paused-again": N_("The campaign was paused already, and stays so until `campaign resume`."),
    "resumed-before": N_("The campaign was not paused, so nothing was changed."),
    "approve-late": N_(
        "post {number} was not approved: it is {seconds:lasting} past its due time. First give it another: `campaign "
        "post move {number} --at WHEN`; then approve it."
    ),
    "approval-one-letter": N_(
        "{by!r} is one letter, which does not say who approves. Give the name: --by NAME."
    ),
    "approval-names-sure": N_("{other} has approved post {number} already. Is {by} somebody else?"),
    "approval-names-not": N_(
        "Nothing was done: the approval of {other} stands, and somebody else must approve too."
    ),
    "approval-for-unshown": N_(
        "Warning: post {number} does not show {organisation}, so this counts as the approval of one person of the "
        "campaign. To take it back: `campaign post unapprove {number} --for {organisation}`."
    ),
    "overdue-decide": N_(
        "To give them the next free slots: `campaign overdue{numbers} --spread`; to send them now: `campaign "
        "overdue{numbers} --send-now`; to cancel them: `campaign overdue{numbers} --cancel`."
    ),
    "overdue-cancel-sure": NN_(
        "Cancel {count} post for good ({numbers})?", "Cancel {count} posts for good ({numbers})?"
    ),
    "overdue-cancel-not": N_("Nothing was done: no post was cancelled."),
    "overdue-decide-unsendable": N_(
        "To give them the next free slots: `campaign overdue{numbers} --spread`; to cancel them: `campaign "
        "overdue{numbers} --cancel`."
    ),
    "overdue-left": N_("Post {number} was not changed: {why}"),
    "yes-none": N_("it is not approved"),
    "yes-some-lacking": N_("it lacks approvals"),
    "approve-after-move": N_(
        "{what}, and it is past its due time. First give it another: `campaign post move {number} --at WHEN`; then "
        "approve it: `{how}`."
    ),
    "approvals-there": N_(
        "no approval is missing any more: `campaign post release {number}` lets it go out."
    ),
    "approvals-there-late": N_(
        "no approval is missing any more, but it is past its due time: `campaign post release {number} --now` "
        "publishes it, `campaign overdue {number}` shows what else can be decided."
    ),
    "overdue-unsent-still": N_("Post {number} was not sent: {why}"),
    "overdue-others": N_("Past their due time: {numbers:no}. `campaign overdue` shows them."),
    "overdue-decide-unspread": N_(
        "To send them now: `campaign overdue{numbers} --send-now`; to cancel them: `campaign overdue{numbers} "
        "--cancel`; to give one another moment: `campaign post move {number} --at WHEN`."
    ),
    "overdue-decide-unsendable-unspread": N_(
        "To give one another moment: `campaign post move {number} --at WHEN`; to cancel them: `campaign "
        "overdue{numbers} --cancel`."
    ),
    "overdue-no-slots": N_(
        "nothing was changed: no slot is set for {language:language}, kind {kind:word}. Give post {number} a moment of "
        "its own: `campaign post move {number} --at WHEN`; or add slots under [plan] in campaign.toml, for example "
        'slots = [{{ day = "tue", at = "18:00" }}].'
    ),
    "overdue-no-free-slot": N_(
        "nothing was changed: no slot for {language:language}, kind {kind:word}, is free for more than a year. Give "
        "post {number} a moment of its own: `campaign post move {number} --at WHEN`; or add slots under [plan] in "
        "campaign.toml."
    ),
    "posts-within-a-minute": N_("less than a minute lies between post {beside} and post {number}"),
    "held-still": N_("It is still held: `campaign post release {number}` lets it go out at its time."),
    "held-still-for": N_("It is still held: {why}"),
    "yes-all-count": N_("every approval that it needs counts"),
    "yes-all-there": N_("No approval is missing: `{how}` lets it go out"),
    "post-edit-same": N_("Nothing was changed: post {number} was like that already."),
    "post-edit-fell": NN_(
        "The approval of post {number} no longer counts, because the post was changed.",
        "{count} approvals of post {number} no longer count, because the post was changed.",
    ),
    "next-corrected": N_(
        "Next: correct post {number} as is said here, then `campaign post show {number}` and `{how}`."
    ),
    "next-moved": N_("Next: `campaign post move {number} --at WHEN`, then `{how}`."),
    "blocks-approval": N_("Post {number} cannot be approved like this: {why}"),
    "overdue-some": N_("{count}; decide on them with `campaign overdue`"),
    "post-told": N_("post {number}: {what}"),
    "post-title": N_("Post {number}"),
    "post-cancelled": N_("Post {number} is cancelled."),
    "post-removed": N_("Post {number} is removed from the Page; the Page confirms it."),
    "remove-sure": N_("Remove post {number} from the Page for good, with its comments and likes?"),
    "remove-not": N_("Nothing was done: post {number} stays on the Page."),
    "remove-other-page": N_(
        "post {number} is on the Page {page}, which is not the one configured now. Configure that Page in "
        "campaign.toml, or delete the post on facebook.com."
    ),
}
REASONS = {
    "moment-now-draft": N_(
        "post {number} is due: it goes out as soon as it is approved and the service runs."
    ),
    "moment-soon-late": N_(
        "post {number} is due: approve it within {seconds:lasting}, or give it another time with `campaign post move "
        "{number} --at WHEN`."
    ),
}
