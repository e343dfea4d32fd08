"""What is put around sounds, in areas and announcements.

How often a text is read, the rest between and the closing tones were part of how it is read; now they are part of what
is put around any sound. What was kept there stays there too, for the way back, and no sound is made anew.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import document, plain

revision = "0016"
down_revision = "0025"
branch_labels = None
depends_on = None

PLAIN = {"opening": "", "chime": "", "between": "", "bed": "", "level": "middle"}


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.add_column("areas", sa.Column("composition", document(), nullable=True))
    op.create_table(
        "compositions",
        sa.Column("key", plain(64), nullable=False),
        sa.Column("sound", plain(64), nullable=False),
        sa.Column("recording", plain(64), nullable=True),
        sa.Column("around", document(), nullable=False),
        sa.Column("parts", document(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["sound"], ["media.hash"], name=op.f("fk_compositions_sound_media")),
        sa.ForeignKeyConstraint(["recording"], ["media.hash"], name=op.f("fk_compositions_recording_media")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_compositions")),
    )
    op.create_index(op.f("ix_compositions_sound"), "compositions", ["sound"])
    op.create_index(op.f("ix_compositions_recording"), "compositions", ["recording"])
    carry_over()


def carry_over() -> None:
    """Repeats and closing tones of areas and of notices that were read before."""
    conn = op.get_bind()
    areas = sa.table("areas", sa.column("code"), sa.column("speech", document()), sa.column("composition", document()))
    for code, speech in conn.execute(sa.select(areas.c.code, areas.c.speech).where(areas.c.speech.is_not(None))).all():
        conn.execute(areas.update().where(areas.c.code == code).values(composition=around(speech)))
    told = sa.table(
        "announcements", sa.column("sound"), sa.column("speech", document()), sa.column("created_ms", sa.BigInteger())
    )
    made = sa.table(
        "compositions",
        *(sa.column(name) for name in ("key", "sound")),
        *(sa.column(name, document()) for name in ("around", "parts")),
        sa.column("created_ms", sa.BigInteger()),
    )
    known: set[str] = set()
    read = sa.select(told.c.sound, told.c.speech, told.c.created_ms)
    for sound, speech, created_ms in conn.execute(
        read.where(told.c.sound.is_not(None), told.c.speech.is_not(None))
    ).all():
        if sound not in known and (speech.get("repeats", 1) > 1 or speech.get("closing")):
            known.add(sound)
            row = {"key": sound, "sound": sound, "around": around(speech), "parts": [], "created_ms": created_ms}
            conn.execute(made.insert().values(row))


def around(speech: dict[str, object]) -> dict[str, object]:
    """What was said of it."""
    closing = "rising" if speech.get("closing") else ""
    often = {"repeats": speech.get("repeats", 1), "between_s": speech.get("between_s", 3)}
    return PLAIN | often | {"closing": closing}


def downgrade() -> None:
    """Take it back. A batch would drop the table of areas and make it anew, which those in it do not let."""
    op.drop_table("compositions")
    op.drop_column("areas", "composition")
