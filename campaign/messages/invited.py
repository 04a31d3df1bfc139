"""What is said of a partner's yes by link: to staff who ask for it, and to the partner who follows the link."""

from campaign.messages.translate import N_

WORDS = {
    "about-film": N_("the film"),
    "about-text": N_("the text"),
    "about-date": N_("the date"),
    "about-person-shown": N_("a person who is shown"),
    "unkept-subtitles": N_("the subtitles"),
    "unkept-film": N_("the film"),
    "unkept-consents": N_("a consent for the film"),
    "unkept-kit": N_("the brand kit"),
    "unkept-settings": N_("the settings"),
    "unkept-moment": N_("its day and time"),
    "unkept-post": N_("an error of the post"),
    "asked-asked": N_("has not answered yet"),
    "asked-yes": N_("said yes"),
    "asked-no": N_("said no"),
    "asked-void-yes": N_("said yes before the last change"),
    "asked-void-no": N_("said no before the last change"),
    "asked-lapsed": N_("said yes, which no longer counts: it was taken back, or the day was moved"),
    "asked-replaced-yes": N_("said yes, then answered anew by another link"),
    "asked-replaced-no": N_("said no, then answered anew by another link"),
    "asked-out": N_("too late: it is on the Page"),
    "asked-over": N_("too late: it does not go out"),
    "asked-gone": N_("not shown: a consent was taken back or has ended"),
    "link-asked": N_("to be answered"),
    "link-yes": N_("you said yes"),
    "link-no": N_("you said no"),
    "link-void": N_("to be answered anew"),
    "link-lapsed": N_("to be answered anew"),
    "link-out": N_("has appeared"),
    "link-over": N_("will not appear"),
    "link-gone": N_("no longer shown"),
}
SENTENCES = {
    # to staff
    "invited": N_(
        "{organisation} says yes or no to this at the address below, until {until:moment}. Send it to them alone: who "
        "has it answers in their name. To take it back: `campaign post invite --revoke {link}`."
    ),
    "invite-here-alone": N_(
        "only this computer reaches that address. For others, write the address under which they reach the desk: "
        "`address` under [desk] in campaign.toml."
    ),
    "invite-revoked": N_("link {link} leads nowhere any more; what {organisation} answered stays."),
    "invite-days": N_("a link is open for 1 to {most} days, not for {days}."),
    "invite-posts": N_("a link is for 1 to {most} posts."),
    "invite-hindered": N_("a yes to post {number} is refused until this is put right: {why}"),
    "hindered-subtitles-with-error": N_(
        "its subtitles have an error: {finding} Correct your file, then run `campaign testimony edit {slug} "
        "--subtitles L:FILE`."
    ),
    "hindered-subtitles-with-errors": N_(
        "its subtitles have errors: {finding} ({more} more.) Correct your file, then run `campaign testimony edit "
        "{slug} --subtitles L:FILE`."
    ),
    "hindered-approve-late": N_(
        "it is {seconds:lasting} past its due time. Give it another: `campaign post move {number} --at WHEN`."
    ),
    "hindered-twin-approval": N_(
        "post {twin}, which has not gone out yet, is identical, so the two could not be told apart on the Page. Change "
        "a word with `campaign post edit {number}`, or run `campaign post cancel {spare}`."
    ),
    "invite-near": N_(
        "post {number} does not show {organisation}, but {name}. Ask that one: `campaign post invite {number} --for "
        "ORG`."
    ),
    "invite-not-asked": N_(
        "post {number} does not show {organisation}: it waits for the yes of {who}. Ask that one: `campaign post "
        "invite {number} --for ORG`."
    ),
    "invite-over": N_("post {number} is {state:word}: a yes or a no changes nothing any more."),
    "no-such-invitation": N_(
        "there is no link {invitation}. `campaign post invites` lists those that there are."
    ),
    "at-desk-no-such-invitation": N_("There is no such link."),
    "links-no-secret": N_("This desk cannot sign links. Open it with `campaign desk`."),
    "desk-for-empty": N_("Say which organisation is asked."),
    "desk-did-link-revoked": N_("The link leads nowhere any more."),
    "invites-none": N_("Nobody was asked by link. `campaign post invite N --for ORGANISATION` makes a link."),
    "invite-was-revoked": N_("revoked"),
    "invite-expired": N_("expired"),
    "invite-answer-asked": N_("{number}: no answer yet"),
    "invite-answer-yes": N_("{number}: yes"),
    "invite-answer-no": N_("{number}: no: {words}"),
    "invite-answer-void": N_("{number}: void, as it was changed since"),
    "invite-answer-lapsed": N_("{number}: a yes that no longer counts"),
    "invite-answer-replaced": N_("{number}: answered anew by another link"),
    "invite-answer-out": N_("{number}: is on the Page"),
    "invite-answer-over": N_("{number}: does not go out"),
    "invite-answer-gone": N_("{number}: the film is no longer shown"),
    "card-no-of": N_("{who} said no: “{why}”"),
    "card-no-before": N_("{who} said no before the last change: “{why}”"),
    "card-unkept": N_("{who} said yes, which could not be kept: {why}"),
    "desk-link-unkept": N_(
        "Their yes on {at:moment} could not be kept. First put this right: {about:word}. Then tell them that the same "
        "link takes their yes."
    ),
    "answered-no": N_("{organisation} said no."),
    "link-unknown": N_("it is none of ours, or was altered"),
    "link-expired": N_("it has expired"),
    "link-revoked": N_("it was revoked"),
    "link-too-many": N_("it was tried too often"),
    # to a partner
    "yes-link-unknown": N_(
        "Perhaps a part of it is missing: open it as it stands in the message that you were sent, or ask for a new one."
    ),
    "yes-link-expired": N_("Its time to answer is over. Ask for a new one if you still want to answer."),
    "yes-link-revoked": N_("It was taken back. Ask whoever sent it to you if you still want to answer."),
    "yes-link-too-many": N_("It was tried too often. Wait a minute, then try again."),
    "yes-page-failed": N_("Something unforeseen happened, and nothing was kept. Try again in a while."),
    "yes-page-busy": N_("Somebody else is writing just now, so nothing was kept. Try again in a while."),
    "yes-page-changed": N_(
        "It was changed while you looked at it, so nothing was kept. This is how it is now: please answer again."
    ),
    "yes-page-out": N_("It has appeared meanwhile, so nothing was kept."),
    "yes-page-over": N_("It was cancelled meanwhile, so nothing was kept."),
    "yes-page-gone": N_("It may no longer be shown, so nothing was kept."),
    "yes-page-not-ready": N_(
        "Your yes could not be kept yet: something has to be put right first by whoever asked you. You need do "
        "nothing: they are told that you said yes, and ask you again by this link."
    ),
    "yes-no-about": N_("Choose what it is about."),
    "yes-no-words": N_("Write in one sentence what has to change."),
    "yes-no-long": N_("That is {length} characters; at most {most} are kept. Shorten it."),
}
EVENTS = {
    "event-invited": N_("{organisation} is asked for its yes by link {invitation}"),
    "event-invitation-revoked": N_("link {invitation} for {organisation} was revoked"),
    "event-approval-refused": N_("{organisation} said no: {about:word}"),
    "event-approval-unkept": N_("{organisation} said yes, which could not be kept: {about:word}"),
    "event-link-refused": N_("a partner’s link was refused: {why}"),
}
