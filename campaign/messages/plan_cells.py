"""Sentences about cells of a plan that hold no value, or one that may mean several: with what to write there."""

from campaign.messages.translate import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "plan-cell-open": N_(
        "{text!r} says that this is not known yet, but a post needs it. Write it, or leave the row out of the plan "
        "until it is known."
    ),
    "plan-cell-open-optional": N_(
        "{text!r} says that there is nothing here, or nothing yet. Empty the cell, or write what it shall be."
    ),
    "plan-cell-open-film": N_(
        "{text!r} names no film. Write the film's slug, as `campaign testimony list` shows it, or empty the cell for a "
        "post without a film."
    ),
    "plan-cell-open-moment": N_(
        "{text!r} is no moment. Empty the date and the time of this row where they are not known yet: the post then "
        "waits as a draft. Where they are known, write them: 24/12/2026 and 18:00."
    ),
    "plan-cell-above": N_(
        "{text!r} means the cell above, but each row is read by itself. Repeat here what it shall be: {value}"
    ),
    "plan-cell-above-none": N_(
        "{text!r} means the cell above, but each row is read by itself. Write here what it shall be."
    ),
    "plan-date-unreadable": N_("{text!r} is not a date. Write day, month and year: {example:written}."),
    "plan-date-without-year": N_("{text!r} is not a day with its year. Write it in full: {example:written}."),
    "plan-date-behind": N_(
        "of {text!r} only the day is understood, not what stands beside it. Write the day alone: {example:written}. "
        "Where it is not known yet, empty the date and the time of this row: the post then waits as a draft."
    ),
    "plan-date-span": N_(
        "{text!r} is a span or more than one day, and a post goes out at one moment. Write one day: {example:written}."
    ),
    "plan-time-span": N_(
        "{text!r} is a span or more than one time, and a post goes out at one moment. Write one time: {example}."
    ),
    "plan-date-relative": N_(
        "{text!r} means another moment each time the plan is imported. Write day, month and year: {example:written}."
    ),
    "plan-date-impossible": N_("{text!r} is a day that does not exist. Check the calendar."),
    "plan-date-short-year": N_(
        "{text!r} may be several dates. Write the year with four digits: {example:written}."
    ),
    "plan-date-short-year-csv": N_(
        "{text!r} may be several dates. Write the year with four digits: {example:written}; for the whole column, set "
        "its format to dd/mm/yyyy in your spreadsheet program and save the plan again."
    ),
    "plan-date-month-first": N_(
        "{text!r} has the month first, so every date of the file may be read wrongly. Write the day first: "
        "{example:written}."
    ),
    "plan-date-weekday": N_(
        "{text!r} does not exist: that day is {day:full}. Correct the weekday or the date."
    ),
    "plan-when-past": N_(
        "that is in the past: it means {moment:moment}, and it is now {now:moment}. Choose a later date or time."
    ),
    "plan-date-without-time": N_(
        "{day:day} has no time of day. Write one after it or in the column Time: 18:00."
    ),
    "plan-embargo-without-time": N_(
        "{day:day} has no time of day. Write one after it, in this cell: {day:day} 18:00."
    ),
    "plan-date-beside": N_(
        "{day:day} has no time of day, and these columns were not understood: {headers}. If the time is in one of "
        "them, call that column Time, and write there hours and minutes: 18:00."
    ),
    "plan-time-beside": N_(
        "the row has a time, but no date, and these columns were not understood: {headers}. If the day is in one of "
        "them, call that column Date, and write the day with its month and year: 24/12/2026."
    ),
    "plan-time-alone": N_("the row has a time, but no date. Write the day, too."),
    "plan-time-unreadable": N_("{text!r} is not a time of day. Write hours and minutes: {example}."),
    "plan-midnight": N_("{text!r} may be the beginning of the day or its end. Write 00:00 or 23:59."),
    "when-midnight": N_(
        "{text!r} may be the beginning of the day or its end. Write 00:00 or 23:59 in the place of midnight."
    ),
    "when-meant": N_(
        "{text!r} is not one date and time. If it is {example:written}, write `{example:written}`."
    ),
    "plan-two-days": N_(
        "the time's cell holds a day of its own, {day:day}, which is not that of the column Date. Type only the time "
        "in it: 18:00."
    ),
    "plan-two-times": N_(
        "the date's cell has a different time of day from the column Time. Empty one of them."
    ),
    "language-of-several": N_(
        "{text!r} names more than one language, and a post is in one: {known:or language}. Make a post for each; or "
        "put both into one text, with a line *** between them, and name the language of the first part."
    ),
    "plan-film-several": N_(
        "{text!r} names several films, and a post shows one: {found:or}. Give each film a row of its own."
    ),
    "plan-format-reel": N_(
        "a reel is a kind of post, not a format. Write it in the column Kind, and empty this cell."
    ),
    "plan-pictures-joined": N_(
        "{text!r} looks like several files. Put a vertical bar between them: {example}"
    ),
    "plan-beside-over": N_(
        "row {row}: post {number} is new; post {beside} ({state:word}) is like it and stays as it is. If nothing "
        "shall go out any more, `campaign post cancel {number}`."
    ),
    "plan-beside-over-tried": N_(
        "row {row}: post {number} would be new; post {beside} ({state:word}) is like it and stays as it is. If nothing "
        "shall go out any more, delete the row."
    ),
}
