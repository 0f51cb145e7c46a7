"""Family 8: safety. What must not stand in a scenario, what must be said before it starts, and who has read it."""
