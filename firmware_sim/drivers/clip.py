"""What an apparatus plays is one file: the sound itself where that is all, else one put together from its parts."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator

import av
import numpy as np
from msgspec import Struct

from devices.messages import Media
from firmware_sim.shelf import Shelf
from firmware_sim.sound import NotSound, Samples, blocks

PREFIX = "tl-"
_FRAME = 1_152


class Clip(Struct, frozen=True):
    """``name`` tells it from every other, for good."""

    name: str
    kind: str
    data: bytes


def clip(shelf: Shelf, sound: Media, chime: Media | None, from_ms: int, rate: int) -> Clip | str:
    """Chime and sound, from ``from_ms`` of both on; or the reason why there is none."""
    data = shelf.read(sound.hash)
    if data is None:
        return "no-media"
    if chime is None and not from_ms:
        return Clip(PREFIX + sound.hash[:24], sound.kind, data)
    try:
        made = _encoded(_cut(_both(shelf, sound, chime, rate), from_ms * rate // 1000), rate)
    except NotSound:
        return "undecodable"
    return Clip(PREFIX + hashlib.sha256(made).hexdigest()[:24], "mp3", made)


def _both(shelf: Shelf, sound: Media, chime: Media | None, rate: int) -> Iterator[Samples]:
    for one in (chime, sound):
        if one is not None and (data := shelf.read(one.hash)) is not None:
            yield from blocks(data, one.kind, rate)


def _cut(pieces: Iterator[Samples], skip: int) -> Samples:
    whole = np.concatenate([*pieces, np.zeros(0, np.int16)])[skip:]
    if not len(whole):
        raise NotSound("nothing is left of it")
    return whole


def _encoded(samples: Samples, rate: int) -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format="mp3") as file:
        stream = file.add_stream("libmp3lame", rate=rate, layout="mono")
        assert isinstance(stream, av.AudioStream)
        resampler = av.AudioResampler(format=stream.format, layout="mono", rate=rate, frame_size=_FRAME)
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), "s16", "mono")
        frame.rate, frame.pts = rate, 0
        for piece in (*resampler.resample(frame), *resampler.resample(None)):
            file.mux(stream.encode(piece))
        file.mux(stream.encode(None))
    return out.getvalue()
