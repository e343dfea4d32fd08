"""Saving: every row of one moment, every medium it names, every key."""

from __future__ import annotations

import hashlib
import os
import secrets
import tarfile
import tempfile
from pathlib import Path
from typing import IO, BinaryIO, cast

import msgspec

from controller.backup.archive import FORMAT, KEY, MANIFEST, File, Hashing, Manifest, Rows, Summary, private, summary
from controller.errors import Clash, Refused
from controller.store import Store, dump

_COMPRESSION = 3  # most of it are sounds and pictures, which are small already


def backup(store: Store, data_dir: Path, out_file: Path) -> Summary:
    """Save everything into ``out_file``, which only its owner may read: it holds private keys.

    Raises ``Clash("backup-exists")``, ``Refused``: ``backup-database-old`` (upgrade it first), ``backup-unwritable``.
    """
    if out_file.exists():
        raise Clash("backup-exists", path=str(out_file))
    if not store.at_newest():
        raise Refused("backup-database-old")
    part = out_file.with_name(f".{out_file.name}.{secrets.token_hex(4)}")
    try:
        with private(part) as raw:
            with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=_COMPRESSION) as tar:
                saved = _Packer(tar, part.parent).pack(store, data_dir)
            raw.flush()
            os.fsync(raw.fileno())
        part.rename(out_file)
    except OSError as problem:
        raise Refused("backup-unwritable", path=str(out_file), reason=problem.strerror or str(problem)) from problem
    finally:
        part.unlink(missing_ok=True)
    return saved


class _Packer:
    """Writes the members of one backup, and remembers what it wrote."""

    def __init__(self, tar: tarfile.TarFile, spool: Path) -> None:
        self._tar = tar
        self._spool = spool
        self._files: dict[str, File] = {}
        self._tables: dict[str, Rows] = {}

    def pack(self, store: Store, data_dir: Path) -> Summary:
        named = self._pack_rows(store)
        missing = self._pack_media(data_dir / "media", named)
        for key in sorted((data_dir / "keys").glob("*")):
            if key.is_file() and KEY.fullmatch(f"keys/{key.name}"):
                self._pack_file(f"keys/{key.name}", key)
        manifest = Manifest(FORMAT, store.newest(), self._tables, self._files)
        with tempfile.TemporaryFile(dir=self._spool) as body:
            body.write(msgspec.json.format(msgspec.json.encode(manifest)))
            self._add(MANIFEST, body)
        return summary(manifest, missing)

    def _pack_rows(self, store: Store) -> list[str]:
        """Every table as of one moment; the media that the database names."""
        with store.read() as conn:
            found = dump.tables(conn)
            for table in found:
                with tempfile.TemporaryFile(dir=self._spool) as body:
                    count = dump.write(conn, table, cast("BinaryIO", body))
                    self._tables[str(table.name)] = Rows([str(column.name) for column in table.columns], count)
                    self._files[f"tables/{table.name}.jsonl"] = self._add(f"tables/{table.name}.jsonl", body)
            (media,) = (table for table in found if table.name == "media")
            return list(conn.scalars(media.select().with_only_columns(media.c.hash).order_by(media.c.hash)))

    def _pack_media(self, folder: Path, named: list[str]) -> tuple[str, ...]:
        """Every medium that is named; those that are not there as they should be."""
        missing = []
        for digest in named:
            path = folder / digest[:2] / digest
            if not path.is_file() or _digest(path) != digest:
                missing.append(digest)
            else:
                self._pack_file(f"media/{digest[:2]}/{digest}", path)
        return tuple(missing)

    def _pack_file(self, name: str, path: Path) -> None:
        with path.open("rb") as body:
            self._files[name] = self._add(name, body)

    def _add(self, name: str, body: IO[bytes]) -> File:
        member = tarfile.TarInfo(name)
        member.size = body.seek(0, os.SEEK_END)
        member.mode = 0o600
        body.seek(0)
        reading = Hashing(body)
        self._tar.addfile(member, cast("IO[bytes]", reading))
        return reading.file()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
