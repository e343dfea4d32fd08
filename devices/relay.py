"""A relay: a sound that is not a file but a stream, carried at its hour.

A timetable names it like any sound, by the hash of a small JSON file (`Relay`), so the address in it is as good as
signed: only what the signature covers is ever opened. What a stream names in its turn (the parts of an HLS list, the
place that a server sends its listener on to) is opened only at the same scheme, host and port (`keeps_to`).
"""

from __future__ import annotations

import enum
from typing import Annotated
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from devices.messages import Level, Media, Wire
from devices.profiles import Profile

PIECES_CODEC = "opus"
KIND = "relay"
"""The ``kind`` of the medium that describes one."""
CODECS = ("mp3", "aac", "opus", "hls")
DEAD, WRONG, SILENT = FAULTS = ("relay-dead", "relay-wrong", "relay-silent")
"""A stream sends nothing; is another than was signed (its format, its name), or leads elsewhere; says nothing."""
LARGEST = 8 * 1024
"""Bytes of a description."""
LONGEST_STATION = 200
REPORTS = "relay:"
"""Before an item's id: reports about its stream, not about the item."""
LINK_LOST = "link-lost"
"""Why a box that gets it in pieces sounds the filler: no piece comes, and nobody says why."""
PORTS = {"http": 80, "https": 443}


Span = Annotated[int, Meta(ge=1_000, le=86_400_000, description="milliseconds, at most a day")]


class Relay(Wire, frozen=True, omit_defaults=True, gc=False):
    """What is carried, for how long, and what sounds while it cannot be."""

    url: Annotated[str, Meta(max_length=2_000, pattern=r"^https?://[^\s/?#@\\]+([/?][^\s#\\]*)?$")]
    """Of the stream itself. No user name, no password, no fragment."""
    codec: Annotated[str, Meta(pattern=r"^(mp3|aac|opus|hls)$", description="hls: a list of pieces")]
    length: Span
    """Milliseconds: it ends then, whatever the stream does."""
    filler: Media | None = None
    """Sounds, again and again, while the stream does not; silence where there is none."""
    quiet: Level = -50.0
    """A stream below this, dBFS, is silent."""
    quiet_ms: Span = 6_000
    """Silent for so long, it is a fault."""
    target: Annotated[float, Meta(ge=-40, le=-5, description="LUFS")] = -16.0
    """The loudness that it is brought to, before the volume."""
    station: Annotated[str, Meta(max_length=LONGEST_STATION)] = ""
    """As the station called itself when it was agreed to. One that calls itself otherwise is another one, at the same
    address; one that says no name may be the same."""


class NotRelay(Exception):
    """These bytes describe no relay."""


_DECODER = msgspec.json.Decoder(Relay)


def read_relay(data: bytes) -> Relay:
    """The description in a file. Raises `NotRelay`."""
    if len(data) > LARGEST:
        raise NotRelay("too large")
    try:
        relay = _DECODER.decode(data)
        place(relay.url)
    except (msgspec.MsgspecError, UnicodeDecodeError, ValueError) as error:
        raise NotRelay(str(error)) from None
    return relay


class Way(enum.StrEnum):
    """How a model comes by the sound of a relay."""

    ITSELF = "itself"
    """It opens the address."""
    PIECES = "pieces"
    """It opens nothing: the controller does, and sends the sound in pieces like live."""
    NONE = "none"


def way(model: Profile, codec: str) -> Way:
    """The one way for a model: nobody carries a stream and is sent pieces of it, too."""
    if model.audio is None:
        return Way.NONE
    if codec in model.audio.relay:
        return Way.ITSELF
    return Way.PIECES if PIECES_CODEC in model.audio.live else Way.NONE


def place(url: str) -> tuple[str, str, int]:
    """Scheme, host and port of an address. Raises `ValueError` where it is none that a relay may have."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname or parts.username is not None or parts.password is not None:
        raise ValueError(f"no address of a stream: {url!r}")
    return parts.scheme, parts.hostname, parts.port or PORTS[parts.scheme]


def same_station(agreed: str, said: str) -> bool:
    """Whether a stream that calls itself so may be the one that was agreed to."""
    return not agreed or not said.strip() or " ".join(said.split())[:LONGEST_STATION] == agreed


def keeps_to(signed: str, other: str) -> bool:
    """Whether an address that a stream names is at the same place as the signed one."""
    try:
        return place(signed) == place(other)
    except ValueError:
        return False
