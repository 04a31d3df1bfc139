"""Sentences about names: testimonies, organisations and people however they are spelt, and what is there already."""

from campaign.messages.translate import N_, NN_

SENTENCES = {
    "no-such-testimony": N_(
        "there is no testimony {slug!r}; known: {known}. `campaign testimony list` shows them."
    ),
    "no-such-testimony-near": N_(
        "there is no testimony {slug!r}; did you mean {name}? Known: {known}. `campaign testimony list` shows them."
    ),
    "no-such-testimony-person": N_(
        "there is no testimony {slug!r}; {person} is in: {films}. Write the testimony's short name "
        "instead of the person's name."
    ),
    "no-such-testimony-withdrawn": N_(
        "there is no testimony {slug!r}; known: {known}. If you mean somebody who withdrew the consent: that was on "
        "{on:day}, the short name was erased with it, and the testimony is called {last} since. `campaign testimony "
        "list` shows them."
    ),
    "no-such-testimony-withdrawn-several": N_(
        "there is no testimony {slug!r}; known: {known}. If you mean somebody who withdrew the consent: short names "
        "are erased with that, and these testimonies are called so since: {gone}; the last, {last}, since {on:day}. "
        "`campaign testimony list` shows them."
    ),
    "testimony-meant": N_("there is no testimony {slug!r}; did you mean {name}? `campaign {line}`"),
    "testimony-meant-person": N_("there is no testimony {slug!r}; {person} is in {name}: `campaign {line}`"),
    "slug-understood": N_("{written!r} is taken as the testimony {name}."),
    "slug-taken": N_("there is already a testimony called {slug!r}. Choose another --slug."),
    "slug-taken-edit": N_(
        "there is already a testimony called {slug}, so nothing was done. To change it to what you typed: `campaign "
        "testimony edit {line}`. For another film, choose another --slug."
    ),
    "slug-taken-other": N_(
        "there is already a testimony called {slug}, of another film or person ({speaker:place}). Choose another "
        "--slug for this one."
    ),
    "slug-taken-same": N_(
        "there is already a testimony called {slug}, with all that you typed, so nothing was done; `campaign testimony "
        "show {slug}` shows it. For another film, choose another --slug."
    ),
    "slug-unfit": N_(
        "{slug!r} cannot be a slug: a lower-case letter first, then lower-case letters, digits and hyphens."
    ),
    "slug-unfit-near": N_(
        "{slug!r} cannot be a slug: a lower-case letter first, then lower-case letters, digits and hyphens. Write "
        "`--slug {near}`."
    ),
    "organisation-no-partner": N_(
        "{organisation} is not a partner of this campaign: {known}. Did you mean `--for {name}`?"
    ),
    "organisation-taken": N_("“{written}” is taken as {name}, as campaign.toml spells it."),
    "organisation-taken-before": N_(
        "“{written}” is taken as {name}, as other testimonies spell it. If that is wrong, this changes it everywhere: "
        "`campaign organisation rename {name} {written}`."
    ),
    "organisation-meant": N_("“{written}” is no organisation of this campaign. Did you mean {name}?"),
    "organisation-near": N_(
        "“{written}” is no organisation of this campaign; did you mean {name}? Write `--organisation {name}`, or add "
        "--yes to take “{written}” as it is."
    ),
    "organisation-near-line": N_(
        "“{written}” is no organisation of this campaign; did you mean {name}? Write it so: `campaign {line}`. Add "
        "--yes to take “{written}” as it is."
    ),
    "organisation-several": N_(
        "“{written}” names several organisations, and a testimony has one: that of the person who speaks. Write "
        "`--organisation {name}` or `--organisation {other}`."
    ),
    "organisations-unlisted": N_(
        "campaign.toml lists no organisation yet, so nobody is told of a slip in a name. Write there: `{example}`"
    ),
    "organisation-new": N_(
        "{organisation} is not among the organisations in campaign.toml ({known}). If one of those is meant: `campaign "
        "testimony edit {slug} --organisation NAME`."
    ),
    "organisation-nowhere": N_(
        "no testimony and no setting names the organisation “{written}”, so nothing was changed. Known: {known}."
    ),
    "organisation-nowhere-near": N_(
        "no testimony and no setting names the organisation “{written}”, so nothing was changed. Did you mean {name}? "
        "`campaign organisation rename {name} {new}`."
    ),
    "organisation-nowhere-is": N_(
        "no testimony and no setting names the organisation “{written}”, and {name} is spelt so already; nothing had "
        "to be changed."
    ),
    "organisation-in-kit": N_(
        "{file} has a [[partner]] {name} already, so the one of “{written}” stays as it is. Delete it if "
        "it is not needed any more."
    ),
    "form-differs": N_("{name} (first {was}, now {now})"),
    "organisation-is-so": N_("{name} is spelt so everywhere already; nothing was changed."),
    "example-new-name": N_("{name} Ltd"),
    "organisation-by-settings": N_(
        "the organisations of a campaign stand in campaign.toml, in the line `organisations`: add one there, or delete "
        "it there. `campaign organisation list` shows them."
    ),
    "organisation-empty": N_(
        "the new name is empty, so nothing was changed. Write it behind the old one, in quotes if it has spaces: "
        "`campaign organisation rename {written} NEW-NAME`."
    ),
    "organisation-empty-old": N_("the old name is empty, so nothing was changed. Known: {known}."),
    "organisation-another": N_("{name} is another organisation already; the two would become one for good."),
    "organisation-another-of": N_(
        "{name} is another organisation already (testimonies: {films}); the two would become one for good."
    ),
    "organisation-another-ask": N_("{name} is another organisation already. Make the two one, for good?"),
    "organisation-another-of-ask": N_(
        "{name} is another organisation already (testimonies: {films}). Make the two one, for good?"
    ),
    "organisation-another-no": N_(
        "{name} is another organisation already, so nothing was changed. If the two are to be one, for good: `campaign "
        "organisation rename {written} {name} --yes`."
    ),
    "organisation-another-of-no": N_(
        "{name} is another organisation already (testimonies: {films}), so nothing was changed. If the two are to be "
        "one, for good: `campaign organisation rename {written} {name} --yes`."
    ),
    "organisation-renamed": N_("{name} is the name now, in: {places}."),
    "organisation-would-be": N_("{name} would be the name in: {places}. Nothing was changed yet."),
    "organisation-in-films": N_("testimonies: {slugs}"),
    "organisation-in-approvals": N_("approvals: {count}"),
    "organisation-again": N_(
        "Posts to approve again, because what was approved shows the old name: {numbers:no}."
    ),
    "organisation-said": N_(
        "Posts whose text still has the old name: {numbers:no}. Change them with `campaign post edit N --caption TEXT`."
    ),
    "organisation-live": N_(
        "Posts on the Page that keep the old name, in their text or their film: {numbers:no}. A text is changed with "
        "`campaign post edit N --caption TEXT`; a film only with `campaign post remove N` and a new post."
    ),
    "organisation-by-hand": N_(
        "{file} cannot be changed safely by this program, so nothing was changed. Write {name} in place of “{written}” "
        "there yourself, then run the command again."
    ),
    "none-organisations": N_(
        "No organisation is named yet. List the partners under `organisations` in campaign.toml."
    ),
    "speaker-known": N_(
        "“{written}” is spelt {name} in the testimony {slug}. Is it the same person, to be spelt so here too?"
    ),
    "speaker-taken": N_("“{written}” is taken as {name}, as in the testimony {slug}."),
    "speaker-spelt": N_(
        "{written} is spelt {name} in the testimony {other}. If it is the same person: `campaign testimony edit {slug} "
        "--speaker {name}`."
    ),
    "speaker-two": N_(
        "“{name}” looks like two people, and films show it as one name. Choose who speaks: `campaign testimony edit "
        "{slug} --speaker {first}`; the form of the other: `campaign consent record {slug} --person {second}`."
    ),
    "speaker-capitals": N_(
        "films show the name as it is written, “{name}”. With its capitals: `campaign testimony edit {slug} --speaker "
        "{better}`."
    ),
    "person-two": N_(
        "“{name}” looks like two people, and each signs alone. If they are two: `campaign consent void {number} "
        "--not-in-film`, then record the form with `--person {first}` and with `--person {second}`."
    ),
    "person-capitals": N_(
        "films may show the name as it is written, “{name}”. With its capitals: `campaign consent void {number} "
        "--not-in-film`, then record the form again with `--person {better}`."
    ),
    "speaker-near": N_(
        "{name} is in the testimony {other}. If {written} is the same person: `campaign testimony edit "
        "{slug} --speaker {name}`."
    ),
    "speaker-forms-stay": NN_(
        "Consent {numbers} stays valid, as that of the same person, {name}. If {before} is somebody else, who signed "
        "it: `campaign consent void {first}`, then record the form of {name}.",
        "Consents {numbers} stay valid, as those of the same person, {name}. If {before} is somebody else, who signed "
        "them, void each, first `campaign consent void {first}`, then record the form of {name}.",
    ),
    "speaker-other": NN_(
        "consent {numbers}, which {before} signed, counts for {name} now. If they are two people, this puts the "
        "name back: `campaign testimony edit {slug} --speaker {before}`.",
        "consents {numbers}, which {before} signed, count for {name} now. If they are two people, this puts the "
        "name back: `campaign testimony edit {slug} --speaker {before}`.",
    ),
    "speaker-other-of": NN_(
        "{name} is also in the testimony {other}, and consent {numbers}, which {before} signed for {slug}, counts "
        "for {name} now. If they are two people, this puts the name back: `campaign testimony edit {slug} --speaker "
        "{before}`.",
        "{name} is also in the testimony {other}, and consents {numbers}, which {before} signed for {slug}, count "
        "for {name} now. If they are two people, this puts the name back: `campaign testimony edit {slug} --speaker "
        "{before}`.",
    ),
    "speaker-other-ask": NN_(
        "{before} signed consent {numbers} for {slug}. Are {before} and {name} the same person?",
        "{before} signed consents {numbers} for {slug}. Are {before} and {name} the same person?",
    ),
    "speaker-other-of-ask": NN_(
        "{name} is in the testimony {other}, and {before} signed consent {numbers} for {slug}. Are {before} and "
        "{name} the same person?",
        "{name} is in the testimony {other}, and {before} signed consents {numbers} for {slug}. Are {before} and "
        "{name} the same person?",
    ),
    "speaker-other-no": NN_(
        "nothing was changed: consent {numbers} is that of {before}. If it is {name} who speaks in {slug}, first "
        "void it: `campaign consent void {first}`; then change the name, and record the form of {name}.",
        "nothing was changed: consents {numbers} are those of {before}. If it is {name} who speaks in {slug}, first "
        "void each: `campaign consent void {first}` and so on; then change the name, and record the form of {name}.",
    ),
    "person-elsewhere": N_(
        "{name} is in the testimony {other}, and counts as somebody in {slug} too now. If the form is for {other}: "
        "`campaign consent void {number} --not-in-film`, then record it there."
    ),
    "person-near": N_(
        "{name} is in the testimony {other}. If {written} is the same person: `campaign consent void "
        "{number} --not-in-film`, then record the form again with `--person {name}`."
    ),
    "person-taken": N_("“{written}” is taken as {name}, who is in the film {slug}."),
    "person-meant": N_("“{written}” is not in the film {slug} so far. Did you mean {name}?"),
    "person-new": N_(
        "“{written}” was not in the film {slug} so far, but {name} is. If that is who was meant: `campaign consent "
        "void {number} --not-in-film`, then record the form again with `--person {name}`."
    ),
    "film-known": N_(
        "{path} is already the film of {slugs}. If it was registered twice by mistake: `campaign testimony remove "
        "{added}`."
    ),
    "film-known-ask": N_("{path} is already the film of {slugs}. Register it once more?"),
    "film-known-no": N_(
        "{path} is already the film of {slugs}, so nothing was done. `campaign testimony show {slug}` shows what it "
        "says of it, and `campaign testimony edit --help` with which options that is changed."
    ),
    "form-taken-back": N_(
        "this signed form is consent {number} already, which was withdrawn, so nothing was recorded. If the person "
        "consents again, let them sign a new form, and record that one."
    ),
    "form-taken-back-ask": N_(
        "This signed form is consent {number} already, which was withdrawn. A new consent needs a new signed form. "
        "Record it all the same?"
    ),
    "form-taken-back-again": N_(
        "this signed form is consent {earlier} already, which was withdrawn. If that was not meant: `campaign consent "
        "void {number}`."
    ),
    "form-known": N_(
        "the same signed form is already recorded as consent {numbers}. If this one was recorded by mistake: `campaign "
        "consent void {number}`."
    ),
    "form-known-new": N_(
        "the same signed form is already recorded as consent {numbers}. If this one was recorded by mistake: `campaign "
        "consent void {number} --not-in-film`."
    ),
    "form-known-ask": N_(
        "The same signed form is already recorded as consent {numbers}. Record it once more?"
    ),
    "form-known-no": N_(
        "the same signed form is already recorded as consent {numbers}, so nothing was done. `campaign consent list` "
        "shows it."
    ),
    "form-otherwise": N_(
        "the same signed form is already recorded as consent {earlier}, which says otherwise: {changed}. Both count; "
        "if only the new one is right: `campaign consent void {earlier}`; if only the old one is: `campaign consent "
        "void {number}`."
    ),
    "form-otherwise-ask": N_(
        "The same signed form is already recorded as consent {earlier}, which says otherwise: {changed}. Record it as "
        "a second consent, so that both count?"
    ),
    "form-otherwise-no": N_(
        "consent {earlier} stays as it is, so nothing was done. If it is wrong: `campaign consent void {earlier}`, and "
        "then record the form as it is."
    ),
    "form-beside": N_(
        "Consent {earlier} of the same person, with another form, says otherwise: {changed}. Both count; if only the "
        "new one is right: `campaign consent void {earlier}`."
    ),
    "form-otherwise-too": N_(
        "Consent {earlier}, with that form too, says otherwise as well: {changed}. If it is wrong: `campaign consent "
        "void {earlier}`."
    ),
    "form-completes": N_(
        "It completes consent {earlier}, which was recorded with the same signed form: {changed}. Both count."
    ),
    "consent-repeated": N_(
        "consent {number} says exactly this already, with the same signed form, so nothing was done. Add --yes to "
        "record it once more."
    ),
    "subtitles-alike": N_(
        "the subtitles in {language:language} and those in {other:language} are the same file. Give one of the two "
        "its own: `campaign testimony edit {slug} --subtitles {language}:FILE` or `campaign testimony edit {slug} "
        "--subtitles {other}:FILE`."
    ),
    "subtitles-of-other": N_(
        "{path} has the same words as the subtitles of the testimony {other}. If it is the wrong file, give the right "
        "one: `campaign testimony edit {slug} --subtitles {language}:FILE`."
    ),
    "subtitles-called-like": N_(
        "{path} is called like the testimony {other}. If it is the wrong file, give the right one: `campaign testimony "
        "edit {slug} --subtitles {language}:FILE`."
    ),
    "photo-twice": N_("post {number} shows the same photo more than once."),
}
FINDINGS = {
    "P30": (
        N_("the organisation {organisation} is spelt {name} in campaign.toml"),
        N_("`campaign organisation rename {organisation} {name}` puts it right everywhere."),
    ),
    "P31": (
        N_("the organisation {organisation} is not among those in campaign.toml ({known})"),
        N_(
            "Add it under `organisations` there, or correct it: `campaign organisation rename {organisation} NAME`."
        ),
    ),
    "P32": (
        N_("the speaker {speaker} is spelt {name} in {other}"),
        N_("If it is the same person: `campaign testimony edit {slug} --speaker {name}`."),
    ),
}
