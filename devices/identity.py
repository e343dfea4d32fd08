"""What a device is provisioned with, once: who it is, where its broker is, and whose signature it believes.

One JSON object, as the controller prints it when a device is added. It holds a password: keep the file to yourself.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct

from devices.messages import Id, Name


class Broker(Struct, frozen=True, omit_defaults=True):
    """Where the broker listens. ``ca`` is a PEM certificate, or empty for the machine's own trust."""

    host: str
    port: int = 1883
    tls: bool = False
    ca: str = ""


class Identity(Struct, frozen=True, omit_defaults=True):
    """One device's credentials. ``areas`` runs from the root area to its hamlet."""

    device: Id
    """Also the MQTT user and client id."""
    profile: Name
    areas: tuple[Id, ...]
    password: str = msgspec.field(default="")
    broker: Broker = Broker("127.0.0.1")
    root_public: str = ""
    """Ed25519 public key of the root, base64url without padding: it signs the list of keys and nothing else."""
    media_url: str = ""

    def __repr__(self) -> str:
        """Without the password, so that no log ever holds it."""
        return f"Identity({self.device!r}, {self.profile!r}, {self.areas!r})"


def read(data: bytes) -> Identity:
    """An identity from its JSON. Raises `msgspec.ValidationError` or `msgspec.DecodeError`."""
    return msgspec.json.decode(data, type=Identity)


def write(identity: Identity) -> bytes:
    """The JSON that `read` takes."""
    return msgspec.json.encode(identity)
