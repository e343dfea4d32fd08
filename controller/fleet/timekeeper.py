"""The service's half of the clock exchange: a question comes, a signed answer with two stamps goes at once.

Called in the network thread, past every queue: a stamp that waited behind a flood of reports would be a lie about the
length of the way.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from controller.clock import Clock
from controller.fleet.keys import Signer
from devices.messages import TimeAnswer, TimeQuestion
from devices.topics import TABLE, Kind

_QUESTION = msgspec.json.Decoder(TimeQuestion)
_ROW = TABLE[Kind.TIME_ANSWER]


def answer(payload: bytes, device: str, received_ms: int, clock: Clock, signer: Signer) -> bytes | None:
    """The signed answer to a question, or None where it is none."""
    try:
        asked = _QUESTION.decode(payload)
    except msgspec.MsgspecError:
        return None
    said = TimeAnswer(nonce=asked.nonce, t1=asked.t1, t2=received_ms, t3=clock.now_ms())
    return signer.seal(said, "time", device)


def reply(
    device: str,
    payload: bytes,
    received_ms: int,
    clock: Clock,
    signer: Signer,
    publish: Callable[[str, bytes, int, bool], bool],
) -> None:
    """Answer a question on the device's own topic."""
    document = answer(payload, device, received_ms, clock, signer)
    if document is not None:
        publish(_ROW.of(device), document, _ROW.qos, _ROW.retained)
