"""What the tests of this room are made from."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from schedules.announcement import (
    Announcement,
    AnnouncementId,
    Audience,
    Face,
    Klass,
    Origin,
    PageWindow,
    Resume,
    Rule,
    Sound,
)
from schedules.hours import Hours, Sessions, Window, every_day
from schedules.planned import Device
from schedules.rrule_text import FREQUENCIES, WEEKDAYS
from schedules.walltime import parse_local, to_instant, zone_named

ZONE = "Asia/Ho_Chi_Minh"
HANOI = zone_named(ZONE)
BOTH = frozenset(Face)
HORN = frozenset({Face.SOUND})
BOARD = frozenset({Face.PAGE})


def at(text: str) -> datetime:
    """The instant of a wall time in Vietnam."""
    return to_instant(parse_local(text), HANOI)


def window(start: str, end: str) -> Window:
    def minute(text: str) -> int:
        return int(text[:2]) * 60 + int(text[3:])

    return Window(minute(start), minute(end))


DAYTIME = Hours(zone=ZONE, week=every_day(window("05:00", "11:30"), window("16:30", "20:00")))
NOW = at("2026-11-21T20:00")


def rule(start: str, rrule: str | None = None, **exceptions: Any) -> Rule:
    return Rule(parse_local(start), exceptions.pop("zone", ZONE), rrule, **exceptions)


def announcement(name: str = "a", start: str = "2026-11-22T05:30", **changes: Any) -> Announcement:
    """A daily-life bulletin of two minutes for the hamlet `thon-dong`, changed as said."""
    fields: dict[str, Any] = {
        "id": AnnouncementId(name),
        "title": "Lịch cắt điện",
        "text": "Ngày mai cắt điện từ 8 giờ.",
        "klass": Klass.NORMAL,
        "origin": Origin.COMMUNE,
        "audience": Audience(areas=frozenset({"thon-dong"})),
        "rule": rule(start, changes.pop("rrule", None)),
        "sound": Sound("0" * 64, changes.pop("seconds", 120) * 1000),
    }
    return Announcement(**(fields | changes))


def device(name: str, hamlet: str = "thon-dong", faces: frozenset[Face] = HORN) -> Device:
    return Device(name, ("tinh-phu-tho", "xa-tan-hoa", hamlet), faces)


DEVICES = [
    device("loa-1"),
    device("loa-2"),
    device("loa-3", "thon-doai"),
    device("bang-1", "thon-doai", BOARD),
    device("ca-hai", faces=BOTH),
]
"""Two hamlets, horns, a board, and one that has both faces."""
HOURS = {"xa-tan-hoa": DAYTIME, "thon-doai": Hours(week=every_day(window("05:30", "18:00")))}
"""The second hamlet's are narrower."""


# ------------------------------------------------------------------ strategies


def modest(examples: int) -> settings:
    """So many examples, and no judgement of how fast a busy machine is."""
    return settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def proof(examples: int) -> settings:
    """The same, multiplied by the profile that was chosen for the run."""
    return settings(modest(examples), max_examples=examples * settings().max_examples // 100)


numbers = st.integers


def listed(low: int, high: int, signed: bool = False) -> st.SearchStrategy[str]:
    """One to three different numbers, as a rule's text has them."""
    one = numbers(low, high)
    if signed:
        one = st.builds(lambda n, sign: n * sign, one, st.sampled_from([1, 1, -1]))
    return st.lists(one, min_size=1, max_size=3, unique=True).map(lambda many: ",".join(map(str, many)))


_WEEKDAYS = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=4, unique=True).map(",".join)
_NTH = st.builds(lambda n, day: f"{n}{day}", st.sampled_from([1, 2, 3, 4, 5, -1, -2]), st.sampled_from(["MO", "FR"]))


