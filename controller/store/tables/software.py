"""Software of boxes: what makers released, and the campaigns that bring it to them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint, text

from controller.store.columns import document, plain
from controller.store.tables.shape import metadata

# What a maker signed about an image. The image is a medium, fetched by its hash.
releases = Table(
    "releases",
    metadata,
    Column("id", plain(64), primary_key=True),
    Column("area", plain(64), ForeignKey("areas.code"), nullable=False),  # whose; it may be brought to boxes below
    Column("model", plain(64), nullable=False),
    Column("v", BigInteger, nullable=False),
    Column("version", Text, nullable=False),
    Column("least", BigInteger, nullable=False),
    Column("image", plain(64), ForeignKey("media.hash"), nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("kid", plain(64), nullable=False),
    Column("document", Text, nullable=False),  # as it was signed
    Column("maker", plain(64), ForeignKey("users.id"), nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("ended_ms", BigInteger, nullable=True),  # since when it is offered no more
    UniqueConstraint("area", "model", "v", name="uq_releases_area_model_v"),
)

# `controller.campaign` says what these mean. Of one area and model one is open at a time.
campaigns = Table(
    "campaigns",
    metadata,
    Column("id", plain(64), primary_key=True),
    Column("release", plain(64), ForeignKey("releases.id"), nullable=False),
    Column("area", plain(64), ForeignKey("areas.code"), nullable=False),
    Column("terms", document(), nullable=False),
    Column("pilot", plain(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("wave", Integer, nullable=False),
    Column("forgiven", Integer, nullable=False),
    Column("maker", plain(64), ForeignKey("users.id"), nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("until_ms", BigInteger, nullable=False),
    Column("changed_ms", BigInteger, nullable=False),  # since when the state is what it is
    Index(
        "ix_campaigns_open",
        "created_ms",
        sqlite_where=text("state NOT IN ('aborted', 'finished')"),
        postgresql_where=text("state NOT IN ('aborted', 'finished')"),
    ),
)

campaign_boxes = Table(
    "campaign_boxes",
    metadata,
    Column("campaign", plain(64), ForeignKey("campaigns.id", ondelete="CASCADE"), primary_key=True),
    Column("device", plain(64), ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("state", String(16), nullable=False),
    Column("since_ms", BigInteger, nullable=False),
    Column("wave", Integer, nullable=False),  # -1: not drawn yet
    Column("command", plain(64), nullable=False),  # the last that it was given
    Column("expires_ms", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("again_ms", BigInteger, nullable=False),
    Column("reason", plain(64), nullable=False),
)
