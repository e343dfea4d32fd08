"""Where a broker is and who we are there."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from controller.errors import Refused

PORTS = {"mqtt": 1883, "mqtts": 8883}
"""As registered with IANA."""


@dataclass(frozen=True, slots=True)
class Address:
    """All that a client needs in order to connect."""

    host: str
    port: int
    username: str
    password: str = field(repr=False)
    tls: bool = False
    ca_file: Path | None = None
    """PEM certificates to trust; None trusts what the machine trusts."""

    def tls_context(self) -> ssl.SSLContext | None:
        """What the connection is wrapped in, or None for a plain one.

        Raises `Refused` (broker-ca-file) where the file is missing or holds no certificate.
        """
        if not self.tls:
            return None
        try:
            return ssl.create_default_context(cafile=str(self.ca_file) if self.ca_file else None)
        except OSError as error:  # ssl.SSLError is one
            raise Refused("broker-ca-file", "broker.ca_file", path=str(self.ca_file)) from error


def address_from(url: str, username: str = "", password: str = "", ca_file: Path | None = None) -> Address:
    """An address from `mqtt[s]://[user:password@]host[:port]`; what stands in the URL wins.

    Raises `Refused`: broker-url for anything else, broker-without-password where a name or password is missing.
    """
    parts = urlsplit(url)
    try:
        port = parts.port or PORTS[parts.scheme]
    except (KeyError, ValueError):
        raise Refused("broker-url", "broker.url") from None
    if not parts.hostname or parts.path.strip("/") or parts.query:
        raise Refused("broker-url", "broker.url")
    name, secret = unquote(parts.username or username), unquote(parts.password or "") or password
    if not (name and secret):
        raise Refused("broker-without-password", "broker.password")
    return Address(parts.hostname, port, name, secret, parts.scheme == "mqtts", ca_file)
