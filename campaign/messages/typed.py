"""Sentences about what a person types: words, numbers, days and moments."""

from campaign.messages.translate import N_

SENTENCES = {
    "word-unknown": N_("{text!r} is not one of the words that fit here: {known}."),
    "word-near": N_(
        "{text!r} is not one of the words that fit here. Did you mean {nearest!r}? All of them: {known}."
    ),
    "late-no-state": N_("{text!r} is not a state: `campaign overdue` shows the posts that are late."),
    "word-choose": N_("Choose from: {known}"),
    "text-document": N_(
        "{path} is {what}, not plain text. Save it there as plain text (.txt, UTF-8) and give that file, or copy its "
        "words into --caption."
    ),
    "cut-unfit": N_(
        "--from {start:number} s to --to {end:number} s is not within the film, which lasts {film:number} "
        "s. Choose times inside it."
    ),
    "cut-backwards": N_(
        "--to {end:number} s is not after --from {start:number} s: the part that is used begins at --from and ends at "
        "--to. Give the later moment to --to."
    ),
    "slip-dash": N_(
        "{text!r} begins with a dash that a word processor made of the hyphens. Write it so: `campaign {line}`"
    ),
    "slip-quotes": N_(
        "{text} stands between curly quotes, and a command needs straight ones: `campaign {line}`"
    ),
    "slip-dash-bare": N_(
        "{text!r} begins with a dash that a word processor made of the hyphens. Type the option anew, with --."
    ),
    "slip-quotes-bare": N_(
        "{text} stands between curly quotes, and a command needs straight ones. Type the command anew, with straight "
        "quotes around each text."
    ),
    "slip-missing-time": N_(
        "{option} is missing before {text!r}, and so is a time: `campaign {line}`, or another time."
    ),
    "slip-spaces": N_("{text!r} has spaces, so it needs quotes: `campaign {line}`"),
    "slip-repeat": N_("{option} is repeated for each value: `campaign {line}`"),
    "slip-option": N_("{text!r} is not how an option is written. Write it so: `campaign {line}`"),
    "slip-subtitles-away": N_("subtitles of a language are taken away so: `campaign {line}`"),
    "slip-meant": N_("{problem} Write it so: `campaign {line}`"),
    "slip-meant-value": N_("{problem} Besides: {said}"),
    "slip-meant-lacks": N_(
        "{problem} This is missing: {what}. Complete it, for example so: `campaign {line}`"
    ),
    "slip-meant-several": N_("{problem} One of these may be meant: {lines}"),
    "slip-meant-help": N_("{problem} See {lines}."),
    "slip-known": N_("{problem} There are: {known}. See `{help}`."),
    "slip-tag": N_(
        "{text!r}: before a file of subtitles stands its language, with a colon: `campaign {line}`"
    ),
    "slip-slug": N_(
        "{slug!r} cannot be a slug: a lower-case letter first, then lower-case letters, digits and hyphens. Write it "
        "so: `campaign {line}`"
    ),
    "slip-setting": N_(
        "{option!r} is no option but a setting. Make the campaign without it; then write in its campaign.toml, below "
        "[{section}]: {example}"
    ),
    "slip-setting-top": N_(
        "{option!r} is no option but a setting. Make the campaign without it; then write in its campaign.toml, above "
        "the first line in square brackets: {example}"
    ),
    "slip-command": N_("{option} goes with another command: `campaign {line}`"),
    "slip-all": N_("without {text} all are meant: `campaign {line}`"),
    "slip-whole": N_(
        "`campaign {line}` is on the whole campaign and takes no {text!r}. Of another campaign: `campaign {line} --dir "
        "FOLDER`"
    ),
    "token-typed": N_(
        "a token does not belong on the command line: others can read it there, and the terminal keeps it. Run "
        "`campaign {line}`, which asks for it, hidden; let Facebook make a new token if this one was real."
    ),
    "slip-folder": N_("the folder {text} is named with --dir: `campaign {line}`"),
    "lacks-parts": N_("this is missing: {what}. Complete it, for example so: `campaign {line}`"),
    "lacks-parts-bare": N_("this is missing: {what}. See `{command} --help`."),
    "lacks-value": N_("{what} lacks its value. Write it behind, for example: `campaign {line}`"),
    "lacks-value-bare": N_("{what} lacks its value. Write it behind; see `{command} --help`."),
    "post-restore": N_(
        "a post that was cancelled or removed does not come back: plan it again with `campaign post add`. "
        "(`campaign restore` puts back a whole campaign from a backup.)"
    ),
    "post-no-undo": N_(
        "nothing is undone as a whole. `campaign log {number}` shows what was done with the post; `campaign post "
        "edit`, `campaign post move` and `campaign post unapprove` change it back. A post that was cancelled stays "
        "cancelled."
    ),
    "post-no-copy": N_(
        "a post is not copied: `campaign post show {number}` shows what it says, and `campaign post add` plans another."
    ),
    "plan-no-undo": N_(
        "an import is not undone as a whole: `campaign log` shows which posts it added, and `campaign post cancel N` "
        "cancels each of them."
    ),
    "post-refused": N_(
        "a post that is not to go out like this is held, with a reason if you like, or its approval is taken back: "
        "{lines}."
    ),
    "command-of-posts": N_(
        "`campaign {command}` is on the whole campaign, not on {text}. For posts: {lines}."
    ),
    "consent-unvoid": N_(
        "a consent that was voided does not come back by itself: record the form once more, with `campaign consent "
        "record`."
    ),
    "consent-remove": N_(
        "a consent is not removed. One that was recorded by mistake: `campaign consent void {number}`. One that the "
        "person takes back, with all that was published: `campaign consent withdraw SLUG`. `campaign consent list` "
        "shows numbers and short names."
    ),
    "consent-of-number": N_(
        "{number} is the number of a consent, of {person:place} in {slug}. If that is who withdraws it: `campaign "
        "consent withdraw {line}`"
    ),
    "consent-restore": N_(
        "a consent that was withdrawn does not come back: the person signs a new form, which you record with "
        "`campaign consent record`. (`campaign restore` puts back a whole campaign from a backup.)"
    ),
    "held-anew": N_("Post {number} was held already; the new reason is kept."),
    "none-understood": N_("{text!r} is taken as none: {option} is empty now, whatever it was before."),
    "slip-one-each": N_(
        "{text!r} names several, and this takes one at a time. For the first: `campaign {line}`"
    ),
    "slip-apart": N_("{text!r} names several; spaces stand between them: `campaign {line}`"),
    "slip-values": N_("{option} is given once for each value that {text!r} stands for: `campaign {line}`"),
    "slip-one-value": N_(
        "{option} takes one value, and {text!r} stands for several. With the first: `campaign {line}`"
    ),
    "slip-one-person": N_("each person approves for themselves. Once for each: {lines}"),
    "slip-one-film": N_("a post has one film. A post for each: {lines}"),
    "slip-all-values": N_("without {option} all are meant: `campaign {line}`"),
    "slip-value": N_("{said} The whole line: `campaign {line}`"),
    "slip-lacks": N_("this is missing: {what}. Besides, {said} (with examples of what is missing)"),
    "value-unfit": N_("{option}: {said}."),
    "idle-words": N_("{text!r} changes nothing here: the command is carried out at once."),
    "pause-of-posts": N_(
        "nothing was paused: {text!r} stands for posts, and this stops the whole campaign. One post alone is held: "
        "{lines}. For the whole campaign: `campaign pause`."
    ),
    "pause-of-moment": N_(
        "nothing was paused: {text!r} is a moment, and a pause begins at once and lasts until `campaign resume`. Pause "
        "when it is time, with `campaign pause`, or hold the posts of those days one by one, such as "
        "`campaign post hold N`."
    ),
    "slip-each": N_(
        "{text}: this command wants the numbers themselves, such as 3-7. `campaign post list` shows them."
    ),
    "slip-bare": N_("this is written without {text}: `campaign {line}`"),
    "option-of-others": N_(
        "`{command}` has no option {option}. {meant} is an option of {known}; `{command} --help` shows those of this "
        "command."
    ),
    "option-is-command": N_(
        "`{command}` has no option {option}. What you look for is shown by `campaign {line}`."
    ),
    "given-address": N_(
        "{address} is an address on the internet; here a file on this computer is wanted. Download it in your browser "
        "first, then give that file."
    ),
    "given-folder": N_("{folder} is a folder; films are added one at a time. In it are: {lines}"),
    "given-folder-more": N_(
        "{folder} is a folder; films are added one at a time. In it are: {lines} (and other films: {more})"
    ),
    "given-folder-empty": N_("{folder} is a folder, and no film is in it. Give the file of the film itself."),
    "slip-missing": N_("{option} is missing before {text!r}: `campaign {line}`"),
    "slip-missing-several": N_("these options are missing: {options}. Write it so: `campaign {line}`"),
    "slip-example": N_("{said} Choose one, for example so: `campaign {line}`"),
    "slip-all-option": N_("{text!r} is written as --all here: `campaign {line}`"),
    "slip-no-reason": N_(
        "this command keeps no reason: `campaign {line}`. A reason is kept of a post that is held (`campaign post "
        "hold`)."
    ),
    "slip-everywhere": N_("a name is changed everywhere at once, without {option}: `campaign {line}`"),
    "slip-lasting": N_("instead of {option} the end is given, counted from now in days: `campaign {line}`"),
    "slip-slashes": N_(
        "{text!r}: in the name of a file a slash stands for a folder, and there is none of that name. Write the date "
        "with hyphens: `campaign {line}`"
    ),
    "slip-file-absent": N_("the file {path} is not there: check its name and its folder. Besides, {said}"),
    "slip-file-near": N_("the file {path} is not there; did you mean {nearest}? Besides, {said}"),
    "slip-one-film-known": N_("{text!r}: one testimony at a time, by its short name. There are: {known}."),
    "post-facebook-only": N_(
        "posts go out on the Facebook Page alone, not on {place}. For another place `campaign render` makes a post's "
        "film as a file, which you put there yourself."
    ),
    "role-understood": N_("{text!r} is taken as the role {role!r}; a film shows it as {shown!r}."),
    "slip-numbers": N_(
        "{text!r} is more than one number, and this command takes one at a time. Run it for each: {lines}"
    ),
    "slip-numbers-moment": N_(
        "{text!r} is more than one number, and this command takes one at a time. Run it for each, such as `campaign "
        "{line} --at WHEN`. About the moment: {said}"
    ),
    "hold-several": N_(
        "Nothing was held: `{reason}` is a number, and this command holds one post at a time. Run `campaign post hold "
        "{number}`, then `campaign post hold {reason}`; or write the reason in words."
    ),
    "number-unreadable": N_("{text!r} is not a number. Write digits: 3."),
    "number-of-no-consent": N_(
        "{text!r} is not the number of a consent. `campaign consent list` shows them."
    ),
    "number-of-no-post": N_("{text!r} is not the number of a post. `campaign post list` shows them."),
    "number-too-large": N_("{text!r} is too large: numbers have nine digits at most."),
    "number-several": N_(
        "{text!r} is more than one number, and one is wanted here. Run the command once for each."
    ),
    "numbers-backwards": N_("{text!r} counts downwards. Write the smaller number first: {last}-{first}."),
    "numbers-too-many": N_("{text!r} is more than {most} numbers. Write a shorter span."),
    "when-unreadable": N_(
        "{text!r} is not a date and time. Write for example 24/12/2026 18:30, tomorrow 18:30, Tuesday 18:30, now or "
        "+2h."
    ),
    "when-in-words": N_(
        "{text!r} says the time in words. Write it in figures, such as 18:30 for half past six."
    ),
    "when-understood": N_("{text!r} is taken as {moment:full}."),
    "when-without-time": N_("{text!r} has no time of day. Write one behind it: {text} 18:30."),
    "when-without-time-today": N_("{text!r} has no time of day. Write one behind it: {text} {clock}."),
    "when-past-day": N_(
        "{text!r} is in the past: it means {day:day}, and today is {today:day}. Choose a later day, with a time, such "
        "as: tomorrow 18:30."
    ),
    "when-time-today": N_(
        "{text!r} has no day. Write one before it: today {clock}, tomorrow {clock} or 24/12/2026 {clock}."
    ),
    "when-time-alone": N_(
        "{text!r} has no day. Write one before it: 24/12/2026 {clock}, or tomorrow {clock}."
    ),
    "when-two-days": N_("{text!r} may be {first:full} or {second:full}. Write the date that you mean."),
    "when-part-of-day": N_(
        "{text!r}: that hour does not belong to that part of the day. Count the hours to 24: 20:00 for eight in the "
        "evening."
    ),
    "when-without-year": N_(
        "{text!r} has no year, and the next such day is {day:full}. Write the year, too."
    ),
    "when-short-year": N_(
        "{text!r} may be several dates. Write the year with four digits: {example:written}."
    ),
    "when-month-first": N_("{text!r} has the month first. Write the day first: {example:written}."),
    "when-weekday": N_("{text!r} does not exist: that day is {day:full}. Correct the weekday or the date."),
    "day-understood": N_("{text!r} is taken as {day:full}."),
    "day-unreadable": N_("{text!r} is not a date. Write day, month and year: 24/12/2026."),
    "day-span": N_("{text!r} is more than one day, and one is wanted here. Write that one: 24/12/2026."),
    "day-with-time": N_("{text!r} is a day with a time, and the day alone is wanted here."),
    "day-without-year": N_("{text!r} has no year. Write it, too: {day:day}."),
    "when-after-month": N_("`{text}` does not exist: the last day of that month is {last:day}."),
    "day-impossible": N_("`{text}` does not exist: check the day and the month."),
    "when-impossible": N_("`{text}` does not exist: check the day, the hour and the offset."),
    "when-out-of-range": N_("`{text}` is too far away to plan. Choose a date between this year and 9999."),
    "when-past": N_(
        "{text!r} is in the past: it means {moment:moment}, and it is now {now:moment}. Choose a later "
        "time, or write now."
    ),
    "when-span": N_(
        "`{text}` is a span or more than one moment, and a post goes out at one. Write that one alone: "
        "`{example:written}`."
    ),
    "when-span-bare": N_(
        "`{text}` is a span or more than one moment, and a post goes out at one. Write that one alone, with its day "
        "and its time."
    ),
    "when-offset": N_(
        "`{text}`: {zone} has not this offset on that day, but {offsets}. Write the time that the clocks show there, "
        "without an offset."
    ),
    "when-skipped": N_(
        "{text} does not exist in {zone}: the clocks skip it. Write for example `{after:written}`."
    ),
    "when-doubled": N_(
        "{text} occurs twice in {zone}: the clocks are put back. Write `{first:written}` for the first "
        "time or `{second:written}` for the second."
    ),
}
