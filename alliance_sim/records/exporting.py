"""A store to JSON lines: complete, so that an empty store that takes them is its equal."""

from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256

from alliance_sim import __version__
from alliance_sim.records.lines import FORMAT, VERSION, session_line, text_line, written
from alliance_sim.store import Damaged, Store


def exported(store: Store, now: str, *, free_text: bool) -> Iterator[str]:
    """The lines; what was typed in sentences, notes, tags and drafts only with `free_text`.

    What is damaged is left out: a text, the sessions that name it, and a session itself. `now` has its offset from UTC.
    """
    seen, count = sha256(), 0
    for line in _lines(store, now, free_text=free_text):
        seen.update(line.encode())
        count += 1
        yield line
    yield written("end", {"lines": count, "sha256": seen.hexdigest()})


def _lines(store: Store, now: str, *, free_text: bool) -> Iterator[str]:
    head = {"format": FORMAT, "version": VERSION, "program": __version__, "made": now, "free_text": free_text}
    yield written("head", head)
    whole = set()
    for name in store.texts():
        with suppress(Damaged):
            yield text_line(name, store.content(name))
            whole.add(name)
    for kept in store.kept():
        if kept.session.texts <= whole:
            yield session_line(kept, free_text=free_text)
