"""Addresses of calendar feeds ``tlf_…``: shown once, kept as a hash, good for reading one plan and nothing else.

A calendar program can send no header, so the secret stands in the address. It reaches no farther than its owner does
now: whoever left, or lost the area, has no feed of it any more.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection

from controller.errors import NotFound, Refused, Unauthenticated
from controller.people.signin import token_hash
from controller.people.who import Who
from controller.store import Store, feeds, users
from controller.store.feeds import Feed

PREFIX = "tlf_"
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Issued:
    """A new address: ``secret`` is shown now and never again."""

    id: str
    secret: str


def issue(conn: Connection, who: Who, kind: str, target: str, name: str, now_ms: int) -> Issued:
    """A new address for the plan of this area or device. Raises ``Refused("feed-name-blank")``."""
    name = " ".join(name.split())[:_LONGEST_NAME]
    if not name:
        raise Refused("feed-name-blank", "name")
    issued = Issued(secrets.token_hex(8), PREFIX + secrets.token_urlsafe(32))
    feeds.add(conn, Feed(issued.id, token_hash(issued.secret), who.user_id, kind, target, name, now_ms))
    return issued


def reader(store: Store, secret: str, kind: str, target: str) -> Who:
    """For whom an address reads this plan. Raises ``Unauthenticated("feed-wrong")``, whatever is wrong with it."""
    with store.read() as conn:
        feed = feeds.by_hash(conn, token_hash(secret))
        user = users.get(conn, feed.user_id) if feed is not None else None
    if feed is None or user is None or not user.active or feed.revoked_ms is not None:
        raise Unauthenticated("feed-wrong")
    if (feed.kind, feed.target) != (kind, target):
        raise Unauthenticated("feed-wrong")
    return Who.of(user)


def revoke(conn: Connection, who: Who, feed: str, now_ms: int) -> None:
    """End one of this person's addresses. Raises ``NotFound("feed-unknown")``."""
    if not feeds.revoke(conn, feed, who.user_id, now_ms):
        raise NotFound("feed-unknown")
