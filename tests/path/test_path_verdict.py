"""Did it sound? The table of laws, one case a law and more where two are near each other."""

from __future__ import annotations

import math
from typing import Any

import pytest

from controller.broadcast.verdict import BAD, BECOMES, LAWS, Case, Expected, Verdict, judge
from controller.words import say
from devices.audible import expected_dbfs, expected_ma
from devices.messages import Evidence, Rung
from devices.profiles import profile

HORNS, COLUMN = profile("horn-opus-60w"), profile("column-wav-15w")
MASTER = Expected(length_ms=60_000, level_dbfs=-18.0)


def told(level: float | None = -30.0, seconds: float = 60.0, part: float = 1.0, model=HORNS, **more) -> Evidence:
    """What a box says of a sound of -18 dBFS at volume 70, where so much of it came out of its horns."""
    felt = {}
    if model is HORNS and level is not None:
        heard = expected_dbfs(model, level) + (-80.0 if not part else 20 * math.log10(part))
        felt = {
            "current": round(expected_ma(model, level) * part),
            "microphone": round(max(-70.0, heard), 1) if part else -70.0,
            "ambient": -70.0,
        }
    given = {"frames": round(seconds * 48_000), "rate": 48_000, "level": level, "volume": 70} | felt | more
    return Evidence(**given)


CASES = [
    ("as it should be", told(), {}, Verdict.SOUNDED),
    ("a little soft, as codecs are", told(level=-31.0), {}, Verdict.SOUNDED),
    ("by a box without sensors", told(model=COLUMN), {"profile": COLUMN}, Verdict.PLAYED),
    ("all horns dead", told(part=0.0), {}, Verdict.UNHEARD),
    ("one horn of two dead", told(part=0.5), {}, Verdict.TOO_QUIET),
    ("its output 8 dB too low", told(level=-38.0), {}, Verdict.TOO_QUIET),
    ("muted", told(level=None), {}, Verdict.SILENT),
    ("muted, without sensors", told(level=None, model=COLUMN), {"profile": COLUMN}, Verdict.SILENT),
    ("next to nothing", told(level=-75.0), {}, Verdict.SILENT),
    ("turned down", told(level=None, volume=0), {}, Verdict.TURNED_DOWN),
    ("half of it", told(seconds=30.0), {}, Verdict.CUT_SHORT),
    ("half of it, as planned", told(seconds=30.0), {"cut": True}, Verdict.SOUNDED),
    ("half of it, and softer than the whole", told(level=-35.0, seconds=30.0), {"cut": True}, Verdict.SOUNDED),
    ("its end, joined late", told(seconds=20.0, skip=40_000), {}, Verdict.SOUNDED),
    ("a live voice", told(), {"expected": Expected()}, Verdict.SOUNDED),
    ("a voice of which little was lost", told(lost=200_000), {"expected": Expected()}, Verdict.SOUNDED),
    ("a voice of which a third was lost", told(lost=1_440_000), {"expected": Expected()}, Verdict.BROKEN_UP),
    ("its first seconds, most of them lost", told(seconds=1.0, lost=48_000), {"rung": Rung.SOUNDED}, Verdict.SOUNDED),
    ("a dead horn at a live voice", told(part=0.0), {"expected": Expected()}, Verdict.UNHEARD),
    ("dead and cut", told(seconds=30.0, part=0.0), {}, Verdict.UNHEARD),
    ("the first two seconds", told(seconds=2.0), {"rung": Rung.SOUNDED}, Verdict.SOUNDED),
    ("the first two seconds of a dead horn", told(seconds=2.0, part=0.0), {"rung": Rung.SOUNDED}, Verdict.UNHEARD),
]


def case(evidence: Evidence, more: dict[str, Any]) -> Case:
    given: dict[str, Any] = {"rung": Rung.FINISHED, "evidence": evidence, "profile": HORNS, "expected": MASTER}
    return Case(**(given | more))


@pytest.mark.parametrize(("evidence", "more", "verdict"), [one[1:] for one in CASES], ids=[one[0] for one in CASES])
def test_the_laws(evidence: Evidence, more: dict[str, Any], verdict: Verdict) -> None:
    assert judge(case(evidence, more)).verdict == verdict


def test_every_law_is_tried_and_every_verdict_has_one() -> None:
    assert {one[3] for one in CASES} == {verdict for verdict, _ in LAWS} == set(Verdict)


def test_the_figures_are_told() -> None:
    half = judge(case(told(seconds=30.0), {}))
    assert (half.heard_ms, half.whole_ms, half.volume) == (30_000, 60_000, 70)
    assert judge(case(told(part=0.5), {})).lacks_db == pytest.approx(6.0, abs=0.2)
    assert judge(case(told(level=-38.0), {})).lacks_db == 8.0


def test_good_figures_do_not_make_a_failure_good() -> None:
    assert judge(case(told(), {"rung": Rung.FAILED})).verdict == ""
    assert judge(case(told(part=0.0), {"rung": Rung.FAILED})).verdict == Verdict.UNHEARD


def test_no_claim_of_sound_survives_a_bad_verdict() -> None:
    assert all(BECOMES[Rung.FINISHED, verdict] is Rung.FAILED for verdict in BAD)
    assert BECOMES[Rung.SOUNDED, Verdict.UNHEARD] is Rung.STARTED


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("verdict", [one for one in Verdict if one is not Verdict.SOUNDED])
def test_each_has_its_sentence(verdict: Verdict, lang: str) -> None:
    assert len(say(f"verdict-{verdict}", lang, heard="30 giây", whole="1 phút", lost="9 giây", lacks=6.0)) > 40
    if verdict in BAD:
        assert say(f"reason-{verdict}", lang)
