"""What makers released, and the campaigns that bring it to boxes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import document, plain

revision = "0036"
down_revision = "0031"
branch_labels = None
depends_on = None

OPEN = sa.text("state NOT IN ('aborted', 'finished')")


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.create_table(
        "releases",
        sa.Column("id", plain(64), nullable=False),
        sa.Column("area", plain(64), nullable=False),
        sa.Column("model", plain(64), nullable=False),
        sa.Column("v", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("least", sa.BigInteger(), nullable=False),
        sa.Column("image", plain(64), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("kid", plain(64), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("maker", plain(64), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("ended_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["area"], ["areas.code"], name=op.f("fk_releases_area_areas")),
        sa.ForeignKeyConstraint(["image"], ["media.hash"], name=op.f("fk_releases_image_media")),
        sa.ForeignKeyConstraint(["maker"], ["users.id"], name=op.f("fk_releases_maker_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_releases")),
        sa.UniqueConstraint("area", "model", "v", name="uq_releases_area_model_v"),
    )
    op.create_table(
        "campaigns",
        sa.Column("id", plain(64), nullable=False),
        sa.Column("release", plain(64), nullable=False),
        sa.Column("area", plain(64), nullable=False),
        sa.Column("terms", document(), nullable=False),
        sa.Column("pilot", plain(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("wave", sa.Integer(), nullable=False),
        sa.Column("forgiven", sa.Integer(), nullable=False),
        sa.Column("maker", plain(64), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("until_ms", sa.BigInteger(), nullable=False),
        sa.Column("changed_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["release"], ["releases.id"], name=op.f("fk_campaigns_release_releases")),
        sa.ForeignKeyConstraint(["area"], ["areas.code"], name=op.f("fk_campaigns_area_areas")),
        sa.ForeignKeyConstraint(["maker"], ["users.id"], name=op.f("fk_campaigns_maker_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaigns")),
    )
    op.create_index("ix_campaigns_open", "campaigns", ["created_ms"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_table(
        "campaign_boxes",
        sa.Column("campaign", plain(64), nullable=False),
        sa.Column("device", plain(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("since_ms", sa.BigInteger(), nullable=False),
        sa.Column("wave", sa.Integer(), nullable=False),
        sa.Column("command", plain(64), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("again_ms", sa.BigInteger(), nullable=False),
        sa.Column("reason", plain(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign"], ["campaigns.id"], name=op.f("fk_campaign_boxes_campaign_campaigns"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["device"], ["devices.id"], name=op.f("fk_campaign_boxes_device_devices"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("campaign", "device", name=op.f("pk_campaign_boxes")),
    )
    op.create_index(op.f("ix_campaign_boxes_device"), "campaign_boxes", ["device"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("campaign_boxes")
    op.drop_table("campaigns")
    op.drop_table("releases")
