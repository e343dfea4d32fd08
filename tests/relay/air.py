"""A table with horns on it, in real time; a real Icecast; and an HLS station. All in this process but Icecast."""

from __future__ import annotations

import base64
import functools
import http.server
import os
import shutil
import socket
import subprocess
import threading
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
import msgspec
import numpy as np

from devices.messages import Item, Late, Media, Resume, Window
from devices.relay import KIND, Relay
from firmware_sim.speaker import Speaker
from firmware_sim.timeline import TimeLine
from firmware_sim.virtual import VirtualWorld
from tests.firmware_sim.sim_desk import Desk, identity, item, timetable
from tests.firmware_sim.sim_sounds import media
from tests.ports import answers, free_port
from tests.relay.relay_sounds import RATE, programme
from tests.waiting import until

HORN_RATE = 48_000
ALWAYS = (Window(days=(1, 2, 3, 4, 5, 6, 7), start="00:00", end="24:00"),)


class Table:
    """Horns in real time, each with a relay at the same instant. The wire is virtual, the streams are real."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.world = VirtualWorld(time.time() * 1000)
        self.desk = Desk(self.world)
        self.lines: dict[str, TimeLine] = {}
        self.began: dict[str, float] = {}
        self.late_ms = 0.0
        """How late an alarm rang, at worst."""

    def put(self, data: bytes, kind: str, length: int = 0) -> Media:
        one = media(data, kind, length)
        self.world.downloads.files[one.hash] = data
        return one

    def horn(self, name: str) -> None:
        box = self.world.add(identity(name))
        self.began[name] = self.world.now
        line = self.lines[name] = TimeLine(self.folder / name, name, HORN_RATE, self.world.now)
        box.player = Speaker(line, box.counter, self.world.timers, box.shelf, box.tell)
        box.power_on()

    def relay(self, name: str, relay: Relay, start: int) -> str:
        """A horn that carries this; the item's id."""
        self.horn(name)
        made = self.put(msgspec.json.encode(relay), KIND, relay.length)
        one = carried(f"{name}.x", start, made)
        self.desk.want(timetable(name, one, hours=ALWAYS, iat=start - 60_000, since=start - 60_000, exp=start + 10**9))
        return one.id

    def run(self, seconds: float) -> None:
        ends = time.time() + seconds
        while (now := time.time()) < ends:
            self.world._now = now * 1000
            self.late_ms = max(self.late_ms, self.world._now - (self.world.timers.next_due() or self.world._now))
            self.world.timers.ring()
            due = self.world.timers.next_due() or 0
            time.sleep(max(0.001, min(0.02, due / 1000 - time.time())))

    def close(self) -> None:
        for one in self.world.devices.values():
            one.power_off()
        for line in self.lines.values():
            line.close(self.world.now)

    def heard(self, name: str, since_ms: float, seconds: float) -> np.ndarray:
        """What the horn gave between these instants, full scale being 1."""
        line = self.lines[name]
        with wave.open(str(line.files[0])) as file:
            every = np.frombuffer(file.readframes(file.getnframes()), np.int16) / 32_768
        first = round((since_ms - self.began[name]) / 1000 * HORN_RATE)
        return every[first : first + round(seconds * HORN_RATE)]


def carried(name: str, start: int, sound: Media) -> Item:
    """A relay in a timetable: tied to its clock."""
    return item(name, start, sound=sound, longest=sound.length, volume=90, late=Late.JOIN, resume=Resume.NEVER)


