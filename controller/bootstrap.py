"""The composition root: the only place that knows every part. `build` makes them, `System` starts and stops them."""

from __future__ import annotations

import functools
import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import structlog
from sqlalchemy import Connection

from controller.air import Ears
from controller.broadcast.cleanup import tidy
from controller.broadcast.collect import Collector, Wish
from controller.broadcast.desk import Desk
from controller.broadcast.dispatch import expire, send_due
from controller.broadcast.overdue import overdue
from controller.broadcast.plan import Planner
from controller.broadcast.render import render_due
from controller.bus import Bus
from controller.clock import Clock, SystemClock
from controller.clockwork import Alarm, Clockwork
from controller.fleet import (
    alert,
    campaigning,
    claiming,
    enrol,
    keys,
    lasting,
    practice,
    readiness,
    series,
    service,
    stepping,
    taking_down,
    testing,
)
from controller.fleet.keys import Signer
from controller.fleet.mending import Mender
from controller.fleet.orders import Order, order
from controller.fleet.practice import Gate
from controller.fleet.silence import lose_silent
from controller.fleet.timekeeper import reply
from controller.fleet.watching import Watcher
from controller.health import patience, rules
from controller.live.books import close_left
from controller.live.room import TICK_S, Room
from controller.meters import Meters
from controller.mqtt.broker import ManagedBroker
from controller.mqtt.external import ExternalBroker
from controller.mqtt.inbox import Inbox
from controller.mqtt.link import Link
from controller.papers.papers import Papers
from controller.papers.values import Limits as PaperLimits
from controller.places import carry_out
from controller.ports import Incoming
from controller.post import asked, send
from controller.post.digest import digest
from controller.post.gather import make_due
from controller.press import Press
from controller.press.owned import gather
from controller.press.template import Template
from controller.relay.carriers import LOOK_S, Carriers
from controller.residents import sounds as residents_sounds
from controller.settings import Settings
from controller.shelf import Shelf
from controller.store import Store, facts, status
from controller.studio import Aim, Limits, Studio
from controller.voice.known import known
from controller.words import say
from controller.worker import Worker
from devices.topics import TABLE, Kind, read

log = structlog.get_logger()

SUBSCRIPTIONS = (
    ("tl1/u/+/state", 1),
    ("tl1/u/+/have", 1),
    ("tl1/u/+/report", 1),
    ("tl1/u/+/beat", 0),
    ("tl1/u/+/time", 0),
)
_TIME = "/" + TABLE[Kind.TIME_QUESTION].pattern.rpartition("/")[2]
"""How the topics end on which devices ask for the time: of thousands of messages only these are read in a hurry."""
POST = ("mail", "webhooks", "push")
WATCH_S = 2.0
"""How soon a device or a key that was made at the command line is noticed."""
ASK_AGAIN_MS = 60_000
"""A device whose reports have a gap is asked at most this often."""
ASK_TIMES = 3
"""For the same gap: what a device has not got any more is lost, and asking for ever brings nothing back."""


class KeyChain:
    """The newest signing keys, loaded again when they were rotated."""

    def __init__(self, store: Store, folder: Path, clock: Clock) -> None:
        self._store, self._folder, self._clock = store, folder, clock
        self._signer: Signer | None = None

    def __call__(self) -> Signer:
        if self._signer is None:
            self.reload()
        assert self._signer is not None
        return self._signer

    def reload(self) -> None:
        """Read the keys anew."""
        with self._store.read() as conn:
            self._signer = Signer.load(conn, self._folder, self._clock.now_ms())


@dataclass(frozen=True, slots=True)
class Asked:
    """When a device was last asked for its reports, from which number on, and how often for that one."""

    since: int = 0
    times: int = 0
    at_ms: int = 0


