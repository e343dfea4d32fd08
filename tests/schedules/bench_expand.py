"""How fast rules are expanded, against plain dateutil in the same run; equal results are a condition.

    python tests/schedules/bench_expand.py [rules] [rounds]

10,000 weekly rules that began one to nine years ago, over one week and over a fortnight. The two take turns, so that a
busy machine is busy for both; the middle of the rounds counts. Texts are read before the clock starts, for both.
"""

from __future__ import annotations

import random
import statistics
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parents[2]))

from dateutil.rrule import rrule, rruleset, rrulestr

from schedules.announcement import Rule
from schedules.recurrence import occurrences
from schedules.rrule_text import WEEKDAYS

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
TODAY = datetime(2026, 11, 22)  # noqa: DTZ001 - a wall time
WANTED = 20
"""Times faster than plain dateutil: what issue 3 asks for."""


def rules(many: int) -> list[Rule]:
    """Weekly rules as communes write them: some days of the week, once or twice a day, some every other week."""
    chance = random.Random(3)
    made = []
    for _ in range(many):
        start = TODAY - timedelta(days=chance.randint(365, 9 * 365))
        start = start.replace(hour=chance.choice([5, 11, 17]), minute=chance.choice([0, 15, 30, 45]))
        days = ",".join(sorted(chance.sample(WEEKDAYS, chance.randint(1, 5)), key=WEEKDAYS.index))
        text = f"FREQ=WEEKLY;BYDAY={days}"
        text += chance.choice(["", "", ";INTERVAL=2", ";BYHOUR=5,17"])
        made.append(Rule(start, "Asia/Ho_Chi_Minh", text))
    return made


def plainly(read: rrule | rruleset, low: datetime, high: datetime) -> list[datetime]:
    """What somebody would write who has only dateutil: the window's wall times as instants."""
    return [one.replace(tzinfo=ZONE).astimezone(UTC) for one in read.between(low, high, inc=True) if one < high]


def timed(work: Callable[[], list[list[datetime]]]) -> tuple[float, list[list[datetime]]]:
    begin = perf_counter()
    answer = work()
    return perf_counter() - begin, answer


def measure(made: list[Rule], days: int, rounds: int) -> float:
    """Prints one line; how many times faster."""
    low, high = TODAY, TODAY + timedelta(days=days)
    since, until = low.replace(tzinfo=ZONE), high.replace(tzinfo=ZONE)
    read = [rrulestr(one.rrule or "", dtstart=one.start) for one in made]
    ours, theirs, found = [], [], 0
    for _ in range(rounds):
        seconds, plain = timed(lambda: [plainly(one, low, high) for one in read])
        theirs.append(seconds)
        seconds, mine = timed(lambda: [[due.start for due in occurrences(one, since, until)] for one in made])
        ours.append(seconds)
        assert mine == plain, "not equal to dateutil"
        found = sum(map(len, mine))
    times = statistics.median(theirs) / statistics.median(ours)
    print(
        f"{days:2} days  {len(made):,} rules  {found:,} occurrences  dateutil {statistics.median(theirs):.2f} s  "
        f"ours {statistics.median(ours):.3f} s  {times:.0f} times faster"
    )
    return times


def main() -> int:
    many, rounds = (int(one) for one in (*sys.argv[1:], *("10000", "3")[len(sys.argv) - 1 :]))
    made = rules(many)
    for one in made:
        occurrences(one, TODAY.replace(tzinfo=ZONE), (TODAY + timedelta(days=1)).replace(tzinfo=ZONE))
    slowest = min(measure(made, days, rounds) for days in (7, 14))
    return 0 if slowest >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main())
