"""What the desk calls settings and their choices, and what it says of them where the file's own words are of a file."""

from campaign.messages.translate import N_

NAMES = {
    "name": N_("Name of the campaign"),
    "timezone": N_("Time zone"),
    "languages": N_("Languages of posts and films"),
    "organisations": N_("Partner organisations"),
    "contacts": N_("Public contacts"),
    "page.id": N_("Number of the Page"),
    "page.graph_url": N_("Address of Facebook’s interface"),
    "page.graph_version": N_("Version of Facebook’s interface"),
    "service.upload_ahead": N_("Films uploaded ahead by"),
    "service.late_after": N_("Late after"),
    "service.late": N_("What happens to a late post"),
    "service.sweep_after": N_("Leftovers deleted after"),
    "service.approval": N_("Approval of posts"),
    "service.consent": N_("Consent for films"),
    "service.hidden": N_("Uploaded hidden first"),
    "service.scheduler": N_("Who publishes at the moment"),
    "service.approval_by": N_("Who must approve"),
    "service.approvals": N_("How many people approve a post"),
    "notices.email_to": N_("Who gets mail"),
    "notices.email_from": N_("Sender of the mail"),
    "notices.smtp_host": N_("Mail server"),
    "notices.smtp_port": N_("Port of the mail server"),
    "notices.smtp_security": N_("Encryption of mail"),
    "notices.smtp_user": N_("User of the mail server"),
    "notices.webhook": N_("Web address that is told (webhook)"),
    "render.memory_mb": N_("Memory for making films, in MB"),
    "render.reel_shortest": N_("Shortest Reel"),
    "render.reel_longest": N_("Longest Reel"),
    "subtitles.cps": N_("Reading speed"),
    "subtitles.cps_verbatim": N_("Reading speed in the language spoken"),
    "subtitles.shortest": N_("Too short: error below, in seconds"),
    "subtitles.short": N_("Too short: warning below, in seconds"),
    "subtitles.longest": N_("Too long: error above, in seconds"),
    "subtitles.gap_frames": N_("Frames between two subtitles"),
    "subtitles.lines": N_("Lines in a subtitle"),
    "subtitles.chars": N_("Characters in a line"),
    "subtitles.spoken": N_("Subtitles in the language spoken"),
    "subtitles.sidecars": N_("Subtitle files that go with a film"),
    "subtitles.locales": N_("Facebook’s names of languages"),
    "plan.slots": N_("Weekly slots"),
    "plan.blackouts": N_("Days without posts"),
    "plan.holidays": N_("Public holidays"),
    "plan.community_days": N_("Other days without posts, every year"),
    "plan.distance": N_("Least time between two posts"),
    "plan.per_day": N_("Most posts on one day"),
    "plan.pair": N_("Languages in which each film is posted"),
    "plan.pair_within": N_("The two languages at most apart by"),
    "plan.order": N_("Which language comes first"),
    "plan.move_tolerance": N_("Moved without new approval by at most"),
    "plan.utm": N_("What is added to links"),
    "consent.keep_forms_years": N_("Years that signed forms are kept"),
    "files.group": N_("Group of colleagues on this computer"),
    "speech.model": N_("Model for speech"),
    "desk.address": N_("Address of the desk for others"),
    "desk.proxy": N_("IP address of the proxy before the desk"),
    "desk.sign_on": N_("Address of the office's own log-in"),
    "desk.sign_on_client": N_("Name of the desk at that log-in"),
}
CHOICES = {
    "service.late": {"hold": N_("it waits for a decision"), "send": N_("it goes out at once")},
    "service.approval": {
        "required": N_("a person approves every post"),
        "off": N_("posts with a date count as approved"),
    },
    "service.consent": {
        "required": N_("no film without consent on record"),
        "off": N_("consent is not checked"),
    },
    "service.hidden": {"all": N_("all posts"), "films": N_("films alone")},
    "service.scheduler": {"here": N_("this program"), "facebook": N_("Facebook itself")},
    "service.approval_by": {
        "anyone": N_("anyone of the campaign"),
        "partners": N_("each partner that it shows"),
    },
    "notices.smtp_security": {
        "starttls": N_("encrypted after the greeting (STARTTLS)"),
        "tls": N_("encrypted from the start (TLS)"),
        "none": N_("not encrypted"),
    },
    "subtitles.spoken": {"required": N_("wanted in each film"), "off": N_("not wanted")},
    "subtitles.sidecars": {
        "others": N_("those that are not in its picture"),
        "all": N_("all of them"),
        "off": N_("none of them"),
    },
    "plan.holidays": {"BE": N_("those of Belgium"), "off": N_("none are kept")},
    "plan.order": {
        "alternate": N_("the one and the other by turns"),
        "free": N_("either one"),
    },
}
SWITCH = {"true": N_("on, always"), "false": N_("off, always")}
SENTENCES_OF = {  # instead of what stands in the file: words between quotes are choices here
    "languages": N_("The languages of posts and films. The first is taken where none is chosen."),
    "name": N_(
        "What the campaign is called in the report and in lists. The rehearsal Page is called so once the service was "
        "started again."
    ),
    "service.late": N_("What happens to a post that is later than that."),
    "service.approval": N_("Whether somebody has to say yes before a post goes out."),
    "service.consent": N_("Whether consents are looked at before a film goes out."),
    "service.hidden": N_(
        "What goes up hidden before its moment; films alone for a Page that refuses hidden posts."
    ),
    "service.scheduler": N_(
        "Facebook itself, if this computer may be asleep at the moment (not for photos); then upload earlier, while "
        "you work."
    ),
    "service.approval_by": N_("Whether anyone may say yes, or each partner that a post shows has to."),
    "notices.smtp_port": N_("Mostly 587; 465 where mail is encrypted from the start."),
    "notices.smtp_security": N_(
        "How mail is encrypted on its way there; not at all only for a server on this computer."
    ),
    "notices.smtp_user": N_(
        "As whom this program logs in there. Its password is given on the command line, not here."
    ),
    "subtitles.spoken": N_("Whether a film needs them too, for deaf people and muted phones."),
    "subtitles.sidecars": N_("Which of its subtitle files are uploaded with it."),
    "plan.slots": N_("When posts go out; language and kind may be left out."),
    "plan.holidays": N_("Public holidays on which nothing is planned."),
    "plan.community_days": N_("Month and day, and what the day is called; nothing is planned on them."),
    "plan.order": N_("By turns from film to film, or as it comes."),
}
COLUMNS = {  # what each row of a setting says
    "day": N_("Weekday"),
    "at": N_("Hour"),
    "language": N_("Language"),
    "kind": N_("Kind"),
    "first": N_("First day"),
    "last": N_("Last day"),
    "date": N_("Day and month"),
    "name": N_("Name of the day"),
    "slow": N_("Warning above"),
    "fast": N_("Error above"),
    "format": N_("Format"),
    "most": N_("Characters"),
    "locale": N_("Facebook’s name"),
}
EXAMPLES = {  # of what is typed in a row, and what is not the same in all languages
    "day": N_("Tuesday"),
    "at": "18:30",
    "first": "24/12/2026",
    "last": "3/1/2027",
    "date": "11/7",
    "name": N_("Feast of the region"),
    "slow": "15",
    "fast": "17",
    "most": "42",
    "locale": "nl_NL",
}
ANY = {"language": N_("any language"), "kind": N_("any kind")}
ADD = {  # a row more, by the setting
    "languages": N_("Add a language"),
    "organisations": N_("Add an organisation"),
    "contacts": N_("Add a contact"),
    "notices.email_to": N_("Add an address"),
    "subtitles.cps": N_("Add a language"),
    "subtitles.locales": N_("Add a language"),
    "plan.slots": N_("Add a slot"),
    "plan.blackouts": N_("Add days"),
    "plan.community_days": N_("Add a day"),
    "plan.pair": N_("Add a language"),
}
HEADINGS = {
    "": N_("What the campaign is called, its languages and its partners."),
    "page": N_("Where posts go. Without a number they go to the rehearsal Page, which only you can see."),
    "service": N_(
        "How the background service works. Write how long something lasts as 20 minutes, 24 hours or 3 days."
    ),
    "notices": N_("Who is told when a post is held, failed or doubtful: by mail, by a web address, or both."),
    "plan": N_("Weekly slots, days without posts, and which posts belong together."),
    "desk": N_("Under which address partners who are asked by link reach this desk."),
    "speech": N_("What makes subtitles out of speech on this computer."),
    "files": N_(
        "The files of the campaign are yours alone, unless colleagues of a group on this computer may use them too."
    ),
}
SENTENCES = {
    "desk-row-value": N_("“{value}” cannot stand here. For example: {example}."),
    "desk-row-lacks": N_("This is lacking. For example: {example}."),
    "desk-row-order": N_("The warning comes first: its number is the lower one."),
    "desk-row-twice": N_("“{value}” stands in two rows. Keep one."),
    "at-desk-settings-value": N_("{value} cannot stand here. Write it like this: {example}"),
    "at-desk-settings-choice": N_("{value} cannot be chosen here."),
    "at-desk-settings-item": N_(
        "{value}, number {place} here, cannot stand here. Write it like this: {example}"
    ),
    "at-desk-settings-near": N_("{value} cannot stand here. Did you mean {nearest}?"),
    "at-desk-settings-timezone": N_("There is no time zone {value}. Nearest: {nearest}."),
    "at-desk-settings-timezone-no-place": N_(
        "{value} is not the time zone of a place, whose clocks change as people’s do. Nearest: {nearest}."
    ),
    "at-desk-setting-unread": N_("{text!r} cannot stand here. Write it as in: {example}"),
    "at-desk-settings-part": N_("In number {place}, {part} cannot be {value}. Write it like this: {example}"),
    "at-desk-settings-part-near": N_("In number {place}, {part} cannot be {value}. Did you mean {nearest}?"),
    "at-desk-settings-part-missing": N_("Number {place} does not say {part}. Write it like this: {example}"),
    "at-desk-settings-parts-misspelt": N_(
        "In number {place}, write {nearest} in place of {names}: {example}"
    ),
    "at-desk-settings-part-unknown": N_(
        "Number {place} has no {part}, but {known}. Write it like this: {example}"
    ),
    "at-desk-slot-language": N_(
        "A slot is for {language:language}, which is not a language of this campaign: {known:language}."
    ),
    "at-desk-settings-organisation-twice": N_(
        "“{first}” and “{second}” are one organisation in two spellings. Keep the right one."
    ),
}
