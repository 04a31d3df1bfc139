"""Marks a sentence for the catalogue of translations; it is translated when it is shown, not here."""


def N_(text: str) -> str:
    """Return the sentence as it is; the mark is what the extraction of sentences looks for."""
    return text


def NN_(one: str, many: str) -> tuple[str, str]:
    """Return a sentence for one and for many as they are; marked, too."""
    return one, many
