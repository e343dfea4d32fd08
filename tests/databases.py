"""Fresh databases of both kinds; those with tables are copies of one that was migrated once a run."""

from __future__ import annotations

import functools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from controller.store import Store
from tests.postgres import cluster

BACKENDS = ("sqlite", "postgresql")


@contextmanager
def empty_url(backend: str, place: Path) -> Iterator[str]:
    """The address of a database without tables, for as long as the block lasts."""
    if backend == "sqlite":
        yield f"sqlite:///{place / 'empty.db'}"
        return
    name = cluster().make()
    try:
        yield cluster().url(name)
    finally:
        cluster().drop(name)


@contextmanager
def ready_url(backend: str, place: Path) -> Iterator[str]:
    """The address of a migrated, empty database, for as long as the block lasts."""
    if backend == "sqlite":
        shutil.copy(_migrated_file(), place / "ready.db")
        yield f"sqlite:///{place / 'ready.db'}"
        return
    name = cluster().make(_migrated_template())
    try:
        yield cluster().url(name)
    finally:
        cluster().drop(name)


@functools.cache
def _migrated_file() -> Path:
    place = tempfile.TemporaryDirectory(prefix="db-")
    _places.append(place)  # lives as long as the run
    file = Path(place.name) / "migrated.db"
    _migrate(f"sqlite:///{file}")
    return file


_places: list[tempfile.TemporaryDirectory[str]] = []


@functools.cache
def _migrated_template() -> str:
    name = cluster().make()
    _migrate(cluster().url(name))
    return name


def _migrate(url: str) -> None:
    store = Store(url)
    store.upgrade()
    store.close()
