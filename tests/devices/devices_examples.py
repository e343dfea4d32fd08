"""Documents, keys and timetables that the tests of the contract start from."""

from __future__ import annotations

from functools import cache

import msgspec

from devices.gate import Standing
from devices.keys import KeyRing
from devices.messages import Item, KeyEntry, Keys, Media, Page, Timetable, Window
from devices.signing import SigningKey

DAY = 86_400_000
MINUTE = 60_000
# Sunday 2026-11-22, 05:30 in Việt Nam.
MORNING = 1_795_300_200_000
ZONE = "Asia/Ho_Chi_Minh"
PATH = ("tinh-phu-tho", "xa-tan-hoa", "thon-dong")
DEVICE = "loa-dong-1"
HOURS = (
    Window(days=(1, 2, 3, 4, 5, 6, 7), start="05:30", end="06:30", cap=80),
    Window(days=(1, 2, 3, 4, 5, 6, 7), start="17:00", end="18:00", cap=80),
)
SOUND = Media(hash="a" * 64, bytes=1000, kind="opus", length=MINUTE)
SOUND_2 = Media(hash="b" * 64, bytes=1000, kind="opus", length=MINUTE)
PICTURE = Page(media=Media(hash="c" * 64, bytes=500, kind="png"))
PICTURE_2 = Page(media=Media(hash="d" * 64, bytes=500, kind="png"))
SAFE = Page(media=Media(hash="e" * 64, bytes=500, kind="png"))


@cache
def key(name: str) -> SigningKey:
    """A key pair of the tests, the same through one run."""
    return SigningKey.generate(name)


def entry(name: str, *roles: str, scope: str = "tinh-phu-tho", revoked: bool = False, until: int = 0) -> KeyEntry:
    return KeyEntry(
        kid=name,
        public=key(name).public,
        roles=roles,
        scope=scope,
        since=MORNING - 30 * DAY,
        until=until or MORNING + 300 * DAY,
        revoked=revoked,
    )


def ring(*entries: KeyEntry) -> KeyRing:
    listed = entries or (
        entry("plans", "schedule"),
        entry("orders", "command"),
        entry("storm", "command", "emergency"),
        entry("clock", "time"),
    )
    return KeyRing(key("root").public, Keys(v=1, iat=MORNING - DAY, exp=MORNING + DAY, keys=listed))


def item(name: str = "a1.20261122t0530", start: int = MORNING, **changes: object) -> Item:
    first = Item(id=name, start=start, longest=MINUTE, sound=SOUND)
    return msgspec.structs.replace(first, **changes)


def timetable(*items: Item, **changes: object) -> Timetable:
    plan = Timetable(
        v=1,
        iat=MORNING - DAY,
        exp=MORNING + 14 * DAY,
        device=DEVICE,
        areas=PATH,
        zone=ZONE,
        media_url="http://127.0.0.1:8000/media/",
        since=MORNING - DAY,
        until=MORNING + 13 * DAY,
        hours=HOURS,
        cap=80,
        items=items,
        safe=(SAFE,),
    )
    return msgspec.structs.replace(plan, **changes)


def standing(**changes: object) -> Standing:
    base = Standing(DEVICE, PATH, ring(), MORNING, zone=ZONE, hours=HOURS, cap=80)
    for name, value in changes.items():
        setattr(base, name, value)
    return base


def sealed(message: object, typ: str, scope: str = DEVICE, signer: str = "plans") -> bytes:
    return key(signer).seal(msgspec.json.encode(message), typ, scope)
