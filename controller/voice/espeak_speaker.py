"""The speaking process for espeak-ng: ``python -I -S espeak_speaker.py LIBRARY DATA``, lines in, samples out.

It stands alone, so that it starts in a few milliseconds and holds nothing of the service. A line is JSON: ``voice``,
``wpm``, ``text``; the answer is a line ``{"rate", "bytes"}`` and so many bytes, or ``{"wrong": code}``.
"""

from __future__ import annotations

import ctypes
import json
import sys
from typing import Any

RETRIEVAL = 1
"""AUDIO_OUTPUT_RETRIEVAL: samples go to our function, no sound card is touched."""
WITHOUT_EXIT = 0x8000
UTF8 = 1
"""Neither SSML nor phoneme marks: a notice that holds ``<`` or ``[[`` is text."""
RATE_PARAMETER = 1
CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class Espeak:
    """The library, made ready once."""

    def __init__(self, library: str, data: str) -> None:
        self._lib: Any = ctypes.CDLL(library)
        self.rate = int(self._lib.espeak_Initialize(RETRIEVAL, 0, data.encode(), WITHOUT_EXIT))
        if self.rate <= 0:
            raise OSError(data)
        self._said = bytearray()
        self._callback = CALLBACK(self._take)  # kept: the library calls it as long as we live
        self._lib.espeak_SetSynthCallback(self._callback)

    def _take(self, samples: Any, count: int, _events: Any) -> int:
        if samples and count > 0:
            self._said += ctypes.string_at(samples, 2 * count)
        return 0

    def say(self, voice: str, wpm: int, text: str) -> bytes | None:
        """The samples; None for a voice that is not there, for which espeak would take the last one."""
        if self._lib.espeak_SetVoiceByName(voice.encode()) != 0:
            return None
        self._lib.espeak_SetParameter(RATE_PARAMETER, wpm, 0)
        self._said.clear()
        body = text.replace("\0", " ").encode("utf-8", "replace")
        self._lib.espeak_Synth(body, len(body) + 1, 0, 0, 0, UTF8, None, None)
        self._lib.espeak_Synchronize()
        return bytes(self._said)


def answer(head: dict[str, Any], body: bytes = b"") -> None:
    """One answer, at once."""
    sys.stdout.buffer.write(json.dumps(head).encode("ascii") + b"\n" + body)
    sys.stdout.buffer.flush()


def main(library: str, data: str) -> None:
    """Speak until nobody asks any more."""
    try:
        espeak = Espeak(library, data)
    except OSError:
        answer({"wrong": "voice-missing"})
        return
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        said = espeak.say(asked["voice"], asked["wpm"], asked["text"])
        if said is None:
            answer({"wrong": "voice-missing"})
        else:
            answer({"rate": espeak.rate, "bytes": len(said)}, said)


if __name__ == "__main__":
    main(*sys.argv[1:])
