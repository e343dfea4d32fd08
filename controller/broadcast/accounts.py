"""What became of each occurrence on each device, as rows: only of those that do not go plainly as wished."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from controller.broadcast import value
from controller.store.accounts import ASKS, Account
from schedules.conflict import Kind
from schedules.findings import Finding
from schedules.planned import Account as Outcome
from schedules.planned import DevicePlan, Plan, Planned
from schedules.questions import Asking
from schedules.walltime import whole_seconds

NO_FACE = "device-has-no-face"


@dataclass(frozen=True, slots=True)
class _Key:
    """What two devices must have in common to be told of in one row."""

    kind: Kind
    start_ms: int | None
    end_ms: int
    said: tuple[tuple[str, tuple[tuple[str, Any], ...]], ...]


def rows(made: Plan, concerned: Collection[str]) -> dict[str, list[Account]]:
    """Of the ``concerned`` announcements, by occurrence, in a fixed order."""
    of_plan: dict[int, tuple[DevicePlan, list[str]]] = {}
    for name, one in made.devices.items():
        of_plan.setdefault(id(one), (one, []))[1].append(name)
    found: dict[str, dict[_Key | None, list[str]]] = {}
    dues: dict[str, int] = {}
    for one, names in of_plan.values():
        if one.announcements.isdisjoint(concerned):
            continue
        items = {item.occurrence: item for item in one.items if item.spans}
        for account in one.accounts:
            if account.announcement in concerned and not only_no_face(account):
                key = _key(account, items.get(account.occurrence))
                found.setdefault(account.occurrence, {}).setdefault(key, []).extend(names)
                dues[account.occurrence] = value.ms(account.due)
    return {name: _rows(name, dues[name], by_key) for name, by_key in found.items() if any(by_key)}


def only_no_face(account: Outcome) -> bool:
    """Whether the device simply cannot do this kind of content: nobody expected it to."""
    return account.kind is Kind.DROPPED and [one.code for one in account.findings] == [NO_FACE]


def waiting(open_: Iterable[Account], addressed: Mapping[str, frozenset[str]]) -> list[Asking]:
    """Rows that wait for an order, as the law of time sees them; ``addressed`` devices by occurrence."""
    return [
        Asking(
            row.occurrence,
            frozenset(name for code, said in row.findings if code == "order-needed" for name in said["by"].split()),
            frozenset(addressed.get(row.occurrence, ()) if row.devices is None else row.devices),
            value.instant(row.due_ms),
            value.instant(row.end_ms),
        )
        for row in open_
        if row.kind == ASKS
    ]


def _key(account: Outcome, item: Planned | None) -> _Key | None:
    if account.kind is Kind.PLANNED and not account.findings:
        return None
    start_ms = value.ms(account.start) if account.start is not None else None
    return _Key(account.kind, start_ms, _end(account, item), tuple(_said(one, item) for one in account.findings))


def _said(one: Finding, item: Planned | None) -> tuple[str, tuple[tuple[str, Any], ...]]:
    params: dict[str, Any] = dict(one.params)
    if one.code == "cut-by-higher" and item is not None:
        params["left"] = whole_seconds(item.longest)
    return one.code, tuple(sorted(params.items()))


def _end(account: Outcome, item: Planned | None) -> int:
    """When its sound is over, or would have been."""
    if item is not None:
        return value.ms(item.spans[-1].end)
    return value.ms(account.wished.end if account.wished is not None else account.due)


def _rows(occurrence: str, due_ms: int, by_key: Mapping[_Key | None, list[str]]) -> list[Account]:
    everywhere = len(by_key) == 1
    told = sorted(((key, names) for key, names in by_key.items() if key is not None), key=lambda one: min(one[1]))
    return [
        Account(
            occurrence=occurrence,
            number=number,
            kind=key.kind.value,
            due_ms=due_ms,
            start_ms=key.start_ms,
            end_ms=key.end_ms,
            findings=[[code, dict(params)] for code, params in key.said],
            devices=None if everywhere else sorted(names),
        )
        for number, (key, names) in enumerate(told)
    ]
