"""Sentences about backups and restores, and about testimonies that are removed."""

from campaign.messages.translate import N_, NN_, Sentence

SENTENCES: dict[str, Sentence] = {
    "backup-made": N_("Wrote {path}: {files:number} files, {size:number} MB."),
    "backup-made-sealed": N_(
        "Wrote {path}: {files:number} files, {size:number} MB, sealed. Keep the passphrase or the secret key where you "
        "find it again, and not beside the backup: without it nobody can open it."
    ),
    "backup-unsealed": N_(
        "{path} holds names and signed forms, and whoever gets the file can read them. Only who may see the signed "
        "forms may keep it; to seal it: `campaign backup FILE --seal`."
    ),
    "backup-unsigned": N_(
        "the backup is not signed, so a restore cannot tell that this campaign made it ({why})"
    ),
    "backup-too-many": N_(
        "{path} has more than {most:number} files, which no backup has; nothing was done. Take what does not belong "
        "there out of brand/, films/, pictures/ and consent/."
    ),
    "backup-names-alike": N_(
        "{path} and {other} have the same name on computers that do not tell capitals or accents apart, so they "
        "cannot be backed up. Rename one of them, then try again."
    ),
    "backup-link-out": N_(
        "{path} is a link to {target}, outside the folders that are backed up, so there is no backup. Put the file "
        "or folder itself in its place, or remove the link, then try again."
    ),
    "backup-links-out": NN_(
        "{count:number} link in {path} leads outside the folders that are backed up, so there is no backup. Put the "
        "file itself in its place, or remove the link, then try again.",
        "{count:number} links in {path} lead outside the folders that are backed up, so there is no backup. Put the "
        "files themselves in their place, or remove the links, then try again.",
    ),
    "seal-twice": N_(
        "--seal and --recipient do not go together: a backup is sealed with a passphrase or for keys. Leave one out."
    ),
    "recipient-unfit": N_(
        "{key!r} is not a public key. Give one that begins with age1, as `age-keygen -y KEYFILE` prints it."
    ),
    "recipient-secret": N_(
        "that is a secret key, which other people on this computer may have seen now. Make a new pair "
        "(`age-keygen -o KEYFILE`) and give its public key, which begins with age1."
    ),
    "passphrase-new": N_("Passphrase for the backup"),
    "passphrase-again": N_("The same passphrase again"),
    "passphrase-known": N_("Passphrase of {path}"),
    "passphrase-not-given": N_(
        "there is no passphrase for --seal, and no terminal to ask on. Run the command in a terminal, or set {name}."
    ),
    "passphrase-short": N_(
        "a passphrase of fewer than {least:number} characters can be guessed by whoever has the file and time. Better "
        "take four or five words."
    ),
    "sealed-passphrase-needed": N_(
        "{path} is sealed with a passphrase, and there is no terminal to ask on; nothing was restored. Run the "
        "command in a terminal, or set CAMPAIGN_BACKUP_PASSPHRASE."
    ),
    "sealed-passphrase-wrong": N_(
        "that is not the passphrase of {path}; nothing was restored. Try again, with the capitals and accents it had."
    ),
    "sealed-identity-needed": N_(
        "{path} is sealed for a key; nothing was restored. Name the file with the secret key: `campaign restore FILE "
        "DIR --identity KEYFILE`."
    ),
    "sealed-identity-wrong": N_(
        "no key in {identity} opens {path}; nothing was restored. Ask who made the backup for whose key it was sealed."
    ),
    "sealed-damaged": N_(
        "{path} is damaged, was cut off or changed after it was sealed; nothing was restored. Copy it again, or take "
        "an older backup."
    ),
    "identity-unreadable": N_(
        "cannot read the key in {path}: {why}; nothing was restored. Name the file that `age-keygen` wrote."
    ),
    "identity-unfit": N_(
        "{path} holds no secret key; nothing was restored. Name the file that `age-keygen` wrote, with a line that "
        "begins with AGE-SECRET-KEY-1."
    ),
    "backup-missing": N_(
        "{path} is missing from the campaign folder, so from the backup too. Put it back, then make the "
        "backup again."
    ),
    "backup-missing-more": N_(
        "{path} and {more} more are missing from the campaign folder, so from the backup too. Put them "
        "back, then make the backup again."
    ),
    "backup-ending-zip": N_(
        "{path} is a ZIP file, but its name does not end in .zip, so other programs may not open it. Rename it; "
        "`campaign restore` reads it either way."
    ),
    "backup-ending-age": N_(
        "{path} is an age file, but its name does not end in .age, so other programs may not open it. Rename it; "
        "`campaign restore` reads it either way."
    ),
    "backup-inside": N_(
        "{path} lies in the campaign folder: it would be lost with that folder, and keep what a withdrawal erases. The "
        "backup is written to {beside} instead."
    ),
    "backups-within": NN_(
        "{count} backup lies in the campaign folder ({names}): it is lost with it, and keeps what withdrawals erased. "
        "Move it to another disk or delete it.",
        "{count} backups lie in the campaign folder ({names}): they are lost with it, and keep what withdrawals "
        "erased. Move them to another disk or delete them.",
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
        "{path} is damaged or was cut off, and {name} in it cannot be read; nothing was restored. Copy it again, or "
        "take an older backup."
    ),
    "backup-cut-off": N_(
        "{path} is damaged or was cut off; nothing was restored. Copy it again, or take an older backup."
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
    "backup-alike": N_(
        "{path} contains {name!r} and {other!r}, which are one file on many computers; nothing was restored. Use a "
        "backup whose origin you know."
    ),
    "backup-member-large": N_(
        "{path} contains a {name} of more than {most:number} MB, which no campaign has; nothing was restored. Use a "
        "backup whose origin you know."
    ),
    "backup-swells": N_(
        "{path} has {size:number} MB and would become {whole:number} MB, which no backup does; nothing was restored. "
        "Use a backup whose origin you know."
    ),
    "backup-findings": N_(
        "{path} is not as `campaign backup` wrote it, for what is said above ({count:number}); nothing was restored. "
        "Use a backup whose origin you know."
    ),
    "restore-sure": N_("Restore {path} all the same?"),
    "restore-unconfirmed": N_(
        "{path} was not made by this campaign on this computer, or was changed since; nothing was restored. Look at "
        "what is said above; if all of it is right, run the same command with --yes."
    ),
    "restore-differs": N_("{key} is {backup} in the backup, and {known} here."),
    "restore-differs-not": N_("Its settings send nothing to an address that is not known here."),
    "restore-is": N_(
        "{path} is a backup of the campaign {campaign} of {made_at:moment}, made by version {program} on the computer "
        "{computer}, of the folder {folder}."
    ),
    "restore-is-sealed": N_("It is sealed."),
    "restore-is-unsealed": N_("It is not sealed: whoever has it can read it."),
    "restore-holds": N_(
        "It holds: files {files:number} ({size:number} MB), posts {posts:number}, films {films:number}, people "
        "with a name on record {people:number}, consents {consents:number}."
    ),
    "restore-origin-own": N_("It was made by this campaign on this computer, and not changed since."),
    "restore-origin-changed": N_(
        "{path} was changed since this campaign made it: its signature does not fit. Restore it only if you know who "
        "changed it, and why."
    ),
    "restore-origin-elsewhere": N_(
        "{path} was made on another computer or by another user ({computer}), or changed since. Restore it only if "
        "you know who made it."
    ),
    "restore-origin-unsigned": N_(
        "{path} is not signed: an older version made it, or somebody else. Restore it only if you know who made it."
    ),
    "restore-origin-unreadable": N_(
        "It is unknown who made {path}, as the keys of this computer cannot be read. Restore it only if you know who "
        "made it."
    ),
    "restore-dry": N_("Nothing was restored or changed. To restore it: `campaign restore {file} {folder}`."),
    "restore-no-room": N_(
        "{path} needs {need:number} MB and the disk has {free:number} MB free; nothing was restored. Free "
        "some space, or choose another disk."
    ),
    "restore-not-empty": N_(
        "{folder} is not empty; nothing was restored. Name a new folder or an empty one."
    ),
    "restore-not-empty-here": N_(
        "the folder that you are in is not empty; nothing was restored. Name a new folder or an empty one."
    ),
    "restore-swapped": N_(
        "the backup comes first, then the folder: `campaign restore {file} {folder}`. Nothing was restored."
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
    "restored-as-copy": N_(
        "Restored to {folder}, as it was on {made_at:moment}. It is a copy: nothing goes out from there "
        "until `campaign adopt --dir {folder}`, then `campaign resume --dir {folder}`."
    ),
    "restored-inside": N_(
        "{folder} is inside the campaign in {outer}: whoever copies or deletes that folder takes both. A better place "
        "is beside it: {beside}."
    ),
    "restored-pause": N_("restored from a backup"),
    "restored-service": N_(
        "If a service still runs for the old campaign folder, stop it for good before you resume: two "
        "services would publish the same posts."
    ),
    "restored-held": N_(
        "These posts may have gone out since the backup and are held: {numbers:no}. Look at the Page. If a "
        "post is there: `campaign post settle N --published ID`. If it is not: `campaign post release N "
        "--now`, or `post move` and `post release`."
    ),
    "restored-doubtful": N_(
        "It is unclear whether these posts are published: {numbers:no}. Look at the Page, then run `campaign "
        "post settle N`."
    ),
    "restored-scheduled": N_(
        "Facebook will publish these posts itself unless the service takes them back, which it does as "
        "soon as it runs: {numbers:no}."
    ),
    "restored-lost": N_(
        "Changes made since the backup are not in it: make them again. A post that was moved to an "
        "earlier time and went out is back at its old time; look at the Page before you resume."
    ),
    "restored-lost-copy": N_(
        "Changes made since the backup are not in it; they stand in {former}, so nothing needs to be made again unless "
        "{folder} becomes the campaign. Before you resume there, look at the Page: a post that was moved to an earlier "
        "time and went out is back at its old time."
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
    "drop-sure": N_("Remove testimony {slug} for good, with its film, subtitles and finished films?"),
    "drop-sure-drafts": NN_(
        "Remove testimony {slug} for good, with its film, subtitles and finished films? Draft {drafts} is cancelled "
        "with it.",
        "Remove testimony {slug} for good, with its film, subtitles and finished films? Drafts {drafts} are cancelled "
        "with it.",
    ),
    "drop-not": N_("Nothing was done: testimony {slug} stays, with its film, its subtitles and its posts."),
    "dropped": N_(
        "Removed testimony {slug}: its film, subtitles and finished films are erased. Signed forms stay in consent/; "
        "delete your own files yourself."
    ),
    "dropped-drafts": NN_("Draft {drafts} was cancelled with it.", "Drafts {drafts} were cancelled with it."),
    "drop-live": N_(
        "testimony {slug} cannot be removed: posts of it are live ({numbers:no}). Remove each from the Page "
        "first: `campaign post remove {number}`."
    ),
    "drop-unknown": N_(
        "testimony {slug} cannot be removed: posts of it are or may be published ({numbers:no}). Look at the "
        "Page, then run `campaign post settle {number}`; a post that is being shown right now is checked "
        "by the service."
    ),
    "drop-waiting": N_(
        "testimony {slug} cannot be removed: posts of it wait to go out ({numbers:no}). Cancel each first: "
        "`campaign post cancel {number}`."
    ),
    "restored-delete": N_(
        "The backup {path} still holds people who withdrew since: make a new one and delete this one."
    ),
    "dry-restored-withdrawn": N_(
        "These consents were withdrawn since, according to {sources}, and would be withdrawn again: {slugs}."
    ),
    "dry-restored-none-withdrawn": N_(
        "No consent was withdrawn since the backup, according to {sources}; nothing would be erased again."
    ),
    "dry-restored-unknown": N_(
        "It is unknown which consents were withdrawn since the backup: no campaign folder of that time was found. If "
        "it still exists, restore with --withdrawn OLD-FOLDER/consent/withdrawn.json."
    ),
    "dry-restored-delete": N_(
        "The backup {path} holds people who withdrew since: once it is restored, make a new one and delete this one."
    ),
    "dry-restored-on-page": N_(
        "Posts of these testimonies may still be on the Page; after the restore the service would remove them: {slugs}."
    ),
    "dry-restored-held": N_(
        "These posts may have gone out since the backup and would be held: {numbers:no}."
    ),
    "dry-restored-doubtful": N_(
        "It is unclear whether these posts are published, so they would be doubtful: {numbers:no}."
    ),
    "dry-restored-scheduled": N_(
        "Facebook would publish these posts itself, unless the service takes them back after the restore: {numbers:no}."
    ),
}
REASONS = {
    "restored-held-post": N_(
        "the campaign was restored from a backup, so this post may already be published. Look at the "
        "Page: if it is there, `campaign post settle {number} --published ID`; otherwise `campaign post "
        "release {number} --now`."
    ),
    "restored-in-copy": N_(
        "the campaign was restored from a backup, so this post may already be published. It is decided in the folder "
        "of the campaign itself, not in this copy."
    ),
    "restored-in-copy-of": N_(
        "the campaign was restored from a backup, so this post may already be published. It is decided in the campaign "
        "itself, in {folder} on {host}, not in this copy."
    ),
    "restored-unknown-post": N_(
        "the campaign was restored from a backup made while the post was about to be shown: it may be "
        "published. Look at the Page (object {object}), then run `campaign post settle {number}`."
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
