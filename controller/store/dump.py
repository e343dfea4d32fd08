"""All rows of a database as lines of JSON, the same for SQLite and PostgreSQL: a backup of one fits into the other.

The tables are taken as they are in the database, not as this program knows them, so that a backup of an older shape
can be put back first and migrated then.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

import msgspec
from sqlalchemy import JSON, Connection, Integer, LargeBinary, MetaData, Table, inspect, select, text

_VERSION_TABLE = "alembic_version"
_PARENTS_FIRST = {"areas": "path"}
_AT_ONCE = 1000


def is_empty(conn: Connection) -> bool:
    """Whether the database has no tables at all."""
    return not inspect(conn).get_table_names()


def tables(conn: Connection) -> list[Table]:
    """The tables as they are, each after those that it refers to."""
    found = MetaData()
    found.reflect(conn)
    for table in found.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.type.none_as_null = True
    return [table for table in found.sorted_tables if table.name != _VERSION_TABLE]


def write(conn: Connection, table: Table, out: BinaryIO) -> int:
    """Write every row as a line of JSON (columns in the table's order, bytes in base64); how many."""
    by = [table.c[_PARENTS_FIRST[table.name]]] if table.name in _PARENTS_FIRST else list(table.primary_key)
    count = 0
    with conn.execute(select(table).order_by(*by), execution_options={"yield_per": _AT_ONCE}) as rows:
        for row in rows:
            out.write(msgspec.json.encode(list(row)) + b"\n")
            count += 1
    return count


def read(conn: Connection, table: Table, columns: list[str], lines: Iterable[bytes]) -> int:
    """Put lines that `write` made into an empty table; how many.

    Raises ``ValueError`` for other columns than the table's, and what JSON and the database raise.
    """
    if sorted(columns) != sorted(table.columns.keys()):
        raise ValueError(columns)
    blobs = [number for number, name in enumerate(columns) if isinstance(table.c[name].type, LargeBinary)]
    rows = (_row(columns, blobs, line) for line in lines)
    count = 0
    while batch := list(islice(rows, _AT_ONCE)):
        conn.execute(table.insert(), batch)
        count += len(batch)
    _count_on(conn, table)
    return count


def _row(columns: list[str], blobs: list[int], line: bytes) -> dict[str, Any]:
    values = msgspec.json.decode(line, type=list[Any])
    for number in blobs:
        if values[number] is not None:
            values[number] = base64.b64decode(values[number])
    return dict(zip(columns, values, strict=True))


def _count_on(conn: Connection, table: Table) -> None:
    """PostgreSQL counts new ids by a sequence of its own, which knows nothing of rows that bring theirs."""
    if conn.dialect.name != "postgresql":
        return
    for column in _counted(table):
        sequence = "pg_get_serial_sequence(:table, :column)"
        highest = f'(SELECT max("{column}") FROM "{table.name}")'  # noqa: S608 -- names from the database itself
        names = {"table": f'"{table.name}"', "column": column}
        if conn.scalar(text(f"SELECT {sequence}"), names) and conn.scalar(text(f"SELECT {highest}")):
            conn.execute(text(f"SELECT setval({sequence}, {highest})"), names)


def _counted(table: Table) -> Iterator[str]:
    for column in table.primary_key:
        if isinstance(column.type, Integer):
            yield column.name
