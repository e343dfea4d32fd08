"""What a brain asks its shell to do.

The shell carries effects out in order and stops at the first that fails for good (a power cut). A `Publish` that
follows a `Keep` or an `Append` is therefore sent only when that one is on flash: what a device has said, it remembers.
Lengths and instants are milliseconds; ``start_mono`` is by the device's own running counter.
"""

from __future__ import annotations

from msgspec import Struct

from devices.messages import Clip, Media, NetworkSettings, Strip
from devices.relay import Relay


class Publish(Struct, frozen=True, gc=False):
    """Send one message. The shell keeps what cannot be sent now, unless it is QoS 0."""

    topic: str
    payload: bytes
    qos: int = 1
    retain: bool = False


class Listen(Struct, frozen=True, gc=False):
    """Subscribe to ``add`` (topic, QoS) and unsubscribe from ``drop``."""

    add: tuple[tuple[str, int], ...]
    drop: tuple[str, ...] = ()


class Keep(Struct, frozen=True, gc=False):
    """Replace one small file on flash, whole or not at all."""

    name: str
    data: bytes


class Append(Struct, frozen=True, gc=False):
    """Add one record to a file on flash; a torn one is dropped when it is read."""

    name: str
    data: bytes


class Forget(Struct, frozen=True, gc=False):
    """Remove one file from flash."""

    name: str


class Fetch(Struct, frozen=True, gc=False):
    """Get a file over HTTP, verify it, put it on the shelf. One attempt; the brain decides about the next."""

    media: Media
    url: str


class Discard(Struct, frozen=True, gc=False):
    """Take a file off the shelf."""

    hash: str


class Prepare(Struct, frozen=True, gc=False):
    """Open what will soon be played, so that it starts without delay."""

    sound: Media
    chime: Media | None = None


class Tune(Struct, frozen=True, gc=False):
    """Open the stream of a relay that will soon sound, or try again to."""

    sound: Media


class Play(Struct, frozen=True, gc=False):
    """Sound the chime and then the sound, from ``from_ms`` of both on, beginning at ``start_mono``, for ``longest``.

    ``volume`` is percent of full output.
    """

    id: str
    sound: Media
    start_mono: int
    volume: int
    longest: int = 0
    from_ms: int = 0
    chime: Media | None = None


class Stream(Struct, frozen=True, gc=False):
    """Sound the pieces that come (`Pieces`), from ``start_mono`` on for at most ``longest``.

    Piece n begins at ``origin_mono + n * frame``; one that has not come by then is silence. Of a ``relay`` it lasts to
    its end whatever comes, and its filler sounds while nothing does.
    """

    id: str
    sound: Media
    frame: int
    start_mono: int
    origin_mono: int
    volume: int
    longest: int
    relay: Relay | None = None


class Pieces(Struct, frozen=True, gc=False):
    """Pieces of live sound from number ``first`` on, or its end before that number, or why none come from there on.

    ``origin_mono``: when piece 0 sounded, as this device knows the time by now.
    """

    id: str
    first: int
    pieces: tuple[bytes, ...]
    origin_mono: int
    frame: int
    end: bool = False
    fault: str = ""


class Silence(Struct, frozen=True, gc=False):
    """End what sounds under this id, at once."""

    id: str


class Amplifier(Struct, frozen=True, gc=False):
    """Power for the amplifier. It swallows what it is given before it is warm."""

    on: bool


class Motion(Struct, frozen=True, gc=False):
    """What moves on a page, as far as this panel can and its files are here.

    ``begun_mono``: when the page's turn began; ``zero_mono``: what the counter would have shown at the epoch.
    """

    strips: tuple[Strip, ...]
    clip: Clip | None
    enter: str
    begun_mono: int
    zero_mono: int


class Show(Struct, frozen=True, gc=False):
    """Put one picture on the panel, and what moves on it; None darkens it."""

    id: str
    page: Media | None
    motion: Motion | None = None


class Shine(Struct, frozen=True, gc=False):
    """How bright the panel is from now on, percent, and by which gamma."""

    bright: int
    gamma: float


class Check(Struct, frozen=True, gc=False):
    """Self-test of storage, and of the output path without a sound."""

    id: str
    output: bool = True


class Reboot(Struct, frozen=True, gc=False):
    """Start again."""


class Stock(Struct, frozen=True, gc=False):
    """Put a file that the box made itself onto the shelf."""

    hash: str
    data: bytes


class Blink(Struct, frozen=True, gc=False):
    """Let the lamp blink, so that whoever stands below sees which box it is."""

    ms: int


class Send(Struct, frozen=True, gc=False):
    """Send a text by HTTP PUT; `Sent` is told."""

    id: str
    url: str
    data: bytes


class Dial(Struct, frozen=True, gc=False):
    """Reach the broker this way from now on; None: as the box was provisioned. ``at_once`` before it first connects."""

    settings: NetworkSettings | None
    at_once: bool = False


Effect = (
    Publish
    | Listen
    | Keep
    | Append
    | Forget
    | Fetch
    | Discard
    | Prepare
    | Tune
    | Play
    | Stream
    | Pieces
    | Silence
    | Amplifier
    | Show
    | Shine
    | Check
    | Reboot
    | Stock
    | Blink
    | Send
    | Dial
)
