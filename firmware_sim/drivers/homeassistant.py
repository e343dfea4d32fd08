"""Boxes with drivers as Home Assistant finds them by itself (MQTT discovery), for whoever has one in the same house.

To look at, never to press: there is no command topic, so nothing there can make a horn speak.
"""

from __future__ import annotations

import json

MAKER = "Tiếng Làng"
STATES = "tienglang"
PREFIX = "homeassistant"


def state_topic(device: str) -> str:
    """Where a box's state is said, as JSON: ``{"sounding": bool, "on": bool, "well": bool}``."""
    return f"{STATES}/{device}/state"


def discovery(device: str, name: str, model: str, prefix: str = PREFIX) -> list[tuple[str, bytes]]:
    """Topics and documents, to be retained; an empty document takes one back."""
    whole = {"identifiers": [f"tienglang-{device}"], "name": name or device, "manufacturer": MAKER, "model": model}
    return [
        (
            f"{prefix}/binary_sensor/tienglang_{device}/{what}/config",
            json.dumps(
                {
                    "name": what,
                    "unique_id": f"tienglang_{device}_{what}",
                    "state_topic": state_topic(device),
                    "value_template": "{{ 'ON' if value_json." + what + " else 'OFF' }}",
                    "device_class": kind,
                    "expire_after": 180,
                    "device": whole,
                },
                ensure_ascii=False,
            ).encode(),
        )
        for what, kind in (("sounding", "sound"), ("on", "power"), ("well", "connectivity"))
    ]


def state(*, sounding: bool, on: bool, well: bool) -> bytes:
    """What is said at `state_topic`."""
    return json.dumps({"sounding": sounding, "on": on, "well": well}).encode()
