"""Sounds that end too early: in the middle, and behind their heads."""

from __future__ import annotations

from functools import partial

from tests.studio.hostile.kit import Hostile, Kit

CUT = ("mp3", "wav", "flac", "ogg", "opus", "m4a", "mov", "aac", "webm", "aiff", "caf", "wma", "amr", "3gp")
HEADS = {
    "mp3": "sound-not-sound",
    "aac": "sound-not-sound",
}
"""What 60 bytes of it are, where they are not a broken file."""


def first(kit: Kit, ending: str, share: float) -> bytes:
    body = kit.good[ending]
    return body[: round(len(body) * share)] if share else body[:60]


CORPUS = [
    *(Hostile(f"half of {one}", partial(first, ending=one, share=0.5), "sound-broken", f"a.{one}") for one in CUT),
    *(
        Hostile(f"head of {one}", partial(first, ending=one, share=0.0), HEADS.get(one, "sound-broken"), f"a.{one}")
        for one in CUT
    ),
    Hostile("nothing", lambda kit: b"", "sound-empty"),
    Hostile("a byte", lambda kit: b"\xff", "sound-not-sound"),
    Hostile("a frame of mp3", lambda kit: kit.good["mp3"][:417], "sound-not-sound"),
]
