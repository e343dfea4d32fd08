"""Every test of the store runs on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from controller.store import Store, areas, devices
from tests.databases import BACKENDS, empty_url, ready_url

BOXES = [f"loa-{number:02d}" for number in range(12)]


@pytest.fixture(params=BACKENDS)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A database without tables."""
    with empty_url(request.param, tmp_path) as url:
        store = Store(url)
        yield store
        store.close()


@pytest.fixture(params=BACKENDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A database with all its tables, and nothing in them."""
    with ready_url(request.param, tmp_path) as url:
        store = Store(url)
        yield store
        store.close()


@pytest.fixture
def commune(store: Store) -> Store:
    """One with `BOXES` in it, from which nobody has heard yet."""
    with store.write() as conn:
        areas.add(conn, "xa", None, "commune", "Xã", 1)
        for name in BOXES:
            devices.add(conn, name, "xa", "horn", "Loa", "hash", 1)
    return store
