"""Sentences about the queue: errors, the reasons why a post is held, and the events of the log."""

from campaign.messages.translate import N_, NN_

SENTENCES = {
    "database-exists": N_(
        "{path} already exists; nothing was changed. Open that campaign, or choose another folder."
    ),
    "no-database": N_(
        "{path} is missing. Put it back from a backup, or make a new campaign with `campaign init`."
    ),
    "database-broken": N_(
        "{path} is damaged, or is no campaign database. Restore the newest backup: `campaign restore BACKUP.zip "
        "NEW-FOLDER`."
    ),
    "rehearsal-broken": N_(
        "{path} is damaged, or contains what the rehearsal Page never writes. Delete the folder {folder}: it holds "
        "rehearsals alone, and a new one is made."
    ),
    "erasure-undone": N_(
        "the database still holds what was to be erased ({table} {column}), so nothing counts as erased. Run "
        "`campaign doctor`, restore a backup whose origin you know, and withdraw or remove again."
    ),
    "database-strange": N_(
        "{path} contains what this program never writes, so nothing was done: {found}. Restore a backup whose origin "
        "you know: `campaign restore BACKUP.zip NEW-FOLDER`."
    ),
    "database-strange-more": N_(
        "{path} contains what this program never writes, so nothing was done: {found}; and {more} more. Restore a "
        "backup whose origin you know: `campaign restore BACKUP.zip NEW-FOLDER`."
    ),
    "strange-path": N_("{where:place} names the file {path!r}, which is not in the folder {place}/"),
    "strange-schema": N_("the {kind:word} {name!r} is not as this program makes it"),
    "strange-value": N_("a row of {where} has no possible value in {column}"),
    "strange-length": N_("a row of {where} is longer than any that this program writes"),
    "strange-file": N_("{where} is damaged"),
    "changed-file": N_("its file is no longer the one that was taken in"),
    "changed-picture": N_(
        "{file} is no longer the picture that was approved. Put the original back, then run `campaign post release "
        "{number}`; or take another: `campaign post edit {number} --photo FILE` (a cover: `--thumbnail FILE`), then "
        "approve the post again."
    ),
    "changed-subtitles": N_(
        "{file} is no longer the subtitle file that was taken in. Put the original back, then run `campaign post "
        "release {number}`; or take in the new one: `campaign testimony edit SLUG --subtitles FILE`, then approve the "
        "post again."
    ),
    "changed-film": N_(
        "{file} is no longer the film that was taken in. Put the original back, then run `campaign post release "
        "{number}`; or register the new film with `campaign testimony add` and make its posts anew."
    ),
    "changed-rendition": N_(
        "{file} is no longer the film that was rendered. Run `campaign post release {number}`: it is rendered again."
    ),
    "path-astray": N_(
        "the database names the file {path!r} for {where:place}, which is not in the folder {place}/ of the campaign; "
        "it was left alone. Restore a backup whose origin you know: `campaign restore BACKUP.zip NEW-FOLDER`."
    ),
    "database-unknown-version": N_(
        "{path} was made by a newer version of this program. Update the program, then try again."
    ),
    "no-such-post": N_("there is no post {number}. `campaign post list` shows the numbers."),
    "words-empty": N_("{option} is empty or more than one line. Write a name on one line."),
    "subtitles-twice": N_(
        "two subtitle files were given for {language:language}: {files}. Give one, or put another language before one "
        "of them: L:FILE."
    ),
    "subtitles-twice-other": N_(
        "two subtitle files were given for {language:language}: {files}. The words of {path} look like "
        "{found:language}; if they are, give it so: `--subtitles {found}:{path}`."
    ),
    "subtitles-with-error": N_(
        "post {number} was not approved, because its subtitles have an error: {finding} Correct your "
        "file, then run `campaign testimony edit {slug} --subtitles L:FILE`; `campaign testimony check "
        "{slug}` lists all findings."
    ),
    "subtitles-with-errors": N_(
        "post {number} was not approved, because its subtitles have errors: {finding} ({more} more.) "
        "`campaign testimony check {slug}` lists them; correct your file, then run `campaign testimony "
        "edit {slug} --subtitles L:FILE`."
    ),
    "findings-more": N_("… and {more} more; `campaign testimony check {slug}` lists all."),
    "subtitles-refused": N_("{finding}"),
    "subtitles-refused-more": NN_(
        "{finding} ({more} more such finding in this file.)",
        "{finding} ({more} more such findings in this file.)",
    ),
    "gate-closed": N_("post {number}: {reason}"),
    "approve-without-date": N_(
        "post {number} has no date. Give it one with `campaign post move {number} --at WHEN`."
    ),
    "caption-empty": N_("a text post needs a text. Give --caption or --caption-file."),
    "caption-separator": N_(
        "the text is only a line between two languages. Write the text itself, before and behind it."
    ),
    "caption-long": N_(
        "the caption has {length:number} characters; Facebook accepts {limit:number}. Shorten it."
    ),
    "kind-unfit": N_(
        "the options make a post of kind {found:word}, not {kind:word}. Leave --kind out, or correct the others."
    ),
    "format-without-film": N_(
        "--format {format:choice} is for films. Name one with --testimony, or leave --format out."
    ),
    "format-unknown": N_("unknown format {format!r}; known: {known:word}."),
    "text-not-utf8": N_(
        "the accents of {path} cannot be read with certainty. Save it again as UTF-8 (in Notepad: File > Save as, "
        "Encoding: UTF-8)."
    ),
    "text-unreadable": N_("{path} cannot be read ({why}). Check the name."),
    "evidence-unreadable": N_("the signed form {path} cannot be read ({why}). Check the name."),
    "evidence-kind": N_("{path} is not a signed form that can be kept. Give it as one of: {known:word}."),
    "given-not-ordinary": N_(
        "{path} is not a file but a pipe or a device, so nothing was read from it. Name a file."
    ),
    "given-too-large": N_(
        "{path} has {size:number} MB; at most {most:number} MB are accepted. Give a smaller one (a scan: "
        "150 dpi, grey)."
    ),
    "signed-in-future": N_("--signed {day:short} is in the future. Write the day on the form."),
    "until-before-signed": N_("--until {until:short} is before --signed {signed:short}. Check both days."),
    "pseudonym-needed": N_("the name to show is not said. Add it: `--pseudonym NAME`."),
    "pseudonym-alone": N_(
        "--pseudonym is the name to show instead of the person's own. Add `--name-display pseudonym`, or leave it out."
    ),
    "testimony-changed": N_("Changed testimony {slug}."),
    "testimony-same": N_("Testimony {slug} says so already; nothing was changed."),
    "consent-recorded": N_("Recorded consent {number} for {slug}."),
    "to-take-back": N_(
        "post {number} was handed over to Facebook, which shows it at its due time unless the service "
        "takes it back first. If no service runs: `campaign run --until-idle` does it now."
    ),
    "removal-unseen": N_(
        "the Page was asked to delete post {number} and still shows it ({object}). Run `campaign post "
        "remove {number}` again in a few minutes, or delete it on facebook.com."
    ),
    "rehearsal-open": N_("The rehearsal Page is open at {page_url}, on this computer only. Ctrl-C ends it."),
    "no-token": N_("Page {page} is configured, but there is no token. Run `campaign page connect`."),
    "service-installed": N_("Wrote {path}. Now run:"),
    "service-uninstalled": N_("Removed {path}. To stop a running service:"),
    "service-not-installed": N_(
        "There is no {path}: nothing was installed. To stop a running service anyway:"
    ),
    "service-token": N_(
        "Warning: CAMPAIGN_PAGE_TOKEN is set only in this terminal; the service will not see it. "
        "`campaign page connect` stores a token for it."
    ),
    "page-is-rehearsal": N_(
        "No Page is configured: posts go to the rehearsal Page {name}, {url} (on this computer only)."
    ),
    "page-named-rehearsal": N_("{name} (rehearsal)"),
    "page-is-real": N_("Posts go to the Page {name} ({id})."),
    "service-waits": N_("Waiting for post {number}, which is due on {due:moment}. Ctrl-C stops waiting."),
    "service-waits-ahead": N_(
        "Waiting for post {number}, which is due on {due:moment}; there is nothing to do before {until:moment}. Ctrl-C "
        "stops waiting."
    ),
    "time-up-film": N_(
        "The time is up. The film that is being made is given up; the service makes it again when it runs next."
    ),
    "time-up-posts": N_("The time is up. Posts on their way get a few seconds: {numbers:no}."),
    "standing-by": N_("Another service (process {pid}) publishes this campaign; standing by to take over."),
    "paused-since": N_("yes, since {since}; `campaign resume` ends it"),
    "paused-because": N_("yes, since {since}: {reason}; `campaign resume` ends it"),
    "now-paused": N_("Paused: nothing goes out until `campaign resume`."),
    "now-resumed": N_("Resumed. `campaign status` shows what waits for a decision."),
    "service-running": N_("running, last seen {last_tick}"),
    "service-resting": N_("not running, last seen {last_tick}"),
    "service-never": N_("not running; it has never run yet"),
    "report-written": N_("Wrote {path}."),
    "check-encoder": N_("ffmpeg {version}"),
    "check-sqlite": N_("the campaign is kept with SQLite {version}"),
    "check-database": N_("the database is whole, and holds only what this program writes"),
    "check-disk": N_("{free:number} GB free on the disk (2 GB at least)"),
    "check-brand": N_("the brand kit is complete"),
    "check-page-rehearsal": N_("no Page is configured: posts go to the rehearsal Page"),
    "check-page-real": N_("Page {page} is configured"),
    "demo-folder": N_("The example campaign is in {folder}."),
    "demo-drawing": N_("drawing {slug}"),
    "demo-done": N_(
        "Page:    {page_url}\n"
        "Report:  {report}\n"
        "Folder:  {folder}\n"
        "The Page and its links answer while the Page is served: {command} rehearsal serve --dir {folder:typed}"
    ),
    "demo-open": N_("The Page is served at {page_url} until Ctrl-C."),
    "warning": N_("Warning: {sentence}"),
    "claim-lost": N_("somebody else changed the post meanwhile. Look at it with `campaign post show`."),
    "service-runs": N_(
        "another service (process {pid}) publishes this campaign. Stop it first, or let it finish."
    ),
    "facebook-words": N_('{sentence} Facebook\'s own words: "{said}"'),
    "before-facebook": N_("{sentence} Before that Facebook had said: {why}"),
    "before-other": N_("{sentence} Before that: {why}"),
    "meets-again": N_(
        "post {number} had trouble before, and a new try meets it again unless it was put right: {why}"
    ),
    "service-rests": N_(
        "the service ended {times} times in a row because of the Page, so it makes no call before {until:moment}. "
        "Last time: {why} "
        "Put that right (`campaign page connect` where it is the token), then start `campaign run` again."
    ),
    "service-accident": N_("an unexpected error occurred ({kind})."),
    "service-rests-until": N_(
        "the service ended {times} times in a row because of the Page; it waits until {until:moment} before it asks "
        "again. Last time: {why}"
    ),
    "campaign-paused": N_("the campaign is paused. Publish again with `campaign resume`."),
    "page-refuses": N_("the Page accepts nothing from us: {why} Posts stay where they are."),
    "rendition-missing": N_(
        "the film of post {number} is missing from renders/. Render it again with `campaign render {number}`."
    ),
}
REASONS = {
    "consent-film": N_(
        "no consent of {person:place} to be filmed ({language:language}, {day:day}). Record it: `campaign consent "
        "record`."
    ),
    "consent-publish": N_(
        "no consent of {person:place} to publish ({language:language}, {day:day}). Record it: `campaign consent "
        "record`."
    ),
    "consent-purpose": N_(
        "{person:place} signed for another purpose ({given:word}), not for this one: {purpose:word}. Record the form "
        "that allows it: `campaign consent record`."
    ),
    "consent-channel": N_(
        "{person:place} did not consent to Facebook for this campaign. Record it if it was given."
    ),
    "consent-language": N_(
        "{person:place} did not consent to {language:language} on {day:day}. Record it if it was given."
    ),
    "captions-left-out": N_(
        "the subtitle file in {language:language} will not be uploaded: {why} Once a consent is recorded, the "
        "service adds it."
    ),
    "consent-evidence": N_(
        "the signed form of consent {consent} ({person:place}) is missing or was changed. Put the form back in "
        "consent/."
    ),
    "changed-since-approval": N_(
        "it was changed after its approval, or never approved. Approve it as it stands: `campaign post approve "
        "{number}`."
    ),
    "approved-under-other-rules": N_(
        "it was approved under other rules than those in campaign.toml. Approve it as it stands: `campaign post "
        "approve {number}`."
    ),
    "late-held": N_(
        "it is {seconds:lasting} past its due time. `campaign post release {number} --now` publishes it, `campaign "
        "post move {number} --at WHEN` gives it a new date."
    ),
    "late": N_(
        "it is {seconds:lasting} past its due time. Decide on all such posts with `campaign overdue`; "
        "`campaign post release {number} --now` publishes it, `campaign post move {number} --at WHEN` "
        "gives it a new date."
    ),
    "paused": N_(
        "it fell due while the campaign was paused. Run `campaign resume`, then decide on it with "
        "`campaign overdue`."
    ),
    "paused-before": N_("it fell due while the campaign was paused. Decide on it with `campaign overdue`."),
    "unserved": N_(
        "no service published it at its due time, before the campaign was paused. Decide on it with `campaign "
        "overdue`."
    ),
    "overdue-held": NN_(
        "Held for another reason, and past its due time: {numbers:no}. `campaign post show {first}` says why, and what "
        "leads on.",
        "Held for other reasons, and past their due times: {numbers:no}. `campaign post show {first}` says why the "
        "first is, and what leads on.",
    ),
    "testimony-live": N_(
        "Posts on the Page keep the film as it was: {numbers:no}. To show it anew, remove one with "
        "`campaign post remove N` and add it again."
    ),
    "photo-bare": N_("a photo without a description"),
    "overdue-passed": N_("Nothing was changed. The posts wait for a decision."),
    "film-erased": N_(
        "the film of {slug} was erased, as a consent for it was withdrawn. Do not put it back; take it in again only "
        "with a new signed form: `campaign testimony add FILE`."
    ),
    "film-gone": N_(
        "the film of {slug} is missing from the campaign folder: {path}. Put it back, or restore a backup."
    ),
    "no-subtitles": N_(
        "{slug} has no subtitles in {language:language}, so its film will show none. Add them: "
        "`campaign testimony edit {slug} --subtitles {language}:FILE`."
    ),
    "words-spoilt": N_(
        "letters in the words of post {number} were lost or became others when they were saved: {sample!r}. Type them "
        "again, in the sheet or with `campaign post edit {number} {option}`."
    ),
    "post-private": N_(
        "the {place:word} of post {number} contains {what}, which leads to a person, so it cannot be approved. Remove "
        "it with `campaign post edit {number} {option}`; if everybody may have it, add it to `contacts` in "
        "campaign.toml."
    ),
    "post-language": N_(
        "the {place:word} of post {number} looks like {found:language}, but the post is in {language:language}. "
        "Correct the text, or `campaign post edit {number} --language {found}`."
    ),
    "moment-past": N_(
        "the due time of post {number} is past: it goes out when the service runs, or is held as late."
    ),
    "moment-past-draft": N_(
        "post {number} was not approved and its due time is past. Run `campaign post move {number} --at "
        "WHEN`, then approve it."
    ),
    "by-staff": N_("held by staff: {reason}"),
    "by-staff-wordless": N_("held by staff"),
    "reveal-ignored": N_(
        "the Page accepted it but keeps it hidden. Look at it on Facebook, then run `campaign post retry {number}`."
    ),
    "page-unreadable": N_(
        "the Page could not be read after it was asked to show the post: it may be published. Look at "
        "object {object} on the Page, then run `campaign post settle {number}`."
    ),
    "extra-unseen": N_(
        "the Page accepted it but does not show it. Look at the post on Facebook; add it there if it is "
        "missing."
    ),
    "too-near-to-hand-over": N_(
        "Facebook schedules posts at least ten minutes ahead. Upload posts earlier: [service] upload_ahead."
    ),
    "photos-not-handed-over": N_("Facebook schedules posts with photos only when they are created."),
    "extra-too-late": N_("it could not be added for two days. Add it on Facebook if it is still wanted."),
    "captions-gone": N_("the testimony has no subtitles in {language:language} any more."),
    "words-withdrawn": N_("the change was discarded."),
    "photo-missing": N_(
        "{path} is missing. Give the photos again with `campaign post edit {number} --photo FILE`."
    ),
    "perhaps-public": N_(
        "the Page did not answer when it was asked to publish it, and does not show it: it may still "
        "appear. Look at the Page, then run `campaign post settle {number}`."
    ),
    "not-on-page": N_(
        "staff did not find it on the Page. Send it again with `campaign post release {number}`."
    ),
}
EVENTS = {
    "event-added": N_("post added"),
    "event-testimony-added": N_("testimony {testimony} added"),
    "event-testimony-changed": N_("testimony {testimony} changed: {what:word}"),
    "event-subtitles-checked": N_(
        "subtitles of testimony {testimony} in {language:language} checked (words {words})"
    ),
    "event-consent-recorded": N_("consent {consent} of {person:place} recorded for testimony {testimony}"),
    "event-approved": N_("approved"),
    "event-unapproved": N_("approval revoked"),
    "event-edited": N_("changed: {what:word}"),
    "event-moved": N_("moved to {due:moment}"),
    "event-cancelled": N_("cancelled"),
    "event-cancelled-for-name": N_("cancelled: its text named a person who withdrew the consent"),
    "event-released": N_("released"),
    "event-retried": N_("to be tried again"),
    "event-settled-published": N_("staff found it on the Page as {object}"),
    "event-settled-absent": N_("staff did not find it on the Page"),
    "event-held": N_("held: {why}"),
    "event-failed": N_("failed: {why}"),
    "event-doubted": N_("it is unclear whether object {object} is public"),
    "event-rendered": N_("its film is ready"),
    "event-staging": N_("being uploaded, hidden"),
    "event-upload-started": N_("upload of {bytes:size} started as video {object}"),
    "event-staged": N_("hidden on the Page as {object}, waiting for its due time"),
    "event-looked-in-vain": N_("not found on the Page yet (check {looks})"),
    "event-started-over": N_("hidden object {object} abandoned, starting again"),
    "event-revealing": N_("all checks passed, asking the Page to show it"),
    "event-reveal-unanswered": N_("the Page did not answer clearly; checking what it shows"),
    "event-published": N_("the Page shows it as {object}, {late_ms:delay} after its due time: {permalink}"),
    "event-try-later": N_("trying again in {seconds:lasting}: {why}"),
    "event-left-public": N_("leftover {object} is public: it was not deleted, look at it on the Page"),
    "event-swept": N_("hidden leftover {object} deleted from the Page"),
    "event-put-off": N_("the Page says that nobody saw it; held: {why}"),
    "event-captions-up": N_("subtitle file {locale:language} is on the Page"),
    "event-captions-given-up": N_("subtitle file in {language:language} is not on the Page: {why}"),
    "event-cover-set": N_("the film has its cover"),
    "event-cover-given-up": N_("the cover was not set: {why}"),
    "event-commented": N_("first comment is on the Page"),
    "event-comment-given-up": N_("no first comment: {why}"),
    "event-corrected": N_("the Page shows the new caption"),
    "event-words-given-up": N_("the new caption is not on the Page: {why}"),
    "event-handed-over": N_("handed over: Facebook will show {object} when it is due"),
    "event-not-handed-over": N_("not handed over, so this program will show it: {why}"),
    "event-called-back": N_(
        "{object} would go out before its new due time: taken back, it is uploaded again"
    ),
    "event-taken-back": N_(
        "{object} was taken back from Facebook's schedule and deleted; the Page confirms it"
    ),
    "event-removing": N_("asking the Page to delete {object}"),
    "event-removed": N_("removed from the Page"),
    "event-removed-for-name": N_("removed from the Page: its text named a person who withdrew the consent"),
    "event-paused": N_("campaign paused"),
    "event-resumed": N_("campaign resumed"),
    "event-service-gave-up": N_("the service ended: {why}"),
    "event-page-connected": N_("the Page was connected"),
    "event-service-started": N_("service started (process {pid})"),
    "event-service-stopped": N_("service stopped (process {pid})"),
}
