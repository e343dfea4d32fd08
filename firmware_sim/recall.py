"""What a brain finds on flash when the power comes back: everything that it ever wrote down, put together again."""

from __future__ import annotations

import msgspec

from devices.decide import Progress
from devices.errors import ContractError
from devices.gate import read
from devices.messages import Alert, Report, Rung
from devices.signing import take_apart
from firmware_sim import journal
from firmware_sim.effects import Forget, Keep
from firmware_sim.journal import Began, Line, Paused, Spent, Taken, Told
from firmware_sim.mind import ALERT_FILE, ENDED, HIDDEN, Mind, Ringing, Settings, ring_of

WORD_MS = 15_000
"""How long an alert that was kept waits after a start for the broker's word: it may have ended meanwhile. A box without
a connection sounds it after that."""


def recall(mind: Mind) -> list[str]:
    """Read everything back from flash after power-on; returns the ids that were sounding when the power went."""
    flash = mind.flash
    if keys := flash.read("keys"):
        mind.ring = ring_of(mind.ring.root, keys)
    if settings := flash.read("settings"):
        mind.settings = msgspec.json.decode(settings, type=Settings)
    if versions := flash.read("versions"):
        mind.versions = msgspec.json.decode(versions, type=dict[str, tuple[int, str]])
    if epoch := flash.read("epoch"):
        mind.epoch = epoch.decode()
    else:
        mind.epoch = f"{mind.rng.getrandbits(48):012x}"
        mind.out.append(Keep("epoch", mind.epoch.encode()))
    _recall_alerts(mind)
    return _recall_journal(mind)


def _recall_alerts(mind: Mind) -> None:
    for name in mind.flash.names():
        if name.startswith(ALERT_FILE) and (document := mind.flash.read(name)):
            try:
                alert = read("alert", take_apart(document).payload)
            except ContractError:
                continue
            if isinstance(alert, Alert) and not alert.ended:
                mind.alerts[alert.id] = Ringing(alert, document, waits=mind.mono + WORD_MS)


def _recall_journal(mind: Mind) -> list[str]:
    if kept := mind.flash.read("spent"):
        spent = msgspec.json.decode(kept, type=Spent)
        mind.progress = dict.fromkeys(spent.ended, ENDED) | dict.fromkeys(spent.hidden, HIDDEN)
        mind.seen, mind.seq = dict(spent.seen), spent.seq
    open_ids: dict[str, None] = {}
    parts = journal.numbers(mind.flash)
    for number in parts:
        mind.part, mind.lines = number, 0
        for line in journal.lines(mind.flash, number):
            mind.lines += 1
            _recall_line(mind, line, open_ids)
    for old in parts[: -journal.FILES - 1]:
        mind.out.append(Forget(journal.name_of(old)))
    return list(open_ids)


def _recall_line(mind: Mind, line: Line, open_ids: dict[str, None]) -> None:
    match line:
        case Told(report, until):
            mind.seq = max(mind.seq, report.seq)
            if until:
                mind.seen[report.id] = until
            _recall_report(mind, report, until, open_ids)
        case Taken(name):
            mind.progress[name] = HIDDEN
        case Began(name, at, skip, until):
            open_ids[name] = None
            if until:
                mind.seen[name] = until
            mind.progress[name] = Progress(started=at or 1, heard=skip)
        case Paused(name, at, heard):
            open_ids.pop(name, None)
            mind.progress[name] = Progress(started=at or 1, heard=heard)
        case _:
            mind.offline = line.seq


def _recall_report(mind: Mind, report: Report, until: int, open_ids: dict[str, None]) -> None:
    if report.rung in journal.ENDS:
        open_ids.pop(report.id, None)
        if report.rung in journal.OVER and not mind.progress.get(report.id, ENDED).hidden:
            mind.progress[report.id] = ENDED
    elif report.rung is Rung.SOUNDED and report.id in mind.alerts:
        mind.alerts[report.id].sounded = True
    elif report.rung is Rung.SHOWN and report.id not in mind.progress:
        mind.progress[report.id] = Progress(started=report.at or 1)
    elif until:
        open_ids[report.id] = None
