"""Who is pushed aside by a new announcement is told before it is agreed: exactly what the plan of all would do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given

from schedules.announcement import Announcement, Audience, Klass, Resume
from schedules.aside import Aside, Loss, aside
from schedules.conflict import Kind
from schedules.foresee import Foresight
from schedules.hours import Sessions
from schedules.plan import plan
from schedules.planned import Basis, Plan
from tests.schedules.schedules_making import DAYTIME, NOW, announcement, areas_hours, at, busy, device, proof

DEVICES = [device("loa-1"), device("loa-2"), device("loa-3", "thon-doai")]
HOURS = {"xa-tan-hoa": DAYTIME}
UNTIL = NOW + timedelta(days=14)


def of(mine: Announcement, *others: Announcement, hours=HOURS) -> list[Aside]:
    return list(aside(Foresight(Basis.of([mine, *others], DEVICES, hours), mine.id, NOW, UNTIL, NOW), mine))


def test_an_equal_that_begins_later_waits_and_that_is_told() -> None:
    mine = announcement("mine", "2026-11-22T06:00", seconds=300)
    (found,) = of(mine, announcement("other", "2026-11-22T06:02", audience=Audience(frozenset({"xa-tan-hoa"}))))
    assert found == Aside("other", Loss.MOVED, ("loa-1", "loa-2"), 1, at("2026-11-22T06:02"))


def test_a_higher_one_cuts_a_lower_one() -> None:
    mine = announcement("mine", "2026-11-22T06:00", klass=Klass.PRIORITY)
    (found,) = of(mine, announcement("other", "2026-11-22T05:59", rrule="FREQ=DAILY", resume=Resume.STOP))
    assert (found.loss, found.times, found.first) == (Loss.SHORTENED, 1, at("2026-11-22T05:59"))


def test_the_last_session_of_a_day_is_taken_away() -> None:
    two = {"xa-tan-hoa": replace(DAYTIME, sessions=(Sessions(5, 2),))}
    agreed = [announcement("one", "2026-11-22T06:00"), announcement("two", "2026-11-22T17:00")]
    (found,) = of(announcement("mine", "2026-11-22T09:00"), *agreed, hours=two)
    assert (found.announcement, found.loss) == ("two", Loss.DROPPED)


def test_who_is_asked_about_an_order_is_not_pushed_aside() -> None:
    both = [announcement(name, klass=Klass.PRIORITY) for name in ("mine", "other")]
    assert of(*both) == []


@given(many=busy(days=2), said=areas_hours())
@proof(15)
def test_it_is_what_the_plan_of_all_would_do(many, said) -> None:
    hours = {**HOURS, "thon-dong": said}
    mine, *others = many
    with_it, without = (plan(Basis.of(some, DEVICES, hours), NOW, UNTIL, NOW) for some in (many, others))
    gone = {(name, one) for name, one in _sounding(without) - _sounding(with_it)}
    told = {(device, one.announcement) for one in of(mine, *others, hours=hours) for device in one.devices}
    dropped = {(name, one.rpartition(".")[0]) for name, one in gone if not _asks(with_it, name, one)}
    assert dropped <= told


def _sounding(made: Plan) -> set[tuple[str, str]]:
    return {(name, item.occurrence) for name, one in made.devices.items() for item in one.items if item.spans}


def _asks(made: Plan, device: str, occurrence: str) -> bool:
    return any(one.occurrence == occurrence and one.kind is Kind.ASKS for one in made.devices[device].accounts)
