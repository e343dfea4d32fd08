"""Reading RFC 5545 recurrence text strictly, before python-dateutil sees it.

dateutil is lenient where a wrong broadcast could come of it: it guesses dates (``UNTIL=10:30`` becomes today), drops
the number of ``BYDAY=1MO`` in a weekly rule, takes the first day of the week from a global setting. Here every part has
one row in a table; what has none is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from schedules.errors import Refused
from schedules.simple_rules import Simple, simple
from schedules.walltime import to_local, zone_named

FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

# part → lowest and highest number, whether it may be counted from the end, whether it is a list
_NUMBERS: dict[str, tuple[int, int, bool, bool]] = {
    "INTERVAL": (1, 9999, False, False),
    "COUNT": (1, 99999, False, False),
    "BYMONTH": (1, 12, False, True),
    "BYMONTHDAY": (1, 31, True, True),
    "BYYEARDAY": (1, 366, True, True),
    "BYWEEKNO": (1, 53, True, True),
    "BYSETPOS": (1, 366, True, True),
    "BYHOUR": (0, 23, False, True),
    "BYMINUTE": (0, 59, False, True),
}
_DAY = re.compile(r"([+-]?[1-9]\d?)?(" + "|".join(WEEKDAYS) + ")")
_UNTIL = re.compile(r"(\d{8})(T(\d{6})(Z?))?")
_NUMBER = re.compile(r"[+-]?\d{1,5}")
# part → the frequencies with which RFC 5545 (3.3.10, table of BYxxx) gives it no meaning
_SENSELESS = {
    "BYWEEKNO": {"MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY"},
    "BYYEARDAY": {"MONTHLY", "WEEKLY", "DAILY"},
    "BYMONTHDAY": {"WEEKLY"},
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A recurrence that was read. ``text`` names all that RFC 5545 takes from DTSTART (day, hour, minute, second) and
    has no UNTIL, so that of DTSTART only the phase of the interval and the beginning are left. ``simple`` is the
    same in the form of `simple_rules`, where it is simple enough."""

    text: str
    start: datetime
    frequency: str
    interval: int
    week_start: int
    counted: bool
    until: datetime | None
    simple: Simple | None = None


@lru_cache(maxsize=32768)
def read(text: str, start: datetime, zone: str) -> Pattern:
    """Refuses ``bad-rule`` (the part that is wrong), ``rule-too-often`` (every second), ``end-before-start``."""
    parts = split(text)
    for part, value in parts.items():
        _check_part(part, value)
    _check_together(parts)
    until = last_time(parts.pop("UNTIL", None), zone)
    if until is not None and until < start:
        raise Refused("end-before-start", "rrule")
    parts.setdefault("WKST", "MO")
    whole = parts | _implied(parts, start)
    return Pattern(
        text=";".join(f"{part}={value}" for part, value in whole.items()),
        start=start,
        frequency=parts["FREQ"],
        interval=int(parts.get("INTERVAL", "1")),
        week_start=WEEKDAYS.index(parts["WKST"]),
        counted="COUNT" in parts,
        until=until,
        simple=simple(whole, start),
    )


def split(text: str, field: str = "rrule") -> dict[str, str]:
    """``PART=value;PART=value`` as a mapping. Refuses ``bad-rule``: no value, or a part that comes twice."""
    parts: dict[str, str] = {}
    for pair in text.upper().split(";"):
        part, equals, value = pair.partition("=")
        if not equals or not value or part in parts:
            raise Refused("bad-rule", field, part=pair[:40])
        parts[part] = value
    return parts


def _check_part(part: str, value: str) -> None:
    if part == "FREQ" and value == "SECONDLY":
        raise Refused("rule-too-often", "rrule", minutes=1)
    match part:
        case "FREQ":
            fits = value in FREQUENCIES
        case "WKST":
            fits = value in WEEKDAYS
        case "UNTIL":
            fits = _UNTIL.fullmatch(value) is not None
        case "BYDAY":
            fits = all(_DAY.fullmatch(one) for one in value.split(","))
        case _:
            fits = part in _NUMBERS and are_numbers(value, *_NUMBERS[part])
    if not fits:
        raise Refused("bad-rule", "rrule", part=f"{part}={value}"[:40])


def are_numbers(value: str, low: int, high: int, from_end: bool, listed: bool) -> bool:
    """Whether it is one number, or a list, in that range; ``from_end`` allows a sign."""
    numbers = value.split(",") if listed else [value]
    return all(
        _NUMBER.fullmatch(one) is not None and low <= abs(int(one)) <= high and (from_end or one[0] not in "+-")
        for one in numbers
    )


def _check_together(parts: dict[str, str]) -> None:
    """Parts that are right alone and senseless together."""
    frequency = parts.get("FREQ", "")
    days = parts.get("BYDAY", "")
    counts_days = any(letter.isdigit() for letter in days)
    wrong = [part for part, without in _SENSELESS.items() if part in parts and frequency in without]
    if not frequency:
        wrong.append("FREQ")
    if "COUNT" in parts and "UNTIL" in parts:
        wrong.append("COUNT;UNTIL")
    if counts_days and (frequency not in ("MONTHLY", "YEARLY") or "BYWEEKNO" in parts):
        wrong.append(f"BYDAY={days}"[:40])
    if "BYSETPOS" in parts and not any(part.startswith("BY") and part != "BYSETPOS" for part in parts):
        wrong.append("BYSETPOS")
    if wrong:
        raise Refused("bad-rule", "rrule", part=wrong[0])


def last_time(value: str | None, zone: str, field: str = "rrule") -> datetime | None:
    """UNTIL: the last wall time that may be. A bare date means that whole day; ``Z`` is UTC and becomes wall time."""
    if value is None:
        return None
    match = _UNTIL.fullmatch(value)
    if match is None:
        raise Refused("bad-rule", field, part=f"UNTIL={value}"[:40])
    day, _, clock, utc = match.groups()
    try:
        last = datetime.fromisoformat(f"{day}T{clock or '235959'}")
    except ValueError:
        raise Refused("bad-rule", field, part=f"UNTIL={value}") from None
    return to_local(last.replace(tzinfo=UTC), zone_named(zone)) if utc else last


def _implied(parts: dict[str, str], start: datetime) -> dict[str, str]:
    """What RFC 5545 takes from DTSTART where the rule does not say it."""
    frequency = FREQUENCIES.index(parts["FREQ"])
    implied: dict[str, str] = {}
    if not parts.keys() & {"BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY"}:
        if frequency == FREQUENCIES.index("YEARLY") and "BYMONTH" not in parts:
            implied["BYMONTH"] = str(start.month)
        if frequency <= FREQUENCIES.index("MONTHLY"):
            implied["BYMONTHDAY"] = str(start.day)
        elif frequency == FREQUENCIES.index("WEEKLY"):
            implied["BYDAY"] = WEEKDAYS[start.weekday()]
    if frequency < FREQUENCIES.index("HOURLY") and "BYHOUR" not in parts:
        implied["BYHOUR"] = str(start.hour)
    if frequency < FREQUENCIES.index("MINUTELY") and "BYMINUTE" not in parts:
        implied["BYMINUTE"] = str(start.minute)
    return implied | {"BYSECOND": str(start.second)}
