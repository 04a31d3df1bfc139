"""Graph: the calls, what comes back, which errors mean what, and the limits that Facebook sets."""
