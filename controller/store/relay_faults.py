"""When the streams of relays could not be heard, on which device: rows that its reports say, however they come.

What a device said about one occurrence is read anew whenever it says more, so late, doubled and reordered reports end
in the same rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, or_, select

from controller.store import pick, reports
from controller.store.ladder import is_end
from controller.store.reports import Report
from controller.store.tables import announcements, areas, devices, media, relay_faults
from devices.messages import Rung
from devices.relay import REPORTS


@dataclass(frozen=True, slots=True)
class RelayFault:
    """One stretch in which a device could not hear a stream. ``until_ms`` is None while it cannot."""

    device: str
    occurrence: str
    since_ms: int
    until_ms: int | None
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class Told:
    """A fault with the device's name."""

    device: str
    occurrence: str
    since_ms: int
    until_ms: int | None
    reason: str
    source: str
    device_name: str


_COLUMNS = pick.fields(RelayFault, relay_faults)


def take(conn: Connection, fresh: Sequence[Report]) -> list[RelayFault]:
    """Note what new reports say of streams; the faults that have begun or ended by them."""
    about = {(one.device, one.subject.removeprefix(REPORTS)) for one in fresh if one.subject.startswith(REPORTS)}
    over = {(one.device, one.subject) for one in fresh if is_end(one.rung)} - about
    about |= over & _open(conn, over)
    changed: list[RelayFault] = []
    for device, occurrence in sorted(about):
        mine = (relay_faults.c.device == device, relay_faults.c.occurrence == occurrence)
        conn.execute(delete(relay_faults).where(*mine))
        source = _source(conn, occurrence)
        said = [*reports.of_subject(conn, REPORTS + occurrence, device), *reports.of_subject(conn, occurrence, device)]
        found = list(spans(said, source))
        if found:
            conn.execute(insert(relay_faults), [pick.values(one) for one in found])
            changed += found
    return changed


def spans(said: Iterable[Report], source: str) -> Iterator[RelayFault]:
    """The faults that one device's reports about one occurrence tell of. Pure."""
    begun: Report | None = None
    for one in sorted(said, key=lambda one: (one.epoch, one.seq)):
        of_stream = one.subject.startswith(REPORTS)
        if of_stream and one.rung == Rung.FAILED:
            begun = begun or one
        elif begun is not None and ((of_stream and one.rung == Rung.DONE) or (not of_stream and is_end(one.rung))):
            yield _fault(begun, one.instant_ms, source)
            begun = None
    if begun is not None:
        yield _fault(begun, None, source)


def below(conn: Connection, path: str, since_ms: int, until_ms: int | None = None) -> list[Told]:
    """The faults of devices at and below an area since an instant, and all that last; the newest first."""
    mine = [or_(relay_faults.c.until_ms.is_(None), relay_faults.c.until_ms >= since_ms)]
    if until_ms is not None:
        mine.append(relay_faults.c.since_ms < until_ms)
    query = select(*_COLUMNS, devices.c.name).join_from(relay_faults, devices, devices.c.id == relay_faults.c.device)
    query = query.join(areas, areas.c.code == devices.c.area).where(
        *mine, areas.c.path.startswith(path, autoescape=True)
    )
    return pick.every(conn, Told, query.order_by(relay_faults.c.since_ms.desc(), relay_faults.c.device))


def _fault(begun: Report, until_ms: int | None, source: str) -> RelayFault:
    return RelayFault(
        begun.device, begun.subject.removeprefix(REPORTS), begun.instant_ms, until_ms, begun.reason, source
    )


def _open(conn: Connection, some: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """Of these deliveries, those with a fault that has not ended."""
    if not some:
        return set()
    lasting = relay_faults.c.until_ms.is_(None)
    found = conn.execute(select(relay_faults.c.device, relay_faults.c.occurrence).where(lasting))
    return {(device, occurrence) for device, occurrence in found} & set(some)


def _source(conn: Connection, occurrence: str) -> str:
    """The source of what an occurrence carries; empty where nobody knows it any more."""
    named = announcements.c.id == occurrence.partition(".")[0]
    query = select(media.c.facts).join_from(announcements, media, media.c.hash == announcements.c.sound).where(named)
    facts = conn.scalar(query)
    return str(facts.get("source", "")) if isinstance(facts, dict) else ""
