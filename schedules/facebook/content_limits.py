"""What Facebook takes: lengths of texts, sizes of files, lengths of films; each limit stands here once."""

CAPTION_LIMIT = 63_206  # characters; Graph's limit for a post's text
COMMENT_LIMIT = 8_000  # characters; Facebook's limit for a comment
