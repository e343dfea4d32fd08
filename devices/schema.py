"""JSON Schemas of every message, for device makers: one file a message in ``devices/schemas``.

``python -m devices.schema`` writes them anew; a test fails when they are not what the code says.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from devices import claim, identity, messages, relay

FOLDER = Path(__file__).parent / "schemas"

MESSAGES: dict[str, Any] = {
    "timetable": messages.Timetable | messages.Pointer,
    "command": messages.Command,
    "network": messages.NetworkSettings,
    "alert": messages.Alert,
    "keys": messages.Keys,
    "alive": messages.Alive,
    "time": messages.TimeAnswer,
    "firmware": messages.Release,
    "state": messages.State,
    "have": messages.Have,
    "report": messages.Report,
    "beat": messages.Beat,
    "time-question": messages.TimeQuestion,
    "relay": relay.Relay,
    "claim": claim.Claim,
    "identity": identity.Identity,
}


def schema(name: str) -> str:
    """The JSON Schema (2020-12) of one message, as text."""
    body = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name}
    body |= msgspec.json.schema(MESSAGES[name])
    return json.dumps(body, indent=2, ensure_ascii=False) + "\n"


def write() -> None:
    """Write every schema into its file."""
    FOLDER.mkdir(exist_ok=True)
    for name in MESSAGES:
        (FOLDER / f"{name}.schema.json").write_text(schema(name), "utf-8")


if __name__ == "__main__":
    write()
