"""Where an address leads: looked up once, held against what may be reached, and kept to.

A service that opens addresses which people enter could be led into its own network. So a name is resolved here, every
place that it stands for has to be in the open Internet (unless the settings allow one's own network), and the process
that opens it is told the place, so that the name cannot mean another one a moment later.
"""

from __future__ import annotations

import socket

from controller.errors import Refused
from controller.reachable import is_open
from devices.relay import place

MOST_PLACES = 32


def reach(address: str, *, private: bool) -> str:
    """The IP address to open. Raises ``relay-nowhere`` and ``relay-private``."""
    _, host, port = place(address)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Refused("relay-nowhere", host=host) from None
    places = [str(one[4][0]) for one in found[:MOST_PLACES]]
    if not places:
        raise Refused("relay-nowhere", host=host)
    if not private and not all(is_open(one) for one in places):
        raise Refused("relay-private", host=host)
    return places[0]
