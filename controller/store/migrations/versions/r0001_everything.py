"""Everything that the first version keeps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _plain(length: int) -> sa.String:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def _plain_text() -> sa.Text:
    return sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")


def _counted() -> sa.BigInteger:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


SEAL_SQLITE = (
    "CREATE TRIGGER audit_keep_{verb} BEFORE {verb} ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END"
)
SEAL_POSTGRESQL = (
    """
    CREATE FUNCTION audit_keep() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$
    """,
    "CREATE TRIGGER audit_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON audit EXECUTE FUNCTION audit_keep()",
)


def upgrade() -> None:
    """Make every table, and seal the audit against change."""
    op.create_table(
        "areas",
        sa.Column("code", _plain(64), nullable=False),
        sa.Column("parent", _plain(64), nullable=True),
        sa.Column("path", _plain_text(), nullable=False),
        sa.Column("level", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=True),
        sa.Column("volume_cap", sa.Integer(), nullable=True),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["parent"], ["areas.code"], name=op.f("fk_areas_parent")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_areas")),
        sa.UniqueConstraint("path", name=op.f("uq_areas_path")),
    )
    op.create_table(
        "audit",
        sa.Column("id", _counted(), autoincrement=False, nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("who", _plain(64), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("action", sa.String(length=48), nullable=False),
        sa.Column("subject", _plain(96), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("chain", _plain(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_at_ms"), "audit", ["at_ms"], unique=False)
    op.create_table(
        "documents",
        sa.Column("hash", _plain(64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_documents")),
    )
    op.create_table(
        "facts",
        sa.Column("name", _plain(64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_facts")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", _counted(), autoincrement=True, nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("qos", sa.Integer(), nullable=False),
        sa.Column("retain", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("subject", _plain(96), nullable=False),
        sa.Column("wanted", _plain(64), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.Column("due_ms", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_ms", sa.BigInteger(), nullable=True),
        sa.Column("settled_ms", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index(
        "ix_outbox_open",
        "outbox",
        ["urgency", "due_ms"],
        unique=False,
        sqlite_where=sa.text("settled_ms IS NULL"),
        postgresql_where=sa.text("settled_ms IS NULL"),
    )
    op.create_index("ix_outbox_subject", "outbox", ["kind", "subject"], unique=False)
    op.create_table(
        "reports",
        sa.Column("device", _plain(64), nullable=False),
        sa.Column("epoch", _plain(64), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("subject", _plain(160), nullable=False),
        sa.Column("rung", sa.String(length=16), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("received_ms", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("device", "epoch", "seq", name=op.f("pk_reports")),
    )
    op.create_index(op.f("ix_reports_subject"), "reports", ["subject"], unique=False)
    op.create_table(
        "signing_keys",
        sa.Column("kid", _plain(64), nullable=False),
        sa.Column("public", sa.Text(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("scope", _plain(64), nullable=False),
        sa.Column("since_ms", sa.BigInteger(), nullable=False),
        sa.Column("until_ms", sa.BigInteger(), nullable=False),
        sa.Column("revoked_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("kid", name=op.f("pk_signing_keys")),
    )
    op.create_table(
        "throttles",
        sa.Column("key", _plain(160), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_ms", sa.BigInteger(), nullable=False),
        sa.Column("wait_until_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_throttles")),
    )
    op.create_table(
        "devices",
        sa.Column("id", _plain(64), nullable=False),
        sa.Column("area", _plain(64), nullable=False),
        sa.Column("profile", _plain(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mqtt_hash", sa.Text(), nullable=False),
        sa.Column("offset_ms", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["area"], ["areas.code"], name=op.f("fk_devices_area")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_devices")),
    )
    op.create_index(op.f("ix_devices_area"), "devices", ["area"], unique=False)
    op.create_table(
        "users",
        sa.Column("id", _plain(64), nullable=False),
        sa.Column("login", _plain(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("area", _plain(64), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["area"], ["areas.code"], name=op.f("fk_users_area")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("login", name=op.f("uq_users_login")),
    )
    op.create_table(
        "commands",
        sa.Column("id", _plain(64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("scope", _plain(64), nullable=False),
        sa.Column("scope_kind", sa.String(length=8), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("maker", _plain(64), nullable=True),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["maker"], ["users.id"], name=op.f("fk_commands_maker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commands")),
    )
    op.create_table(
        "deliveries",
        sa.Column("subject", _plain(160), nullable=False),
        sa.Column("device", _plain(64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("rung", sa.SmallInteger(), nullable=False),
        sa.Column("due_ms", sa.BigInteger(), nullable=False),
        sa.Column("sent_ms", sa.BigInteger(), nullable=True),
        sa.Column("held_ms", sa.BigInteger(), nullable=True),
        sa.Column("ready_ms", sa.BigInteger(), nullable=True),
        sa.Column("started_ms", sa.BigInteger(), nullable=True),
        sa.Column("sounded_ms", sa.BigInteger(), nullable=True),
        sa.Column("shown_ms", sa.BigInteger(), nullable=True),
        sa.Column("ended_ms", sa.BigInteger(), nullable=True),
        sa.Column("reason", _plain_text(), nullable=False),
        sa.Column("frames", sa.BigInteger(), nullable=True),
        sa.Column("level_dbfs", sa.Float(), nullable=True),
        sa.Column("skew_ms", sa.BigInteger(), nullable=True),
        sa.Column("picture", _plain_text(), nullable=False),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name=op.f("fk_deliveries_device"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("subject", "device", name=op.f("pk_deliveries")),
    )
    op.create_index("ix_deliveries_device_due", "deliveries", ["device", "due_ms"], unique=False)
    op.create_index("ix_deliveries_due", "deliveries", ["due_ms"], unique=False)
    op.create_table(
        "device_status",
        sa.Column("device", _plain(64), nullable=False),
        sa.Column("presence", sa.String(length=16), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("boot", sa.Text(), nullable=False),
        sa.Column("epoch", sa.Text(), nullable=False),
        sa.Column("firmware", sa.Text(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("seen_ms", sa.BigInteger(), nullable=True),
        sa.Column("beat_ms", sa.BigInteger(), nullable=True),
        sa.Column("held_version", sa.BigInteger(), nullable=False),
        sa.Column("held_hash", _plain(64), nullable=False),
        sa.Column("held_ms", sa.BigInteger(), nullable=True),
        sa.Column("keys_version", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("volume", sa.Integer(), nullable=True),
        sa.Column("cap", sa.Integer(), nullable=True),
        sa.Column("clock", sa.JSON(), nullable=True),
        sa.Column("beat", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name=op.f("fk_device_status_device"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("device", name=op.f("pk_device_status")),
    )
    op.create_table(
        "media",
        sa.Column("hash", _plain(64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("length_ms", sa.BigInteger(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("area", _plain(64), nullable=True),
        sa.Column("maker", _plain(64), nullable=True),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["area"], ["areas.code"], name=op.f("fk_media_area")),
        sa.ForeignKeyConstraint(["maker"], ["users.id"], name=op.f("fk_media_maker")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_media")),
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", _plain(64), nullable=False),
        sa.Column("user_id", _plain(64), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("seen_ms", sa.BigInteger(), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_sessions_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_user_id"), "sessions", ["user_id"], unique=False)
    op.create_table(
        "timetables",
        sa.Column("device", _plain(64), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("content", _plain(64), nullable=False),
        sa.Column("hash", _plain(64), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("built_ms", sa.BigInteger(), nullable=False),
        sa.Column("exp_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name=op.f("fk_timetables_device"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("device", name=op.f("pk_timetables")),
    )
    op.create_table(
        "tokens",
        sa.Column("id", _plain(64), nullable=False),
        sa.Column("token_hash", _plain(64), nullable=False),
        sa.Column("user_id", _plain(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=True),
        sa.Column("revoked_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_tokens_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tokens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_tokens_token_hash")),
    )
    op.create_table(
        "announcements",
        sa.Column("id", _plain(64), nullable=False),
        sa.Column("area", _plain(64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("klass", sa.String(length=16), nullable=False),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("sound", _plain(64), nullable=True),
        sa.Column("page", sa.Boolean(), nullable=False),
        sa.Column("volume", sa.Integer(), nullable=False),
        sa.Column("chime", sa.Boolean(), nullable=False),
        sa.Column("start_local", sa.String(length=19), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("rrule", sa.Text(), nullable=True),
        sa.Column("show_minutes", sa.Integer(), nullable=False),
        sa.Column("late", sa.String(length=16), nullable=False),
        sa.Column("late_ms", sa.BigInteger(), nullable=False),
        sa.Column("resume", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("fingerprint", _plain(64), nullable=False),
        sa.Column("approved_fingerprint", _plain(64), nullable=True),
        sa.Column("maker", _plain(64), nullable=False),
        sa.Column("editors", sa.JSON(), nullable=False),
        sa.Column("approver", _plain(64), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("changed_ms", sa.BigInteger(), nullable=False),
        sa.Column("submitted_ms", sa.BigInteger(), nullable=True),
        sa.Column("approved_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["approver"], ["users.id"], name=op.f("fk_announcements_approver")),
        sa.ForeignKeyConstraint(["area"], ["areas.code"], name=op.f("fk_announcements_area")),
        sa.ForeignKeyConstraint(["maker"], ["users.id"], name=op.f("fk_announcements_maker")),
        sa.ForeignKeyConstraint(["sound"], ["media.hash"], name=op.f("fk_announcements_sound")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
    )
    op.create_index(op.f("ix_announcements_area"), "announcements", ["area"], unique=False)
    op.create_index(op.f("ix_announcements_state"), "announcements", ["state"], unique=False)
    op.create_table(
        "renditions",
        sa.Column("source", _plain(64), nullable=False),
        sa.Column("recipe", _plain(160), nullable=False),
        sa.Column("media", _plain(64), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("dwell_ms", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["media"], ["media.hash"], name=op.f("fk_renditions_media")),
        sa.PrimaryKeyConstraint("source", "recipe", "part", name=op.f("pk_renditions")),
    )
    op.create_table(
        "audience",
        sa.Column("announcement", _plain(64), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("target", _plain(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement"], ["announcements.id"], name=op.f("fk_audience_announcement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("announcement", "kind", "target", name=op.f("pk_audience")),
    )
    op.create_table(
        "occurrences",
        sa.Column("id", _plain(96), nullable=False),
        sa.Column("announcement", _plain(64), nullable=False),
        sa.Column("original_local", sa.String(length=16), nullable=False),
        sa.Column("start_ms", sa.BigInteger(), nullable=False),
        sa.Column("end_ms", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement"], ["announcements.id"], name=op.f("fk_occurrences_announcement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrences")),
        sa.UniqueConstraint("announcement", "original_local", name=op.f("uq_occurrences_announcement_original_local")),
    )
    op.create_index(op.f("ix_occurrences_start_ms"), "occurrences", ["start_ms"], unique=False)
    _seal()


def downgrade() -> None:
    """Take everything away."""
    op.drop_table("occurrences")
    op.drop_table("audience")
    op.drop_table("renditions")
    op.drop_table("announcements")
    op.drop_table("tokens")
    op.drop_table("timetables")
    op.drop_table("sessions")
    op.drop_table("media")
    op.drop_table("device_status")
    op.drop_table("deliveries")
    op.drop_table("commands")
    op.drop_table("users")
    op.drop_table("devices")
    op.drop_table("throttles")
    op.drop_table("signing_keys")
    op.drop_table("reports")
    op.drop_table("outbox")
    op.drop_table("facts")
    op.drop_table("documents")
    op.drop_table("audit")
    op.drop_table("areas")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_keep()")


def _seal() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for statement in SEAL_POSTGRESQL:
            op.execute(statement)
    else:
        for verb in ("UPDATE", "DELETE"):
            op.execute(SEAL_SQLITE.format(verb=verb))
