"""The same second: many announcements due at one instant, each on its own device of a real fleet on a real clock.

Lateness is the instant at which a device hands over its ``started`` less the instant that was agreed. Against it stand
as many jobs in APScheduler's SQL job store, with its default settings.
"""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from apscheduler.events import EVENT_JOB_EXECUTED, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from controller.store import announcements
from controller.store.announcements import Audience
from tests.bench.bench_child import Child
from tests.bench.bench_figures import Figure, Say
from tests.bench.bench_stage import Stage, await_true

NAME = "same-second"
PERCENTILES = (50, 99)
AHEAD_S = 5.0

_rang: list[float] = []
_lock = threading.Lock()


def measure(folder: Path, count: int, rounds: int, say: Say) -> list[Figure]:
    """Lateness p50 and p99 of both, in milliseconds."""
    ours: list[list[float]] = []
    theirs: list[list[float]] = []
    dropped: list[int] = []
    with Stage(folder / "ours", count, horizon_days=1) as stage, stage.boxes() as boxes:
        stage.twice_a_day()
        stage.gather()
        boxes.ask("watch")
        for number in range(rounds):
            say(f"{NAME}: {count} jobs, round {number + 1} of {rounds}")
            late, lost = _apscheduler(folder / f"jobs-{number}.sqlite3", count)
            theirs.append(late)
            dropped.append(lost)
            ours.append(_ours(stage, boxes, number))
    return [
        Figure(
            NAME,
            f"lateness p{percent} of {count:,}",
            "ms",
            [_percentile(one, percent) for one in ours],
            [_percentile(one, percent) for one in theirs],
            None,
            "a real fleet in one process on the machine's clock; bare: APScheduler's SQL job store, the jobs that ran",
            {
                "devices_started": statistics.median(len(one) for one in ours),
                "jobs_run": statistics.median(len(one) for one in theirs),
                "jobs_dropped": statistics.median(dropped),
            },
        )
        for percent in PERCENTILES
    ]


def _ours(stage: Stage, boxes: Child, number: int) -> list[float]:
    """Announcements as their approval leaves them, one a device, all at one instant: planned, signed, sent, played."""
    desk = stage.system.desk
    start = stage.local_now() + timedelta(seconds=AHEAD_S + stage.count / 40)
    start = start.replace(microsecond=0)
    pattern = stage.submitted(stage.draft(f"Mẫu {number}", timedelta(hours=9)))
    with desk.store.write() as conn:
        for one in range(stage.count):
            row = replace(
                pattern,
                id=f"s{number}-{one:05d}",
                start_local=start.isoformat(timespec="seconds"),
                state="ready",
                approver=stage.who["approver"].user_id,
                approved_fingerprint=pattern.fingerprint,
                approved_ms=desk.now_ms(),
                created_ms=pattern.created_ms + one,
            )
            announcements.add(conn, row, Audience((), (f"loa-{one:05d}",)))
        announcements.set_state(conn, pattern.id, "submitted", "cancelled")
    boxes.ask("watch")
    desk.nudge("plan")
    due_ms = start.replace(tzinfo=ZoneInfo(stage.settings.zone)).timestamp() * 1000
    await_true(lambda: _all_held(stage, number), (due_ms - desk.now_ms()) / 1000, "the timetables in time")
    assert desk.now_ms() < due_ms - 1_000, "the machine is too slow to have all timetables in place in time"
    finished = f"SELECT count(*) FROM deliveries WHERE subject LIKE 's{number}-%' AND rung = 160"
    await_true(lambda: stage.number(finished) == stage.count, 120, "the end", every_s=0.5)
    instants: Sequence[float] = boxes.ask("starts")["instants"]
    return [instant - due_ms for instant in instants]


def _all_held(stage: Stage, number: int) -> bool:
    mine = f"subject LIKE 's{number}-%' AND rung >= 40"
    return stage.number(f"SELECT count(*) FROM deliveries WHERE {mine}") == stage.count


def _apscheduler(file: Path, count: int) -> tuple[list[float], int]:
    """Lateness of the jobs that ran, and how many were dropped."""
    _rang.clear()
    over = threading.Semaphore(0)
    missed = 0

    def noted(event: JobExecutionEvent) -> None:
        nonlocal missed
        missed += event.code == EVENT_JOB_MISSED
        over.release()

    scheduler = BackgroundScheduler(timezone=UTC, jobstores={"default": SQLAlchemyJobStore(url=f"sqlite:///{file}")})
    scheduler.add_listener(noted, EVENT_JOB_EXECUTED | EVENT_JOB_MISSED)
    scheduler.start()
    due = time.time() + 3 + count / 150
    for number in range(count):
        scheduler.add_job(ring, "date", run_date=datetime.fromtimestamp(due, UTC), id=str(number))
    assert time.time() < due, "the machine is too slow to add all jobs in time"
    for _ in range(count):
        over.acquire(timeout=60)
    scheduler.shutdown()
    return [(instant - due) * 1000 for instant in _rang], missed


def ring() -> None:
    """A job of APScheduler's."""
    now = time.time()
    with _lock:
        _rang.append(now)


def _percentile(values: Sequence[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]
