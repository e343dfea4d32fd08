"""Is the device there? What its connection, its last will and its heartbeats say, in the light of sessions.

A device makes a new session id for each connection and puts it into its last will. A broker may publish the will of a
connection that died after the device has come back on another one: the will of another session than the current one
is stale. Sessions cannot be put in order, so after a time in which nobody listened `forget` makes the next word count.
"""

from __future__ import annotations

from dataclasses import dataclass

NEVER, ONLINE, LOST, LEAVING = "never", "online", "lost", "leaving"


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether a device is there, and by which session we know. Session ``""`` is: nobody told us since we listen."""

    state: str = NEVER
    session: str = ""


def after_state(now: Presence, state: str, session: str) -> Presence:
    """The device says ``online`` or ``leaving``, or its will says ``lost``."""
    if state != ONLINE and now.session not in ("", session):
        return now
    return Presence(state, session)


def after_sign(now: Presence, session: str) -> Presence:
    """The device sent something else than a state (``session`` is "" where that does not name one).

    A sign of a session that has ended proves nothing: it was on its way when the connection died. Nor does one of
    another session than that which stands: a new one says so first by its state, so this is a late word of an old one,
    and to believe it would make the will of the present one stale.
    """
    stands = now.state == ONLINE and now.session
    if session and session != now.session and not stands:
        return Presence(ONLINE, session)
    return Presence(ONLINE, now.session) if now.state == NEVER else now


def forget(now: Presence) -> Presence:
    """Nobody listened for a while: keep the last state for the screen, and believe whatever is said next."""
    return Presence(now.state, "")
