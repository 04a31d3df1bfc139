"""Sentences of the command line and about the settings file."""

from campaign.messages.translate import N_, NN_

SENTENCES = {
    "error-line": N_("Error: {sentence}"),
    "lang-unspoken": N_("--lang {lang} is not an available language: {known}. Choose one of those."),
    "command-missing": N_("no command was given; choose one of those above."),
    "usage": N_("{problem}. See `{command} --help`."),
    "usage-asked": N_("{problem} See `{command} --help`."),
    "usage-plain": N_("{problem}."),
    "unexpected": N_(
        "an unexpected error occurred ({kind}: {why}). Run the command again with --debug and report what "
        "it prints."
    ),
    "no-campaign-folder": N_(
        "no campaign found: no campaign.toml in this folder or above it. Go to a campaign folder, name "
        "one with --dir, or make one with `campaign init DIR`."
    ),
    "campaign-file-misnamed": N_(
        "no campaign found: {path} has another name than the settings file of a campaign. Rename it to {name}; where "
        "Windows hides the endings of names, first tick View > Show > File name extensions."
    ),
    "not-a-campaign-folder": N_(
        "{folder} is not a campaign folder: it has no campaign.toml. Name another with --dir or "
        "CAMPAIGN_DIR, or make one with `campaign init {folder}`."
    ),
    "campaign-folder-near": N_("{folder} is not a campaign folder. Did you mean {nearest}?"),
    "folder-not-writable": N_(
        "no permission for {path} ({why}). Check who owns the campaign folder and whether the disk is "
        "read-only."
    ),
    "file-in-use": N_(
        "{path} is open in another program. Close it there (in Excel, for example), then try again."
    ),
    "path-took-more": N_(
        "the path {path} took in all that followed it, for it ends with a backslash before the quotation mark. Type it "
        "again without that backslash."
    ),
    "name-unfit-here": N_(
        "{path} cannot be made: Windows takes {name} for something else (signs such as : ? *, a dot or a space at the "
        "end, or the name of a device such as CON or NUL). Choose another name."
    ),
    "path-unusable": N_("{path}: {why}. Check the name of the file and of its folder."),
    "disk-full": N_("no room left on the disk ({why}). Free some space and run the command again."),
    "database-busy": N_("the database {path} is locked by another program ({why}). Try again in a moment."),
    "database-damaged": N_("{path} is damaged or not a campaign database ({why}). Replace it with a backup."),
    "database-failed": N_("the database {path} failed ({why}). Run `campaign doctor`."),
    "folder-is-file": N_("{folder} is a file, not a folder. Choose another place for the campaign."),
    "folder-has-campaign": N_(
        "{folder} already holds a campaign.toml; nothing was changed. Its name, time zone and languages are changed in "
        "that file; for another campaign, choose another folder."
    ),
    "folder-inside-campaign": N_(
        "{folder} would be inside the campaign in {outer}, so nothing was made: whoever copies or deletes that folder "
        "would take both. Beside it: `campaign init {line}`. Add --yes to make it inside all the same."
    ),
    "folder-inside-campaign-ask": N_(
        "{folder} would be inside the campaign in {outer}; beside it: `campaign init {line}`. Make it inside all the "
        "same?"
    ),
    "folder-has-database": N_(
        "{folder} already holds a campaign.db, but no campaign.toml; nothing was changed. Choose another "
        "folder, or put the settings back."
    ),
    "name-unfit": N_(
        "{value!r} cannot be a name: write one line of text that is not empty, and each name only once."
    ),
    "language-unfit": N_(
        "{value} is not a language code: write two or three lower-case letters, such as nl, fr or nl-BE."
    ),
    "progress": N_("{what}: {share:percent}"),
    "progress-left": N_("{what}: {share:percent}, {left:lasting} left"),
    "campaign-made": N_(
        "Made the campaign {name} in {folder}. Its brand/ is an example: replace the logos, texts and "
        "link with your own. Next: `cd {folder}` and `campaign desk --with-service`, which opens it in the browser."
    ),
    "campaign-speaks": N_(
        "Its languages: {languages:language}. That is changed in campaign.toml, in the line `languages`."
    ),
    "campaign-beside-files": NN_(
        "{folder} already held {count} file or folder: {names}. It stays as it is; if that is the wrong folder, delete "
        "what was made in it and choose another.",
        "{folder} already held {count} files and folders, such as {names}. They stay as they are; if that is the wrong "
        "folder, delete what was made in it and choose another.",
    ),
    "campaign-made-here": N_(
        "Made the campaign {name} in this folder. Its brand/ is an example: replace the logos, texts and link with "
        "your own. Next: `campaign desk --with-service`, which opens it in the browser."
    ),
    "docs-opened": N_("The manual opens in your browser: {path}"),
    "docs-written": N_("Open this file in a browser to read the manual: {path}"),
    "file-near": N_("{sentence} Did you mean {nearest}?"),
    "docs-english": N_("This page is in English only."),
    "docs-misspelt": N_(
        "the manual has no page {topic}. Did you mean {nearest}? `campaign docs` shows all pages."
    ),
    "docs-unknown": N_("the manual has no page {topic}. `campaign docs` shows all; some of them: {known}."),
    "none-posts": N_(
        "There are no posts yet. Add one with `campaign post add`, or many with `campaign plan import FILE`."
    ),
    "none-in-language": N_("There are no such posts in {language:language}. `campaign post list` shows all."),
    "none-in-state": N_("No post is {states:or word}. `campaign post list` shows all."),
    "none-testimonies": N_("There are no testimonies yet. Add one with `campaign testimony add FILE`."),
    "none-consents": N_(
        "There are no consents yet. Print the form to sign with `campaign consent form`, then record it "
        "with `campaign consent record`."
    ),
    "none-tasks": N_("You have no open tasks."),
    "none-events": N_(
        "Nothing has happened yet. Start with `campaign testimony add` or `campaign post add`."
    ),
    "none-events-of": N_("Nothing happened there in that time. `campaign log` shows all that happened."),
    "log-of-nothing": N_(
        "{text!r} is neither the number of a post nor the short name of a testimony ({known}). `campaign post list` "
        "shows the numbers, `campaign log --from DATE` what happened since a day."
    ),
    "report-ending": N_(
        "{path} cannot be written: the report is a web page or a PDF. Name a file that ends in .html or .pdf; "
        "`campaign plan export plan.xlsx` writes all posts as a table."
    ),
    "no-printing-browser": N_(
        "There is no browser on this computer that prints a PDF by itself (Edge, Chrome, Chromium or Brave). "
        "The report is in {path}: open it in your browser and choose Print, then Save as PDF."
    ),
    "browser-printed-nothing": N_(
        "The browser of this computer could not print the report. It is in {path}: open it in your browser and "
        "choose Print, then Save as PDF."
    ),
    "page-ending": N_("{path} cannot be written: the preview is a web page. Name a file that ends in .html."),
    "file-exists": N_(
        "{path} already exists and was not changed. Name another file, or add --yes to replace this one."
    ),
    "file-anew": N_("{path} was there already, as this program had written it; the new one takes its place."),
    "file-replace": N_("{path} already exists. Replace it?"),
    "text-hidden": N_(
        "{path}, line {line}: the character {sign} cannot be seen and may disguise text. Delete it there, or save the "
        "text anew as plain text."
    ),
    "folder-is-link": N_(
        "{path} is a link to {target}, so nothing was written there. Put the folder itself in its place, or move the "
        "whole campaign there."
    ),
    "file-is-link": N_(
        "{path} is a link to {target}, so nothing was written there. Remove the link: `rm {path}`."
    ),
    "path-is-link": N_("{path} is a link, and links are not followed here. Remove it: `rm {path}`."),
    "group-unknown": N_(
        "campaign.toml, `[files] group`: this computer has no group {group}. `getent group` lists them; write one of "
        'those, or "" for yourself alone.'
    ),
    "group-not-yours": N_(
        "campaign.toml, `[files] group`: you are not in the group {group}. Have yourself added to it (`sudo usermod "
        "-aG {group} USER`), then log in again."
    ),
    "group-not-let-in": N_(
        "{folder} is not shared with the group {group} yet. Let its owner run `campaign doctor --fix`."
    ),
    "check-files-private": N_("the campaign's files can be read by you alone"),
    "check-files-shared": N_("the campaign's files can be read by you and the group {group}, nobody else"),
    "files-open": N_(
        "other users of this computer may read files or folders of the campaign: {count} ({names}). Close them: "
        "`campaign doctor --fix`."
    ),
    "files-not-shared": N_(
        "files or folders of the campaign without the rights of the group {group}: {count} ({names}). Correct them: "
        "`campaign doctor --fix`."
    ),
    "files-swept": N_("removed leftovers of programs that were killed: {count} ({names})"),
    "files-closed": N_("corrected who may read these files or folders: {count} ({names})"),
    "files-left": N_(
        "files or folders left as they are: {count} ({names}). They belong to somebody else, or the same file has "
        "another name too (a hard link). Let their owner run `campaign doctor --fix`, or put a copy in their place."
    ),
    "overdue-asked": N_("What should happen to them"),
    "answer-yes-no": N_("answer {yes} or {no}"),
    "timezone-utc": N_(
        "the campaign's clock is UTC, one or two hours behind the clocks of Belgium. If its dates are those of a "
        'place, write it in campaign.toml: `timezone = "Europe/Brussels"`.'
    ),
    "timezone-no-place": N_(
        "time zone {zone} is not that of a place, whose clocks change as people's do. Nearest: {nearest}."
    ),
    "timezone-unknown": N_("time zone {zone} is not known. Nearest: {nearest}."),
    "language-unspoken": N_(
        "the program does not know this language: {languages:language}. It knows {known:language}. In a language that "
        "it does not know, it checks neither texts nor typography, and no film is made before brand/brand.toml names "
        "that language and has every card's text in it."
    ),
    "language-unspoken-ask": N_("Make the campaign with it?"),
    "language-unspoken-not": N_("nothing was made. Choose other languages with --language."),
    "language-several": N_(
        "{written!r} names several languages, and this takes one. Write {language}, or run the command once for each."
    ),
    "language-unknown": N_(
        "language {language:language} is not one of this campaign's: {known:language}. Add it to campaign.toml or "
        "use one of those."
    ),
}


