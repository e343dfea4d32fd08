"""The sample commune, made once for each instant and copied for each test: tables, keys, boxes and people take half a
second to make, and are the same every time."""

from __future__ import annotations

import functools
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from controller.demo import sample
from controller.settings import Settings
from controller.store import Store, areas
from tests.databases import migrated_file

FILE, KEYS, IDENTITIES = "path.sqlite3", "keys", "identities"


Make = Callable[[Store, Settings, int, Path], None]


def settled(folder: Path, now_ms: int, url: str | None = None, make: Make = sample.make) -> tuple[Settings, Store]:
    """The commune in ``folder``, as it was made at ``now_ms``; another one, or one in the migrated database behind
    ``url``, is made anew."""
    settings = _settings(folder, url)
    if url is None and make is sample.make:
        shutil.copytree(_made(now_ms), folder, dirs_exist_ok=True)
        return settings, Store(settings.database_url)
    if url is None:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(migrated_file(), folder / FILE)
    store = Store(settings.database_url)
    _make(store, settings, now_ms, make)
    return settings, store


@functools.cache
def _made(now_ms: int) -> Path:
    place = tempfile.TemporaryDirectory(prefix="sample-")
    _places.append(place)  # lives as long as the run
    folder = Path(place.name)
    shutil.copy(migrated_file(), folder / FILE)
    settings = _settings(folder)
    store = Store(settings.database_url)
    _make(store, settings, now_ms, sample.make)
    store.close()
    return folder


_places: list[tempfile.TemporaryDirectory[str]] = []


def _settings(folder: Path, url: str | None = None) -> Settings:
    return Settings(data_dir=folder, database_url=url or f"sqlite:///{folder / FILE}")


def _make(store: Store, settings: Settings, now_ms: int, make: Make) -> None:
    make(store, settings, now_ms, settings.data_dir / IDENTITIES)
    with store.read() as conn:
        is_bare = areas.get(conn, sample.COMMUNE) is None
    if not is_bare:
        sample.people(store, now_ms)
