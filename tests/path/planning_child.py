"""Planners in processes of their own, which begin at the same moment and may die in the middle of a statement.

``python -m tests.path.planning_child`` reads one job a line (JSON) and answers each with one line: how each planner
ended, a number of timetables or the signal that killed it. It forks while it is alone in its process.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Engine, event

from controller.broadcast.plan import Planner
from tests.bench.bench_rows import Standing, desk
from tests.path.happenings import DAYS, TIMELESS


def run(job: dict[str, Any]) -> list[int]:
    """Fork a planner for each of the job's ``planners``, let all go at once, and wait for their ends."""
    ready, say_ready = os.pipe()
    wait, go = os.pipe()
    pids = []
    for given in job["planners"]:
        pid = os.fork()
        if not pid:
            os.close(go)
            _work({**job, **given}, say_ready, wait)
        pids.append(pid)
    os.close(say_ready)
    os.close(wait)
    for _ in pids:
        os.read(ready, 1)
    os.close(go)  # that is what all of them wait for
    os.close(ready)
    return [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]


def _work(job: dict[str, Any], say_ready: int, wait: int) -> None:
    """Plan, ``rounds`` times with something happening before each but the first; exit 0."""
    end = 1
    try:
        office = desk(Path(job["folder"]), job["url"], Standing(job["now_ms"]), DAYS)
        planner, chance = Planner(office), Random(job["seed"])
        if job.get("dies_at"):
            _die_at(job["dies_at"])
        os.write(say_ready, b".")
        os.read(wait, 1)
        for number in range(job["rounds"]):
            if number:
                chance.choice(TIMELESS)(office, chance)
            planner.run()
        office.store.close()
        end = 0
    finally:
        if end:
            traceback.print_exc()
        os._exit(end)


def _die_at(statement: int) -> None:
    """As ``kill -9`` does, when so many statements have gone to the database."""
    left = iter(range(statement))

    def count(*_: object) -> None:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "after_cursor_execute", count)


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), flush=True)
