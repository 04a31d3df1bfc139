"""Who is named in a film, and how: the speaker as the consent allows, the role in the film's language."""

from collections.abc import Iterable

from schedules.model.records import Consent, Testimony

# What a lower third calls a role, per language.
ROLE_WORDS: dict[str, dict[str, str]] = {
    "entrepreneur": {"nl": "micro-ondernemer", "fr": "micro-entrepreneur·e", "en": "micro-entrepreneur"},
    "microfinancier": {"nl": "microfinancier", "fr": "microfinanceur·euse", "en": "microfinancier"},
    "coach": {"nl": "coach", "fr": "coach", "en": "coach"},
    "policy-maker": {"nl": "beleidsmaker", "fr": "responsable politique", "en": "policy maker"},
    "jury": {"nl": "jurylid", "fr": "membre du jury", "en": "jury member"},
    "host": {"nl": "presentatie", "fr": "présentation", "en": "host"},
}
_DISCREET = ("none", "pseudonym", "first-name", "full")  # the most discreet wish first


def wish(person_id: int, given: Iterable[Consent]) -> Consent | None:
    """Return the form that decides how a person is named: of those not withdrawn the most discreet; None: any name."""
    wishes = [
        one
        for one in given
        if one.person_id == person_id and one.withdrawn_at is None and "publish" in one.acts
    ]
    return min(wishes, key=lambda one: _DISCREET.index(one.name_display), default=None)


def shown_name(film: Testimony, given: Iterable[Consent]) -> str | None:
    """Return the speaker's name as the standing consents let it be shown: the most discreet wish wins (C06)."""
    wished = wish(film.speaker_id, given)
    if wished is None or wished.name_display == "full":
        return film.speaker
    if wished.name_display == "first-name":
        return film.speaker.split()[0]
    return wished.display_name if wished.name_display == "pseudonym" else None


def role_word(role: str, language: str) -> str:
    """Return what a lower third in `language` calls the role; English where the table has no other word."""
    words = ROLE_WORDS[role]
    return words.get(language.partition("-")[0], words["en"])
