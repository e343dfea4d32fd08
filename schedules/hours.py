"""When a horn may sound: allowed hours as data of an area, stricter further down the tree.

`Hours` holds only what one area says; ``None`` and empty mean "says nothing". `effective` joins a chain of areas, and
joining only ever takes away: windows are intersected, the smallest limit counts, every law on sessions and every volume
cap of the chain holds. Where nobody in the chain has said any windows, no horn sounds: forgotten hours are a silent
horn and a finding, not a village awake at 03:15.

A window lies inside one day. One that would cross midnight is refused, not split: written down it is nearly always two
swapped times, and a sound must not run from one day's minutes into the next's. Hours bind sound; pages are silent.
Emergencies are exempt, and that is put on record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from schedules.announcement import Klass
from schedules.errors import Refused
from schedules.findings import Finding
from schedules.limits import Counted
from schedules.span import Span
from schedules.walltime import midnight, to_instant, to_local, zone_named

DAY_MINUTES = 24 * 60
WEEK_DAYS = 7
LOUDEST = 100
_NEAR_DAYS = 7
"""How far `nearest` looks in both directions: windows repeat every week."""


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Minutes since local midnight, from ``start`` up to and without ``end``; 1440 is the day's end."""

    start: int
    end: int

    def __post_init__(self) -> None:
        for minute in (self.start, self.end):
            if not 0 <= minute <= DAY_MINUTES:
                raise Refused("limit-out-of-range", "hours", limit=minute, low=0, high=DAY_MINUTES)
        if self.start == self.end:
            raise Refused("window-empty", "hours", start=clock(self.start))
        if self.start > self.end:
            raise Refused("window-crosses-midnight", "hours", start=clock(self.start), end=clock(self.end))


Week = tuple[tuple[Window, ...], ...]
"""The windows of the seven days, Monday first."""


@dataclass(frozen=True, slots=True)
class Sessions:
    """A law on sessions (buổi phát). Sounds with less than ``gap_minutes`` of silence between them are one session;
    its minutes count from the first start to the last end."""

    gap_minutes: int
    per_day: int | None = None
    minutes: int | None = None

    def __post_init__(self) -> None:
        for limit in (self.gap_minutes, self.per_day, self.minutes):
            _check_limit(limit)


@dataclass(frozen=True, slots=True)
class Cap:
    """No louder than ``volume`` percent in this window of each day."""

    window: Window
    volume: int

    def __post_init__(self) -> None:
        _check_limit(self.volume, LOUDEST)


@dataclass(frozen=True, slots=True)
class Hours:
    """What one area says, or, from `effective`, what holds at the end of a chain of areas."""

    zone: str | None = None
    week: Week | None = None
    sessions: tuple[Sessions, ...] = ()
    minutes_a_day: int | None = None
    caps: tuple[Cap, ...] = ()
    days_a_week: int | None = None

    def __post_init__(self) -> None:
        _check_limit(self.minutes_a_day)
        _check_limit(self.days_a_week, WEEK_DAYS)
        if self.zone is not None:
            zone_named(self.zone)
        if self.week is not None:
            if len(self.week) != 7:
                raise ValueError("a week has seven days")
            object.__setattr__(self, "week", tuple(_joined(day) for day in self.week))


def _check_limit(limit: int | None, high: int = DAY_MINUTES) -> None:
    if limit is not None and not 0 <= limit <= high:
        raise Refused("limit-out-of-range", "hours", limit=limit, low=0, high=high)


def _joined(windows: Iterable[Window]) -> tuple[Window, ...]:
    """Sorted, with windows that touch or overlap made one."""
    joined: list[Window] = []
    for one in sorted(windows):
        if joined and one.start <= joined[-1].end:
            joined[-1] = Window(joined[-1].start, max(joined[-1].end, one.end))
        else:
            joined.append(one)
    return tuple(joined)


def clock(minute: int) -> str:
    """``HH:MM``; the day's end is 24:00."""
    return f"{minute // 60:02}:{minute % 60:02}"


def every_day(*windows: Window) -> Week:
    return (windows,) * 7


def week_of(days: Mapping[int, Iterable[Window]]) -> Week:
    """From ISO weekdays (Monday is 1); days that are not named have no window."""
    return tuple(tuple(days.get(weekday, ())) for weekday in range(1, 8))


# ------------------------------------------------------------------ inheritance


def effective(chain: Sequence[Hours]) -> Hours:
    """What holds for the last area of the chain; the first is the highest. The zone is the nearest one that is said."""
    weeks = [one.week for one in chain if one.week is not None]
    return Hours(
        zone=next((one.zone for one in reversed(chain) if one.zone is not None), None),
        week=_intersection(weeks) if weeks else None,
        sessions=tuple(dict.fromkeys(law for one in chain for law in one.sessions)),
        minutes_a_day=min((one.minutes_a_day for one in chain if one.minutes_a_day is not None), default=None),
        caps=tuple(dict.fromkeys(cap for one in chain for cap in one.caps)),
        days_a_week=min((one.days_a_week for one in chain if one.days_a_week is not None), default=None),
    )


