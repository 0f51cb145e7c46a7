"""A mark for the tests that take seconds: `-m "not slow"` leaves them out."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes seconds, for it kills, forks or flushes many times")
