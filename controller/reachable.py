"""Which places of the network may be called, where people enter addresses that the service then opens."""

from __future__ import annotations

import ipaddress


def is_open(place: str) -> bool:
    """Whether a place is in the open Internet."""
    found = ipaddress.ip_address(place.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    found = mapped or found
    return found.is_global and not found.is_multicast
