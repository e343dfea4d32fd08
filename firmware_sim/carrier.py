"""What a horn takes a relay from: the stream where it can be heard, else the filler, else silence. It never stops."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from devices.relay import Relay
from firmware_sim.filler import Filler
from firmware_sim.leveller import BLOCK_S
from firmware_sim.receiver import Receiver
from firmware_sim.shelf import Shelf
from firmware_sim.sound import Samples

HICCUP_S = 1.0
"""A stream may stumble for so long before the filler sounds."""
IN_HAND_S = 1.0
"""So much of it must be there when it comes (back)."""


class Carrier:
    """The sound of one relay, a tenth of a second at a time; `carried` frames came from the stream."""

    def __init__(self, relay: Relay, rate: int, shelf: Shelf) -> None:
        self.relay, self.rate = relay, rate
        self.receiver = Receiver(relay, rate)
        self.carried = 0
        self._block = round(rate * BLOCK_S)
        self._filling = True
        self._waited = 0.0
        self._filler = Filler(relay.filler, rate, shelf)

    def again(self) -> None:
        """Another attempt at the stream; what sounds meanwhile sounds on."""
        self.receiver.close()
        self.receiver = Receiver(self.relay, self.rate)

    def close(self) -> None:
        """Nobody listens any more."""
        self.receiver.close()

    def __iter__(self) -> Iterator[Samples]:
        return self

    def __next__(self) -> Samples:
        if self._filling and self.receiver.fault == "" and self.receiver.ahead_s >= IN_HAND_S:
            self._filling, self._waited = False, 0.0
        block = None if self._filling else self.receiver.take()
        if block is not None:
            self._waited = 0.0
            self.carried += len(block)
            return block
        self._waited += BLOCK_S
        if self._waited < HICCUP_S and not self._filling:
            return np.zeros(self._block, np.int16)
        self._filling = True
        self.receiver.idle()
        return self._filler.take(self._block)
