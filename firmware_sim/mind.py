"""All that one brain knows, in one slotted object: thousands of them live in one process.

What all devices of a process share (profiles, verified documents, decoded messages, the list of keys) is shared by
reference. What is on flash and seldom asked for (reports, results) is read from flash when it is asked for.
"""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterator
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING, Protocol

import msgspec
from msgspec import Struct

from devices.clock import TrueTime
from devices.decide import Due, Progress
from devices.gate import read
from devices.identity import Identity
from devices.keys import KeyRing
from devices.messages import (
    Alert,
    Evidence,
    Keys,
    Live,
    Media,
    Network,
    NetworkSettings,
    PanelState,
    Pointer,
    Rung,
    SelfTest,
    Timetable,
)
from devices.profiles import Profile
from devices.signing import PublicKey, take_apart
from devices.topics import Heard
from firmware_sim import journal
from firmware_sim.body import Body
from firmware_sim.effects import Append, Effect, Forget, Keep, Motion
from firmware_sim.journal import Line, Readable, Spent
from firmware_sim.slots import PLAIN, Booted

if TYPE_CHECKING:
    from firmware_sim.updating import Updating

FELT_MS = 60_000
"""For so long true time runs on with the counter before it is asked anew which exchange is the best."""
LEAP_BACK_MS = 1_000
"""A counter that shows less than it did, by more than this, has leapt."""
NEAR_MS = 10_000
"""An instant this near is reckoned without the crystal's rate, which is 1 ms at most."""
EARLY = 1 - 200e-6
"""For one farther off the brain wakes early, by more than any crystal errs, and reckons again."""
ENDED = Progress(ended=True)
HIDDEN = Progress(ended=True, hidden=True)
ALERT_FILE = "alert-"
LIVE_FILE = "live-"
NOTHING: frozenset[str] = frozenset()
"""The empty set, once for all boxes: Python makes another 216 bytes for each."""


class Shelved(Protocol):
    """As much of the media shelf as a brain may see."""

    def hashes(self) -> Iterator[str]:
        """What is there."""

    def has(self, digest: str) -> bool:
        """Whether it is there, whole."""

    def read(self, digest: str) -> bytes | None:
        """Its bytes."""

    def free(self) -> int:
        """Bytes of room."""


class Task(enum.IntEnum):
    """What a brain wakes for."""

    DECIDE = 0
    TIME = 1
    BEAT = 2
    HAVE = 3
    FETCH = 4
    ALERT = 5
    DOUBT = 6
    TUNE = 7
    LIVE = 8
    NETWORK = 9
    UPDATE = 10


class Settings(Struct, frozen=True, gc=False, omit_defaults=True):
    """Small things that survive a restart."""

    volume: int = 100
    stopped_ms: int = 0
    well: Evidence | None = None
    """What its sensors felt of a quiet tone when it was well."""
    rebooting: str = ""
    """The command by which it restarts: answered when it has."""


class Ringing(Struct, gc=False):
    """An alert in force, its present round, and what is due of it. Instants by the counter."""

    alert: Alert
    document: bytes
    heard: int = 0
    due: Due | None = None
    """None while it is held: it has not begun its first round."""
    began: int = 0
    """The present round's beginning."""
    sounded: bool = False
    told: bool = False
    """That it cannot be heard was reported."""
    waits: int = 0
    """Read back from flash, it is silent until then: the broker may know that it has ended."""


class Listening(Struct, gc=False):
    """A live session that this box listens to, and when it heard of it last (counter; None: not yet)."""

    live: Live
    topic: str
    due: Due
    heard: int | None = None
    ends: bool = False
    """The last message has come: what is still to sound is here."""
    kept: bool = False
    """It was read back from flash..."""
    back: int | None = None
    """... and is over where nothing is heard until then."""


class Errand(Struct, gc=False):
    """A file to be fetched: when next (counter), how often it was tried, and whether it is under way."""

    media: Media
    url: str
    due: int
    tries: int = 0
    running: bool = False


class Voice(Struct, gc=False):
    """What this box sounds now, or will within the next tenths of a second."""

    due: Due
    skip: int
    start_mono: int
    heard: bool = False
    """`Sounded` was reported."""
    felt: Evidence | None = None
    """What was measured of it last."""


class Tuned(Struct, gc=False):
    """A stream that was opened for a sound."""

    sound: Media
    fault: str = ""
    told: str = ""
    """The fault that was reported and has not ended."""
    tries: int = 0
    again: int | None = None
    """When it is tried again, by the counter."""


