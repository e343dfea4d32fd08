"""One run of Mosquitto: started on a leash, signalled, ended; its words kept in a file."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from controller.mqtt import leftover

LOG = "mosquitto.log"
LOG_BYTES = 1_000_000
LAST_WORDS = 500
MOST_BYTES = 16_000_000
"""Of a log that says who comes: room for a whole province that comes back at once."""
PATIENCE_S = 20.0
"""Saving a large state on the way out takes seconds."""
LEASH = Path(__file__).with_name("leash.py")


class Child:
    """A Mosquitto process on `config`. To be made by a thread that outlives it (see `leash`)."""

    def __init__(self, program: str, config: Path) -> None:
        self._folder = config.parent
        self._log = self._folder / LOG
        if self._log.exists() and self._log.stat().st_size > LOG_BYTES:
            self._log.replace(self._log.with_suffix(".log.1"))
        command = [sys.executable, "-I", "-S", str(LEASH), str(os.getpid()), program, "-c", str(config)]
        with self._log.open("ab") as words:
            self._before = words.tell()
            # a session of its own: Ctrl-C in the terminal is for the controller, which then ends the broker in order
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=words, stderr=words, cwd=self._folder, start_new_session=True
            )
        leftover.note(self._folder, self._process.pid)

    def alive(self) -> bool:
        return self._process.poll() is None

    def reload(self) -> None:
        """Has it read its password file and access list again. Only after it has answered once."""
        self._process.send_signal(signal.SIGHUP)

    def end(self) -> None:
        """Asks it to save and go; insists after a while."""
        if self.alive():
            self._process.terminate()
        try:
            self._process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        leftover.forget(self._folder)

    def where(self, name: str) -> str:
        """From which address this one came last, by the log; empty where it does not say it."""
        came = re.compile(rb"New client connected from (\S+):\d+ as " + re.escape(name.encode()) + rb" \(")
        found = came.findall(self._log.read_bytes())
        return found[-1].decode("ascii", "replace")[:64] if found else ""

    def trim(self) -> None:
        """Begin the log anew where it is too long, and keep the old one beside it."""
        if self._log.stat().st_size > MOST_BYTES:
            shutil.copyfile(self._log, self._log.with_suffix(".log.1"))
            os.truncate(self._log, 0)
            self._before = 0

    def last_words(self) -> str:
        """The end of what this run has written, for a message."""
        with self._log.open("rb") as words:
            words.seek(self._before)
            return words.read()[-LAST_WORDS:].decode(errors="replace").strip()
