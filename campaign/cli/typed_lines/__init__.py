"""Lines as people type them: what was meant by one that is refused, and the line that can be pasted."""
