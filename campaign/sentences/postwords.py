"""What is said of a post's pictures, comment and cover, of posts that look alike, and of a live post's new caption."""

from campaign.sentences.marking import N_

SENTENCES = {
    "picture-missing": N_(
        "the picture {path} does not exist or is no file. Check the name and where you are."
    ),
    "photo-unreadable": N_("the picture {path} cannot be read ({detail}). Check its permissions."),
    "photo-empty": N_("the picture {path} is empty (0 bytes). Copy it again."),
    "photo-heavy": N_(
        "the picture {path} has {size:number} MB; Facebook takes {most:number} MB. Save it smaller, as a JPEG."
    ),
    "photo-large": N_("the picture {path} has more than {most:number} million pixels. Save it smaller."),
    "photo-kind": N_(
        "the picture {path} is a {kind}; give {kinds:word} here. Open it and save or export it as JPEG."
    ),
    "photo-heic": N_(
        "the picture {path} is a HEIC, as iPhones keep them; give {kinds:word} here. Export it as JPEG, or set "
        "the phone "
        "to Settings, Camera, Formats, Most Compatible."
    ),
    "photo-none": N_("{path} is no picture. Give {kinds:word}."),
    "photo-moving": N_(
        "the picture {path} moves; a photo stands still. Save one picture of it, or give a film."
    ),
    "photo-broken": N_(
        "the picture {path} is cut off or damaged ({detail}). Try to open it; export or copy it again."
    ),
    "photo-with-film": N_("a post has photos or a film, not both. Leave out --photo or --testimony."),
    "alts-too-many": N_(
        "there are more descriptions ({alts}) than photos ({photos}). Give one --alt for each --photo, in their "
        "order."
    ),
    "reel-without-film": N_("a reel is a film. Name one with --testimony, or leave --kind out."),
    "reel-format": N_("a reel is upright, not {format}. Say --format portrait, or leave --format out."),
    "comment-empty": N_("--first-comment is empty. Write a comment, or leave the option out."),
    "comment-long": N_(
        "the first comment has {length:number} characters; Facebook takes {limit:number}. Shorten it."
    ),
    "thumbnail-without-film": N_(
        "--thumbnail and --thumbnail-at are for films. Name one with --testimony, or leave them out."
    ),
    "thumbnail-past-end": N_(
        "--thumbnail-at {at:g} s lies past the end of the finished film of {slug}, which lasts {lasts:g} s. "
        "Choose an earlier moment."
    ),
    "twin": N_(
        "post {twin}, which is still to go out, says exactly the same, so nobody could tell the two apart on the "
        "Page. Change a word, or cancel the other one: `campaign post cancel {twin}`."
    ),
    "twin-approval": N_(
        "post {number} was not approved: post {twin}, which is still to go out, says exactly the same, so "
        "nobody could "
        "tell the two apart on the Page. Change a word with `campaign post edit {number}`, or `campaign post cancel "
        "{twin}`."
    ),
    "picture-gone": N_(
        "post {number} was not approved: its picture {path} is gone from the campaign folder. Give it again with "
        "`campaign post edit {number}`."
    ),
    "live-edit": N_(
        "post {number} is live, so its caption alone can be changed, not {options}. For more, `campaign post remove "
        "{number}` and add it anew."
    ),
    "live-caption-empty": N_(
        "a live post keeps a caption: give --caption some words, or take post {number} off with `campaign post "
        "remove {number}`."
    ),
    "live-page-unknown": N_(
        "nobody knows any more on which Page post {number} is, so its caption cannot be changed from here. Change it "
        "on facebook.com."
    ),
    "words-underway": N_(
        "the new caption of post {number} is on its way to the Page right now. Try again in some minutes."
    ),
    "post-edit-waits": N_(
        "Post {number} is live and stays as it is. Its new caption waits for approval: "
        "`campaign post approve {number}`."
    ),
    "post-edit-approved": N_(
        "Post {number} is live; its new caption is approved, and the service sends it to the Page."
    ),
    "post-cover-own": N_("a picture of its own"),
    "preview-written": N_("Wrote {path}: how post {number} will look. Open it in a browser."),
}
REASONS = {
    "photo-undescribed": N_(
        "a photo of post {number} has no description for those who cannot see it. Add one with --alt."
    ),
    "photos-undescribed": N_(
        "{count} photos of post {number} have no description for those who cannot see them. Add one --alt for each."
    ),
    "thumbnail-shape": N_(
        "the cover of post {number} ({width}x{height}) has not the shape of its film ({format}), so Facebook cuts it "
        "or leaves bars. Give one in the film's shape."
    ),
}
EVENTS = {
    "event-edit-proposed": N_("new caption proposed; the old one stays on the Page"),
    "event-edit-withdrawn": N_("new caption withdrawn"),
    "event-edit-approved": N_("new caption approved"),
}
