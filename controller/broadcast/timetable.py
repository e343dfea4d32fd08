"""From the plan to the signed timetable of each device, and the letter that carries it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import Connection

from controller.broadcast import chime, safe, value
from controller.broadcast.desk import Desk
from controller.broadcast.renditions import Renditions
from controller.store import areas, devices, facts, outbox, timetables
from controller.store.announcements import Announcement
from controller.store.devices import Device
from devices.messages import Item, Klass, Late, Page, Pointer, Resume, Timetable, Window
from devices.messages import Media as WireMedia
from devices.profiles import profile
from devices.signing import document_hash
from devices.topics import TABLE, Kind
from schedules import hours_data
from schedules.announcement import Announcement as Value
from schedules.announcement import Face
from schedules.holidays import Holidays
from schedules.hours import Hours, clock, effective
from schedules.planned import Plan, Planned
from schedules.recurrence import YEARS, occurrences

POINTER_BYTES = 32 * 1024
"""A larger document is fetched like media: brokers and old modems choke on large messages."""
GRACE_DAYS = 1
"""A timetable expires this long after its horizon."""
VERSION = "timetable-version"
SIGNED_BY = "timetable-kid"
BEAT_MS = 30_000


@dataclass(frozen=True, slots=True)
class _Parts:
    """What devices have in common, worked out once."""

    media_url: str
    zone: str
    windows: tuple[Window, ...]
    cap: int


def write_all(conn: Connection, desk: Desk, made: Plan, rows: Iterable[Announcement], now_ms: int) -> list[str]:
    """Sign what changed, keep it, and put it into the outbox; the devices that get something new."""
    known = {one.id: one for one in devices.below(conn)}
    marks = timetables.marks(conn)
    renditions = Renditions.load(conn, rows)
    hours = value.hours(areas.below(conn))
    parts: dict[tuple[str, ...], _Parts] = {}
    safes: dict[tuple[tuple[str, ...], str], tuple[Page, ...]] = {}
    items: dict[tuple[int, str], tuple[Item, ...]] = {}
    changed: list[tuple[Device, Timetable, str]] = []
    exp_soon = now_ms + (desk.settings.horizon_days - 2) * 86_400_000
    # What another key signed may be refused tomorrow, when that key is revoked.
    kid = desk.signer().key("timetable").kid
    resign = facts.get(conn, SIGNED_BY) != kid
    for name, one in made.devices.items():
        device = known[name]
        recipe = profile(device.profile).recipe
        if device.areas not in parts:
            parts[device.areas] = _parts(desk, device, hours)
        key = (id(one), recipe)
        if key not in items:
            items[key] = tuple(_items(one.items, recipe, renditions))
        if (device.areas, recipe) not in safes:
            safes[device.areas, recipe] = safe.pages(conn, desk, device)
        plan = _timetable(device, parts[device.areas], items[key], safes[device.areas, recipe], made)
        content = hashlib.sha256(msgspec.json.encode(plan)).hexdigest()
        mark = marks.get(name)
        if resign or mark is None or mark.content != content or mark.exp_ms < exp_soon:
            changed.append((device, plan, content))
    if resign:
        facts.put(conn, SIGNED_BY, kid)
    return _sign(conn, desk, changed, now_ms)


def comes_again(one: Value, now: datetime, holidays: Holidays) -> bool:
    """Whether an announcement has any time left, in the years that matter. 29 February may be eight years away."""
    return any(occurrences(one.rule, now, now + timedelta(days=days), holidays) for days in (32, 400, 366 * YEARS))


def _parts(desk: Desk, device: Device, hours: Mapping[str, Hours]) -> _Parts:
    own = effective([hours[area] for area in device.areas if area in hours])
    windows = tuple(
        Window(days=piece.days, start=clock(piece.start), end=clock(piece.end), cap=piece.cap)
        for piece in hours_data.pieces(own)
    )
    url = f"{desk.settings.http.public_url}/media/"
    return _Parts(url, own.zone or desk.settings.zone, windows, max((one.cap for one in windows), default=100))


def _timetable(
    device: Device, parts: _Parts, items: tuple[Item, ...], safe_pages: tuple[Page, ...], made: Plan
) -> Timetable:
    """Without version and dates: these are not content."""
    until = value.ms(made.until)
    return Timetable(
        v=1,
        iat=0,
        exp=until + GRACE_DAYS * 86_400_000,
        device=device.id,
        areas=device.areas,
        zone=parts.zone,
        media_url=parts.media_url,
        since=value.ms(made.since),
        until=until,
        hours=parts.windows,
        cap=parts.cap,
        offset=device.offset_ms,
        beat=BEAT_MS,
        items=_since(items, device.created_ms),
        safe=safe_pages,
    )


def _since(items: tuple[Item, ...], created_ms: int) -> tuple[Item, ...]:
    """Without what should have sounded before the device was there: it owes nobody an excuse for that."""
    if not items or items[0].start >= created_ms:
        return items
    return tuple(one for one in items if one.start >= created_ms or one.until > created_ms)


def _items(planned: Sequence[Planned], recipe: str, renditions: Renditions) -> Iterable[Item]:
    for one in planned:
        name = one.occurrence if one.varied else one.announcement
        sound = renditions.sound(name, recipe) if Face.SOUND in one.faces else None
        pages = renditions.pages(name, recipe) if Face.PAGE in one.faces else ()
        if sound is None and not pages:
            continue  # not rendered for this model yet; the render step is on its way and nudges planning
        first = _chime(renditions, one, recipe, sound)
        yield Item(
            id=one.occurrence,
            start=value.ms(one.start),
            longest=round(one.longest.total_seconds() * 1000) if sound else 0,
            klass=Klass(one.klass.wire),
            sound=sound,
            volume=one.volume,
            chime=first,
            late=Late(one.late.policy.value),
            late_ms=one.late.within_s * 1000,
            resume=Resume(one.resume.value),
            pages=pages,
            until=value.ms(one.page_until) if one.page_until else 0,
        )


def _chime(renditions: Renditions, one: Planned, recipe: str, sound: WireMedia | None) -> WireMedia | None:
    if sound is None or not renditions.wants_chime(one.announcement):
        return None
    return renditions.sound(chime.SOURCE, recipe)


def _sign(conn: Connection, desk: Desk, changed: Sequence[tuple[Device, Timetable, str]], now_ms: int) -> list[str]:
    if not changed:
        return []
    # One number for the whole batch: it rises for life, and lies above all that were given out before a restore.
    version = facts.next(conn, VERSION, floor=now_ms)
    key = desk.signer().key("timetable")
    kept: list[timetables.Timetable] = []
    letters: list[outbox.Letter] = []
    row = TABLE[Kind.WANT]
    for device, plan, content in changed:
        whole = msgspec.structs.replace(plan, v=version, iat=now_ms)
        document = key.seal(msgspec.json.encode(whole), "timetable", device.id)
        hash = document_hash(document)
        payload = document
        if len(document) > POINTER_BYTES:
            timetables.keep_document(conn, hash, document, now_ms)
            media = WireMedia(hash=hash, bytes=len(document), kind="jws")
            pointer = Pointer(
                v=version, iat=now_ms, exp=plan.exp, device=device.id, media_url=plan.media_url, document=media
            )
            payload = key.seal(msgspec.json.encode(pointer), "timetable", device.id)
        kept.append(timetables.Timetable(device.id, version, content, hash, payload, now_ms, plan.exp))
        letters.append(
            outbox.Letter(
                topic=row.of(device.id),
                payload=b"",  # it lies beside it, in the timetable's own row
                qos=row.qos,
                retain=row.retained,
                kind=outbox.WANT,
                subject=device.id,
                created_ms=now_ms,
                expires_ms=plan.exp,
                due_ms=now_ms,
                wanted=hash,
            )
        )
    timetables.put(conn, kept)
    outbox.put(conn, letters)
    return [device.id for device, _, _ in changed]
