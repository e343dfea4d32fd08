"""Putting back: verify all, then files and rows, the rows in one transaction that ends after the last file."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

import msgspec
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from controller.backup.archive import (
    CHUNK,
    MANIFEST,
    TABLE,
    Hashing,
    Manifest,
    Summary,
    members,
    private,
    summary,
    verified,
)
from controller.errors import Clash, NotFound, Refused
from controller.store import Store, dump, migrating


def restore(file: Path, data_dir: Path, database_url: str) -> Summary:
    """Put a backup into an empty place; it may be the other kind of database than the one it was made of.

    Everything is verified before anything is written, and a failure leaves the place as empty as it was. Raises
    ``NotFound("backup-unknown")``, ``Clash("restore-not-empty")``, ``Refused``: ``backup-damaged``, ``backup-foreign``,
    ``backup-version``, ``backup-no-room``.
    """
    if not file.is_file():
        raise NotFound("backup-unknown", path=str(file))
    manifest = verified(file)
    _refuse_full(data_dir)
    _refuse_small(manifest, data_dir)
    store = Store(database_url)
    try:
        with store.read() as conn:
            if not dump.is_empty(conn):
                raise Clash("restore-not-empty", path=store.url.render_as_string())
        _put_back(file, manifest, data_dir, store)
        store.upgrade()
    finally:
        store.close()
    return summary(manifest)


def _refuse_full(data_dir: Path) -> None:
    for folder in (data_dir / "media", data_dir / "keys"):
        if folder.exists() and any(path.is_file() for path in folder.rglob("*")):
            raise Clash("restore-not-empty", path=str(folder))


def _refuse_small(manifest: Manifest, data_dir: Path) -> None:
    data_dir.mkdir(parents=True, exist_ok=True)
    # The rows become about twice their size with their indexes.
    needed = sum(file.bytes * (2 if TABLE.fullmatch(name) else 1) for name, file in manifest.files.items())
    free = shutil.disk_usage(data_dir).free
    if free < needed:
        raise Refused("backup-no-room", needed_mb=needed // 1_000_000 + 1, free_mb=free // 1_000_000)


def _put_back(file: Path, manifest: Manifest, data_dir: Path, store: Store) -> None:
    written: list[Path] = []
    try:
        with tempfile.TemporaryDirectory(dir=data_dir, prefix=".restoring-") as spool, store.write() as conn:
            for name, content in _checked(file, manifest):
                table = TABLE.fullmatch(name)
                target = Path(spool) / table[1] if table else data_dir / name
                written += [] if table else [target]
                _write_file(target, content)
            _put_rows(conn, manifest, Path(spool))
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def _put_rows(conn: Connection, manifest: Manifest, spool: Path) -> None:
    migrating.upgrade(conn, manifest.schema)
    made = dump.tables(conn)
    if {table.name for table in made} != manifest.tables.keys():
        raise Refused("backup-damaged", name=MANIFEST)
    for table in made:
        told = manifest.tables[table.name]
        with (spool / table.name).open("rb") as lines:
            try:
                count = dump.read(conn, table, told.columns, lines)
            except (msgspec.MsgspecError, ValueError, KeyError, SQLAlchemyError) as problem:
                raise Refused("backup-damaged", name=table.name) from problem
        if count != told.rows:
            raise Refused("backup-damaged", name=table.name)


def _checked(file: Path, manifest: Manifest) -> Iterator[tuple[str, IO[bytes]]]:
    """The members again; one that is not what was verified a moment ago stops everything."""
    with members(file) as each:
        for name, content in each:
            if name == MANIFEST:
                continue
            reading = Hashing(content)
            yield name, cast("IO[bytes]", reading)
            if reading.file() != manifest.files[name]:
                raise Refused("backup-damaged", name=name)


def _write_file(target: Path, content: IO[bytes]) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with private(target) as out:
        shutil.copyfileobj(content, out, CHUNK)
        out.flush()
        os.fsync(out.fileno())
