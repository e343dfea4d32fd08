"""Who plays the maker of boxes: builds images that do what they are told, and signs what they are."""

from __future__ import annotations

import hashlib

import msgspec

from devices.firmware import KIND, TYP
from devices.messages import KeyEntry, Media, Release, Update
from devices.signing import SigningKey
from firmware_sim.slots import Program, image
from tests.firmware_sim.sim_desk import DAY, HORN, MINUTE, PATH, Desk, key

SIZE = 4_096


def build(version: str = "2.0", size: int = SIZE, **does: object) -> bytes:
    """The bytes of an image."""
    return image(Program(version, **does), size)  # type: ignore[arg-type]


def media_of(data: bytes) -> Media:
    """How a release names these bytes."""
    return Media(hash=hashlib.sha256(data).hexdigest(), bytes=len(data), kind=KIND)


def released(data: bytes, v: int = 2, signer: str | SigningKey = "maker", scope: str = "", **changes: object) -> str:
    """A signed release of these bytes; ``changes`` of what it says."""
    said = Release(model=HORN, v=v, version="2.0", image=media_of(data), iat=0)
    said = msgspec.structs.replace(said, **changes)
    by = key(signer) if isinstance(signer, str) else signer
    return by.seal(msgspec.json.encode(said), TYP, scope or said.model).decode()


class Maker:
    """Registered at a desk, with one image on its server."""

    def __init__(self, desk: Desk, data: bytes = b"", **changes: object) -> None:
        self.desk = desk
        self.data = data or build()
        self.hash = hashlib.sha256(self.data).hexdigest()
        self.release = released(self.data, **changes)  # type: ignore[arg-type]
        desk.world.downloads.files[self.hash] = self.data
        self.register()

    def register(self, models: tuple[str, ...] = (HORN,), revoked: bool = False, v: int = 2) -> None:
        """Put the maker's key on the list."""
        now = int(self.desk.world.now)
        public = key("maker").public
        entry = KeyEntry("maker", public, ("firmware",), PATH[0], now - DAY, now + DAY, revoked, models)
        self.desk.makers = (entry,)
        self.desk.keys(v)
        self.desk.world.run(1_000)

    def order(self, device: str, id: str = "c-up", **changes: object) -> None:
        """Tell a box to take it."""
        now = int(self.desk.world.now)
        order = Update(id=id, iat=now, exp=now + 60 * MINUTE, release=self.release, media_url="http://media/")
        self.desk.order(msgspec.structs.replace(order, **changes), device, signer="orders")