PLACEHOLDERS = {  # what stands for what people type, in help, commands and errors
    "ADDRESS": N_("ADDRESS"),
    "ARGS": N_("ARGS"),
    "BACKUP": N_("BACKUP"),
    "COMMAND": N_("COMMAND"),
    "DATE": N_("DATE"),
    "DIR": N_("DIR"),
    "FILE": N_("FILE"),
    "FILM": N_("FILM"),
    "FOLDER": N_("FOLDER"),
    "INTEGER": N_("INTEGER"),
    "KEY": N_("KEY"),
    "KEYFILE": N_("KEYFILE"),
    "LANGUAGE": N_("LANGUAGE"),
    "MODEL": N_("MODEL"),
    "MONTH": N_("MONTH"),
    "NAME": N_("NAME"),
    "NEW-FOLDER": N_("NEW-FOLDER"),
    "NEW-NAME": N_("NEW-NAME"),
    "NUMBER": N_("NUMBER"),
    "OLD-FOLDER": N_("OLD-FOLDER"),
    "OLD-NAME": N_("OLD-NAME"),
    "OPTIONS": N_("OPTIONS"),
    "ORG": N_("ORG"),
    "OUT": N_("OUT"),
    "REASON": N_("REASON"),
    "ROLE": N_("ROLE"),
    "SLUG": N_("SLUG"),
    "TEXT": N_("TEXT"),
    "TRANSCRIPT": N_("TRANSCRIPT"),
    "USER": N_("USER"),
    "WHEN": N_("WHEN"),
    "WHO": N_("WHO"),
}
HEADINGS = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Example:"),
    N_("Show the version and exit."),
    N_("%(prog)s, version %(version)s"),
    N_("default: {default}"),
    N_("required"),
    N_("env var: {var}"),
)
HELP = (
    "help",
    N_("Show this message and exit."),
)  # said about help; click keeps what it once said, so not by itself
ERRORS = (
    N_("Aborted!"),
    N_("Error: {message}"),
    N_("Error: invalid input"),
    N_("Error: The two entered values do not match."),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("Missing {param_type}"),
    N_("Missing parameter: {param_name}"),
    N_("Choose from:\n\t{choices}"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("Argument {name!r} takes {nargs} values."),
)
COUNTED = (
    NN_("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    NN_("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    NN_("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    NN_("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)
