"""The service and its devices as real processes, on real Mosquitto and a real network of the loopback interface.

Nothing here waits a fixed time: `Village.until` looks into the service's own database, or at what devices wrote on
disk, until something is so. Whatever was started is ended by its pid.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
from sqlalchemy import make_url

from controller.demo import sample
from controller.fleet.keys import VERSION
from controller.mqtt.config import CONFIG, STATE
from controller.mqtt.leftover import PID_FILE, runs
from controller.settings import Settings
from controller.settings_reading import read_settings
from controller.store import Store, deliveries, devices, facts, keys, occurrences, reports, status, timetables
from controller.store.deliveries import Delivery
from controller.store.ladder import is_end
from controller.store.reports import Report
from devices.profiles import profile
from tests.databases import migrated_file
from tests.path.real_evidence import Started, started
from tests.path.real_nursery import Born, Nursery
from tests.path.real_trap import ARMED
from tests.ports import free_port
from tests.waiting import PATIENCE_S

ROOT = Path(__file__).parents[2]
API = "/api/v1"
LAST_WORDS = 3_000


NEAR_MS = 50
"""Later than this two horns are heard as an echo."""
BOARD_NEAR_MS = 10_000
"""Its turn is over then; drawing a large page may take a slow machine seconds."""
TRIES = 3
SOONEST_S, LATEST_S = 0.02, 0.25
"""How often is looked whether something is so: what is waited for long is asked for seldom, since looking takes the
processor away from those who are to do it."""


def now_ms() -> int:
    """True time."""
    return time.time_ns() // 1_000_000


class Never(AssertionError):
    """Something did not become so in time; the text has the last words of everybody concerned."""


@dataclass
class Boxes:
    """One process of simulated devices. Its folder is their flash: it outlives a power cut."""

    identities: Path
    out: Path
    options: Sequence[str] = ()
    process: subprocess.Popen[bytes] | None = None

    def power_on(self, *options: str) -> None:
        """Start the process."""
        command = [sys.executable, "-m", "firmware_sim", "--identities", str(self.identities), "--out", str(self.out)]
        command += ["--real", "--quiet", *self.options, *options]
        self.out.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as words:
            self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=words, stderr=words)

    def power_cut(self) -> None:
        """``kill -9``: nothing is said, nothing is finished."""
        end(self.process, signal.SIGKILL)
        self.process = None

    def switch_off(self) -> None:
        """In good order: all that was heard is complete on disk."""
        end(self.process, signal.SIGTERM)
        self.process = None

    @property
    def log(self) -> Path:
        return self.out.parent / f"{self.out.name}.log"

    @property
    def words(self) -> str:
        """All that the process has printed."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""


