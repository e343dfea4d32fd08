"""What a board reports that shows a page of ours: the SHA-256 of the frame, by the page's file."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from controller.store import feed
from controller.store.tables import media


def expected(conn: Connection, pages: Collection[str]) -> dict[str, str]:
    """By file, those of ``pages`` that are ours; empty of one that was made before frames were kept."""
    query = select(media.c.hash, media.c.frame).where(feed.among(conn, media.c.hash, pages))
    return {name: frame or "" for name, frame in conn.execute(query)}
