"""What stands against one announcement in a plan: for the person who composes it, or who is asked for an order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from schedules.conflict import Kind
from schedules.findings import Finding
from schedules.planned import Account, DevicePlan, Plan


@dataclass(frozen=True, slots=True)
class Objection:
    """One reason, with all it concerns: which devices, how many occurrences (of one device at most), from when on."""

    code: str
    kind: Kind
    finding: Finding
    devices: tuple[str, ...]
    occurrences: int
    first: datetime


def objections(plan: Plan, announcement: str, *, notes: bool = False) -> tuple[Objection, ...]:
    """Every finding that keeps it from going as wished, one line a code; with ``notes`` also those only on record.

    ``finding`` is that of the first occurrence concerned; ``first`` its due start.
    """
    of_plan: dict[int, dict[str, list[tuple[Account, Finding]]]] = {}
    devices: dict[str, list[str]] = {}
    for device, one in plan.devices.items():
        if id(one) not in of_plan:
            of_plan[id(one)] = _by_code(one, announcement, notes)
        for code in of_plan[id(one)]:
            devices.setdefault(code, []).append(device)
    return tuple(
        _objection(code, names, [found[code] for found in of_plan.values() if code in found])
        for code, names in sorted(devices.items())
    )


def _by_code(one: DevicePlan, announcement: str, notes: bool) -> dict[str, list[tuple[Account, Finding]]]:
    found: dict[str, list[tuple[Account, Finding]]] = {}
    for account in one.accounts:
        if account.announcement == announcement:
            for finding in account.findings:
                if notes or finding.blocks:
                    found.setdefault(finding.code, []).append((account, finding))
    return found


def _objection(code: str, devices: Iterable[str], found: list[list[tuple[Account, Finding]]]) -> Objection:
    account, finding = min((one for rows in found for one in rows), key=lambda one: one[0].due)
    return Objection(code, account.kind, finding, tuple(devices), max(map(len, found)), account.due)