@dataclass
class System:
    """Everything, wired. ``start`` in the order in which parts need each other, ``stop`` in the other."""

    desk: Desk
    broker: ManagedBroker | ExternalBroker
    keychain: KeyChain
    planner: Planner
    link: Link = field(init=False)
    wire: Gate = field(init=False)
    """The link as everybody gets it: nothing passes to boxes of places that practise."""
    inbox: Inbox = field(init=False)
    live: Room = field(init=False)
    carriers: Carriers = field(init=False)
    watcher: Watcher = field(init=False)
    mender: Mender = field(init=False)
    workers: dict[str, Worker] = field(init=False)
    clockwork: Clockwork = field(init=False)
    boot: str = field(default_factory=lambda: f"b-{secrets.token_hex(6)}")
    _seen: dict[str, str | None] = field(default_factory=dict)
    _asked: dict[str, Asked] = field(default_factory=dict)
    _ready: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.live = Room(self.desk, lambda: self.wire)
        self.carriers = Carriers(self.desk, lambda: self.wire)
        self.watcher = Watcher(self.desk)
        self.mender = Mender(self.desk)

    def start(self, patience_s: float = 15.0) -> None:
        """Start every part; returns when the broker has accepted us, or raises `Refused`."""
        desk = self.desk
        desk.listening.since_ms = None
        rules.book(desk.settings.health.rules)
        patience.table(desk.settings.health.patience)  # refused now, not when the first box is silent
        desk.shelf.sweep()
        with desk.store.write() as conn:
            status.forget_sessions(conn)
            self._seen = _editions(conn)
            self.broker.let_in(enrol.accounts(conn))
            practice.look(desk, conn)
        close_left(desk)
        self.broker.start()
        collector = Collector(desk, self._ask_again, self.broker.where)
        self.link = Link(self.broker.address, SUBSCRIPTIONS, desk.now_ms, self._heard, self._up)
        self.link.on_sent = desk.meters.went
        self.wire = Gate(desk, self.link)
        self.inbox = Inbox(collector.take, self.link.acknowledge)
        self.workers = {
            worker.name: worker
            for worker in (
                Worker("render", functools.partial(render_due, desk)),
                Worker("plan", self.planner.run),
                Worker("dispatch", functools.partial(send_due, desk, self.wire), every_s=1.0),
                Worker("welcome", self._welcome),
                Worker("accounts", self.watch, every_s=WATCH_S),
                Worker("notices", self._make_notices, every_s=15),
                Worker("mail", functools.partial(send.send_mail, desk), every_s=15),
                Worker("webhooks", functools.partial(send.send_webhooks, desk), every_s=15),
                Worker("push", functools.partial(send.send_push, desk), every_s=15),
                Worker("live", self.live.tick, every_s=TICK_S),
                Worker("errands", functools.partial(stepping.advance, desk), every_s=2.0),
                Worker("relay", self.carriers.look, every_s=LOOK_S),
            )
        }
        for worker in self.workers.values():
            worker.around = desk.meters.working
        self.clockwork = Clockwork(self._alarms(), desk.settings.zone)
        self.inbox.start()
        self.link.start()
        for worker in self.workers.values():
            worker.start()
        self.clockwork.start()
        self.link.wait_up(patience_s)
        self._ready.set()

    def stop(self) -> None:
        """Stop every part cleanly; what is under way is finished or stays in its row."""
        self.desk.bus.close()
        if self._ready.is_set():
            self.clockwork.stop()
            self.live.close()
            for worker in self.workers.values():
                worker.stop()
            self.carriers.close()
            self.link.stop()
            self.inbox.stop()
            series.flush(self.desk, everything=True)
        self.broker.stop()
        self.desk.store.close()

    def nudge(self, name: str) -> None:
        """Wake a worker; ``post`` wakes all that send to people."""
        if hasattr(self, "workers"):
            for one in POST if name == "post" else (name,):
                self.workers[one].nudge()

    def is_ready(self) -> bool:
        """Whether the service can do its work: broker joined, database there."""
        return self._ready.is_set() and self.link.is_up

    def condition(self) -> dict[str, str]:
        """Each part that the work hangs on, and what is wrong with it; empty where nothing is."""
        if not self._ready.is_set():
            return {"service": "starting"}
        return {
            "broker": "" if self.link.is_up else "broker-away",
            "clockwork": "" if self.clockwork.is_ticking else "clockwork-stopped",
            "reports": "inbox-stuck" if self.inbox.is_stuck else "",
        }

    def queues(self) -> dict[str, int]:
        """How much waits in memory, by where."""
        return {"inbox": self.inbox.waiting, "link": self.link.handed} if self._ready.is_set() else {}

    # -------------------------------------------------------------- alarms

    def _alarms(self) -> list[Alarm]:
        desk = self.desk
        return [
            Alarm("plan-hourly", self.workers["plan"].nudge, every_s=600),
            Alarm("plan-new-day", self.workers["plan"].nudge, daily="00:05"),
            Alarm("render-again", self.workers["render"].nudge, every_s=60),
            Alarm("claims", functools.partial(claiming.settle, desk), every_s=10),
            Alarm("alerts", self._clear_alerts, every_s=10),
            Alarm("expire", functools.partial(expire, desk), every_s=10),
            Alarm("silent", self._notice_silent, every_s=15),
            Alarm("overdue", self._ask_overdue, every_s=20),
            Alarm("campaigns", functools.partial(campaigning.look, desk), every_s=10),
            Alarm("mending", self.mender.look, every_s=60),
            Alarm("watching", self.watcher.look, every_s=30),
            Alarm("readiness", functools.partial(readiness.take, desk), every_s=60),
            Alarm("self-tests", functools.partial(testing.give_due, desk), every_s=300),
            Alarm("digest", functools.partial(digest, desk), every_s=30),
            Alarm("beats", functools.partial(series.flush, desk), every_s=5),
            Alarm("roll-up", functools.partial(series.roll_up, desk), every_s=600),
            Alarm("residents-sounds", functools.partial(residents_sounds.make_due, desk), every_s=60),
            Alarm("tidy", functools.partial(tidy, desk), daily="02:30"),
        ]

    def watch(self) -> None:
        """Notice what somebody changed at the command line: devices taken in, keys rotated, areas made; and the day on
        which areas merge or split."""
        with self.desk.store.read() as conn:
            now = _editions(conn)
            accounts = enrol.accounts(conn) if now[enrol.EDITION] != self._seen[enrol.EDITION] else None
            practice.look(self.desk, conn)
            merging = carry_out.is_due(conn, self.desk.now_ms())
        if merging:
            self.nudge("plan")
        if accounts is not None:
            self.broker.let_in(accounts)
            with self.desk.store.write() as conn:
                alert.newcomers(conn, self.desk.now_ms())
            self.nudge("render")
            self.nudge("plan")
        if now[keys.VERSION] != self._seen[keys.VERSION]:
            self.keychain.reload()
            self.nudge("welcome")
            self.nudge("plan")
        self._seen = now

    def _make_notices(self) -> None:
        make_due(self.desk)
        asked.make_due(self.desk)

    def _notice_silent(self) -> None:
        if not self.link.is_up:
            self.desk.listening.since_ms = None
        lose_silent(self.desk)

    def _clear_alerts(self) -> None:
        if self.link.is_up:
            lasting.clear(self.desk, self.wire)
            taking_down.clear(self.desk, self.wire)

    # -------------------------------------------------------------- the link

    def _up(self) -> None:
        """In the network thread: the broker may have forgotten everything, so it is told everything again."""
        self.desk.listening.since_ms = self.desk.now_ms()
        self.nudge("welcome")

    def _welcome(self) -> None:
        if self.link.is_up:
            service.welcome(self.desk, self.wire, self.boot)
            self.nudge("dispatch")

    def _heard(self, message: Incoming) -> None:
        heard = read(message.topic) if message.topic.endswith(_TIME) else None
        if heard is not None and heard.kind is Kind.TIME_QUESTION:
            signer = self.keychain()
            self.desk.meters.came((message.topic,))
            reply(heard.name, message.payload, message.received_ms, self.desk.clock, signer, self.link.publish_now)
        else:
            self.inbox.put(message)

    def _ask_overdue(self) -> None:
        self._ask_again(overdue(self.desk))

    def _ask_again(self, wishes: Sequence[Wish]) -> None:
        """Reports that never came (a broker lost them, a power cut): the device still has them on flash."""
        now_ms = self.desk.now_ms()
        for wish in wishes:
            asked = self._asked.get(wish.device, Asked())
            times = asked.times + 1 if asked.since == wish.since else 1
            if now_ms - asked.at_ms >= ASK_AGAIN_MS and times <= ASK_TIMES:
                self._asked[wish.device] = Asked(wish.since, times, now_ms)
                order(self.desk, None, Order("report", wish.device, since=wish.since))


