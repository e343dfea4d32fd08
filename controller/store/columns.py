"""Column types that mean the same in SQLite and PostgreSQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Dialect, SmallInteger, String, Text, TypeDecorator
from sqlalchemy.dialects import postgresql

from controller.store.ladder import NAMES, RANKS


def plain(length: int) -> String:
    """Text of the wire (ids, codes, hashes): compared byte by byte, whatever language the database server speaks.

    A Vietnamese collation skips ``-`` and ``/`` when it sorts, which breaks prefixes and the order of a tree.
    """
    return String(length).with_variant(String(length, collation="C"), "postgresql")


def plain_text() -> Text:
    """`plain` without a length."""
    return Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")


def document() -> JSON:
    """JSON that is only kept and shown. Nothing is NULL, never the JSON word ``null``."""
    return JSON(none_as_null=True)


class RungType(TypeDecorator[str]):
    """A rung of the ladder: its name in code, its rank in the database, so that ``<`` and ``max`` follow the ladder."""

    impl = SmallInteger
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> int | None:
        return None if value is None else RANKS[value]

    def process_result_value(self, value: Any, _dialect: Dialect) -> str | None:
        return None if value is None else NAMES[value]
