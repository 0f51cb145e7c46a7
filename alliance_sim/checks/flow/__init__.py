"""Family 4: where runs get to, what is offered there, and how they end."""
