"""A device's small storage: named files that survive a power cut whole or not at all.

`FolderFlash` is a real folder (temporary file, fsync, rename); `MemoryFlash` is its twin for fleets and virtual time.
Both can be full, and both can be cut in the middle of a write: then `PowerCut` is raised, and what a real flash would
have kept is what is read after the next start. Records that are appended carry a checksum, so that a torn tail is seen.
"""

from __future__ import annotations

import errno
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

TEMPORARY = ".new"
LINE_FEED = 10
PACKED = 2_048
"""Kept files of so many bytes are packed in memory."""


class FlashFull(OSError):
    """There is no room for this write; what was there is untouched."""

    def __init__(self, name: str) -> None:
        super().__init__(errno.ENOSPC, "flash full", name)


class PowerCut(BaseException):
    """The power went. Not an error that code on the device could handle: everything stops here."""


class Flash(Protocol):
    """What both twins do."""

    cut: Cut | None

    def names(self) -> Iterator[str]:
        """The files that are there."""

    def read(self, name: str) -> bytes | None:
        """A file's bytes, or None."""

    def keep(self, name: str, data: bytes) -> None:
        """Replace a file whole. Raises `FlashFull`."""

    def append(self, name: str, data: bytes) -> None:
        """Add one record; see `records`. Raises `FlashFull`."""

    def forget(self, name: str) -> None:
        """Remove a file, if it is there."""

    def free(self) -> int:
        """Bytes of room."""

    def format(self) -> None:
        """Remove everything."""


class Cut:
    """A power cut to come: after ``after`` more written bytes. Files are written byte by byte as far as it matters."""

    __slots__ = ("after",)

    def __init__(self, after: int) -> None:
        self.after = after

    def take(self, size: int) -> int:
        """How many of ``size`` bytes are still written; the rest is lost to the cut."""
        written = min(size, self.after)
        self.after -= size
        return written


def frame(data: bytes) -> bytes:
    """One record as it is appended: checksum, tab, text, line feed. ``data`` must not hold a line feed."""
    return b"%08x\t%b\n" % (zlib.crc32(data), data)


def records(data: bytes | None) -> list[bytes]:
    """The whole records of an appended file, in order; torn or damaged ones are left out."""
    found = []
    for line in (data or b"").split(b"\n"):
        mark, tab, text = line.partition(b"\t")
        if tab and mark == b"%08x" % zlib.crc32(text):
            found.append(text)
    return found


class _Packed:
    """A large file, packed: the flash of thousands of devices lies in this process's memory."""

    __slots__ = ("data", "size")

    def __init__(self, data: bytes) -> None:
        self.size = len(data)
        self.data = zlib.compress(data, 1)

    def __len__(self) -> int:
        return self.size


class MemoryFlash:
    """The twin in memory. ``cut`` may be set at any time by a test or a fault script."""

    __slots__ = ("_files", "_used", "capacity", "cut")

    def __init__(self, capacity: int = 64 << 20) -> None:
        self._files: dict[str, bytes | bytearray | _Packed] = {}  # what is appended to grows in place
        self._used = 0
        self.capacity = capacity
        self.cut: Cut | None = None

    def names(self) -> Iterator[str]:
        return iter(tuple(self._files))

    def read(self, name: str) -> bytes | None:
        found = self._files.get(name)
        if isinstance(found, _Packed):
            return zlib.decompress(found.data)
        return bytes(found) if isinstance(found, bytearray) else found

    def keep(self, name: str, data: bytes) -> None:
        self._room(name, len(data) - len(self._files.get(name, b"")))
        if self.cut is not None and self.cut.take(len(data) + 1) < len(data) + 1:
            raise PowerCut  # the temporary file is torn, and swept at the next start
        self._put(name, _Packed(data) if len(data) >= PACKED else data)

    def append(self, name: str, data: bytes) -> None:
        line = frame(data)
        size = len(line)
        if self.capacity - self._used < size:
            raise FlashFull(name)
        file = self._files.get(name)
        if not isinstance(file, bytearray):
            file = self._files[name] = bytearray(self.read(name) or b"")
        if file and file[-1] != LINE_FEED:
            file.append(LINE_FEED)
            self._used += 1
        written = size if self.cut is None else self.cut.take(size)
        file += line if written == size else line[:written]
        self._used += written
        if written < size:
            raise PowerCut

    def forget(self, name: str) -> None:
        if self.cut is not None and self.cut.take(1) < 1:
            raise PowerCut
        self._used -= len(self._files.pop(name, b""))

    def free(self) -> int:
        return self.capacity - self._used

    def format(self) -> None:
        self._files.clear()
        self._used = 0

    def _put(self, name: str, data: bytes | _Packed) -> None:
        self._used += len(data) - len(self._files.get(name, b""))
        self._files[name] = data

    def _room(self, name: str, more: int) -> None:
        if more > 0 and self.free() < more:
            raise FlashFull(name)


class FolderFlash:
    """Files in a folder. A write returns only when the bytes and their name are on the disk."""

    __slots__ = ("_folder", "capacity", "cut")

    def __init__(self, folder: Path, capacity: int = 64 << 20) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self.capacity = capacity
        self.cut: Cut | None = None
        for torn in folder.glob("*" + TEMPORARY):
            torn.unlink()

    def names(self) -> Iterator[str]:
        return iter([path.name for path in self._folder.iterdir() if path.is_file()])

    def read(self, name: str) -> bytes | None:
        try:
            return (self._folder / name).read_bytes()
        except FileNotFoundError:
            return None

    def keep(self, name: str, data: bytes) -> None:
        path = self._folder / name
        self._room(name, len(data) - (path.stat().st_size if path.exists() else 0))
        temporary = self._folder / (name + TEMPORARY)
        with temporary.open("wb") as file:
            self._write(file.fileno(), data)
            os.fsync(file.fileno())
        if self.cut is not None and self.cut.take(1) < 1:
            raise PowerCut
        temporary.replace(path)
        self._settle()

    def append(self, name: str, data: bytes) -> None:
        path = self._folder / name
        line = frame(data)
        self._room(name, len(line))
        new = not path.exists()
        with path.open("ab+") as file:
            if file.seek(0, os.SEEK_END) and not _ends_line(file.fileno()):
                os.write(file.fileno(), b"\n")
            self._write(file.fileno(), line)
            os.fsync(file.fileno())
        if new:
            self._settle()

    def forget(self, name: str) -> None:
        if self.cut is not None and self.cut.take(1) < 1:
            raise PowerCut
        (self._folder / name).unlink(missing_ok=True)
        self._settle()

    def free(self) -> int:
        return self.capacity - sum(path.stat().st_size for path in self._folder.iterdir() if path.is_file())

    def format(self) -> None:
        for path in self._folder.iterdir():
            if path.is_file():
                path.unlink()
        self._settle()

    def _write(self, file: int, data: bytes) -> None:
        written = len(data) if self.cut is None else self.cut.take(len(data))
        os.write(file, data[:written])
        if written < len(data):
            raise PowerCut

    def _settle(self) -> None:
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _room(self, name: str, more: int) -> None:
        if more > 0 and self.free() < more:
            raise FlashFull(name)


def _ends_line(file: int) -> bool:
    size = os.fstat(file).st_size
    return os.pread(file, 1, size - 1) == b"\n"
