"""Family 3: variables, the guards that ask for them, and the effects that change them."""
