"""What people do in the year, as one table: whom they tell what, and what must become of it.

Each act names the wall time at which it is done. What it does to single occurrences stands beside it as `Fate`, written
down by hand from the law and not asked from our planner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from tests.year.year_oracle import times
from tests.year.year_series import HAMLETS, Series

TIGHT = "thon-thuong"
"""The hamlet that asks for shorter hours."""
WIDE = {"windows": [
    {"days": [1, 2, 3, 4, 5, 6, 7], "start": start, "end": end}
    for start, end in (("05:00", "06:45"), ("11:00", "11:30"), ("16:45", "18:30"))
]}  # fmt: skip
NARROW = {"windows": [
    {"days": [1, 2, 3, 4, 5, 6, 7], "start": start, "end": end}
    for start, end in (("05:10", "06:45"), ("11:00", "11:30"), ("16:45", "18:30"))
]}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fate:
    """What one occurrence comes to: when it sounds instead (None: not at all), and the word that must be on record."""

    key: str
    original: str
    account: str
    """moved, dropped, left-out, cancelled, paused, planned."""
    at: str | None = None
    why: str = ""
    hamlets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that somebody does. ``what`` is a method of `year_office.Office`, ``given`` its arguments."""

    at: str
    what: str
    given: tuple[object, ...] = ()
    fates: tuple[Fate, ...] = ()

    @property
    def when(self) -> datetime:
        """The wall time at which it is done."""
        return datetime.fromisoformat(self.at)


def notice(key: str, kind: str, start: str, said: str, **more: object) -> Act:
    """A single notice, composed and agreed at ``said``."""
    fates = more.pop("fates", ())
    one = Series(key, kind, start, more.pop("seconds", 60), said=said, **more)  # type: ignore[arg-type]
    return Act(said, "tell", (one,), fates)  # type: ignore[arg-type]


EMERGENCY, PRIORITY = {"klass": "emergency"}, {"klass": "priority"}
ACTS: tuple[Act, ...] = (
    Act("2028-01-02T09:00", "decide_holidays", (2028,)),
    # Tết: two days on which the bulletin is left out, a programme that is moved to the day after
    Act("2028-01-20T09:00", "leave_out", ("evening", "2028-01-25T17:25"), (
        Fate("evening", "2028-01-25T17:25", "left-out"),
    )),
    Act("2028-01-20T09:05", "leave_out", ("farming", "2028-01-24T17:50"), (
        Fate("farming", "2028-01-24T17:50", "left-out"),
    )),
    Act("2028-01-21T09:00", "move", ("morning", "2028-01-26T05:30", "2028-01-26T06:20"), (
        Fate("morning", "2028-01-26T05:30", "moved-by-hand", "2028-01-26T06:20"),
    )),
    Act("2028-01-21T09:10", "change", ("evening", "2028-01-26T17:25", 60), (
        Fate("evening", "2028-01-26T17:25", "changed", "2028-01-26T17:25"),
    )),
    # a flood on the second day of Tết
    Act("2028-01-27T04:30", "open_wire", ("2028-01-27T05:40",)),
    notice("flood", "emergency", "2028-01-27T04:45", "2028-01-27T04:32", **EMERGENCY),
    Act("2028-01-27T04:40", "play_now", ("flood",)),
    notice("flood-over", "emergency", "2028-01-27T05:31", "2028-01-27T04:50", **EMERGENCY, fates=(
        Fate("morning", "2028-01-27T05:30", "moved", "2028-01-27T05:32", "after-higher"),
    )),
    # left out, and wanted again two days later
    Act("2028-02-07T09:00", "leave_out", ("health", "2028-02-18T17:50")),
    Act("2028-02-09T09:00", "restore", ("health", "2028-02-18T17:50"), (
        Fate("health", "2028-02-18T17:50", "restored", "2028-02-18T17:50"),
    )),
    Act("2028-03-06T09:00", "move", ("law", "2028-03-08T17:50", "2028-03-09T18:05"), (
        Fate("law", "2028-03-08T17:50", "moved-by-hand", "2028-03-09T18:05"),
    )),
    # a day off that is given instead of another
    Act("2028-04-20T09:00", "add_holiday", ("2028-05-02", "Nghỉ bù")),
    Act("2028-04-20T09:10", "add_holiday", ("2028-05-12", "Hội làng")),
    Act("2028-04-27T09:00", "remove_holiday", ("2028-05-12",)),
    # two priority notices at the same time: somebody says which goes first
    notice("water", "priority", "2028-05-10T17:50", "2028-05-08T09:00", **PRIORITY, fates=(
        Fate("water", "2028-05-10T17:50", "moved", "2028-05-10T17:51", "after-equal"),
    )),
    notice("vaccine", "priority", "2028-05-10T17:50", "2028-05-08T09:10", **PRIORITY, fates=(
        Fate("law", "2028-05-10T17:50", "moved", "2028-05-10T17:52", "after-higher"),
    )),
    Act("2028-05-08T10:00", "order", ("vaccine", "water")),
    Act("2028-06-12T09:00", "rename", ("morning", "Bản tin sáng của xã")),
    Act("2028-06-12T09:30", "rename", ("hamlet-3", "Tin thôn Nam, tên mới")),
    Act("2028-07-03T09:00", "restart"),
    # people of one hamlet asked for silence before 05:10
    Act("2028-07-10T10:00", "hours", (TIGHT, NARROW)),
    Act("2028-08-01T09:00", "rotate_key"),
    Act("2028-08-07T09:00", "cancel", ("youth",)),
    # the storm: outside the hours, over the bulletins, and by hand
    Act("2028-09-19T20:50", "open_wire", ("2028-09-20T07:10",)),
    notice("storm-1", "emergency", "2028-09-19T22:15", "2028-09-19T21:00", **EMERGENCY),
    notice("storm-2", "emergency", "2028-09-20T02:30", "2028-09-19T23:00", **EMERGENCY),
    notice("storm-3", "emergency", "2028-09-20T05:31", "2028-09-20T04:00", **EMERGENCY, fates=(
        Fate("morning", "2028-09-20T05:30", "moved", "2028-09-20T05:32", "after-higher"),
    )),
    Act("2028-09-20T04:30", "play_now", ("storm-3",)),
    notice("storm-4", "emergency", "2028-09-20T17:40", "2028-09-20T07:00", seconds=20, **EMERGENCY, fates=(
        Fate("music", "2028-09-20T17:40", "moved", "2028-09-20T17:40:20", "after-higher"),
    )),
    # two priority notices, and nobody says anything
    notice("market", "priority", "2028-10-11T11:20", "2028-10-09T09:00", **PRIORITY, fates=(
        Fate("market", "2028-10-11T11:20", "dropped", None, "order-missed"),
    )),
    notice("census", "priority", "2028-10-11T11:20", "2028-10-09T09:10", **PRIORITY, fates=(
        Fate("census", "2028-10-11T11:20", "dropped", None, "order-missed"),
    )),
    # something higher in the middle of music that is paused for it
    notice("fire", "priority", "2028-11-06T17:41", "2028-11-04T09:00", seconds=20, **PRIORITY, fates=(
        Fate("music", "2028-11-06T17:40", "paused", "2028-11-06T17:40", "paused-for-higher"),
    )),
)  # fmt: skip


