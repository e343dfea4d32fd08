"""Knocking at a broker: one MQTT 3.1.1 CONNECT, its answer, and away.

Written on a bare socket because a paho client waits with select(), which fails without a word in a process that
holds more than 1,023 open files; "is the broker well?" has to be answered there too.
"""

from __future__ import annotations

import enum
import secrets
import socket
import ssl

from controller.mqtt.address import Address
from devices import packets

CONNACK_BYTES = 4
KEEPALIVE_S = 30
REFUSALS = {4, 5}
"""Bad user name or password; not authorised (MQTT 3.1.1, table 3.1)."""


class Answer(enum.Enum):
    """What came back."""

    WELCOME = "welcome"
    REFUSED = "refused"
    UNTRUSTED = "untrusted"
    """Its certificate is not signed by whom we trust, or not for this name."""
    SILENT = "silent"
    """Nobody listens, or it does not speak MQTT."""


def knock(address: Address, *, anonymous: bool = False, patience_s: float = 3.0) -> Answer:
    """Signs in as `address` says, or without a name, and leaves again at once.

    The client id is random, so a broker that honours client ids disturbs nobody. One that takes the user name as
    client id (ours does) would drop the user's other connection: knock there with an account of its own.
    """
    context = address.tls_context()
    try:
        with (
            socket.create_connection((address.host, address.port), patience_s) as plain,
            context.wrap_socket(plain, server_hostname=address.host) if context else plain as wire,
        ):
            wire.sendall(connect_packet("" if anonymous else address.username, address.password))
            return read_connack(wire)
    except ssl.SSLCertVerificationError:
        return Answer.UNTRUSTED
    except OSError:
        return Answer.SILENT


def read_connack(wire: socket.socket) -> Answer:
    received = b""
    while len(received) < CONNACK_BYTES:
        chunk = wire.recv(CONNACK_BYTES - len(received))
        if not chunk:
            # some brokers hang up on a wrong password without a CONNACK
            return Answer.REFUSED if not received else Answer.SILENT
        received += chunk
    if received[:2] != bytes((packets.CONNACK, 2)):
        return Answer.SILENT
    code = received[3]
    if code == 0:
        wire.sendall(packets.DISCONNECT)
        return Answer.WELCOME
    return Answer.REFUSED if code in REFUSALS else Answer.SILENT


def connect_packet(username: str, password: str) -> bytes:
    """A CONNECT with a clean session."""
    return packets.connect(f"knock-{secrets.token_hex(6)}", username, password, KEEPALIVE_S, clean=True)