def build(settings: Settings, clock: Clock | None = None) -> System:
    """Make every part. Raises `Refused` with what is missing."""
    clock = clock or SystemClock()
    store = Store(settings.database_url)
    store.upgrade()
    shelf = Shelf(settings.data_dir / "media")
    keychain = KeyChain(store, settings.data_dir / "keys", clock)
    keychain.reload()
    nudges: list[Callable[[str], None]] = []
    meters = Meters()
    store.on_used = meters.used
    desk = Desk(
        store=store,
        clock=clock,
        settings=settings,
        shelf=shelf,
        studio=Studio(studio_limits(settings)),
        press=Press(_templates(settings)),
        papers=Papers(paper_limits(settings)),
        ears=Ears(settings.relay.private),
        signer=keychain,
        bus=Bus(),
        nudge=lambda name: nudges[0](name) if nudges else None,
        voices=known(settings.speech),
        meters=meters,
    )
    system = System(desk=desk, broker=make_broker(settings), keychain=keychain, planner=Planner(desk))
    nudges.append(system.nudge)
    return system


def _templates(settings: Settings) -> Mapping[str, Template]:
    """Those built in, and the owner's. A file that is broken stops nothing: it is told, and left out."""
    known = gather(settings.templates_dir, named=settings.press.templates is not None)
    for refused in known.broken:
        log.warning(refused.code, told=say(f"refused-{refused.code}", settings.language, **refused.params))
    return known.templates


def paper_limits(settings: Settings) -> PaperLimits:
    """What the settings say of pictures and papers."""
    return PaperLimits(settings.limits.picture_bytes, settings.limits.picture_pixels)


def studio_limits(settings: Settings) -> Limits:
    """What the settings say of sounds."""
    limits, sound = settings.limits, settings.sound
    return Limits(limits.upload_bytes, limits.sound_seconds, aim=Aim(sound.loudness_lufs, sound.highpass_hz))


def make_broker(settings: Settings) -> ManagedBroker | ExternalBroker:
    """The broker that we start, or the one that we join."""
    if settings.broker.mode == "managed":
        # A broker that died may have lost what it kept in memory; the link notices by itself and says all again.
        return ManagedBroker(settings.data_dir / "broker", settings.broker.host, settings.broker.port)
    theirs = settings.broker
    return ExternalBroker(theirs.url, theirs.username, theirs.password.get_secret_value(), theirs.ca_file)


def _editions(conn: Connection) -> dict[str, str | None]:
    return {name: facts.get(conn, name) for name in (enrol.EDITION, keys.VERSION)}
