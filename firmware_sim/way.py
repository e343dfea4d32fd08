"""The way to the broker that lies on flash beside the identity: what was confirmed last, and which document it was."""

from __future__ import annotations

import msgspec

from devices.messages import HashOrNone, NetworkSettings
from firmware_sim.effects import Keep
from firmware_sim.mind import Mind

KEPT = "network"


class Kept(NetworkSettings, frozen=True, kw_only=True):
    """As it lies there."""

    of: HashOrNone = ""
    """SHA-256 of the document that was confirmed last."""


def keep(mind: Mind, settings: NetworkSettings, of: str) -> None:
    """From now on this is the way."""
    body = Kept(salt=settings.salt, broker=settings.broker, apn=settings.apn, wifi=settings.wifi, of=of)
    mind.out.append(Keep(KEPT, msgspec.json.encode(body)))


def kept(mind: Mind) -> Kept | None:
    """What is in force beside the identity; None: nothing was ever changed."""
    data = mind.flash.read(KEPT)
    return msgspec.json.decode(data, type=Kept) if data else None


def held(mind: Mind) -> str:
    """What `have` says of it."""
    found = kept(mind)
    return found.of if found is not None else ""
