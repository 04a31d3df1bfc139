"""Text as such: its width in a font, where its lines break, its typography, its language."""
