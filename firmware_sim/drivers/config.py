"""What a driver's file says: which boxes it stands in for, and what is behind each."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from devices.identity import Identity
from devices.identity import read as read_identity


class Axis(Struct, frozen=True, forbid_unknown_fields=True, tag_field="driver", tag="axis"):
    """A network horn. Passwords are in files of their own, so that this one may be shown."""

    identity: Path
    url: str
    user: str
    password_file: Path
    name: str = ""


class Switched(Struct, frozen=True, forbid_unknown_fields=True, tag_field="driver", tag="tasmota"):
    """An amplifier behind a switch. ``sound``: ``air``, it receives by itself; ``card``, from this machine's output."""

    identity: Path
    topic: str
    sound: Literal["air", "card"]
    full_topic: str = "%prefix%/%topic%/"
    relay: int = 1
    name: str = ""


class Switches(Struct, frozen=True, forbid_unknown_fields=True):
    """The broker of the switches; it may be another than ours."""

    host: str
    port: int = 1883
    user: str = ""
    password_file: Path | None = None


class File(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    out: Path
    box: tuple[Axis | Switched, ...]
    switches: Switches | None = None
    homeassistant: str = ""
    """The prefix of its discovery, ``homeassistant`` where nobody changed it; empty: not told."""


def read(file: Path) -> File:
    """The file; its paths are relative to it. Raises `ValueError` with what is wrong."""
    try:
        said = tomllib.loads(file.read_text("utf-8"))
        found = msgspec.convert(said, File, dec_hook=lambda _, text: file.parent / str(text))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as wrong:
        raise ValueError(f"{file}: {wrong}") from None
    if not found.box:
        raise ValueError(f"{file}: no [[box]]")
    if found.switches is None and (found.homeassistant or any(isinstance(one, Switched) for one in found.box)):
        raise ValueError(f"{file}: [switches] is missing: the broker of the switches")
    return found


def identity_of(box: Axis | Switched) -> Identity:
    """Who it is to the service. Raises `ValueError`."""
    try:
        return read_identity(box.identity.read_bytes())
    except (OSError, msgspec.MsgspecError) as wrong:
        raise ValueError(f"{box.identity}: {wrong}") from None


def secret(file: Path | None) -> str:
    """What is in a file of a password. Raises `ValueError`."""
    try:
        return file.read_text("utf-8").strip() if file is not None else ""
    except (OSError, UnicodeDecodeError) as wrong:
        raise ValueError(f"{file}: {wrong}") from None
