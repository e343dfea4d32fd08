"""A box claims its place: the one door that a box opens without a password."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import msgspec
from fastapi import APIRouter

from controller.api.answers import responses
from controller.api.models.claims import ClaimGiven
from controller.api.system import AtDesk
from controller.errors import Forbidden
from controller.fleet import claiming
from devices.claim import Claim

router = APIRouter(tags=["claim"])


@router.post("/claim", responses=responses(403, 422, 429))
def claim(given: ClaimGiven, desk: AtDesk) -> dict[str, Any]:
    """The identity of a box (`devices/schemas/identity.schema.json`): broker, name, password, root key.

    A code works once. For a quarter of an hour the same box, with the same nonce, gets the same answer again; after
    that, and for everybody else, it is refused like a code that never was. Wrong codes make an address wait (429).
    """
    if not is_private(desk.settings.http.public_url):
        raise Forbidden("claim-unencrypted")
    asked = Claim(given.code, given.nonce, given.hardware, given.profile)
    told: dict[str, Any] = msgspec.to_builtins(claiming.claim(desk, asked))
    return told


def is_private(url: str) -> bool:
    """Whether nobody on the way can read what is answered there: it is encrypted, or stays on the machine."""
    parts = urlsplit(url)
    if parts.scheme == "https" or parts.hostname == "localhost":
        return True
    try:
        return ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False
