"""One database, SQLite or PostgreSQL: ``with store.read() as conn`` and ``with store.write() as conn``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

import msgspec
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from controller.errors import Refused
from controller.store import migrating

BUSY_MS = 15_000
"""How long a writer waits for another process (a backup, a command at the terminal) before it gives up."""
READERS = 20
"""Connections kept for reading; as many again are opened under pressure."""


class Store:
    """The database behind ``url``: ``sqlite:///file`` or ``postgresql://…``.

    `read` gives a snapshot that cannot write; `write` one transaction that is committed at the end of the block and
    undone by any exception. There is one writer at a time, on SQLite by its nature (``BEGIN IMMEDIATE``), on PostgreSQL
    by a lock of our own: what is proven on the one holds on the other, and nobody fails half-way because another one
    was faster. So keep the block short (no rendering, hashing or sending in it), and never write inside a write: that
    waits for itself until it fails.

    Raises ``Refused("database-url")`` for an address that is neither.
    """

    def __init__(self, url: str) -> None:
        self.url = _understood(url)
        make = _sqlite if self.url.get_backend_name() == "sqlite" else _postgresql
        self._reader, self._writer = make(self.url)
        self.on_used: Callable[[str, float, float], None] | None = None
        """For who measures: called after each transaction with what it was (``read``, ``write``), for how many seconds
        it waited for its turn, and how long it lasted then."""

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view of the database; what is written meanwhile is not seen."""
        with self._timed("read") as began, self._reader.connect() as conn, conn.begin():
            began.append(perf_counter())
            yield conn

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: all of the block, or nothing."""
        with self._timed("write") as began, self._writer.begin() as conn:
            migrating.take_turns(conn)
            began.append(perf_counter())
            yield conn

    @contextmanager
    def _timed(self, access: str) -> Iterator[list[float]]:
        """The block appends when its turn came."""
        asked, began = perf_counter(), list[float]()
        try:
            yield began
        finally:
            if self.on_used is not None:
                over, turn = perf_counter(), began[0] if began else perf_counter()
                self.on_used(access, turn - asked, over - turn)

    def upgrade(self) -> None:
        """Bring the tables to the shape this program knows. Raises ``Refused("database-newer")``."""
        with self._schema() as conn:
            migrating.take_turns(conn)
            migrating.upgrade(conn)

    def newest(self) -> str:
        """The revision of the tables that this program was written for."""
        return migrating.newest()

    def revision(self) -> str | None:
        """The revision that the tables have now; None for an empty database."""
        with self.read() as conn:
            return migrating.revision(conn)

    def at_newest(self) -> bool:
        """Whether `upgrade` has nothing to do."""
        return self.revision() == self.newest()

    def close(self) -> None:
        """Let go of every connection."""
        self._reader.dispose()
        self._writer.dispose()

    @contextmanager
    def _schema(self) -> Iterator[Connection]:
        """A transaction in which tables may be rebuilt: SQLite rebuilds one by copying it and dropping the old one."""
        with self._writer.connect() as conn:
            if self.url.get_backend_name() == "sqlite":
                _outside(conn, "PRAGMA foreign_keys=OFF")
            try:
                with conn.begin():
                    yield conn
            finally:
                if self.url.get_backend_name() == "sqlite":
                    _outside(conn, "PRAGMA foreign_keys=ON")


def _outside(conn: Connection, pragma: str) -> None:
    """Run a pragma that means nothing inside a transaction."""
    raw: Any = conn.connection.driver_connection
    raw.execute(pragma)


def _understood(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as problem:
        raise Refused("database-url", "database_url") from problem
    if parsed.drivername == "sqlite" and parsed.database not in (None, "", ":memory:"):
        return parsed
    if parsed.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
        return parsed.set(drivername="postgresql+psycopg")
    raise Refused("database-url", "database_url")


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _sqlite(url: URL) -> tuple[Engine, Engine]:
    assert url.database is not None  # _understood let no other through
    file = Path(url.database)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)  # it holds the hashes of passwords; SQLite makes its other files like this one
    codec: dict[str, Any] = {"json_serializer": _json, "json_deserializer": msgspec.json.decode}
    # the connection that was used last is used next: others do not fill caches of their own
    reader = create_engine(url, pool_size=READERS, max_overflow=READERS, pool_use_lifo=True, **codec)
    writer = create_engine(url, pool_size=1, max_overflow=0, pool_timeout=2 * BUSY_MS / 1000, **codec)
    _open_with(reader, "BEGIN", "PRAGMA query_only=ON")
    _open_with(writer, "BEGIN IMMEDIATE")
    return reader, writer


def _open_with(engine: Engine, begin: str, *more: str) -> None:
    def connected(raw: Any, _record: Any) -> None:
        raw.isolation_level = None  # sqlite3 would begin by itself, and too late
        for pragma in (
            f"PRAGMA busy_timeout={BUSY_MS}",
            "PRAGMA journal_mode=WAL",
            "PRAGMA synchronous=FULL",
            "PRAGMA foreign_keys=ON",
            *more,
        ):
            raw.execute(pragma)

    def began(conn: Connection) -> None:
        conn.exec_driver_sql(begin)

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", began)


def _postgresql(url: URL) -> tuple[Engine, Engine]:
    engine = create_engine(
        url,
        pool_size=READERS,
        max_overflow=READERS,
        pool_pre_ping=True,
        json_serializer=_json,
        json_deserializer=msgspec.json.decode,
        connect_args={"options": f"-c timezone=UTC -c lock_timeout={BUSY_MS}"},
    )
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True), engine
