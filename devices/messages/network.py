"""Settings by which a box reaches the service."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from devices.messages.wire import TEXT, Wire, Word


class Endpoint(Wire, frozen=True, omit_defaults=True, gc=False):
    """Where a broker listens. ``ca`` is a PEM certificate, or empty for the machine's own trust."""

    host: Annotated[str, Meta(min_length=1, max_length=255, pattern=TEXT)]
    port: Annotated[int, Meta(ge=1, le=65_535)] = 1883
    tls: bool = False
    ca: Annotated[str, Meta(max_length=16_384, pattern=TEXT)] = ""


class Apn(Wire, frozen=True, omit_defaults=True, gc=False):
    """Of a mobile network."""

    name: Annotated[str, Meta(min_length=1, max_length=100, pattern=TEXT)]
    user: Word = ""
    password: Word = ""


class Wifi(Wire, frozen=True, omit_defaults=True, gc=False):
    """A wireless network; without a password it is an open one."""

    name: Annotated[str, Meta(min_length=1, max_length=32, pattern=TEXT)]
    password: Annotated[str, Meta(max_length=63, pattern=TEXT)] = ""


class NetworkSettings(Wire, frozen=True, omit_defaults=True, gc=False):
    """How a box reaches its broker. What is left out stays as it is."""

    salt: Word
    """Chance, so that nobody guesses a password by the document's hash."""
    broker: Endpoint | None = None
    apn: Apn | None = None
    wifi: Wifi | None = None
