"""What sounds while a relay cannot: a file from the shelf, again and again; silence where there is none."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from devices.messages import Media
from firmware_sim.shelf import Shelf
from firmware_sim.sound import NotSound, Samples, blocks


class Filler:
    """One relay's."""

    def __init__(self, media: Media | None, rate: int, shelf: Shelf) -> None:
        self._media, self._rate, self._shelf = media, rate, shelf
        self._blocks: Iterator[Samples] = iter(())
        self._left: Samples = np.zeros(0, np.int16)

    def take(self, count: int) -> Samples:
        """The next so many samples, from its beginning again where it is over."""
        while len(self._left) < count:
            block = self._next()
            if block is None:
                return np.zeros(count, np.int16)
            self._left = np.concatenate((self._left, block))
        taken, self._left = self._left[:count], self._left[count:]
        return taken

    def _next(self) -> Samples | None:
        for _ in range(2):
            for block in self._blocks:
                return block
            self._blocks = self._open()
        return None

    def _open(self) -> Iterator[Samples]:
        media = self._media
        data = self._shelf.read(media.hash) if media is not None else None
        if media is None or data is None:
            return iter(())
        return _whole(blocks(data, media.kind, self._rate))


def _whole(found: Iterator[Samples]) -> Iterator[Samples]:
    """A filler that turns out to be none is silence."""
    try:
        yield from found
    except NotSound:
        return
