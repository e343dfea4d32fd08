"""From rows to the values that the law of time works with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection

from controller.broadcast.chime import CHIME_MS
from controller.store import announcements as rows
from controller.store import areas, media
from controller.store import holidays as days_off
from controller.store.devices import Device as DeviceRow
from devices.profiles import profile
from schedules import holidays as calendar
from schedules import hours_data
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
    PageWindow,
    Resume,
    Rule,
    Sound,
)
from schedules.hours import Hours
from schedules.planned import Device
from schedules.walltime import parse_local


def announcement(row: rows.Announcement, audience: rows.Audience, sound_ms: int | None) -> Announcement:
    """A row as a value; ``sound_ms`` is its master's length."""
    sound = None
    if row.sound is not None and sound_ms is not None:
        sound = Sound(row.sound, sound_ms + (CHIME_MS if row.chime else 0))
    return Announcement(
        id=AnnouncementId(row.id),
        title=row.title,
        text=row.text,
        klass=Klass.from_wire(row.klass, "klass"),
        origin=Origin.from_wire(row.origin, "origin"),
        audience=Audience(frozenset(audience.areas), frozenset(audience.devices)),
        rule=rule_of(row),
        sound=sound,
        page=PageWindow(row.show_minutes) if row.page else None,
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
    """A row that need not be in the database yet, for this audience."""
    master = media.get(conn, row.sound) if row.sound is not None else None
    return announcement(row, audience, master.length_ms if master is not None else None)


def announcements(conn: Connection, found: Sequence[rows.Announcement]) -> list[Announcement]:
    """Rows as values, with their audiences and the lengths of their sounds."""
    audiences = rows.audiences(conn, [row.id for row in found])
    masters = media.many(conn, {row.sound for row in found if row.sound is not None})
    return [
        announcement(
            row,
            audiences.get(row.id, rows.Audience()),
            masters[row.sound].length_ms if row.sound in masters else None,
        )
        for row in found
    ]


def device(row: DeviceRow) -> Device:
    """As much of a device as the law of time must know."""
    face = Face.SOUND if profile(row.profile).kind == "speaker" else Face.PAGE
    return Device(row.id, row.areas, frozenset({face}))


def hours(found: Iterable[areas.Area]) -> dict[str, Hours]:
    """What each area says itself about the hours; one that says nothing still has its zone."""
    said = {}
    for area in found:
        data = dict(area.hours or {})
        data.setdefault("zone", area.zone)
        if area.volume_cap is not None:
            data["caps"] = [*data.get("caps", []), {"start": "00:00", "end": "24:00", "volume": area.volume_cap}]
        said[area.code] = hours_data.read(data)
    return said


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
