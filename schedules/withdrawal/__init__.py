"""A consent taken back: off the Page, out of this computer."""
