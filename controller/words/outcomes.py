"""How late something began on a device, why it did not at all, and whether it was heard, in words."""

from __future__ import annotations

from controller.store import proofs
from controller.store.deliveries import Delivery
from controller.store.ladder import MISSED
from controller.words import codes, instants, lengths, say

ON_TIME_MS = 5_000
"""What a resident does not notice."""
DARK = "dark"


def late(one: Delivery, policy: str, why: str, zone: str, lang: str) -> str:
    """``Bắt đầu trễ 4 phút vì mất điện.``; nothing where it began on time.

    ``policy`` is the announcement's word for lateness, ``why`` the reason that the device gave when it began.
    """
    if one.rung == MISSED and one.reason == DARK and one.ended_ms is not None:
        return say("outcome-missed-dark", lang, until=_clock(one.ended_ms, one.due_ms, zone))
    begun = one.started_ms
    if begun is None or begun - one.due_ms < ON_TIME_MS:
        return ""
    known = f"outcome-because-{why}"
    because = " " + say(known, lang) if why and known in codes(lang) else ""
    if policy == "again":
        return say("outcome-again", lang, at=_clock(begun, one.due_ms, zone), because=because)
    length = lengths.length(round((begun - one.due_ms) / 1000), lang)
    return say("outcome-joined" if policy == "join" else "outcome-late", lang, length=length, because=because)


def heard(one: Delivery, lang: str) -> str:
    """``Đã phát nhưng không nghe thấy: loa hỏng hoặc ampli tắt. …``: what became of a sound, and what to do about it;
    nothing where it sounded as it should, or nobody can say."""
    proof = proofs.read(one.proof)
    code = f"verdict-{proof.verdict}"
    if not proof.verdict or code not in codes(lang):
        return ""
    whole = lengths.length(round((proof.whole_ms or 0) / 1000), lang)
    came = lengths.length((proof.heard_ms or 0) // 1000, lang)
    lost = lengths.length(round((proof.lost_ms or 0) / 1000), lang)
    return say(code, lang, heard=came, whole=whole, lost=lost, lacks=proof.lacks_db or 0)


def summary(count: int, worst_ms: int, lang: str) -> str:
    """``2 thiết bị bắt đầu trễ, nhiều nhất 4 phút.``; nothing where all began on time."""
    return (
        say("outcome-late-devices", lang, count=count, length=lengths.length(round(worst_ms / 1000), lang))
        if count
        else ""
    )


def _clock(at_ms: int, due_ms: int, zone: str) -> str:
    """The time of day, with the date where it is another day's."""
    local = instants.wall(at_ms, zone)
    same = local.date() == instants.wall(due_ms, zone).date()
    return f"{local:%H:%M}" if same else f"{local:%H:%M} {local:%d/%m/%Y}"
