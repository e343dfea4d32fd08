"""Reads the credentials of the devices to simulate: a folder of JSON files, one JSON file, or JSON lines."""

from __future__ import annotations

from pathlib import Path

import msgspec

from devices.errors import UnknownProfile
from devices.identity import Identity, read
from devices.profiles import profile


class NoIdentities(Exception):
    """There is nothing to simulate, or it cannot be read; the text says what and where."""


def load(path: Path, count: int = 0, host: str = "", port: int = 0) -> tuple[Identity, ...]:
    """All that are there, or the first ``count``; ``host`` and ``port`` replace the broker's. Raises `NoIdentities`."""
    if not path.exists():
        raise NoIdentities(f"{path}: there is no such file or folder")
    files = sorted((*path.glob("*.json"), *path.glob("*.jsonl"))) if path.is_dir() else [path]
    found: list[Identity] = []
    for file in files:
        found += _read(file)
    if not found:
        raise NoIdentities(f"{path}: no device in it; `tienglang device add` prints one")
    if len({one.device for one in found}) < len(found):
        raise NoIdentities(f"{path}: a device is there twice")
    if count > len(found):
        raise NoIdentities(f"{path}: {count} devices are wanted, {len(found)} are there")
    return tuple(at(one, host, port) for one in found[: count or len(found)])


def _read(file: Path) -> list[Identity]:
    lines = file.read_bytes().splitlines() if file.suffix == ".jsonl" else [file.read_bytes()]
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                one = read(line)
                profile(one.profile)
            except (msgspec.MsgspecError, UnknownProfile) as error:
                raise NoIdentities(f"{file}, line {number}: {error}") from None
            found.append(one)
    return _shared(found)


def _shared(found: list[Identity]) -> list[Identity]:
    """Equal brokers, paths and keys once in memory, however many devices have them."""
    parts: dict[object, object] = {}
    names = ("broker", "areas", "profile", "root_public", "media_url")
    shared = []
    for one in found:
        values = {name: getattr(one, name) for name in names}
        values = {name: parts.setdefault(value, value) for name, value in values.items()}
        shared.append(msgspec.structs.replace(one, **values))
    return shared


def at(one: Identity, host: str, port: int) -> Identity:
    """The same with another broker, where one is given."""
    if not host and not port:
        return one
    broker = msgspec.structs.replace(one.broker, host=host or one.broker.host, port=port or one.broker.port)
    return msgspec.structs.replace(one, broker=broker)
