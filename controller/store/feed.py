"""Many rows in one statement, on both databases: they travel as one JSON text that the database takes apart.

``executemany`` costs a round trip or a parameter list a row; this costs one parameter a batch, and unlike it can say
which rows were new (``RETURNING``) and can join what comes in with what is there.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, cast

import msgspec
from sqlalchemy import (
    ARRAY,
    JSON,
    ColumnElement,
    Connection,
    FromClause,
    Table,
    Text,
    any_,
    bindparam,
    column,
    func,
    literal,
    literal_column,
    select,
    true,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeEngine

MOST = 2**53
"""The largest whole number that JSON carries exactly; no honest count of a device comes near."""
Shape = dict[str, TypeEngine[Any]]


def insert(dialect: str, table: Table) -> postgresql.Insert:
    """An ``INSERT`` that knows ``ON CONFLICT``; both databases speak it alike."""
    made = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    return cast("postgresql.Insert", made)


def shape(table: Table, *names: str) -> Shape:
    """Names and types of some columns of ``table`` (all, where none is named), for `incoming`."""
    return {name: table.c[name].type for name in names or table.c.keys()}


def incoming(dialect: str, columns: Shape) -> FromClause:
    """The rows of the parameter (see `rows`) as something to select from."""
    parameter = bindparam("rows", type_=Text())
    if dialect == "postgresql":
        typed = [column(name, type_) for name, type_ in columns.items()]
        function = func.json_to_recordset(sql_cast(parameter, JSON()))
        return function.table_valued(*typed).render_derived(name="fed", with_types=True)
    each = func.json_each(parameter).table_valued("value", name="each_row")
    taken = [
        func.json_extract(each.c.value, literal_column(f"'$.{name}'"), type_=type_).label(name)
        for name, type_ in columns.items()
    ]
    return select(*taken).subquery("fed")


def insert_rows(dialect: str, table: Table, *names: str) -> postgresql.Insert:
    """An ``INSERT`` of these columns from the rows of the parameter."""
    fed = incoming(dialect, shape(table, *names))
    # SQLite would read the ON of "ON CONFLICT" as part of a join without a WHERE before it
    source = select(*(fed.c[name] for name in names)).where(true())
    return insert(dialect, table).from_select(names, source)


def clipped(number: int, most: int = MOST) -> int:
    """A number of a device, as far as the column can hold it."""
    return max(-most, min(number, most))


def rows(batch: Sequence[Any]) -> dict[str, str]:
    """The parameter of a statement over `incoming`: dataclasses, structs or dictionaries with the columns' names.

    Text may come from devices, and PostgreSQL has no place for the character NUL: one box that sends it must not hold
    up the reports of all others, so it becomes a replacement character.
    """
    text = msgspec.json.encode(batch).decode()
    return {"rows": text.replace("\\u0000", "\\ufffd") if "\\u0000" in text else text}


def among(conn: Connection, name: ColumnElement[Any], names: Collection[Any]) -> ColumnElement[bool]:
    """That ``name`` is one of ``names``, however many there are: an ``IN`` list has a limit, and is parsed anew."""
    once = sorted(set(names))
    if conn.dialect.name == "postgresql":
        return name == any_(literal(once, ARRAY(name.type)))
    each = func.json_each(msgspec.json.encode(once).decode()).table_valued("value")
    return name.in_(select(each.c.value))
