"""JSON Schemas of every message, for device makers: one file a message in ``devices/schemas``.

``python -m devices.schema`` writes them anew; a test fails when they are not what the code says.
"""

from __future__ import annotations

import json
from inspect import cleandoc
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
    body |= _dedented(msgspec.json.schema(MESSAGES[name]))
    return json.dumps(body, indent=2, ensure_ascii=False) + "\n"


def _dedented(part: Any) -> Any:
    """The same with descriptions as people read them; Python before 3.13 hands docstrings out with their margin."""
    if isinstance(part, list):
        return [_dedented(one) for one in part]
    if not isinstance(part, dict):
        return part
    return {
        key: cleandoc(one) if key == "description" and isinstance(one, str) else _dedented(one)
        for key, one in part.items()
    }


def write() -> None:
    """Write every schema into its file."""
    FOLDER.mkdir(exist_ok=True)
    for name in MESSAGES:
        (FOLDER / f"{name}.schema.json").write_text(schema(name), "utf-8")


if __name__ == "__main__":
    write()
