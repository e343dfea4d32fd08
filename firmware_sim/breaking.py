"""How a command line says what is broken on which simulated device."""

from __future__ import annotations

from typing import TypeVar

Break = TypeVar("Break", bound=str)


def read_breaking(option: str, text: str, known: tuple[Break, ...]) -> tuple[str, Break, float]:
    """``device=what:amount`` as device, what, how much; without a device it is all. Raises `ValueError`."""
    device, _, rest = text.rpartition("=")
    what, _, amount = rest.partition(":")
    found = next((one for one in known if one == what), None)
    if found is None:
        raise ValueError(f"{option} {text}: one of {', '.join(known)}")
    try:
        return device, found, float(amount or 0)
    except ValueError:
        raise ValueError(f"{option} {text}: {amount} is no number") from None
