"""Speech becomes a master: portions with their rests, repeated, closed, and evened like any other sound."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from pathlib import Path

from controller.errors import Refused
from controller.ports import Around, Speech, Spoken
from controller.studio.master import Treatment, mastered
from controller.studio.pieces import portion, tones
from controller.studio.tape import Tape, beside
from controller.studio.values import Limits

CLOSING = ((523.25, 0), (659.26, 400))
"""The chime's tones, rising: it is over."""
CLOSING_MS = 2_000
BEFORE_CLOSING_MS = 800
LEAST_MS = 1_000
"""One short word is no recording that was cut off: it gets silence behind it."""
PRESSED = "highpass=f=100,acompressor=threshold=-24dB:ratio=4:attack=2:release=80,"
"""espeak's peaks stand 19 dB above its loudness, and a horn has nothing to give below 100 Hz: pressed a little, speech
comes to the loudness of all others in one or two tries, and carries further."""
OWN = Treatment(mix=PRESSED, is_recording=False)


def speech(said: Iterable[tuple[Spoken, int]], around: Around, out: Path, limits: Limits) -> Speech:
    """Write the master of what a voice says to ``out``; ``said`` is asked for portion by portion."""
    with beside(out) as (handle, raw):
        try:
            spans = assemble(handle, said, around, limits)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            raise Refused("sound-no-room") from error
        return Speech(mastered(raw, out, OWN, limits), spans)


def assemble(
    handle: int, said: Iterable[tuple[Spoken, int]], around: Around, limits: Limits
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
            refuse_long(tape.ms, around, limits)
        if tape is None:
            raise Refused("speech-nothing", "text")
        finish(tape, around)
    finally:
        if tape is not None:
            tape.close()
    return tuple(spans)


def finish(tape: Tape, around: Around) -> None:
    """What comes behind the first time."""
    tape.rest(LEAST_MS - tape.ms)
    once_ms = tape.ms
    for _ in range(around.repeats - 1):
        tape.rest(around.between_ms)
        tape.again(once_ms)
    if around.closing:
        tape.rest(BEFORE_CLOSING_MS)
        tape.add(bytes(tones(CLOSING, CLOSING_MS, tape.rate).raw_data))


def refuse_long(once_ms: int, around: Around, limits: Limits) -> None:
    """As soon as it is certain: a voice far away need not read a book first."""
    closing_ms = BEFORE_CLOSING_MS + CLOSING_MS if around.closing else 0
    whole_ms = once_ms * around.repeats + around.between_ms * (around.repeats - 1) + closing_ms
    if whole_ms > limits.sound_seconds * 1000:
        limit = round(limits.sound_seconds / 60, 1)
        raise Refused("speech-too-long", "text", limit=limit)
