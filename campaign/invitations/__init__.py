"""A partner's yes by link: signed addresses, what they show, and the yes or no that comes back."""
