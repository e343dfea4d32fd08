"""The form of a backup: which files it may hold, and whether it holds what it says."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

import msgspec

from controller.errors import Refused
from controller.store import migrating

FORMAT = 1
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 64 << 20
CHUNK = 1 << 20
TABLE = re.compile(r"tables/([a-z][a-z0-9_]{0,62})\.jsonl")
MEDIUM = re.compile(r"media/([0-9a-f]{2})/(\1[0-9a-f]{62})")
KEY = re.compile(r"keys/[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_BROKEN = (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError)


class File(msgspec.Struct, frozen=True):
    """One file of a backup."""

    bytes: int
    sha256: str


class Rows(msgspec.Struct, frozen=True):
    """One table of a backup."""

    columns: list[str]
    rows: int


class Manifest(msgspec.Struct, frozen=True):
    """What a backup holds."""

    format: int
    schema: str
    tables: dict[str, Rows]
    files: dict[str, File]


@dataclass(frozen=True, slots=True)
class Summary:
    """What was saved or put back. ``missing`` are media that the database names and the disk lacks or has damaged."""

    rows: int
    media: int
    keys: int
    bytes: int
    missing: tuple[str, ...] = ()


class Hashing:
    """A file that is hashed while it is read."""

    def __init__(self, body: IO[bytes]) -> None:
        self._body = body
        self._digest = hashlib.sha256()
        self._size = 0

    def read(self, size: int = -1) -> bytes:
        """As of a file."""
        got = self._body.read(size)
        self._digest.update(got)
        self._size += len(got)
        return got

    def file(self) -> File:
        """What was read."""
        return File(self._size, self._digest.hexdigest())


def verified(file: Path) -> Manifest:
    """The manifest, after every member was read and is what the manifest says.

    Raises ``Refused``: ``backup-damaged``, ``backup-foreign``, ``backup-version``.
    """
    found: dict[str, File] = {}
    body = b""
    with members(file) as each:
        for name, content in each:
            if name in found:
                raise Refused("backup-damaged", name=name)
            reading = Hashing(content)
            if name == MANIFEST:
                body = reading.read(LARGEST_MANIFEST)
            while reading.read(CHUNK):
                pass
            found[name] = reading.file()
    found.pop(MANIFEST, None)
    manifest = _understood(body)
    _compare(found, manifest)
    return manifest


def _compare(found: dict[str, File], manifest: Manifest) -> None:
    told = {f"tables/{table}.jsonl" for table in manifest.tables}
    for name in sorted(found.keys() | manifest.files.keys() | told):
        there, medium = found.get(name), MEDIUM.fullmatch(name)
        if there is None or there != manifest.files.get(name) or (medium and there.sha256 != medium[2]):
            raise Refused("backup-damaged", name=name)


def _understood(body: bytes) -> Manifest:
    try:
        told = msgspec.json.decode(body)
        number = told["format"]
    except (msgspec.MsgspecError, UnicodeDecodeError, KeyError, TypeError) as problem:
        raise Refused("backup-damaged", name=MANIFEST) from problem
    if number != FORMAT:
        raise Refused("backup-version", found=str(number), known=str(FORMAT))
    try:
        manifest = msgspec.convert(told, Manifest)
    except msgspec.MsgspecError as problem:
        raise Refused("backup-damaged", name=MANIFEST) from problem
    try:
        migrating.refuse_unknown(manifest.schema)
    except Refused as newer:
        raise Refused("backup-version", found=manifest.schema, known=migrating.newest()) from newer
    return manifest


@contextmanager
def members(file: Path) -> Iterator[Iterator[tuple[str, IO[bytes]]]]:
    """Each member's name and content, in order. Names that are none of ours are refused before they are used.

    Raises ``Refused``: ``backup-damaged``, ``backup-foreign``.
    """

    def each(tar: tarfile.TarFile) -> Iterator[tuple[str, IO[bytes]]]:
        for member in tar:
            ours = member.name == MANIFEST or any(form.fullmatch(member.name) for form in (TABLE, MEDIUM, KEY))
            content = tar.extractfile(member) if ours and member.type == tarfile.REGTYPE else None
            if content is None:
                raise Refused("backup-foreign", name=member.name[:200])
            yield member.name, content

    try:
        # gzip's own sum is looked at when its end is read, so what rotted between the members shows too. Left to unpack
        # by itself, tarfile never looks at it.
        with gzip.open(file) as plain, tarfile.open(fileobj=plain, mode="r|") as tar:
            yield each(tar)
            while plain.read(CHUNK):
                pass
    except _BROKEN as problem:
        raise Refused("backup-damaged", name=file.name) from problem


@contextmanager
def private(path: Path) -> Iterator[BinaryIO]:
    """A new file that nobody else may read, from its first byte on."""
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
        with suppress(OSError):  # a stick with a file system that knows no owners
            os.fchmod(file.fileno(), 0o600)
        yield cast("BinaryIO", file)


def summary(manifest: Manifest, missing: tuple[str, ...] = ()) -> Summary:
    return Summary(
        rows=sum(table.rows for table in manifest.tables.values()),
        media=sum(name.startswith("media/") for name in manifest.files),
        keys=sum(name.startswith("keys/") for name in manifest.files),
        bytes=sum(file.bytes for file in manifest.files.values()),
        missing=missing,
    )
