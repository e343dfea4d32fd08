"""Fortnight: rules expanded, a province planned in full and after one change, and that by the planner in its database.

Everything is measured in a process of its own (``python -m tests.bench.bench_fortnight``), whose memory is its own.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

from dateutil.rrule import rrulestr
from sqlalchemy import update

from controller.broadcast.plan import Planner
from controller.store import tables
from schedules.announcement import OnHolidays, Rule
from schedules.plan import plan, replan
from schedules.planned import Basis, Plan
from schedules.recurrence import occurrences
from schedules.walltime import to_instant, zone_named
from tests.bench.bench_child import ROOT
from tests.bench.bench_figures import Figure, Goal, Say
from tests.bench.bench_province import TODAY, ZONE, Province, province
from tests.bench.bench_rows import Standing, desk, fill
from tests.databases import ready_url

NAME = "fortnight"
DEVICES = 50
"""Of a commune."""
HANOI = zone_named(ZONE)
SINCE, UNTIL = to_instant(TODAY, HANOI), to_instant(TODAY + timedelta(days=14), HANOI)
NOW = SINCE + timedelta(hours=8)
Result = TypeVar("Result")


def measure(folder: Path, count: int, rounds: int, say: Say) -> list[Figure]:
    """A province of so many devices, in a child."""
    say(f"{NAME}: {count} devices; planning all takes a minute or two")
    command = [sys.executable, "-m", "tests.bench.bench_fortnight", str(folder), str(count), str(rounds)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout)
    size = f"{told['communes']} communes, {told['devices']:,} devices, {told['rules']:,} rules"
    return [
        Figure(
            NAME,
            "rules expanded",
            "ms",
            told["expand"]["ours"],
            told["expand"]["bare"],
            Goal(1 / 20),
            f"{told['expand']['rules']:,} rules without moon and holidays, {told['expand']['found']:,} occurrences, "
            "against dateutil; equal",
        ),
        Figure(
            NAME,
            "one change planned",
            "ms",
            told["change"],
            told["whole"],
            Goal(1000, of="ours"),
            f"{size}; against planning all; equal",
        ),
        Figure(
            NAME,
            "one change in the database",
            "ms",
            told["rows_change"],
            told["rows_whole"],
            Goal(1000, of="ours"),
            "read, found, planned, written, signed; against a planner that has just started on an empty horizon",
            told["memory"],
        ),
    ]


# ------------------------------------------------------------------ the child


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    gc.collect()  # what others left behind is not on this one's account
    begun = perf_counter()
    done = work()
    return 1000 * (perf_counter() - begun), done


def peak_mb() -> float:
    """The most memory that this process ever had (VmHWM)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def expanded(made: Province, rounds: int) -> dict[str, Any]:
    """The rules that dateutil can read too, by turns; texts are read before the clock starts, for both."""
    rules = [one.rule for one in made.announcements]
    rules = [one for one in rules if one.rrule and one.holidays is OnHolidays.PLAY and not one.left_out | {*one.moved}]
    read = [(rrulestr(one.rrule or "", dtstart=one.start), one) for one in rules]
    _ours(rules)
    gc.freeze()  # a province stands in memory; walking through it again and again is neither expander's work
    ours, bare, found = [], [], 0
    for _ in range(rounds):
        plainly, theirs = timed(lambda: [_plainly(rule) for rule, _ in read])
        quick, mine = timed(lambda: _ours(rules))
        assert mine == theirs, "not equal to dateutil"
        ours.append(quick)
        bare.append(plainly)
        found = sum(map(len, mine))
    gc.unfreeze()
    return {"ours": ours, "bare": bare, "rules": len(rules), "found": found}


def _plainly(rule: Any) -> list[datetime]:
    """What somebody would write who has only dateutil."""
    high = TODAY + timedelta(days=14)
    return [one.replace(tzinfo=HANOI).astimezone(UTC) for one in rule.between(TODAY, high, inc=True) if one < high]


def _ours(rules: list[Rule]) -> list[list[datetime]]:
    return [[due.start for due in occurrences(one, SINCE, UNTIL)] for one in rules]


def planned(made: Province, rounds: int) -> tuple[list[float], list[float], Plan]:
    """In full, then after a change of one announcement, which must give what planning all would."""
    basis = made.basis
    whole, last = timed(lambda: plan(basis, SINCE, UNTIL, NOW))
    changes = []
    for number in range(rounds):
        listed = list(made.announcements)
        listed[number] = replace(listed[number], volume=30)
        changed = Basis.of(listed, made.devices, made.hours)
        seconds, again = timed(lambda changed=changed, last=last: replan(last, changed, NOW))  # type: ignore[misc]
        changes.append(seconds)
        made, last = replace(made, announcements=listed), again
    if len(made.devices) <= 1000:  # the property tests have proven it; here it is only a watchman
        assert last.devices == plan(last.basis, SINCE, UNTIL, NOW).devices
    return [whole], changes, last


def in_the_database(folder: Path, made: Province, rounds: int) -> tuple[list[float], list[float]]:
    """The planner itself: from the rows to signed timetables."""
    now_ms = round(NOW.timestamp() * 1000)
    with ready_url("sqlite", folder) as url:
        office = desk(folder, url, Standing(now_ms))
        fill(office.store, made, now_ms)
        planner = Planner(office)
        whole, _ = timed(planner.run)
        planner.run()
        changes = []
        for number in range(rounds):
            with office.store.write() as conn:
                mine = tables.announcements.c.id == made.announcements[number].id
                conn.execute(update(tables.announcements).where(mine).values(volume=30 + number))
            seconds, sent = timed(planner.run)
            assert sent, "no timetable was changed"
            changes.append(seconds)
        office.store.close()
    return [whole], changes


def main(folder: Path, count: int, rounds: int) -> None:
    communes, devices = max(1, count // DEVICES), min(count, DEVICES)
    made = province(communes, devices)
    told: dict[str, Any] = {"communes": communes, "devices": communes * devices, "rules": len(made.announcements)}
    told["expand"] = expanded(made, rounds)
    told["whole"], told["change"], last = planned(made, rounds)
    told["memory"] = {"MB at most with the plan alone": peak_mb()}
    del last
    told["rows_whole"], told["rows_change"] = in_the_database(folder, made, rounds)
    told["memory"]["MB at most with planner and database"] = peak_mb()
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
