"""Controller and devices in one process over a fake wire: all real code of both; a broker that does not wait.

Time is the virtual world's. The controller's workers are run by hand after each slice of time, in the order in which
the service nudges them; the wire is `firmware_sim.virtual.Broker`, which keeps what a real broker keeps.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from controller.air import Ears
from controller.broadcast import timetable
from controller.broadcast.approve import approve
from controller.broadcast.collect import Collector, Wish
from controller.broadcast.desk import Desk
from controller.broadcast.dispatch import expire, send_due
from controller.broadcast.form import Draft, compose
from controller.broadcast.plan import Planner
from controller.broadcast.render import render_due
from controller.broadcast.submit import submit
from controller.bus import Bus
from controller.demo import sample
from controller.fleet import keys, service, stepping
from controller.fleet.keys import Signer
from controller.fleet.orders import Order, order
from controller.fleet.timekeeper import reply
from controller.papers.papers import Papers
from controller.people.who import Who
from controller.ports import Incoming
from controller.press import Press
from controller.press.values import Page, Panel
from controller.shelf import Shelf
from controller.store import media, timetables, users
from controller.store.announcements import Announcement
from controller.studio import Limits, Studio
from controller.voice.known import known
from devices import identity
from devices.topics import Kind, read
from firmware_sim.device import Device
from firmware_sim.sound import measure
from firmware_sim.virtual import VirtualWorld
from firmware_sim.virtual_speaker import Measured
from tests.path.sample_copied import IDENTITIES, KEYS, Make, settled

MORNING = 1_795_300_200_000
"""Sunday 2026-11-22, 05:30 in Việt Nam."""
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
ZONE = "Asia/Ho_Chi_Minh"


class WorldClock:
    """The controller's clock, set by the virtual world."""

    def __init__(self, world: VirtualWorld) -> None:
        self._world = world
        self.shift = 0
        """By how much somebody has set it wrong."""

    def now_ms(self) -> int:
        return round(self._world.now) + self.shift


class Setting(Press):
    """The press; it has at hand what a safe page looked like in the test before: packing a screen's takes long."""

    @functools.lru_cache(maxsize=64)  # noqa: B019  there is one, as long as the tests last
    def safe_page(self, commune: str, panel: Panel, emblem: Path | None = None) -> tuple[Page, ...]:
        return super().safe_page(commune, panel, emblem)


SETTING = Setting()


class Chain:
    """The newest keys."""

    def __init__(self, newest: Signer) -> None:
        self.newest = newest

    def __call__(self) -> Signer:
        return self.newest


class Wire:
    """The controller's link to the virtual broker. While ``down`` nothing gets through in either direction."""

    def __init__(self, world: VirtualWorld) -> None:
        self._world = world
        self.down = False
        self.sent: list[tuple[str, bytes]] = []

    def publish(self, topic: str, payload: bytes, qos: int, retain: bool) -> bool:
        if self.down:
            return False
        self.sent.append((topic, payload))
        self._world.broker.publish(topic, payload, qos, retain)
        return True


@dataclass
class Joined:
    """One controller, its devices, and their world."""

    world: VirtualWorld
    desk: Desk
    wire: Wire
    planner: Planner
    collector: Collector
    heard: list[Incoming]
    identities: dict[str, identity.Identity]
    controller_down: bool = False
    clock_unanswered: bool = False
    """Questions for the time get no answer: a box without a battery-backed clock stays without one."""
    unhurried: bool = False
    """Signs of life are taken in with what else comes, or once in a minute: for hours in which nothing else does."""
    _looked: int = 0

    @property
    def now(self) -> int:
        return round(self.world.now)

    # -------------------------------------------------------------- people

    def who(self, login: str) -> Who:
        with self.desk.store.read() as conn:
            user = users.by_login(conn, login)
        assert user is not None
        return Who.of(user)

    def draft(self, start: str, **changes: object) -> Draft:
        given: dict[str, object] = {
            "area": sample.COMMUNE,
            "title": "Lịch cắt điện",
            "text": "Thôn Đông tạm ngừng cấp điện từ 7 giờ 30 đến 11 giờ.",
            "areas": (sample.COMMUNE,),
            "start": start,
        }
        return Draft(**(given | changes))  # type: ignore[arg-type]

    def agree(self, draft: Draft) -> Announcement:
        """Composed by the editor, approved by the approver."""
        row = compose(self.desk, self.who("bientap"), draft)
        row = submit(self.desk, self.who("bientap"), row.id)
        return approve(self.desk, self.who("lanhdao"), row.id, row.fingerprint)

    def rotate(self, purpose: str) -> None:
        """A new signing key, as `tienglang keys rotate` makes it and the service notices."""
        folder = self.desk.settings.data_dir / "keys"
        with self.desk.store.write() as conn:
            keys.rotate(conn, folder, purpose, self.now)
            self.desk.signer.newest = Signer.load(conn, folder, self.now)  # type: ignore[attr-defined]
        self.welcome()

    # -------------------------------------------------------------- time

    def work(self) -> None:
        """What the controller's threads do when they are nudged."""
        if self.controller_down:
            return
        self.collect()
        render_due(self.desk)
        self.planner.run()
        expire(self.desk)
        send_due(self.desk, self.wire)

    def run(self, ms: int, slice_ms: int = 10_000) -> None:
        """Let time pass; the controller looks up every ``slice_ms``."""
        until = self.world.now + ms
        while self.world.now < until:
            self.world.run_until(min(until, self.world.now + slice_ms))
            if not self.controller_down:
                if not self.unhurried or self.now >= min(until, self._looked + MINUTE) or self._news():
                    self._looked = self.now
                    self.collect()
                stepping.advance(self.desk)
                send_due(self.desk, self.wire)

    def _news(self) -> bool:
        return any(not one.topic.endswith("/beat") for one in self.heard)

    def welcome(self) -> None:
        """The controller has just connected to the broker."""
        service.welcome(self.desk, self.wire, f"b-{self.now}")

    def power_on(self, *names: str) -> None:
        for name in names or tuple(self.world.devices):
            self.world.devices[name].power_on()

    # -------------------------------------------------------------- the wire

    def take(self, topic: str, payload: bytes) -> None:
        """Something arrives at the controller's side of the broker."""
        if self.controller_down or self.wire.down:
            # A broker keeps QoS 1 for the controller's session; clock questions are QoS 0 and lost.
            if not topic.endswith("/time") and not topic.endswith("/beat"):
                self.heard.append(Incoming(topic, payload, self.now, 1, 1, False, 1))
            return
        heard = read(topic)
        if heard is not None and heard.kind is Kind.TIME_QUESTION:
            if self.clock_unanswered:
                return
            reply(heard.name, payload, self.now, self.desk.clock, self.desk.signer(), self.wire.publish)
        else:
            self.heard.append(Incoming(topic, payload, self.now, 1, 1, False, 1))

    def collect(self) -> None:
        """Take in what has come."""
        if self.heard and not self.wire.down:
            batch, self.heard[:] = list(self.heard), []
            self.collector.take(batch)


