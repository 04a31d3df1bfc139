"""Which words hold on to the word that follows, so that a line of subtitles should not end with them.

Articles, prepositions, conjunctions, pronouns before their verb, negation and titles, in Dutch, French and English:
Netflix's general rules on line treatment and the BBC's (facts/testimony.md sections 1.1 and 1.3, S11).
"""

_NL = """
de het een 't 'n der des den
aan achter behalve bij binnen boven buiten door in langs met na naar naast om onder op over per sinds te tegen
ten ter tijdens tot tussen uit van vanaf vanuit via voor voorbij wegens zonder
en of maar want dus dat die als dan omdat doordat hoewel indien mits nadat opdat sinds tenzij terwijl toen totdat
voordat wanneer zoals zodat zodra
mijn m'n jouw je zijn z'n haar hun ons onze uw dit deze elk elke ieder iedere geen alle
ik jij hij ze we wij
dhr. mevr. mr. ir. ing. dr. prof. meneer mevrouw
"""

_FR = """
le la les un une des du de au aux ce cet cette ces
à dans en par pour sans sous sur vers chez avec avant après contre depuis derrière devant dès entre envers
jusque malgré parmi pendant selon
et ou mais car donc ni or que qui dont où si quand comme lorsque puisque quoique
mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs
je tu il elle on nous vous ils elles se me te y
ne très chaque quelques toute toutes aucun aucune
m. mm. mme mmes mlle mlles me dr pr monsieur madame
"""

_EN = """
the a an
about above across after against along among around at before behind below beneath beside between beyond by down
during for from in inside into near of on onto out outside over per since than through to toward towards under
until up upon via with within without
and but or nor so yet because although though unless while whereas that which who whose if when where as
my your his her its our their this these those every each no
i he she we they
not mr mr. mrs mrs. ms ms. dr dr. prof. st.
"""

CLINGING: dict[str, frozenset[str]] = {
    language: frozenset(words.split()) for language, words in (("nl", _NL), ("fr", _FR), ("en", _EN))
}
"""Per language, in small letters: the words a line should not end with."""

_OPENING = "«“„\"'([-–—"


def clings(word: str, language: str) -> bool:
    """Tell whether a word wants the next one on its line; `nl` covers `nl-BE`, and a comma lets go."""
    short = language.partition("-")[0].lower()
    bare = "".join(word.split()).replace("’", "'").lower()
    listed = CLINGING.get(short, frozenset())
    stripped = bare.lstrip(_OPENING)
    elided = short == "fr" and len(stripped) > 1 and stripped.endswith("'")  # l' d' qu'
    return elided or bare in listed or stripped in listed
