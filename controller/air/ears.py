"""Listening to a stream for some seconds, in a locked-up process: with the very receiver that a box has.

What it refuses a box would refuse, too; and whatever a hostile stream does to a decoder, it does to a process that
holds nothing and ends soon.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, replace

from controller.air.pulling import Stream
from controller.air.reach import reach
from controller.confined import Bounds, bind, kill
from controller.errors import Refused
from controller.ports import Received

BOUNDS = Bounds(memory_bytes=1 << 31, cpu_seconds=20, open_files=64)
START_S = 15.0
"""Beyond the seconds that are listened: a busy machine starts Python slowly."""
PULL_SHARE = 0.25
"""Of a processor: decoding and levelling take some hundredths."""
LONGEST_WORDS, LONGEST_LED = 200, 1_000


@dataclass(frozen=True, slots=True)
class Ears:
    """``private``: streams of one's own network may be opened."""

    private: bool = False

    def reach(self, address: str) -> str:
        """Where an address leads. Raises ``relay-nowhere`` and ``relay-private``."""
        return reach(address, private=self.private)

    def listen(self, address: str, codec: str, seconds: float) -> Received:
        """What is heard of it. Raises what `reach` raises, and ``relay-ears`` where nothing can be said."""
        question = {"url": address, "codec": codec, "seconds": seconds, "at": self.reach(address)}
        with _child("listen") as child:
            try:
                bind(child.pid, BOUNDS)
                said, _ = child.communicate(json.dumps(question).encode("ascii"), seconds + START_S)
            except subprocess.TimeoutExpired:
                raise Refused("relay-ears") from None
            finally:
                kill(child)
        return _read(said)

    def pull(self, address: str, codec: str, seconds: float, quiet_ms: int, station: str = "") -> Stream:
        """Open it for so many seconds; ``station`` is what it must call itself, if it says a name. Raises what `reach`
        raises, and ``relay-ears``."""
        question: dict[str, object] = {"url": address, "codec": codec, "at": self.reach(address)}
        question |= {"quiet_ms": quiet_ms, "station": station}
        child = _child("pull")
        bind(child.pid, replace(BOUNDS, cpu_seconds=BOUNDS.cpu_seconds + round(seconds * PULL_SHARE)))
        return Stream(child, question)


def _child(program: str) -> subprocess.Popen[bytes]:
    """A receiver in a process of its own."""
    try:
        return subprocess.Popen(
            [sys.executable, "-m", f"firmware_sim.{program}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env={"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1"},
        )
    except OSError:
        raise Refused("relay-ears") from None


def _read(said: bytes) -> Received:
    try:
        told = json.loads(said)
        loudness = told["loudness"]
        return Received(
            str(told["fault"])[:LONGEST_WORDS],
            None if loudness is None else float(loudness),
            str(told["title"])[:LONGEST_WORDS],
            str(told["codec"])[:LONGEST_WORDS],
            int(told["rate"]),
            str(told["led"])[:LONGEST_LED],
        )
    except (ValueError, KeyError, TypeError):
        raise Refused("relay-ears") from None
