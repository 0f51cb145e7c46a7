"""The one connection that a window has to its store: each change whole or not at all, each look at one state."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from sqlite3 import Connection, DatabaseError, IntegrityError, ProgrammingError
from threading import RLock

from attrs import field, frozen

from alliance_sim.store.files import FILE, held
from alliance_sim.store.refusals import FAILURES, Failure, NotSaved, StoreError, unlockable, unreadable, unsaved

Refusal = Callable[[Failure, Path], StoreError]


@frozen(eq=False)
class Access:
    """The connection to the store in a folder, for one thread at a time. `why_not` says why it does not write."""

    folder: Path
    why_not: str
    connection: Connection
    turn: RLock = field(factory=RLock)

    def close(self) -> None:
        self.connection.close()

    def reading(self) -> AbstractContextManager[Connection]:
        """One state of the store, however others write meanwhile. Raises `Damaged` or `StoreError`."""
        return self.transaction("BEGIN", unreadable)

    def writing(self) -> AbstractContextManager[Connection]:
        """A change that is whole and durable when the block has ended. Raises `NotSaved` where that is not sure."""
        if self.why_not:
            raise NotSaved(self.why_not)
        return self.transaction("BEGIN IMMEDIATE", unsaved)

    @contextmanager
    def transaction(self, begin: str, refusal: Refusal) -> Iterator[Connection]:
        with self.turn:
            try:
                if self.connection.in_transaction:  # an error of the disk may have kept the last one from ending
                    self.connection.execute("ROLLBACK")
                self.connection.execute(begin)
                yield self.connection
                self.connection.execute("COMMIT")
            except (IntegrityError, ProgrammingError):
                raise
            except FAILURES as error:
                raise refusal(error, self.folder / FILE) from error
            finally:
                with suppress(DatabaseError):
                    if self.connection.in_transaction:
                        self.connection.execute("ROLLBACK")

    @contextmanager
    def copying(self) -> Iterator[Connection]:
        """The copies of the store for this window alone. Raises `NotSaved`."""
        if self.why_not:
            raise NotSaved(self.why_not)
        try:
            with self.turn, held(self.folder / "copies.lock", wait=True):
                yield self.connection
        except OSError as error:
            raise unlockable(error, self.folder) from error
        except FAILURES as error:
            raise unsaved(error, self.folder / FILE) from error
