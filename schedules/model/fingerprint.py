"""What a post looks like on the Page, where nothing but that tells two posts apart."""

# What no reader tells apart, and what a Page may give back as the other.
ALIKE = {"\u00a0": " ", "\u202f": " ", "\r\n": "\n", "\r": "\n"}
FILMS = ("video", "reel")  # kinds of posts that carry one


def face(*, kind: str, caption: str, link: str | None) -> tuple[str, str] | None:
    """Return text and link of a post as the Page shows them, None for a film: equal ones cannot be told apart there.

    A link that stands in the text is shown as the post's own, and its last slash is of no weight.
    """
    if kind in FILMS:
        return None
    message = seen(said(kind=kind, caption=caption, link=link))
    shown = (link or "").rstrip("/") if kind == "link" else ""
    return message, "" if shown in message else shown


def said(*, kind: str, caption: str, link: str | None) -> str:
    """Return a caption as it goes out, with the link below it where the post carries none of its own."""
    return f"{caption}\n\n{link}".strip() if kind not in ("link", "text") and link else caption


def seen(text: str) -> str:
    """Return a text as readers see it: with a keyboard's spaces, its lines ended alike."""
    for sign, same in ALIKE.items():
        text = text.replace(sign, same)
    return text
