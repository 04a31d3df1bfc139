"""Sentences about what people wish for that has no command of its own: that it cannot be done here, or where it is."""

from campaign.messages.translate import N_

SENTENCES = {
    "wish-version": N_("the version of this program is shown by `campaign --version`."),
    "wish-undo": N_(
        "there is no step back. `campaign log` shows what was done, the latest at the end; what was changed is "
        "changed again, with `campaign post edit`, `campaign post move` or `campaign testimony edit`. What was erased"
        " comes back from a backup alone: `campaign restore`."
    ),
    "wish-settings": N_(
        "the settings are in the file campaign.toml, in the campaign’s folder: open it in a text editor. `campaign "
        "docs settings` explains each of them."
    ),
    "wish-languages": N_(
        "the language of the answers is chosen with --lang, for example so: `campaign --lang {lang} status`. The "
        "languages of the campaign are in campaign.toml, in the line `languages`."
    ),
    "wish-translate": N_(
        "this program does not translate. `campaign subtitles template {film}` writes a file in which a translator "
        "fills in the text; `campaign testimony edit {film} --subtitles LANGUAGE:FILE` then takes it in."
    ),
    "wish-music": N_(
        "this program adds no music, voice or effects to a film: do that in the program in which the film is edited, "
        "then register that film with `campaign testimony add`."
    ),
    "wish-figures": N_(
        "how many people saw, liked or shared a post is shown on the Page itself (Insights), not here. `campaign "
        "report report.html` shows what went out."
    ),
    "wish-comments": N_(
        "comments of others are read and answered on the Page itself. The first comment below a post is given with "
        "it: `campaign post edit {number} --first-comment TEXT`."
    ),
    "wish-sharing": N_(
        "sharing, tagging, pinning, stories, events and advertising are done on the Page itself, once the post is "
        "there. `campaign post list --state published` shows which are."
    ),
    "wish-users": N_(
        "nobody logs in to this program: whoever may open the folder of the campaign may work in it, and who approves"
        " a post says so with --by. The Facebook Page is connected with `campaign page connect`."
    ),
    "wish-password": N_(
        "this program has no password. A backup gets one that you are asked for: `campaign backup ../copy.zip "
        "--seal`. The token of the Page is replaced with `campaign page connect`."
    ),
    "wish-token": N_(
        "`campaign page show` says how the token of the Page is; `campaign page connect` asks for a new one, hidden."
    ),
    "wish-trash": N_(
        "there is no trash: what was erased is gone, except from a backup (`campaign restore`). Posts that were "
        "cancelled are still listed: `campaign post list --state cancelled`."
    ),
    "wish-leaving": N_(
        "there is nothing to close: each command ends by itself. The service and the desk end with Ctrl+C in their "
        "window."
    ),
    "wish-newer": N_(
        "`campaign --version` shows which version this is; `campaign docs install` explains how a newer one is "
        "installed."
    ),
    "wish-search": N_(
        "there is no search. All films: `campaign testimony list`; all posts: `campaign post list`; what happened "
        "with one film: `campaign log {film}`."
    ),
    "wish-look": N_(
        "logos, colours, fonts and the texts of the cards are in the folder brand: change the file brand/brand.toml "
        "in a text editor and put pictures beside it; then `campaign brand check` says whether all is right."
    ),
    "wish-coming": N_(
        "what goes out next is shown by `campaign status`, a whole month by `campaign plan show`."
    ),
    "wish-copying": N_(
        "`campaign post show {number}` shows what a post says, and `campaign post add` plans another; at the desk "
        "(`campaign desk`) a post is copied into the other language. The whole campaign is copied with "
        "`campaign backup ../copy.zip`."
    ),
    "wish-cutting": N_(
        "which part of a film is used is chosen with --from and --to: `campaign testimony edit {film} --from 0:10 "
        "--to 0:45`."
    ),
    "wish-mailing": N_(
        "nothing is mailed or handed on from here: write a file and attach it to a message of your own, such as "
        "`campaign report report.pdf` or `campaign plan export plan.xlsx`."
    ),
    "wish-printing": N_(
        "to print, write a file first, and print that: the report with `campaign report report.pdf`, the plan with "
        "`campaign plan export plan.xlsx`, the form to sign with `campaign consent form --language {lang} form.html`."
    ),
    "wish-swapping": N_(
        "two posts change places by moving each: `campaign post move {number} --at WHEN`. `campaign post list` shows "
        "when each goes out."
    ),
    "wish-renewing": N_(
        "a consent that is to last longer is a new form, which the person signs and you record: `campaign consent "
        "form --language {lang} form.html`, then `campaign consent record`. `campaign consent list` shows which end "
        "soon."
    ),
    "wish-service": N_(
        "the service is started with `campaign run`, and ends with Ctrl+C in its window. `campaign service install` "
        "has this computer start it by itself; to stop publishing alone: `campaign pause`. `campaign status` says "
        "whether it runs."
    ),
    "wish-emptying": N_(
        "no command empties a campaign: to begin anew, make another with `campaign init NEW-FOLDER`. One thing alone "
        "is taken away by its own command; `campaign post --help` and `campaign testimony --help` show them."
    ),
    "wish-subtitle-text": N_(
        "the text of subtitles is corrected in their file, in a text editor: `campaign subtitles export {film} .` "
        "writes the file, and `campaign testimony edit {film} --subtitles LANGUAGE:FILE` takes it in again."
    ),
    "wish-subtitle-gone": N_(
        "the subtitles of a language are taken away with nothing behind the colon, `campaign testimony edit {film} "
        "--subtitles LANGUAGE:`, and replaced with a file there: `campaign testimony edit {film} --subtitles "
        "LANGUAGE:FILE`."
    ),
    "wish-quality": N_(
        "the quality of a film is not chosen: it is made as Facebook takes it. Its shape is chosen with --format; "
        "`campaign render --help` shows what else there is."
    ),
    "wish-downloading": N_(
        "nothing is downloaded: films and posts are on this computer already. `campaign post preview {number} "
        "preview.html` shows a post with its film; `campaign render --help` says where finished films are."
    ),
    "wish-hashtags": N_(
        "hashtags, names and emoji are written in the text of the post itself: `campaign post edit {number} --caption"
        " TEXT`."
    ),
    "wish-rhythm": N_(
        "a post goes out once. For a fixed rhythm write `slots` in campaign.toml (`campaign docs settings`) and plan "
        "each post with `campaign post add --next-slot`."
    ),
    "wish-writing": N_(
        "this program writes no texts and makes no pictures: you give the text of a post with --caption, its pictures"
        " with --photo."
    ),
    "wish-faults": N_(
        "what is wrong or lacking is shown by `campaign check`, the errors first; what happened to each post by "
        "`campaign log`."
    ),
    "wish-latest": N_(
        "`campaign log` shows the oldest first, so the latest is at the end. Of one day alone, for example: `campaign"
        " log --from {day}`."
    ),
    "wish-waiting": N_("posts that wait for approval are drafts: `campaign post list --state draft`."),
    "wish-period": N_(
        "the whole plan is played, from now on; --until alone says where it ends: `campaign rehearse --until +7d`."
    ),
    "wish-page-number": N_(
        "the Page is connected by its token, not by its name: `campaign page connect` asks for the token, hidden, and"
        " shows which Page it is of. `campaign docs page` explains where to get it."
    ),
    "wish-overdue-move": N_(
        "posts that are late get another date one by one: `campaign post move {number} --at WHEN`; all of them "
        "together: `campaign overdue --spread`."
    ),
    "slip-without": N_("{said} Without it: `campaign {line}`"),
    "slip-left-out": N_("this command has no option {options}. Without it: `campaign {line}`"),
    "resort-near": N_("{problem} What comes nearest: {lines}."),
    "resort-often": N_("{problem} Often looked for: {lines}. All commands: `campaign --help`."),
    "resort-group": N_("{problem} There are: {lines}. See `{help}`."),
    "resort-options": N_(
        "{problem} This command ({does}) has these options: {options}. More of them: `{command} --help`."
    ),
    "resort-no-options": N_("{problem} It is written so: `{taken}` ({does})."),
    "slip-one-moment": N_("day and time are given together, not with {options}: `campaign {line}`"),
    "slip-password": N_(
        "a password is not typed in the line, where others can read it: you are asked for it, hidden. Write it so: "
        "`campaign {line}`"
    ),
    "wish-how": N_(
        "questions are answered by the manual, `campaign docs`; `campaign --help` shows all commands, and --help "
        "behind a command what it does. How the campaign stands: `campaign status`."
    ),
    "wish-table": N_(
        "all posts as a table for Excel: `campaign plan export plan.xlsx`. What is changed in it is taken in again "
        "with `campaign plan import plan.xlsx`."
    ),
    "wish-going-out": N_(
        "a post goes out by itself when its time has come, once it is approved and the service runs (`campaign run`). "
        "One sooner than planned: `campaign post move {number} --at now`."
    ),
    "slip-found": N_("{found} The whole line: `campaign {line}`"),
    "slip-besides": N_("{found} Besides, {said}"),
    "slip-order": N_("the number of the post comes first: `campaign {line}`"),
    "besides-file": N_("the file {path} is not there: check its name and its folder."),
    "besides-file-near": N_("the file {path} is not there; did you mean {nearest}?"),
    "besides-organisation": N_("no organisation is called {written}; {name} is."),
    "besides-slug": N_("{slug!r} cannot be a slug; {near} can."),
    "post-over": N_(
        "post {number} is {state:word} already: it does not go out, and stays in the list. `campaign post show "
        "{number}` shows it."
    ),
    "wish-playing": N_(
        "a film is watched in the preview of its post, `campaign post preview {number} preview.html`, or at the desk, "
        "`campaign desk`."
    ),
    "wish-reminding": N_(
        "nobody is reminded by a command: what is to be done stands in `campaign status` and `campaign consent tasks`, "
        "and campaign.toml says under [notices] who gets a message when something is wrong."
    ),
    "wish-hiding": N_(
        "a post that is not out yet is held with `campaign post hold {number}`. One that is on the Page is not hidden, "
        "but taken off for good; `campaign post --help` shows how."
    ),
    "wish-trying": N_(
        "to try without Facebook: `campaign rehearse` plays the whole plan on a rehearsal Page on this computer, and "
        "`campaign post preview {number} preview.html` shows one post."
    ),
    "wish-except": N_(
        "there is no word for all but some: name the numbers that are meant, such as 1-2,4-9. `campaign post list` "
        "shows them."
    ),
    "slip-emptied": N_("an option is emptied with an empty text: `campaign {line}`"),
}
