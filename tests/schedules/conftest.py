"""How much is tried: `--hypothesis-profile=many` multiplies the examples of the proofs (`schedules_making.proof`)."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("many", max_examples=100 * 100)