@contextmanager
def icecast(folder: Path) -> Iterator[str]:
    """A real one on a free port; its address."""
    program = shutil.which("icecast2") or "/usr/bin/icecast2"
    port = free_port()
    owner = "<changeowner><user>nobody</user><group>nogroup</group></changeowner>" if os.geteuid() == 0 else ""
    config = folder / "icecast.xml"
    config.write_text(f"""<icecast><limits><sources>9</sources><burst-size>65535</burst-size></limits>
<authentication><source-password>nguon</source-password><admin-password>{os.urandom(8).hex()}</admin-password>
</authentication><hostname>127.0.0.1</hostname>
<listen-socket><port>{port}</port><bind-address>127.0.0.1</bind-address></listen-socket>
<paths><logdir>{folder}</logdir><webroot>/usr/share/icecast2/web</webroot><adminroot>/usr/share/icecast2/admin</adminroot>
</paths><logging><accesslog>-</accesslog><errorlog>-</errorlog><loglevel>1</loglevel></logging>
<security><chroot>0</chroot>{owner}</security></icecast>""")
    server = subprocess.Popen([program, "-c", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until(lambda: server.poll() is not None or answers(port), "icecast2")
        assert server.poll() is None, "icecast2 ended by itself"
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


class Broadcaster:
    """A station's own end: sends a file to Icecast in real time, as a source does."""

    def __init__(self, icecast: str, mount: str, kind: str, data: bytes, seconds: float) -> None:
        self.data, self.rate = data, len(data) / seconds
        self.began = self.late_ms = 0.0
        self.over = False
        self._door = socket.create_connection(("127.0.0.1", int(icecast.rsplit(":", 1)[1])))
        login = base64.b64encode(b"source:nguon").decode()
        self._door.sendall(
            f"PUT {mount} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic {login}\r\nContent-Type: {kind}\r\n"
            "Ice-Name: Dai thu nghiem\r\nExpect: 100-continue\r\n\r\n".encode()
        )
        answer = self._door.recv(1_024)
        assert b"100" in answer or b"200" in answer, answer
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        self.began = time.time() - 6  # it has been on the air for a while
        sent = 0
        try:
            while not self.over and sent < len(self.data):
                due = int((time.time() - self.began + 0.2) * self.rate)
                self.late_ms = max(self.late_ms, 1000 * ((due - sent) / self.rate - 0.05) if sent else 0.0)
                self._door.sendall(self.data[sent:due])
                sent = max(sent, due)
                time.sleep(0.05)
        except OSError:
            return
        finally:
            self._door.close()

    def close(self) -> None:
        self.over = True
        self._thread.join(5)


class HlsStation:
    """A list and its pieces, written in real time into a folder that is served over HTTP."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        self.asked: list[str] = []
        station = self

        class Door(http.server.SimpleHTTPRequestHandler):
            def do_GET(self) -> None:
                station.asked.append(self.path)
                super().do_GET()

            def log_message(self, *_: object) -> None:
                """Quiet."""

        handler = functools.partial(Door, directory=str(folder))
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self.over = False
        self.began = self.late_ms = 0.0
        self._threads = [
            threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True),
            threading.Thread(target=self._write, daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def _write(self) -> None:
        options = {"hls_time": "1", "hls_list_size": "6", "hls_flags": "delete_segments+temp_file"}
        sound = np.rint(np.clip(programme(), -1, 1) * 32_767).astype(np.int16)
        with av.open(str(self.folder / "live.m3u8"), "w", format="hls", options=options) as file:
            stream = file.add_stream("aac", rate=RATE, layout="mono")
            stream.bit_rate = 64_000
            resampler = av.AudioResampler(format=stream.format, layout="mono", rate=RATE, frame_size=1_024)
            self.began = time.time() - 4
            for start in range(0, len(sound), 1_024):
                if self.over:
                    break
                early_s = self.began + start / RATE - time.time()
                time.sleep(max(0.0, early_s))
                if start > 5 * RATE:  # the first seconds are sent at once
                    self.late_ms = max(self.late_ms, -1000 * early_s)
                frame = av.AudioFrame.from_ndarray(sound[start : start + 1_024].reshape(1, -1), "s16", "mono")
                frame.rate, frame.pts = RATE, start
                for piece in resampler.resample(frame):
                    file.mux(stream.encode(piece))

    def close(self) -> None:
        self.over = True
        self._server.shutdown()
        self._server.server_close()
        for thread in self._threads:
            thread.join(5)


def found(piece: np.ndarray, rate: int = HORN_RATE) -> tuple[float, float]:
    """Where in the programme a piece of what was heard comes from, in seconds; and how surely, 1 being the same."""
    whole = programme()
    steps = np.arange(0, len(piece), rate / RATE)
    small = np.interp(steps, np.arange(len(piece)), piece)
    size = 1 << (len(whole) + len(small)).bit_length()
    match = np.fft.irfft(_spectrum(size) * np.conj(np.fft.rfft(small, size)), size)[: len(whole)]
    best = int(np.argmax(np.abs(match)))
    energy = np.sqrt(np.dot(small, small) * np.dot(whole[best : best + len(small)], whole[best : best + len(small)]))
    return best / RATE, float(np.abs(match[best]) / energy) if energy else 0.0


@functools.cache
def _spectrum(size: int) -> np.ndarray:
    """Of the programme: it is looked through for every piece of every horn."""
    return np.fft.rfft(programme(), size)
