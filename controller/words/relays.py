"""Streams and what was wrong with them, in words."""

from __future__ import annotations

from controller.broadcast.relay_incidents import Incident
from controller.words import codes, say

CODECS = {"mp3": "MP3", "mp3float": "MP3", "aac": "AAC", "opus": "Opus", "libopus": "Opus"}
"""A decoder's name, as people know what it decodes."""


def fault(reason: str, lang: str) -> str:
    """``Nguồn không phát``."""
    name = f"fault-{reason}"
    return say(name, lang) if name in codes(lang) else reason


def heard(reason: str, loudness: float | None, codec: str, led: str, lang: str) -> str:
    """What listening to it came to."""
    if led:
        return say("relay-heard-led", lang, url=led)
    if reason:
        return fault(reason, lang)
    if loudness is None:
        return say("relay-heard-quiet", lang)
    return say("relay-heard", lang, loudness=round(loudness, 1), codec=CODECS.get(codec, codec))


def incident(one: Incident, lang: str) -> str:
    """``Đài tỉnh: nguồn không phát; 12 cụm loa``."""
    reasons = ", ".join(fault(reason, lang) for reason in one.reasons)
    name = one.name or say("relay-source-gone", lang)
    return say("relay-incident", lang, name=name, reasons=reasons, count=len(one.devices))
