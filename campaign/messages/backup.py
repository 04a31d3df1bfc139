"""What is said of backups and restores, and of a testimony that is taken out."""

from campaign.messages.translate import N_

SENTENCES = {
    "backup-made": N_(
        "Wrote {path}: {files:number} files, {size:number} MB. It holds names and signed forms: keep it where only you "
        "can read it, outside the campaign folder."
    ),
    "backup-missing": N_(
        "the campaign folder lacks {path}, so the backup lacks it too. Put it back, then make the backup again."
    ),
    "backup-missing-more": N_(
        "the campaign folder lacks {path} ({more} more), so the backup lacks them too. Put them back, then make the "
        "backup again."
    ),
    "backup-sure": N_("{path} exists. Put the new backup in its place?"),
    "backup-exists": N_(
        "{path} exists already and was left as it is. Choose another name, or say --yes to replace it."
    ),
    "backup-within": N_(
        "{path} lies in {folder}/, which is itself backed up. Name a file outside the campaign folder."
    ),
    "backup-no-file": N_("{path} cannot be a backup's name. Name a file, such as ../campaign-backup.zip."),
    "backup-name-unfit": N_(
        "the file {path} has a name that not every computer can keep, so it is in no backup. Rename it, then try again."
    ),
    "backup-changed": N_(
        "{path} went away while the backup was being made, so there is none. Run `campaign backup` again."
    ),
    "backup-none": N_(
        "{path} is no backup of a campaign; nothing was restored. Name a file that `campaign backup` wrote."
    ),
    "backup-newer": N_(
        "{path} was made by a newer version of this program ({program}); nothing was restored. Update the program, "
        "then try again."
    ),
    "backup-damaged": N_(
        "{path} is damaged or was cut off ({name}); nothing was restored. Copy it again, or take an older backup."
    ),
    "backup-unsafe": N_(
        "{path} holds {name!r}, which `campaign backup` never writes; nothing was restored. Take a backup whose "
        "origin you know."
    ),
    "restore-no-room": N_(
        "{path} needs {need:number} MB and the disk has {free:number} MB free; nothing was restored. Make room, or "
        "choose another disk."
    ),
    "restore-not-empty": N_(
        "{folder} is not empty; nothing was restored. Name a new folder or an empty one."
    ),
    "restore-on-file": N_("{folder} is a file; nothing was restored. Name a new folder or an empty one."),
    "withdrawn-no-list": N_(
        "{path} is no list of withdrawals; nothing was restored. Name the consent/withdrawn.json of the campaign "
        "folder as it stood last."
    ),
    "restored": N_(
        "Restored into {folder}, as it stood on {made_at:moment}. The campaign is paused: nothing goes out until "
        "`campaign resume`."
    ),
    "restored-pause": N_("restored from a backup"),
    "restored-service": N_(
        "If a service still runs for the campaign as it was, stop it for good before you resume: two would publish "
        "the same posts."
    ),
    "restored-held": N_(
        "These posts may have gone out since the backup and are held: {numbers}. Look at the Page. One that is there: "
        "`campaign post settle N --published ID`. One that is not: `campaign post release N --now`, or `post move` and "
        "`post release`."
    ),
    "restored-doubtful": N_(
        "Nobody can know whether these posts are out: {numbers}. Look at the Page, then `campaign post settle N`."
    ),
    "restored-scheduled": N_(
        "Facebook itself will show these posts unless the service takes them back, which it does as soon as it runs: "
        "{numbers}."
    ),
    "restored-lost": N_(
        "What you did since is not in it: do it again. A post that was moved forward and went out early stands "
        "at its old moment; look at the Page before you resume."
    ),
    "restored-withdrawn": N_("Withdrawn again, as known from {sources}: {slugs}."),
    "restored-none-withdrawn": N_(
        "No consent has been withdrawn since the backup, as far as {sources} knows; nothing had to be deleted again."
    ),
    "restored-on-page": N_(
        "Of these something may still be on the Page; the service takes it off as soon as it runs (`campaign run`), "
        "paused or not: {slugs}."
    ),
    "restored-unknown": N_(
        "Nobody could tell which consents were withdrawn since the backup: no campaign folder of that time was found. "
        "If it still stands, delete {folder} and restore again with --withdrawn OLD-FOLDER/consent/withdrawn.json. If "
        "it is lost, go through your mail and letters since then and run `campaign consent withdraw` again for each; "
        "`campaign consent tasks` reminds you."
    ),
    "restored-withdrawals": N_(
        "a backup of {since:day} was restored, and nobody could tell which consents were withdrawn since. Go through "
        "your mail and letters, and run `campaign consent withdraw` again for each."
    ),
    "drop-sure": N_(
        "Take testimony {slug} out for good, with its film, subtitles and finished films? Drafts cancelled with it: "
        "{drafts}."
    ),
    "dropped": N_(
        "Testimony {slug} is out: its film, subtitles and finished films are deleted. Drafts cancelled with it: "
        "{drafts}. Signed forms stay in consent/; your own files are yours to delete."
    ),
    "drop-live": N_(
        "testimony {slug} stays: posts of it are live ({numbers}). Take each off the Page first: `campaign post remove "
        "{number}`."
    ),
    "drop-unknown": N_(
        "testimony {slug} stays: posts of it are out, or may be ({numbers}). Look at the Page, then `campaign post "
        "settle {number}`; one that is just being shown, the service finds out about."
    ),
    "drop-waiting": N_(
        "testimony {slug} stays: posts of it wait to go out ({numbers}). Cancel each first: `campaign post cancel "
        "{number}`."
    ),
    "restored-delete": N_(
        "The backup {path} still holds who withdrew since: make a new one, and delete this one."
    ),
}
REASONS = {
    "restored-held-post": N_(
        "the campaign was restored from a backup, so it may be out already. Look at the Page: if it is there, "
        "`campaign post settle {number} --published ID`; else `campaign post release {number} --now`."
    ),
    "restored-unknown-post": N_(
        "the campaign was restored from a backup, which was made while the post was about to be shown: it may be out. "
        "Look on the Page (object {object}), then `campaign post settle`."
    ),
    "restored-known-post": N_(
        "the campaign was restored from a backup, and the old campaign folder knows that it went out since. Look at "
        "the Page, then `campaign post settle {number}`."
    ),
    "restored-words": N_(
        "the campaign was restored from a backup, and the Page may have newer words. Look at it, then approve again."
    ),
}
EVENTS = {
    "event-testimony-removed": N_(
        "testimony {testimony_number} taken out, with its film and its speaker's name"
    ),
    "event-restored": N_("campaign restored from the backup of {since:moment}"),
}
