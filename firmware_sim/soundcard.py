"""The machine's sound card, by whatever this machine has: the sounddevice package, aplay, or ffplay."""

from __future__ import annotations

import importlib
import shutil
import subprocess
from typing import Any

from firmware_sim.sound import Samples

NONE = "no way to a sound card: install the Python package sounddevice, or aplay (alsa-utils), or ffplay (ffmpeg)"


class NoCard(Exception):
    """There is no way to a sound card; the text says what to install."""


class _Pipe:
    """A player program that reads raw samples."""

    def __init__(self, command: list[str]) -> None:
        self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def write(self, samples: Samples) -> None:
        if self._child.stdin is not None and self._child.poll() is None:
            self._child.stdin.write(samples.astype("<i2").tobytes())
            self._child.stdin.flush()

    def close(self) -> None:
        if self._child.stdin is not None:
            self._child.stdin.close()
        self._child.terminate()
        self._child.wait()


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
    try:
        return _Stream(importlib.import_module("sounddevice"), rate)
    except (ImportError, OSError):
        pass
    if program := shutil.which("aplay"):
        return _Pipe([program, "-q", "-t", "raw", "-f", "S16_LE", "-c", "1", "-r", str(rate), "-"])
    if program := shutil.which("ffplay"):
        return _Pipe(
            [program, "-nodisp", "-loglevel", "quiet", "-f", "s16le", "-ar", str(rate), "-ch_layout", "mono", "-i", "-"]
        )
    raise NoCard(NONE)
