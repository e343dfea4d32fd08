"""The whole HTTP side over a joined commune, on a real server and a real socket of the loopback interface."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import sleep

import httpx
import uvicorn

from controller.api import create_app
from controller.api.door import COOKIE
from controller.broadcast.desk import Desk
from controller.demo import sample
from controller.errors import Unauthenticated
from controller.live.room import Room
from controller.people import accounts, first, signin
from controller.people.links import Made
from controller.ports import Sends
from controller.settings import Settings
from controller.store import Store, users
from controller.terminal.serve import MOST_AT_ONCE
from tests.path.joined import HOUR, MORNING, Joined, joined
from tests.path.sample_copied import KEYS

PASSWORD = "ba loa đầu làng"
EDITOR, APPROVER, TECHNICIAN, CHIEF = "bientap", "lanhdao", "kythuat", "quantri"

NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""For clients that speak plain HTTP: each would read all the world's certificates for itself."""


class Nowhere:
    """No broker."""

    def publish(self, topic: str, payload: bytes, qos: int, retain: bool) -> bool:
        return False


@dataclass
class Running:
    """As much of the service as `create_app` asks for."""

    desk: Desk
    wire: Sends | None = None
    ready: bool = True
    live: Room = field(init=False)

    def __post_init__(self) -> None:
        self.live = Room(self.desk, lambda: self.wire or Nowhere())

    def is_ready(self) -> bool:
        return self.ready

    def condition(self) -> dict[str, str]:
        return {"broker": "" if self.ready else "broker-away", "clockwork": "", "reports": ""}

    def queues(self) -> dict[str, int]:
        return {"inbox": 0, "link": 0}


@dataclass
class Served:
    """A commune with its console. `client` gives a browser or a program; all are closed at the end."""

    commune: Joined
    url: str
    system: Running
    _clients: list[httpx.Client] = field(default_factory=list)
    _sessions: dict[str, str] = field(default_factory=dict)

    @property
    def desk(self) -> Desk:
        return self.commune.desk

    def client(self, login: str | None = None, **options: object) -> httpx.Client:
        """A client of the service, signed in as ``login``."""
        made = httpx.Client(base_url=self.url, timeout=30, verify=NO_TLS, **options)  # type: ignore[arg-type]
        self._clients.append(made)
        if login is not None:
            made.cookies.set(COOKIE, self.session(login))
        return made

    def session(self, login: str) -> str:
        """A session of this person, opened from no address: guesses of other tests slow nobody down.

        The one from before as long as it holds: a password takes time on purpose.
        """
        store, now_ms = self.desk.store, self.desk.now_ms()
        try:
            signin.session_of(store, self._sessions.get(login, ""), now_ms)
        except Unauthenticated:
            self._sessions[login] = signin.sign_in(store, login, PASSWORD, now_ms).token
        return self._sessions[login]

    def close(self) -> None:
        for client in self._clients:
            client.close()


@contextmanager
def served(folder: Path, start_ms: int = MORNING - 2 * HOUR) -> Iterator[Served]:
    """The sample commune, its people with one password that the tests know, and an administrator."""
    with joined(folder, start_ms) as commune:
        people(commune)
        with _console(commune) as made:
            yield made


@contextmanager
def newborn(folder: Path, start_ms: int = MORNING - 2 * HOUR) -> Iterator[tuple[Served, str]]:
    """A service on its first day, with nobody in it; and the path of the link for its first administrator."""
    links: list[Made | None] = []

    def make(store: Store, settings: Settings, now_ms: int, identities: Path) -> None:
        identities.mkdir()
        links.append(first.prepare(store, settings.data_dir / KEYS, settings.zone, now_ms))

    with joined(folder, start_ms, make=make) as commune, _console(commune) as served:
        (link,) = links
        assert link is not None
        yield served, f"/first/{link.secret}"


@contextmanager
def _console(commune: Joined) -> Iterator[Served]:
    system = Running(commune.desk, commune.wire)
    with running(system) as url:
        made = Served(commune, url, system)
        try:
            yield made
        finally:
            made.close()
            commune.desk.bus.close()


def people(commune: Joined) -> None:
    store, now_ms = commune.desk.store, commune.now
    for login in (EDITOR, APPROVER, TECHNICIAN):
        with store.read() as conn:
            user = users.by_login(conn, login)
        assert user is not None
        accounts.set_password(store, user.id, PASSWORD, now_ms)
    accounts.add(store, CHIEF, "Phạm Thị Chung", "administrator", sample.COMMUNE, PASSWORD, now_ms)


@contextmanager
def running(system: Running, port: int = 0) -> Iterator[str]:
    """A server for this system, at a port that it had before or a free one; its address."""
    config = uvicorn.Config(
        create_app(system),
        host="127.0.0.1",
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
        ws="websockets-sansio",
        ws_max_size=MOST_AT_ONCE,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, name="web")
    thread.start()
    try:
        while not server.started and thread.is_alive():
            sleep(0.01)
        found = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{found}"
    finally:
        server.should_exit = True
        thread.join()
