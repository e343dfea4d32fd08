"""The plan's occurrences become rows, under a key that the database holds unique, whoever plans."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection

from controller.broadcast import accounts as outcomes
from controller.broadcast import value
from controller.store import accounts, deliveries, occurrences
from controller.store.accounts import Account as Told
from controller.store.occurrences import Occurrence
from schedules.conflict import Kind
from schedules.planned import Account, DevicePlan, Plan
from schedules.walltime import format_local


def materialise(conn: Connection, made: Plan, concerned: Collection[str], now_ms: int) -> frozenset[str]:
    """Write each time at which one of the ``concerned`` announcements is due, and cancel what is not any more.

    The ids of what is new or was changed.
    """
    until = value.ms(made.until)
    assert value.ms(made.since) <= now_ms
    told = outcomes.rows(made, concerned)
    wanted = [one for one in _wanted(made, concerned, told) if one.end_ms > now_ms]
    written = occurrences.materialise(conn, wanted, concerned, now_ms, until, reason="changed")
    open_ = [row for one in wanted for row in told.get(one.id, ())]
    accounts.settle(conn, open_, concerned, value.ms(made.since), now_ms)
    deliveries.withdraw(conn, [one.id for one in written.vanished])
    return frozenset(one.id for one in (*written.new, *written.changed))


def different(made: Plan) -> list[DevicePlan]:
    """Devices that are alike share one plan, which is looked through once."""
    return list({id(one): one for one in made.devices.values()}.values())


def cancelled_against(made: Plan, cancelled: Mapping[str, str]) -> frozenset[str]:
    """The announcements of those cancelled times (by id) that are in the plan all the same: somebody cancelled a time
    himself and took that back before anybody planned."""
    if not cancelled:
        return frozenset()
    concerned = set(cancelled.values())
    plans = [one for one in different(made) if not one.announcements.isdisjoint(concerned)]
    return frozenset(cancelled[item.occurrence] for one in plans for item in one.items if item.occurrence in cancelled)


def _wanted(made: Plan, concerned: Collection[str], told: Mapping[str, list[Told]]) -> list[Occurrence]:
    found: dict[str, list[Account]] = {}
    ends: dict[str, int] = {}
    for one in different(made):
        if one.announcements.isdisjoint(concerned):
            continue
        for item in one.items:
            if item.announcement in concerned:
                ends[item.occurrence] = max(ends.get(item.occurrence, 0), value.ms(item.end))
        for account in one.accounts:
            if account.announcement in concerned:
                found.setdefault(account.occurrence, []).append(account)
    return [_occurrence(name, each, ends, told.get(name, ())) for name, each in sorted(found.items())]


def _original(name: str) -> str:
    """The original wall time in an occurrence's id, as `schedules.announcement.occurrence_id` wrote it."""
    return format_local(datetime.strptime(name.rpartition(".")[2], "%Y%m%dt%H%M"))  # noqa: DTZ007  wall time


def _occurrence(name: str, found: list[Account], ends: Mapping[str, int], told: Iterable[Told]) -> Occurrence:
    """One row of all devices' accounts: planned if any plays it, from the first start to the last end. ``told`` is what
    is on record of it."""
    meant = [one for one in found if not outcomes.only_no_face(one)] or found
    kinds = {one.kind for one in meant}
    start = value.ms(min((one.start for one in meant if one.start is not None), default=meant[0].due))
    planned = any(one.start is not None for one in meant)
    asked = [row.end_ms for row in told if row.kind == Kind.ASKS]
    return Occurrence(
        id=name,
        announcement=meant[0].announcement,
        original_local=_original(name),
        start_ms=start,
        end_ms=max([ends.get(name, start), *asked]),
        state=occurrences.PLANNED if planned else occurrences.ASKS if asked else occurrences.DROPPED,
        reason=next((one.findings[0].code for one in meant if one.findings), ""),
        kind=kinds.pop().value if len(kinds) == 1 else occurrences.MIXED,
    )
