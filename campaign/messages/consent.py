"""What is said of consents: why one closes a gate, what becomes of one taken back, what people must do by hand."""

from campaign.messages.translate import N_, texts
from media.languages import known

SENTENCES = {
    "no-such-person": N_("nobody of that name is in {slug}. Known there: {known}."),
    "nothing-to-withdraw": N_(
        "there is no consent of that person for {slug}. `campaign consent list` shows those on record."
    ),
    "no-such-consent": N_("there is no consent {number}. `campaign consent list` shows those on record."),
    "consent-void-already": N_("consent {number} counts no more already; nothing was changed."),
    "void-speaker": N_(
        "the speaker is in {slug}, so --not-in-film cannot be. Correct a name with `campaign testimony edit {slug} "
        "--speaker NAME`; `campaign consent void {number}` alone lets the form count no more."
    ),
    "void-other-form": N_(
        "that person has another form for this film ({other}). If they are not in it: `campaign consent void {other}` "
        "first, then `campaign consent void {number} --not-in-film`."
    ),
    "consent-voided": N_(
        "Consent {number} counts no more. Record the right form: `campaign consent record`."
    ),
    "void-live": N_(
        "post {number} is live without a consent now. Record the right form, or take it off: `campaign post remove "
        "{number}`."
    ),
    "no-such-task": N_("there is no task {number}. `campaign consent tasks` lists the open ones."),
    "film-withdrawn": N_(
        "the consent for {slug} was withdrawn while its film was being made; the film was deleted."
    ),
    "guardian-needed": N_("a minor needs a guardian's signature. Name who signed with --guardian."),
    "guardian-without-minor": N_(
        "--guardian is for minors. Say --minor too, or leave --guardian out for an adult."
    ),
    "release-ending": N_(
        "{path} cannot be written: the form is a web page. Name a file that ends in .html; {hint}"
    ),
    "release-pdf-hint": N_("open it in a browser and print it, or save it as PDF from there."),
    "release-language": N_("there is no form in {language}. There is one in: {known}."),
    "release-written": N_(
        "Wrote {path}: the release in {language}, on one A4 page. Open it in a browser to print it."
    ),
    "withdraw-done": N_(
        "Withdrawal {withdrawal} is finished: what it concerned is off the Page, deleted and forgotten."
    ),
    "withdraw-waits": N_(
        "what lies on this computer is deleted, but the Page still has something ({why}). The service goes on"
        " with it "
        "(`campaign run`), or run the command again: `campaign consent withdraw {slug}`."
    ),
    "withdraw-unsettled": N_("a post is just being shown, or waits for a person"),
    "withdrawal-open": N_(
        "withdrawal {number} is not finished: something is still on the Page, or busy. The service goes on with it."
    ),
    "tasks-left": N_("What you must do yourselves:"),
    "letter-follows": N_("What you may write to the person:"),
    "task-ended": N_("Task {number} is done."),
    "withdrawn-website": N_(
        "take testimony {testimony} off the websites (language: {language:word}), yours and the partners'."
    ),
    "withdrawn-newsletter": N_(
        "use testimony {testimony} in no newsletter any more (language: {language:word})."
    ),
    "withdrawn-press": N_(
        "tell the press that testimony {testimony} may be used no more (language: {language:word})."
    ),
    "withdrawn-print": N_(
        "print testimony {testimony} no more (language: {language:word}); what is handed out cannot be called back."
    ),
    "withdrawn-originals": N_(
        "delete your own files of testimony {testimony}: the film, its subtitles, stills, reports and "
        "previews that you "
        "saved (language: {language:word})."
    ),
    "withdrawn-backups": N_(
        "see that backups with testimony {testimony} are deleted or grow old (language: {language:word}); after a "
        "restore it "
        "is deleted again."
    ),
    "withdrawn-partners": N_(
        "tell the partners and whoever got files of testimony {testimony} that it may be used no more "
        "(language: {language:word})."
    ),
    "withdrawn-answer": N_("write to the person of testimony {testimony} what was done, within one month."),
    "delete-by-hand": N_("delete post {number} on the Page yourself: {permalink} (object {object})."),
    "takedown-due": N_(
        "the consent for post {number}, which is live, has ended: `campaign post remove {number}`, or record a new one."
    ),
    "take-down": N_(
        "the consent for post {number} has ended: `campaign post remove {number}`, or record a new consent."
    ),
}
REASONS = {
    "consent-withdrawn": N_(
        "{person:place} took back the consent for {language}. Respect that, or record a new form."
    ),
    "consent-ended": N_(
        "the consent of {person:place} ended on {until:day}, before {day:day}. Record a new one, or choose a day "
        "before."
    ),
    "consent-guardian": N_(
        "{person:place} is a minor, and no guardian signed. Record the form with --minor --guardian NAME."
    ),
    "consent-special": N_(
        "the film tells of {what}, which {person:place} did not allow in so many words. Record a form with --special."
    ),
    "consent-ends-soon": N_(
        "the consent of {person:place} ends on {until:day}, soon after; then it must come off the Page."
    ),
    "consent-no-ads": N_(
        "the posts of {film} must not be boosted: {person:place} did not consent to paid advertising (paid_ads)."
    ),
    "name-shown": N_(
        "{person:place} is named in its {where:word}, otherwise than wished. Change the words, then approve again."
    ),
    "name-in-film": N_(
        "the film that was made names {person:place} otherwise than wished. `campaign post release {number}`: it is"
        " made anew."
    ),
}
EVENTS = {
    "event-consent-withdrawn-wholly": N_(
        "{person:place} took back the consent for testimony {testimony_number}"
    ),
    "event-consent-withdrawn": N_(
        "{person:place} took back the consent for testimony {testimony_number} (channel {channel:word}, language "
        "{language:word})"
    ),
    "event-consent-voided": N_(
        "consent {consent} of testimony {testimony_number} was recorded by mistake and counts no more"
    ),
    "event-withdrawal-finished": N_("withdrawal {withdrawal} is finished"),
    "event-task-opened": N_("asked of a person: {task:word}"),
    "event-task-done": N_("task {task_number} is done: {task:word}"),
    "event-takedown-due": N_("the consent for this live post has ended: it must be taken down"),
    "event-captions-dropped": N_("subtitles {locale} taken off the Page"),
}


def letter(spoken: str, *, channel: str | None, language: str | None) -> str:
    """Return what may be written to who took a consent back, in the language spoken, else in English."""
    code = known.short(spoken)
    words = texts(code).get("withdrawal_letter") or texts(known.FALLBACK)["withdrawal_letter"]
    scope = "channel" if channel else "language" if language else "all"
    return str(words["text"]).format(did=words[scope].format(channel=channel, language=language))
