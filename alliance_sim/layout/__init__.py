"""How a graph is laid out for a drawing, whatever it is a graph of: layers, order within them, places."""
