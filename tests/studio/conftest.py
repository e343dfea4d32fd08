"""Sounds made on the spot, and ways to see what a process touched."""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import imageio_ffmpeg
import pytest

from controller.errors import Refused
from controller.studio import Limits, Studio

VOICE = "0.25*sin(2*PI*220*t)*(0.6+0.4*sin(2*PI*3*t))"
"""Mono material as even as a voice: peaks leave room for the gain."""

Make = Callable[..., Path]


@pytest.fixture(scope="session")
def ffmpeg() -> str:
    """The program itself, without any of our guards: to make data, and to show that traps are real."""
    return str(imageio_ffmpeg.get_ffmpeg_exe())


@pytest.fixture(scope="session")
def made_before() -> dict[tuple[object, ...], bytes]:
    """What was made for another test: the same arguments give the same sound."""
    return {}


@pytest.fixture
def make(ffmpeg: str, tmp_path: Path, made_before: dict[tuple[object, ...], bytes]) -> Make:
    """``make("a.mp3", seconds=4, wave=…, options=[…])`` writes a sound."""

    def sound(name: str, *options: str, wave: str = VOICE, seconds: float = 4.0, rate: int = 44_100) -> Path:
        file, asked = tmp_path / name, (name, options, wave, seconds, rate)
        if asked in made_before:
            file.write_bytes(made_before[asked])
            return file
        source = f"aevalsrc='{wave}':s={rate}:d={seconds}"
        command = [ffmpeg, "-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", source, *options, str(file)]
        subprocess.run(command, check=True)
        made_before[asked] = file.read_bytes()
        return file

    return sound


@pytest.fixture
def studio() -> Studio:
    return Studio(Limits())


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where results go: a folder of its own, so that leftovers are seen."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder / "master"


@pytest.fixture
def refusal(studio: Studio, out: Path) -> Callable[..., Refused]:
    """``refusal(file)``: how the studio refuses it, having left nothing behind."""

    def refused(file: Path, limits: Limits | None = None) -> Refused:
        asked = Studio(limits) if limits else studio
        with pytest.raises(Refused) as caught:
            asked.intake(file, out)
        assert list(out.parent.iterdir()) == []
        return caught.value

    return refused


@pytest.fixture
def opened_since(opening_of: Callable[[Path], Callable[[], bool]]) -> Callable[[Path], Callable[[], bool]]:
    """``seen = opened_since(file)``; later ``seen()`` tells whether any process opened it."""
    return opening_of


@pytest.fixture(scope="session")
def opening_of() -> Iterator[Callable[[Path], Callable[[], bool]]]:
    """The same for as long as all tests last, by inotify."""
    libc = ctypes.CDLL(None, use_errno=True)
    handles: list[int] = []

    def watch(file: Path) -> Callable[[], bool]:
        handle = libc.inotify_init1(os.O_NONBLOCK)
        assert handle >= 0
        handles.append(handle)
        assert libc.inotify_add_watch(handle, os.fsencode(file), 0x21) >= 0  # IN_ACCESS | IN_OPEN

        def seen() -> bool:
            try:
                return bool(os.read(handle, 4096))
            except BlockingIOError:
                return False

        return seen

    yield watch
    for handle in handles:
        os.close(handle)


@pytest.fixture
def listener() -> Iterator[tuple[int, Callable[[], bool]]]:
    """A port of this machine, and whether anybody knocked there."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)

        def knocked() -> bool:
            try:
                server.accept()[0].close()
            except BlockingIOError:
                return False
            return True

        yield server.getsockname()[1], knocked
