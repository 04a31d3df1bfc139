"""The page behind a partner's link: the film, the text, yes, or no with a reason; nothing else of the desk."""
