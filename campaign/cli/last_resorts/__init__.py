"""What is said where nobody can tell which command or option was meant: wishes, what comes nearest, what there is."""
