"""What the desk says in place of a command: which button, field or page does it there.

`AT_DESK` has by code what follows a sentence, or is the remedy of a finding; `SENTENCES` what is said instead of one.
"""

from campaign.messages.translate import N_, NN_, Sentence

_YES = N_("It waits for a yes.")
_DECIDE = N_("Decide: send it now, give it another moment, or cancel it.")
_MOVE = N_("Give it another moment.")
_FORM = N_("Record the signed form with the film.")
_FILM = N_("Change it with the film.")
_LOOK = N_("Look at the Page, then say here whether it is there.")
_FIELD = N_("Correct it in its field.")
_BRING = N_("Bring the file again, with the film.")
_CORRECT = N_("Correct it in the file, then bring the file again.")
_KIT = N_("Correct it in the brand kit.")
_FONT = N_("Choose another font for the brand kit, or another spelling.")
_CONTACTS = N_(
    "Take it out of the text; if everybody may have it, add it to the public contacts in the settings."
)
_PHOTOS = N_("Describe each photo in the field beside it.")
_PUT_BACK = N_("Put the original back into the campaign’s folder, or make a new post.")
_WATCHED = N_("Watch the film with them, and bring a corrected file where something is wrong.")
_PLAN = N_("The settings have the weekly slots, under Plan.")
AT_DESK: dict[str, Sentence] = {
    **dict.fromkeys(
        (
            "approval-missing", "approval-missing-of", "approval-missing-more", "unapproved-by",
            "unapproved-by-several", "unapproved-people", "changed-since-approval", "approved-under-other-rules",
            "to-approve-again", "still-lacks-partners", "still-lacks-people",
        ),
        _YES,
    ),
    **dict.fromkeys(("late", "late-held", "paused-before", "unserved", "P09", "approvals-there-late"), _DECIDE),
    **dict.fromkeys(("moment-past-draft", "P04", "P07", "P08", "P10", "P23", "embargo"), _MOVE),
    **dict.fromkeys(("approve-late", "hindered-approve-late"), _MOVE),
    **dict.fromkeys(("P02", "P05", "P06"), N_("Move one of them, on the board.")),
    **dict.fromkeys(
        (
            "consent-film", "consent-publish", "consent-purpose", "consent-guardian", "consent-special",
            "record-consent-film", "record-consent-publish", "record-consent-purpose", "record-consent-channel",
            "record-consent-language", "record-consent-special", "form-lacks-film", "form-lacks-publish",
            "form-lacks-channel", "form-lacks-purpose",
        ),
        _FORM,
    ),
    **dict.fromkeys(("P32", "F12", "F22", "F23", "F26", "organisation-unlisted"), _FILM),
    **dict.fromkeys(
        (
            "page-unreadable", "perhaps-public", "restored-held-post", "restored-unknown-post", "restored-known-post",
            "adopted-held-post", "adopted-unknown-post", "adopted-known-post", "unconfirmed-yet",
        ),
        _LOOK,
    ),
    **dict.fromkeys(("P11", "P16", "P17", "P22", "P27", "P33", "post-language"), _FIELD),
    **dict.fromkeys(("F06", "F15", "F16", "F17", "F31", "P24"), _BRING),
    **dict.fromkeys(("S16", "no-subtitles", "subtitles-none"), N_("Bring a subtitle file, with the film.")),
    **dict.fromkeys(("B16", "B26"), _KIT),
    **dict.fromkeys(("B07", "S18"), _FONT),
    **dict.fromkeys(("P28", "post-private"), _CONTACTS),
    **dict.fromkeys(("twin-approval", "hindered-twin-approval"), N_("Change a word, or cancel one.")),
    **dict.fromkeys(("P19", "photo-undescribed", "photos-undescribed", "photos-undescribed-some"), _PHOTOS),
    **dict.fromkeys(("P20", "P29", "photo-missing"), _PUT_BACK),
    **dict.fromkeys(("S24", "subtitles-draft", "captions-draft"), _WATCHED),
    **dict.fromkeys(("no-slots", "no-free-slot"), _PLAN),
    "P01": N_("Copy the post into the other language."),
    "P26": N_("Put it into the field Link: that one is counted."),
    "P30": N_("Write it the same with the film and in the settings."),
    "P31": N_("Add it to the organisations in the settings, or correct it with the film."),
    "P34": N_("If that is a mistake, cancel one of them."),
    "F01": N_("Whoever looks after the computer can choose another."),
    "F34": N_("If the film is good without it, nothing has to be done."),
    "B06": N_("The preview of the brand kit shows the rest once it fits."),
    "speech-not-in-text": N_("Write it into the text if it is to be read."),
    "text-much-guessed": N_("Look well at the times."),
    "paused": N_("Publish again first, on the page Status; then decide on it."),
    "reveal-ignored": N_("Look at it on Facebook, then try again."),
    "not-on-page": N_("Release it to send it again."),
    "name-in-film": N_("Release it: the film is made again."),
    "approved-but-held": N_("Release it to let it go out."),
    "approvals-there": N_("Release it to let it go out."),
    "name-shown-first-name": _FIELD,
    "name-shown-pseudonym": _FIELD,
    "name-shown-none": _FIELD,
    "film-erased": N_("Do not put it back without a new signed form."),
    "F25": N_("Do not put it back without a new signed form."),
    "resumed-missed": N_("Decide on them on the board."),
    **dict.fromkeys(
        (
            "posts-missed", "posts-missed-late", "service-silent", "settings-other-page", "event-settings-other-page",
        ),
        N_("Start the service on the page Status."),
    ),
}  # fmt: skip
SENTENCES: dict[str, Sentence] = {
    "at-desk-speech-not-installed": N_(
        "Speech recognition is not installed on this computer. Whoever looks after it does that as the manual says "
        "under From speech to subtitles."
    ),
    "at-desk-caption-empty": N_("A post with neither film nor photo needs a text. Write one."),
    "at-desk-signed-in-future": N_("{day:short} is in the future. Write the day that stands on the form."),
    "at-desk-no-such-post": N_("There is no post {number}. The board shows those that there are."),
    "at-desk-no-such-testimony": N_("There is no film {slug!r}. The page Films shows those that there are."),
    "at-desk-no-such-testimony-near": N_("There is no film {slug!r}; did you mean {name}?"),
    "at-desk-moment-soon-late": N_(
        "post {number} is due: approve it within {seconds:lasting}, or give it another moment."
    ),
    "at-desk-until-before-signed": N_(
        "{until:short}, the last day, is before {signed:short}, the day of signing. Check both days."
    ),
    "at-desk-comment-empty": N_("The first comment is empty. Write one."),
    "at-desk-thumbnail-past-end": N_(
        "The finished film of {slug} lasts {lasts:number} s, so it shows nothing at {at:number} s. Choose an earlier "
        "moment."
    ),
    "at-desk-cut-unfit": N_(
        "The part from {start:number} s to {end:number} s is not within the film, which lasts {film:number} s. Choose "
        "times inside it."
    ),
    "at-desk-group-unknown": N_("This computer has no group {group}. Leave it empty for yourself alone."),
    "at-desk-group-not-yours": N_(
        "You are not in the group {group} of this computer. Have yourself added to it, then log in again."
    ),
    "at-desk-notices-incomplete": N_(
        "For mail, {missing} is lacking in the settings. Add it, or leave all of it empty."
    ),
    "at-desk-P30": N_("the organisation {organisation} is spelt {name} in the settings"),
    "at-desk-P31": N_("the organisation {organisation} is not among those in the settings ({known})"),
    "at-desk-B17": N_("films show “{name}”, and the settings have “{organisation}”"),
    "at-desk-organisation-unlisted": N_(
        "{organisation}, the organisation of its film, is not among the organisations in the settings, so nobody can "
        "approve for it. Add it there, or correct the film."
    ),
    "at-desk-yes-other-rules": N_("under other rules than those in the settings, so it does not count"),
    "at-desk-yes-to-other-rules": NN_(
        "an approval was given under other rules than those in the settings and no longer counts",
        "{count} approvals were given under other rules than those in the settings and no longer count",
    ),
    "at-desk-approved-under-other-rules": N_("it was approved under other rules than those in the settings."),
    "at-desk-send-paused": N_("the campaign is paused, so nothing goes out. Publish again first, on the page Status."),
    "at-desk-take-down": N_(
        "the consent for post {number} has ended: remove the post, or record a new form with the film."
    ),
    "at-desk-advice-let-go": N_("Release it: it then goes out at its due time."),
    "at-desk-advice-no-encoding": N_("Save it as UTF-8, then bring the file again."),
    "at-desk-advice-fix-with-encoding": N_("Save it as UTF-8, then bring the file again."),
    "at-desk-advice-choose-encoding": N_("Save it as UTF-8, then bring the file again."),
    "at-desk-advice-fix-with-guess": N_("Save it as UTF-8, then bring the file again."),
    **dict.fromkeys(
        (
            "at-desk-advice-fix-times", "at-desk-advice-fix-gap", "at-desk-advice-fix-some",
            "at-desk-advice-fix-rolling", "at-desk-advice-fix-markup", "at-desk-advice-fix-signs",
            "at-desk-advice-fix-signs-some", "at-desk-advice-by-hand",
        ),
        _CORRECT,
    ),
    "at-desk-advice-language-other-had": N_(
        "The testimony has subtitles in {found:language} already: bring the right file for {label:language}."
    ),
    "at-desk-advice-language-other-copy": N_(
        "If it is in {found:language}, bring it as such; else correct the text."
    ),
    "at-desk-overlap": N_("the subtitle starts before another ends ({until:clock})"),
    "at-desk-sheet-more": N_("There is more than this."),
    "at-desk-encoding-does-not-fit": N_("The text of {path} is not in {encoding}. Save the file as UTF-8."),
    "at-desk-format-without-film": N_("A format is for films. Choose a film, or leave the format out."),
    "at-desk-thumbnail-without-film": N_("A cover is for films. Choose a film, or leave the cover out."),
    "at-desk-pseudonym-alone": N_(
        "A pseudonym stands in the place of the person’s own name. Choose that it is shown so, or leave it empty."
    ),
    "at-desk-guardian-without-minor": N_(
        "A parent or guardian signs for minors. Tick that the person is one, or leave it empty."
    ),
    "at-desk-void-speaker": N_("the speaker is in {slug}, so the form stays."),
    "at-desk-cut-backwards": N_("The part that is used ends before it begins. Write the later moment at its end."),
    "at-desk-partner-add": N_("Add the partner to the brand kit, with its name and both logos."),
    "at-desk-toml-twice": N_("`{key}` stands there twice. Keep one of the two."),
    "at-desk-toml-section-twice": N_("The section {key} stands there twice. Put its settings together."),
    "at-desk-advice-cover-words-on": N_("Whoever looks after the brand kit can choose covers with words."),
    "at-desk-advice-themes": N_(
        "Write the title in each language into the brand kit, as one of its themes, and choose that for the film."
    ),
    "at-desk-advice-themes-known": N_(
        "Choose a theme of the brand kit, or have the title written there in each language, as one of its themes."
    ),
    "at-desk-advice-alpha": N_("The brand kit needs: {line}. That is the least with these colours."),
    "at-desk-advice-ground": N_(
        "The cause is the colour {colour}, which texts in several colours lie on. Change that alone: {line}."
    ),
    "at-desk-brand-example": N_(
        "the brand kit still has these parts of the example: {parts:word}. Put your own in their "
        "place: films show them."
    ),
    "at-desk-brand-wrong": NN_(
        "the brand kit has {count} error: {first}", "the brand kit has {count} errors; the first: {first}"
    ),
    "at-desk-settings-misplaced-closed": N_("`{nearest}` belongs to another section, which is still a comment."),
    "at-desk-settings-other-page": N_(
        "the service publishes nothing, for the settings name another Page than when it started."
    ),
    "at-desk-settings-unread": N_("the service publishes nothing, for the settings could not be read."),
    # the log: what happened, without numbers that only Facebook and this program read
    "at-desk-event-added": N_("was added"),
    "at-desk-event-service-started": N_("the service was started"),
    "at-desk-event-service-stopped": N_("the service was stopped"),
    "at-desk-event-upload-started": N_("upload of {bytes:size} began"),
    "at-desk-event-staged": N_("hidden on the Page, waits for its moment"),
    "at-desk-event-doubted": N_("it is unclear whether it is public"),
    "at-desk-event-settled-published": N_("staff found it on the Page"),
    "at-desk-event-started-over": N_("its hidden copy is given up, and it begins again"),
    "at-desk-event-started-over-for": N_("its hidden copy is given up, and it begins again: {why}"),
    "at-desk-event-published": N_("the Page shows it, {late_ms:delay} after its due time: {permalink}"),
    "at-desk-event-left-public": N_("a leftover is public, so it was not deleted: look at it on the Page"),
    "at-desk-event-swept": N_("a hidden leftover was deleted from the Page"),
    "at-desk-event-handed-over": N_("handed over: Facebook will show it when it is due"),
    "at-desk-event-called-back": N_("would go out before its new moment: taken back, it is uploaded again"),
    "at-desk-event-taken-back": N_("taken back from Facebook’s schedule and deleted; the Page confirms it"),
    "at-desk-event-removing": N_("the Page is asked to delete it"),
    "at-desk-event-subtitles-checked": N_("subtitles of film {testimony} in {language:language} checked"),
    "at-desk-event-testimony-added": N_("film {testimony} added"),
    "at-desk-event-testimony-changed": N_("film {testimony} changed: {what:word}"),
    "at-desk-event-testimony-removed": N_("film {testimony_number} removed, with its speaker’s name"),
    "at-desk-event-consent-recorded": N_("consent {consent} of {person:place} recorded for film {testimony}"),
    "at-desk-event-consent-voided": N_(
        "consent {consent} for film {testimony_number} was recorded by mistake and is void"
    ),
    "at-desk-event-consent-withdrawn-wholly": N_(
        "{person:place} withdrew the consent for film {testimony_number}"
    ),
    "at-desk-event-consent-withdrawn-channel": N_(
        "{person:place} withdrew the consent for film {testimony_number} on the channel {channel:word}"
    ),
    "at-desk-event-consent-withdrawn-language": N_(
        "{person:place} withdrew the consent for film {testimony_number} in {language:language}"
    ),
    "at-desk-event-consent-withdrawn-channel-and-language": N_(
        "{person:place} withdrew the consent for film {testimony_number} (channel {channel:word}, language "
        "{language:language})"
    ),
    "at-desk-event-keyed": N_("known in the plan from now on"),
    "at-desk-by-staff-wordless": N_("held"),
    "at-desk-by-staff": N_("held: {reason}"),
    "at-desk-page-unreadable": N_(
        "the Page could not be read after it was asked to show the post: it may be published. Look at the Page."
    ),
    "at-desk-restored-unknown-post": N_(
        "the campaign was restored from a backup made while the post was about to be shown: it may be published."
    ),
    "at-desk-adopted-unknown-post": N_(
        "the campaign goes on in a copy made while the post was about to be shown: it may be published."
    ),
    "at-desk-service-silent": N_(
        "the service has shown no sign of life since {last_tick:moment}: it was killed or it hangs."
    ),
    "at-desk-none-events": N_("Nothing has happened yet."),
    "at-desk-event-settings-changed": N_("The settings were changed; they hold from now on"),
    "at-desk-event-settings-unread": N_(
        "The settings cannot be read as they are, so nothing goes out until they are put right"
    ),
    "at-desk-event-settings-other-page": N_(
        "The settings name another Page, so nothing goes out until the service is started anew"
    ),
    "at-desk-event-settings-read-again": N_("The settings can be obeyed again; they hold from now on"),
    "at-desk-overdue-decide-unspread": N_("Decide on each."),
    "at-desk-overdue-decide-unsendable-unspread": N_("Decide on each."),
}  # fmt: skip
