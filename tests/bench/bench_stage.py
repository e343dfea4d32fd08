"""The whole service in this process, as ``tienglang serve`` runs it: broker, workers, web server; devices apart."""

from __future__ import annotations

import http.client
import json
import threading
import time
import wave
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

import numpy as np
import uvicorn
from sqlalchemy import Connection

from controller.bootstrap import System, build
from controller.broadcast.approve import approve
from controller.broadcast.form import Draft, compose
from controller.broadcast.submit import submit
from controller.broadcast.upload import take_sound
from controller.clock import SystemClock
from controller.demo import sample
from controller.demo.stage import settings_for
from controller.fleet import enrol, keys
from controller.mqtt.passwords import new_password, password_hash
from controller.people import accounts, tokens
from controller.people.who import Who
from controller.ports import Incoming
from controller.settings import Settings
from controller.store import Store, areas, devices, status, timetables
from controller.store.announcements import Announcement
from controller.terminal.serve import calm_collector, server
from devices import identity
from tests.bench.bench_child import Child

PROFILE = "column-wav-15w"
"""Without an amplifier to warm: what is measured is us, not the model."""
PROVINCE, COMMUNE, HAMLET = "tinh", "xa", "thon"
PASSWORD = "ba loa đầu làng"
SOUND_S = 5.0


@dataclass
class Stage:
    """A service with ``count`` devices taken in. A context; stops everything that it started."""

    folder: Path
    count: int
    horizon_days: int = 14
    sound_s: float = SOUND_S
    who: dict[str, Who] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self._calm = ExitStack()
        self.settings = settings_for(self.folder / "data", anywhere=True).model_copy(
            update={"horizon_days": self.horizon_days}
        )
        self.identities = self.folder / "boxes.jsonl"
        store = Store(self.settings.database_url)
        store.upgrade()
        self._furnish(store)
        store.close()
        self.system: System = build(self.settings)
        self.watch = Watch()
        self._web: uvicorn.Server | None = None
        try:
            self.system.start()
            self.watch.join(self.system)
            self._web = server(self.system)
            self._thread = threading.Thread(target=self._web.run, name="web", daemon=True)
            self._thread.start()
            await_true(lambda: self._web is not None and self._web.started, 20, "the web server")
            self.sound = self._sound()
            self._calm.enter_context(calm_collector())  # as `serve` does
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._calm.close()
        if self._web is not None:
            self._web.should_exit = True
            self._thread.join(20)
        self.system.stop()

    def _furnish(self, store: Store) -> None:
        now_ms = SystemClock().now_ms()
        with store.write() as conn:
            for code, parent, level in (
                (PROVINCE, None, "province"),
                (COMMUNE, PROVINCE, "commune"),
                (HAMLET, COMMUNE, "hamlet"),
            ):
                hours = sample.ALL_DAY if parent is None else None
                areas.add(conn, code, parent, level, code, now_ms, zone=self.settings.zone, hours=hours)
            keys.make_all(conn, self.settings.data_dir / "keys", PROVINCE, now_ms)
        with store.write() as conn:
            lines = [take_in(conn, self.settings, f"loa-{one:05d}", now_ms) for one in range(self.count)]
        self.identities.write_bytes(b"\n".join(lines))
        for login, role in (("viet", "editor"), ("duyet", "approver")):
            user = accounts.add(store, login, login, role, PROVINCE, PASSWORD, now_ms)
            self.who[role] = Who.of(user)
        with store.write() as conn:
            self.token = tokens.issue(conn, self.who["approver"], "bench", now_ms).secret

    # -------------------------------------------------------------- announcements

    def _sound(self) -> str:
        file = self.system.desk.shelf.scratch(".wav")
        tone(file, self.sound_s)
        try:
            return take_sound(self.system.desk, self.who["editor"], COMMUNE, file, "bench.wav").hash
        finally:
            self.system.desk.shelf.drop(file)

    def draft(self, title: str, ahead: timedelta, rrule: str | None = None) -> Draft:
        """A sound for the whole commune, first due ``ahead`` from now."""
        start = self.local_now() + ahead
        return Draft(
            area=COMMUNE,
            title=title,
            areas=(COMMUNE,),
            start=start.strftime("%Y-%m-%dT%H:%M"),
            rrule=rrule,
            sound=self.sound,
            page=False,
            chime=False,
        )

    def local_now(self) -> datetime:
        """Wall time of the commune."""
        now = datetime.fromtimestamp(self.system.desk.now_ms() / 1000, ZoneInfo(self.settings.zone))
        return now.replace(tzinfo=None)

    def submitted(self, draft: Draft) -> Announcement:
        """Composed and sent for approval."""
        row = compose(self.system.desk, self.who["editor"], draft)
        return submit(self.system.desk, self.who["editor"], row.id)

    def approve(self, row: Announcement) -> Announcement:
        """Agreed by somebody else."""
        return approve(self.system.desk, self.who["approver"], row.id, row.fingerprint)

    def twice_a_day(self) -> Announcement:
        """Two broadcasts a day over the whole horizon, none of them soon; the first of the two."""
        first, *_ = [
            self.approve(self.submitted(self.draft(f"Bản tin {hours}", timedelta(hours=hours), "FREQ=DAILY")))
            for hours in (6, 17)
        ]
        wanted = 2 * self.horizon_days * self.count
        await_true(lambda: self.number("SELECT count(*) FROM deliveries") >= wanted - 4 * self.count, 120, "planning")
        await_true(lambda: self.number("SELECT count(*) FROM timetables") == self.count, 60, "timetables")
        return first

    # -------------------------------------------------------------- devices

    def boxes(self, count: int | None = None) -> Child:
        """The process of simulated devices; with ``count`` only the first so many."""
        number = self.count if count is None else count
        out = self.folder / "out"
        return Child(
            "tests.bench.bench_boxes", "--identities", str(self.identities), "--count", str(number), "--out", str(out)
        )

    def gathered(self) -> int:
        """How many are on line, hold the wanted timetable and all media, and trust their clocks."""
        with self.system.desk.store.read() as conn:
            known, marks = status.below(conn), timetables.marks(conn)
        return sum(
            one.presence == "online"
            and name in marks
            and one.held_hash == marks[name].hash
            and not one.missing
            and bool((one.clock or {}).get("trusted"))
            for name, one in known.items()
        )

    def gather(self, count: int | None = None) -> None:
        """Wait until all, or so many, are `gathered`."""
        wanted = self.count if count is None else count
        await_true(lambda: self.gathered() == wanted, 90 + wanted / 20, "the devices", every_s=0.5)

    def clocks(self) -> list[int]:
        """The error bound of each device's clock, in ms, as it reported it last; in order."""
        with self.system.desk.store.read() as conn:
            return sorted((one.clock or {}).get("error", 0) for one in status.below(conn).values())

    # -------------------------------------------------------------- asking

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """One call of the API over HTTP, on a connection of its own."""
        conn = http.client.HTTPConnection(self.settings.http.host, self.settings.http.port, timeout=30)
        headers = {"authorization": f"Bearer {self.token}", "content-type": "application/json"}
        conn.request("POST", f"/api/v1/{path}", json.dumps(body), headers)
        answer = conn.getresponse()
        said = answer.read()
        conn.close()
        if answer.status >= 300:
            raise RuntimeError(f"{path}: {answer.status} {said.decode()}")
        found: dict[str, Any] = json.loads(said)
        return found

    def number(self, statement: str) -> int:
        """A number from the database."""
        with self.system.desk.store.read() as conn:
            return int(conn.exec_driver_sql(statement).scalar_one())


