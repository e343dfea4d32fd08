"""What must be said of an order, by kind: checked whole, and what is secret in it kept apart from the log."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from controller.errors import Refused
from devices.messages import NetworkSettings

Details = Mapping[str, Any]
Read = tuple[dict[str, Any], dict[str, Any] | None]
"""What the log shows, and what it must not."""

NETWORK = ("broker_host", "broker_port", "broker_tls", "apn", "apn_user", "apn_password", "wifi", "wifi_password")
SECRET = ("apn_password", "wifi_password")


def _number(given: Details, name: str, default: int | None, low: int, high: int) -> int:
    value = given.get(name)
    value = default if value is None else value
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise Refused("number-out-of-range", name, number="" if value is None else str(value)[:20], low=low, high=high)
    return value


def _nothing(_given: Details) -> Read:
    return {}, None


def _volume(given: Details) -> Read:
    return {"volume": _number(given, "volume", None, 0, 100)}, None


def _identify(given: Details) -> Read:
    blink_s = _number(given, "blink_s", 60, 5, 600)
    volume = _number(given, "volume", 40, 1, 100)
    return {"blink_s": blink_s, "chirp": bool(given.get("chirp")), "volume": volume}, None


def _tone(given: Details) -> Read:
    seconds = _number(given, "seconds", 3, 1, 10)
    return {
        "seconds": seconds,
        "hertz": _number(given, "hertz", 1_000, 100, 8_000),
        "volume": _number(given, "volume", 50, 1, 100),
    }, None


def _selftest(given: Details) -> Read:
    """What is calibrated is the tone."""
    calibrate = bool(given.get("calibrate"))
    return {
        "chain": bool(given.get("chain")),
        "tone": bool(given.get("tone")) or calibrate,
        "calibrate": calibrate,
    }, None


def _network(given: Details) -> Read:
    """Something must be new. A password stands nowhere but in what the box fetches."""
    minutes = _number(given, "minutes", 10, 2, 60)
    said = {name: given[name] for name in NETWORK if given.get(name) not in (None, "")}
    wanted: dict[str, Any] = {"salt": secrets.token_urlsafe(24)}
    if "broker_host" in said:
        tls = bool(said.get("broker_tls"))
        wanted["broker"] = {
            "host": said["broker_host"],
            "port": said.get("broker_port", 8883 if tls else 1883),
            "tls": tls,
        }
    if "apn" in said:
        wanted["apn"] = {
            "name": said["apn"],
            "user": said.get("apn_user", ""),
            "password": said.get("apn_password", ""),
        }
    if "wifi" in said:
        wanted["wifi"] = {"name": said["wifi"], "password": said.get("wifi_password", "")}
    if len(wanted) == 1:
        raise Refused("network-nothing", "broker_host")
    if "wifi_password" in said and not 8 <= len(str(said["wifi_password"])) <= 63:
        raise Refused("network-wifi-password", "wifi_password")
    try:
        msgspec.convert(wanted, NetworkSettings)
    except msgspec.ValidationError as problem:
        raise Refused("network-wrong", _field(str(problem))) from problem
    shown = {name: value for name, value in said.items() if name not in SECRET}
    return shown | {"minutes": minutes, "document": hashlib.sha256(document(wanted)).hexdigest()}, wanted


def document(wanted: Details) -> bytes:
    """What the box fetches: the same bytes whenever it is made, so that its hash can be held against the box's word."""
    return msgspec.json.encode(wanted, order="sorted")


def _field(problem: str) -> str:
    """Where the mistake is, by the message's own path: ``$.broker.port``."""
    for part, name in (("broker.port", "broker_port"), ("broker", "broker_host"), ("apn", "apn"), ("wifi", "wifi")):
        if f"$.{part}" in problem:
            return name
    return "broker_host"


FORMS: Mapping[str, Callable[[Details], Read]] = {
    "volume": _volume,
    "reboot": _nothing,
    "report": _nothing,
    "selftest": _selftest,
    "identify": _identify,
    "tone": _tone,
    "log": _nothing,
    "network": _network,
}
