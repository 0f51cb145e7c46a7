"""Events as they stand in a file."""

import pytest

from alliance_sim.teaching.events import Event, event_of


@pytest.mark.parametrize(
    "event",
    [Event("go", 5.0), Event("count", 5.5, "none", 12), Event("count", 5.5, "none", 0), Event("play", 1, "x")],
)
def test_an_event_written_and_read_is_the_same(event: Event) -> None:
    assert event_of(event.as_json()) == event


@pytest.mark.parametrize(
    "found",
    [
        None,
        [],
        "go",
        {},
        {"kind": "fly", "at": 1},
        {"kind": ["go"], "at": 1},
        {"kind": "go"},
        {"kind": "go", "at": "1"},
        {"kind": "go", "at": True},
        {"kind": "go", "at": float("nan")},
        {"kind": "count", "at": 1, "what": 3},
        {"kind": "count", "at": 1, "what": "x" * 65},
        {"kind": "count", "at": 1, "what": "none", "number": 1000},
        {"kind": "count", "at": 1, "what": "none", "number": -1},
        {"kind": "count", "at": 1, "what": "none", "number": True},
        {"kind": "count", "at": 1, "what": "none", "number": 2.0},
    ],
)
def test_what_is_no_event_is_none(found: object) -> None:
    assert event_of(found) is None
