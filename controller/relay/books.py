"""What is written down of a relay that is sent in pieces: who is invited, with the letters to them; its end."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.fleet.letters import letter
from controller.live.shape import FRAME_MS
from controller.relay.due import Due
from controller.store import audit, commands, deliveries, outbox
from controller.store.commands import Command
from devices.live import SessionKey
from devices.messages import Klass, Live
from devices.topics import Kind


@dataclass(frozen=True, slots=True)
class Session:
    """One time that a relay is sent, by one run of the service."""

    id: str
    due: Due
    area: str
    """Of its topic. Only who was invited listens there, so it may be the widest."""
    key: SessionKey


def begin(desk: Desk, due: Due) -> Session:
    """Invite the boxes, each by a command of its own: nobody else must listen."""
    session = Session(f"c-{secrets.token_hex(6)}", due, min(due.boxes.values()), SessionKey())
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        for old in commands.relays(conn, due.what.subject):  # a service that was killed left it open
            _leave(conn, old, now_ms)
        commands.add(conn, _command(session, now_ms))
        _invite(conn, desk, session, due.boxes, now_ms)
        detail = {"session": session.id, "source": due.source.name, "devices": len(due.boxes)}
        audit.append(conn, now_ms, "system", "relay-begin", due.what.subject, detail)
    desk.nudge("dispatch")
    return session


def invite(desk: Desk, session: Session, boxes: Mapping[str, str]) -> None:
    """Boxes that came into the audience meanwhile."""
    with desk.store.write() as conn:
        _invite(conn, desk, session, boxes, desk.now_ms())
    desk.nudge("dispatch")


def end(desk: Desk, session: Session, heard_ms: int, why: str) -> None:
    """It is over: nobody is asked any more. ``heard_ms`` of the stream were sent."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        _leave(conn, session.id, now_ms)
        detail = {"session": session.id, "seconds": round(heard_ms / 1000), "why": why}
        audit.append(conn, now_ms, "system", "relay-end", session.due.what.subject, detail)


def _command(session: Session, now_ms: int) -> Command:
    due = session.due
    body = {"occurrence": due.what.subject, "announcement": due.what.announcement}
    return Command(session.id, commands.RELAY, session.area, commands.AREA, body, None, now_ms, due.end_ms)


def _leave(conn: Connection, session: str, now_ms: int) -> None:
    outbox.withdraw(conn, outbox.CMD, session, now_ms)
    deliveries.withdraw(conn, [session])


def _invite(conn: Connection, desk: Desk, session: Session, boxes: Iterable[str], now_ms: int) -> None:
    due, names = session.due, sorted(boxes)
    message = Live(
        id=session.id,
        iat=now_ms,
        exp=due.end_ms,
        at=due.start_ms,
        longest=due.source.length_ms,
        area=session.area,
        key=session.key.public,
        klass=Klass(due.what.klass),
        frame=FRAME_MS,
        volume=0,
        who=due.source.name[:200],
        item=due.what.subject,
    )
    signer, urgent = desk.signer(), message.klass is Klass.EMERGENCY
    deliveries.expect(conn, [deliveries.Expected(session.id, name, due.start_ms) for name in names], deliveries.COMMAND)
    sealed = {name: signer.seal(message, "command", name, emergency=urgent) for name in names}
    outbox.put(
        conn,
        [letter(Kind.COMMAND, name, document, session.id, now_ms, message.exp) for name, document in sealed.items()],
    )
