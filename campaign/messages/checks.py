"""What is said of the plan: slots and days, rules broken over the whole campaign, approvals, overdue posts."""

from campaign.messages.translate import N_

SENTENCES = {
    "slot-language": N_(
        "{file}, line {line}: a slot of `plan.slots` is for {language}, which is none of this campaign's languages: "
        "{known}. Write one of those, or leave language out."
    ),
    "no-slots": N_(
        "no slot is set for {language}, kind {kind}. Write some under [plan] in campaign.toml, for example slots = "
        '[{{ day = "tue", at = "18:00" }}], or say --at WHEN.'
    ),
    "no-free-slot": N_(
        "no slot for {language}, kind {kind}, is free in the next {days} days. Add slots under [plan] in "
        "campaign.toml, or say --at WHEN."
    ),
    "utm-names-somebody": N_(
        "the link would end in {added}, where {name} is the name of the person in the film. Such names stay out of "
        "links: give the film another slug, or write `plan.utm` without {{film}}."
    ),
    "rule-error": N_("post {number} was not approved: {finding} `campaign check` lists all that was found."),
    "rule-errors": N_(
        "post {number} was not approved: {finding} ({more} more.) `campaign check` lists all that was found."
    ),
    "check-sound": N_("Nothing found: the whole campaign is in order."),
    "check-counted": N_("{errors} errors, {warnings} warnings, {infos} remarks."),
    "space-none-before-sign": N_("a space before ; : ! or ?, which this language does not write: “{sample}”"),
    "apostrophes-mixed": N_("straight and curly apostrophes in one text: “{sample}”"),
    "hashtag-space": N_("a space after #, so that it is none"),
    "hashtag-cut": N_("{tag} ends at its hyphen for Facebook"),
    "hashtag-digits": N_("{tag} is digits alone, which Facebook takes for none"),
    "hashtag-case": N_(
        "{tag} is read aloud as one long word: each of its words begins with a capital, as in #SamenSterk"
    ),
    "hashtags-many": N_("{count} hashtags, where {most} at most are read"),
    "month-unreadable": N_("`{text}` is no month. Write it as 2026-12."),
    "weekdays": N_("Mon Tue Wed Thu Fri Sat Sun"),
    "approval-for-whom": N_(
        "post {number} was not approved: it shows partners who each say yes for themselves. Missing: {who}. Say whose "
        "yes it is with --for ORG."
    ),
    "organisation-unknown": N_("{organisation} is no partner of this campaign: {known}. Write one of those."),
    "no-such-approval": N_("post {number} has no approval of {organisation} that could be taken back."),
    "moved-far": N_(
        "Warning: post {number} moved further than `plan.move_tolerance`, so it has to be approved again."
    ),
    "approving": N_("To be approved, post {number}:"),
    "approving-caption": N_("Caption"),
    "approving-film": N_("Film"),
    "approving-language": N_("Language"),
    "approving-date": N_("Date"),
    "approving-link": N_("Link"),
    "approving-photos": N_("Photos"),
    "approving-comment": N_("First comment"),
    "resumed-missed": N_(
        "Posts that fell due during the pause and are held: {count}. `campaign overdue` decides on them."
    ),
    "overdue-none": N_("No post is past its moment."),
    "overdue-paused": N_("fell due during a pause"),
    "overdue-late": N_("held as late"),
    "overdue-unsent": N_("not sent: no service ran"),
    "overdue-draft": N_("never approved"),
    "overdue-left": N_("Post {number} stays as it is: {why}"),
    "slot-found": N_("Post {number}: the next free slot is {due}."),
}
REASONS = {
    "unapproved-by": N_("it still lacks the approval of {who}: `campaign post approve N --for ORG`."),
    "day-blackout": N_(
        "post {number} is due on {day:day}, a day without posts ({name}). Choose another day."
    ),
    "day-holiday": N_("post {number} is due on {day:day}, a public holiday ({name}). Choose another day."),
    "day-community": N_("post {number} is due on {day:day}: {name}. Choose another day."),
    "slot-skipped": N_(
        "the clocks skip {wall:moment}, so post {number} goes out when they show {due:moment} instead."
    ),
    "embargo": N_(
        "it is under embargo until {until:moment}. Choose a later moment, or `campaign post edit {number} --embargo "
        "WHEN`."
    ),
}
EVENTS = {
    "event-approval-given": N_("approved by {organisation}"),
    "event-approval-withdrawn": N_("approval taken back for {organisation}"),
}
FINDINGS: dict[str, tuple[str, str]] = {
    "approval-missing": (
        N_("post {number} is not approved"),
        N_("`campaign post approve {number}` approves it as it is."),
    ),
    "approval-missing-of": (
        N_("post {number} is not approved by {who}"),
        N_("`campaign post approve {number} --for ORG` approves it for one of them."),
    ),
    "P01": (
        N_("{film} is posted in one language; a post is missing in {languages}"),
        N_(
            "Add it with `campaign post add`, or say both languages in one caption, a line of *** between them."
        ),
    ),
    "P02": (
        N_(
            "the posts of {film} in two languages, {beside} and {number}, are {hours} hours apart, {most} at most"
        ),
        N_("Move one with `campaign post move`."),
    ),
    "P03": (
        N_("{film} begins with {language}, as {before} before it"),
        N_("Exchange the moments of its two posts, so that no language always comes first."),
    ),
    "P04": (
        N_("post {number} is due on {due:moment}, which is none of the weekly slots"),
        N_("`campaign post edit {number} --next-slot` gives it one."),
    ),
    "P05": (
        N_("post {number} is due {minutes} minutes after post {beside}"),
        N_("Move one, or choose a smaller `plan.distance`."),
    ),
    "P06": (
        N_("{day:day} has {count} posts, {most} at most"),
        N_("Move one, or choose a larger `plan.per_day`."),
    ),
    "P07": (
        N_("post {number} is due on {due:moment}, in a blackout ({name})"),
        N_("Move it to another day."),
    ),
    "P08": (N_("post {number} is due on {due:moment}: {name}"), N_("Move it to another day.")),
    "P09": (
        N_("post {number} is {state:word} and its moment, {due:moment}, is past"),
        N_("`campaign overdue` decides on it."),
    ),
    "P10": (
        N_("post {number} is due on {due:moment}, before its embargo ends on {until:moment}"),
        N_("Move it, or change the embargo with `campaign post edit {number} --embargo WHEN`."),
    ),
    "P11": (N_("the caption has {length} characters; Facebook takes {limit}"), N_("Shorten it.")),
    "P12": (
        N_("the second language begins at character {start}, behind “See more” (about {fold})"),
        N_("Shorten the first part."),
    ),
    "P13": (N_("numbers that one language alone has: {odd}"), N_("Say the same in both.")),
    "P14": (N_("links that one language alone has: {odd}"), N_("Give the same in both.")),
    "P15": (N_("names that one language alone has: {odd}"), N_("Name the same in both.")),
    "P16": (N_("{what}"), N_("Set it right with `campaign post edit {number} --caption T`.")),
    "P17": (N_("{what}"), N_("Change it with `campaign post edit {number} --caption T`.")),
    "P18": (
        N_("the link {link} tells the site a person's name or address"),
        N_("Take it out: links are kept by others for years."),
    ),
    "P19": (
        N_("photos of post {number} without a description: {count}"),
        N_("Give one --alt for each, for those who cannot see them."),
    ),
    "P20": (
        N_("the picture {path} is gone from the campaign folder"),
        N_("Give it again with `campaign post edit {number}`."),
    ),
    "P21": (
        N_("post {number} says exactly the same as post {twin}; nobody could tell the two apart on the Page"),
        N_("Change a word, or cancel one."),
    ),
    "P22": (
        N_("the first comment has {length} characters; Facebook takes 1 to {limit}"),
        N_("Change it with `campaign post edit {number} --first-comment T`."),
    ),
    "P23": (N_("post {number} has no date"), N_("`campaign post move {number} --at WHEN` gives it one.")),
    "P24": (
        N_("{film} has no subtitles in {language}"),
        N_("Add them: `campaign testimony edit {film} --subtitles {language}:FILE`."),
    ),
    "P25": (
        N_(
            "the caption of post {number} has a second part, but not clearly in one of these languages: {pair}; so "
            "nobody asks whether the consents allow its language"
        ),
        N_("Look whether they do, or take out the line that parts it."),
    ),
    "P26": (
        N_(
            "the link {link} stands in the caption as it is, so the site does not count who comes from this post"
        ),
        N_(
            "Give it with `campaign post edit {number} --link URL`: that one is tagged, as links in the first comment "
            "are."
        ),
    ),
}
