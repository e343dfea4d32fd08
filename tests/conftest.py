"""What every test may use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from controller.people import passwords
from tests import ports

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
"""How quick an example is says more about the machine than about us."""

LONG = ("bench", "path", "year", "relay", "firmware_sim", "web")
"""Rooms whose files take long, the longest first: begun last, one of them would run alone at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first. Files stay whole and in their order."""

    def rank(item: pytest.Item) -> int:
        room = item.path.parent.name
        return LONG.index(room) if room in LONG else len(LONG)

    items.sort(key=rank)


@pytest.fixture(scope="session", autouse=True)
def passwords_cost() -> Iterator[passwords.Cost]:
    """What a password costs. Within the tests' own processes it is next to nothing: there are thousands of sign-ins."""
    real, passwords.COST = passwords.COST, passwords.Cost(memory_kib=8, passes=1, lanes=1)
    yield real
    passwords.COST = real


@pytest.fixture
def free_port() -> int:
    """A TCP port of the loopback interface for this test alone."""
    return ports.free_port()
