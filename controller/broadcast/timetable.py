"""From the plan to the signed timetable of each device, and the letter that carries it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from controller.broadcast import chime, lighting, safe, value
from controller.broadcast.desk import Desk
from controller.broadcast.reading import Reading
from controller.broadcast.renditions import Renditions
from controller.store import facts, outbox, timetables
from controller.store.announcements import Announcement
from controller.store.devices import Device
from devices.messages import Item, Klass, Late, Page, Pointer, Resume, Screen, Timetable, Window
from devices.messages import Media as WireMedia
from devices.profiles import profile
from devices.signing import document_hash
from devices.topics import TABLE, Kind
from schedules import hours_data
from schedules.announcement import Face
from schedules.change import hours_of, to_come
from schedules.hours import Hours, clock
from schedules.planned import DevicePlan, Plan, Planned

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


@dataclass(frozen=True, slots=True)
class Written:
    """What `write_all` did."""

    kid: str
    """The key that all timetables are signed with by now."""
    sent: tuple[str, ...]
    """The devices that get something new."""
    lacking: frozenset[str]
    """The devices for whose model something is not made yet."""


def write_all(
    conn: Connection, desk: Desk, made: Plan, reading: Reading, devices: Collection[str], now_ms: int
) -> Written:
    """Sign what changed for these devices, keep it, and put it into the outbox."""
    plans = {name: made.devices[name] for name in sorted(devices)}
    marks = timetables.marks(conn, plans)
    renditions = Renditions.load(conn, desk.press, _rows(reading, plans.values()), reading.areas)
    now = value.instant(now_ms)
    parts: dict[tuple[object, ...], _Parts] = {}
    safes: dict[tuple[tuple[str, ...], str], tuple[Page, ...]] = {}
    items: dict[tuple[int, str], _Items] = {}
    shares = {name: row.board["share"] for name, row in reading.rows.items() if row.board and "share" in row.board}
    screens: dict[tuple[str, ...], Screen | None] = {}
    places = {area.code: area for area in reading.areas}
    changed: list[tuple[Device, Timetable, str]] = []
    lacking: set[str] = set()
    exp_soon = now_ms + (desk.settings.horizon_days - 2) * 86_400_000
    # What another key signed may be refused tomorrow, when that key is revoked.
    kid = desk.signer().key("timetable").kid
    resign = facts.get(conn, SIGNED_BY) != kid
    for name, one in plans.items():
        device = reading.devices[name]
        recipe = profile(device.profile).recipe
        # Around the day on which areas merge or split a horn may do what the hours of either side allow.
        bases = to_come(made.basis, name, now)
        place = tuple((id(base), base.devices[name].path) for base in bases)
        if place not in parts:
            parts[place] = _parts(desk, hours_of(bases, name))
        key = (id(one), recipe)
        if key not in items:
            items[key] = _items(one.items, recipe, renditions, shares)
        if items[key].lacking:
            lacking.add(name)
        if (device.areas, recipe) not in safes:
            safes[device.areas, recipe] = safe.pages(conn, desk, device)
        plan = _timetable(device, parts[place], items[key].made, safes[device.areas, recipe], made)
        if safes[device.areas, recipe]:  # a board
            if device.areas not in screens:
                screens[device.areas] = lighting.standing(device.areas, places)
            plan = msgspec.structs.replace(plan, screen=screens[device.areas])
        content = hashlib.sha256(msgspec.json.encode(plan)).hexdigest()
        mark = marks.get(name)
        if resign or mark is None or mark.content != content or mark.exp_ms < exp_soon:
            changed.append((device, plan, content))
    if resign:
        facts.put(conn, SIGNED_BY, kid)
    return Written(kid, tuple(_sign(conn, desk, changed, now_ms)), frozenset(lacking))


def _rows(reading: Reading, plans: Iterable[DevicePlan]) -> list[Announcement]:
    """The announcements that some of the plans speak of."""
    names = frozenset[str]().union(*{one.announcements for one in plans})
    return [row for name, row in reading.rows.items() if name in names]


def _parts(desk: Desk, hours: Sequence[Hours]) -> _Parts:
    pieces = dict.fromkeys(piece for one in hours for piece in hours_data.pieces(one))
    windows = tuple(
        Window(days=piece.days, start=clock(piece.start), end=clock(piece.end), cap=piece.cap) for piece in pieces
    )
    url = f"{desk.settings.http.public_url}/media/"
    return _Parts(url, hours[0].zone or desk.settings.zone, windows, max((one.cap for one in windows), default=100))


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


@dataclass(frozen=True, slots=True)
class _Items:
    """The items of one plan for one recipe; ``lacking`` where some medium is not made for it yet."""

    made: tuple[Item, ...]
    lacking: bool


def _items(planned: Sequence[Planned], recipe: str, renditions: Renditions, shares: Mapping[str, int]) -> _Items:
    made, lacking = [], False
    for one in planned:
        name = one.occurrence if one.varied else one.announcement
        sound = None
        if Face.SOUND in one.faces:
            whole = renditions.sound(name, recipe, one.repeats, one.pause_s)
            # Once is better than not at all, while what is heard several times in a row is not made (yet).
            sound = whole or renditions.sound(name, recipe)
            lacking |= whole is None
        pages = renditions.pages(name, recipe) if Face.PAGE in one.faces else ()
        first = _chime(renditions, one, recipe, sound)
        # The render step is on its way and nudges planning.
        lacking |= not pages and Face.PAGE in one.faces
        lacking |= first is None and sound is not None and renditions.wants_chime(one.announcement)
        if sound is not None or pages:
            item = _item(one, sound, pages, first)
            share = shares.get(one.announcement, 1) if pages else 1
            made.append(item if share == 1 else msgspec.structs.replace(item, share=share))
    return _Items(tuple(made), lacking)


def _item(one: Planned, sound: WireMedia | None, pages: tuple[Page, ...], first: WireMedia | None) -> Item:
    return Item(
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
