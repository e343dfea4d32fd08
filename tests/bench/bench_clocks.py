"""Everybody comes back at once: how long until the clocks are good, and whether a box errs by more than it says."""

from __future__ import annotations

import time
from pathlib import Path

from tests.bench.bench_figures import Figure, Goal, Say, medians
from tests.bench.bench_stage import Stage

NAME = "clocks"
GOOD_MS = 50
PATIENCE_S = 180
WATCH_S = 20
"""For so long the clocks are looked at after they have become good."""


def measure(folder: Path, count: int, rounds: int, say: Say) -> list[Figure]:
    """From the power to the instant at which 99 of 100 boxes know the time to ``GOOD_MS``."""
    seconds: list[float] = []
    parts: list[dict[str, float]] = []
    with Stage(folder / "ours", count, horizon_days=7) as stage:
        stage.twice_a_day()
        for number in range(rounds):
            took, found = _round(stage, say)
            say(f"{NAME}: {count} devices, round {number + 1} of {rounds}: {took:.1f} s")
            seconds.append(took)
            parts.append(found)
    note = f"from the power of all at once, until 99 of 100 have an error bound of {GOOD_MS} ms or less; no bare side"
    return [Figure(NAME, f"of {count:,} at once", "s", seconds, (), Goal(60, of="ours"), note, medians(parts))]


def _round(stage: Stage, say: Say) -> tuple[float, dict[str, float]]:
    begun = time.monotonic()
    good = up = 0.0
    worst = broken = 0
    errors = [0]
    with stage.boxes() as boxes:
        while not good or time.monotonic() < begun + good + WATCH_S:
            time.sleep(0.5)
            since = time.monotonic() - begun
            if since > PATIENCE_S:
                raise TimeoutError(f"the clocks are not good after {PATIENCE_S} s")
            told = boxes.ask("clocks")
            errors, wrong = told["errors"], told["wrong"]
            if len(errors) == stage.count:
                worst = max(worst, wrong[-1])
                at99 = len(errors) * 99 // 100
                say(
                    f"{NAME}: {since:5.1f} s: {told['up']} up, {told['compared']} compared, {told['waiting']} unread; "
                    f"p50 {errors[len(errors) // 2]}, p99 {errors[at99]}, worst {errors[-1]}; wrong by {wrong[-1]} ms"
                )
                if told["up"] == stage.count:
                    up = up or since
                    good = good or (since if errors[at99] <= GOOD_MS else 0.0)
            broken = max(broken, told["broken"])
        return good, {"all_up_s": up, "worst_bound_ms": errors[-1], "ever_wrong_by_ms": worst, "bound_broken": broken}
