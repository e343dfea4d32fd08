"""Rows that say what they said are the very same objects again: to compare what was read costs nearly nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection

from controller.store.pick import Query

Row = TypeVar("Row")


class Seen:
    """What one reader read the last time, by kind of row. Rows are known by their first column."""

    def __init__(self) -> None:
        self._kept: dict[Callable[..., Any], tuple[dict[Any, tuple[tuple[Any, ...], Any]], list[Any]]] = {}

    def every(self, conn: Connection, row: Callable[..., Row], query: Query) -> list[Row]:
        """As `pick.every`; where no row is otherwise than the last time, it is the very same list."""
        before, last = self._kept.get(row, ({}, []))
        found: dict[Any, tuple[tuple[Any, ...], Row]] = {}
        for each in conn.execute(query).all():
            values = tuple(each)
            kept = before.get(values[0])
            if kept is None or kept[0] != values:
                kept = (values, row(*values))
            found[values[0]] = kept
        rows = [one for _, one in found.values()]
        if len(rows) == len(last) and all(map(_same, rows, last)):
            rows = last
        self._kept[row] = found, rows
        return rows


def _same(one: object, other: object) -> bool:
    return one is other
