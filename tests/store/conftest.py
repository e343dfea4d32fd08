"""Every test of the store runs on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from controller.store import Store
from tests.databases import BACKENDS, empty_url, ready_url


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
