"""A post at the desk: what it says beside its twin, how it will look, what can be done with it, and who said yes."""
