"""What the tests of the referee share: the player, and plays that it has recorded."""

from collections.abc import Iterator

import pytest

from tests.referee.player import Player, missing
from tests.referee.record import Play, recorded


@pytest.fixture(scope="session")
def player() -> Iterator[Player]:
    """inkjs, or the reason why there is none."""
    if reason := missing():
        pytest.skip(reason)
    with Player() as found:
        yield found


@pytest.fixture(scope="session")
def record(player: Player) -> list[Play]:
    """What inkjs shows in generated plays, the same in every run of the tests."""
    return recorded(player, 50)
