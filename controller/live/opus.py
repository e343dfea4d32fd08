"""Raw sound becomes Opus, piece by piece, and again raw sound where a microphone sends Opus."""

from __future__ import annotations

import av
import av.error
import numpy as np

from controller.errors import Refused
from controller.live.shape import BYTES, FRAME_MS, KBIT, RATE


class Encoder:
    """One talk's. A piece in, a packet out."""

    def __init__(self, application: str = "voip", kbit: int = KBIT) -> None:
        codec = av.CodecContext.create("libopus", "w")
        codec.sample_rate, codec.format, codec.layout, codec.bit_rate = RATE, "s16", "mono", kbit * 1000
        codec.options = {"application": application, "frame_duration": str(FRAME_MS)}
        self._codec = codec
        self._at = 0

    def __call__(self, piece: bytes) -> bytes:
        """The packet of ``piece``, which has `BYTES` bytes."""
        frame = av.AudioFrame.from_ndarray(np.frombuffer(piece, "<i2").reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate, frame.pts = RATE, self._at
        self._at += frame.samples
        return b"".join(bytes(packet) for packet in self._codec.encode(frame))

    @property
    def head(self) -> bytes:
        """What a file of these packets must begin with."""
        return self._codec.extradata or b""


class Decoder:
    """A microphone's Opus packets as raw sound."""

    def __init__(self) -> None:
        self._codec = av.CodecContext.create("opus", "r")
        self._codec.layout = "mono"
        self._resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)

    def __call__(self, packet: bytes) -> bytes:
        """One packet of 20 ms. Raises ``Refused("microphone-not-sound")``."""
        try:
            frames = [one for frame in self._codec.decode(av.Packet(packet)) for one in self._resampler.resample(frame)]
        except (av.error.FFmpegError, ValueError):
            raise Refused("microphone-not-sound") from None
        sound = b"".join(frame.to_ndarray()[0].astype("<i2").tobytes() for frame in frames)
        # The resampler gives its first samples a moment later; a piece has always one length.
        return sound[-BYTES:].rjust(BYTES, b"\x00")
