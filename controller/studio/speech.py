"""Speech becomes a master: portions with their rests, evened like any other sound."""

from __future__ import annotations

import errno
import math
from collections.abc import Iterable
from pathlib import Path

from controller.errors import Refused
from controller.ports import Speech, Spoken
from controller.studio.master import Treatment, mastered
from controller.studio.pieces import portion
from controller.studio.tape import Tape, beside
from controller.studio.values import Limits

LEAST_MS = 1_000
"""One short word is no recording that was cut off: it gets silence behind it."""
PRESSED = "highpass=f=100,acompressor=threshold=-24dB:ratio=4:attack=2:release=80,"
"""espeak's peaks stand 19 dB above its loudness, and a horn has nothing to give below 100 Hz: pressed a little, speech
comes to the loudness of all others in one or two tries, and carries further."""
OWN = Treatment(mix=PRESSED, is_recording=False)


def speech(said: Iterable[tuple[Spoken, int]], out: Path, limits: Limits, repeats: int = 1) -> Speech:
    """Write the master of what a voice says to ``out``; ``said`` is asked for portion by portion. It shall be heard so
    often, but is there once."""
    with beside(out) as (handle, raw):
        try:
            spans = assemble(handle, said, limits, repeats)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            raise Refused("sound-no-room") from error
        return Speech(mastered(raw, out, OWN, limits), spans)


def assemble(
    handle: int, said: Iterable[tuple[Spoken, int]], limits: Limits, repeats: int = 1
) -> tuple[tuple[int, int], ...]:
    """Lay everything on a tape; where each portion stands."""
    tape: Tape | None = None
    spans: list[tuple[int, int]] = []
    rest_ms = 0
    try:
        for spoken, rest in said:
            tape = tape or Tape(handle, spoken.rate)
            if spoken.rate != tape.rate:
                raise Refused("voice-wrong")
            tape.rest(rest_ms)
            start = tape.ms
            tape.add(portion(spoken.rate, spoken.samples))
            spans.append((start, tape.ms))
            rest_ms = rest
            refuse_long(tape.ms, repeats, limits)
        if tape is None:
            raise Refused("speech-nothing", "text")
        tape.rest(LEAST_MS - tape.ms)
    finally:
        if tape is not None:
            tape.close()
    return tuple(spans)


def refuse_long(once_ms: int, repeats: int, limits: Limits) -> None:
    """As soon as it is certain: a voice far away need not read a book first."""
    most_ms, limit = limits.sound_seconds * 1000, round(limits.sound_seconds / 60, 1)
    if once_ms > most_ms:
        raise Refused("speech-too-long", "text", limit=limit)
    if once_ms * repeats > most_ms:
        minutes = math.ceil(once_ms * repeats / 6_000) / 10
        raise Refused("composition-too-long", "repeats", minutes=minutes, limit=limit)
