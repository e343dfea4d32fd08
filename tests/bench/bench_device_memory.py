"""Memory of one simulated device with its state: resident bytes of the fleet's process, less those with no device."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from tests.bench.bench_bare import BareField, ears
from tests.bench.bench_child import Child
from tests.bench.bench_figures import Figure, Goal, Say
from tests.bench.bench_stage import COMMUNE, HAMLET, PROVINCE, Stage

NAME = "device-memory"
IDLE_S = 5.0
GOAL = Goal(16_384, of="ours")
NOTE = (
    "VmRSS of the process: code, heap and what the allocator keeps, shared parts divided by the number of devices; "
    "socket buffers are the kernel's and not in it. Bare: a paho client with the same subscriptions and no brain"
)


def measure(folder: Path, count: int, rounds: int, say: Say) -> list[Figure]:
    """Bytes a device, connected, with a timetable of a week, after some seconds of idling."""
    say(f"{NAME}: {count} devices")
    ours: list[float] = []
    trimmed: list[float] = []
    bare: list[float] = []
    with Stage(folder / "ours", count, horizon_days=7) as stage:
        stage.twice_a_day()
        for number in range(rounds):
            with stage.boxes(0) as nobody:
                empty = _resident(nobody)
            with stage.boxes() as boxes:
                stage.gather()
                time.sleep(IDLE_S)
                full = _resident(boxes)
            ours.append((full["bytes"] - empty["bytes"]) / count)
            trimmed.append((full["trimmed"] - empty["trimmed"]) / count)
            say(f"{NAME}: {count} devices, round {number + 1}: {ours[-1]:,.0f} bytes each")
        items = stage.number("SELECT count(*) FROM deliveries") // count
    with BareField(folder / "bare", count, (PROVINCE, COMMUNE, HAMLET)) as field:
        for _ in range(rounds):
            with ears(field.identities, 0) as nobody:
                empty = _resident(nobody)
            with ears(field.identities, count) as listening:
                time.sleep(IDLE_S)
                bare.append((_resident(listening)["bytes"] - empty["bytes"]) / count)
    parts = {"items": float(items), "trimmed_bytes": statistics.median(trimmed)}
    return [Figure(NAME, f"one of {count:,}", "bytes", ours, bare, GOAL, NOTE, parts)]


def _resident(child: Child) -> dict[str, int]:
    return child.ask("resident")
