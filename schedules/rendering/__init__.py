"""Films for posts: what has to be made, and who makes it."""
