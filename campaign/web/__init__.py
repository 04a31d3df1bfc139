"""The desk in the browser: the same campaign as the command line, on pages of this computer alone."""
