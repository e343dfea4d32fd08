"""The year itself, in virtual time: the day's round of the service, what people do, and the boxes' power and 4G."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from controller.broadcast.cleanup import tidy
from controller.broadcast.dispatch import send_due
from controller.broadcast.overdue import overdue
from controller.demo import sample
from controller.fleet import enrol
from controller.store import areas
from devices import identity
from firmware_sim.virtual import VirtualLink
from tests.path.joined import Joined, ask_again, joined
from tests.year.year_boxes import DAY, DIAL_AT, DIAL_SPREAD, HOUR, MINUTE, STAY, Box, boxes
from tests.year.year_ear import Ear
from tests.year.year_life import WIDE, Act, Life
from tests.year.year_office import Office
from tests.year.year_oracle import ms, times
from tests.year.year_series import HAMLETS

Say = Callable[[str], None]
SEASONS = (-4.0, 0.0, 6.0, 2.0)
"""How much faster a crystal runs in each quarter of the year, in parts per million."""
AFTER = 2
"""Days at the end that are not judged any more: the last accounts come home."""
EVE = 15 * HOUR
"""So long before the first day everything stands."""


@dataclass(slots=True)
class Reign:
    """One commune through its days."""

    village: Joined
    life: Life
    boxes: dict[str, Box]
    office: Office
    ear: Ear
    open_until: int = 0
    """Until then everybody stays on line."""
    retired: set[str] = field(default_factory=set)
    spent: dict[str, float] = field(default_factory=lambda: {"world": 0.0, "service": 0.0})

    # ------------------------------------------------------------------ time

    def until(self, at: int) -> None:
        """Let the world go on to an instant."""
        begun = time.process_time()
        self.village.world.run_until(at)
        self.spent["world"] += time.process_time() - begun

    def serve(self, *, plan: bool = False) -> None:
        """What the service does when it looks up."""
        begun = time.process_time()
        village = self.village
        if plan:
            village.work()
        village.collect()
        send_due(village.desk, village.wire)
        village.wire.sent.clear()
        self.spent["service"] += time.process_time() - begun

    def day(self, day: date) -> None:
        """One whole local day."""
        midnight = ms(datetime.combine(day, datetime.min.time()))
        for at, do in sorted(self._round(day, midnight), key=lambda one: one[0]):
            self.until(at)
            do()
        self.until(midnight + DAY - 1)
        self._forget_files()

    def _forget_files(self) -> None:
        """A fleet of the simulator keeps each file that any box ever had: a year of timetables would be gigabytes."""
        world = self.village.world
        held = {name for device in world.devices.values() for name in device.shelf.hashes()}
        for name in world.pool.files.keys() - held:
            del world.pool.files[name]

    def _round(self, day: date, midnight: int) -> Iterator[tuple[int, Callable[[], object]]]:
        yield midnight + 5 * MINUTE, lambda: self.serve(plan=True)
        yield midnight + 2 * HOUR + 30 * MINUTE, lambda: tidy(self.village.desk)
        for slice_ in range(0, DIAL_SPREAD + STAY + 30_000, 30_000):
            yield midnight + DIAL_AT + slice_, self.serve
        yield midnight + DIAL_AT + 120_000 + 7, self._ask
        yield midnight + DIAL_AT + DIAL_SPREAD + 60_007, self._ask
        for act in self.life.acts:
            if act.when.date() == day:
                yield ms(act.when), lambda act=act: self._act(act)  # type: ignore[misc]
        if self.open_until > midnight:
            for at in range(midnight, min(self.open_until, midnight + DAY), 2 * MINUTE):
                yield at, self.serve

    def _ask(self) -> None:
        ask_again(self.village, overdue(self.village.desk))
        self.serve()

    def _act(self, act: Act) -> None:
        if act.what == "open_wire":
            self._open(ms(datetime.fromisoformat(str(act.given[0]))))
        else:
            getattr(self.office, act.what)(*act.given)
        self.serve(plan=True)

    def _open(self, until: int) -> None:
        """Everybody is on line from now on, who has power and 4G."""
        self.open_until = until
        for name, box in self.boxes.items():
            if not box.is_out(self.village.now):
                self._dial(name, until)
        # the round of this day was drawn up before
        now = self.village.now
        for at in range(now + MINUTE, min(until, now // DAY * DAY + 2 * DAY), 2 * MINUTE):
            self.village.world.timers.at(at, self.serve)

    # ------------------------------------------------------------------ power and 4G

    def hang_up(self, name: str) -> None:
        """Off line until it calls next."""
        box, now = self.boxes[name], self.village.now
        if now < self.open_until:
            self._later(name, self.open_until)
            return
        midnight = (now + 7 * HOUR) // DAY * DAY - 7 * HOUR
        call = next(at for number in range(60) if (at := box.dial(midnight + number * DAY)) > now + MINUTE
                    and not box.is_out(at))  # fmt: skip
        self._link(name).bar(call - now)
        self._later(name, call + STAY, call)

    def _dial(self, name: str, until: int) -> None:
        self._link(name).bar(0)
        self._later(name, until, self.village.now)

    def _later(self, name: str, at: int, since: int | None = None) -> None:
        """Hang up at ``at``, unless something else is decided for this box before."""
        box = self.boxes[name]
        box.ticks_from += 1
        number = box.ticks_from
        if since is not None:
            box.met.append((since, at))

        def now() -> None:
            if box.ticks_from == number:
                self.hang_up(name)

        self.village.world.timers.at(at, now)

    def _link(self, name: str) -> VirtualLink:
        link = self.village.world.devices[name].link
        assert isinstance(link, VirtualLink)
        return link

    def power_off(self, name: str) -> None:
        """Dark."""
        now, box = self.village.now, self.boxes[name]
        if name in self.retired:
            return
        self.village.world.devices[name].power_off()
        self.ear.silent(name)
        if box.met and box.met[-1][1] > now:
            box.met[-1] = (box.met[-1][0], max(now, box.met[-1][0]))

    def power_on(self, name: str, clock: bool) -> None:
        """Light; the modem calls at once, if it gets through."""
        box, device, now = self.boxes[name], self.village.world.devices[name], self.village.now
        if name in self.retired:
            return
        device.rtc = clock
        device.power_on()
        device.rtc = True
        if not box.is_out(now):
            self._dial(name, max(now + STAY, self.open_until))
            self.village.world.timers.at(now + MINUTE, self.serve)


@contextmanager
def reign(folder: Path, life: Life, count: int, say: Say, rough: float = 1.0) -> Iterator[Reign]:
    """The commune as it stands on the eve of the first day: everybody has heard what is planned."""
    eve = ms(datetime.combine(life.first, datetime.min.time())) - EVE
    starts = [at for one in life.told if one.seconds for at in times(one, life.first, life.last)]
    with joined(folder, eve) as village:
        _places(village)
        made = Reign(village, life, boxes(count, life.first, life.last, starts, rough), Office(village, folder),
                     Ear(village.world))  # fmt: skip
        _grow(made)
        for one in life.told:
            if not any(one in act.given for act in life.acts):
                made.office.tell(one)
        say(f"{len(made.boxes)} devices, {len(made.office.ids)} series agreed")
        made.serve(plan=True)
        for _ in range(10):
            made.until(village.now + MINUTE)
            made.serve()
        for name in made.boxes:
            made.hang_up(name)
        _fortune(made)
        made.until(eve + EVE - 1)
        yield made


def _places(village: Joined) -> None:
    with village.desk.store.write() as conn:
        areas.change(conn, sample.COMMUNE, hours=WIDE)
        for number, code in enumerate(HAMLETS):
            if areas.get(conn, code) is None:
                areas.add(conn, code, sample.COMMUNE, "hamlet", f"Thôn số {number}", village.now)


def _grow(made: Reign) -> None:
    """The boxes that the sample has not, switched on; an ear at each horn."""
    village = made.village
    with village.desk.store.write() as conn:
        for name, box in made.boxes.items():
            if name not in village.identities:
                new = enrol.New(name, box.home(0), box.model, f"Máy {name}")
                _, one = enrol.add_device(conn, village.desk.settings, new, "test", village.now)
                village.identities[name] = identity.read(identity.write(one))
    for name, one in village.identities.items():
        if name not in village.world.devices:
            village.world.add(one)
            village.power_on(name)
        made.ear.put_at(village.world.devices[name])
        village.world.devices[name].counter.drift(Random(name).uniform(-20, 20))


def _fortune(made: Reign) -> None:
    """Everything that will happen to power and crystals, as alarms."""
    timers = made.village.world.timers
    for name, box in made.boxes.items():
        for cut in box.cuts:
            timers.at(cut.off, lambda name=name: made.power_off(name))  # type: ignore[misc]
            timers.at(cut.on, lambda name=name, cut=cut: made.power_on(name, cut.clock))  # type: ignore[misc]
        for out, _ in box.out:
            timers.at(out, lambda name=name: made.hang_up(name))  # type: ignore[misc]
        own = Random(name).uniform(-20, 20)
        for quarter, more in enumerate(SEASONS):
            at = made.village.now + quarter * 91 * DAY
            counter = made.village.world.devices[name].counter
            timers.at(at, lambda counter=counter, ppm=own + more: counter.drift(ppm))  # type: ignore[misc]


def through(made: Reign, each: Callable[[date], None]) -> None:
    """All days, and some more in which nothing new comes; ``each`` is called after each day."""
    day = made.life.first
    while day <= made.life.last + timedelta(days=AFTER):
        made.day(day)
        each(day)
        day += timedelta(days=1)
