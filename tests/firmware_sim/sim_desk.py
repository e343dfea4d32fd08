"""Who plays the controller in these tests: signs documents, answers the clock exchange, and reads what comes back."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import msgspec

from devices.identity import Broker, Identity
from devices.messages import (
    Alert,
    Alive,
    Have,
    Item,
    KeyEntry,
    Keys,
    Klass,
    Late,
    Media,
    Page,
    Report,
    ReportAgain,
    Rung,
    State,
    TimeAnswer,
    TimeQuestion,
    Timetable,
    Window,
)
from devices.signing import SigningKey
from devices.topics import TABLE, Kind, read
from firmware_sim.sound import Measures
from firmware_sim.virtual import VirtualWorld

DAY = 86_400_000
MINUTE = 60_000
MORNING = 1_795_300_200_000  # Sunday 2026-11-22, 05:30 in Việt Nam
ZONE = "Asia/Ho_Chi_Minh"
PATH = ("tinh-phu-tho", "xa-tan-hoa", "thon-dong")
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
HOURS = (
    Window(days=EVERY_DAY, start="05:30", end="06:30", cap=90),
    Window(days=EVERY_DAY, start="17:00", end="18:00", cap=90),
)
HORN = "horn-opus-60w"
SMALL_HORN = "horn-mp3-30w"
LED = "led-192x64-rg"


@cache
def key(name: str) -> SigningKey:
    return SigningKey.generate(name)


def media(letter: str, kind: str = "opus", length: int = MINUTE) -> Media:
    return Media(hash=letter * 64, bytes=4, kind=kind, length=length)


SOUND = media("a")
SHORT = media("b", length=1_000)
PICTURE = Page(media=media("c", "png", 0))
SAFE = Page(media=media("d", "png", 0))


def identity(name: str = "loa-dong-1", profile: str = HORN, areas: tuple[str, ...] = PATH) -> Identity:
    return Identity(name, profile, areas, "secret", Broker("127.0.0.1"), key("root").public, "http://media/")


def item(name: str = "a1.20261122t0530", start: int = MORNING, **changes: object) -> Item:
    return msgspec.structs.replace(Item(id=name, start=start, longest=MINUTE, sound=SOUND), **changes)


def timetable(device: str, *items: Item, **changes: object) -> Timetable:
    plan = Timetable(
        v=1,
        iat=MORNING - DAY,
        exp=MORNING + 20 * DAY,
        device=device,
        areas=PATH,
        zone=ZONE,
        media_url="http://media/",
        since=MORNING - DAY,
        until=MORNING + 19 * DAY,
        hours=HOURS,
        cap=90,
        items=items,
    )
    return msgspec.structs.replace(plan, **changes)


class Desk:
    """The controller's side of one virtual world."""

    def __init__(self, world: VirtualWorld, answers: bool = True) -> None:
        self.world = world
        self.answers = answers
        self.makers: tuple[KeyEntry, ...] = ()
        """Further keys on the list."""
        self.reports: dict[str, list[Report]] = defaultdict(list)
        self.haves: dict[str, list[Have]] = defaultdict(list)
        self.states: dict[str, list[State]] = defaultdict(list)
        self._got: dict[tuple[str, str], set[int]] = defaultdict(set)
        world.broker.listeners.append(self.hear)
        self.world.prints["c" * 64, 192, 64] = "c" * 64
        self.world.prints["d" * 64, 192, 64] = "d" * 64
        for one, length in ((SOUND, MINUTE), (SHORT, 1_000)):
            for rate in (48_000, 22_050, 16_000):
                world.measured.set(one, Measures(length * rate // 1000, rate, -20.0, -6.0))
        for one in (SOUND, SHORT, PICTURE.media, SAFE.media):
            world.downloads.files[one.hash] = b"four"
        self.keys()

    # ------------------------------------------------------------ down

    def send(self, kind: Kind, name: str, message: msgspec.Struct, signer: str, scope: str = "") -> bytes:
        row = TABLE[kind]
        assert row.typ is not None
        document = key(signer).seal(msgspec.json.encode(message), row.typ, scope or name or PATH[0])
        self.world.broker.publish(row.of(name), document, row.qos, row.retained)
        return document

    def keys(self, v: int = 1) -> None:
        now = int(self.world.now)
        roles = {
            "plans": ("schedule",),
            "orders": ("command",),
            "storm": ("command", "emergency"),
            "clock": ("time",),
        }
        entries = (
            tuple(
                KeyEntry(name, key(name).public, role, PATH[0], now - DAY, now + 300 * DAY)
                for name, role in roles.items()
            )
            + self.makers
        )
        self.send(Kind.KEYS, "", Keys(v, now, now + 300 * DAY, entries), "root")

    def want(self, plan: Timetable) -> bytes:
        return self.send(Kind.WANT, plan.device, plan, "plans")

    def order(self, command: msgspec.Struct, device: str = "", area: str = "", signer: str = "storm") -> bytes:
        if device:
            return self.send(Kind.COMMAND, device, command, signer)
        return self.send(Kind.GROUP_COMMAND, area or PATH[1], command, signer)

    def alert(self, alert: Alert) -> bytes:
        return self.send(Kind.ALERT, PATH[1], alert, "storm")

    def alive(self, boot: str) -> None:
        now = int(self.world.now)
        self.send(Kind.ALIVE, "", Alive(now, now + DAY, boot), "clock")

    # ------------------------------------------------------------ up

    def hear(self, topic: str, payload: bytes) -> None:
        heard = read(topic)
        assert heard is not None, topic
        match heard.kind:
            case Kind.REPORT:
                report = msgspec.json.decode(payload, type=Report)
                self.reports[heard.name].append(report)
                self._got[heard.name, report.epoch].add(report.seq)
            case Kind.HAVE:
                have = msgspec.json.decode(payload, type=Have)
                self.haves[heard.name].append(have)
                self._ask_again(heard.name, have)
            case Kind.STATE:
                self.states[heard.name].append(msgspec.json.decode(payload, type=State))
            case Kind.TIME_QUESTION if self.answers:
                asked = msgspec.json.decode(payload, type=TimeQuestion)
                now = int(self.world.now)
                self.send(Kind.TIME_ANSWER, heard.name, TimeAnswer(asked.nonce, asked.t1, now, now), "clock")

    def _ask_again(self, device: str, have: Have) -> None:
        """For what got lost on the way."""
        got = self._got[device, have.epoch]
        gap = next((seq for seq in range(1, have.seq + 1) if seq not in got), None)
        if gap is not None:
            now = int(self.world.now)
            self.order(ReportAgain(f"again-{now}", now, now + MINUTE, gap), device, signer="orders")

    def rungs(self, device: str, name: str) -> list[Rung]:
        """What was said about one id, each report counted once, in order."""
        told = {(report.epoch, report.seq): report for report in self.reports[device] if report.id == name}
        return [told[seq].rung for seq in sorted(told)]


def world_with(*identities: Identity, at: int = MORNING - 30 * MINUTE, **more: object) -> tuple[VirtualWorld, Desk]:
    """A world half an hour before the morning broadcast, with these devices switched on."""
    world = VirtualWorld(at, **more)  # type: ignore[arg-type]
    desk = Desk(world)
    for one in identities or (identity(),):
        world.add(one).power_on()
    world.run(10_000)
    return world, desk


__all__ = ["Klass", "Late"]
