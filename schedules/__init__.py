"""The queue: what is due, who holds it, where it went."""
