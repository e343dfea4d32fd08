"""A commune with its people, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from controller.people import accounts
from controller.store import Store, areas
from tests.databases import BACKENDS, ready_url

PASSWORD = "mười hai chữ cái"
NOW = 1_795_000_000_000


@pytest.fixture(params=BACKENDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with ready_url(request.param, tmp_path) as url:
        store = Store(url)
        with store.write() as conn:
            areas.add(conn, "tinh", None, "province", "Tỉnh", NOW)
            areas.add(conn, "xa", "tinh", "commune", "Xã", NOW)
            areas.add(conn, "xa-khac", "tinh", "commune", "Xã khác", NOW)
            areas.add(conn, "thon", "xa", "hamlet", "Thôn", NOW)
        accounts.add(store, "bientap", "Chị Lan", "editor", "xa", PASSWORD, NOW)
        yield store
        store.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    """A database with tables and nothing in them, as a new service finds it."""
    place = tmp_path / "new"
    place.mkdir()
    with ready_url("sqlite", place) as url:
        store = Store(url)
        yield store
        store.close()
