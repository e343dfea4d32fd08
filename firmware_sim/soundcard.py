"""The machine's sound card, by whatever this machine has: the sounddevice package, aplay, or ffplay.

A way is taken only if it leads to a card: each is tried, and a program that gives up at once has found none.
"""

from __future__ import annotations

import contextlib
import importlib
import shutil
import subprocess
from typing import Any

from firmware_sim.sound import Samples

NONE = "no way to a sound card: it needs a card, and the Python package sounddevice, aplay (alsa-utils) or ffplay"
GIVES_UP_S = 0.5
"""A player that finds no card ends within this."""


class NoCard(Exception):
    """There is no way to a sound card; the text says what is needed."""


class _Pipe:
    """A player program that reads raw samples."""

    def __init__(self, command: list[str]) -> None:
        self._child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def gave_up(self) -> bool:
        """Whether the program has ended by itself."""
        try:
            self._child.wait(GIVES_UP_S)
        except subprocess.TimeoutExpired:
            return False
        self.close()
        return True

    def write(self, samples: Samples) -> None:
        if self._child.stdin is not None and self._child.poll() is None:
            try:
                self._child.stdin.write(samples.astype("<i2").tobytes())
                self._child.stdin.flush()
            except BrokenPipeError:
                return  # the card was pulled out: the village's other devices sound on

    def close(self) -> None:
        self._child.terminate()
        self._child.wait()
        if self._child.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                self._child.stdin.close()


class _Stream:
    """The sounddevice package."""

    def __init__(self, module: Any, rate: int) -> None:
        self._stream = module.OutputStream(samplerate=rate, channels=1, dtype="int16")
        self._stream.start()

    def write(self, samples: Samples) -> None:
        self._stream.write(samples.reshape(-1, 1))

    def close(self) -> None:
        self._stream.close()


def open_card(rate: int) -> _Pipe | _Stream:
    """A way to hear it. Raises `NoCard`."""
    stream = _stream(rate)
    if stream is not None:
        return stream
    for name, *options in (
        ["aplay", "-q", "-t", "raw", "-f", "S16_LE", "-c", "1", "-r", str(rate), "-"],
        ["ffplay", "-nodisp", "-loglevel", "quiet", "-f", "s16le", "-ar", str(rate), "-ch_layout", "mono", "-i", "-"],
    ):
        if program := shutil.which(name):
            pipe = _Pipe([program, *options])
            if not pipe.gave_up():
                return pipe
    raise NoCard(NONE)


def _stream(rate: int) -> _Stream | None:
    try:
        module = importlib.import_module("sounddevice")
    except (ImportError, OSError):
        return None  # not installed, or without its C library
    try:
        return _Stream(module, rate)
    except module.PortAudioError:
        return None  # no card
