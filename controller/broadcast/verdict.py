"""Did it sound? What a device measured, against the very file that it played: one table of laws. Pure.

A box says what it did; that it was heard is for us to say. What it gave to its amplifier is held against the file's
own length and level at the volume that it played at, and what its sensors felt against what that must cause by its
model (`devices.audible`). The first law that fits is the verdict, and says what becomes of the claim.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass

from controller.store.proofs import Proof
from devices import audible
from devices.messages import Evidence, Rung
from devices.profiles import Profile


class Verdict(enum.StrEnum):
    """What a sound came to."""

    TURNED_DOWN = "turned-down"
    """Played at volume 0."""
    SILENT = "silent"
    """Nothing was given to the amplifier: muted."""
    UNHEARD = "unheard"
    """The amplifier was given it, and no sensor felt it: horn or amplifier are dead."""
    BROKEN_UP = "broken-up"
    """So many of the pieces in which it came were lost that nobody could follow it."""
    CUT_SHORT = "cut-short"
    TOO_QUIET = "too-quiet"
    PLAYED = "played"
    """As it should be, by the figures of a box that cannot feel what its horn does."""
    SOUNDED = "sounded"


NOT_HEARD = frozenset({Verdict.TURNED_DOWN, Verdict.SILENT, Verdict.UNHEARD})
BAD = NOT_HEARD | {Verdict.CUT_SHORT, Verdict.BROKEN_UP}
"""After these nobody may say that it sounded."""
FAULTY = (BAD | {Verdict.TOO_QUIET}) - {Verdict.BROKEN_UP}
"""Somebody has to look after the device; what was lost on the way is no fault of it."""

LEVEL_DB = 3.0
"""How much below the file's own level the output may be: lossy coding makes up to one."""
LOST_SHARE = 0.2
"""So much may be lost of a voice: of more than that the words cannot be made out, however well it is bridged."""
SHORT_MS = 1_000
SHORT_SHARE = 0.02
"""How much shorter than the file it may be: a cold amplifier, an encoder's padding, two clocks."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the files that were played hold, chime and sound together; None where it is not known."""

    length_ms: int | None = None
    level_dbfs: float | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One claim with its evidence."""

    rung: Rung
    evidence: Evidence
    profile: Profile
    expected: Expected = Expected()
    cut: bool = False
    """The plan itself shortened it."""

    @property
    def heard_ms(self) -> int:
        """How far into chime and sound it came."""
        said = self.evidence
        return said.skip + (round(said.frames * 1000 / said.rate) if said.rate else 0)

    @property
    def lacks_db(self) -> float | None:
        """How much softer than it should, by what the output lacks and by what the sensors miss behind it."""
        return max((one for one in (self._output(), self.felt) if one is not None), default=None)

    @property
    def felt(self) -> float | None:
        """What the sensors miss; None where none can tell."""
        return audible.lacks(self.profile, self.evidence)

    def _output(self) -> float | None:
        said, wanted = self.evidence, self.expected.level_dbfs
        down = audible.volume_db(said.volume) if said.volume is not None else None
        # half a sound may well be softer than the whole
        if wanted is None or down is None or said.level is None or said.skip or self._is_short():
            return None
        less = wanted + down - said.level
        return round(less, 1) if less > LEVEL_DB else 0.0

    def _is_short(self) -> bool:
        whole = self.expected.length_ms
        return whole is None or self.heard_ms < whole - max(SHORT_MS, SHORT_SHARE * whole)

    def broken_up(self) -> bool:
        """Whether too much of it was lost on its way."""
        return self.evidence.lost > LOST_SHARE * (self.evidence.frames + self.evidence.lost)

    def cut_short(self) -> bool:
        """Whether it ended too early, and nobody planned so."""
        return self.expected.length_ms is not None and not self.cut and self._is_short()


Fits = Callable[[Case], bool]
LAWS: tuple[tuple[Verdict, Fits], ...] = (
    (Verdict.TURNED_DOWN, lambda case: audible.silent(case.evidence.level) and case.evidence.volume == 0),
    (Verdict.SILENT, lambda case: audible.silent(case.evidence.level)),
    (Verdict.UNHEARD, lambda case: audible.unheard(case.profile, case.evidence)),
    (Verdict.BROKEN_UP, lambda case: case.rung is not Rung.SOUNDED and case.broken_up()),
    (Verdict.CUT_SHORT, lambda case: case.rung is not Rung.SOUNDED and case.cut_short()),
    (Verdict.TOO_QUIET, lambda case: (case.lacks_db or 0.0) > 0),
    (Verdict.PLAYED, lambda case: case.felt is None),
    (Verdict.SOUNDED, lambda case: case.felt is not None),
)

BECOMES: dict[tuple[Rung, Verdict], Rung] = {
    **{(Rung.SOUNDED, verdict): Rung.STARTED for verdict in NOT_HEARD},
    **{(Rung.FINISHED, verdict): Rung.FAILED for verdict in BAD},
}
"""A claim that does not hold, and the rung that is left of it. Every other claim stays as it is."""


def judge(case: Case) -> Proof:
    """The verdict on one claim, with the figures."""
    said = case.evidence
    found = next(verdict for verdict, fits in LAWS if fits(case))
    # whatever it failed by, good figures do not make it good
    verdict = "" if case.rung is Rung.FAILED and found not in BAD else found.value
    lacks = case.lacks_db
    return Proof(
        verdict=verdict,
        heard_ms=case.heard_ms,
        whole_ms=case.expected.length_ms,
        carried_ms=round(said.carried * 1000 / said.rate) if said.carried else None,
        lost_ms=round(said.lost * 1000 / said.rate) if said.lost else None,
        lacks_db=round(lacks, 1) if lacks else None,
        volume=said.volume,
        current_ma=said.current,
        microphone_dbfs=said.microphone,
    )
