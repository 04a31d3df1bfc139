"""What the desk says of a post: its acts with what follows from each, whose yes it has, what could not be kept."""

from campaign.messages.translate import N_, NN_

SENTENCES = {
    # fields
    "desk-moment-empty": N_("A post that has a moment keeps one: type another, or hold the post."),
    "desk-language-none": N_("Choose one of the languages of the campaign."),
    "desk-picture-none": N_("Choose a picture first."),
    "desk-cover-unreadable": N_(
        "{text!r} is no moment of the film. Type minutes and seconds (0:12), or leave it empty."
    ),
    # acts: the word on the button, then what follows
    "desk-approve": N_("Approve"),
    "desk-approve-then": N_("It then goes out by itself on {due:moment}."),
    "desk-approve-past-then": N_("Its moment has passed: it then goes out as soon as the service runs."),
    "desk-approve-late": N_(
        "Not any more: its moment passed too long ago. Give it another day and time first."
    ),
    "desk-approve-more-then": NN_(
        "After this one {count} approval is still missing.",
        "After this one {count} approvals are still missing.",
    ),
    "desk-approve-held-then": N_("It stays held until you release it."),
    "desk-approve-caption-then": N_("The new text then takes the old one’s place on the Page."),
    "desk-approve-undated": N_("Not yet: it has no day and time."),
    "desk-approve-errors": NN_(
        "Not yet: {count} error keeps it back.", "Not yet: {count} errors keep it back."
    ),
    "desk-approve-not-yet": N_("Not yet: {why}"),
    "desk-then-paused": N_(
        "As long as the campaign is paused nothing goes out; what falls due meanwhile waits for your decision."
    ),
    "desk-unapprove": N_("Take back the yes"),
    "desk-unapprove-then": N_("It becomes a draft again and does not go out until somebody says yes anew."),
    "desk-hold": N_("Hold"),
    "desk-hold-then": N_("It does not go out until you release it. The yeses to it stay."),
    "desk-hold-again": N_("Other reason"),
    "desk-hold-then-again": N_("It stays held, with these words as the reason."),
    "desk-release": N_("Release"),
    "desk-release-then": N_("It goes its way again, and out on {due:moment}."),
    "desk-release-then-past": N_("Its moment has passed: it goes out as soon as the service has it ready."),
    "desk-release-then-undated": N_("It goes its way again, and waits for a day and time."),
    "desk-release-now": N_("Publish now…"),
    "desk-release-now-then": N_("It goes out at once, as soon as the service has it ready."),
    "desk-cancel": N_("Cancel…"),
    "desk-cancel-then": N_("It never goes out. This is for good; text and history can still be read."),
    "desk-retry": N_("Try again"),
    "desk-retry-then": N_("The service tries once more; what was wrong should be mended first."),
    "desk-settle-absent": N_("It is not on the Page"),
    "desk-settle-absent-then": N_("You looked, and it is not there: it is held, and can be released."),
    "desk-settle-published": N_("It is on the Page"),
    "desk-settle-published-then": N_("The Page is asked once for this number; then it counts as published."),
    "desk-remove": N_("Remove from the Page…"),
    "desk-remove-then": N_("It disappears from the Page with its reactions and comments. This is for good."),
    "desk-spread": N_("Next free slot"),
    "desk-spread-then": N_("It moves to the next free slot; the yeses to it stay."),
    "desk-send-now": N_("Send now…"),
    "desk-send-now-then": N_("It is late and goes out at once, as soon as the service has it ready."),
    "desk-twin-left": N_("Its twin in {language:language} ({twin}) stays as it is."),
    # what was done
    "desk-did-save": N_("Saved."),
    "desk-did-fell": NN_("Saved. {count} approval is void now.", "Saved. {count} approvals are void now."),
    "desk-did-nothing": N_("Nothing was different: all is as it was kept."),
    "desk-did-approve": N_("Yes was said to post {number}."),
    "desk-did-approve-also": N_("Yes was said to posts {numbers:no}."),
    "desk-did-unapprove": N_("The yes to post {number} is taken back."),
    "desk-did-hold": N_("Post {number} is held."),
    "desk-did-release": N_("Post {number} is released."),
    "desk-did-release-now": N_("Post {number} goes out now."),
    "desk-did-cancel": N_("Post {number} is cancelled."),
    "desk-did-retry": N_("Post {number} is tried again."),
    "desk-did-settle-absent": N_("Post {number} is not on the Page; it is held."),
    "desk-did-settle-published": N_("Post {number} is on the Page."),
    "desk-did-remove": N_("Post {number} is gone from the Page."),
    "desk-did-spread": N_("Post {number} has another moment."),
    "desk-did-send-now": N_("Post {number} goes out now."),
    "desk-did-copy": N_(
        "Post {number} is a draft in {language:language}: its text is still to be translated."
    ),
    "desk-did-there": N_("There is a post in {language:language} already: it is this one, number {number}."),
    "desk-did-add": N_("Post {number} is a draft."),
    "desk-left": N_("Post {number} was left as it is: {why}"),
    # acts that cannot be meant
    "desk-act-changed": N_(
        "Post {number} was changed since this page was shown, so nothing was done. Look at it as it is now, below."
    ),
    "desk-act-unknown": N_("There is no such act."),
    "desk-by-empty": N_("Type who says yes."),
    "desk-id-empty": N_("Type the number of the post on the Page."),
    # yeses
    "desk-yes-stands": N_("to this text"),
    "desk-yes-lacks": N_("has not said yes"),
    "desk-yes-lacks-people": NN_("{count} person is still to say yes", "{count} people are still to say yes"),
    "desk-yes-void-changed": N_("void: changed since: {what:word}"),
    "desk-yes-void-earlier": N_("void: what it was said to was changed since"),
    "desk-yes-void-revoked": N_("taken back"),
    "desk-yes-void-lapsed": N_("void: the post was changed, moved or made a draft again since"),
    "desk-yes-void-other-rules": N_("void: the campaign’s rules on approval are others now"),
    "desk-yes-void-nameless": N_("does not count: it names nobody"),
    "desk-yes-void-same-person": N_("does not count twice: the same person said yes before"),
}
