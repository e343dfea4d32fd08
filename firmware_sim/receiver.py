"""A stream as a box receives it: opened and decoded in a thread of its own, levelled, kept a few seconds ahead.

The thread never gets further ahead than the buffer is long, however fast a server sends, so one that never ends costs
neither memory nor processor. What is wrong with a stream is one word (`fault`), which the player looks at.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator

import av
import av.error
import httpx
from av.audio.stream import AudioStream
from av.container import InputContainer

from devices.relay import DEAD, SILENT, WRONG, Relay
from firmware_sim.leveller import BLOCK_S, Leveller
from firmware_sim.sound import Meter, Samples
from firmware_sim.streams import A_LOT_BYTES, Budget, Lost, Opener, Stream

TUNING = "tuning"
"""Nothing was heard yet, and nothing is wrong yet."""
CUSHION_S = 3.0
"""A plain stream is played so far behind its newest sound: as long as the network may stumble."""
LIST_CUSHION_S = 30.0
"""An HLS stream comes in pieces of up to ten seconds, three of them at once."""
STARVED_S = 4.0
"""Without a frame for so long it is dead, whatever the connection says..."""
FIRST_S = 8.0
"""... and without its first one: Icecast lets a listener of Opus wait for four seconds."""
AHEAD_S, PACE = 35.0, 1.25
"""A server may send so much at once, and then so many times faster than it sounds."""
BACK_S = 1.0
"""A stream that was silent is back when it has said something for so long."""
MOST_BAD = 25
"""Packets in a row that cannot be decoded."""

CONTAINERS = {"mp3": "mp3", "aac": "aac", "opus": "ogg", "hls": "hls"}
DECODERS = {"mp3": {"mp3", "mp3float"}, "aac": {"aac"}, "opus": {"opus", "libopus"}, "hls": {"aac", "mp3", "mp3float"}}
OPTIONS = {"probesize": "16384", "analyzeduration": "500000", "fflags": "nobuffer"}
LIST_OPTIONS = {
    "probesize": "131072",
    "analyzeduration": "1000000",
    "http_persistent": "0",
    "http_multiple": "0",
    "max_reload": "3",
}


class Receiver:
    """One stream under way. `take` is for the player's thread; close it when nobody listens any more."""

    def __init__(self, relay: Relay, rate: int, at: str = "") -> None:
        """``at`` is the IP address to open, where the name was looked up already."""
        self.relay, self.rate = relay, rate
        self.title = self.codec = ""
        self.source_rate = 0
        """What the stream says of itself, and is."""
        self._block = round(rate * BLOCK_S)
        self._keep = LIST_CUSHION_S if relay.codec == "hls" else CUSHION_S
        self._room = threading.Condition()
        self._blocks: deque[Samples] = deque()
        self._playing = False
        self._fault = TUNING
        self._heard_at = self._began_at = time.monotonic()
        self._budget = Budget()
        self._opener = Opener(relay, self._budget, at)
        self._quiet = self._loud = self._received = 0.0
        self._leveller = Leveller(rate, relay.target)
        self._thread = threading.Thread(target=self._run, name="relay", daemon=True)
        self._thread.start()

    # ---------------------------------------------------------------- the player's side

    @property
    def fault(self) -> str:
        """Nothing where it can be heard, else why not."""
        patience = FIRST_S if self._fault == TUNING else STARVED_S
        if self._fault not in ("", TUNING, SILENT) or time.monotonic() - self._heard_at < patience:
            return self._fault
        # Something comes that could not be heard, or may not be opened: it is no stream of this format and place.
        wrong = self._budget.unheard > A_LOT_BYTES or bool(self.led)
        return WRONG if self._fault == TUNING and wrong else DEAD

    @property
    def ahead_s(self) -> float:
        """Seconds of sound in hand."""
        return len(self._blocks) * BLOCK_S

    @property
    def led(self) -> str:
        """Where it would have gone on, if it leads elsewhere."""
        return self._opener.led

    @property
    def loudness(self) -> float | None:
        """Of the stream as it came, LUFS, over the last half minute."""
        return self._leveller.loudness

    def take(self) -> Samples | None:
        """The next tenth of a second, or None where it has not come."""
        with self._room:
            self._playing = True
            block = self._blocks.popleft() if self._blocks else None
            self._room.notify_all()
        return block

    def idle(self) -> None:
        """Nobody takes any for now: stay close to the newest."""
        self._playing = False

    def close(self) -> None:
        """Nobody listens any more. The thread ends with what it reads next, or with its patience."""
        self._budget.wanted = False
        with self._room:
            self._room.notify_all()

    # ---------------------------------------------------------------- the thread

    def _run(self) -> None:
        opener = self._opener
        try:
            with self._container(opener) as file:
                self.title = opener.title
                self._receive(file)
            self._fault = DEAD
        except Lost as lost:
            self._fault = str(lost)
        except httpx.HTTPError:
            self._fault = DEAD
        except (av.error.FFmpegError, ValueError, IndexError) as error:
            # What breaks off in the middle, or sends nothing, is dead; what never was one is wrong.
            timed_out = isinstance(error, av.error.TimeoutError | av.error.ExitError)
            never = self._fault == TUNING and self._budget.unheard and not timed_out
            self._fault = WRONG if never else DEAD
        finally:
            opener.close()

    def _container(self, opener: Opener) -> InputContainer:
        codec = self.relay.codec
        if codec != "hls":
            return av.open(
                opener.open(self.relay.url), "r", format=CONTAINERS[codec], buffer_size=4_096, options=OPTIONS
            )

        def nested(url: str, _flags: int, _options: dict[str, str]) -> Stream:
            return opener.open(url, sound=False)

        return av.open(
            self.relay.url, "r", format="hls", io_open=nested, options=LIST_OPTIONS, timeout=(FIRST_S, FIRST_S)
        )

    def _receive(self, file: InputContainer) -> None:
        if not file.streams.audio:
            raise Lost(WRONG)
        stream = file.streams.audio[0]
        self.codec, self.source_rate = stream.codec_context.name, stream.codec_context.sample_rate
        if self.codec not in DECODERS[self.relay.codec]:
            raise Lost(WRONG)
        resampler = av.AudioResampler(format="s16", layout="mono", rate=self.rate, frame_size=self._block)
        for frame in self._frames(file, stream):
            frame.pts = None
            for piece in resampler.resample(frame):
                self._put(piece.to_ndarray()[0])

    def _frames(self, file: InputContainer, stream: AudioStream) -> Iterator[av.AudioFrame]:
        bad = 0
        for packet in file.demux(stream):
            try:
                frames = packet.decode()
            except av.error.InvalidDataError:
                bad += 1
                if bad > MOST_BAD:
                    raise Lost(WRONG) from None
                continue
            for frame in frames:
                bad = 0
                yield frame

    def _put(self, block: Samples) -> None:
        now = time.monotonic()
        self._heard_at = now
        self._budget.heard()
        self._listen(block)
        levelled = self._leveller.level(block)
        with self._room:
            if self._fault == SILENT:
                self._blocks.clear()
                return
            self._blocks.append(levelled)
            while not self._playing and self.ahead_s > self._keep and self._keep < LIST_CUSHION_S:
                self._blocks.popleft()  # nobody listens yet: stay close to the newest
            while self._budget.wanted and self.ahead_s > AHEAD_S:
                self._heard_at = time.monotonic()
                self._room.wait(0.5)
        self._slow_down()

    def _listen(self, block: Samples) -> None:
        """Whether it says anything."""
        meter = Meter()
        meter.add(block)
        silent = meter.level is None or meter.level < self.relay.quiet
        self._quiet = self._quiet + BLOCK_S if silent else 0.0
        self._loud = 0.0 if silent and self._quiet > BACK_S else self._loud + (0 if silent else BLOCK_S)
        if self._quiet * 1000 >= self.relay.quiet_ms:
            self._fault = SILENT
        elif self._fault == TUNING or (self._fault == SILENT and self._loud >= BACK_S):
            self._fault = ""

    def _slow_down(self) -> None:
        """Read no faster than a listener could want."""
        self._received += BLOCK_S
        early = self._received - AHEAD_S - PACE * (time.monotonic() - self._began_at)
        if early > 0 and self._budget.wanted:
            time.sleep(min(early, 1.0))