class Files(dict[str, bytes]):
    """What devices fetch over HTTP: the controller's own shelf, and its large documents."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def get(self, hash: str, default: bytes | None = None) -> bytes | None:  # type: ignore[override]
        if self._desk.shelf.has(hash):
            return self._desk.shelf.path(hash).read_bytes()
        with self._desk.store.read() as conn:
            return timetables.document(conn, hash) or super().get(hash, default)


@contextmanager
def joined(
    folder: Path,
    start_ms: int = MORNING - 20 * MINUTE,
    url: str | None = None,
    drift_ppm: float = 0.0,
    make: Make = sample.make,
    dress: Callable[[Device], object] = lambda _: None,
    beat_ms: int = timetable.BEAT_MS,
) -> Iterator[Joined]:
    """The sample commune, or another one, everything made and switched on.

    ``beat_ms``: how often timetables ask for a sign of life. Rarely, where hours pass that are about something else:
    most of what they cost is heartbeats.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timetable, "BEAT_MS", beat_ms)
        yield from _joined(folder, start_ms, url, drift_ppm, make, dress)


def _joined(
    folder: Path, start_ms: int, url: str | None, drift_ppm: float, make: Make, dress: Callable[[Device], object]
) -> Iterator[Joined]:
    world = VirtualWorld(start_ms, seed=7)
    world.measured = Measured(_measured_once)
    clock = WorldClock(world)
    settings, store = settled(folder, clock.now_ms(), url, make)
    with store.read() as conn:
        signer = Signer.load(conn, folder / KEYS, clock.now_ms())
    desk = Desk(
        store=store,
        clock=clock,
        settings=settings,
        shelf=Shelf(folder / "media"),
        studio=Studio(Limits()),
        press=SETTING,
        papers=Papers(),
        signer=Chain(signer),
        bus=Bus(),
        nudge=lambda _name: None,
        voices=known(settings.speech),
        ears=Ears(private=True),
    )
    wire = Wire(world)
    wishes: list[Wish] = []
    made = Joined(
        world=world,
        desk=desk,
        wire=wire,
        planner=Planner(desk),
        collector=Collector(desk, wishes.extend),
        heard=[],
        identities={},
    )
    made.collector = Collector(desk, lambda asked: ask_again(made, asked))
    world.broker.listeners.append(made.take)
    world.downloads.files = Files(desk)
    for file in sorted((folder / IDENTITIES).iterdir()):
        one = identity.read(file.read_bytes())
        made.identities[one.device] = one
        dress(world.add(one, drift_ppm=drift_ppm))
    made.welcome()
    made.work()
    made.power_on()
    try:
        yield made
    finally:
        store.close()


_measured_once = functools.lru_cache(maxsize=64)(measure)
"""Chimes and the tests' own tones are the same in every test, and decoding them is half of what a box costs."""


def ask_again(made: Joined, wishes: object) -> None:
    """As the service does, without its rate limit: virtual time passes in slices."""
    for wish in wishes:  # type: ignore[attr-defined]
        order(made.desk, None, Order("report", wish.device, since=wish.since))


def keep_master(desk: Desk, sound: Path) -> media.Medium:
    """A sound on the shelf as somebody's upload."""
    from controller.broadcast.upload import take_sound

    with desk.store.read() as conn:
        user = users.by_login(conn, "bientap")
    assert user is not None
    return take_sound(desk, Who.of(user), sample.COMMUNE, sound, sound.name)
