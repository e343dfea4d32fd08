"""The service as a process of its own (``tienglang serve``) with a province of devices, asked over HTTP as people do.

What it costs is read from the kernel's own figures of its process, and of its broker's.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import httpx
from sqlalchemy import Connection

from controller.api.door import COOKIE
from controller.clock import SystemClock
from controller.demo import sample
from controller.demo.stage import settings_for
from controller.fleet import enrol, keys
from controller.mqtt.passwords import new_password, password_hash
from controller.people import accounts, signin
from controller.store import Store, areas, devices, status, timetables
from devices import identity
from tests.bench.bench_child import ROOT, Child
from tests.bench.bench_processors import broker_pid
from tests.bench.bench_stage import PASSWORD, await_true

PROVINCE = "tinh"
MODELS = ("column-wav-15w", "horn-mp3-30w", "horn-opus-60w", "column-wav-15w")
HAMLETS, BOXES = 5, 20
"""Of a commune, and of a hamlet."""
TICK = os.sysconf("SC_CLK_TCK")
PROCESSES = 2


@dataclass
class Service:
    """A context; stops everything that it started."""

    folder: Path
    count: int
    models: tuple[str, ...] = MODELS
    """In turn."""
    processes: int = PROCESSES
    """Of simulated boxes."""
    clients: dict[str, httpx.Client] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self.settings = settings_for(self.folder / "data", anywhere=True)
        self.store = Store(self.settings.database_url)
        self.store.upgrade()
        self._furnish()
        given = {name: value for name, value in os.environ.items() if not name.startswith("TIENGLANG_")}
        given |= {
            "TIENGLANG_DATA_DIR": str(self.settings.data_dir),
            "TIENGLANG_HTTP__PORT": str(self.settings.http.port),
            "TIENGLANG_BROKER__PORT": str(self.settings.broker.port),
        }
        with (self.folder / "service.log").open("ab") as words:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "controller", "serve"],
                cwd=ROOT, env=given, stdin=subprocess.DEVNULL, stdout=words, stderr=words,
            )  # fmt: skip
        try:
            for login in ("viet", "duyet"):
                self.clients[login] = self._client(login)
            await_true(self._answers, 240, "the service to answer")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for client in self.clients.values():
            client.close()
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.store.close()

    # -------------------------------------------------------------- what is there

    def _furnish(self) -> None:
        now_ms = SystemClock().now_ms()
        communes = -(-self.count // (HAMLETS * BOXES))
        with self.store.write() as conn:
            areas.add(conn, PROVINCE, None, "province", "Tỉnh", now_ms, zone=self.settings.zone, hours=sample.ALL_DAY)
            for number in range(communes):
                areas.add(conn, f"xa-{number}", PROVINCE, "commune", f"Xã {number}", now_ms, zone=self.settings.zone)
                for each in range(HAMLETS):
                    place = f"xa-{number}-thon-{each}"
                    areas.add(conn, place, f"xa-{number}", "hamlet", f"Thôn {each}", now_ms, zone=self.settings.zone)
            keys.make_all(conn, self.settings.data_dir / "keys", PROVINCE, now_ms)
        with self.store.write() as conn:
            lines = [self._take_in(conn, number, now_ms) for number in range(self.count)]
        for part in range(self.processes):
            self._identities(part).write_bytes(b"\n".join(lines[part :: self.processes]))
        for login, role in (("viet", "editor"), ("duyet", "approver")):
            accounts.add(self.store, login, login, role, PROVINCE, PASSWORD, now_ms)

    def _take_in(self, conn: Connection, number: int, now_ms: int) -> bytes:
        hamlet, commune = number // BOXES % HAMLETS, number // (BOXES * HAMLETS)
        name, password = f"loa-{number:05d}", new_password()
        place = f"xa-{commune}-thon-{hamlet}"
        devices.add(conn, name, place, self.models[number % len(self.models)], name, password_hash(password), now_ms)
        row = devices.get(conn, name)
        assert row is not None
        return identity.write(enrol.identity_of(conn, self.settings, row, password))

    def _identities(self, part: int) -> Path:
        return self.folder / f"boxes-{part}.jsonl"

    def boxes(self, *options: str) -> list[Child]:
        """The processes of simulated devices, started with these options besides."""
        shares = [len(range(part, self.count, self.processes)) for part in range(self.processes)]
        return [
            Child(
                "tests.bench.bench_boxes", "--identities", str(self._identities(part)), "--count", str(share),
                "--out", str(self.folder / f"out-{part}"), *options,
            )
            for part, share in enumerate(shares)
        ]  # fmt: skip

    def equal(self) -> int:
        """How many are on line and hold what they should."""
        with self.store.read() as conn:
            known, marks = status.below(conn), timetables.marks(conn)
        return sum(
            one.presence == "online" and name in marks and one.held_hash == marks[name].hash and not one.missing
            for name, one in known.items()
        )

    def await_equal(self, seconds: float) -> float:
        """Seconds until all are."""
        begun = time.monotonic()
        await_true(lambda: self.equal() == self.count, seconds, "all devices to be equal", every_s=1.0)
        return time.monotonic() - begun

    def number(self, statement: str) -> int:
        """A number from the database."""
        with self.store.read() as conn:
            return int(conn.exec_driver_sql(statement).scalar_one())

    # -------------------------------------------------------------- asking

    def get_ms(self, path: str) -> float:
        """How long a page took, ms."""
        begun = time.perf_counter()
        answer = self.clients["duyet"].get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return 1000 * (time.perf_counter() - begun)

    def post(self, login: str, path: str, **body: Any) -> dict[str, Any]:
        """One call of the API."""
        answer = self.clients[login].post(f"/api/v1{path}", json=body)
        assert answer.status_code < 300, (path, answer.text)
        found: dict[str, Any] = answer.json()
        return found

    def announced(self, sound: Path, start: str) -> str:
        """A notice for the whole province, composed, submitted and agreed to; its id."""
        with sound.open("rb") as file:
            answer = self.clients["viet"].post(
                "/api/v1/media", data={"area": PROVINCE}, files={"file": (sound.name, file)}
            )
        assert answer.status_code == 201, answer.text
        form = {
            "area": PROVINCE, "title": "Thông báo", "areas": [PROVINCE], "start": start, "sound": answer.json()["hash"],
            "chime": False, "page": False, "late": "skip", "late_s": 0,
        }  # fmt: skip
        id = str(self.post("viet", "/announcements", **form)["id"])
        self.post("viet", f"/announcements/{id}/submit")
        seen = self.clients["duyet"].get(f"/api/v1/announcements/{id}").json()
        self.post("duyet", f"/announcements/{id}/approve", fingerprint=seen["fingerprint"])
        return id

    def _client(self, login: str) -> httpx.Client:
        signed = signin.sign_in(self.store, login, PASSWORD, SystemClock().now_ms())
        url = self.settings.http.public_url
        return httpx.Client(base_url=url, cookies={COOKIE: signed.token}, headers={"origin": url}, timeout=60)

    def _answers(self) -> bool:
        assert self.process.poll() is None, (self.folder / "service.log").read_text()[-2_000:]
        try:
            return self.clients["duyet"].get("/healthz").status_code == 200
        except httpx.TransportError:
            return False

    # -------------------------------------------------------------- what it costs

    @property
    def pids(self) -> dict[str, int]:
        """Whose costs are read."""
        return {"controller": self.process.pid, "broker": broker_pid(self.settings.data_dir / "broker")}


def processor_s(pid: int) -> float:
    """Seconds of processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def resident_mb(pid: int) -> float:
    """Megabytes of memory that a process has now."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS:")).split()[1]) / 1024