def _intersection(weeks: Sequence[Week]) -> Week:
    common = weeks[0]
    for week in weeks[1:]:
        common = tuple(
            tuple(
                Window(max(a.start, b.start), min(a.end, b.end))
                for a in ours
                for b in theirs
                if max(a.start, b.start) < min(a.end, b.end)
            )
            for ours, theirs in zip(common, week, strict=True)
        )
    return common


# ------------------------------------------------------------------ the law


def check(
    start: datetime, duration: timedelta, klass: Klass, hours: Hours, others: Iterable[Span] | Counted = ()
) -> tuple[Finding, ...]:
    """What speaks against a sound at ``start`` (aware). ``hours`` are effective ones; ``others`` what else sounds on
    the device on the days of `counted_together`, as far as it counts against limits (no emergencies).

    An emergency outside the hours gives a finding that does not block.
    """
    span = Span(start, start + duration)
    inside = hours.week is not None and hours.zone is not None and _inside(span, hours)
    if klass is Klass.EMERGENCY:
        return () if inside else (Finding("emergency-outside-hours"),)
    if hours.week is None or hours.zone is None:
        return (Finding("hours-not-set"),)
    found = () if inside else (Finding("outside-hours", nearest=nearest(start, duration, hours)),)
    if not limited(hours):
        return found
    return found + (others if isinstance(others, Counted) else Counted.of(hours, others)).over(span)


def _since_midnight(span: Span, hours: Hours) -> tuple[datetime, timedelta, timedelta]:
    """The local day of a span's start, and how far into it the span starts and ends (in wall time, or in truth where
    a clock change makes that longer)."""
    zone = zone_named(hours.zone or "UTC")
    first = to_local(span.start, zone)
    day = midnight(first)
    return day, first - day, max(first - day + span.length, to_local(span.end, zone) - day)


def _inside(span: Span, hours: Hours) -> bool:
    day, begins, ends = _since_midnight(span, hours)
    windows = hours.week[day.weekday()] if hours.week else ()
    return any(timedelta(minutes=one.start) <= begins and ends <= timedelta(minutes=one.end) for one in windows)


def nearest(start: datetime, duration: timedelta, hours: Hours, not_before: datetime | None = None) -> datetime | None:
    """The nearest start within a week at which a window is open for long enough; of two as near, the later."""
    if hours.zone is None:
        return None
    zone = zone_named(hours.zone)
    wished = to_local(start, zone)
    fitting = []
    for ahead in range(-_NEAR_DAYS, _NEAR_DAYS + 1):
        day = midnight(wished) + timedelta(days=ahead)
        for window in (hours.week or every_day())[day.weekday()]:
            first, last = day + timedelta(minutes=window.start), day + timedelta(minutes=window.end) - duration
            instant = to_instant(min(max(first, wished), last), zone)
            if first <= last and (not_before is None or instant >= not_before):
                fitting.append(instant)
    inside = [one for one in fitting if _inside(Span(one, one + duration), hours)]
    return min(inside, key=lambda one: (abs(one - start), start - one), default=None)


# ------------------------------------------------------------------ questions of the planner


def local_day(instant: datetime, hours: Hours) -> date:
    return to_local(instant, zone_named(hours.zone or "UTC")).date()


def limited(hours: Hours) -> bool:
    """Whether it matters what else sounds on that day or in that week."""
    return bool(hours.sessions) or hours.minutes_a_day is not None or hours.days_a_week is not None


def counted_together(day: date, hours: Hours) -> tuple[date, ...]:
    """The days whose sounds count against the same limits: the day alone, or its week from Monday to Sunday."""
    if hours.days_a_week is None:
        return (day,)
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=ahead) for ahead in range(WEEK_DAYS))


def open_spans(day: date, hours: Hours) -> tuple[Span, ...]:
    """The allowed windows of one local day as instants, in order."""
    if hours.week is None or hours.zone is None:
        return ()
    zone, begin = zone_named(hours.zone), datetime.combine(day, time())
    return tuple(
        Span(
            to_instant(begin + timedelta(minutes=one.start), zone), to_instant(begin + timedelta(minutes=one.end), zone)
        )
        for one in hours.week[day.weekday()]
    )


def cap_for(span: Span, hours: Hours) -> int:
    """The loudest volume (percent) that is allowed all through a sound."""
    if not hours.caps:
        return LOUDEST
    _, begins, ends = _since_midnight(span, hours)
    return min(
        (
            cap.volume
            for cap in hours.caps
            if begins < timedelta(minutes=cap.window.end) and timedelta(minutes=cap.window.start) < ends
        ),
        default=LOUDEST,
    )
