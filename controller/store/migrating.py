"""Alembic without an ``alembic.ini``: the migrations are part of the package, the connection comes from the store."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from controller.errors import Refused

_LOCK = 0x7469_656E_67  # "tieng"


def upgrade(conn: Connection, to: str = "head") -> None:
    """Migrate up. Raises ``Refused("database-newer")`` where the tables come from a newer program."""
    refuse_unknown(revision(conn))
    command.upgrade(_config(conn), to)


def downgrade(conn: Connection, to: str = "base") -> None:
    """Migrate down; what the older shape has no place for is lost."""
    command.downgrade(_config(conn), to)


def revision(conn: Connection) -> str | None:
    """The revision that the tables have now; None for an empty database."""
    return MigrationContext.configure(conn).get_current_revision()


def newest() -> str:
    """The revision of the tables that this program was written for."""
    head = _scripts().get_current_head()
    assert head is not None  # the package holds at least the first migration
    return head


def refuse_unknown(found: str | None) -> None:
    """Raise ``Refused("database-newer")`` where ``found`` is none of this program's revisions."""
    known = {script.revision for script in _scripts().walk_revisions()}
    if found is not None and found not in known:
        raise Refused("database-newer", revision=found)


def take_turns(conn: Connection) -> None:
    """Wait until no other transaction writes, in any process; SQLite does so by itself."""
    if conn.dialect.name == "postgresql":
        conn.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def _config(conn: Connection | None = None) -> Config:
    config = Config()
    place = str(Path(__file__).with_name("migrations"))
    config.set_main_option("script_location", place.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = conn
    return config


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())
