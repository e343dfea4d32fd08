"""A service and its boxes in one process and in virtual time: the real code of both, no broker and no waiting between.

One thread lets time pass (`Quickened.pass_`) and does what the service's workers do; pages are read by the web server's
threads as ever. What those hand to the wire waits for that one thread.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from controller.air import Ears
from controller.broadcast.collect import Collector, Wish
from controller.broadcast.desk import Desk
from controller.broadcast.dispatch import expire, send_due
from controller.broadcast.plan import Planner
from controller.broadcast.render import render_due
from controller.bus import Bus
from controller.fleet import campaigning, readiness, series, service, stepping, testing
from controller.fleet.keys import Signer
from controller.fleet.mending import Mender
from controller.fleet.orders import Order, order
from controller.fleet.silence import lose_silent
from controller.fleet.timekeeper import reply
from controller.fleet.watching import Watcher
from controller.live.room import Room
from controller.papers.papers import Papers
from controller.ports import Incoming
from controller.press import Press
from controller.settings import Settings
from controller.shelf import Shelf
from controller.store import Store, timetables
from controller.studio import Limits, Studio
from controller.voice.known import known
from devices import identity
from devices.topics import Kind, read
from firmware_sim.device import Device
from firmware_sim.virtual import VirtualWorld


class WorldClock:
    """The service's clock, which the world sets."""

    def __init__(self, world: VirtualWorld) -> None:
        self._world = world

    def now_ms(self) -> int:
        return round(self._world.now)


class Files(dict[str, bytes]):
    """What boxes fetch: the service's shelf, and its large documents."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def get(self, hash: str, default: bytes | None = None) -> bytes | None:  # type: ignore[override]
        if self._desk.shelf.has(hash):
            return self._desk.shelf.path(hash).read_bytes()
        with self._desk.store.read() as conn:
            return timetables.document(conn, hash) or default


@dataclass
class _Turn:
    """Something that is done every so often, in virtual time."""

    work: Callable[[], object]
    every_ms: int
    due_ms: float = 0.0


@dataclass
class Quickened:
    """As much of the running service as its pages ask for, and the boxes."""

    world: VirtualWorld
    desk: Desk
    live: Room = field(init=False)
    _out: deque[tuple[str, bytes, int, bool]] = field(default_factory=deque)
    _heard: list[Incoming] = field(default_factory=list)
    _wishes: list[Wish] = field(default_factory=list)
    _nudged: deque[str] = field(default_factory=deque)

    def __post_init__(self) -> None:
        desk = self.desk
        self.live = Room(desk, lambda: self)
        self.planner = Planner(desk)
        self.watcher = Watcher(desk)
        self._collector = Collector(desk, self._wishes.extend)
        self._workers: dict[str, Callable[[], object]] = {
            "render": partial(render_due, desk),
            "plan": self.planner.run,
        }
        self._turns = (
            _Turn(partial(stepping.advance, desk), 2_000),
            _Turn(partial(expire, desk), 10_000),
            _Turn(partial(campaigning.look, desk), 10_000),
            _Turn(partial(lose_silent, desk), 15_000),
            _Turn(self.watcher.look, 30_000),
            _Turn(partial(readiness.take, desk), 60_000),
            _Turn(Mender(desk).look, 60_000),
            _Turn(partial(testing.give_due, desk), 300_000),
            _Turn(self.planner.run, 600_000),
            _Turn(partial(series.flush, desk), 60_000),
        )
        self.world.broker.listeners.append(self._take)
        self.world.downloads.files = Files(desk)

    # -------------------------------------------------------------- what pages ask for

    def is_ready(self) -> bool:
        return True

    def condition(self) -> dict[str, str]:
        return {}

    def queues(self) -> dict[str, int]:
        return {"inbox": len(self._heard), "link": len(self._out)}

    def nudge(self, name: str) -> None:
        """From any thread: there may be something to do."""
        self._nudged.append(name)

    def publish(self, topic: str, payload: bytes, qos: int, retain: bool) -> bool:
        """From any thread: it goes out when time passes."""
        self._out.append((topic, payload, qos, retain))
        return True

    # -------------------------------------------------------------- time

    def begin(self) -> None:
        """The service joins the broker; the boxes get power."""
        self.desk.listening.since_ms = self.desk.now_ms()
        service.welcome(self.desk, self, f"b-{self.desk.now_ms()}")
        self._work()
        for device in self.world.devices.values():
            device.power_on()

    def pass_(self, ms: float) -> None:
        """Let so much time pass, and do what is to be done then."""
        while self._out:
            topic, payload, qos, retain = self._out.popleft()
            self.world.broker.publish(topic, payload, qos, retain)
        self.world.run(ms)
        self._work()

    def _work(self) -> None:
        if self._heard:
            batch, self._heard = self._heard, []
            self._collector.take(batch)
        wishes, self._wishes[:] = list(self._wishes), []
        for wish in wishes:
            order(self.desk, None, Order("report", wish.device, since=wish.since))
        for name in dict.fromkeys(self._nudged.popleft() for _ in range(len(self._nudged))):
            self._workers.get(name, lambda: None)()
        for turn in self._turns:
            if self.world.now >= turn.due_ms:
                turn.due_ms = self.world.now + turn.every_ms
                turn.work()
        self.live.tick()
        send_due(self.desk, self)

    def _take(self, topic: str, payload: bytes) -> None:
        now_ms, heard = self.desk.now_ms(), read(topic)
        if heard is not None and heard.kind is Kind.TIME_QUESTION:
            reply(heard.name, payload, now_ms, self.desk.clock, self.desk.signer(), self.publish)
        else:
            self._heard.append(Incoming(topic, payload, now_ms, 1, 1, False, 1))


def quickened(
    settings: Settings, store: Store, world: VirtualWorld, identities: Path, dress: Callable[[Device], object]
) -> Quickened:
    """A service on this database, in this world, with the boxes whose identities are in a folder."""
    clock, nudges = WorldClock(world), list[Callable[[str], None]]()
    with store.read() as conn:
        signer = Signer.load(conn, settings.data_dir / "keys", clock.now_ms())
    desk = Desk(
        store=store,
        clock=clock,
        settings=settings,
        shelf=Shelf(settings.data_dir / "media"),
        studio=Studio(Limits()),
        press=Press(),
        papers=Papers(),
        signer=lambda: signer,
        bus=Bus(),
        nudge=lambda name: nudges[0](name) if nudges else None,
        voices=known(settings.speech),
        ears=Ears(private=True),
    )
    made = Quickened(world, desk)
    nudges.append(made.nudge)
    for file in _sorted(identities):
        dress(world.add(identity.read(file.read_bytes())))
    return made


def _sorted(folder: Path) -> Sequence[Path]:
    return sorted(folder.iterdir())