def take_in(conn: Connection, settings: Settings, name: str, now_ms: int) -> bytes:
    """A device and its credentials, as `enrol.add_device` makes them, without a line in the log for each."""
    password = new_password()
    devices.add(conn, name, HAMLET, PROFILE, name, password_hash(password), now_ms)
    row = devices.get(conn, name)
    assert row is not None
    return identity.write(enrol.identity_of(conn, settings, row, password))


class Watch:
    """Notes when what is waited for has been *stored*: after the commit of the batch that carried the last of it."""

    def __init__(self) -> None:
        self._needle = b""
        self._wanted = 0
        self._heard: set[str] = set()
        self._there = threading.Event()
        self.last = 0

    def join(self, system: System) -> None:
        """Look at what the inbox has taken."""
        system.inbox.on_taken = self._taken

    def _taken(self, batch: Sequence[Incoming]) -> None:
        stored = time.monotonic_ns()
        if self._wanted:
            self._heard.update(
                one.topic for one in batch if self._needle in one.payload and one.topic.endswith("/report")
            )
            if len(self._heard) >= self._wanted:
                self.last, self._wanted = stored, 0
                self._there.set()

    def expect(self, needle: bytes, count: int) -> None:
        """Wait for reports that contain this, on so many topics: one of each device, however often it comes."""
        self._there.clear()
        self._heard.clear()
        self._needle, self._wanted = needle, count

    def wait(self, seconds: float) -> int:
        """The instant (ns, monotonic) after the commit."""
        if not self._there.wait(seconds):
            raise TimeoutError(f"{len(self._heard)} of {self._wanted} reports came within {seconds:g} s")
        return self.last


def calm(count: int, most_s: float = 1.0) -> None:
    """Let what was before die away: of thousands that takes a while, of a smoke test's handful none to speak of."""
    time.sleep(min(most_s, 0.05 + count / 1000))


def await_true(holds: Callable[[], object], seconds: float, what: str, every_s: float = 0.1) -> None:
    """Wait until it holds. Raises `TimeoutError`."""
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            raise TimeoutError(f"{what}: not there after {seconds:g} s")
        time.sleep(every_s)


def tone(file: Path, seconds: float) -> None:
    """A WAV of something that is no silence."""
    rate = 16_000
    moments = np.arange(int(rate * seconds)) / rate
    wobble = np.sin(2 * np.pi * 440 * moments) * (0.6 + 0.4 * np.sin(2 * np.pi * 3 * moments))
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes((wobble * 12_000).astype("<i2").tobytes())