@dataclass
class Village:
    """The sample commune in a folder, and the processes that serve it."""

    folder: Path
    trapped: bool = False
    """Run the controller so that a test can have it killed at an exact point: see `real_trap`, `real_nursery`."""
    controller: subprocess.Popen[bytes] | Born | None = None
    _nursery: Nursery | None = None
    boxes: Boxes = field(init=False)
    start_s: float = 0.0
    """How long the last start of the controller took."""
    _fleets: list[Boxes] = field(default_factory=list)
    _clients: dict[str, httpx.Client] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.settings: Settings = read_settings(
            data_dir=self.folder / "data", http={"port": free_port()}, broker={"port": free_port()}
        )
        self._visitor = httpx.Client(base_url=self.settings.http.public_url, timeout=PATIENCE_S, verify=False)
        self.settings.data_dir.mkdir(parents=True)
        shutil.copy(migrated_file(), str(make_url(self.settings.database_url).database))
        self.store = Store(self.settings.database_url)
        identities = self.folder / "identities"
        sample.make(self.store, self.settings, now_ms(), identities)
        self.people = {one.login: one.password for one in sample.people(self.store, now_ms())}
        self.boxes = self.more_boxes(identities, "boxes")
        if self.trapped:
            self._nursery = Nursery(self.folder, self.log, self.environment())

    # -------------------------------------------------------------- the controller

    def start(self) -> None:
        """Start the controller, and return when it does its work."""
        began = time.monotonic()
        if self._nursery is not None:
            self.controller = self._nursery.born()
        else:
            with self.log.open("ab") as words:
                self.controller = subprocess.Popen(
                    [sys.executable, "-m", "controller", "serve"],
                    cwd=ROOT, env=self.environment(), stdin=subprocess.DEVNULL, stdout=words, stderr=words,
                )  # fmt: skip
        self.until(self._answers, "the controller to answer")
        self.start_s = time.monotonic() - began

    def soon(self, more_s: float = 0.0) -> int:
        """A whole second far enough ahead for rendering, planning, sending and fetching (up to 4 s apart), as busy as
        this machine is: one on which the controller starts slowly needs longer for everything."""
        return (now_ms() + round((8.0 + self.start_s + more_s) * 1000)) // 1000 * 1000

    def kill(self) -> None:
        """``kill -9`` the controller; the kernel takes its broker along."""
        broker = self.broker_pid()
        end(self.controller, signal.SIGKILL)
        self.controller = None
        self.until(lambda: not runs(broker, self._config), "the broker to end with its controller")

    def arm(self, point: str, id: str) -> None:
        """From now on the controller dies where it comes to ``point`` with this announcement."""
        fresh = self.folder / f"{ARMED}.new"
        fresh.write_text(f"{point} {id}")
        fresh.replace(self.folder / ARMED)

    def await_trap(self, point: str) -> None:
        """The controller has died at the point where it was to."""
        broker = self.broker_pid()
        died = self.controller
        assert died is not None
        self.until(lambda: died.poll() is not None, f"the controller to die at {point}")
        assert died.wait() == -signal.SIGKILL, self._last_words()
        assert not (self.folder / ARMED).exists(), f"it died elsewhere than at {point}"
        self.controller = None
        self.until(lambda: not runs(broker, self._config), "the broker to end with its controller")

    def command(self, *words: str) -> str:
        """``tienglang …`` in another process, as a technician at the terminal; what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "controller", *words],
            cwd=ROOT, env=self.environment(), capture_output=True, text=True, timeout=PATIENCE_S, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def environment(self) -> dict[str, str]:
        """The settings, as the service's own environment names them."""
        ours = {name: value for name, value in os.environ.items() if not name.startswith("TIENGLANG_")}
        return ours | {
            "TIENGLANG_DATA_DIR": str(self.settings.data_dir),
            "TIENGLANG_HTTP__PORT": str(self.settings.http.port),
            "TIENGLANG_BROKER__PORT": str(self.settings.broker.port),
            "TIENGLANG_LANGUAGE": "en",
            "TIENGLANG_RELAY__PRIVATE": "true",
        }

    @property
    def log(self) -> Path:
        return self.folder / "controller.log"

    def _answers(self) -> bool:
        if self.controller is None or self.controller.poll() is not None:
            raise Never(f"the controller ended by itself\n{self._last_words()}")
        try:
            return self._visitor.get("/healthz").status_code == 200
        except httpx.TransportError:
            return False

    # -------------------------------------------------------------- the broker

    @property
    def _config(self) -> Path:
        return self.settings.data_dir / "broker" / CONFIG

    def broker_pid(self) -> int:
        """Of the managed Mosquitto; 0 where there is none."""
        try:
            return int((self._config.parent / PID_FILE).read_text().split()[0])
        except OSError:
            return 0

    def kill_broker(self, *, forgetting: bool = False) -> None:
        """``kill -9`` the broker, which loses what it did not save; ``forgetting``: what it saved too."""
        pid = self.broker_pid()
        assert runs(pid, self._config)
        if forgetting:
            # Mosquitto writes it on its way out or after a while; SIGKILL gives it neither.
            for file in self._config.parent.glob(STATE + "*"):
                file.unlink()
        os.kill(pid, signal.SIGKILL)
        self.until(lambda: self.broker_pid() not in (0, pid), "another broker in place of the one that was killed")

    # -------------------------------------------------------------- devices

    def more_boxes(self, identities: Path, name: str, *options: str) -> Boxes:
        """Another process of devices, not yet running."""
        made = Boxes(identities, self.folder / name, options)
        self._fleets.append(made)
        return made

    def apart(self, name: str, *ids: str) -> Path:
        """Take the identities of these devices out of the common folder, into one of their own."""
        folder = self.folder / f"identities-{name}"
        folder.mkdir(exist_ok=True)
        for id in ids:
            (self.boxes.identities / f"{id}.json").rename(folder / f"{id}.json")
        return folder

    def held(self, device: str) -> bool:
        """Whether the device reports the timetable that is wanted."""
        with self.store.read() as conn:
            known, wanted = status.get(conn, device), timetables.get(conn, device)
        return known is not None and wanted is not None and known.held_hash == wanted.hash

    def key(self, purpose: str) -> str:
        """The newest key for a purpose that is not revoked."""
        with self.store.read() as conn:
            return [one.kid for one in keys.every(conn) if one.kid.startswith(purpose) and not one.revoked_ms][-1]

    def keys_in_force(self, *ids: str) -> bool:
        """Whether these devices hold the newest list of keys."""
        with self.store.read() as conn:
            newest, known = facts.get(conn, VERSION), status.of(conn, ids)
        return all(str(one.keys_version) == newest for one in known.values())

    def gathered(self, *ids: str) -> bool:
        """Whether these devices (all, for none) are on line, hold what is wanted, miss nothing, know the time."""
        with self.store.read() as conn:
            known = status.below(conn)
            wanted = timetables.marks(conn)
        return all(
            name in wanted
            and one.presence == "online"
            and one.held_hash == wanted[name].hash
            and not one.missing
            and bool((one.clock or {}).get("trusted"))
            for name, one in known.items()
            if not ids or name in ids
        )

    # -------------------------------------------------------------- people

    def client(self, login: str) -> httpx.Client:
        """The API as this person sees it."""
        if login not in self._clients:
            made = self._clients[login] = httpx.Client(base_url=self.settings.http.public_url + API, timeout=PATIENCE_S)
            made.post("/session", json={"login": login, "password": self.people[login]}).raise_for_status()
        return self._clients[login]

    def upload(self, sound: Path) -> str:
        """The editor uploads a sound; its master's hash."""
        with sound.open("rb") as file:
            given = {"area": sample.COMMUNE}
            answer = self.client("bientap").post("/media", data=given, files={"file": (sound.name, file)})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["hash"])

    def compose(self, start_ms: int, **changes: object) -> str:
        """The editor fills in the form; the announcement's id. Without a page, because pages take turns on a board, ten
        seconds each, and a second one would have to wait for its own."""
        form: dict[str, object] = {
            "area": sample.COMMUNE,
            "title": "Lịch cắt điện",
            "text": "Thôn Đông tạm ngừng cấp điện từ 7 giờ 30 đến 11 giờ.",
            "areas": [sample.COMMUNE],
            "start": self.wall(start_ms),
            "chime": False,
            "page": False,
            "late": "skip",
            "late_s": 0,
        }
        return str(self._done("bientap", "/announcements", form | changes)["id"])

    def submit(self, id: str) -> None:
        """The editor sends it for approval."""
        self._done("bientap", f"/announcements/{id}/submit", {})

    def approve(self, id: str) -> None:
        """The leader agrees to what stands there."""
        seen = self.client("lanhdao").get(f"/announcements/{id}").raise_for_status().json()
        self._done("lanhdao", f"/announcements/{id}/approve", {"fingerprint": seen["fingerprint"]})

    def cancel(self, id: str) -> None:
        """The leader takes it back, what is over and what is not."""
        self.client("lanhdao").post(f"/announcements/{id}/cancel", json={"reason": "đủ rồi"})

    def agree(self, start_ms: int, **changes: object) -> str:
        """All three."""
        id = self.compose(start_ms, **changes)
        self.submit(id)
        self.approve(id)
        return id

    def wall(self, instant_ms: int) -> str:
        """Local wall time to the second."""
        local = datetime.fromtimestamp(instant_ms // 1000, ZoneInfo(self.settings.zone))
        return local.replace(tzinfo=None).isoformat(timespec="seconds")

    def _done(self, login: str, path: str, body: dict[str, object]) -> dict[str, object]:
        answer = self.client(login).post(path, json=body)
        assert answer.is_success, answer.text
        return dict(answer.json())

    # -------------------------------------------------------------- what became of it

    def subject(self, id: str) -> str:
        """The one occurrence of an announcement; '' before it was planned."""
        with self.store.read() as conn:
            return next((one.id for one in occurrences.of_announcement(conn, id)), "")

    def deliveries(self, id: str) -> dict[str, Delivery]:
        """How far it came, by device."""
        with self.store.read() as conn:
            subjects = [one.id for one in occurrences.of_announcement(conn, id)]
            return {one.device: one for one in deliveries.of_subjects(conn, subjects)}

    def said(self, id: str, device: str) -> list[Report]:
        """Every report of one device about it."""
        with self.store.read() as conn:
            times = occurrences.of_announcement(conn, id)
            return [report for one in times for report in reports.of_subject(conn, one.id, device)]

    def heard(self, id: str, device: str) -> list[Started]:
        """Each time that a resident heard it begin on this device, in all its lives, by what it wrote on disk."""
        subject = self.subject(id)
        return [one for fleet in self._fleets for one in started(fleet.out / device) if one.id == subject]

    def horns(self, *areas: str) -> set[str]:
        """The loudspeakers of these areas."""
        return {name for name, model in self._models(areas).items() if profile(model).audio}

    def boards(self, *areas: str) -> set[str]:
        """The boards of these areas."""
        return {name for name, model in self._models(areas).items() if profile(model).panel}

    def _models(self, places: Sequence[str]) -> dict[str, str]:
        with self.store.read() as conn:
            return {one.id: one.profile for one in devices.below(conn) if not places or set(places) & set(one.areas)}

    def ready(self, id: str, *ids: str) -> bool:
        """Whether these devices report that they hold it with all media."""
        did = self.deliveries(id)
        return bool(did) and all(did[name].ready_ms for name in ids or did)

    def over(self, id: str, *ids: str) -> bool:
        """Whether these devices have told its end, and boards that they showed it."""
        did = self.deliveries(id)
        return bool(did) and all(name in did and (is_end(did[name].rung) or did[name].shown_ms) for name in ids or did)

    def session(self, device: str) -> str:
        """The connection that the device is on: another one after each."""
        with self.store.read() as conn:
            known = status.get(conn, device)
        return known.session if known is not None else ""

    def punctual(self, id: str, start_ms: int, *ids: str) -> bool:
        """Whether these devices (all, for none) held it before its start, and say that they began at it."""
        did = self.deliveries(id)
        return bool(did) and all(self._punctual(did[name], start_ms) for name in ids or did)

    @staticmethod
    def _punctual(did: Delivery, start_ms: int) -> bool:
        if not did.ready_ms or did.ready_ms > start_ms:
            return False
        began, near_ms = (did.shown_ms, BOARD_NEAR_MS) if did.shown_ms else (did.started_ms, NEAR_MS)
        return began is not None and abs(began - start_ms) <= near_ms

    def await_end(self, id: str, start_ms: int, *ids: str) -> None:
        """Return when it is over on these devices, or they were not even reached long after its start."""
        until_ms = start_ms + PATIENCE_S * 1000
        self.until(lambda: self.over(id, *ids) or now_ms() > until_ms, "it to end", seconds=10 * PATIENCE_S)

    def in_time(self, agree: Callable[[int], str], *ids: str) -> tuple[str, int]:
        """Agree to a broadcast that begins at the given instant, and let it come to its end on these devices; its id
        and that instant.

        Where the machine was so busy with other things that it was not held in time, or a device says itself that it
        began late, it says nothing about them, and is tried again with more time ahead. What is never in time fails.
        """
        id = ""
        for attempt in range(TRIES):
            start_ms = self.soon(20 * attempt)
            id = agree(start_ms)
            self.await_end(id, start_ms, *ids)
            if self.punctual(id, start_ms, *ids):
                return id, start_ms
            self.cancel(id)
        raise Never(f"of {TRIES} broadcasts none was in time: {self.deliveries(id)}\n{self._last_words()}")

    # -------------------------------------------------------------- waiting

    def until(self, holds: Callable[[], object], what: str, seconds: float = PATIENCE_S) -> None:
        """Return as soon as it holds; raise `Never` if it does not within a generous while."""
        deadline, rest_s = time.monotonic() + seconds, SOONEST_S
        while not holds():
            if time.monotonic() > deadline:
                raise Never(f"waited for {what}\n{self._last_words()}")
            time.sleep(rest_s)
            rest_s = min(1.5 * rest_s, LATEST_S)

    def _last_words(self) -> str:
        words = self.log.read_text(errors="replace")[-LAST_WORDS:] if self.log.exists() else ""
        return "\n".join([words, *(f"{one.out.name}: {one.words[-LAST_WORDS:]}" for one in self._fleets)])

    def close(self) -> None:
        """End everything."""
        for client in (self._visitor, *self._clients.values()):
            client.close()
        for fleet in self._fleets:
            fleet.switch_off()
        end(self.controller, signal.SIGTERM)
        self.controller = None
        if self._nursery is not None:
            self._nursery.close()
        self.store.close()


def end(process: subprocess.Popen[bytes] | Born | None, order: signal.Signals) -> None:
    """Give the order; insist where it is not obeyed."""
    if process is None or process.poll() is not None:
        return
    process.send_signal(order)
    try:
        process.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def village(folder: Path, *, trapped: bool = False, boxes: bool = True) -> Iterator[Village]:
    """A running commune, ended whatever happens."""
    made = Village(folder, trapped)
    try:
        made.start()
        if boxes:
            made.boxes.power_on()
        yield made
    finally:
        made.close()


__all__ = ["Boxes", "Never", "Village", "now_ms", "village"]
