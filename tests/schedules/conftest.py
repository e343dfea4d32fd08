"""How much is tried: `--hypothesis-profile=many` (100 ×, two minutes) or `million` (5,000 ×, hours) multiplies the
examples of the proofs (`schedules_making.proof`)."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("many", max_examples=100 * 100)
settings.register_profile("million", max_examples=100 * 5000)
