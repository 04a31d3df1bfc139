"""Sentences about backups and restores, and about testimonies that are removed."""

from campaign.messages.translate import N_

SENTENCES = {
    "backup-made": N_(
        "Wrote {path}: {files:number} files, {size:number} MB. It contains names and signed forms: keep "
        "it where only you can read it, outside the campaign folder."
    ),
    "backup-missing": N_(
        "{path} is missing from the campaign folder, so from the backup too. Put it back, then make the "
        "backup again."
    ),
    "backup-missing-more": N_(
        "{path} and {more} more are missing from the campaign folder, so from the backup too. Put them "
        "back, then make the backup again."
    ),
    "backup-sure": N_("{path} exists. Replace it with the new backup?"),
    "backup-exists": N_(
        "{path} already exists and was not changed. Choose another name, or replace it with --yes."
    ),
    "backup-within": N_(
        "{path} is inside {folder}/, which is part of the backup. Name a file outside the campaign folder."
    ),
    "backup-no-file": N_(
        "{path} cannot be the name of a backup. Name a file, such as ../campaign-backup.zip."
    ),
    "backup-name-unfit": N_(
        "the file {path} has a name that not every computer can store, so it cannot be backed up. Rename "
        "it, then try again."
    ),
    "backup-changed": N_(
        "{path} disappeared while the backup was being made, so there is no backup. Run `campaign backup` "
        "again."
    ),
    "backup-none": N_(
        "{path} is not a campaign backup; nothing was restored. Name a file that `campaign backup` wrote."
    ),
    "backup-newer": N_(
        "{path} was made by a newer version of this program ({program}); nothing was restored. Update the program, "
        "then try again."
    ),
    "backup-damaged": N_(
        "{path} is damaged or was cut off ({name}); nothing was restored. Copy it again, or take an older backup."
    ),
    "backup-unsafe": N_(
        "{path} contains {name!r}, which `campaign backup` never writes; nothing was restored. Use a "
        "backup whose origin you know."
    ),
    "backup-strange": N_(
        "{path} contains what `campaign backup` never writes; nothing was restored: {found}. Use a backup whose origin "
        "you know."
    ),
    "backup-strange-more": N_(
        "{path} contains what `campaign backup` never writes; nothing was restored: {found}; and {more} more. Use a "
        "backup whose origin you know."
    ),
    "restore-no-room": N_(
        "{path} needs {need:number} MB and the disk has {free:number} MB free; nothing was restored. Free "
        "some space, or choose another disk."
    ),
    "restore-not-empty": N_(
        "{folder} is not empty; nothing was restored. Name a new folder or an empty one."
    ),
    "restore-on-file": N_("{folder} is a file; nothing was restored. Name a new folder or an empty one."),
    "withdrawn-no-list": N_(
        "{path} is not a list of withdrawals; nothing was restored. Name the consent/withdrawn.json of "
        "the campaign folder as it was last."
    ),
    "restored": N_(
        "Restored to {folder}, as it was on {made_at:moment}. The campaign is paused: nothing goes out "
        "until `campaign resume`."
    ),
    "restored-pause": N_("restored from a backup"),
    "restored-service": N_(
        "If a service still runs for the old campaign folder, stop it for good before you resume: two "
        "services would publish the same posts."
    ),
    "restored-held": N_(
        "These posts may have gone out since the backup and are held: {numbers}. Look at the Page. If a "
        "post is there: `campaign post settle N --published ID`. If it is not: `campaign post release N "
        "--now`, or `post move` and `post release`."
    ),
    "restored-doubtful": N_(
        "It is unclear whether these posts are published: {numbers}. Look at the Page, then run `campaign "
        "post settle N`."
    ),
    "restored-scheduled": N_(
        "Facebook will publish these posts itself unless the service takes them back, which it does as "
        "soon as it runs: {numbers}."
    ),
    "restored-lost": N_(
        "Changes made since the backup are not in it: make them again. A post that was moved to an "
        "earlier time and went out is back at its old time; look at the Page before you resume."
    ),
    "restored-withdrawn": N_("Withdrawn again, according to {sources}: {slugs}."),
    "restored-none-withdrawn": N_(
        "No consent was withdrawn since the backup, according to {sources}; nothing had to be erased again."
    ),
    "restored-on-page": N_(
        "Posts of these testimonies may still be on the Page; the service removes them as soon as it runs "
        "(`campaign run`), paused or not: {slugs}."
    ),
    "restored-unknown": N_(
        "It is unknown which consents were withdrawn since the backup: no campaign folder of that time "
        "was found. If it still exists, delete {folder} and restore again with --withdrawn "
        "OLD-FOLDER/consent/withdrawn.json. If it is lost, go through your mail and letters since then "
        "and run `campaign consent withdraw` again for each withdrawal; `campaign consent tasks` reminds "
        "you."
    ),
    "restored-withdrawals": N_(
        "a backup of {since:day} was restored, and it is unknown which consents were withdrawn since. Go "
        "through your mail and letters, and run `campaign consent withdraw` again for each withdrawal."
    ),
    "drop-sure": N_(
        "Remove testimony {slug} for good, with its film, subtitles and finished films? Drafts cancelled "
        "with it: {drafts}."
    ),
    "dropped": N_(
        "Removed testimony {slug}: its film, subtitles and finished films are erased. Drafts cancelled "
        "with it: {drafts}. Signed forms stay in consent/; delete your own files yourself."
    ),
    "drop-live": N_(
        "testimony {slug} cannot be removed: posts of it are live ({numbers}). Remove each from the Page "
        "first: `campaign post remove {number}`."
    ),
    "drop-unknown": N_(
        "testimony {slug} cannot be removed: posts of it are or may be published ({numbers}). Look at the "
        "Page, then run `campaign post settle {number}`; a post that is being shown right now is checked "
        "by the service."
    ),
    "drop-waiting": N_(
        "testimony {slug} cannot be removed: posts of it wait to go out ({numbers}). Cancel each first: "
        "`campaign post cancel {number}`."
    ),
    "restored-delete": N_(
        "The backup {path} still holds people who withdrew since: make a new one and delete this one."
    ),
}
REASONS = {
    "restored-held-post": N_(
        "the campaign was restored from a backup, so this post may already be published. Look at the "
        "Page: if it is there, `campaign post settle {number} --published ID`; otherwise `campaign post "
        "release {number} --now`."
    ),
    "restored-unknown-post": N_(
        "the campaign was restored from a backup made while the post was about to be shown: it may be "
        "published. Look at the Page (object {object}), then run `campaign post settle`."
    ),
    "restored-known-post": N_(
        "the campaign was restored from a backup, and according to the old campaign folder the post went "
        "out since. Look at the Page, then run `campaign post settle {number}`."
    ),
    "restored-words": N_(
        "the campaign was restored from a backup, and the Page may have a newer text. Look at it, then "
        "approve again."
    ),
}
EVENTS = {
    "event-testimony-removed": N_(
        "testimony {testimony_number} removed, with its film and its speaker's name"
    ),
    "event-restored": N_("campaign restored from the backup of {since:moment}"),
}
