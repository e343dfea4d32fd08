"""Why a box cannot be counted on, in words."""

from __future__ import annotations

from collections.abc import Sequence

from controller.words import say


def because(causes: Sequence[str], lang: str) -> str:
    """``mất liên lạc``; several with commas, the cause first."""
    return ", ".join(say(f"ready-cause-{one}", lang) for one in causes)
