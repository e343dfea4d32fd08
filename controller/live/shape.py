"""The form in which live sound goes through the house: mono, 16 bit, 16 kHz, in pieces of 20 ms.

Speech has little above 8 kHz and a horn nothing; 20 ms is the length of Opus that every decoder knows. Five pieces go
into one message: a tenth of a second of delay, and a fifth of the broker's work that one message a piece would be.
"""

from __future__ import annotations

RATE = 16_000
FRAME_MS = 20
SAMPLES = RATE * FRAME_MS // 1000
BYTES = 2 * SAMPLES
"""Of one piece as raw sound."""
BATCH = 5
KBIT = 24
LEAD_MS = 3_000
"""Three, two, one: so long before the first word, boxes hear of it and warm up."""
DELAY_MS = 800
"""From mouth to horn: a batch, the way up, the way down, and room for what 4G does to both."""
SPREAD_MS = 150
"""A piece that has less time than this until its instant does not reach the horns any more."""
