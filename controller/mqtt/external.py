"""A broker that somebody else runs; it answers to the same calls as the managed one."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from controller.errors import Refused
from controller.mqtt.accounts import Account
from controller.mqtt.address import address_from
from controller.mqtt.knock import Answer, knock


class ExternalBroker:
    """Checked at the start: is it one that we may trust our devices to?"""

    def __init__(self, url: str, username: str = "", password: str = "", ca_file: Path | None = None) -> None:
        """Raises `Refused`: broker-url, broker-without-password."""
        self.address = address_from(url, username, password, ca_file)

    def start(self) -> None:
        """Raises `Refused`: broker-unreachable, broker-untrusted, broker-ca-file, broker-password-wrong, and
        broker-open where it lets in somebody without a name or with a name that nobody gave."""
        place = {"host": self.address.host, "port": str(self.address.port)}
        codes = {
            Answer.SILENT: "broker-unreachable",
            Answer.UNTRUSTED: "broker-untrusted",
            Answer.REFUSED: "broker-password-wrong",
        }
        answer = knock(self.address)
        if answer is not Answer.WELCOME:
            raise Refused(codes[answer], "broker.url", **place)
        stranger = replace(self.address, username=secrets.token_hex(8), password=secrets.token_hex(8))
        if Answer.WELCOME in (knock(stranger, anonymous=True), knock(stranger)):
            raise Refused("broker-open", "broker.url", **place)

    def stop(self) -> None:
        """It is not ours to stop."""

    def let_in(self, accounts: Iterable[Account]) -> bool:  # noqa: ARG002  the same door as the managed broker's
        """False: whoever runs the broker has to let the devices in."""
        return False

    def where(self, name: str) -> str:  # noqa: ARG002  the same door as the managed broker's
        """Empty: its log is not ours to read."""
        return ""

    def healthy(self) -> bool:
        """Whether the broker answers at this moment, and still sends away whoever has no password.

        Our own name is not used for it: a broker that takes names for client ids would drop our link.
        """
        return knock(self.address, anonymous=True) is Answer.REFUSED
