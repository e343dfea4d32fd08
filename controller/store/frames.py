"""What a board reports that shows a page of ours: the SHA-256 of the frame, by the page's file."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select, update

from controller.store import feed
from controller.store.tables import media


def pictures(conn: Connection, found: Collection[str]) -> dict[str, str]:
    """By frame that boards report, the page of ours that it is; frames of nothing of ours are left out."""
    query = select(media.c.frame, media.c.hash).where(feed.among(conn, media.c.frame, found)).order_by(media.c.hash)
    return dict(conn.execute(query).all())


def learn(conn: Connection, page: str, frame: str) -> None:
    """Note the frame of a page that was made before frames were kept."""
    conn.execute(update(media).where(media.c.hash == page, media.c.frame.is_(None)).values(frame=frame))


def expected(conn: Connection, pages: Collection[str]) -> dict[str, str]:
    """By file, those of ``pages`` that are ours; empty of one that was made before frames were kept."""
    query = select(media.c.hash, media.c.frame).where(feed.among(conn, media.c.hash, pages))
    return {name: frame or "" for name, frame in conn.execute(query)}
