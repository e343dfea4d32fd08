"""``./run prove week``: a quiet week of 5,000 boxes on ordinary 4G, in which nobody may be told of anything.

Ends with one line, and exit status 1 if there was an incident.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0 where nothing was told."""
    from controller.health.rules import book
    from firmware_sim.scenario import scenario
    from firmware_sim.scenario.who import boxes
    from tests.scenario.playing import DAY
    from tests.scenario.week import live

    made = argparse.ArgumentParser(prog="./run prove week", description=__doc__)
    made.add_argument("--boxes", type=int, default=0, help="only the first so many")
    given = made.parse_args(arguments)
    week, spent = scenario("quiet-week"), time.process_time()
    named = boxes(week.fleet)[: given.boxes or None]
    found, beats = live(week, named, book(), week.begins.instant(DAY))
    for one in found:
        print(f"{one.rule} {one.device or one.area}: {len(one.members)} boxes, opened {one.opened_ms}, {one.end}")
    print(f"{len(named)} boxes, {beats:,} heartbeats, {len(found)} incidents; {time.process_time() - spent:.0f} s")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