@st.composite
def rrules(draw: st.DrawFn, counted: bool = True) -> str:
    """Recurrence texts of every frequency, with the parts that make sense with it."""
    frequency = draw(st.sampled_from(FREQUENCIES))
    # Every few hours or more: nobody reads an expansion of all minutes of twenty years.
    interval = draw(numbers(45, 900) if frequency == "MINUTELY" else numbers(1, 9))
    parts = {"FREQ": frequency, "INTERVAL": str(interval)}
    options: dict[str, st.SearchStrategy[str]] = {
        "BYMONTH": listed(1, 12),
        "BYDAY": _WEEKDAYS,
        "BYHOUR": listed(0, 23),
        "BYMINUTE": listed(0, 59),
        "WKST": st.sampled_from(["MO", "SU", "WE"]),
        "UNTIL": st.sampled_from(["20271231", "20240229T120000", "20300615T053000Z"]),
    }
    if counted:
        options["COUNT"] = numbers(1, 400).map(str)
    if frequency in ("YEARLY", "MONTHLY"):
        options["BYDAY"] = st.one_of(_WEEKDAYS, _NTH)
    if frequency == "YEARLY":
        options["BYYEARDAY"] = listed(1, 366, signed=True)
        if draw(st.booleans()):
            options["BYWEEKNO"] = listed(1, 53, signed=True)
            options["BYDAY"] = _WEEKDAYS
    if frequency != "WEEKLY":
        options["BYMONTHDAY"] = listed(1, 31, signed=True)
    chosen = draw(st.lists(st.sampled_from(sorted(options)), max_size=3, unique=True))
    parts |= {part: draw(options[part]) for part in sorted(chosen)}
    if "COUNT" in parts:
        parts.pop("UNTIL", None)
    if any(part.startswith("BY") for part in parts) and draw(numbers(0, 4)) == 0:
        parts["BYSETPOS"] = draw(listed(1, 3, signed=True))
    return ";".join(f"{part}={value}" for part, value in parts.items())


_MONTHDAYS = st.lists(st.integers(1, 30) | st.integers(-29, -1), min_size=1, max_size=3).map(
    lambda many: ",".join(map(str, many))
)
_MONTHS = st.lists(st.builds("{}{}".format, st.integers(1, 12), st.sampled_from(["", "", "L"])), min_size=1, max_size=3)


@st.composite
def lunars(draw: st.DrawFn) -> str:
    """Texts of lunar rules."""
    parts = {"FREQ": draw(st.sampled_from(["MONTHLY", "YEARLY"])), "BYMONTHDAY": draw(_MONTHDAYS)}
    if parts["FREQ"] == "YEARLY" or draw(st.booleans()):
        parts["BYMONTH"] = ",".join(draw(_MONTHS))
    if draw(st.booleans()):
        parts |= {"BYHOUR": "5,17", "BYMINUTE": "0,30"}
    parts |= draw(st.sampled_from([{}, {"SKIP": "OMIT"}, {"SKIP": "BACKWARD"}]))
    parts |= draw(st.sampled_from([{}, {"COUNT": "40"}, {"UNTIL": "20270615"}, {"UNTIL": "20260101T000000Z"}]))
    return ";".join(f"{part}={value}" for part, value in parts.items())


starts = st.datetimes(parse_local("2016-01-01T00:00"), parse_local("2026-12-31T00:00")).map(
    lambda one: one.replace(microsecond=0)
)
instants = st.datetimes(parse_local("2024-01-01T00:00"), parse_local("2028-12-31T00:00"), timezones=st.just(UTC))
minutes = st.builds(timedelta, minutes=numbers(1, 30))
windows = st.builds(lambda a, b: Window(min(a, b), max(a, b) + 1), numbers(0, 1439), numbers(0, 1439))


@st.composite
def areas_hours(draw: st.DrawFn) -> Hours:
    """What one area might say about its hours, often nothing."""
    return Hours(
        zone=ZONE,
        week=draw(st.none() | st.tuples(*[st.lists(windows, max_size=3).map(tuple)] * 7)),
        sessions=draw(
            st.lists(st.builds(Sessions, numbers(0, 60), st.none() | numbers(0, 3), numbers(5, 90)), max_size=2).map(
                tuple
            )
        ),
        minutes_a_day=draw(st.none() | numbers(0, 120)),
        days_a_week=draw(st.none() | numbers(0, 7)),
    )


@st.composite
def busy(draw: st.DrawFn, days: int = 2) -> list[Announcement]:
    """Several announcements that get into each other's way on one morning and one evening."""
    many = []
    for index in range(draw(numbers(1, 8))):
        hour, minute = draw(st.sampled_from([4, 5, 5, 5, 17, 17, 23])), draw(numbers(0, 30))
        daily = draw(st.booleans())
        many.append(
            announcement(
                f"a{index}",
                f"2026-11-22T{hour:02}:{minute:02}",
                rrule=f"FREQ=DAILY;COUNT={days}" if daily else None,
                seconds=draw(numbers(10, 1500)),
                klass=draw(st.sampled_from(Klass)),
                origin=draw(st.sampled_from([Origin.COMMUNE, Origin.COMMUNE, Origin.PROVINCE, Origin.CENTRAL])),
                resume=draw(st.sampled_from(Resume)),
                serial=draw(numbers(0, 2)),
                page=draw(st.none() | st.builds(PageWindow, numbers(1, 3000))),
                audience=draw(
                    st.sampled_from(
                        [
                            Audience(areas=frozenset({"xa-tan-hoa"})),
                            Audience(areas=frozenset({"thon-dong"})),
                            Audience(devices=frozenset({"loa-2"})),
                        ]
                    )
                ),
            )
        )
    return many
