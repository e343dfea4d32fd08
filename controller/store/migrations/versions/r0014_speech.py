"""Notices read aloud: how, in each area and announcement; what was said; who listened; the words of a place."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import document, plain, plain_text

revision = "0014"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    for table in ("areas", "announcements"):
        op.add_column(table, sa.Column("speech", document(), nullable=True))
    op.create_table(
        "speeches",
        sa.Column("key", plain(64), nullable=False),
        sa.Column("sound", plain(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("parts", document(), nullable=False),
        sa.Column("doubts", document(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["sound"], ["media.hash"], name=op.f("fk_speeches_sound_media")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_speeches")),
    )
    op.create_index(op.f("ix_speeches_sound"), "speeches", ["sound"])
    op.create_table(
        "listenings",
        sa.Column("sound", plain(64), nullable=False),
        sa.Column("user_id", plain(64), nullable=False),
        sa.Column("spans", document(), nullable=False),
        sa.Column("heard_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["sound"], ["media.hash"], name=op.f("fk_listenings_sound_media")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_listenings_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sound", "user_id", name=op.f("pk_listenings")),
    )
    op.create_table(
        "lexicon",
        sa.Column("area", plain(64), nullable=False),
        sa.Column("key", plain_text(), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("spoken", sa.Text(), nullable=False),
        sa.Column("exact", sa.Boolean(), nullable=False),
        sa.Column("maker", plain(64), nullable=False),
        sa.Column("entered_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["area"], ["areas.code"], name=op.f("fk_lexicon_area_areas"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["maker"], ["users.id"], name=op.f("fk_lexicon_maker_users")),
        sa.PrimaryKeyConstraint("area", "key", name=op.f("pk_lexicon")),
    )


def downgrade() -> None:
    """Take it back."""
    for table in ("lexicon", "listenings", "speeches"):
        op.drop_table(table)
    for table in ("announcements", "areas"):
        op.drop_column(table, "speech")
