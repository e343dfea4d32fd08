"""A box without an identity claims one: with a code, over HTTPS, through lost answers and power cuts.

What it asks with is on flash before it asks, what it got before that is forgotten: wherever the power goes, the next
start goes on, and asks with the same nonce.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

import httpx
import msgspec

from devices import identity
from devices.claim import Claim, of_label, read
from devices.identity import Identity
from firmware_sim.fetch import trust
from firmware_sim.flash import Flash

IDENTITY, ASKING = "identity", "claiming"
TIMEOUT_S = 20.0
LONGEST_PAUSE_S = 60.0
NONCE_BYTES = 16
FINAL = frozenset({403, 404, 422})
"""Answers that another try does not change."""


class NoClaim(Exception):
    """The box gets no identity; the text says why."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Whom to ask for what."""

    server: str
    code: str
    hardware: str
    profile: str = ""

    @classmethod
    def read(cls, given: str, server: str, hardware: str, profile: str = "") -> Wish:
        """From a typed code and a server, or from what a label's picture says. Raises `NoClaim`."""
        found = of_label(given) or (server.rstrip("/"), read(given))
        if not found[0]:
            raise NoClaim("a code needs --server")
        if found[1] is None:
            raise NoClaim(f"{given}: not a code; look at the label again")
        if not _is_private(found[0]):
            raise NoClaim(f"{found[0]}: a code goes only over https")
        return cls(found[0], found[1], hardware or f"SIM-{_print(found[1])[:8]}", profile)


@dataclass(frozen=True, slots=True)
class Answer:
    """Status 0: nobody answered."""

    status: int
    body: bytes = b""
    wait_s: float = 0.0


Asks = Callable[[Claim], Answer]
"""Sends a claim, and says what came back."""


class Door:
    """The server."""

    def __init__(self, server: str, ca: str = "") -> None:
        self._client = httpx.Client(timeout=TIMEOUT_S, verify=trust(ca), trust_env=False, follow_redirects=False)
        self._url = f"{server}/claim"

    def __call__(self, claim: Claim) -> Answer:
        try:
            got = self._client.post(self._url, content=msgspec.json.encode(claim), headers=_JSON)
        except httpx.HTTPError:
            return Answer(0)
        after = got.headers.get("retry-after", "")
        return Answer(got.status_code, got.content, float(after) if after.isdigit() else 0.0)


_JSON = {"content-type": "application/json"}


def token() -> str:
    """A nonce."""
    return secrets.token_urlsafe(NONCE_BYTES)


def claim(flash: Flash, wish: Wish, ask: Asks, sleep: Callable[[float], None], nonce: Callable[[], str]) -> Identity:
    """The box's identity: what it got for this code before, or gets now. What it has stays until it has another.

    Raises `NoClaim`. The power may go at any byte.
    """
    kept = flash.read(IDENTITY)
    if kept is not None and (before := msgspec.json.decode(kept, type=_Kept)).code == _print(wish.code):
        flash.forget(ASKING)
        return before.identity
    asking, pause = _asking(flash, wish, nonce), 1.0
    while True:
        answer = ask(asking)
        if answer.status == httpx.codes.OK and (found := _read(answer.body)) is not None:
            flash.keep(IDENTITY, msgspec.json.encode(_Kept(_print(wish.code), found)))
            flash.forget(ASKING)
            return found
        if answer.status in FINAL:
            raise NoClaim(_why(answer.body))
        sleep(max(answer.wait_s, pause))
        pause = min(pause * 2, LONGEST_PAUSE_S)


class _Kept(msgspec.Struct, frozen=True):
    """In one file, so that both are there or none: the print of the code, and what it gave."""

    code: str
    identity: Identity


def _print(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _asking(flash: Flash, wish: Wish, nonce: Callable[[], str]) -> Claim:
    """As before the power went, where it is the same code."""
    kept = flash.read(ASKING)
    if kept is not None:
        before = msgspec.json.decode(kept, type=Claim)
        if before.code == wish.code:
            return before
    fresh = Claim(wish.code, nonce(), wish.hardware, wish.profile)
    flash.keep(ASKING, msgspec.json.encode(fresh))
    return fresh


def _read(body: bytes) -> Identity | None:
    """None for what a proxy on the way may have put in its place."""
    try:
        found = identity.read(body)
    except msgspec.MsgspecError:
        return None
    return found if found.password and found.root_public else None


def _why(body: bytes) -> str:
    try:
        told = msgspec.json.decode(body, type=dict[str, object])
    except msgspec.MsgspecError:
        told = {}
    return str(told.get("detail_en", "the server refuses"))


def _is_private(server: str) -> bool:
    parts = urlsplit(server)
    if parts.scheme == "https" or parts.hostname == "localhost":
        return True
    try:
        return parts.scheme == "http" and ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False
