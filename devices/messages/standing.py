"""Retained documents beside the timetable: alarms, the list of keys, the service's own sign of life, and the time."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, field

from devices.messages.page import Media, Page
from devices.messages.wire import TEXT, Counter, Id, Instant, Length, Name, Percent, Text, Version, Wire, Word


class Alert(Wire, frozen=True, omit_defaults=True, gc=False):
    """A retained emergency: sounds at once and again every ``again`` ms until a signed end or its expiry."""

    id: Name
    v: Version
    iat: Instant
    exp: Instant
    ended: bool = False
    headline: Annotated[str, Meta(max_length=1_000, pattern=TEXT)] = ""
    sounds: dict[str, Media] = field(default_factory=dict)
    pages: dict[str, tuple[Page, ...]] = field(default_factory=dict)
    volume: Percent = 100
    again: Length = 0
    drill: bool = False
    ends: tuple[Name, ...] = ()
    """Earlier alerts of this scope that were ended before their expiry: a topic retains only the newest document, and a
    box that was dark when they ended hears of it here."""


class KeyEntry(Wire, frozen=True, omit_defaults=True, gc=False):
    """One public key: what it may sign (roles), for whom (scope), when."""

    kid: Name
    public: Text
    """Ed25519 public key, base64url without padding (RFC 8037 ``x``)."""
    roles: tuple[Word, ...]
    scope: Id
    since: Instant
    until: Instant
    revoked: bool = False
    models: tuple[Name, ...] = ()
    """Of a maker's key (role ``firmware``): the models whose images it may sign."""


class Keys(Wire, frozen=True, omit_defaults=True, gc=False):
    """The list of keys, signed by the root key that the device was provisioned with."""

    v: Version
    iat: Instant
    exp: Instant
    keys: tuple[KeyEntry, ...]


class Alive(Wire, frozen=True, omit_defaults=True, gc=False):
    """The service's boot id; a new one makes devices report again, each after a random pause of up to ``spread`` ms."""

    iat: Instant
    exp: Instant
    boot: Name
    spread: Length = 5_000


class TimeAnswer(Wire, frozen=True, omit_defaults=True, gc=False):
    """Answer of the clock exchange: the question's nonce and first stamp, and the two stamps of the service."""

    nonce: Word
    t1: Counter
    t2: Instant
    t3: Instant
