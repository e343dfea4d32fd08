"""Small facts of the service itself, and counters that rise for life."""

from __future__ import annotations

from sqlalchemy import BigInteger, Connection, Text, case, cast, select

from controller.store import feed
from controller.store.tables import facts


def get(conn: Connection, name: str) -> str | None:
    """The fact, or None."""
    return conn.scalar(select(facts.c.value).where(facts.c.name == name))


def put(conn: Connection, name: str, value: str) -> None:
    """Keep a fact, instead of what it was."""
    new = feed.insert(conn.dialect.name, facts).values(name=name, value=value)
    conn.execute(new.on_conflict_do_update(index_elements=["name"], set_={"value": new.excluded.value}))


def next(conn: Connection, name: str, floor: int = 1) -> int:
    """The next number of a counter: one more than the last, at least ``floor``.

    Nobody gets a number twice. Give the current epoch milliseconds as ``floor`` for what has to rise for life on
    devices (versions of signed documents): after an older backup was restored, the numbers still lie above all that
    were ever given out.
    """
    new = feed.insert(conn.dialect.name, facts).values(name=name, value=str(floor))
    risen = cast(facts.c.value, BigInteger) + 1
    highest = case((risen < floor, floor), else_=risen)
    counted = new.on_conflict_do_update(index_elements=["name"], set_={"value": cast(highest, Text)})
    return int(conn.execute(counted.returning(facts.c.value)).scalar_one())
