"""Text as such: what its bytes mean, its typography, its language, what in it nobody sees."""
