"""The speaking process for Piper: ``python -I piper_speaker.py MODEL``; lines and answers as in `espeak_speaker`.

A line is JSON: ``length`` (1.25: a quarter slower) and ``text``.
"""

from __future__ import annotations

import json
import sys
from typing import Any


def answer(head: dict[str, Any], body: bytes = b"") -> None:
    """One answer, at once."""
    sys.stdout.buffer.write(json.dumps(head).encode("ascii") + b"\n" + body)
    sys.stdout.buffer.flush()


def main(model: str) -> None:
    """Speak until nobody asks any more."""
    try:
        from piper import PiperVoice, SynthesisConfig
    except ImportError:
        answer({"wrong": "voice-missing"})
        return
    try:
        voice = PiperVoice.load(model)
    except Exception:  # noqa: BLE001  whatever a file that is no model does to its runtime
        answer({"wrong": "voice-model"})
        return
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        chunks = list(voice.synthesize(asked["text"], SynthesisConfig(length_scale=asked["length"])))
        said = b"".join(chunk.audio_int16_bytes for chunk in chunks)
        answer({"rate": voice.config.sample_rate, "bytes": len(said)}, said)


if __name__ == "__main__":
    main(*sys.argv[1:])
