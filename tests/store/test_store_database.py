"""Reading and writing: snapshots, all or nothing, one writer at a time."""

from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from controller.errors import Refused
from controller.store import Store, facts
from controller.store.tables import facts as table


def test_a_failed_block_leaves_nothing(store: Store) -> None:
    def fail() -> None:
        with store.write() as conn:
            facts.put(conn, "a", "1")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with store.read() as conn:
        assert facts.get(conn, "a") is None


def test_reading_sees_one_moment(store: Store) -> None:
    with store.write() as conn:
        facts.put(conn, "a", "1")
    with store.read() as reader:
        assert facts.get(reader, "a") == "1"
        with store.write() as conn:
            facts.put(conn, "a", "2")
        assert facts.get(reader, "a") == "1"
    with store.read() as reader:
        assert facts.get(reader, "a") == "2"


def test_reading_cannot_write(store: Store) -> None:
    with pytest.raises(DBAPIError, match=r"read-?only"), store.read() as conn:
        conn.execute(table.insert().values(name="a", value="1"))
    with store.write() as conn:  # and the connection is as good as before
        facts.put(conn, "a", "1")


def test_writers_take_turns(store: Store) -> None:
    """Each reads, thinks and writes what it read plus one: without turns some would be lost."""
    with store.write() as conn:
        facts.put(conn, "n", "0")
    ready = threading.Barrier(6)

    def rise() -> None:
        ready.wait()
        for _ in range(10):
            with store.write() as conn:
                facts.put(conn, "n", str(int(facts.get(conn, "n") or 0) + 1))

    threads = [threading.Thread(target=rise) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as conn:
        assert facts.get(conn, "n") == "60"


def test_another_process_waits_too(store: Store) -> None:
    """A second `Store` shares nothing with the first but the database, like a command at the terminal."""
    other = Store(store.url.render_as_string(hide_password=False))
    order: list[str] = []
    inside = threading.Event()

    def second() -> None:
        inside.wait()
        with other.write() as conn:
            order.append("second")
            facts.put(conn, "who", "second")

    thread = threading.Thread(target=second)
    thread.start()
    with store.write() as conn:
        inside.set()
        facts.put(conn, "who", "first")
        thread.join(0.3)
        order.append("first")
    thread.join()
    other.close()
    with store.read() as conn:
        assert (order, facts.get(conn, "who")) == (["first", "second"], "second")


def test_sqlite_is_durable_and_strict(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'new' / 'folder' / 'a.db'}")
    with store.write() as conn:
        told = {name: conn.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous")}
        told["foreign_keys"] = conn.execute(text("PRAGMA foreign_keys")).scalar()
    assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    store.upgrade()
    assert {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "new" / "folder").iterdir()} == {0o600}
    with store.write() as conn:  # switched off while tables are rebuilt, and on again
        assert conn.execute(text("PRAGMA foreign_keys")).scalar() == 1
    store.close()


@pytest.mark.parametrize(
    "url", ["", "nonsense", "sqlite://", "sqlite:///:memory:", "mysql://x/y", "postgresql+pg8000://x/y"]
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(Refused, match="database-url"):
        Store(url)


@pytest.mark.parametrize("url", ["postgresql://u@h/d", "postgres://u@h/d", "postgresql+psycopg://u@h/d"])
def test_every_spelling_of_postgresql_is_understood(url: str) -> None:
    store = Store(url)
    assert store.url.drivername == "postgresql+psycopg"
    store.close()


def test_a_counter_rises_for_life(store: Store) -> None:
    with store.write() as conn:
        assert [facts.next(conn, "v") for _ in range(3)] == [1, 2, 3]
        assert facts.next(conn, "v", floor=1_795_000_000_000) == 1_795_000_000_000
        assert facts.next(conn, "v", floor=5) == 1_795_000_000_001
        assert facts.next(conn, "other", floor=7) == 7
    with store.read() as conn:
        assert facts.get(conn, "v") == "1795000000001"
        assert facts.get(conn, "nothing") is None
