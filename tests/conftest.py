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

LONG = (
    "path/test_path_crash.py",
    "web/test_web_stories.py",
    "store/test_store_backup.py",
    "web/test_web_every_page.py",
    "web/test_web_browser.py",
    "path/test_path_real.py",
    "web/test_web_long_names.py",
    "path/test_path_joined.py",
    "path/test_path_planning.py",
    "bench/test_bench_smoke.py",
    "web/test_web_bad_luck.py",
    "web/test_web_programmes.py",
    "path/test_path_two_planners.py",
    "path/test_path_wrong_clock.py",
    "path/test_path_drivers.py",
    "web",
    "firmware_sim/test_sim_field.py",
    "path",
    "relay",
    "firmware_sim",
    "year",
    "scenario",
)
"""Files, then rooms, that take long, roughly the longest first: begun last, one of them would run alone at the end.
Those that wait for real time (crash, real, smoke, drivers, field) stand apart: together they would leave the processor
idle, and be late together."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first. Files stay whole and in their order."""
    places = {name: place for place, name in enumerate(LONG)}

    def rank(item: pytest.Item) -> int:
        room = item.path.parent.name
        return places.get(f"{room}/{item.path.name}", places.get(room, len(LONG)))

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
