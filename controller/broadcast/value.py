"""From rows to the values that the law of time works with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection

from controller.broadcast import faces, single_value
from controller.broadcast.known import Known
from controller.store import announcements as rows
from controller.store import areas, exceptions, media
from controller.store import holidays as days_off
from controller.store.devices import Device as DeviceRow
from controller.store.exceptions import Exceptional
from devices.profiles import profile
from schedules import compose, hours_data
from schedules import holidays as calendar
from schedules.announcement import (
    Announcement,
    AnnouncementId,
    Audience,
    Face,
    Klass,
    Late,
    LatePolicy,
    OnHolidays,
    Origin,
    Resume,
    Rule,
)
from schedules.hours import Hours
from schedules.planned import Device
from schedules.walltime import format_local, parse_local


def announcement(row: rows.Announcement, audience: rows.Audience, sound_ms: int | None) -> Announcement:
    """A row as a value; ``sound_ms`` is its master's length."""
    return Announcement(
        id=AnnouncementId(row.id),
        title=row.title,
        text=row.text,
        klass=Klass.from_wire(row.klass, "klass"),
        origin=Origin.from_wire(row.origin, "origin"),
        audience=Audience(frozenset(audience.areas), frozenset(audience.devices)),
        rule=rule_of(row),
        sound=faces.sound(row, sound_ms),
        page=faces.page(row),
        chime=row.chime,
        volume=row.volume,
        late=Late(LatePolicy(row.late), row.late_ms // 1000),
        resume=Resume(row.resume),
        serial=row.created_ms,
    )


def rule(start: str, zone: str, rrule: str | None, lunar: str | None, on_holidays: str) -> Rule:
    """When something is due, from its columns. Raises the refusals of `schedules`."""
    return Rule(parse_local(start, "start"), zone, rrule, lunar=lunar, holidays=OnHolidays(on_holidays))


def rule_of(row: rows.Announcement) -> Rule:
    """When an announcement is due."""
    return rule(row.start_local, row.zone, row.rrule, row.lunar, row.holidays)


def one(conn: Connection, row: rows.Announcement, audience: rows.Audience) -> Announcement:
    """A row that need not be in the database yet, for this audience; with the single occurrences that hold."""
    return _with(conn, [row], {row.id: audience}, exceptions.agreed(conn, [row.id]))[0]


def with_singles(conn: Connection, row: rows.Announcement, singles: Iterable[Exceptional]) -> Announcement:
    """A row with these single occurrences instead of those that hold."""
    return _with(conn, [row], rows.audiences(conn, [row.id]), {row.id: list(singles)})[0]


def announcements(
    conn: Connection, found: Sequence[rows.Announcement], known: Known | None = None
) -> list[Announcement]:
    """Rows as values, with their audiences, the lengths of their sounds and the single occurrences that hold; ``known``
    remembers what it made."""
    ids = [row.id for row in found]
    return _with(conn, found, rows.audiences(conn, ids), exceptions.agreed(conn, ids), known)


def _with(
    conn: Connection,
    found: Sequence[rows.Announcement],
    audiences: Mapping[str, rows.Audience],
    singles: Mapping[str, Sequence[Exceptional]],
    known: Known | None = None,
) -> list[Announcement]:
    known = known or Known()
    named = [*(row.sound for row in found), *(one.sound for some in singles.values() for one in some)]
    sounds = {hash for hash in named if hash is not None}
    lengths = media.lengths(conn, sounds)
    made = []
    for row in found:
        own = tuple(singles.get(row.id, ()))
        heard = {hash: lengths[hash] for hash in (row.sound, *(one.sound for one in own)) if hash and hash in lengths}
        made.append(known.made(_joined, row.id, row, audiences.get(row.id, rows.Audience()), own, heard))
    return made


def _joined(
    row: rows.Announcement, audience: rows.Audience, singles: Sequence[Exceptional], lengths: Mapping[str, int]
) -> Announcement:
    series = announcement(row, audience, lengths.get(row.sound or ""))
    return single_value.joined(series, row, singles, lengths)


def idle(one: Announcement, now_ms: int) -> tuple[str, ...]:
    """Names of single occurrences to come that its rule does not have (any more)."""
    return tuple(format_local(named) for named in compose.idle(one.rule, instant(now_ms), one.variants))


def device(row: DeviceRow) -> Device:
    """As much of a device as the law of time must know."""
    face = Face.SOUND if profile(row.profile).kind == "speaker" else Face.PAGE
    return Device(row.id, row.areas, frozenset({face}))


def hours(found: Iterable[areas.Area], known: Known | None = None) -> dict[str, Hours]:
    """What each area says itself about the hours; one that says nothing still has its zone."""
    known = known or Known()
    return {area.code: known.made(_hours, area.code, area) for area in found}


def _hours(area: areas.Area) -> Hours:
    data = dict(area.hours or {})
    data.setdefault("zone", area.zone)
    if area.volume_cap is not None:
        data["caps"] = [*data.get("caps", []), {"start": "00:00", "end": "24:00", "volume": area.volume_cap}]
    return hours_data.read(data)


def holidays(conn: Connection) -> calendar.Holidays:
    """The calendar of days off, with all that was entered."""
    decided = {
        str(one.year): {"tet_days_before": one.tet_days_before, "national_day_beside": one.national_day_beside}
        for one in days_off.years(conn)
    }
    added = [{"day": one.day, "name": one.name} for one in days_off.days(conn)]
    return calendar.read({"years": decided, "added": added})


def instant(ms: int) -> datetime:
    """Epoch milliseconds as an aware instant."""
    return datetime.fromtimestamp(ms / 1000, UTC)


def ms(instant: datetime) -> int:
    """An aware instant as epoch milliseconds."""
    return round(instant.timestamp() * 1000)
