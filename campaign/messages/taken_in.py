"""Sentences about what a command took in: a film, a post, a link; what it still lacks, and what comes next."""

from campaign.messages.translate import N_, NN_

SENTENCES = {
    "subtitles-named-other": N_(
        "{path}: its name says {said:language}, which this campaign does not have, so it is taken for "
        "{language:language}, which is spoken (L:FILE says another)."
    ),
    "subtitles-take-as": N_("Are the subtitles {path} in {language:language}?"),
    "subtitles-which-language": N_(
        "{path} was not taken. Say its language: `--subtitles {language}:{path}`, or add {said:language} to the "
        "languages in campaign.toml first."
    ),
    "subtitles-contradict": N_(
        "{path} would be taken for {language:language}, but its text looks like {found:language}. Say which it is: "
        "`--subtitles {found}:{path}` or `--subtitles {language}:{path}`."
    ),
    "subtitles-by-name": N_(
        "{path}: subtitles in {language:language}, as in the file's name (L:FILE overrides it)."
    ),
    "subtitles-by-default": N_(
        "{path}: its name says no language, so it is taken for {language:language}, which is spoken (L:FILE says "
        "another)."
    ),
    "page-rehearsal": N_(
        "No Page is configured: posts go to the rehearsal Page, which only this computer shows. To connect a Page: "
        "`campaign page connect`."
    ),
    "text-encoding": N_(
        "the accents of {file} are read as {encoding}: “{sample}”. If that is not right, save the file again as UTF-8."
    ),
    "plan-calendar": N_(
        "it is a calendar (.ics), which is only to be looked at: a plan is imported from .xlsx or .csv. Make one with "
        "`campaign plan export plan.xlsx`."
    ),
    "plan-picture-missing": N_(
        "the picture {path} does not exist or is not a file. Pictures are sought from the folder of the plan's file: "
        "put it there, or correct the cell."
    ),
    "plan-changed-since": NN_(
        "post {numbers} was changed in the campaign after this file was exported on {exported:moment}, and its row "
        "may put older words or an older date back: - is what the campaign has, + what the row says. To keep the "
        "change, write it in the row, or delete the row.",
        "posts {numbers} were changed in the campaign after this file was exported on {exported:moment}, and their "
        "rows may put older words or dates back: - is what the campaign has, + what the row says. To keep a change, "
        "write it in the row, or delete the row.",
    ),
    "plan-unknown-near": N_(
        "the column {header!r} is unknown and was ignored. If it is {nearest:column}, give it that header and import "
        "the file again."
    ),
    "testimony-added": N_(
        "Added testimony {slug} (number {number}): {length:span} in {language:language}, with subtitles in "
        "{subtitles:language}."
    ),
    "testimony-added-bare": N_(
        "Added testimony {slug} (number {number}): {length:span} in {language:language}, without subtitles."
    ),
    "subtitles-no-file": N_(
        "--subtitles {written} names no file. Write the language, a colon and the file without a space between, such "
        "as `--subtitles fr:film.fr.srt`."
    ),
    "subtitles-away-sure": N_(
        "Take the subtitles in {language:language} of {slug} away? The campaign's copy of the file is deleted; no post "
        "that waits shows them."
    ),
    "subtitles-away-sure-posts": N_(
        "Take the subtitles in {language:language} of {slug} away? The campaign's copy of the file is deleted, and the "
        "films of these posts no longer show them: {numbers:no}. What was approved must be approved again."
    ),
    "subtitles-away-not": N_("Nothing was done: {slug} keeps its subtitles in {language:language}."),
    "subtitles-away": N_(
        "{slug} has no subtitles in {language:language} any more. To give others: `campaign testimony edit {slug} "
        "--subtitles {language}:FILE`."
    ),
    "subtitles-named-otherwise": N_(
        "The name of {path} says {said:language}, but it is given as {language:language}."
    ),
    "subtitles-named-otherwise-of": N_(
        "the name of {path} says {said:language}, but it was given as {language:language}. If that is a slip, give "
        "each language its own file: `campaign testimony edit {slug} --subtitles {said}:{path} --subtitles "
        "{language}:FILE`."
    ),
    "testimony-nothing-to-change": N_(
        "nothing to change in {slug} yet: say what, for example `campaign testimony edit {slug} --role coach`; "
        "`campaign testimony show {slug}` shows what it says now, `campaign testimony edit --help` all that can be "
        "changed."
    ),
    "testimony-slug-stays-so": N_(
        "the slug of a testimony stays what it was when it was added; films and the Page never show it. The name of "
        "who speaks is changed with `campaign testimony edit SLUG --speaker NAME`."
    ),
    "testimony-slug-stays": N_(
        "the slug of a testimony stays what it was when it was added ({slug}): posts and sheets name it so, films and "
        "the Page never show it. The name of who speaks: `campaign testimony edit {slug} --speaker NAME`; all that can "
        "be changed: `campaign testimony edit --help`."
    ),
    "subtitles-named-otherwise-had": N_(
        "the name of {path} says {said:language}, but it was given as {language:language}, and {slug} has subtitles in "
        "{said:language} already. If that is a slip, give the right file: `campaign testimony edit {slug} --subtitles "
        "{language}:FILE`; or take it away: `campaign testimony edit {slug} --subtitles {language}:`."
    ),
    "subtitles-named-otherwise-not": N_(
        "{path} was not taken, and nothing was changed. Its name says {said:language}: `--subtitles {said}:{path}`."
    ),
    "testimony-part": N_("Its part from {at:length} to {to:length} is used: {length:length}."),
    "length-used": N_("{part} of {whole}"),
    "post-stands": N_("Post {number}: {state:word}; due {due:full}."),
    "post-stands-undated": N_("Post {number}: {state:word}; without a date."),
    "slot-passed-order": N_(
        "The free slot of {first:full} was passed over: the films take turns in which language comes first "
        "(`plan.order`). To take it all the same: `campaign post move {number} --at {wall}`."
    ),
    "slot-passed-pair": N_(
        "The free slot of {first:full} was passed over: the film's post in another language must go out within "
        "{within:lasting} of it (`plan.pair_within`). To take it all the same: `campaign post move {number} --at "
        "{wall}`."
    ),
    "still-lacks": N_("It still lacks: {what}."),
    "lacks-date": N_("a date"),
    "lacks-consent": N_("the consent of {person:place}"),
    "lacks-subtitles": N_("subtitles in {languages:language}"),
    "lacks-film": N_("its film, which is not in the campaign folder"),
    "lacks-approval": NN_("an approval", "{count} approvals"),
    "lacks-approval-more": NN_("another approval", "{count} other approvals"),
    "lacks-approval-of": N_("the approval of {who}"),
    "next-date": N_("Next: `campaign post move {number} --at {when}`, or another date and time."),
    "next-approval": N_("Next: `campaign post show {number}`, then `{how}`."),
    "next-consent": N_(
        "Next, with the signed form: `campaign consent record {slug} --act film --act publish --channel facebook "
        "--language {language} --signed DATE --evidence FILE`."
    ),
    "next-consent-of": N_(
        "Next, with the signed form: `campaign consent record {slug} --person {person} --act film --act publish "
        "--channel facebook --language {language} --signed DATE --evidence FILE`."
    ),
    "plan-next": N_("Next: `campaign check`, then `campaign post approve --all`."),
    "plan-next-unasked": N_(
        'Next: `campaign check`. Nobody approves posts (`approval = "off"` in campaign.toml): those with a date go out '
        "by themselves."
    ),
    "plan-next-named": N_(
        "Next: `campaign check`, then `campaign post approve --all --by NAME`, once for each person who approves."
    ),
    "plan-next-dry": N_("To import it: `campaign plan import {path}`."),
    "link-unfit": N_("{link!r} is not a link. Write it with https:// in front."),
    "link-unfit-better": N_("{link!r} is not a whole link. If {better} is meant, write that."),
    "link-signs": N_(
        "{link!r} is not one web address: it has spaces or signs that an address cannot have. Copy it from the "
        "browser's address bar."
    ),
    "link-signs-better": N_(
        "{link!r} has spaces or signs that a web address cannot have. If {better} is meant, write that."
    ),
    "link-with-password": N_("the link has a user or a password before the @. Write the address without it."),
    "link-with-password-better": N_(
        "the link has a user or a password before the @, which everybody would see. Write {better}."
    ),
    "link-host": N_("{link!r} names no site: it must have a name such as example.be. Check the address."),
    "link-host-better": N_("{link!r} names no site as it stands. If {better} is meant, write that."),
}
