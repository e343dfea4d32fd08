"""The log is append-only, and shows what was done to it behind our back."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from controller.store import Store, audit
from controller.store.audit import Flaw

NOW = 1_795_000_000_000


@pytest.fixture
def log(store: Store) -> Store:
    with store.write() as conn:
        for number in range(1, 6):
            audit.append(conn, NOW + number, "lan", "approve", f"a{number}", {"tiêu đề": "Họp", "n": number, "x": 0.5})
    return store


def test_lines_come_back(log: Store) -> None:
    with log.write() as conn:
        assert audit.verify(conn) is None
        line = audit.append(conn, NOW, "bình", "stop", "xa", address="192.0.2.7")
        assert (line.id, line.detail, line.address) == (6, {}, "192.0.2.7")
        assert audit.head(conn) == (6, line.chain)
        assert audit.verify(conn) is None
        assert audit.recent(conn, 1) == [line]
        assert [one.id for one in audit.recent(conn, 2, before=5)] == [4, 3]
        assert [one.id for one in audit.recent(conn, subject="a2")] == [2]


@pytest.mark.parametrize("statement", ["UPDATE audit SET who = 'x' WHERE id = 2", "DELETE FROM audit WHERE id = 2"])
def test_the_database_refuses_changes(log: Store, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), log.write() as conn:
        conn.execute(text(statement))


def unsealed(conn: Connection) -> None:
    """What somebody with the database in his hands can do."""
    if conn.dialect.name == "sqlite":
        conn.execute(text("DROP TRIGGER audit_keep_UPDATE"))
        conn.execute(text("DROP TRIGGER audit_keep_DELETE"))
    else:
        conn.execute(text("DROP TRIGGER audit_keep ON audit"))


@pytest.mark.parametrize(
    ("tampering", "flaw"),
    [
        (["UPDATE audit SET who = 'x' WHERE id = 2"], Flaw(2, "changed")),
        (["UPDATE audit SET at_ms = at_ms + 1 WHERE id = 1"], Flaw(1, "changed")),
        (["UPDATE audit SET detail = '{}' WHERE id = 5"], Flaw(5, "changed")),
        (["UPDATE audit SET chain = (SELECT chain FROM audit WHERE id = 1) WHERE id = 3"], Flaw(3, "changed")),
        (["DELETE FROM audit WHERE id = 2"], Flaw(2, "missing")),
        (["DELETE FROM audit WHERE id = 1"], Flaw(1, "missing")),
        (["DELETE FROM audit WHERE id = 5"], Flaw(5, "missing")),
        (["DELETE FROM audit"], Flaw(1, "missing")),
        (["DELETE FROM audit WHERE id = 2", "UPDATE audit SET id = 2 WHERE id = 3"], Flaw(2, "changed")),
        (
            [f"UPDATE audit SET id = {new} WHERE id = {old}" for old, new in ((2, 99), (3, 2), (99, 3))],
            Flaw(2, "changed"),
        ),
    ],
)
def test_tampering_shows(log: Store, tampering: list[str], flaw: Flaw) -> None:
    with log.write() as conn:
        unsealed(conn)
        for statement in tampering:
            conn.execute(text(statement))
    with log.read() as conn:
        assert audit.verify(conn) == flaw


def test_many_writers_make_one_chain(log: Store) -> None:
    def write() -> None:
        for _ in range(5):
            with log.write() as conn:
                audit.append(conn, NOW, "x", "y", "z")

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with log.read() as conn:
        assert audit.verify(conn) is None
        assert audit.head(conn)[0] == 25


def test_a_line_that_is_undone_leaves_no_gap(log: Store) -> None:
    def fail() -> None:
        with log.write() as conn:
            audit.append(conn, NOW, "x", "y", "z")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with log.write() as conn:
        assert audit.append(conn, NOW, "x", "y", "z").id == 6
        assert audit.verify(conn) is None
