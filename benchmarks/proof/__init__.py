"""The proof that a post is out exactly once: a simulator of the world around the real steps, and real `kill -9`."""
