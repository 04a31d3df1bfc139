"""What is said of the plan: slots and days, rules broken over the whole campaign, approvals, overdue posts."""

from campaign.sentences.marking import N_

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
    "slot-found": N_("Post {number}: the next free slot is {due}."),
}
REASONS = {
    "day-blackout": N_("post {number} is due on {day}, a day without posts ({name}). Choose another day."),
    "day-holiday": N_("post {number} is due on {day}, a public holiday ({name}). Choose another day."),
    "day-community": N_("post {number} is due on {day}: {name}. Choose another day."),
    "slot-skipped": N_(
        "the clocks skip {wall} that night, so post {number} goes out when they show {due} instead."
    ),
    "embargo": N_(
        "it is under embargo until {until}. Choose a later moment, or `campaign post edit N --embargo WHEN`."
    ),
}
EVENTS: dict[str, str] = {}
FINDINGS: dict[str, tuple[str, str]] = {}
