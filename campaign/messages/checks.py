"""Sentences about the plan: slots and days, rules over the whole campaign, approvals, overdue posts."""

from campaign.messages.translate import N_, NN_, Sentence

SENTENCES: dict[str, Sentence] = {
    "title-near-theme": N_("the title “{text}” is no theme of the brand kit"),
    "title-other-language": N_(
        "the title “{text}” looks like {found:language}, but the film in {language:language} shows it too"
    ),
    "title-everywhere": N_(
        "the title “{text}” is shown as it stands in every language: {languages:language}"
    ),
    "role-other-language": N_(
        "the film in {language:language} calls the speaker's role by its word in {found:language}"
    ),
    "advice-that-theme": N_(
        "Did you mean {nearest}? `campaign testimony edit {slug} --theme {nearest}` takes it."
    ),
    "advice-themes": N_(
        "Write the title in each language under [theme] in brand.toml, and give its key: `campaign testimony edit "
        "{slug} --theme KEY`."
    ),
    "advice-themes-known": N_(
        "Give the key of a theme of the brand kit ({known}): `campaign testimony edit {slug} --theme KEY`; or write "
        "the title in each language under [theme] in brand.toml, with a key of its own."
    ),
    "advice-know-it": N_("There is no other word for it yet: look at a preview before the film goes out."),
    "slot-language": N_(
        "{file}, line {line}: a slot of `plan.slots` is for {language:language}, which is not a language of this "
        "campaign: {known:language}. Write one of those, or leave language out."
    ),
    "no-slots": N_(
        "no slot is set for {language:language}, kind {kind:word}. Add some under [plan] in campaign.toml, for example "
        'slots = [{{ day = "tue", at = "18:00" }}], or use --at WHEN.'
    ),
    "no-free-slot": N_(
        "no slot for {language:language}, kind {kind:word}, is free in the next {days} days. Add slots under [plan] in "
        "campaign.toml, or use --at WHEN."
    ),
    "utm-names-somebody": N_(
        "the link would end in {added}, where {name} is the name of the person in the film. Names do not "
        "belong in links: give the film another slug, or write `plan.utm` without {{film}}."
    ),
    "rule-error-itself": N_("the post was not approved. {finding} `campaign check` lists all findings."),
    "rule-error": N_("post {number} was not approved. {finding} `campaign check` lists all findings."),
    "rule-errors": N_(
        "post {number} was not approved: {finding} ({more} more.) `campaign check` lists all findings."
    ),
    "check-sound": N_("No findings: the whole campaign is in order."),
    "check-folded": NN_(
        "{count} remark is not shown: `campaign check --all`.",
        "{count} remarks are not shown: `campaign check --all`.",
    ),
    "check-counted": N_("{counts}."),
    "check-count-error": NN_("{count} error", "{count} errors"),
    "check-count-warning": NN_("{count} warning", "{count} warnings"),
    "check-count-info": NN_("{count} remark", "{count} remarks"),
    "space-none-before-sign": N_("a space before ; : ! or ?, which this language does not use: “{sample}”"),
    "apostrophes-mixed": N_("straight and curly apostrophes in one text: “{sample}”"),
    "hashtag-space": N_("a space after #, so it is not a hashtag"),
    "hashtag-cut": N_("Facebook ends {tag} at its hyphen"),
    "hashtag-digits": N_("{tag} has only digits, so Facebook does not treat it as a hashtag"),
    "hashtag-case": N_(
        "{tag} is read aloud as one long word: begin each of its words with a capital, as in #SamenSterk"
    ),
    "hashtags-many": N_("{count} hashtags; at most {most} are read"),
    "month-unreadable": N_("`{text}` is not a month. Write for example 12/2026, or its name."),
    "month-chosen": N_(
        "No post is due in {month}; this is {shown}. Another month, for example: `campaign plan show {other}`."
    ),
    "month-week": N_("week {week}"),
    "month-blackout": N_("no posts"),
    "month-day-named": N_("{day:day}: {name}"),
    "month-blackout-days": N_("No posts from {first:day} to {last:day} (blackout)."),
    "weekdays": N_("Mon Tue Wed Thu Fri Sat Sun"),
    "approval-for-whom": N_(
        "post {number} was not approved: each partner that it shows must approve it. Missing: {who}. Run `{how}`."
    ),
    "approval-for-whom-all": N_(
        "each partner that these posts show ({numbers:no}) must approve them. Missing: {who}. Run `{how}`."
    ),
    "approval-by-whom-all": N_(
        "more than one person must approve each of these posts ({numbers:no}), so say who does: `{how}`."
    ),
    "approval-not-asked": N_(
        "post {number} was not approved: it does not show {organisation}, but needs the approval of {who}. Run `{how}`."
    ),
    "approval-by-whom": N_(
        "post {number} was not approved: more than one person must approve it, so say who does: `{how}`."
    ),
    "one-person-one-organisation": N_(
        "post {number} was not approved: {by} approved it for {organisation}, and one person cannot approve it for two "
        "organisations. Somebody of {other} must: `campaign post approve {number} --for {other} --by NAME`."
    ),
    "approval-several-people": N_(
        "{by!r} names more than one person, and each approves for herself or himself. Run the command once for each "
        "of them: first with --by {first!r}, then with --by {second!r}."
    ),
    "approval-names-alike": N_(
        "Warning: for post {number}, {by} and {other} count as two people. If they are one, take the approvals back "
        "with `campaign post unapprove {number}`, then approve again."
    ),
    "approval-who": N_("Who approves (name of the person)"),
    "approved-not": N_("{why}"),
    "approved-not-any": N_("post {number} was not approved, for these reasons:"),
    "approved-none-any": N_("none of these posts was approved: {numbers:no}."),
    "approved-rest": N_("the others can be approved: `{how}`."),
    "approved-none-rest": N_(
        "none of these posts was approved: {numbers:no}. {why} To approve the others: `{how}`."
    ),
    "approved-none": N_("none of these posts was approved: {numbers:no}. {why}"),
    "reason-and": N_("{one} {other}"),
    "approved-before": N_(
        "Post {number} is already approved and goes out at its due time, while the service runs (`campaign run`). "
        "Revoke the approval with `campaign post unapprove {number}`."
    ),
    "approved-all-before": N_(
        "these posts are already approved and go out at their due times, while the service runs (`campaign run`): "
        "{numbers:no}. Revoke an approval with `campaign post unapprove N`."
    ),
    "approved-some-before": NN_(
        "post {numbers} was approved already before.", "posts {numbers} were approved already before."
    ),
    "approved-but-held": N_(
        "Post {number} is approved, and still held. Release it with `campaign post release {number}`."
    ),
    "yes-before": N_("{by} has already approved post {number}, so nothing was changed. {still}"),
    "still-lacks-partners": N_("Post {number} still lacks the approval of {who}: `{how}`."),
    "still-lacks-people": N_("Post {number} must still be approved by another person: `{how}`."),
    "yes-line": N_("{by}, {at}: {what}"),
    "yes-line-for": N_("{by}, for {organisation}, {at}: {what}"),
    "yes-of-nobody": N_("somebody who was not named"),
    "yes-nameless": N_("without a name, so it cannot be told from another's and does not count"),
    "yes-stands": N_("to the post as it is"),
    "yes-earlier": N_("to an earlier version, so it does not count"),
    "yes-revoked": N_("taken back since, so it does not count"),
    "yes-lapsed": N_("from before the post was changed, moved or made a draft again, so it does not count"),
    "yes-other-rules": N_("under other rules than those in campaign.toml, so it does not count"),
    "yes-same-person": N_("from a person who had approved it already, so it does not count"),
    "yes-missing": N_("To be approved: `{how}`"),
    "approve-all-none": N_("There is no draft with a date, so there is nothing to approve."),
    "approve-all-sure": N_("Approve all drafts with a date ({count}: {numbers})?"),
    "approve-all-left": N_("Nothing was done: no post was approved."),
    "approve-all-done": N_("Approved: {count}. Not approved: {refused}."),
    "approve-all-partly": N_(
        "Approved: {count}. Waiting for a second person: {partly}. Not approved: {refused}."
    ),
    "drafts-again": N_(
        "these posts are drafts again and must be approved as they now are: {numbers:no}. Run `campaign post approve "
        "{args}`."
    ),
    "drafts-again-several": N_(
        "these posts are drafts again and must be approved as they now are: {numbers:no}. `campaign status` shows "
        "whose approval each needs."
    ),
    "organisation-unknown": N_(
        "{organisation} is not a partner of this campaign: {known}. Name one of those."
    ),
    "no-such-approval": N_("post {number} has no approval by {organisation} to revoke."),
    "moved-far": N_(
        "Warning: post {number} moved more than {tolerated:lasting}, so it must be approved again."
    ),
    "approving": N_("To be approved, post {number}:"),
    "approving-caption": N_("Caption"),
    "approving-film": N_("Film"),
    "approving-language": N_("Language"),
    "approving-date": N_("Date"),
    "approving-link": N_("Link"),
    "approving-photos": N_("Photos"),
    "approving-comment": N_("First comment"),
    "resumed-missed": NN_(
        "Post {numbers} fell due during the pause and is held. Decide on it with `campaign overdue`.",
        "Posts {numbers} fell due during the pause and are held. Decide on them with `campaign overdue`.",
    ),
}
REASONS = {
    "unconfirmed-yet": N_(
        "it may be on the Page already, and no service has looked. `campaign run` looks, and shows it if it is not."
    ),
    "send-paused": N_("the campaign is paused, so nothing goes out before `campaign resume`."),
    "send-too-close": N_(
        "post {number} would go out {apart:lasting} from post {beside}, and `plan.distance` asks for "
        "{distance:lasting} between two posts."
    ),
    "send-too-many": NN_(
        "{day:day} would have {count} post, and `plan.per_day` allows {most}.",
        "{day:day} would have {count} posts, and `plan.per_day` allows {most}.",
    ),
    "send-blackout": N_("{day:day} is in the blackout from {first:day} to {last:day}."),
    "send-holiday": N_("{day:day} is a public holiday ({name})."),
    "send-community": N_("{day:day} is a day without posts ({name})."),
    "unapproved-by": N_(
        "the approval of {who} is still missing: `campaign post approve {number} --for {who}`."
    ),
    "unapproved-by-several": N_(
        "the approvals of {who} are still missing: `campaign post approve {number} --for {first} --by NAME`, then for "
        "each of the others."
    ),
    "unapproved-people": N_(
        "more people must approve it ({people}): `campaign post approve {number} --by NAME`."
    ),
    "organisation-unlisted": N_(
        "{organisation}, the organisation of its film, is not among the organisations in campaign.toml, so nobody can "
        "approve for it. Add it there, or correct the film: `campaign testimony edit {slug} --organisation NAME`."
    ),
    "testimony-was-changed": N_("its testimony was changed."),
    "consent-was-changed": N_("a consent changed how the person in its film is named."),
    "organisation-was-renamed": N_("an organisation was renamed."),
    "moved-too-far": N_("it was moved too far from the moment at which it was approved."),
    "approval-incomplete": N_("it was approved as it no longer stands, or under other rules."),
    "yes-to-earlier": NN_(
        "an approval was given to an earlier version of it and no longer counts",
        "{count} approvals were given to an earlier version of it and no longer count",
    ),
    "yes-to-other-rules": NN_(
        "an approval was given under other rules than those in campaign.toml and no longer counts",
        "{count} approvals were given under other rules than those in campaign.toml and no longer count",
    ),
    "day-blackout": N_(
        "post {number} is due on {day:day}, in the days without posts from {first:day} to {last:day}. Choose another "
        "day."
    ),
    "day-holiday": N_("post {number} is due on {day:day}, a public holiday ({name}). Choose another day."),
    "day-community": N_("post {number} is due on {day:day}: {name}. Choose another day."),
    "slot-skipped": N_("the clocks skip {wall:moment}, so post {number} goes out at {due:moment} instead."),
    "embargo": N_(
        "it is under embargo until {until:moment}. Choose a later time, or `campaign post edit {number} "
        "--embargo WHEN`."
    ),
}
EVENTS = {
    "event-approval-given": N_("approved by {organisation}"),
    "event-approval-given-by": N_("approved by one person"),
    "event-approvals-withdrawn": N_("approvals revoked"),
    "event-unapproved-for": N_("a draft again: {why}"),
    "event-approval-withdrawn": N_("approval revoked for {organisation}"),
}
FINDINGS: dict[str, tuple[Sentence, Sentence]] = {
    "F18": (N_("{what}"), N_("{advice}")),
    "B15": (
        N_("{key} looks like {found:language}: “{text}”"),
        N_("Write it in {language:language}, which films in that language show."),
    ),
    "B16": (N_("{problem}"), N_("Correct `{key}` in brand.toml.")),
    "approval-missing": (
        N_("post {number} is not approved"),
        N_("`{how}` approves it, if no error stands against it."),
    ),
    "approval-missing-of": (
        N_("post {number} is not approved by {who}"),
        N_("`{how}` approves it, if no error stands against it."),
    ),
    "approval-missing-more": (
        N_("post {number} has {given} of the {needed} approvals that it needs"),
        N_("`{how}` gives the next one."),
    ),
    "to-approve-again": (
        N_("post {number} is a draft: {what}"),
        N_("{advice}"),
    ),
    "P01": (
        N_("{film} is posted in only one language; a post is missing in {languages:language}"),
        N_(
            "Add it with `campaign post add`, or put both languages in one caption, separated by a line of "
            "***."
        ),
    ),
    "P02": (
        N_(
            "the posts of {film} in two languages, {beside} and {number}, are {hours:hours} apart; at most "
            "{most:hours} are allowed"
        ),
        N_("Move one: `campaign post move {number} --at WHEN`."),
    ),
    "P03": (
        N_("{film} starts with {language:language}, like {before} before it"),
        N_("Swap the times of its two posts, so that the same language does not always come first."),
    ),
    "P04": (
        N_("post {number} is due on {due:moment}, which is not one of the weekly slots"),
        N_("Give it one with `campaign post edit {number} --next-slot`."),
    ),
    "P05": (
        N_(
            "post {beside} and post {number} are {minutes:minutes} apart; at least {least:minutes} are asked for"
        ),
        N_("Move one: `campaign post move {number} --at WHEN`; or choose a smaller `plan.distance`."),
    ),
    "P06": (
        NN_(
            "{count} post goes out on {day:day}; at most {most} are allowed",
            "{count} posts go out on {day:day}; at most {most} are allowed",
        ),
        N_("Move one, or choose a larger `plan.per_day`."),
    ),
    "P07": (
        N_("post {number} is due on {due:moment}, in the blackout from {first:day} to {last:day}"),
        N_("Move it to another day."),
    ),
    "P08": (N_("post {number} is due on {due:moment}: {name}"), N_("Move it to another day.")),
    "P09": (
        N_("post {number} is {state:word} and its due time, {due:moment}, is past"),
        N_(
            "Decide on it with `campaign overdue`; if it is held or failed, `campaign post show {number}` says why."
        ),
    ),
    "P10": (
        N_("post {number} is due on {due:moment}, before its embargo ends on {until:moment}"),
        N_("Move it, or change the embargo with `campaign post edit {number} --embargo WHEN`."),
    ),
    "P11": (N_("the caption has {length} characters; Facebook accepts {limit}"), N_("Shorten it.")),
    "P12": (
        N_("the second language begins at character {start}, behind “See more” (about {fold})"),
        N_("Shorten the first part."),
    ),
    "P13": (N_("numbers that only one language has: {odd}"), N_("Use the same numbers in both.")),
    "P14": (N_("links that only one language has: {odd}"), N_("Use the same links in both.")),
    "P15": (N_("names that only one language has: {odd}"), N_("Use the same names in both.")),
    "P16": (N_("{what}"), N_("Correct it with `campaign post edit {number} {option}`.")),
    "P17": (N_("{what}"), N_("Change it with `campaign post edit {number} --caption T`.")),
    "P18": (
        N_("the link {link} gives the site a person's name or address"),
        N_("Remove it: others keep links for years."),
    ),
    "P19": (
        N_("photos of post {number} without a description: {count}"),
        N_(
            "Give one --alt for each, in the order of the photos, for people who cannot see them: `campaign post edit "
            "{number}{before} --alt TEXT{behind}`."
        ),
    ),
    "P20": (
        N_("the picture {path} is missing from the campaign folder"),
        N_("Give it again with `campaign post edit {number}`."),
    ),
    "P21": (
        N_("post {number} is identical to post {twin}; the two could not be told apart on the Page"),
        N_("Change a word, or cancel one."),
    ),
    "P22": (
        N_("the first comment has {length} characters; Facebook accepts 1 to {limit}"),
        N_("Change it with `campaign post edit {number} --first-comment T`."),
    ),
    "P23": (N_("post {number} has no date"), N_("Give it one with `campaign post move {number} --at WHEN`.")),
    "P24": (
        N_("{film} has no subtitles in {language:language}"),
        N_("Add them: `campaign testimony edit {film} --subtitles {language}:FILE`."),
    ),
    "P25": (
        N_(
            "the caption of post {number} has a second part, but not clearly in one of these languages: "
            "{pair:language}; so the consents are not checked for its language"
        ),
        N_("Check the consents yourself, or remove the line that divides the caption."),
    ),
    "P26": (
        N_(
            "the caption contains the link {link} as it is, so the site does not count visitors from this "
            "post"
        ),
        N_(
            "Give it with `campaign post edit {number} --link URL`: that link is tagged, as links in the "
            "first comment are."
        ),
    ),
    "P28": (
        N_("{place:word} contains {what}, which leads to a person"),
        N_(
            "Remove it with `campaign post edit {number} {option}`; if everybody may have it, add it to `contacts` in "
            "campaign.toml."
        ),
    ),
    "P33": (
        N_("the {place:word} looks like {found:language}, but the post is in {language:language}"),
        N_("Correct the text, or the language: `campaign post edit {number} --language {found}`."),
    ),
    "P34": (
        N_("post {number} says the same as post {beside}, and both go out on {day:day}"),
        N_("If that is a mistake: `campaign post cancel {number}`."),
    ),
    "P35": (
        N_("`plan.pair` names {languages:language}, in which this campaign posts nothing"),
        N_("Leave it out there, or add it to `languages`."),
    ),
    "P29": (
        N_("the picture {path} is no longer the one that was taken in"),
        N_("Put the original back, or give it again with `campaign post edit {number} --photo FILE`."),
    ),
    "P27": (
        N_(
            "letters in the words of post {number} were lost or became others when they were saved: {sample!r}"
        ),
        N_("Type them again: `campaign post edit {number} {option}`."),
    ),
}
