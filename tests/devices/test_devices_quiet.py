"""The quiet tone: bounded for whoever asks, at any hour; and what is softer than when a box was well."""

from __future__ import annotations

import pytest

from devices.errors import DocumentRefused, Reason
from devices.gate import admit
from devices.messages import Evidence, QuietTone, SelfTest
from devices.quiet import LONGEST_MS, MOST_DBFS, softer
from devices.topics import Heard, Kind
from tests.devices.devices_examples import DEVICE, MINUTE, MORNING, sealed, standing

NIGHT = MORNING - 3 * 60 * MINUTE


def test_a_tone_that_could_wake_somebody_is_refused_whoever_signed_it() -> None:
    for signer in ("orders", "storm"):
        for tone, fits in (
            (QuietTone(), True),
            (QuietTone(MOST_DBFS, LONGEST_MS), True),
            (QuietTone(MOST_DBFS + 0.1), False),
            (QuietTone(length=LONGEST_MS + 1), False),
        ):
            document = sealed(SelfTest("t", NIGHT, NIGHT + MINUTE, tone=tone), "command", DEVICE, signer)
            here = standing(now_ms=NIGHT)
            if fits:
                assert not admit(Heard(Kind.COMMAND, DEVICE), document, here).again
            else:
                with pytest.raises(DocumentRefused) as refused:
                    admit(Heard(Kind.COMMAND, DEVICE), document, here)
                assert refused.value.reason is Reason.TOO_LOUD


def felt(current: int | None = None, microphone: float | None = None, ambient: float | None = None) -> Evidence:
    return Evidence(level=-46.0, current=current, microphone=microphone, ambient=ambient)


@pytest.mark.parametrize(
    ("well", "now", "lacks"),
    [
        (felt(20), felt(20), 0.0),
        (felt(20), felt(10), 6.0),
        (felt(20), felt(0), 60.0),
        (felt(20), felt(None), None),
        (felt(None), felt(20), None),
        (felt(None, -38.0, -52.0), felt(None, -38.0, -52.0), 0.0),
        (felt(None, -38.0, -52.0), felt(None, -43.7, -52.0), 6.2),
        (felt(None, -38.0, -52.0), felt(None, -52.0, -52.0), 19.8),
        (felt(None, -51.0, -52.0), felt(None, -52.0, -52.0), None),  # it was never heard above the village
        (felt(20, -38.0, -52.0), felt(20, -52.0, -52.0), 19.8),  # the current flows, and nothing comes out
    ],
)
def test_what_is_softer_is_found_by_whichever_sensor_feels_it(
    well: Evidence, now: Evidence, lacks: float | None
) -> None:
    found = softer(well, now)
    assert found == (lacks if lacks is None else pytest.approx(lacks, abs=0.1))
