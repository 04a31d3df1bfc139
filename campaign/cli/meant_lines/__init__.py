"""Whole lines as they were meant: words of any language for commands and options, several values, pleas for help."""
