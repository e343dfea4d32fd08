"""What became of each occurrence by a plan, and on which devices: one word, the reasons, and the span that it fills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from controller.broadcast import value
from schedules.conflict import Kind
from schedules.findings import Finding
from schedules.planned import Account, DevicePlan, Plan, Planned
from schedules.span import Span

PLANNED, MOVED, CUT, DROPPED, ASKS = "planned", "moved", "cut", "dropped", "asks"
STATES = (PLANNED, MOVED, CUT, DROPPED, ASKS)
"""The words, the best first."""
SHORTENS = frozenset({"cut-by-higher", "paused-for-higher", "covered-by-higher"})
"""Findings after which it sounds at its own time, but not whole or not in one piece."""
NOT_CONCERNED = "device-has-no-face"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one occurrence on these devices. Instants in epoch ms; ``due_ms`` is its own time by the rule."""

    state: str
    due_ms: int
    start_ms: int
    end_ms: int
    findings: tuple[Finding, ...]
    devices: tuple[str, ...]


def of_plan(made: Plan) -> dict[str, list[Fate]]:
    """By occurrence: what became of it, the same on all devices of each; that of most devices first.

    A device that has no face for it (a board, of a sound alone) is not concerned.
    """
    sharing: dict[int, tuple[DevicePlan, list[str]]] = {}
    for device, one in made.devices.items():
        sharing.setdefault(id(one), (one, []))[1].append(device)
    found: dict[str, dict[str, tuple[Fate, list[str]]]] = {}
    for one, names in sharing.values():
        items = {item.occurrence: item for item in one.items}
        for account in one.accounts:
            if any(finding.code == NOT_CONCERNED for finding in account.findings):
                continue
            fate = _fate(account, items.get(account.occurrence))
            found.setdefault(account.occurrence, {}).setdefault(repr(fate), (fate, []))[1].extend(names)
    return {name: _most_first(fates) for name, fates in found.items()}


def of_account(account: Account) -> str:
    """The word for one account."""
    if account.kind is Kind.PLANNED and any(one.code in SHORTENS for one in account.findings):
        return CUT
    return account.kind.value


def _fate(account: Account, item: Planned | None) -> Fate:
    wished = account.wished or Span(account.due, account.due)
    start = account.start or wished.start
    end = item.end if item is not None else max(start, wished.end)
    return Fate(of_account(account), value.ms(account.due), value.ms(start), value.ms(end), account.findings, ())


def _most_first(fates: Mapping[str, tuple[Fate, list[str]]]) -> list[Fate]:
    found = [replace(fate, devices=tuple(sorted(names))) for fate, names in fates.values()]
    return sorted(found, key=lambda one: (-len(one.devices), STATES.index(one.state), one.devices))