class Trial(Struct, gc=False):
    """Another way to the broker that is tried; without settings they are still fetched."""

    order: Network
    settings: NetworkSettings | None = None
    reached: bool = False


class Mind:
    """The state. Its functions are in the modules named by what they do: documents, commands, playing and so on."""

    __slots__ = (
        "alarms",
        "alerts",
        "amplifier",
        "areas",
        "body",
        "boot",
        "booted",
        "connected",
        "cut",
        "dirty",
        "doubted",
        "doubted_at",
        "drawn",
        "early",
        "epoch",
        "felt",
        "fetching",
        "flash",
        "hushed",
        "identity",
        "idle_since",
        "knowing",
        "leaving",
        "lines",
        "live",
        "lux",
        "missing",
        "mono",
        "moving",
        "near",
        "near_until",
        "now",
        "offline",
        "out",
        "panel",
        "part",
        "picture",
        "pictures",
        "plan",
        "plan_hash",
        "pointer",
        "powered",
        "profile",
        "progress",
        "questions",
        "refusals",
        "relays",
        "ring",
        "rng",
        "seen",
        "seq",
        "service",
        "session",
        "settings",
        "shelf",
        "shine",
        "testing",
        "time",
        "trial",
        "update",
        "urgent",
        "versions",
        "voice",
        "waiting",
        "warm",
    )

    def __init__(
        self,
        identity: Identity,
        profile: Profile,
        flash: Readable,
        shelf: Shelved,
        rng: Random,
        body: Body,
        mono: int,
        booted: Booted = PLAIN,
    ) -> None:
        self.identity, self.profile, self.flash, self.shelf, self.rng = identity, profile, flash, shelf, rng
        self.body, self.booted = body, booted
        self.update: Updating | None = None
        self.out: list[Effect] = []
        self.mono = self.powered = mono
        self.knowing: int | None = None
        """When it first knew the time since it has power."""
        self.now: int | None = None
        self.time = TrueTime()
        self.felt: tuple[TrueTime, int, tuple[float, float] | None] = (self.time, mono, None)
        self.boot = f"{rng.getrandbits(48):012x}"
        self.session = self.service = ""
        self.connected = False
        self.areas = identity.areas
        self.alarms: dict[Task, int] = {}
        self.ring = ring_of(PublicKey(identity.root_public), b"")
        self.plan: Timetable | None = None
        self.plan_hash = ""
        self.pointer: tuple[Pointer, str, str] | None = None
        self.near: Timetable | None = None
        self.near_until = 0
        self.missing = NOTHING
        self.fetching: dict[str, Errand] = {}
        self.cut = NOTHING
        self.hushed: dict[str, tuple[Rung, str]] = {}
        self.waiting: set[str] = set()
        self.versions: dict[str, tuple[int, str]] = {}
        self.seen: dict[str, int] = {}
        self.urgent: dict[str, Due] = {}
        self.alerts: dict[str, Ringing] = {}
        self.live: dict[str, Listening] = {}
        self.progress: dict[str, Progress] = {}
        self.settings = Settings()
        self.voice: Voice | None = None
        self.relays: dict[str, Tuned] = {}
        self.trial: Trial | None = None
        self.testing: dict[str, SelfTest] = {}
        """Self-tests that have begun and not ended."""
        self.amplifier = False
        self.warm = self.idle_since = 0
        self.drawn: tuple[str, str] = ("", "")
        self.picture = ""
        """The frame that was read back from the panel last."""
        self.pictures: dict[str, tuple[str, str]] | None = None
        """Of each notice that is on record as shown: its page, and the frame that was read back then."""
        self.leaving: tuple[str, ...] = ()
        """Notices that were taken away, until the panel shows something else."""
        self.moving: Motion | None = None
        self.panel: PanelState | None = None
        self.shine: tuple[int, float] | None = None
        self.lux: int | None = None
        self.dirty = False
        self.epoch = ""
        self.seq = self.part = self.lines = self.offline = 0
        self.questions = 0
        self.doubted: tuple[tuple[Heard, bytes], ...] = ()
        self.doubted_at: int | None = None
        self.early: tuple[tuple[Heard, bytes], ...] = ()
        """Sessions that were opened before this box knew the time."""
        self.refusals = (20, mono)

    # ------------------------------------------------------------ time

    def feel(self, mono: int) -> None:
        """Take the counter's value for this call, and what it stands for."""
        if mono < self.mono - LEAP_BACK_MS:
            self._leap_back(self.mono - mono)
        self.mono = mono
        time, at, course = self.felt
        if course is None or time is not self.time or not 0 <= mono - at < FELT_MS:
            at, course = mono, self.time.course(mono)
            self.felt = (self.time, at, course)
        self.now = None if course is None else round(course[0] + (mono - at) * course[1])
        if self.knowing is None and self.now is not None:
            self.knowing = mono

    def _leap_back(self, by: int) -> None:
        """A counter that runs back makes nothing wait until it has caught up; true time is asked for."""
        self.alarms = {task: due - by for task, due in self.alarms.items()} | {Task.TIME: self.mono - by}
        for errand in self.fetching.values():
            errand.due -= by
        for ringing in self.alerts.values():
            ringing.began, ringing.heard = ringing.began - by, ringing.heard - by
        for tuned in self.relays.values():
            tuned.again = None if tuned.again is None else tuned.again - by
        for listening in self.live.values():
            listening.heard = None if listening.heard is None else listening.heard - by
            listening.back = None if listening.back is None else listening.back - by
        if self.voice is not None:
            self.voice.start_mono -= by
        self.knowing = None if self.knowing is None else self.knowing - by
        self.powered, self.warm, self.idle_since = self.powered - by, self.warm - by, self.idle_since - by
        self.doubted_at = None

    def knew(self, instant_ms: int) -> bool:
        """Whether this box knew the time at an instant that is past; so also where it was dark then."""
        since = self.mono if self.knowing is None else self.knowing  # None: it was told the time this very moment
        return self.now is not None and self.now - (self.mono - since) <= instant_ms

    def mono_of(self, instant_ms: int) -> int:
        """The counter's value at an instant; now, where the clock is not trusted."""
        if self.now is None:
            return self.mono
        distance = instant_ms - self.now
        return self.mono + (distance if distance < NEAR_MS else int(distance * EARLY))

    def wake(self, task: Task, mono: int) -> None:
        """Wake for ``task`` at ``mono``, if nothing earlier was asked for."""
        due = self.alarms.get(task)
        if due is None or mono < due:
            self.alarms[task] = mono

    # ------------------------------------------------------------ memory

    def note(self, line: Line) -> None:
        """Append one line to the journal."""
        if self.lines >= journal.PER_FILE:
            self._turn_page()
        self.lines += 1
        self.out.append(Append(journal.name_of(self.part), journal.write(line)))

    def keep_settings(self, settings: Settings) -> None:
        """Change the settings, on flash too."""
        self.settings = settings
        self.out.append(Keep("settings", msgspec.json.encode(settings)))

    def remember_version(self, mark: str, version: int, digest: str) -> None:
        """This version was obeyed: nothing older will be, under this key."""
        self.versions[mark] = (version, digest)
        self.out.append(Keep("versions", msgspec.json.encode(self.versions)))

    def _turn_page(self) -> None:
        if self.part >= journal.FILES:
            named = {item.id for item in self.plan.items} if self.plan else set()
            named |= self.urgent.keys() | self.alerts.keys()
            self.progress = {name: did for name, did in self.progress.items() if name in named or not did.ended}
            floor = self.now or 0
            self.seen = {name: until for name, until in self.seen.items() if until > floor}
            ended = tuple(name for name, did in self.progress.items() if did.ended and not did.hidden)
            hidden = tuple(name for name, did in self.progress.items() if did.hidden)
            self.out.append(Keep("spent", msgspec.json.encode(Spent(ended, self.seen, self.seq, hidden))))
            self.out.append(Forget(journal.name_of(self.part - journal.FILES)))
        self.part += 1
        self.lines = 0


@lru_cache(maxsize=64)
def ring_of(root: PublicKey, document: bytes) -> KeyRing:
    """The key ring for a root key and a signed list of keys (empty: none yet), shared by all who hold the same."""
    if not document:
        return KeyRing(root)
    listed = read("keys", take_apart(document).payload)
    return KeyRing(root, listed if isinstance(listed, Keys) else None)


def alert_file(name: str) -> str:
    """The file in which an alert is kept."""
    return ALERT_FILE + hashlib.sha256(name.encode()).hexdigest()[:16]


def live_file(name: str) -> str:
    """The file in which a live session is kept."""
    return LIVE_FILE + hashlib.sha256(name.encode()).hexdigest()[:16]
