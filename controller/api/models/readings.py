"""What the sensors of a device said, over time."""

from __future__ import annotations

from controller.api.models.shapes import Told


class Reading(Told):
    """One step of a series. Of what is counted (``restarts``), ``mean`` is how many."""

    at_ms: int
    low: float
    mean: float
    high: float


class Readings(Told):
    """Series that the device has no sensor for are left out; so are steps in which nothing was heard."""

    device: str
    since_ms: int
    until_ms: int
    step_s: float
    series: dict[str, list[Reading]]
