"""Where a device keeps fetched media: files named by the SHA-256 of their bytes, there only when whole and verified.

`FolderShelf` is a folder with room for ``capacity`` bytes. `PooledShelf` is for fleets: the bytes lie once in a `Pool`
of the process, and each device only knows which of them it has.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from devices.ids import is_hash
from firmware_sim.flash import FlashFull

PART = ".part"


class Shelf(Protocol):
    """What both do."""

    capacity: int
    """Bytes; a flash that wears out has fewer."""

    def hashes(self) -> Iterator[str]:
        """What is there."""

    def has(self, digest: str) -> bool:
        """Whether it is there, whole."""

    def read(self, digest: str) -> bytes | None:
        """Its bytes."""

    def part(self, digest: str) -> int:
        """Bytes of an unfinished download."""

    def extend(self, digest: str, data: bytes) -> None:
        """More of an unfinished download. Raises `FlashFull`."""

    def whole(self, digest: str) -> bytes:
        """An unfinished download's bytes, to be tested."""

    def verified(self, digest: str) -> bool:
        """Whether an unfinished download is what its name says."""

    def known(self, digest: str) -> bool:
        """Whether another device of this process has tested these bytes already."""

    def finish(self, digest: str) -> None:
        """It passed every test: give it its name."""

    def drop_part(self, digest: str) -> None:
        """Give an unfinished download up."""

    def remove(self, digest: str) -> None:
        """Take a file off."""

    def free(self) -> int:
        """Bytes of room."""


class FolderShelf:
    """A folder of files."""

    __slots__ = ("_folder", "capacity")

    def __init__(self, folder: Path, capacity: int = 4 << 30) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self.capacity = capacity

    def hashes(self) -> Iterator[str]:
        return iter([path.name for path in self._folder.iterdir() if is_hash(path.name)])

    def has(self, digest: str) -> bool:
        return (self._folder / digest).exists()

    def read(self, digest: str) -> bytes | None:
        try:
            return (self._folder / digest).read_bytes()
        except FileNotFoundError:
            return None

    def part(self, digest: str) -> int:
        try:
            return self._part(digest).stat().st_size
        except FileNotFoundError:
            return 0

    def extend(self, digest: str, data: bytes) -> None:
        if self.free() < len(data):
            raise FlashFull(digest)
        with self._part(digest).open("ab") as file:
            file.write(data)

    def whole(self, digest: str) -> bytes:
        return self._part(digest).read_bytes()

    def verified(self, digest: str) -> bool:
        with self._part(digest).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == digest

    def known(self, digest: str) -> bool:  # noqa: ARG002 - a folder is one device's own
        return False

    def finish(self, digest: str) -> None:
        with self._part(digest).open("rb") as file:
            os.fsync(file.fileno())
        self._part(digest).replace(self._folder / digest)
        folder = os.open(self._folder, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)

    def drop_part(self, digest: str) -> None:
        self._part(digest).unlink(missing_ok=True)

    def remove(self, digest: str) -> None:
        (self._folder / digest).unlink(missing_ok=True)

    def free(self) -> int:
        return self.capacity - sum(path.stat().st_size for path in self._folder.iterdir())

    def _part(self, digest: str) -> Path:
        return self._folder / (digest + PART)


class Pool:
    """The bytes of all media that any device of this process has."""

    __slots__ = ("files", "parts")

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.parts: dict[str, bytearray] = {}


class PooledShelf:
    """What one device of a fleet has. Names are shared with the pool, so that one costs a few bytes."""

    __slots__ = ("_mine", "_pool", "capacity")

    def __init__(self, pool: Pool, capacity: int = 4 << 30) -> None:
        self._pool = pool
        self._mine: tuple[str, ...] = ()
        self.capacity = capacity

    def hashes(self) -> Iterator[str]:
        return iter(self._mine)

    def has(self, digest: str) -> bool:
        return digest in self._mine

    def read(self, digest: str) -> bytes | None:
        return self._pool.files.get(digest) if self.has(digest) else None

    def part(self, digest: str) -> int:
        whole = self._pool.files.get(digest)
        return len(self._pool.parts.get(digest, b"")) if whole is None else len(whole)

    def extend(self, digest: str, data: bytes) -> None:
        if self.free() < len(data):
            raise FlashFull(digest)
        if digest not in self._pool.files:
            self._pool.parts.setdefault(digest, bytearray()).extend(data)

    def whole(self, digest: str) -> bytes:
        return self._pool.files.get(digest) or bytes(self._pool.parts.get(digest, b""))

    def verified(self, digest: str) -> bool:
        return digest in self._pool.files or hashlib.sha256(self.whole(digest)).hexdigest() == digest

    def known(self, digest: str) -> bool:
        return digest in self._pool.files

    def finish(self, digest: str) -> None:
        if digest not in self._pool.files:
            self._pool.files[digest] = bytes(self._pool.parts.pop(digest))
        if digest not in self._mine:
            self._mine = (*self._mine, next(name for name in self._pool.files if name == digest))

    def drop_part(self, digest: str) -> None:
        self._pool.parts.pop(digest, None)

    def remove(self, digest: str) -> None:
        self._mine = tuple(name for name in self._mine if name != digest)

    def free(self) -> int:
        return self.capacity - sum(len(self._pool.files[name]) for name in self._mine)
