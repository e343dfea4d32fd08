"""Somebody who has taken the broker over: may say anything on any topic."""

from __future__ import annotations

import os
import signal
import time
from types import TracebackType
from typing import Self

from controller.mqtt.broker import write
from controller.mqtt.config import ACCESS, PASSWORDS
from controller.mqtt.leftover import PID_FILE
from controller.mqtt.passwords import password_hash
from controller.settings import Settings
from tests.mqtt.box import Box
from tests.waiting import PATIENCE_S

NAME, PASSWORD = "_thief", "vào được"


class Thief:
    """Writes himself into the broker's files. The controller's next list of accounts puts him out again."""

    def __init__(self, settings: Settings) -> None:
        folder = settings.data_dir / "broker"
        lines = {PASSWORDS: f"{NAME}:{password_hash(PASSWORD)}\n", ACCESS: f"user {NAME}\ntopic readwrite #\n"}
        for file, line in lines.items():
            # Before the patterns at the end of the access list, which are for everybody.
            write(folder / file, line + (folder / file).read_text("utf-8"))
        os.kill(int((folder / PID_FILE).read_text().split()[0]), signal.SIGHUP)
        deadline = time.monotonic() + PATIENCE_S
        self._box = Box(settings.broker.port, NAME, PASSWORD)
        while not self._box.welcome and time.monotonic() < deadline:
            self._box.close()
            self._box = Box(settings.broker.port, NAME, PASSWORD)
        assert self._box.welcome

    def tell(self, topic: str, payload: bytes) -> None:
        """Publish."""
        self._box.tell(topic, payload)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _where: TracebackType | None
    ) -> None:
        self._box.close()
