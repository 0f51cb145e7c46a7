"""A pause for the collector of cyclic garbage, which would look again and again through a tree that holds none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Nodes and scenarios make no cycles; looking for some took more than half of the time for a file of 11 MB."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
