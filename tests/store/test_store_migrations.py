"""The migrations: up, down, up; and the tables they make are the tables of the code."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from controller.broadcast import composition
from controller.broadcast.composition import Composition
from controller.errors import Refused
from controller.store import Store, announcements, areas, compositions, media, migrating, users
from controller.store.announcements import Audience
from controller.store.media import Medium
from controller.store.tables import metadata
from tests.store.test_store_backup import NOTICE


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


def test_revisions_are_known_without_alembic_as_alembic_knows_them() -> None:
    scripts = ScriptDirectory(str(migrating.FOLDER))
    assert migrating.newest() == scripts.get_current_head()
    for one in scripts.walk_revisions():
        migrating.refuse_unknown(one.revision)
    with pytest.raises(Refused) as caught:
        migrating.refuse_unknown("9999")
    assert caught.value.code == "database-newer"


def test_upgrading_twice_changes_nothing(store: Store) -> None:
    store.upgrade()
    assert store.revision() == store.newest()


def test_the_migrated_tables_are_those_of_the_code(store: Store) -> None:
    with store.read() as conn:
        context = MigrationContext.configure(conn, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_notices_read_by_an_older_program_sound_as_before(store: Store) -> None:
    """What is around the reading is known as such from now on; no sound and no approval is touched."""
    often = {"voice": "north", "repeats": 3, "between_s": 5, "closing": True}
    once = {"voice": "north", "repeats": 1, "between_s": 3, "closing": False}
    with store.write() as conn:
        areas.add(conn, "xa", None, "commune", "Xã", 1)
        areas.change(conn, "xa", speech=often)
        users.add(conn, "u1", "bientap", "Ban văn hóa", "$argon2id$", "editor", "xa", 1)
        for id, speech in (("a", often), ("b", once), ("c", None)):
            media.add(conn, Medium(id * 64, "master", 1, 1, 1))
            announcements.add(conn, replace(NOTICE, id=id, sound=id * 64, speech=speech, state="planned"), Audience())
        before = announcements.in_state(conn, "planned")
    with store.write() as conn:
        migrating.downgrade(conn, "0025")
    store.upgrade()
    with store.read() as conn:
        assert announcements.in_state(conn, "planned") == before
        made = compositions.of_sounds(conn, ["a" * 64, "b" * 64, "c" * 64])
        common = areas.known(conn, "xa").composition
    assert list(made) == ["a" * 64]
    how = composition.of_document(made["a" * 64].around)
    assert how == composition.of_document(common) == Composition(repeats=3, between_s=5, closing="rising")
    assert (composition.mistakes(how), how.begins) == ([], False)


def test_going_all_the_way_back_keeps_what_the_first_shape_had(store: Store) -> None:
    """Where rows stand in tables that others point to."""
    with store.write() as conn:
        areas.add(conn, "xa", None, "commune", "Xã Tân Hòa", 1)
        users.add(conn, "u1", "bientap", "Ban văn hóa", "$argon2id$", "editor", "xa", 1)
        media.add(conn, Medium("a" * 64, "master", 1, 1, 1))
        announcements.add(conn, replace(NOTICE, sound="a" * 64), Audience())
    with store.write() as conn:
        migrating.downgrade(conn, "0001")
        kept = [conn.scalar(text(f"SELECT count(*) FROM {table}")) for table in ("areas", "users", "announcements")]
    assert kept == [1, 1, 1]
    store.upgrade()
    with store.read() as conn:
        assert areas.known(conn, "xa").name == "Xã Tân Hòa"
        assert [row.title for row in announcements.in_state(conn, NOTICE.state)] == [NOTICE.title]


def test_tables_of_a_newer_program_are_refused(store: Store) -> None:
    with store.write() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Refused, match="database-newer"):
        store.upgrade()
