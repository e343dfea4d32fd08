"""Everything of a demo, started and stopped together: service, web server, simulated devices."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import uvicorn

from controller.bootstrap import System, build
from controller.clock import SystemClock
from controller.demo import sample
from controller.errors import Refused
from controller.logs import configure
from controller.mqtt.child import LEASH
from controller.settings import Settings
from controller.settings_reading import read_settings
from controller.store import Store
from controller.terminal.serve import server

PATIENCE_S = 20


def settings_for(data: Path, *, anywhere: bool) -> Settings:
    """Settings of a demo that keeps its data in ``data``; ``anywhere`` takes free ports, whatever they are."""
    http, broker = (0, 0) if anywhere else (8080, 1883)
    return read_settings(data_dir=data, http={"port": free(http)}, broker={"port": free(broker)})


def free(wished: int) -> int:
    """The wished port of the loopback if nobody has it (0: any), else another free one.

    Below 32768, where Linux begins to give ports to outgoing connections: what is free now is free in a moment too.
    """
    others = random.sample(range(20_000, 32_000), 50)
    for port in [wished, *others] if wished else others:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise Refused("no-free-port")


@dataclass
class Stage:
    """A running demo. Use it as a context: it stops everything, whatever happens."""

    settings: Settings
    played: Path
    """Where the simulated devices keep their flash, sounds and pictures."""
    deaf: Sequence[str] = ()
    """What is broken behind their players, as ``python -m firmware_sim --deaf`` takes it."""

    def __post_init__(self) -> None:
        self.identities = self.settings.data_dir / "identities"
        with closing(Store(self.settings.database_url)) as store:
            store.upgrade()
            now_ms = SystemClock().now_ms()
            sample.make(store, self.settings, now_ms, self.identities)
            self.people = sample.people(store, now_ms)
        self.system: System = build(self.settings)
        self._web: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self._devices: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        configure("error", quiet=True)
        try:
            self.system.start()
            self._web = server(self.system)
            self._thread = threading.Thread(target=self._web.run, name="web", daemon=True)
            self._thread.start()
            self._devices = self._start_devices()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End the devices first, so that their last words are heard."""
        if self._devices is not None:
            self._devices.send_signal(signal.SIGTERM)
            try:
                self._devices.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                self._devices.kill()
                self._devices.wait()
            self._devices = None
        if self._web is not None and self._thread is not None:
            self._web.should_exit = True
            self._thread.join(PATIENCE_S)
            self._web = None
        self.system.stop()

    def devices_ended(self) -> int | None:
        """The exit status of the simulated devices if they ended by themselves."""
        return self._devices.poll() if self._devices is not None else None

    def _start_devices(self) -> subprocess.Popen[bytes]:
        """A process of its own, like real boxes: it knows only what its identity files say."""
        self.played.mkdir(parents=True, exist_ok=True)
        broker = self.settings.broker
        # On a leash: they end with us, also when nobody could tell them to.
        command = [sys.executable, "-I", "-S", str(LEASH), str(os.getpid())]
        command += [sys.executable, "-m", "firmware_sim", "--identities", str(self.identities)]
        command += ["--out", str(self.played), "--host", broker.host, "--port", str(broker.port), "--real", "--quiet"]
        command += [word for one in self.deaf for word in ("--deaf", one)]
        # In a group of its own: Ctrl-C in the terminal is for us, and we end them in order.
        return subprocess.Popen(command, start_new_session=True, stdin=subprocess.DEVNULL)


def clear(folder: Path) -> None:
    """Begin with an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
