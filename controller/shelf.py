"""Sound and picture files on disk, named by the SHA-256 of their bytes.

A file gets its name only when it is whole and flushed, so that what has a name is always what the name says.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from controller.errors import Refused

CHUNK = 1 << 20
HASH = re.compile(r"[0-9a-f]{64}")
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


@contextmanager
def with_room(code: str = "sound-no-room") -> Iterator[None]:
    """A full disk is no mistake of the program: it is a refusal that people can read; ``code`` says of what."""
    try:
        yield
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        raise Refused(code) from error


class Shelf:
    """The media folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._making = folder / "making"
        self._making.mkdir(parents=True, exist_ok=True)

    def path(self, hash: str) -> Path:
        """Where the file of this hash is, or would be."""
        return self.folder / hash[:2] / hash

    def has(self, hash: str) -> bool:
        """Whether the file is there."""
        return self.path(hash).is_file()

    def scratch(self, ending: str = "") -> Path:
        """A new name on the same disk for a file that is being made; `adopt` it, or `drop` it."""
        return self._making / f"{secrets.token_hex(8)}{ending}"

    def adopt(self, made: Path, hash: str) -> Path:
        """Give a finished file its name; the same bytes again replace themselves."""
        target = self.path(hash)
        target.parent.mkdir(exist_ok=True)
        with made.open("rb") as file:
            os.fsync(file.fileno())
        made.replace(target)
        return target

    def put(self, body: bytes) -> str:
        """Keep these bytes; their hash."""
        hash = hashlib.sha256(body).hexdigest()
        if self.has(hash):
            self.touch(hash)
        else:
            made = self.scratch()
            try:
                made.write_bytes(body)
                self.adopt(made, hash)
            finally:
                self.drop(made)
        return hash

    def lying(self) -> Iterator[str]:
        """The names of all files that have one."""
        for file in self.folder.glob("??/*"):
            if HASH.fullmatch(file.name):
                yield file.name

    def touch(self, hash: str) -> None:
        """It is used now: what is unused for long goes first when room is needed."""
        with suppress(FileNotFoundError):
            os.utime(self.path(hash))

    def used_ms(self, hash: str) -> int:
        """When it was last used; 0 where it is not there."""
        try:
            return self.path(hash).stat().st_mtime_ns // 1_000_000
        except FileNotFoundError:
            return 0

    def drop(self, made: Path) -> None:
        """Forget a file that did not come to anything."""
        with suppress(FileNotFoundError):
            made.unlink()

    def sweep(self, before_ms: int | None = None) -> int:
        """Forget what was being made when the service was last killed, or was last written before then; how many."""
        gone = 0
        for left in self._making.iterdir():
            with suppress(FileNotFoundError):
                if before_ms is None or left.stat().st_mtime_ns // 1_000_000 < before_ms:
                    self.drop(left)
                    gone += 1
        return gone


def file_hash(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
