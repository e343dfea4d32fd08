"""A stretch of the year, run and judged: the same for ``./run prove year`` and for the suite."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.year.year_due import Calendar
from tests.year.year_judge import Judge, Verdict
from tests.year.year_life import life
from tests.year.year_oracle import ms
from tests.year.year_run import AFTER, EVE, reign, through
from tests.year.year_series import STANDING

FIRST, LAST = date(2028, 1, 1), date(2028, 12, 31)
"""A leap year, with a leap fifth month, whose Tết is on 26 January."""
HOME = 21
"""Days after which the last account of a day must be home: no box of ours is away for longer."""


def prove(
    folder: Path, devices: int, first: date, last: date, say: Callable[[str], None], rough: float = 1.0
) -> Verdict:
    """Both days whole. ``rough``: how much more often than usual the power goes."""
    with reign(folder, life(first, last, STANDING), devices, say, rough) as made:
        judge = Judge(made, Calendar(made.life, made.boxes, ms(datetime.combine(first, datetime.min.time())) - EVE))
        judged = first

        def each(day: date) -> None:
            nonlocal judged
            if judged <= min(last, day - timedelta(days=HOME)):
                judge.day(judged)
                judged += timedelta(days=1)
            if day.day == 1 or day == last:
                found = judge.verdict
                say(f"{day}: {sum(found.table.values()):,} judged up to {judged}, {len(found.wrong)} disagreements")

        through(made, each)
        while judged <= last:
            judge.day(judged)
            judged += timedelta(days=1)
        judge.end()
        spent = ", ".join(f"{name} {seconds:.0f} s" for name, seconds in made.spent.items())
        say(f"processor: {spent}; {AFTER} days more for the last accounts")
        return judge.verdict
