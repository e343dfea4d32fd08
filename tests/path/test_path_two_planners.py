"""Two planners at one database at the same moment: processes, threads, and one that is killed half-way.

What is there afterwards is what one planner alone leaves, row by row, and the same on SQLite as on PostgreSQL.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from controller.broadcast.desk import Desk
from controller.broadcast.plan import Planner
from controller.store import tables as t
from tests.databases import BACKENDS
from tests.path.happenings import BOXES, HAPPENINGS, MORNING, days_pass, filled, letters, nothing_to_mend, rows
from tests.waiting import PATIENCE_S

ROOT = Path(__file__).resolve().parents[2]
SIGKILL = -9


class Planners:
    """The child that forks planners."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.path.planning_child"]
        self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)

    def run(self, office: Desk, *planners: dict[str, Any], rounds: int = 1) -> list[int]:
        """How each planner ended: 0, or the signal that killed it."""
        url = office.store.url.render_as_string(hide_password=False)
        job = {"url": url, "folder": str(office.settings.data_dir), "now_ms": office.now_ms(), "rounds": rounds}
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        many = [{"seed": number, **one} for number, one in enumerate(planners)]
        print(json.dumps(job | {"planners": many}), file=self._child.stdin, flush=True)
        ends: list[int] = json.loads(self._child.stdout.readline())
        return ends

    def close(self) -> None:
        self._child.communicate(timeout=PATIENCE_S)


@pytest.fixture(scope="module")
def planners() -> Iterator[Planners]:
    made = Planners()
    yield made
    made.close()


@contextmanager
def alone(folder: Path, backend: str = "sqlite") -> Iterator[Desk]:
    """Planned by one planner that nobody disturbed."""
    folder.mkdir()
    with filled(backend, folder) as made:
        assert Planner(made).run() == len(BOXES)
        yield made


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Any, ...]]]:
    """All rows that one planner alone leaves."""
    with alone(tmp_path_factory.mktemp("expected") / "alone") as made:
        return rows(made)


@pytest.fixture(params=BACKENDS)
def commune(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """Agreed and rendered, not planned yet."""
    with filled(request.param, tmp_path) as made:
        yield made


def as_by_one(commune: Desk, expected: dict[str, list[tuple[Any, ...]]]) -> None:
    """Nothing is doubled, nothing is missing, nobody got two letters."""
    found = rows(commune)
    for name, there in found.items():
        assert there == expected[name], name
    assert letters(commune) == len(BOXES)
    nothing_to_mend(commune)


def test_two_processes_at_once(commune: Desk, expected: dict[str, list[tuple[Any, ...]]], planners: Planners) -> None:
    assert planners.run(commune, {}, {}) == [0, 0]
    as_by_one(commune, expected)


def test_two_processes_while_things_happen(commune: Desk, planners: Planners) -> None:
    assert planners.run(commune, {}, {}, rounds=8) == [0, 0]
    nothing_to_mend(commune)
    with commune.store.read() as conn:
        times = conn.execute(select(t.occurrences.c.announcement, t.occurrences.c.original_local)).all()
    assert len(set(times)) == len(times)


def test_one_is_killed_half_way_and_the_other_goes_on(
    commune: Desk, expected: dict[str, list[tuple[Any, ...]]], planners: Planners
) -> None:
    assert planners.run(commune, {"dies_at": 30}, {}) == [SIGKILL, 0]
    as_by_one(commune, expected)


@pytest.mark.parametrize("backend", BACKENDS)
def test_killed_at_many_points(
    backend: str, tmp_path: Path, expected: dict[str, list[tuple[Any, ...]]], planners: Planners
) -> None:
    """All or nothing at each of them, and whoever comes next finishes the work."""
    with filled(backend, tmp_path) as commune:
        before, deaths = rows(commune), 0
        while planners.run(commune, {"dies_at": 8 + 20 * deaths}) == [SIGKILL]:
            assert rows(commune) == before, "half a plan"
            deaths += 1
        assert deaths > 3, "it should have died a few times on the way"
        as_by_one(commune, expected)


def test_two_threads_at_once(commune: Desk, expected: dict[str, list[tuple[Any, ...]]]) -> None:
    mine, other = Planner(commune), Planner(commune)
    sent: list[int] = []
    barrier = threading.Barrier(4)

    def run(one: Planner) -> None:
        barrier.wait()
        sent.append(one.run())

    threads = [threading.Thread(target=run, args=(one,)) for one in (mine, mine, other, other)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(sent) == [0, 0, 0, len(BOXES)]
    as_by_one(commune, expected)


def test_the_same_on_both_databases_whatever_happens(tmp_path: Path) -> None:
    """The same history on each, step by step."""
    with alone(tmp_path / "one") as one, alone(tmp_path / "other", "postgresql") as other:
        assert rows(one) == rows(other)
        both = [(office, Planner(office), Random(7)) for office in (one, other)]
        for step in range(12):
            for office, planner, chance in both:
                chance.choice(HAPPENINGS)(office, chance)
                planner.run()
            assert rows(one) == rows(other), f"after step {step}"
        for office, planner, chance in both:
            days_pass(office, chance)
            planner.run()
        assert rows(one) == rows(other)
        assert one.now_ms() == other.now_ms() > MORNING
