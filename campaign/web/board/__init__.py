"""The board: posts on their days, what waits for somebody, and how a post is moved."""
