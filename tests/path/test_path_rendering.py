"""Finding out that everything is made costs the same few questions, however many announcements there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, update

from controller.broadcast.desk import Desk
from controller.broadcast.render import render_due
from controller.store import tables as t
from tests.path.happenings import NAMES, filled


@contextmanager
def asked() -> Iterator[list[str]]:
    """The statements that go to a database."""
    found: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_what_is_made_is_found_by_few_questions(tmp_path: Path) -> None:
    with filled("sqlite", tmp_path) as desk:
        counts = [_count(desk), _without(desk, NAMES[3:])]
        assert counts[0] == counts[1] < 20


def _count(desk: Desk) -> int:
    with asked() as statements:
        assert render_due(desk) == 0
    return len(statements)


def _without(desk: Desk, names: Sequence[str]) -> int:
    with desk.store.write() as conn:
        conn.execute(update(t.announcements).where(t.announcements.c.id.in_(names)).values(state="ended"))
    return _count(desk)
