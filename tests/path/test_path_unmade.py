"""Looking for what is not made yet: found for each model, and no dearer for many announcements than for one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, delete, event, select

from controller.broadcast import single_approve, single_form
from controller.broadcast.render import render_due
from controller.broadcast.single_value import fingerprint
from controller.broadcast.unmade import unmade
from controller.demo import sample
from controller.fleet import enrol
from controller.store import announcements, exceptions
from controller.store import tables as t
from tests.path.joined import Joined, joined, keep_master
from tests.path.path_sounds import tone

DAY = "2026-11-22"


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("unmade")
    with joined(folder) as made:
        sound = keep_master(made.desk, tone(folder / "a.wav", seconds=1)).hash
        made.agree(made.draft(f"{DAY}T05:30", areas=("thon-dong",), title="Tin 0", sound=sound, page=False))
        made.agree(made.draft(f"{DAY}T06:30", areas=("xom-cho",), title="Tin 1", sound=sound))
        made.agree(made.draft(f"{DAY}T07:30", areas=("xom-cho",), title="Tin 2"))
        made.work()
        yield made


def lacking(village: Joined) -> set[str]:
    """The titles of what lacks something."""
    with village.desk.store.read() as conn:
        rows = announcements.in_state(conn, "ready", "planned")
        return {row.title for row in rows if row.id in unmade(conn, rows)}


def asked(do: Callable[[], object]) -> int:
    """How many statements something needs."""
    count = 0

    def one(*_: object) -> None:
        nonlocal count
        count += 1

    event.listen(Engine, "before_cursor_execute", one)
    try:
        do()
    finally:
        event.remove(Engine, "before_cursor_execute", one)
    return count


def test_nothing_is_lacking_after_everything_was_made(village: Joined):
    assert lacking(village) == set()


def test_a_model_that_comes_lacks_what_is_told_to_it_until_it_is_made(village: Joined):
    desk = village.desk
    with desk.store.write() as conn:
        enrol.add_device(conn, desk.settings, enrol.New("cot-moi", "xom-cho", "column-wav-15w", "Cột"), "thử", 1)
    assert lacking(village) == {"Tin 1"}
    render_due(desk)
    assert lacking(village) == set()


@pytest.mark.parametrize(("kind", "titles"), [("png", {"Tin 1", "Tin 2"}), ("opus", {"Tin 0", "Tin 1"})])
def test_what_is_lost_is_lacking_and_made_again(village: Joined, kind: str, titles: set[str]):
    with village.desk.store.write() as conn:
        of_kind = select(t.media.c.hash).where(t.media.c.kind == kind)
        assert conn.execute(delete(t.renditions).where(t.renditions.c.media.in_(of_kind))).rowcount
    assert lacking(village) == titles
    render_due(village.desk)
    assert lacking(village) == set()


def test_what_one_occurrence_tells_is_lacking_too(village: Joined):
    desk = village.desk
    with desk.store.read() as conn:
        row = next(one for one in announcements.in_state(conn, "planned") if one.title == "Tin 2")
    original = f"{DAY}T07:30"
    single_form.propose(desk, village.who("bientap"), row.id, original, single_form.Wanted("changed", text="Khác"))
    with desk.store.read() as conn:
        one = exceptions.of_announcement(conn, row.id, exceptions.PROPOSED)[original]
    single_approve.approve(desk, village.who("lanhdao"), row.id, original, fingerprint(row, one))
    assert lacking(village) == {"Tin 2"}
    render_due(desk)
    assert lacking(village) == set()


def test_many_are_looked_at_with_as_many_questions_as_few(village: Joined):
    few = asked(lambda: render_due(village.desk))
    for number in range(12):
        village.agree(village.draft(f"{DAY}T{10 + number}:45", title=f"Nữa {number}", areas=(sample.COMMUNE,)))
    render_due(village.desk)
    assert asked(lambda: render_due(village.desk)) == few
