"""A real Mosquitto, a real media server, and who plays the controller there."""

from __future__ import annotations

import subprocess
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import msgspec
import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from devices.identity import Broker, Identity
from devices.messages import Have, KeyEntry, Keys, Report, State, TimeAnswer, TimeQuestion, Window
from devices.topics import TABLE, Kind, read
from tests.firmware_sim.sim_desk import EVERY_DAY, HORN, PATH, key
from tests.ports import answers
from tests.waiting import PATIENCE_S, until

ALWAYS = (Window(days=EVERY_DAY, start="00:00", end="24:00", cap=100),)


def now_ms() -> int:
    return int(time.time() * 1000)


@contextmanager
def mosquitto(folder: Path, port: int, more: str = "allow_anonymous true") -> Iterator[subprocess.Popen[bytes]]:
    """A broker on loopback."""
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "mosquitto.conf"
    config.write_text(
        f"user root\nlistener {port} 127.0.0.1\n{more}\nlog_type error\n"
        "max_queued_messages 100000\nmax_inflight_messages 1000\n"
    )
    child = subprocess.Popen(["mosquitto", "-c", str(config)])
    try:
        until(lambda: answers(port), "mosquitto")
        yield child
    finally:
        child.terminate()
        child.wait()


class MediaServer:
    """Files by hash, with ranges; ``break_at`` closes the connection after so many bytes of the first answer."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.break_at = 0
        self.asked: list[tuple[str, str]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                name = self.path.rsplit("/", 1)[1]
                wanted = self.headers.get("range", "")
                outer.asked.append((name, wanted))
                data = outer.files.get(name)
                if data is None:
                    self.send_error(404)
                    return
                begin = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
                self.send_response(206 if wanted else 200)
                self.send_header("content-length", str(len(data) - begin))
                self.end_headers()
                if 0 < outer.break_at < len(data):
                    self.wfile.write(data[begin : begin + outer.break_at])
                    outer.break_at = 0
                    self.close_connection = True
                else:
                    self.wfile.write(data[begin:])

            def log_message(self, *_: Any) -> None:
                """Silence."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/media/"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class FieldDesk:
    """Signs, answers the clock, collects."""

    def __init__(self, port: int, media_url: str, username: str = "", password: str = "") -> None:
        self.port, self.media_url = port, media_url
        self.reports: dict[str, list[Report]] = defaultdict(list)
        self.haves: dict[str, list[Have]] = defaultdict(list)
        self.states: dict[str, list[State]] = defaultdict(list)
        self.changed = threading.Condition()
        self.client = mqtt.Client(CallbackAPIVersion.VERSION2, "desk")
        self.client.max_inflight_messages_set(10_000)
        if username:
            self.client.username_pw_set(username, password)
        self.client.on_connect = self._connected
        self.client.on_message = lambda _client, _data, message: self._hear(message.topic, bytes(message.payload))
        self.client.connect("127.0.0.1", port)
        self.client.loop_start()
        self.keys()

    def close(self) -> None:
        self.client.disconnect()
        self.client.loop_stop()

    def identity(self, name: str, profile: str, areas: tuple[str, ...] = PATH, password: str = "x") -> Identity:
        return Identity(
            name, profile, areas, password, Broker("127.0.0.1", self.port), key("root").public, self.media_url
        )

    @staticmethod
    def strangers(port: int, media_url: str, root: str, profile: str, count: int) -> list[Identity]:
        """A fleet that believes another desk's root key."""
        broker = Broker("127.0.0.1", port)
        return [Identity(f"loa-{number}", profile, PATH, "x", broker, root, media_url) for number in range(count)]

    def keys(self) -> None:
        roles = {"plans": ("schedule",), "orders": ("command",), "storm": ("command", "emergency"), "clock": ("time",)}
        day = 86_400_000
        entries = tuple(
            KeyEntry(name, key(name).public, role, PATH[0], now_ms() - day, now_ms() + day)
            for name, role in roles.items()
        )
        maker = KeyEntry("maker", key("maker").public, ("firmware",), PATH[0], now_ms() - day, now_ms() + day)
        entries += (msgspec.structs.replace(maker, models=(HORN,)),)
        self.send(Kind.KEYS, "", Keys(1, now_ms(), now_ms() + day, entries), "root")

    def send(self, kind: Kind, name: str, message: msgspec.Struct, signer: str) -> None:
        row = TABLE[kind]
        assert row.typ is not None
        document = key(signer).seal(msgspec.json.encode(message), row.typ, name or PATH[0])
        self.client.publish(row.of(name), document, row.qos, row.retained)

    def wait(self, holds: Callable[[], bool], seconds: float = PATIENCE_S) -> bool:
        with self.changed:
            return self.changed.wait_for(holds, seconds)

    def _connected(self, *_: Any) -> None:
        self.client.subscribe("tl1/u/#", 1)

    def _hear(self, topic: str, payload: bytes) -> None:
        heard = read(topic)
        assert heard is not None
        with self.changed:
            match heard.kind:
                case Kind.REPORT:
                    self.reports[heard.name].append(msgspec.json.decode(payload, type=Report))
                case Kind.HAVE:
                    self.haves[heard.name].append(msgspec.json.decode(payload, type=Have))
                case Kind.STATE:
                    self.states[heard.name].append(msgspec.json.decode(payload, type=State))
                case Kind.TIME_QUESTION:
                    asked = msgspec.json.decode(payload, type=TimeQuestion)
                    self.send(
                        Kind.TIME_ANSWER, heard.name, TimeAnswer(asked.nonce, asked.t1, now_ms(), now_ms()), "clock"
                    )
            self.changed.notify_all()
