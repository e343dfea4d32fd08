"""What is broken, with the devices under it, and what people did about it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import document, plain

revision = "0026"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.create_table(
        "incidents",
        sa.Column("id", plain(32), nullable=False),
        sa.Column("rule", plain(32), nullable=False),
        sa.Column("severity", sa.String(8), nullable=False),
        sa.Column("area", plain(64), nullable=False),
        sa.Column("device", plain(64), nullable=False),
        sa.Column("since_ms", sa.BigInteger(), nullable=False),
        sa.Column("opened_ms", sa.BigInteger(), nullable=False),
        sa.Column("detail", document(), nullable=False),
        sa.Column("ended_ms", sa.BigInteger(), nullable=True),
        sa.Column("closed_ms", sa.BigInteger(), nullable=True),
        sa.Column("end", sa.String(16), nullable=False),
        sa.Column("parent", plain(32), nullable=False),
        sa.Column("owner", plain(64), nullable=True),
        sa.Column("silent_until_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["area"], ["areas.code"], name=op.f("fk_incidents_area_areas")),
        sa.ForeignKeyConstraint(["owner"], ["users.id"], name=op.f("fk_incidents_owner_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
    )
    op.create_index(op.f("ix_incidents_area"), "incidents", ["area"])
    op.create_index(op.f("ix_incidents_closed_ms"), "incidents", ["closed_ms"])
    op.create_table(
        "incident_devices",
        sa.Column("incident", plain(32), nullable=False),
        sa.Column("device", plain(64), nullable=False),
        sa.Column("since_ms", sa.BigInteger(), nullable=False),
        sa.Column("until_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["incident"], ["incidents.id"], name=op.f("fk_incident_devices_incident_incidents"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["device"], ["devices.id"], name=op.f("fk_incident_devices_device_devices"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("incident", "device", name=op.f("pk_incident_devices")),
    )
    op.create_index(op.f("ix_incident_devices_device"), "incident_devices", ["device"])
    op.create_table(
        "incident_notes",
        sa.Column("incident", plain(32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("who", plain(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident"], ["incidents.id"], name=op.f("fk_incident_notes_incident_incidents"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["who"], ["users.id"], name=op.f("fk_incident_notes_who_users")),
        sa.PrimaryKeyConstraint("incident", "number", name=op.f("pk_incident_notes")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("incident_notes")
    op.drop_table("incident_devices")
    op.drop_table("incidents")
