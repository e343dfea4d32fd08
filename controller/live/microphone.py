"""What a microphone may send, read: a first word that says the form of its sound, then numbered frames of it.

| message | is |
|---|---|
| text ``{"codec": "pcm"}`` or ``{"codec": "opus"}`` | the first: raw 16 kHz mono 16 bit (least significant byte first), or Opus packets of 20 ms |
| binary, 4 bytes | number of its first frame, most significant byte first; frames count on over everything that is left out |
| … then, pcm | 640 bytes for each frame |
| … then, opus | for each frame two bytes of length, and its packet |
| text ``{"do": "end"}`` | the talk ends |
"""  # noqa: E501 - a table

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from controller.errors import Refused
from controller.live.opus import Decoder
from controller.live.shape import BYTES

MOST_FRAMES = 50
"""Of one message: a second."""
LARGEST = 4 + MOST_FRAMES * (BYTES + 2)
PACKET = 1_275


class Hello(Struct, frozen=True):
    """The first word."""

    codec: Annotated[str, Meta(pattern="^(pcm|opus)$")]


class Word(Struct, frozen=True):
    """Any other."""

    do: Annotated[str, Meta(pattern="^end$")]


def hello(text: str) -> Hello:
    """The first word. Raises ``Refused("microphone-hello")``."""
    try:
        return msgspec.json.decode(text, type=Hello)
    except (msgspec.MsgspecError, UnicodeEncodeError):
        raise Refused("microphone-hello") from None


def ends(text: str) -> bool:
    """Whether a later word is the end. Raises ``Refused("microphone-word")`` for any other."""
    try:
        return msgspec.json.decode(text, type=Word).do == "end"
    except (msgspec.MsgspecError, UnicodeEncodeError):
        raise Refused("microphone-word") from None


class Reader:
    """Reads the frames of one connection."""

    def __init__(self, codec: str) -> None:
        self._decode = Decoder() if codec == "opus" else None

    def __call__(self, message: bytes) -> tuple[int, list[bytes]]:
        """Number of the first, and raw pieces of 20 ms. Raises ``Refused("microphone-frames")``, ``…-not-sound``."""
        if not 4 < len(message) <= LARGEST:
            raise Refused("microphone-frames", bytes=len(message), most=LARGEST)
        number, body = int.from_bytes(message[:4], "big"), message[4:]
        if self._decode is None:
            if len(body) % BYTES:
                raise Refused("microphone-frames", bytes=len(message), most=LARGEST)
            return number, [body[at : at + BYTES] for at in range(0, len(body), BYTES)]
        return number, [self._decode(packet) for packet in _packets(body)]


def _packets(body: bytes) -> list[bytes]:
    found: list[bytes] = []
    at = 0
    while at + 2 <= len(body) and len(found) < MOST_FRAMES:
        length = int.from_bytes(body[at : at + 2], "big")
        if not 0 < length <= PACKET:
            break
        found.append(body[at + 2 : at + 2 + length])
        at += 2 + length
    if at != len(body):
        raise Refused("microphone-frames", bytes=len(body) + 4, most=LARGEST)
    return found
