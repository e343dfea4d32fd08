"""Links that work once and for a while: shown once, kept as a hash, handed over by whoever made them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection

from controller.errors import Clash, NotFound, Refused, Unauthenticated
from controller.people import attempts
from controller.people.signin import token_hash
from controller.store import Store, links
from controller.store.links import FIRST, HALF, INVITE, RESET, Link

HOUR_MS, DAY_MS = 3_600_000, 86_400_000
LASTS_MS = {INVITE: 7 * DAY_MS, RESET: DAY_MS, FIRST: HOUR_MS, HALF: 5 * 60_000}
PATHS = {INVITE: "join", RESET: "reset", FIRST: "first"}
"""Where each is opened."""
_KEPT_MS = 30 * DAY_MS
"""So long it is still said of a link that it is over, and not only that there is none."""


@dataclass(frozen=True, slots=True)
class Made:
    """A new link: ``secret`` is shown now and never again."""

    link: Link
    secret: str

    def url(self, public_url: str) -> str:
        """As it is handed over."""
        return f"{public_url}/{PATHS[self.link.kind]}/{self.secret}"


def make(
    conn: Connection,
    kind: str,
    maker: str,
    now_ms: int,
    *,
    user_id: str | None = None,
    name: str = "",
    role: str = "",
    area: str | None = None,
    target: str = "",
) -> Made:
    """A new link; for a person the one before of its kind is good no more."""
    if user_id is not None:
        links.end_of_user(conn, user_id, (kind,), now_ms)
    links.sweep(conn, now_ms - _KEPT_MS)
    secret, id = secrets.token_urlsafe(24), f"l{secrets.token_hex(8)}"
    until_ms = now_ms + LASTS_MS[kind]
    link = Link(token_hash(secret), id, kind, user_id, name, role, area, target, maker, now_ms, until_ms)
    links.add(conn, link)
    return Made(link, secret)


def opened(store: Store, kind: str, secret: str, now_ms: int, address: str) -> Link:
    """The link that somebody opens; it is not used by that. Who tries many that are none has to wait.

    Raises ``NotFound("link-unknown")``, ``Clash``: ``link-used``, ``link-revoked``, ``link-expired``; and
    ``Refused("link-wait")``.
    """
    with store.read() as conn:
        link = links.by_hash(conn, token_hash(secret))
    if link is None or link.kind != kind:
        try:
            attempts.count(store, attempts.linking(address), now_ms)
        except Unauthenticated as early:
            raise Refused("link-wait", seconds=early.params["seconds"]) from None
        raise NotFound("link-unknown")
    refuse_over(link, now_ms)
    return link


def use(conn: Connection, link: Link, now_ms: int) -> None:
    """Now it is used; of two who come at once, one. Raises as `opened` does."""
    again = links.by_hash(conn, link.hash)
    if again is None:
        raise NotFound("link-unknown")
    refuse_over(again, now_ms)
    links.end(conn, link.hash, links.USED, now_ms)


def refuse_over(link: Link, now_ms: int) -> None:
    """Raise ``Clash`` where it is good no more."""
    if link.end == links.USED:
        raise Clash("link-used")
    if link.ended_ms is not None:
        raise Clash("link-revoked")
    if now_ms >= link.expires_ms:
        raise Clash("link-expired")