def notices(first: date, last: date, seed: int = 5) -> list[Act]:
    """Single notices to one or two hamlets, one every third day, at times at which nothing else is."""
    dice, found = Random(seed), []
    for number in range(122):
        start = datetime.fromordinal(date(2028, 1, 3).toordinal() + 3 * number).replace(hour=11, minute=20)
        if start.day in (9, 10, 11) and start.month == 10:
            continue
        said = start.fromordinal(start.toordinal() - dice.randrange(1, 6)).replace(hour=dice.choice((8, 15)))
        hamlets = tuple(dice.sample(HAMLETS, dice.choice((1, 1, 2))))
        if first <= said.date() and start.date() <= last:
            begins, composed = (f"{at:%Y-%m-%dT%H:%M}" for at in (start, said))
            found.append(notice(f"notice-{number}", "single notice", begins, composed, hamlets=hamlets))
    return found


@dataclass(frozen=True, slots=True)
class Life:
    """All of it between two days: the acts in order, and what is told."""

    first: date
    last: date
    acts: Sequence[Act]
    told: Sequence[Series]
    fates: dict[tuple[str, str], list[tuple[Act, Fate]]] = field(default_factory=dict)

    def added(self, at: datetime) -> frozenset[date]:
        """Days off that were added and not taken back by then."""
        found: set[date] = set()
        for act in self.acts:
            if act.when <= at and act.what in ("add_holiday", "remove_holiday"):
                day = date.fromisoformat(str(act.given[0]))
                found = found | {day} if act.what == "add_holiday" else found - {day}
        return frozenset(found)


def life(first: date, last: date, standing: Sequence[Series]) -> Life:
    """The part of the year from ``first`` to ``last``."""
    acts = [act for act in ACTS if first <= act.when.date() <= last]
    acts += notices(first, last)
    acts += [Act(one.said, "tell", (one,)) for one in standing if one.said and first.isoformat() <= one.said]
    before = [one for one in standing if one.said < first.isoformat() and times(one, first, last)]
    told = [*before, *(one for act in acts for one in act.given if isinstance(one, Series))]
    made = Life(first, last, sorted(acts, key=lambda act: act.at), told)
    for act in made.acts:
        for fate in act.fates:
            made.fates.setdefault((fate.key, fate.original), []).append((act, fate))
    return made
