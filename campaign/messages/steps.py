"""Sentences about the steps that staff ask of a post: approve, change, cancel, and what comes next."""

from campaign.messages.translate import N_, NN_

SENTENCES = {
    "cancel-sure": N_("Cancel post {number} for good?"),
    "cancel-not": N_("Nothing was done: post {number} stays as it is."),
    "cancel-sure-several": N_("Cancel posts {numbers} for good?"),
    "cancel-not-several": N_("Nothing was done: posts {numbers} stay as they are."),
    "film-post-doubled": N_(
        "post {number} has the same film and text as post {other}, and both would go out. If that is a mistake: "
        "`campaign post cancel {spare}`."
    ),
    "run-paused": N_(
        "the campaign is paused, since {since}: nothing becomes visible. Posts are still made ready, hidden on the "
        "Page. To end the pause, in another terminal or after Ctrl-C: `campaign resume`."
    ),
    "run-paused-because": N_(
        "the campaign is paused, since {since} ({reason}): nothing becomes visible. Posts are still made ready, hidden "
        "on the Page. To end the pause, in another terminal or after Ctrl-C: `campaign resume`."
    ),
    "paused-again": N_("The campaign was paused already, and stays so until `campaign resume`."),
    "resumed-before": N_("The campaign was not paused, so nothing was changed."),
    "approve-late": N_(
        "post {number} was not approved: it is {seconds:lasting} past its due time. First give it another: `campaign "
        "post move {number} --at WHEN`; then approve it."
    ),
    "approval-nobody": N_("{by!r} names nobody in particular. Write who approves by name: --by NAME."),
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
    "approval-for-near": N_(
        "post {number} was not approved: it does not show {organisation}, but {name}. For that one: `{how}`."
    ),
    "no-such-posts": N_("there are no posts {numbers}. `campaign post list` shows the numbers."),
    "no-such-post-rest": N_("there is no post {number}. Without it: `campaign {line}`"),
    "no-such-posts-rest": N_("there are no posts {numbers}. Without them: `campaign {line}`"),
    "overdue-none": N_("No post is past its due time."),
    "overdue-paused": N_("fell due during a pause"),
    "overdue-unserved": N_("due before a pause, but no service sent it"),
    "overdue-late": N_("held as late"),
    "overdue-unsent": N_("not sent: no service ran"),
    "overdue-unconfirmed": N_("perhaps out: no service has looked"),
    "overdue-draft": N_("never approved"),
    "overdue-approved": N_(
        "Still approved, though moved more than {tolerated:lasting}: {numbers:no}. `campaign overdue` decides on "
        "posts as they are. To have one approved again: `campaign post unapprove N`."
    ),
    "posts-missed": NN_(
        "No service is running. {count} post was due on {first:moment} and has not gone out. Start the service with "
        "`campaign run`.",
        "No service is running. {count} posts were due and have not gone out, the first on {first:moment}. Start the "
        "service with `campaign run`.",
    ),
    "posts-missed-late": NN_(
        "No service is running. {count} post was due on {first:moment} and has not gone out. Decide on it with "
        "`campaign overdue`, then start the service with `campaign run`.",
        "No service is running. {count} posts were due and have not gone out, the first on {first:moment}. Decide on "
        "them with `campaign overdue`, then start the service with `campaign run`.",
    ),
    "posts-missed-paused": NN_(
        "The campaign is paused and no service is running. {count} post was due on {first:moment} and has not gone "
        "out. Decide on it with `campaign overdue`.",
        "The campaign is paused and no service is running. {count} posts were due and have not gone out, the first on "
        "{first:moment}. Decide on them with `campaign overdue`.",
    ),
    "send-now-sure": N_("Send them now all the same?"),
    "send-now-asks": N_(
        "nothing was sent: {why} To send them all the same: `campaign overdue --send-now --yes`; to give them the next "
        "free slots: `campaign overdue --spread`."
    ),
    "send-now-asks-of": N_(
        "nothing was sent: {why} To send all the same: `campaign overdue {numbers} --send-now --yes`; for the next "
        "free slots: `campaign overdue {numbers} --spread`."
    ),
    "send-now-asks-unspread": N_(
        "nothing was sent: {why} To send them all the same: `campaign overdue --send-now --yes`."
    ),
    "send-now-asks-of-unspread": N_(
        "nothing was sent: {why} To send all the same: `campaign overdue {numbers} --send-now --yes`."
    ),
    "send-now-film": N_("Post {number} goes out as soon as its film is rendered."),
    "overdue-by-itself": NN_(
        "Post {numbers} goes out by itself as soon as the service runs: `campaign run`.",
        "Posts {numbers} go out by themselves as soon as the service runs: `campaign run`.",
    ),
    "overdue-by-itself-within": NN_(
        "Post {numbers} goes out by itself if the service runs within {seconds:lasting}: `campaign run`.",
        "Posts {numbers} go out by themselves if the service runs within {seconds:lasting}: `campaign run`.",
    ),
    "overdue-all-by-itself": NN_(
        "{count}; it goes out by itself once the service runs: `campaign run`",
        "{count}; they go out by themselves once the service runs: `campaign run`",
    ),
    "overdue-out": N_("Post {number} is on the Page, published on {at:moment}: there is nothing to decide."),
    "overdue-ahead": N_(
        "Post {number} is not past its due time, {at:moment}: there is nothing to decide yet."
    ),
    "overdue-under-way": N_(
        "Post {number} was due on {at:moment}, and the service that is running sends it now: there is nothing to "
        "decide. `campaign post show {number}` shows how far it is."
    ),
    "overdue-undated": N_(
        "Post {number} has no date, so it is not past it. Give it one: `campaign post move {number} --at WHEN`."
    ),
    "overdue-other": N_(
        "Post {number} is {state:word}, so its due time leaves nothing to decide. `campaign post show {number}` shows "
        "more."
    ),
    "send-now-not": N_("Nothing was done: no post was sent."),
    "overdue-choice": N_("{written!r} is none of these: {known:or}"),
    "service-off": N_("No service is running now, so nothing goes out until you start it: `campaign run`."),
    "service-off-paused": N_(
        "The campaign is paused and no service is running, so nothing goes out yet: `campaign resume`, then `campaign "
        "run`."
    ),
    "send-now-unserved": N_("No service is running, so nothing goes out yet. Start it with `campaign run`."),
    "to-let-go": N_("no approval of post {number} is missing, but it is still a draft"),
    "advice-let-go": N_("`{how}` lets it go out at its due time."),
    "advice-approve": N_("Look at it, then approve it: `{how}`."),
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
    "hold-went": N_(
        "Post {number} is no longer held: it is a draft, which does not go out before it is approved. To hold it again "
        "after that: `{how}`."
    ),
    "held-still": N_("It is still held: `campaign post release {number}` lets it go out at its time."),
    "held-still-unapproved": N_(
        "It is still held: first approve it again, `{how}`, then release it: `campaign post release {number}`."
    ),
    "held-still-for": N_("It is still held: {why}"),
    "post-caption-emptied": N_(
        "Post {number} goes out without any text now. To give it back what it said, `campaign post edit {number} "
        "--caption TEXT`: {text}"
    ),
    "post-caption-empty": N_(
        "Post {number} has no text: its film stands alone on the Page. To give it one: `campaign post edit {number} "
        "--caption TEXT`."
    ),
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
    "remove-unknown-page": N_(
        "on which Page post {number} is was not noted, so it cannot be removed from here. Delete it on facebook.com."
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
