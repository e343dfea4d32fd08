"""The migrations: up, down, up; and the tables they make are the tables of the code."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from controller.errors import Refused
from controller.store import Store, migrating
from controller.store.tables import metadata


def _tables(store: Store) -> set[str]:
    with store.read() as conn:
        return set(inspect(conn).get_table_names()) - {"alembic_version"}


def test_up_down_up(empty: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # no alembic.ini far and wide
    assert empty.revision() is None
    assert not empty.at_newest()
    for _ in range(2):
        empty.upgrade()
        assert empty.at_newest()
        assert _tables(empty) == set(metadata.tables)
        with empty.write() as conn:
            migrating.downgrade(conn)
        assert _tables(empty) == set()


def test_upgrading_twice_changes_nothing(store: Store) -> None:
    store.upgrade()
    assert store.revision() == store.newest()


def test_the_migrated_tables_are_those_of_the_code(store: Store) -> None:
    with store.read() as conn:
        context = MigrationContext.configure(conn, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_tables_of_a_newer_program_are_refused(store: Store) -> None:
    with store.write() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Refused, match="database-newer"):
        store.upgrade()
