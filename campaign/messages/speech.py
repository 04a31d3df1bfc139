"""Sentences about the recognition of speech."""

from campaign.messages.translate import N_, NN_, Sentence

SENTENCES: dict[str, Sentence] = {
    "speech-not-installed": N_(
        "speech recognition is not installed. Install it in the folder of the program: `pipx install --force "
        '".[speech]"`, or without pipx `python -m pip install ".[speech]"`.'
    ),
    "speech-no-model": N_(
        "there is no model for speech on this computer. Download one: `campaign speech fetch small`; without "
        "internet, take one from a folder: `campaign speech use FOLDER`."
    ),
    "model-not-here": N_(
        "the model {name} is not on this computer. Download it: `campaign speech fetch {name}`; without "
        "internet: `campaign speech use FOLDER`."
    ),
    "model-unknown": N_(
        "there is no model {name!r}; models that can be named: {known:or}. Name one of them, or the folder of "
        "another."
    ),
    "model-near": N_(
        "there is no model {name!r}. Did you mean {nearest}? Models that can be named: {known:or}."
    ),
    "model-several": N_(
        "several models are in {folder}, so none was taken. Name the folder of one of them: {known:or}."
    ),
    "model-nowhere": N_("there is no folder {folder}, so no model was read. Check the name."),
    "model-files-missing": N_(
        "{folder} is no whole model: it lacks {files}. Copy the folder again, with all its files."
    ),
    "model-other-kind": N_(
        "{folder} holds a model of another kind. Give one of Whisper in the form of CTranslate2 (for "
        "faster-whisper), or download one: `campaign speech fetch small`."
    ),
    "model-damaged": N_(
        "{file} in {folder} is damaged: it is not what was published or kept. Copy or download the model "
        "again: `campaign speech fetch MODEL`, or `campaign speech use FOLDER`."
    ),
    "model-unreadable": N_(
        "the model in {folder} cannot be loaded. Copy or download it again: `campaign speech fetch MODEL`, or "
        "`campaign speech use FOLDER`."
    ),
    "model-too-large": N_(
        "the model {name} needs {needed:number} MB of memory, of which {free:number} MB are free. Close other "
        "programs, or choose a smaller one: `campaign speech models`."
    ),
    "model-without-language": N_(
        "the model {name} does not know {language:language}. Choose another: `campaign speech models`."
    ),
    "model-unreachable": N_(
        "the model {name} could not be downloaded from {address} ({why}). Check the connection and try again; "
        "or download it elsewhere and run `campaign speech use FOLDER`."
    ),
    "model-not-as-published": N_(
        "{file} of the model {name} came in otherwise than it was published, so nothing was kept. Try again: "
        "`campaign speech fetch {name}`."
    ),
    "model-no-room": N_(
        "the model {name} needs {size:number} MB on the disk, which has less free. Make room."
    ),
    "speech-memory": N_(
        "there was too little memory for the model in {folder}, so nothing was recognised. Close other "
        "programs, or choose a smaller one: `campaign speech models`."
    ),
    "speech-failed": N_("speech recognition stopped ({detail}), and nothing was written. Try again."),
    "speech-too-slow": N_(
        "speech recognition was stopped after {seconds:lasting}, and nothing was written. Choose a "
        "smaller model: `campaign speech models`."
    ),
    "speech-other-language": N_(
        "{path} speaks {found:language} ({percent:percent} sure), not {said:language}, so nothing was written. "
        "Say the language that is spoken: `--language {found}`."
    ),
    "speech-other-language-ask": N_(
        "{path} speaks {found:language} ({percent:percent} sure), not {said:language}. Write it down as "
        "{said:language} all the same?"
    ),
    "speech-none": N_(
        "nobody speaks in {path}, so there is nothing to write down. Check its sound, and which sound track is "
        "heard."
    ),
    "speech-no-words": N_(
        "somebody speaks in {path}, but no word was understood, so nothing was written. Try a larger model: "
        "`campaign speech models`."
    ),
    "film-no-sound": N_(
        "{path} has no sound, so there is nothing to recognise. Give the film with its sound."
    ),
    "megabytes": N_("{size:number} MB"),
    "speech-fetch-first": N_("No recogniser is here yet. Download one: `campaign speech fetch {name}`."),
    "speech-fetch-about": N_(
        "Model {name}: {size:number} MB, licence {licence}, from {address}, into "
        "{folder}. Only the model comes in; nothing of yours is sent."
    ),
    "speech-fetch-ask": N_("Download the model {name} now?"),
    "speech-fetch-not": N_(
        "the model {name} was not downloaded, as nobody agreed. To agree beforehand: `campaign speech fetch "
        "{name} --yes`."
    ),
    "speech-here-already": N_("The model {name} is here already, whole: {folder}."),
    "speech-fetched": N_("The model {name} is ready: {folder}."),
    "speech-damaged-known": N_(
        "the model {name} in {folder} is damaged, so it is not used. Download it anew: `campaign speech fetch "
        "{name}`; or remove it: `campaign speech remove {name}`."
    ),
    "speech-damaged": N_(
        "the model {name} in {folder} is damaged, so it is not used. Take it in anew: `campaign speech use FOLDER`; "
        "or remove it: `campaign speech remove {name}`."
    ),
    "model-none-here": N_(
        "there is no model {name!r} on this computer, so nothing was removed. Look for its name: `campaign speech "
        "models`."
    ),
    "speech-remove-sure": N_("Remove the model {name} from this computer ({folder})?"),
    "speech-remove-not": N_("the model {name} stays."),
    "speech-removed": N_("Removed the model {name} from this computer; {size:number} MB are free again."),
    "speech-taken": N_("The model {name} was checked and copied to {folder}."),
    "speech-made": NN_(
        "Wrote {count} draft subtitle to {path}, recognised by a machine: nobody has checked it. Watch the "
        "film with it, then run `campaign subtitles checked {path} --by NAME`.",
        "Wrote {count} draft subtitles to {path}, recognised by a machine: nobody has checked them. Watch the "
        "film with them, then run `campaign subtitles checked {path} --by NAME`.",
    ),
    "speech-joined": NN_(
        "{slug} has {count} draft subtitle in {language:language}, recognised by a machine: {file}. What to look at "
        "first: `campaign subtitles check {slug}`. To correct it, save that file elsewhere under a name of your own, "
        "such as {own}, write in it, and give it back: `campaign testimony edit {slug} --subtitles {language}:{own}`. "
        "Once the film was watched with it: `campaign subtitles checked {slug} --by NAME`.",
        "{slug} has {count} draft subtitles in {language:language}, recognised by a machine: {file}. What to look at "
        "first: `campaign subtitles check {slug}`. To correct them, save that file elsewhere under a name of your own, "
        "such as {own}, write in it, and give it back: `campaign testimony edit {slug} --subtitles {language}:{own}`. "
        "Once the film was watched with them: `campaign subtitles checked {slug} --by NAME`.",
    ),
    "speech-dropped": N_("{from_ms:length}–{to_ms:length}: left out “{text}” ({why:word})."),
    "speech-unwritten": N_(
        "{from_ms:length}–{to_ms:length}: somebody speaks here, and nothing was understood."
    ),
    "speech-language-there": N_("{from_ms:length}–{to_ms:length}: {language:language} is spoken here."),
    "speech-language-unsure": N_(
        "the language sounds like {found:language} ({percent:percent} sure); it was written down as "
        "{said:language}."
    ),
    "speech-has-subtitles": N_(
        "{slug} already has subtitles in {language:language} that a person made or checked, so they stay. To "
        "have a draft beside them, write it to a file, with `--output FILE.vtt` at the end of the line."
    ),
    "speech-file-stays": N_(
        "{path} holds subtitles that a person made or checked, so it stays. Name another file with `--output "
        "FILE.vtt`."
    ),
    "speech-replace": N_("Replace the unchecked subtitles of {slug} in {language:language} by a new draft?"),
    "speech-replace-not": N_(
        "{slug} has unchecked subtitles in {language:language}, which stay, as nobody agreed. To replace them: "
        "`campaign subtitles transcribe {slug} --yes`."
    ),
    "speech-not-vtt": N_(
        "{path} must end in .vtt: that it is a draft is marked inside the file, as VTT can."
    ),
    "speech-words-not-json": N_(
        "{path} must end in .json: the words and their times are written as JSON. Name another file with `--words "
        "FILE.json`."
    ),
    "speech-not-to-device": N_(
        "{path} is not a file but a pipe or a device, so nothing was written. Name a file."
    ),
    "speech-which-language": N_(
        "no language was heard for sure in {path}. Say which one is spoken: `--language L`."
    ),
}
WORDS: dict[str, str] = {
    "silence": N_("nobody speaks there"),
    "invention": N_("what such programs write over silence"),
    "repeated": N_("repeated over and over"),
    "no-speech": N_("taken for no speech"),
}
