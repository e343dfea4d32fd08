"""Sound and pictures, and how notices are read aloud."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, String, Table, Text

from controller.store.columns import document, plain, plain_text
from controller.store.tables.shape import metadata

media = Table(
    "media",
    metadata,
    Column("hash", plain(64), primary_key=True),  # the file's name on disk too
    Column("kind", String(16), nullable=False),  # master, opus, mp3, wav, png, relay, picture
    Column("bytes", BigInteger, nullable=False),
    Column("length_ms", BigInteger, nullable=False, default=0),
    Column("facts", document(), nullable=True),
    Column("name", Text, nullable=False, default=""),  # as the uploader called it
    Column("area", plain(64), ForeignKey("areas.code"), nullable=True),
    Column("maker", plain(64), ForeignKey("users.id"), nullable=True),
    Column("created_ms", BigInteger, nullable=False),
    Column("frame", plain(64), nullable=True, index=True),  # of a page: what a board reports that shows it
)

# What stands for an area on the pages of it and of all below it.
emblems = Table(
    "emblems",
    metadata,
    Column("area", plain(64), ForeignKey("areas.code", ondelete="CASCADE"), primary_key=True),
    Column("picture", plain(64), ForeignKey("media.hash"), nullable=False),
    Column("maker", plain(64), ForeignKey("users.id"), nullable=False),
    Column("entered_ms", BigInteger, nullable=False),
)

# One row: this source, made by this recipe, is this medium. Made once and reused.
renditions = Table(
    "renditions",
    metadata,
    Column("source", plain(64), nullable=False, primary_key=True),  # hash of the master, or of the page's words
    Column("recipe", plain(160), nullable=False, primary_key=True),  # profile's format; part number for pages
    Column("media", plain(64), ForeignKey("media.hash"), nullable=False),
    Column("part", Integer, nullable=False, primary_key=True, default=0),
    Column("dwell_ms", Integer, nullable=False, default=0),
    Column("motion", document(), nullable=True),  # of a page: strips that run over it, a clip, how it enters
)

# Texts that were read aloud: what was said for them, and where each part stands in the master. Made once and reused.
speeches = Table(
    "speeches",
    metadata,
    Column("key", plain(64), primary_key=True),  # of the text, its reading, the voice and its manner
    Column("sound", plain(64), ForeignKey("media.hash"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("parts", document(), nullable=False),
    Column("doubts", document(), nullable=False),
    Column("created_ms", BigInteger, nullable=False),
)

# Sounds with tunes around them: made of which recording (or read text), and how. Made once and reused.
compositions = Table(
    "compositions",
    metadata,
    Column("key", plain(64), primary_key=True),  # of the recording and what is put around it
    Column("sound", plain(64), ForeignKey("media.hash"), nullable=False, index=True),
    Column("recording", plain(64), ForeignKey("media.hash"), nullable=True, index=True),  # null: an older program's
    Column("around", document(), nullable=False),
    Column("parts", document(), nullable=False),
    Column("created_ms", BigInteger, nullable=False),
)

# Which stretches of a sound somebody has listened to.
listenings = Table(
    "listenings",
    metadata,
    Column("sound", plain(64), ForeignKey("media.hash"), primary_key=True),
    Column("user_id", plain(64), ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("spans", document(), nullable=False),
    Column("heard_ms", BigInteger, nullable=False),
)

# How names and abbreviations are said in a place and below it.
lexicon = Table(
    "lexicon",
    metadata,
    Column("area", plain(64), ForeignKey("areas.code", ondelete="CASCADE"), primary_key=True),
    Column("key", plain_text(), primary_key=True),  # what it is found by: with small letters unless exact
    Column("written", Text, nullable=False),
    Column("spoken", Text, nullable=False),
    Column("exact", Boolean, nullable=False),
    Column("maker", plain(64), ForeignKey("users.id"), nullable=False),
    Column("entered_ms", BigInteger, nullable=False),
)
