"""Whether something may sound at once: the hours of each horn and their limits, asked of the law of time.

What counts against a limit is what is planned for that day (or week) and what was played at once before. An emergency
counts for nothing and is bound by nothing; that it sounds outside the hours is told, so that it stands in the log.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from controller.broadcast import agreed, faces, value
from controller.errors import ManyRefused, Refused
from controller.store import announcements, areas, commands, devices, media, talks
from controller.store.announcements import Announcement, Audience
from controller.store.commands import AREA, Command
from controller.store.devices import Device
from controller.store.talks import Talk
from devices.profiles import profile
from schedules.announcement import Klass
from schedules.findings import Finding
from schedules.hours import Hours, cap_for, check, counted_together, effective, limited, local_day
from schedules.plan import plan
from schedules.span import Span
from schedules.walltime import bounds


@dataclass(frozen=True, slots=True)
class Allowed:
    """``volume`` is the loudest that every horn may sound at now; ``exempt`` what an emergency is exempt from."""

    volume: int
    exempt: tuple[str, ...] = ()


def allowed(conn: Connection, row: Announcement, whom: Audience, at_ms: int, now_ms: int) -> Allowed:
    """Whether all horns of an audience may sound it then. Raises `ManyRefused` with every reason."""
    length_ms = _length(conn, row)
    if length_ms is None:
        return Allowed(row.volume)
    return allowed_sound(conn, Sound(row.klass, row.volume, length_ms), whom, at_ms, now_ms)


@dataclass(frozen=True, slots=True)
class Sound:
    """What shall sound; ``field`` is where the person who asked mends it."""

    klass: str
    volume: int
    length_ms: int
    field: str = "announcement"


def allowed_sound(conn: Connection, sound: Sound, whom: Audience, at_ms: int, now_ms: int) -> Allowed:
    """Whether all horns of an audience may sound this then. Raises `ManyRefused` with every reason."""
    span = Span(value.instant(at_ms), value.instant(at_ms) + timedelta(milliseconds=sound.length_ms))
    places = _places(conn, whom)
    klass = Klass.from_wire(sound.klass)
    if klass is Klass.EMERGENCY:  # which does not wait until minutes are counted
        noted = {one.code for hours in places for one in check(span.start, span.length, klass, hours)}
        return Allowed(sound.volume, tuple(sorted(noted)))
    found: dict[str, tuple[Finding, int]] = {}
    for hours, paths in places.items():
        for count, others in _counted(conn, hours, paths, whom, span.start, now_ms):
            for each in check(span.start, span.length, klass, hours, others):
                first, before = found.get(each.code, (each, 0))
                found[each.code] = first, before + count
    if found:
        raise ManyRefused([_refused(one, sound.field, count, span.start) for one, count in found.values()])
    return Allowed(min([sound.volume, *(cap_for(span, hours) for hours in places)]))


def _length(conn: Connection, row: Announcement) -> int | None:
    master = media.get(conn, row.sound) if row.sound else None
    sound = faces.sound(row, master.length_ms) if master is not None else None
    return sound.length_ms if sound is not None else None


def _refused(one: Finding, field: str, count: int, start: datetime) -> Refused:
    params = {**one.params, "first": start.isoformat(), "devices": count}
    if one.nearest is not None:
        params["nearest"] = one.nearest.isoformat()
    return Refused(f"play-{one.code}", field, **params)


Path = tuple[str, ...]
Places = dict[Hours, dict[Path, int]]


def _places(conn: Connection, whom: Audience) -> Places:
    """Where the horns stand, and how many, by the hours that hold there."""
    said = value.hours(areas.below(conn))
    found: Places = {}
    for path, model, count in devices.standing(conn, whom.areas, whom.devices):
        if profile(model).kind == "speaker":
            own = found.setdefault(effective([said[code] for code in path if code in said]), {})
            own[path] = own.get(path, 0) + count
    return found


# ------------------------------------------------------------------ what counts


def _counted(
    conn: Connection, hours: Hours, paths: Mapping[Path, int], whom: Audience, start: datetime, now_ms: int
) -> Iterator[tuple[int, list[Span]]]:
    """What else sounds there on the days that count together: how many horns have the same, and what."""
    if not limited(hours):
        yield sum(paths.values()), []
        return
    days = counted_together(local_day(start, hours), hours)
    since, until = bounds(days[0], days[-1], hours.zone or "UTC")
    horns = [one for one in devices.in_audience(conn, whom.areas, whom.devices) if one.areas in paths]
    horns = [one for one in horns if value.device(one).sounds]
    given = _given(conn, value.ms(since), value.ms(until))
    near = announcements.addressed_to(conn, {code for path in paths for code in path}, {one.id for one in horns})
    made = plan(agreed.basis(conn, agreed.rows(conn, near), horns), since, until, value.instant(now_ms))
    groups: dict[tuple[int, tuple[str, ...]], tuple[list[str], list[Span]]] = {}
    for one in horns:
        own = [(order, span) for order, span in given if _reaches(order, one)]
        key = id(made.devices[one.id]), tuple(order.id for order, _ in own)
        if key not in groups:
            items = (item for item in made.devices[one.id].items if item.klass is not Klass.EMERGENCY)
            groups[key] = [], [span for item in items for span in item.spans] + [span for _, span in own]
        groups[key][0].append(one.id)
    yield from ((len(names), others) for names, others in groups.values())


def _given(conn: Connection, since_ms: int, until_ms: int) -> list[tuple[Command | Talk, Span]]:
    """What was played at once or spoken live before, and when."""
    found: list[tuple[Command | Talk, Span]] = []
    for one in commands.plays(conn, since_ms, until_ms):
        row = announcements.get(conn, str(one.body.get("announcement", "")))
        length_ms = _length(conn, row) if row is not None and row.klass != Klass.EMERGENCY.wire else None
        if length_ms is not None:
            start = value.instant(one.created_ms + int(one.body.get("lead_ms", 0)))
            found.append((one, Span(start, start + timedelta(milliseconds=length_ms))))
    spoken = [one for one in talks.between(conn, since_ms, until_ms) if one.klass != Klass.EMERGENCY.wire]
    found += [
        (one, Span(value.instant(one.at_ms), value.instant(one.until_ms))) for one in spoken if one.until_ms > one.at_ms
    ]
    return found


def _reaches(one: Command | Talk, horn: Device) -> bool:
    if isinstance(one, Talk):
        return not set(one.areas).isdisjoint(horn.areas)
    return one.scope in horn.areas if one.scope_kind == AREA else one.scope == horn.id
