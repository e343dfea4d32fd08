"""``./run bench``: each measurement beside its bare baseline in the same run, as a table and as JSON."""

from __future__ import annotations

import argparse
import json
import logging
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from tests.bench.bench_figures import Figure, Say

SPARE_FILES = 512
NAMES = (
    "play-now",
    "replan",
    "fortnight",
    "check",
    "reports",
    "device-memory",
    "same-second",
    "clocks",
    "notice",
    "recording",
    "press",
    "live",
    "pages",
    "pages-large",
    "series",
    "fleet",
    "mixed",
)
SIZES: dict[str, tuple[int, ...]] = {
    "play-now": (1_000, 5_000),
    "replan": (5_000,),
    "fortnight": (11_300,),
    "check": (150,),
    "reports": (500,),
    "device-memory": (5_000,),
    "same-second": (1_000,),
    "clocks": (4_000,),
    "notice": (1,),
    "press": (1,),
    "recording": (300,),
    "live": (1, 100, 1_000),
    "pages": (1,),
    "pages-large": (5_000,),
    "series": (100,),
    "fleet": (10_000,),
    "mixed": (5_000,),
}
ROUNDS = {
    "play-now": 5,
    "replan": 5,
    "fortnight": 5,
    "check": 5,
    "reports": 5,
    "device-memory": 1,
    "same-second": 3,
    "clocks": 1,
    "notice": 3,
    "press": 3,
    "recording": 3,
    "live": 3,
    "pages": 3,
    "pages-large": 5,
    "series": 1,
    "fleet": 1,
    "mixed": 1,
}
QUICK = 20
"""Devices of a smoke test."""


def parser() -> argparse.ArgumentParser:
    """The options."""
    made = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    made.add_argument("--only", action="append", choices=NAMES, help="this measurement; may be given several times")
    made.add_argument("--rounds", type=int, default=0, help="so many pairs of rounds, instead of each one's own number")
    made.add_argument("--devices", type=int, default=0, help="so many devices, instead of each one's own numbers")
    made.add_argument("--quick", action="store_true", help=f"{QUICK} devices, one round: only to see that all works")
    made.add_argument("--json", type=Path, default=ROOT / "out" / "bench.json", help="where the figures go")
    return made


def measures() -> dict[str, Callable[..., list[Figure]]]:
    """Every measurement by name."""
    from tests.bench import (
        bench_check,
        bench_clocks,
        bench_device_memory,
        bench_fleet,
        bench_fortnight,
        bench_live,
        bench_mixed,
        bench_notice,
        bench_pages,
        bench_pages_large,
        bench_play_now,
        bench_press,
        bench_recording,
        bench_replan,
        bench_reports,
        bench_same_second,
        bench_series,
    )

    return {
        "play-now": bench_play_now.measure,
        "replan": bench_replan.measure,
        "fortnight": bench_fortnight.measure,
        "check": bench_check.measure,
        "reports": bench_reports.measure,
        "device-memory": bench_device_memory.measure,
        "same-second": bench_same_second.measure,
        "clocks": bench_clocks.measure,
        "notice": bench_notice.measure,
        "press": bench_press.measure,
        "recording": bench_recording.measure,
        "live": bench_live.measure,
        "pages": bench_pages.measure,
        "pages-large": bench_pages_large.measure,
        "series": bench_series.measure,
        "fleet": bench_fleet.measure,
        "mixed": bench_mixed.measure,
    }


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0 when everything was measured, 2 when this machine cannot do it. Goals that are missed are said."""
    from rich.console import Console

    from controller.logs import configure
    from tests.bench.bench_child import TooFewFiles, allow_files
    from tests.bench.bench_figures import show

    given = parser().parse_args(arguments)
    configure("error", quiet=True)
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)  # what it drops is counted, not told line by line
    console, progress = Console(width=None if sys.stdout.isatty() else 130), Console(stderr=True)
    begun = time.monotonic()

    def say(text: str) -> None:
        progress.print(f"[dim]{time.monotonic() - begun:6.1f} s[/dim]  {text}", highlight=False)

    chosen = [name for name in NAMES if not given.only or name in given.only]
    try:
        allow_files(max(size for name in chosen for size in sizes(given, name)) + SPARE_FILES)
    except TooFewFiles as problem:
        print(problem, file=sys.stderr)
        return 2
    figures = [figure for name in chosen for figure in _measured(given, name, say)]
    show(console, figures)
    keep(given.json, given, figures, time.monotonic() - begun)
    console.print(f"{given.json}")
    return 0


def sizes(given: argparse.Namespace, name: str) -> tuple[int, ...]:
    """With how many devices."""
    if given.devices:
        return (given.devices,)
    return (QUICK,) if given.quick else SIZES[name]


def _measured(given: argparse.Namespace, name: str, say: Say) -> list[Figure]:
    rounds = given.rounds or (1 if given.quick else ROUNDS[name])
    figures = []
    for count in sizes(given, name):
        with tempfile.TemporaryDirectory(prefix="tienglang-bench-") as folder:
            figures += measures()[name](Path(folder), count, rounds, say)
    return figures


def keep(file: Path, given: argparse.Namespace, figures: list[Figure], seconds: float) -> None:
    """The figures as JSON, with the machine that they were measured on."""
    about: dict[str, Any] = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "load": os.getloadavg(),
        "seconds": round(seconds, 1),
        "quick": given.quick,
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"about": about, "figures": [one.as_json() for one in figures]}, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())
