"""What this room refuses, as codes; the sentences are in the controller's catalogue under ``refused-<code>``.

    Refused              the value or the step is understood and not allowed; nothing was changed
    ├── NotAllowed       this person may not take this step, whatever the state
    └── WrongMoment      the step does not fit the state, or what was approved is not what is there now

A misuse by a programmer (an instant without a zone, a wall time with one) is a plain `ValueError`.
"""

from __future__ import annotations

from collections.abc import Mapping

Value = str | int | float

REFUSALS: Mapping[str, frozenset[str]] = {
    code: frozenset(params.split())
    for code, params in {
        # content
        "bad-id": "id",
        "unknown-word": "word known",
        "title-blank": "",
        "text-blank": "",
        "no-face": "",
        "sound-empty": "",
        "audience-empty": "",
        "audience-nobody": "",
        "volume-out-of-range": "volume",
        "late-out-of-range": "seconds limit",
        "page-window-out-of-range": "minutes limit",
        # time
        "bad-date": "text",
        "unknown-zone": "zone",
        "bad-rule": "part",
        "rule-too-often": "minutes",
        "rule-never-fires": "years",
        "rule-over": "",
        "rule-twice": "",
        "end-before-start": "",
        "start-in-past": "",
        "start-too-far": "years",
        "no-such-occurrence": "original",
        # one occurrence apart from its series
        "occurrence-over": "",
        "nothing-changed": "",
        "too-near-itself": "other",
        # programmes
        "gap-out-of-range": "limit",
        "repeats-out-of-range": "limit",
        "pause-out-of-range": "limit",
        "slot-length-out-of-range": "low high",
        "programme-empty": "",
        "programme-too-many": "limit",
        "entry-twice": "number first",
        "slot-crosses-midnight": "start end",
        # hours of an area
        "bad-clock": "text",
        "bad-weekday": "day",
        "bad-hours": "part",
        "window-empty": "start",
        "window-crosses-midnight": "start end",
        "limit-out-of-range": "limit low high",
        # areas merged and split
        "steps-none": "",
        "step-twice": "subject",
        "area-taken": "area",
        "area-unknown": "area",
        "area-ended": "area",
        "area-below-itself": "area",
        "device-unknown": "device",
        "successor-none": "area",
        "successor-which": "area left",
        "leaves-province": "subject",
        # public holidays
        "bad-holidays": "part",
        # lifecycle
        "role-may-not": "role action",
        "own-announcement": "",
        "wrong-state": "state action",
        "announcement-over": "state",
        "already-approved": "",
        "changed-since-submit": "",
        "not-heard": "",
        "approval-void": "",
    }.items()
}
"""Every code with the names of its parameters. A code that is not here cannot be raised."""


class Refused(Exception):
    """A refusal with a stable code.

    ``field`` names the input to mend, if there is one; ``params`` fill the variables of the sentence. A code or a
    parameter that `REFUSALS` does not have is a mistake in the program: `LookupError`.
    """

    def __init__(self, code: str, field: str | None = None, **params: Value) -> None:
        if REFUSALS.get(code) != frozenset(params):
            raise LookupError(f"refusal {code!r} with {sorted(params)} is not in the table")
        super().__init__(code, params)
        self.code = code
        self.field = field
        self.params: dict[str, Value] = params


class NotAllowed(Refused):
    """This person may not take this step, whatever the state."""


class WrongMoment(Refused):
    """The step does not fit the state, or what was approved is not what is there now."""
