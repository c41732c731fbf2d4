"""Tables: which of a plan's tables one is, and what the plan makes of it."""
