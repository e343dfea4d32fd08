"""The signed timetable that each device must hold, and large documents that are fetched by hash."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from controller.store import feed, pick
from controller.store.tables import devices, documents, timetables


@dataclass(frozen=True, slots=True)
class Mark:
    """A timetable without its document: enough to see that nothing changed."""

    device: str
    version: int
    content: str
    """SHA-256 of what it says, without version and dates."""
    hash: str
    """SHA-256 of the signed document: what the device must report."""
    exp_ms: int


@dataclass(frozen=True, slots=True)
class Timetable:
    """The newest signed timetable of one device."""

    device: str
    version: int
    content: str
    hash: str
    document: bytes
    built_ms: int
    exp_ms: int


_MARK = pick.fields(Mark, timetables)
_COLUMNS = pick.fields(Timetable, timetables)


def put(conn: Connection, batch: Sequence[Timetable]) -> None:
    """Replace what these devices must hold, where the version rises; a lower or equal version changes nothing."""
    new = feed.insert(conn.dialect.name, timetables)
    changed = {name: new.excluded[name] for name in ("version", "content", "hash", "document", "built_ms", "exp_ms")}
    rises = timetables.c.version < new.excluded.version
    if batch:
        statement = new.on_conflict_do_update(index_elements=["device"], set_=changed, where=rises)
        conn.execute(statement, [pick.values(timetable) for timetable in batch])


def get(conn: Connection, device: str) -> Timetable | None:
    """What the device must hold; None where it was never planned."""
    return pick.only(conn, Timetable, select(*_COLUMNS).where(timetables.c.device == device))


def marks(conn: Connection, devices: Collection[str] | None = None) -> dict[str, Mark]:
    """The marks of these devices (of all, for None), by device."""
    query = select(*_MARK)
    if devices is not None:
        query = query.where(feed.among(conn, timetables.c.device, devices))
    return {mark.device: mark for mark in pick.every(conn, Mark, query)}


def every(conn: Connection, after: str = "", limit: int = 500) -> list[Timetable]:
    """Timetables of boxes that are there, by device, a page after device ``after``: for a broker without a memory."""
    there = timetables.join(devices, devices.c.id == timetables.c.device)
    query = select(*_COLUMNS).select_from(there).where(timetables.c.device > after, devices.c.active)
    return pick.every(conn, Timetable, query.order_by(timetables.c.device).limit(limit))


def of_empty(conn: Connection) -> list[str]:
    """Places where no box hangs, but a timetable is left from one."""
    left = select(devices.c.id).join_from(devices, timetables, timetables.c.device == devices.c.id)
    return list(conn.scalars(left.where(~devices.c.active).order_by(devices.c.id)))


def forget_empty(conn: Connection, ids: Collection[str]) -> None:
    """Let no box hold anything there, where none hangs still."""
    empty = select(devices.c.id).where(~devices.c.active, feed.among(conn, devices.c.id, ids))
    conn.execute(delete(timetables).where(timetables.c.device.in_(empty)))


def forget(conn: Connection, ids: Collection[str]) -> None:
    """Let nothing be planned for these; the next plan is written anew."""
    conn.execute(delete(timetables).where(feed.among(conn, timetables.c.device, ids)))


def keep_document(conn: Connection, digest: str, body: bytes, now_ms: int) -> None:
    """Keep a document to be fetched by hash."""
    new = feed.insert(conn.dialect.name, documents).on_conflict_do_nothing(index_elements=["hash"])
    conn.execute(new, {"hash": digest, "body": body, "created_ms": now_ms})


def document(conn: Connection, digest: str) -> bytes | None:
    """The document, or None."""
    return conn.scalar(select(documents.c.body).where(documents.c.hash == digest))


def sweep_documents(conn: Connection, before_ms: int) -> int:
    """Forget documents made before that no timetable names any more; how many."""
    named = select(timetables.c.hash)
    old = (documents.c.created_ms < before_ms, documents.c.hash.not_in(named))
    return conn.execute(delete(documents).where(*old)).rowcount
