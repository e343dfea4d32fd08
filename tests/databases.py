"""Fresh databases of both kinds; those with tables are copies of one that was migrated once a run."""

from __future__ import annotations

import functools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from controller.store import Store
from controller.store.migrating import newest
from controller.store.tables import metadata
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
        shutil.copy(migrated_file(), place / "ready.db")
        yield f"sqlite:///{place / 'ready.db'}"
        return
    name = _spare.pop() if _spare else cluster().make(_migrated_template())
    try:
        yield cluster().url(name)
    finally:
        if _emptied(name):
            _spare.append(name)
        else:
            cluster().drop(name)


_spare: list[str] = []
"""Databases that a test has used and left as it found them: emptying is much quicker than copying the template."""


def _emptied(name: str) -> bool:
    """Remove all rows; False where the test changed more than rows, or still holds a connection."""
    with cluster().connection(name) as conn:
        others = conn.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()").fetchone()
        version = conn.execute("SELECT version_num FROM alembic_version").fetchone()
        sealed = conn.execute("SELECT count(*) FROM pg_trigger WHERE tgname = 'audit_keep'").fetchone()
        if (others, version, sealed) != ((1,), (newest(),), (1,)):
            return False
        conn.execute("SET session_replication_role = replica")  # neither foreign keys nor the seal of the audit
        for table in metadata.tables:
            conn.execute(f'DELETE FROM "{table}"'.encode())
    return True


@functools.cache
def migrated_file() -> Path:
    """A migrated, empty SQLite database, to copy."""
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
