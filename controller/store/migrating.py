"""Alembic without an ``alembic.ini``: the migrations are part of the package, the connection comes from the store.

Where the tables are as they should be, which is nearly always, Alembic is not even imported: every command looks, and
every start of the service.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from controller.errors import Refused

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).with_name("migrations")
_NAMED = re.compile(r'^(revision|down_revision) = "(\w+)"$', re.MULTILINE)
_LOCK = 0x7469_656E_67  # "tieng"


def upgrade(conn: Connection, to: str = "head") -> None:
    """Migrate up. Raises ``Refused("database-newer")`` where the tables come from a newer program."""
    found = revision(conn)
    refuse_unknown(found)
    if found == (newest() if to == "head" else to):
        return
    from alembic import command

    command.upgrade(_config(conn), to)


def downgrade(conn: Connection, to: str = "base") -> None:
    """Migrate down; what the older shape has no place for is lost."""
    from alembic import command

    command.downgrade(_config(conn), to)


def revision(conn: Connection) -> str | None:
    """The revision that the tables have now; None for an empty database."""
    if not inspect(conn).has_table("alembic_version"):
        return None
    return conn.execute(text("SELECT version_num FROM alembic_version")).scalar()


def newest() -> str:
    """The revision of the tables that this program was written for: the one that none comes after."""
    (head,) = set(_befores()) - set(_befores().values())
    return head


def refuse_unknown(found: str | None) -> None:
    """Raise ``Refused("database-newer")`` where ``found`` is none of this program's revisions."""
    if found is not None and found not in _befores():
        raise Refused("database-newer", revision=found)


def take_turns(conn: Connection) -> None:
    """Wait until no other transaction writes, in any process; SQLite does so by itself."""
    if conn.dialect.name == "postgresql":
        conn.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def _config(conn: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = conn
    return config


@cache
def _befores() -> Mapping[str, str]:
    """Every revision and the one before it; "" for the first."""
    named = [dict(_NAMED.findall(file.read_text())) for file in (FOLDER / "versions").glob("r*.py")]
    return {one["revision"]: one.get("down_revision", "") for one in named}
