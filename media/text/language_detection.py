"""Which language a text is in, by a vote of its commonest words; and the rule on labels (S15)."""

import re

_LEAST_VOTES, _MAJORITY = 5, 3  # so many common words, and so many times those of the label: else no verdict

# Words that one of the three languages uses all the time and the two others never.
_NL = """
het een van ik je dat niet zijn maar ook voor om nog wij hij zij ze wel naar bij uit geen heb heeft hebben
wordt worden kan kunnen deze dit onze mijn jullie heel toen waar alles iets altijd samen omdat zonder goed meer
veel tot hoe nu door aan ben hun moet moeten gaat gaan werd waren
"""
_FR = """
le la les un une est et à au aux du que qui ne pas je j' vous nous il elle ils elles mais pour dans avec sur ce
cette ces c'est d'un d'une qu'on ont été être avoir fait faire très bien aussi mon ma mes notre nos votre leur tout
tous même sans où quand parce j'ai n'est l'on suis sommes était
"""
_EN = """
the and to it that you he she they i'm it's are were be have has had this with for not but from his my your our
their what when who will would can could there been because about all so out do does don't just very
"""
WORDS = {language: frozenset(words.split()) for language, words in (("nl", _NL), ("fr", _FR), ("en", _EN))}


def votes(text: str) -> dict[str, int]:
    """How many words of a text each language claims as its own."""
    words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text.lower().replace("’", "'"))
    return {language: sum(word in known for word in words) for language, known in WORDS.items()}


def language(text: str, label: str) -> str | None:
    """The language a text is in where that is clearly not its label; None without enough evidence."""
    counted = votes(text)
    if label not in counted:
        return None
    likeliest = max(counted, key=lambda one: counted[one])
    clear = counted[likeliest] >= max(_LEAST_VOTES, _MAJORITY * counted[label])
    return likeliest if likeliest != label and clear else None
