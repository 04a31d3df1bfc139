"""What the rehearsal Page does with each kind of call."""
