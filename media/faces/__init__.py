"""Where a speaker's face is, found in a film's pictures by this computer: for framing alone, nobody is recognised."""
