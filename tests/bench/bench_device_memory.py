"""Memory of one simulated device with its state: resident bytes of the fleet's process, in two ways.

*One of so many* is all that the process holds beyond one without devices, divided by their number. It contains what is
there once for all of them (libraries that the first device makes the process load, profiles, the list of keys, whatever
the allocator keeps), so of few devices it says more about that than about a device. *One more* is what the process grew
by from few to many, divided by how many came: that part falls out. The goal is held against both where thousands share.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.bench_bare import BareField, ears
from tests.bench.bench_child import Child
from tests.bench.bench_figures import Figure, Goal, Say
from tests.bench.bench_stage import COMMUNE, HAMLET, PROVINCE, Stage

NAME = "device-memory"
IDLE_S = 5.0
GOAL = Goal(16_384, of="ours")
FEWER = 5
"""The smaller fleet is so many times smaller."""
ENOUGH = 1_000
"""From so many devices on, the growth from the smaller fleet is more than what an allocator happens to keep."""
NOTE = (
    "VmRSS of the process: code, heap and what the allocator keeps; socket buffers are the kernel's and not in it. "
    "Bare: a paho client with the same subscriptions and no brain"
)
FEW = "no goal: what all devices share (interpreter, libraries) is divided by so few that it outweighs the device"
MORE = "growth of the process from {few:,} devices to {many:,}, by each that came: without what all of them share"


@dataclass(frozen=True, slots=True)
class Grown:
    """Resident bytes of a process with no, few and many devices."""

    none: int
    few: int
    many: int


def measure(folder: Path, count: int, rounds: int, say: Say) -> list[Figure]:
    """Bytes a device, connected, with a timetable of a week, after some seconds of idling."""
    few = count // FEWER if count >= ENOUGH else 0
    idle_s = IDLE_S if few else 0.1
    say(f"{NAME}: {few:,} and {count:,} devices")
    trimmed: list[int] = []
    with Stage(folder / "ours", count, horizon_days=7) as stage:
        stage.twice_a_day()

        def fleet(number: int, boxes: Child) -> int:
            if number:
                stage.gather(number)
                time.sleep(idle_s)
            full: dict[str, int] = boxes.ask("resident")
            trimmed.append(full["trimmed"])
            return full["bytes"]

        ours = [_grown(stage.boxes, fleet, few, count) for _ in range(rounds)]
        items = stage.number("SELECT count(*) FROM deliveries") // count
    with BareField(folder / "bare", count, (PROVINCE, COMMUNE, HAMLET)) as field:

        def clients(number: int, listening: Child) -> int:
            if number:
                time.sleep(idle_s)
            resident: int = listening.ask("resident")["bytes"]
            return resident

        bare = [_grown(lambda number: ears(field.identities, number), clients, few, count) for _ in range(rounds)]
    steps = len(trimmed) // rounds
    kept = [(many - none) / count for none, many in zip(trimmed[::steps], trimmed[steps - 1 :: steps], strict=True)]
    parts = {"items": float(items), "trimmed_bytes": statistics.median(kept)}
    return figures(few, count, ours, bare, parts)


def figures(few: int, many: int, ours: Sequence[Grown], bare: Sequence[Grown], parts: dict[str, float]) -> list[Figure]:
    """One of few, one of many, and one more."""

    def row(name: str, each: Callable[[Grown], float], goal: Goal | None, *notes: str) -> Figure:
        mine, theirs = [each(one) for one in ours], [each(one) for one in bare]
        return Figure(NAME, name, "bytes", mine, theirs, goal, "; ".join(notes), parts if name == whole else {})

    whole = f"one of {many:,}"
    made = [row(whole, lambda one: (one.many - one.none) / many, GOAL, NOTE)]
    if few:
        about = MORE.format(few=few, many=many)
        made.insert(0, row(f"one of {few:,}", lambda one: (one.few - one.none) / few, None, FEW))
        made.append(row("one more", lambda one: (one.many - one.few) / (many - few), GOAL, about))
    return made


def _grown(
    start: Callable[[int], AbstractContextManager[Child]], resident: Callable[[int, Child], int], few: int, many: int
) -> Grown:
    """A process each, one after the other: one that has grown does not shrink again."""
    found = {}
    for number in sorted({0, few, many}):
        with start(number) as child:
            found[number] = resident(number, child)
    return Grown(found[0], found[few], found[many])
