"""Sentences about films and rendering."""

from campaign.messages.translate import N_, NN_, Sentence

SENTENCES: dict[str, Sentence] = {
    "file-changed": N_(
        "{file} is no longer the file that was taken in, so it is not used. Put the original back; or take in the new "
        "one: `campaign testimony edit SLUG --subtitles FILE` or `campaign testimony add FILE`."
    ),
    "file-not-ordinary": N_(
        "{file} is no ordinary file, so nothing was read from it. Name a file, or put the original back."
    ),
    "cover-beyond-film": N_(
        "the film has no picture at {at:number} s. Choose another moment with --thumbnail-at."
    ),
    # films
    "film-missing": N_("{path} does not exist or is not a file. Check the name and the current folder."),
    "film-empty": N_("{path} is empty (0 bytes). Copy the film again."),
    "film-not-a-film": N_("{path} is not a film. Give one as {kinds:or}."),
    "film-is-photo": N_(
        "{path} is a picture ({kind}), not a film. Post it as a photo: `campaign post add --photo {path} "
        "--caption TEXT --language L`."
    ),
    "film-is-picture": N_(
        "{path} is a picture ({kind:word}), not a film. Export it as JPEG, and post that as a photo: `campaign post "
        "add --photo FILE.jpg --caption TEXT --language L`."
    ),
    "film-no-picture": N_(
        "{path} has sound but no moving picture. Give the film itself, not its sound track or cover."
    ),
    "film-cut-off": N_(
        "{path} is cut off: its end, which holds the index, is missing, so none of it can be played. Copy it again "
        "from the camera or phone."
    ),
    "film-ends-early": N_(
        "{path} is cut off: it should last {promised:clock} but only {there:clock} is there. Copy it again from "
        "the camera or phone."
    ),
    "sound-track-none": N_("{path} has no sound track, so none can be chosen. Leave out --sound-track."),
    "sound-track-unknown": N_(
        "{path} has no sound track {number}; sound tracks that it has: {count:number} ({tracks}). Choose one of them "
        "with --sound-track, or leave that out."
    ),
    "sound-track-unusable": N_(
        "sound track {number} of {path} cannot be heard. What it has: {tracks}. Choose another with --sound-track, or "
        "leave that out."
    ),
    "sound-track-unreadable": N_("track {number}: cannot be decoded"),
    "sound-track-empty": N_("track {number}: empty"),
    "sound-track-silence": N_("track {number}: silence"),
    "sound-track-hum": N_("track {number}: hum or noise"),
    "sound-track-sound": N_("track {number}: sound"),
    "sound-track-voice": N_("track {number}: a voice"),
    "centre-unsaid": N_("nobody said where"),
    "centre-none": N_("no face was found in the pictures"),
    "centre-several": N_("two faces or more are seen"),
    "centre-wandering": N_("the face moves about"),
    "centre-unseen": N_("the pictures could not be searched"),
    "film-breaks-off": N_(
        "{path} can be read only up to {there:clock}: what follows is missing or damaged. Copy it again from the "
        "camera or phone, or export the part that you need."
    ),
    "film-joined": N_(
        "{path} holds {count:number} recordings, joined byte by byte ({lengths:clock}): programs play only the "
        "first of them. Give the original recordings one by one, or join them in a video program and export the "
        "result."
    ),
    "film-changes-often": N_(
        "{path} changes the shape or the colours of its picture more than {most:number} times. Open it in a video "
        "program, and export it in one size."
    ),
    "film-unreadable": N_("{path} cannot be read ({detail}). Try to play it; export or copy it again."),
    "film-undecodable": N_(
        "{path} is a film, but its picture is missing, damaged or of an unknown kind ({detail}). Try to play it; "
        "export or copy it again."
    ),
    "film-too-big": N_(
        "{path} has {size:number} GB; at most {most:number} GB is possible. Export it again, or only the "
        "part that you need."
    ),
    "film-too-many-tracks": N_(
        "{path} has more than {most:number} tracks. Export it again, with one picture track and the sound "
        "that is to be heard."
    ),
    "film-too-short": N_(
        "{path} would be shown for {length:clock}, which is less than one picture. Give a longer film, or a longer "
        "part (--from, --to)."
    ),
    "film-too-slow": N_(
        "{path} could not be examined within {seconds:number} seconds. Export it again, or move it to a faster disk."
    ),
    "film-too-large": N_(
        "{path} is {width}x{height} pixels; at most {most:number} a side, and in all no more than an 8K "
        "film, is possible. Export it smaller."
    ),
    "film-too-heavy": N_(
        "{path} needs more memory to be read than any film should. Export it again, in 1080p or 4K."
    ),
    "film-too-long": N_(
        "{path} lasts {length:clock}; at most {longest:clock} can go on a Page. Export the part that you need."
    ),
    "film-too-many-parts": N_(
        "{path} has more than {most:number} packets, which no film of four hours has. Export it again."
    ),
    "trim-outside": N_(
        "{path} lasts {length:clock}; the part from {start:clock} to {end:clock} is not inside it. Correct --from "
        "and --to."
    ),
    "reel-length": N_(
        "the upright film of {testimony} would last {seconds:number} s, but a Reel may last "
        "{shortest:number} to {longest:number} s. Choose a part with --from and --to, another format, or "
        "change [render] in campaign.toml."
    ),
    # what is written on the picture
    "text-drawn-wrong": N_(
        "{what} (“{text}”). Choose another font in brand.toml, or another spelling; `campaign brand check` says what "
        "else it affects."
    ),
    "letters-missing": N_("the font {font} lacks the characters {letters}"),
    "sign-in-parts": N_("the font {font} would draw {letters} as several pictures instead of one"),
    "script-without-rules": N_(
        "the font {font} has the letters of {letters}, but not how they are written together"
    ),
    "letters-unjoined": N_("the font {font} would not join the letters of {letters}"),
    "marks-misplaced": N_("the font {font} would put the marks of {letters} beside or across the letters"),
    "letters-too-tall": N_("in the font {font}, {letters} would reach into the line above or below"),
    "caption-too-long": N_(
        'the subtitle "{text}" does not fit the {format:word} format, even in small type. Split it into two '
        "subtitles."
    ),
    "credit-too-long": N_(
        '"{text}" is too long for the lower third or the title card in the {format:word} format. Shorten the name, '
        "role or organisation; it is never cut."
    ),
    "file-gone": N_("{path} is needed for the film but cannot be read ({detail}). Put it back."),
    "ffmpeg-missing": N_(
        "no ffmpeg for this computer came with imageio-ffmpeg. Install ffmpeg and set CAMPAIGN_FFMPEG to its whole "
        "path, as `export CAMPAIGN_FFMPEG=/usr/bin/ffmpeg`, in PowerShell "
        "`$env:CAMPAIGN_FFMPEG = 'C:\\ffmpeg\\bin\\ffmpeg.exe'`."
    ),
    "ffmpeg-named": N_(
        "CAMPAIGN_FFMPEG names {path}, which is not a program with its whole path. Set it to one, as "
        "`export CAMPAIGN_FFMPEG=/usr/bin/ffmpeg`, in PowerShell "
        "`$env:CAMPAIGN_FFMPEG = 'C:\\ffmpeg\\bin\\ffmpeg.exe'`, or unset it."
    ),
    "sound-unreadable": N_("the film's sound cannot be read ({detail}). Export the film again."),
    "picture-unreadable": N_("no picture can be read from the film ({detail}). Export the film again."),
    "render-disk-full": N_(
        "no room left in {folder} while rendering; no unfinished file was kept. Free some space and "
        "render again."
    ),
    "render-disk-short": N_(
        "{folder} has {free:number} MB left, but rendering may need {needed:number} MB. Free some space and "
        "render again."
    ),
    "render-folder-unwritable": N_("{folder} cannot be written ({detail}). Check its permissions."),
    "render-too-slow": N_(
        "rendering into {folder} took far too long and was stopped. Render again when the computer is "
        "less busy."
    ),
    "render-starved": N_(
        "rendering into {folder} needs more memory than it should. Export the film smaller, or lower "
        "memory_mb under [render] in campaign.toml so that fewer films are rendered at once."
    ),
    "render-stopped": N_(
        "rendering stopped: ffmpeg ended with {status} ({detail}). Run it again with --debug."
    ),
    "render-stands": N_("up to date"),
    "render-needed": NN_(
        "will be rendered ({new} of {pieces} pieces is new): {reasons}",
        "will be rendered ({new} of {pieces} pieces are new): {reasons}",
    ),
    "why-first": N_("it was never rendered"),
    "why-damaged": N_("the file {file} has changed since it was rendered"),
    "why-programs": N_("it was rendered with an older version of the programs, or in another quality"),
    "why-film": N_("the film is a different one"),
    "why-part": N_("a different part of the film is shown"),
    "why-place": N_("the film is placed differently in the picture"),
    "why-sound": N_("the loudness aimed at is different"),
    "why-track": N_("another track of the film is heard or shown"),
    "why-subtitles-changed": N_("subtitles changed: {count}, at {moments:clock}"),
    "why-subtitles-new": N_("new subtitles: {count}, at {moments:clock}"),
    "why-subtitles-gone": N_("subtitles removed: {count}, at {moments:clock}"),
    "why-timing": N_("what is on screen appears or disappears at another time"),
    "why-title": N_("the title card changed"),
    "why-end": N_("the end card changed"),
    "why-logo": N_("the logo changed"),
    "why-nameplate": N_("the lower third changed"),
    "render-not-whole": N_(
        "the finished film was incomplete ({detail}) and was discarded. Render again; report it if that "
        "does not help."
    ),
    "finished-size": N_(
        "the finished film was {there} pixels instead of {wanted}, so it was not kept. Render again with "
        "`campaign render --all`; report it if that does not help."
    ),
    "finished-pictures": NN_(
        "the finished film had {there:number} picture instead of {wanted:number}, so it was not kept. Render again "
        "with `campaign render --all`; if that does not help, export the film again as MP4.",
        "the finished film had {there:number} pictures instead of {wanted:number}, so it was not kept. Render again "
        "with `campaign render --all`; if that does not help, export the film again as MP4.",
    ),
    "finished-length": N_(
        "the finished film lasted {there:clock} instead of {wanted:clock}, so it was not kept. Render again with "
        "`campaign render --all`; if that does not help, export the film again as MP4."
    ),
    "finished-sound-length": N_(
        "in the finished film the sound lasted {there:clock} and the picture {wanted:clock}, so it was not kept. "
        "Render again with `campaign render --all`; if that does not help, export the film again as MP4."
    ),
    "finished-sound-late": N_(
        "in the finished film the sound came {off:number} ms too late from {at:clock} on, so it was not kept. "
        "Render again with `campaign render --all`; if that does not help, export the film again as MP4."
    ),
    "finished-sound-early": N_(
        "in the finished film the sound came {off:number} ms too early from {at:clock} on, so it was not kept. Render "
        "again with `campaign render --all`; if that does not help, export the film again as MP4."
    ),
    "finished-silence": N_(
        "in the finished film {seconds:number} s of the sound were missing, from {at:clock} on, so it was not "
        "kept. Render again with `campaign render --all`; if that does not help, export the film again as MP4."
    ),
    "finished-noise": N_(
        "the finished film had {seconds:number} s of sound, from {at:clock} on, where the film is silent, so it "
        "was not kept. Render again with `campaign render --all`; if that does not help, export the film again as "
        "MP4."
    ),
    "finished-loudness": N_(
        "the finished film had a loudness of {there:number} LUFS instead of {wanted:number}, so it was not kept. "
        "Render again with `campaign render --all`; if that does not help, export the film again as MP4."
    ),
    "finished-blank": N_(
        "the finished film showed nothing of the film at {at:clock}, so it was not kept. Render again with "
        "`campaign render --all`; if that does not help, export the film again as MP4."
    ),
    "finished-broad": N_(
        "the finished film showed the picture {times:number} times too broad at {at:clock}, so it was not kept. Render "
        "again with `campaign render --all`; if that does not help, export the film again as MP4."
    ),
    "finished-narrow": N_(
        "the finished film showed the picture {times:number} times too narrow at {at:clock}, so it was not kept. "
        "Render again with `campaign render --all`; if that does not help, export the film again as MP4."
    ),
    "finished-other-picture": N_(
        "the finished film showed something else at {at:clock} than the film does, or showed it elsewhere in the "
        "picture, so it was not kept. Render again with `campaign render --all`; if that does not help, export the "
        "film again as MP4."
    ),
    "render-all-or-some": N_("name posts and testimonies, or give --all, not both"),
    "render-options": N_(
        "{words} stands where a post or a testimony is named, but is a language or a format, which has an option: "
        "`campaign render {line}`."
    ),
    "render-cancelled": N_("Post {number} is cancelled for good, so nothing is rendered for it."),
    "render-removed": N_("Post {number} was taken off the Page, so nothing is rendered for it."),
    "render-nothing": N_(
        "No post that is still to go out needs a film, so nothing is rendered. A film is rendered without a post too: "
        "`campaign render SLUG`, with a short name from `campaign testimony list`."
    ),
    "render-nothing-such": N_(
        "No post that is still to go out needs a film in what you asked for, so nothing is rendered. `campaign render` "
        "makes all films that posts need; `campaign render SLUG` makes one film, whatever posts need."
    ),
    "render-no-film": N_("post {number} has no film, so nothing is rendered for it."),
    "render-other-film": N_(
        "post {number} needs its film in {language:language} and {format:word}, and you asked for another, so nothing "
        "is rendered for it. The post's own: `campaign render {number}`; what you asked for: `campaign render {line}`."
    ),
    "render-without-consent": N_("{testimony} is not rendered: {reason}"),
    "render-left-out": N_(
        "{testimony} is left out: {reason} If what waits for it is never to go out: {posts}."
    ),
    "render-without-consent-some": N_(
        "{testimony} is not rendered: {reason} What may be rendered: `campaign render {line}`."
    ),
    "render-died": N_(
        "the render was killed from outside (exit code {exit_code}). Try again with `campaign post retry`."
    ),
}
FINDINGS: dict[str, tuple[str, str]] = {
    "F01": (
        N_("this film has {count:number} sound tracks ({tracks}); number {heard} is heard"),
        N_("To hear another: `campaign testimony edit {slug} --sound-track N`."),
    ),
    "F02": (
        N_("none of the film's sound can be read ({tracks}): it will be silent"),
        N_("Export the film again, with AAC sound, and register that one."),
    ),
    "F03": (
        N_("nobody is heard in the film's sound ({sound})"),
        N_("Listen to the film; if somebody speaks in it, export it again with that sound."),
    ),
    "F04": (
        N_("only channel {channel} of the sound carries a voice; it is heard in both ears"),
        N_("Nothing has to be done."),
    ),
    "F05": (
        N_("this film has {count:number} pictures; number {shown} is shown, the others are not"),
        N_("To show another, export the film with that picture alone."),
    ),
    "F06": (
        N_("the film has subtitles of its own, which are not used (tracks: {count:number})"),
        N_("Export them as SRT, and add them: `campaign testimony edit {slug} --subtitles FILE`."),
    ),
    "F11": (
        N_("the picture changes its shape at {moments:clock}"),
        N_(
            "Each part keeps its own shape in the finished film; look at it with `campaign render --preview`."
        ),
    ),
    "F12": (
        N_(
            "the sound goes on for {seconds:number} s after the picture has ended; the last picture is shown meanwhile"
        ),
        N_("If that part is not wanted: `campaign testimony edit {slug} --to {ends}`."),
    ),
    "F13": (
        N_("the film says that it lasts {promised:clock}, but {there:clock} is there, which is used"),
        N_("Compare it with the film on the camera or phone; copy it again if something is missing."),
    ),
    "F22": (
        N_(
            "the speaker is taken to be in the middle, as {why}: part of the picture is cut away in {formats:word}"
        ),
        N_(
            "Say where the face is, in percent from the left and from the top: `campaign testimony edit {slug} "
            "--centre X,Y`."
        ),
    ),
    "F23": (
        N_("the speaker was found at {centre} by the pictures, and is kept in view in {formats:word}"),
        N_("If the face is elsewhere: `campaign testimony edit {slug} --centre X,Y`."),
    ),
    "F14": (
        N_("the film of {slug} is missing from the campaign folder: {path}"),
        N_("Put it back, or restore a backup."),
    ),
    "F25": (
        N_("the film of {slug} was erased, as a consent for it was withdrawn"),
        N_(
            "Do not put it back. Take it in again only with a new signed form: `campaign testimony add FILE`."
        ),
    ),
    "F15": (
        N_("{path} is no longer the film of {slug} that was taken in"),
        N_(
            "Put the original back, or register the new film with `campaign testimony add` and make its posts anew."
        ),
    ),
    "F16": (
        N_("the subtitles {path} of {slug} are missing from the campaign folder"),
        N_(
            "Put the file back, or give it again: `campaign testimony edit {slug} --subtitles {language}:FILE`."
        ),
    ),
    "F17": (
        N_("{path} is no longer the subtitle file of {slug} that was taken in"),
        N_(
            "Put the original back, or take in the new one: `campaign testimony edit {slug} --subtitles "
            "{language}:{path}`."
        ),
    ),
}
