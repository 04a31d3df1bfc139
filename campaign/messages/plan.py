"""Sentences about plans: unreadable files, cells that mean nothing, and what an import changes."""

from campaign.messages.translate import N_, NN_, Sentence

SENTENCES: dict[str, Sentence] = {
    "plan-hidden": N_(
        "line {line} of the cell has the character {sign}, which cannot be seen and may disguise text; retype that cell"
    ),
    "plan-file": N_("{file}: {why}"),
    "plan-kind": N_(
        "this is no plan, but a file of another kind: {kind:word}. Save the plan as an Excel workbook (.xlsx) or as "
        "CSV."
    ),
    "plan-no-table": N_(
        "this is neither a workbook nor text, so it is no plan. Give the file of your plan, saved as .xlsx or as CSV "
        "UTF-8."
    ),
    "plan-no-workbook": N_(
        "this is no Excel workbook, though its name ends in {ending}. Open the plan in Excel, save it as an Excel "
        "workbook (.xlsx) and give that file."
    ),
    "plan-letters-broken": N_(
        "row {row} has bytes that are no letters, though the rest is {encoding}: a letter was cut or came from another "
        "program. Retype that row in your spreadsheet program and save the plan as CSV UTF-8."
    ),
    "plan-encoding-unsure": N_(
        "its accents may be read in several ways: {guesses}. Save it as CSV UTF-8, or say which is right: add "
        "`--encoding {first}`."
    ),
    "plan-encoding": N_("The accents of {file} are read as {encoding}; another encoding: --encoding."),
    "plan-empty": N_(
        "there is nothing in it. Write a header and a row for each post; `campaign docs plan` shows how."
    ),
    "plan-heavy": N_("it has more than {most} MB, too much for a plan. Leave pictures out of the workbook."),
    "plan-workbook-huge": N_(
        "it is far larger than it looks. Delete the empty rows and columns around the plan, or save it as CSV."
    ),
    "plan-workbook-broken": N_(
        "it is damaged and cannot be read as a workbook. Open it in your spreadsheet program and save it "
        "again as .xlsx."
    ),
    "plan-long": N_("there is content below row {most}. Delete what does not belong to the plan."),
    "plan-quotes": N_(
        "the quotation marks of row {row} do not match. Save the file again from your spreadsheet program."
    ),
    "plan-quotes-swallow": N_(
        "row {row} has a quotation mark that ends only in another row, so whole rows stand in one cell. Write "
        'quotation marks within a text twice (""), or save the plan as .xlsx.'
    ),
    "plan-comments-unread": N_("The comments and notes of the sheet are not read."),
    "plan-colours-unread": N_(
        "Colours are not read: a row that has one comes in like any other. If it shall not, delete the row, or hide it "
        "and add --without-hidden."
    ),
    "plan-pictures-unread": N_("The pictures, shapes and text boxes of the sheet are not read."),
    "plan-no-header": N_(
        "it has no header row with a plan's columns. Known columns: {known:column}, in Dutch, French and "
        "English; `campaign docs plan` lists all."
    ),
    "plan-ending": N_("{path}: a plan is written as {known:or word}. Give the file one of these endings."),
    "plan-written": NN_("Wrote {path}: {count} post.", "Wrote {path}: {count} posts."),
    "plan-refused": N_("{file}, row {row}, column {column}: {why} Nothing was changed."),
    "plan-refused-more": N_(
        "{file}, row {row}, column {column}: {why} ({more} more; --dry-run shows all.) Nothing was changed."
    ),
    "plan-refused-row": N_("{file}, row {row}: {why} Nothing was changed."),
    "plan-refused-row-more": N_(
        "{file}, row {row}: {why} ({more} more; --dry-run shows all.) Nothing was changed."
    ),
    "plan-cell-refused": N_("! row {row}, column {column}: {why}"),
    "plan-row-refused": N_("! row {row}: {why}"),
    "plan-new": N_("+ row {row}: post {number}: {what}"),
    "plan-changed": N_("~ row {row}: post {number}:"),
    "plan-changed-again": N_("~ row {row}: post {number}, which has to be approved again:"),
    "plan-changed-live": N_(
        "~ row {row}: post {number}, which is live and stays as it is until its new caption is approved:"
    ),
    "plan-tried": N_("{file}: {counts}. Nothing was changed: this was a dry run."),
    "plan-imported": N_("{file}: {counts}."),
    "plan-count-new": NN_("{count} new", "{count} new"),
    "plan-count-changed": NN_("{count} changed", "{count} changed"),
    "plan-count-unchanged": NN_("{count} unchanged", "{count} unchanged"),
    "plan-count-refused": NN_("{count} row refused", "{count} rows refused"),
    "plan-sheet": N_("Only the sheet {sheet} of the workbook is read; not these: {others}."),
    "plan-unknown": N_("unknown columns were ignored: {headers}. `campaign docs plan` lists the known ones."),
    "plan-told": N_(
        "These columns are there to be read and are never imported: {headers}. `campaign post approve N` "
        "approves a post, `campaign post cancel N` cancels it."
    ),
    "plan-missing": N_(
        "Posts that are not in the file: {numbers:no}. They stay as they are; cancel one with `campaign post "
        "cancel N`."
    ),
    "plan-guessed": N_("~ row {row}: post {number}, {what:word}:"),
    "plan-guessed-again": N_("~ row {row}: post {number}, {what:word}, which has to be approved again:"),
    "plan-guess": N_(
        "{file}, row {row}: it looks like post {number}, {what:word}, but has no number and no key that says so. If it "
        "is that post, `campaign plan import {path} --yes`; if not, give the row a key of its own in a column Key. "
        "Nothing was changed."
    ),
    "plan-guess-more": N_(
        "{file}, row {row}: it looks like post {number}, {what:word}, but has no number and no key that says so. Other "
        "such rows: {more}; --dry-run shows all. If they are those posts, `campaign plan import {path} --yes`; if "
        "not, give such a row a key of its own in a column Key. Nothing was changed."
    ),
    "plan-guess-ask": N_(
        "Rows without a number or a key that look like posts which are there already: {count}. Change these posts?"
    ),
    "plan-guess-told": N_(
        "Rows without a number or a key that look like posts which are there already: {count}. The import asks about "
        "them; --yes answers that they are those. For a new post, give the row a key of its own in a column Key."
    ),
    "plan-guess-no": N_(
        "{file}: nothing was changed. Write in such a row the number of its post, in a column Number, or a key of its "
        "own for a new post, in a column Key; `campaign plan export FILE.xlsx` writes all numbers."
    ),
    "plan-guess-other": N_(
        "{file}: the file or the posts changed meanwhile, so nothing was imported. Run the command again."
    ),
    "plan-warning": N_("row {row} (post {number}): {what}"),
    "plan-correct-cell": N_("Correct it in the file, in the cell {cell}."),
    "plan-correct-row": N_("Correct it in the file, in row {row}."),
    "plan-warnings-more": N_("More warnings: {count}; --json shows all, and so does `campaign check`."),
    "plan-unasked": N_(
        "Whether people agreed was not asked for so many posts: {count} more. `campaign check` asks for all."
    ),
    "caption-doubled": N_(
        "post {number} has the same text as post {other}. Change one of them if that is a mistake."
    ),
    "plan-beside": N_(
        "row {row}: post {number} is new, but post {beside} ({state:word}) is like it. If the row is that post, write "
        "{beside} in a column Number."
    ),
    "plan-number": N_("{text!r} is not a post number. Leave the cell empty for a new post."),
    "plan-number-unknown": N_("there is no post {number}. Leave the cell empty for a new post."),
    "plan-number-twice": N_("row {first} already has the number {text}. Each post has one row."),
    "plan-key-twice": N_("row {first} already has the key {text}. Give each row a key of its own."),
    "plan-key-taken": N_("post {number} already has this key. Choose another, or leave the cell empty."),
    "plan-keys-written": N_("Keys were written into {file}, in rows that had none: {count}."),
    "plan-keys-tried": N_("Keys would be written into {file}, in rows that have none: {count}."),
    "plan-keys-there": N_("No row of {file} is without a key, so nothing was written into it."),
    "plan-keys-no-header": N_(
        "without a header row a column for keys would have no name. Write one above the plan, such as Date, Text, Link."
    ),
    "plan-keys-hidden": N_("its column {column}, for keys, is hidden. Show it, then import again."),
    "plan-keys-wide": N_(
        "there is no room for a column of keys: the first {most} columns are full. Delete those that the plan does not "
        "need."
    ),
    "plan-keys-signed": N_(
        "the workbook is signed, and keys would break its signature. Import it without --write-keys, or save a copy "
        "without signature."
    ),
    "plan-keys-unfit": N_(
        "keys cannot be written into it without changing something else. Import it without --write-keys, or write keys "
        "of your own in a column Key."
    ),
    "plan-keys-read-only": N_(
        "{path} is read-only, so no keys can be written into it. Allow writing, or import it without --write-keys."
    ),
    "plan-keys-locked": N_(
        "{path} cannot be written: it is open in another program, or not yours to write. Close it there, then import "
        "it again, or import it without --write-keys."
    ),
    "plan-keys-open": N_(
        "a program has it open, says the file {lock} beside it. Close it there (or delete {lock}, if no program has it "
        "open), then import it again, or import it without --write-keys."
    ),
    "plan-keys-changed": N_(
        "the posts were imported, but {file} was changed meanwhile, so no keys were written into it. Run "
        "`campaign plan import` with --write-keys once more."
    ),
    "plan-keys-unwritten": N_(
        "the posts were imported, but the keys could not be written into {file} ({why}). Close it in other programs, "
        "then run `campaign plan import` with --write-keys once more."
    ),
    "plan-which": N_(
        "this row may mean post {numbers:or number}: film, language and kind are the same. Write the number of the "
        "right one in a column Number, or a key of its own for a new post in a column Key; `campaign plan export "
        "FILE.xlsx` writes all numbers."
    ),
    "plan-which-row": N_(
        "each of the rows {rows} may mean post {number}: film, language and kind are the same. Write {number} in a "
        "column Number of the right one, and a key of its own in a column Key of each that is new."
    ),
    "plan-which-moment": N_(
        "this row may mean post {numbers:or number}: language, kind, date and time are the same. Write the number of "
        "the right one in a column Number; `campaign plan export FILE.xlsx` writes all numbers."
    ),
    "plan-again": N_(
        "post {number} is {state:word} and says the same, so this row would publish it again. Take the row out, or, if "
        "that is what you want, give it a key of its own in a column Key."
    ),
    "plan-said-twice": N_("column {other} contradicts it. Empty one of the two cells."),
    "plan-formula": N_(
        "the cell holds a formula whose result is not in the file. Open it in your spreadsheet program and save it "
        "again, or write the value."
    ),
    "plan-row-cut": N_(
        "a text of this row contains the sign “{sign}”, which separates columns here, so it was cut before “{text}”. "
        "Put the whole text between double quotes."
    ),
    "plan-cell-nameless": N_(
        "{text!r} stands in a column without a header, so it would be lost. Give the column a header, or empty the "
        "cell."
    ),
    "plan-cell-nameless-csv": N_(
        "{text!r} stands in a column without a header, so it would be lost. Give the column a header, or empty the "
        "cell; put a text that contains the separator between double quotes."
    ),
    "plan-row-header-again": N_("the row repeats the header. Delete it."),
    "plan-row-no-post": N_(
        "the row says {text!r} and makes no post. Delete it, or move it above the header, where titles may stand."
    ),
    "plan-cell-truth": N_(
        "the cell holds {text:word} as a yes-or-no value, not as words. Set the cell's format to Text and type what "
        "the post shall say."
    ),
    "plan-cell-dated": N_(
        "the cell holds a date or a time ({text}), not words. Set the cell's format to Text and type it as it shall be "
        "read."
    ),
    "plan-cell-number": N_(
        "the cell holds the number {text}, which sheets show in different ways. Set the cell's format to Text and "
        "type it as it shall be read."
    ),
    "plan-cell-formatted": N_(
        "the cell holds the number {number}, which its format ({look}) shows in another way. Set the cell's format "
        "to Text and type it as it shall be read."
    ),
    "plan-cell-struck": N_(
        "the words are struck out ({text!r}). Empty the cell or delete the row, or take the line through them away."
    ),
    "plan-cell-struck-in": N_(
        "some of the words are struck out. Delete them, or take the line through them away."
    ),
    "plan-cell-narrow": N_(
        "the cell holds only {text}: its column was too narrow when the file was saved. Widen it and save the plan "
        "again."
    ),
    "plan-cell-unseen": N_(
        "the cell's format hides what it holds ({text!r}). Set the format to Text, or empty the cell."
    ),
    "plan-cell-added-to": N_(
        "the cell's format ({text}) adds to its words. Set the format to Text and type all that the post shall say."
    ),
    "plan-date-hides-day": N_(
        "the cell shows no day but holds {text}. Type day, month and year: 24/12/2026, and let the cell's format show "
        "them."
    ),
    "plan-date-hides-time": N_(
        "the cell shows a day alone but holds {text}. Type the day again, or let the cell's format show the time."
    ),
    "plan-merged-columns": N_(
        "the cells {ref} are merged, so one value stands in several columns. Unmerge them and write each value in its "
        "own column."
    ),
    "plan-row-above-header": N_("the row stands above the header, where only titles may. Move it below."),
    "plan-row-hidden": N_(
        "the row is hidden in the sheet, or filtered out. Add --without-hidden to leave out what is hidden, or "
        "--with-hidden to take it in."
    ),
    "plan-column-hidden": N_(
        "the column is hidden in the sheet. Add --without-hidden to leave out what is hidden, or --with-hidden to "
        "take it in."
    ),
    "plan-hidden-rows": N_("row {numbers}"),
    "plan-hidden-columns": N_("column {names}"),
    "plan-hidden-refused": N_(
        "{file}: hidden in the sheet or filtered out: {places}. `campaign plan import {path} --without-hidden` leaves "
        "that out, `--with-hidden` takes it in. Nothing was changed."
    ),
    "plan-hidden-asked": N_(
        "{file}: hidden in the sheet or filtered out: {places}. Import the plan without that?"
    ),
    "plan-hidden-left-out": N_("Left out, as hidden in the sheet or filtered out: {places}."),
    "plan-hidden-taken": N_("Taken in, though hidden in the sheet or filtered out: {places}."),
    "plan-sheets-hidden": N_(
        "the sheets that people see are empty; hidden: {sheets}. Show the plan's sheet in your spreadsheet program and "
        "save it again."
    ),
    "plan-wide": N_(
        "the cell {cell} holds something, to the right of all {most} columns that a plan may have. Delete what does "
        "not belong to the plan."
    ),
    "plan-cell-error": N_("the cell holds an error ({text}). Correct the formula, or write the value."),
    "plan-language-missing": N_("the row has no language. Write one of {known:or language}."),
    "plan-kind-unknown": N_("{text!r} is not a kind of post. Known: {known:word}; or leave the cell empty."),
    "plan-kind-unfit": N_(
        "the other cells make a post of kind {found:word}, not {kind:word}. Empty this cell, or correct them."
    ),
    "plan-format-unknown": N_("{text!r} is not a format. Known: {known:word}; or leave the cell empty."),
    "plan-format-without-film": N_(
        "a format ({format:word}) is for films. Name the film, or empty this cell."
    ),
    "plan-reel-without-film": N_("a reel is a film. Name the film, or empty this cell."),
    "plan-reel-format": N_("a reel is upright, not {format:word}. Write {upright:word}, or empty this cell."),
    "plan-film-address": N_(
        "this is a web address, and films are never downloaded. Add the film with `campaign testimony "
        "add` and write its slug here."
    ),
    "plan-photo-address": N_(
        "this is a web address, and pictures are never downloaded. Put the file beside the plan and write "
        "its name."
    ),
    "plan-photo-with-film": N_("a post has photos or a film, not both. Empty one of the two cells."),
    "plan-alts-too-many": N_(
        "there are more descriptions ({alts}) than photos ({photos}). Write one for each, each on its own "
        "line."
    ),
    "plan-thumbnail-time": N_(
        "the spreadsheet program treats this as a time of day or a date. Write the moment of the film in "
        "seconds: 12.5 s."
    ),
    "plan-thumbnail-without-film": N_("a thumbnail is for films. Name the film, or empty this cell."),
    "plan-thumbnail-past-end": N_(
        "{at:g} s is past the end of the finished film of {slug}, which lasts {lasts:g} s. Choose an "
        "earlier moment."
    ),
    "plan-caption-empty": N_("the row makes a text post, but has no text. Write one, or name a film."),
    "plan-network": N_(
        "this row is for {text}; posts go only to Facebook. Remove such rows, or write Facebook here."
    ),
    "plan-live": N_(
        "post {number} is live, so only its text can be changed. Give this cell its old content; for "
        "more, `campaign post remove {number}` and a new row."
    ),
    "plan-state": N_(
        "post {number} is {state:word}, so a plan cannot change it. Delete the row, or give the cell its old content, "
        "which `campaign post show {number}` shows; or, for a new post, empty the row's cells Number and Key."
    ),
    "plan-erased": N_(
        "post {number} is {state:word}, and what it said was erased after a withdrawal, so a plan cannot bring it back."
        " Delete the row."
    ),
    "plan-twin": N_(
        "post {twin}, which has not gone out yet, is identical, so the two could not be told apart on the "
        "Page. Change a word."
    ),
    "plan-twin-row": N_(
        "row {row} is identical, so the two could not be told apart on the Page. Change a word."
    ),
    "play-begins": N_(
        "Playing the plan on a rehearsal Page of its own, {url} (on this computer only); no post changes."
    ),
    "play-over": N_("The rehearsal is over: {counts}.\nReport:  {report}\nLog:     {log}"),
    "play-stopped": N_(
        "The rehearsal was stopped before its end, on {at:moment} of its own clock. Until then: {counts}. No report "
        "was written; `campaign rehearse` plays the plan from the beginning."
    ),
    "play-later": NN_(
        "{count} post is due later and was not played.", "{count} posts are due later and were not played."
    ),
    "play-behind": N_("Not published: post {number} ({state:word}): {why}"),
    "play-on-day": N_("{day:day}: {what}"),
    "play-on-day-post": N_("{day:day}: post {number}: {what}"),
    "play-no-date": N_("it has no date."),
    "clocks-forward": N_(
        "{day:day}: the clocks go forward. Posts before it: {before}; after it: {after}; each at its usual local time."
    ),
    "clocks-back": N_(
        "{day:day}: the clocks go back. Posts before it: {before}; after it: {after}; each at its usual local time."
    ),
    "post-on-holiday": N_("{day:day}: post {number} is due on a public holiday ({name})."),
    "post-on-community": N_("{day:day}: post {number} is due on a community's day ({name})."),
    "post-on-blackout": N_(
        "{day:day}: post {number} is due during the blackout from {first:day} to {last:day}."
    ),
}
EVENTS = {
    "event-keyed": N_("given a key in the plan"),
}
