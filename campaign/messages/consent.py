"""Sentences about consents: why one fails a check, what a withdrawal did, what people must do by hand."""

from campaign.messages import formatting
from campaign.messages.translate import N_, texts, word
from media.languages import known

SENTENCES = {
    "no-such-person": N_("nobody of that name is in {slug}. Known people: {known}."),
    "nothing-to-withdraw": N_(
        "there is no consent by that person for {slug}. `campaign consent list` shows the consents on record."
    ),
    "no-such-consent": N_(
        "there is no consent {number}. `campaign consent list` shows the consents on record."
    ),
    "consent-void-already": N_("consent {number} is already void; nothing was changed."),
    "consent-void-in-film": N_(
        "consent {number} is already void, so nothing was changed. If the person on it is not in the film at all: "
        "`campaign consent void {number} --not-in-film`."
    ),
    "void-speaker": N_(
        "the speaker is in {slug}, so --not-in-film does not apply. Correct a name with `campaign "
        "testimony edit {slug} --speaker NAME`; `campaign consent void {number}` without it voids the "
        "form."
    ),
    "void-other-form": N_(
        "that person has another form for this film ({other}). If they are not in it, run `campaign "
        "consent void {other}` first, then `campaign consent void {number} --not-in-film`."
    ),
    "consent-voided": N_("Consent {number} is void. Record the right form: `campaign consent record`."),
    "consent-voided-person": N_(
        "Consent {number} is void, but the person on it still counts as somebody in the film. Record the right form: "
        "`campaign consent record`; or, if that person is not in the film at all: `campaign consent void {number} "
        "--not-in-film`."
    ),
    "consent-voided-absent": N_(
        "Consent {number} is void, and the person on it no longer counts as somebody in the film: no other form is "
        "needed."
    ),
    "consent-voided-other": N_("Consent {number} is void. Another form of the same person still counts."),
    "form-lacks-film": N_(
        "no form of {person:place} allows filming so far, and posts of {slug} wait for that. If this form allows it: "
        "`campaign consent record {more}`."
    ),
    "form-lacks-publish": N_(
        "no form of {person:place} allows publishing so far, and posts of {slug} wait for that. If this form allows "
        "it: `campaign consent record {more}`."
    ),
    "form-lacks-channel": N_(
        "no form of {person:place} allows Facebook so far, and posts of {slug} wait for that. If this form allows it: "
        "`campaign consent record {more}`."
    ),
    "form-lacks-purpose": N_(
        "no form of {person:place} allows this campaign so far, and posts of {slug} wait for that. If this form allows "
        "it: `campaign consent record {more}`."
    ),
    "form-lacks-special": N_(
        "the film mentions {what:word}, which no form of {person:place} explicitly allows so far, and posts of {slug} "
        "wait for that. If this form allows it: `campaign consent record {more}`."
    ),
    "form-over": N_(
        "consent {number} is over already, since {until:day}: no post goes out with it. If that day is a slip: "
        "`campaign consent void {number}`, then record the form again."
    ),
    "void-live": N_(
        "post {number} is now live without a consent. Record the right form, or remove the post: "
        "`campaign post remove {number}`."
    ),
    "live-without-consent": N_(
        "post {number} is live without a consent that counts. Record the right form, or remove the post: `campaign "
        "post remove {number}`."
    ),
    "evidence-ending": N_(
        "{path} was recorded as the signed form, but its name ends in {ending}, and forms are scans or PDF files. If "
        "it is the wrong file: `campaign consent void {number}`, then record the right one."
    ),
    "no-such-task": N_("there is no task {number}. `campaign consent tasks` lists the open ones."),
    "film-withdrawn": N_(
        "the consent for {slug} was withdrawn while its film was being rendered; the film was erased."
    ),
    "guardian-needed": N_("a minor needs a guardian's signature. Name who signed with --guardian."),
    "guardian-without-minor": N_(
        "--guardian is for minors. Add --minor, or leave --guardian out for an adult."
    ),
    "release-ending": N_(
        "{path} cannot be written: the form is a web page. Name a file that ends in .html; {hint}"
    ),
    "release-pdf-hint": N_("open it in a browser and print it, or save it as PDF from there."),
    "release-language": N_("there is no form in {language:language}. There is one in: {known:language}."),
    "release-written": N_(
        "Wrote {path}: the release form in {language:language}, on one A4 page. Open it in a browser to print it."
    ),
    "withdraw-done": N_(
        "Withdrawal {withdrawal} is finished: everything it covers is off the Page and erased."
    ),
    "withdraw-done-channel": N_(
        "Withdrawal {withdrawal} is finished: the consent counts no more for {channel:word}. Nothing on the Page was "
        "for that, so nothing there was changed."
    ),
    "withdraw-ask": N_("Withdraw the consent of {person:place} for {slug} now?"),
    "withdraw-ask-part": N_("Withdraw the consent of {person:place} for {slug} now ({part})?"),
    "withdraw-not": N_("Nothing was done: the consent for {slug} still counts."),
    "withdraw-takes-live": N_("These posts are removed from the Page: {numbers:no}."),
    "withdraw-takes-waiting": N_("These posts never go out: {numbers:no}."),
    "withdraw-takes-none": N_("No post is concerned."),
    "withdraw-erases": N_("Film, finished films, subtitles, texts and the name are erased on this computer."),
    "withdraw-for-good": N_("It cannot be undone: only a newly signed form allows anything again."),
    "withdraw-renamed": N_(
        "The short name {before} named the person and is erased: the testimony is called {slug} from now on."
    ),
    "withdraw-removed-before": N_("Posts that were removed from the Page before: {numbers:no}."),
    "withdraw-cancelled-before": N_("Posts that were cancelled before: {numbers:no}."),
    "withdraw-before": N_(
        "Withdrawal {withdrawal} was finished already, on {on:day}; there was nothing left to remove or erase."
    ),
    "withdraw-pages": N_("Reports and previews were deleted, as they may name the person: {files}."),
    "withdraw-removed": N_("Posts removed from the Page: {numbers:no}."),
    "withdraw-cancelled": N_("Posts cancelled: {numbers:no}."),
    "withdraw-named": N_(
        "Of these, not of this testimony, but with the person's name in their text: {numbers:no}."
    ),
    "withdraw-waits": N_(
        "what is on this computer is erased, but the Page still has something ({why}). The service "
        "continues with it (`campaign run`), or run the command again: `campaign consent withdraw "
        "{slug}`."
    ),
    "withdraw-unsettled": N_("a post is being shown right now, or waits for a person"),
    "withdrawal-open": N_(
        "withdrawal {number} is not finished: something is still on the Page, or in progress. The service "
        "continues with it while it runs: `campaign run`."
    ),
    "tasks-left": N_("What you must do yourselves:"),
    "files-by-name": N_(
        "The files of task {number}, as they are called in this folder now (a task keeps no names of people):"
    ),
    "called-removed": N_("erased testimony"),
    "letter-follows": N_("What you could write to the person:"),
    "letter-follows-in": N_("What you could write to the person ({language:in}):"),
    "task-ended": N_("Task {number} is done."),
    "task-ended-before": N_("Task {number} was done already; nothing was changed."),
    "withdrawn-website": N_(
        "remove testimony {testimony} from the websites ({language:in}), yours and the partners'."
    ),
    "withdrawn-newsletter": N_("no longer use testimony {testimony} in newsletters ({language:in})."),
    "withdrawn-press": N_("tell the press that testimony {testimony} may no longer be used ({language:in})."),
    "withdrawn-print": N_(
        "do not print testimony {testimony} again ({language:in}); copies already handed out "
        "cannot be recalled."
    ),
    "withdrawn-originals": N_(
        "delete your own files of testimony {testimony}: the film, its subtitles, stills, reports and "
        "previews that you "
        "saved ({language:in})."
    ),
    "withdrawn-backups": N_(
        "make sure that backups with testimony {testimony} are deleted or expire ("
        "{language:in}); after a restore it is erased again."
    ),
    "destroy-form": N_(
        "destroy the signed form of consent {consent} ({path}, and the paper one): its consent ended, and the "
        "years for which forms are kept are over (`keep_forms_years`: {years:number}). Delete the file, "
        "then mark this task as done."
    ),
    "withdrawn-files": N_(
        "look through these files of the campaign, which may still have the name or the words of testimony "
        "{testimony}, and delete what you no longer need ({language:in}): {files}."
    ),
    "withdrawn-settings": N_(
        "the name of a person in testimony {testimony}, or a word of it, stands in {files}. Look whether the person is "
        "meant ({language:in}); if so, take it out there, and keep the file: the campaign needs it."
    ),
    "withdrawn-campaign": N_(
        "withdraw the consent for testimony {testimony} in the campaign itself too, which still has it (language: "
        "{language:language}): {folders}. This folder is a copy. With the short name that it has there: `campaign "
        "testimony list --dir FOLDER`, then `campaign consent withdraw SLUG --dir FOLDER`."
    ),
    "withdrawn-copies": N_(
        "these folders are copies of the campaign and still have testimony {testimony} ("
        "{language:in}): {folders}. Delete each that you do not need. In each that you keep, withdraw it too, with the "
        "short name that it has there: `campaign testimony list --dir FOLDER`, then `campaign consent withdraw "
        "SLUG --dir FOLDER`."
    ),
    "withdrawn-partners": N_(
        "tell the partners and everyone who received files of testimony {testimony} that it may no longer "
        "be used ({language:in})."
    ),
    "withdrawn-answer": N_(
        "tell the person of testimony {testimony} in writing what was done, within one month."
    ),
    "delete-by-hand": N_("delete post {number} on the Page yourself: {permalink} (object {object})."),
    "takedown-due": N_(
        "the consent for post {number}, which is live, has ended: run `campaign post remove {number}`, or "
        "record a new consent."
    ),
    "take-down": N_(
        "the consent for post {number} has ended: run `campaign post remove {number}`, or record a new "
        "consent."
    ),
}
REASONS = {
    "consent-withdrawn": N_(
        "{person:place} withdrew the consent for {language:language}. Respect that, or record a new form."
    ),
    "consent-withdrawn-nameless": N_(
        "the consent for {language:language} was withdrawn, and the person's name is erased. Respect that, or record a "
        "new form."
    ),
    "consent-ended": N_(
        "the consent of {person:place} is valid until {until:day}, which is before {day:day}. Record a new one, or "
        "choose an earlier day."
    ),
    "record-consent-film": N_(
        "no consent of {person:place} to be filmed ({language:language}, {day:day}). Record it: `campaign consent "
        "record {slug} --person {person} --act film --act publish --channel facebook --language {language} --signed "
        "DATE --evidence FILE`."
    ),
    "record-consent-publish": N_(
        "no consent of {person:place} to publish ({language:language}, {day:day}). Record it: `campaign consent record "
        "{slug} --person {person} --act film --act publish --channel facebook --language {language} --signed DATE "
        "--evidence FILE`."
    ),
    "record-consent-purpose": N_(
        "{person:place} signed for another purpose ({given:word}), not for this one: {purpose:word}. Record the form "
        "that allows it: `campaign consent record {slug} --person {person} --act film --act publish --channel "
        "facebook --language {language} --purpose {purpose} --signed DATE --evidence FILE`."
    ),
    "record-consent-channel": N_(
        "{person:place} did not consent to Facebook for this campaign. Record it if it was given: `campaign consent "
        "record {slug} --person {person} --act film --act publish --channel facebook --language {language} --signed "
        "DATE --evidence FILE`."
    ),
    "record-consent-language": N_(
        "{person:place} did not consent to {language:language} on {day:day}. Record it if it was given: `campaign "
        "consent record {slug} --person {person} --act film --act publish --channel facebook --language {language} "
        "--signed DATE --evidence FILE`."
    ),
    "consent-guardian": N_(
        "{person:place} is a minor, and no guardian signed. Record the form with --minor --guardian NAME."
    ),
    "consent-special": N_(
        "the film mentions {what:word}, which {person:place} did not explicitly allow. Record a form with "
        "--special."
    ),
    "record-consent-special": N_(
        "the film mentions {what:word}, which {person:place} did not explicitly allow. Record the form that allows it: "
        "`campaign consent record {slug} --person {person} --act film --act publish --channel facebook --language "
        "{language} --signed DATE --evidence FILE {what:special}`."
    ),
    "consent-ends-soon": N_(
        "the consent of {person:place} ends on {until:day}, soon after; then the post must be removed "
        "from the Page."
    ),
    "consent-no-ads": N_(
        "the posts of {film} must not be boosted: {person:place} did not consent to paid advertising."
    ),
    "name-shown": N_(
        "{person:place} is named in its {where:word} in a way that the consent does not allow. Change the "
        "text, then approve it."
    ),
    "name-shown-first-name": N_(
        "{person:place} is named in its {where:word} in a way that the consent does not allow: only the first name may "
        "be written, {person:first}. Change it: `campaign post edit {number} {option} TEXT`; then approve it."
    ),
    "name-shown-pseudonym": N_(
        "{person:place} is named in its {where:word} in a way that the consent does not allow: only the other name "
        "that the form gives may be written. Change it: `campaign post edit {number} {option} TEXT`; then approve "
        "it."
    ),
    "name-shown-none": N_(
        "{person:place} is named in its {where:word}, and the consent allows no name at all. Leave it out: `campaign "
        "post edit {number} {option} TEXT`; then approve it."
    ),
    "name-in-film": N_(
        "the rendered film names {person:place} in a way that the consent does not allow. Run `campaign "
        "post release {number}`: the film is rendered again."
    ),
}
EVENTS = {
    "event-consent-withdrawn-wholly": N_(
        "{person:place} withdrew the consent for testimony {testimony_number}"
    ),
    "event-consent-withdrawn-channel": N_(
        "{person:place} withdrew the consent for testimony {testimony_number} on the channel {channel:word}"
    ),
    "event-consent-withdrawn-language": N_(
        "{person:place} withdrew the consent for testimony {testimony_number} in {language:language}"
    ),
    "event-consent-withdrawn-channel-and-language": N_(
        "{person:place} withdrew the consent for testimony {testimony_number} (channel {channel:word}, "
        "language {language:language})"
    ),
    "event-consent-voided": N_(
        "consent {consent} of testimony {testimony_number} was recorded by mistake and is void"
    ),
    "event-withdrawal-finished": N_("withdrawal {withdrawal} is finished"),
    "event-task-opened": N_("task for a person: {task:word}"),
    "event-task-done": N_("task {task_number} is done: {task:word}"),
    "event-takedown-due": N_("the consent for this live post has ended: it must be removed"),
    "event-captions-dropped": N_("subtitles {locale:language} removed from the Page"),
}


def letter(spoken: str, *, channel: str | None, language: str | None, was_live: bool) -> str:
    """Return what could be written to the person who withdrew a consent, in the language spoken, else in English.

    `was_live`: something of it was on the Facebook Page.
    """
    code = letter_language(spoken)
    words = texts(code)["withdrawal_letter"]
    scope = "channel" if channel else "language" if language else "all"
    scope = scope if was_live or channel else f"{scope}_never"
    return str(words["text"]).format(
        did=words[scope].format(channel=word(channel, code), language=formatting.language(language, code)),
        partners=words["partners"] if channel in (None, "facebook") else "",  # as there is a task to ask them
    )


def letter_language(spoken: str) -> str:
    """Return in which language the letter is that goes to somebody who speaks this one."""
    code = known.short(spoken)
    return code if "withdrawal_letter" in texts(code) else known.FALLBACK
