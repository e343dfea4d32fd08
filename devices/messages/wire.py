"""What all messages are made of: kinds of text, numbers, instants and lengths, with the bounds a box may rely on."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

PROTOCOL = 1

Id = Annotated[str, Meta(pattern=r"^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$")]
# No text holds NUL: databases and C strings end there.
TEXT = r"^[^\u0000]*$"
Name = Annotated[str, Meta(min_length=1, max_length=160, pattern=TEXT)]
Text = Annotated[str, Meta(max_length=200, pattern=TEXT)]
Word = Annotated[str, Meta(max_length=64, pattern=TEXT)]
Address = Annotated[str, Meta(max_length=2_000, pattern=TEXT)]
Hash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
HashOrNone = Annotated[str, Meta(pattern=r"^([0-9a-f]{64})?$")]
Count = Annotated[int, Meta(ge=0, le=9_007_199_254_740_991, description="at most 2^53 - 1, which JSON carries exactly")]
Version = Annotated[int, Meta(ge=1, le=9_007_199_254_740_991)]
Counter = Annotated[int, Meta(ge=-9_007_199_254_740_991, le=9_007_199_254_740_991)]
Instant = Annotated[int, Meta(ge=0, le=32_503_680_000_000, description="epoch milliseconds, UTC")]
Length = Annotated[int, Meta(ge=0, le=1_209_600_000, description="milliseconds, at most 14 days")]
Shift = Annotated[int, Meta(ge=-1_209_600_000, le=1_209_600_000, description="milliseconds, at most 14 days")]
Level = Annotated[float, Meta(ge=-200, le=20, description="dBFS")]
Percent = Annotated[int, Meta(ge=0, le=100)]
Dots = Annotated[int, Meta(ge=0, le=32_768)]
Gamma = Annotated[float, Meta(ge=1, le=4)]
Public = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{43}$", description="Ed25519 public key, base64url, no padding")]
Clock24 = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$", description="wall time HH:MM")]


class Wire(Struct, frozen=True, omit_defaults=True, gc=False):
    """The base of every message: frozen, and silent about what has its default value."""
