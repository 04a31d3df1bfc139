"""One post to the Page, step by step, exactly once; and off it again."""
