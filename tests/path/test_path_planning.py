"""Planning in the database: what one change costs is little, and what it leaves behind is what planning all leaves.

The judge is `happenings.nothing_to_mend`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from controller.broadcast.desk import Desk
from controller.broadcast.plan import Planner
from controller.store import occurrences
from tests.databases import BACKENDS
from tests.path.happenings import (
    BOXES,
    DAY,
    HAPPENINGS,
    Happening,
    filled,
    nothing_to_mend,
    one_time_cancelled_and_back,
    rows,
)


@pytest.fixture(params=BACKENDS)
def commune(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """Agreed and rendered, not planned yet."""
    with filled(request.param, tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Planner]]:
    """One commune for all single changes: each leaves it as it must be, or its test fails."""
    with filled("sqlite", tmp_path_factory.mktemp("planned")) as made:
        planner = Planner(made)
        assert planner.run() == len(BOXES)
        yield made, planner


@pytest.mark.parametrize("happening", HAPPENINGS, ids=lambda one: one.__name__)
def test_one_change_leaves_what_planning_all_leaves(planned: tuple[Desk, Planner], happening: Happening) -> None:
    commune, planner = planned
    planner.run()
    for seed in range(3):
        happening(commune, Random(seed))
        planner.run()
        mark = rows(commune)
        assert planner.run() == 0
        assert rows(commune) == mark
    nothing_to_mend(commune)


def test_a_time_that_was_taken_away_and_given_back_is_expected_again_on_the_next_day_too(
    planned: tuple[Desk, Planner],
) -> None:
    commune, planner = planned
    planner.run()
    one_time_cancelled_and_back(commune, Random(0))
    commune.clock.ms += DAY  # type: ignore[attr-defined]
    planner.run()
    nothing_to_mend(commune)


@pytest.mark.parametrize("seed", range(3))
def test_many_changes_leave_what_planning_all_leaves(commune: Desk, seed: int) -> None:
    rng = Random(seed)
    planner = Planner(commune)
    for step in range(24):
        for _ in range(rng.choice([1, 1, 1, 3])):
            rng.choice(HAPPENINGS)(commune, rng)
        planner.run()
        if step % 8 == 7:
            nothing_to_mend(commune)
    with commune.store.read() as conn:
        due = occurrences.between(conn, 0, 2**60)
    assert len({(one.announcement, one.original_local) for one in due}) == len(due)
