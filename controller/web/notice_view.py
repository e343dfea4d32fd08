"""Ways of being told, and the last messages, as their owner reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from controller.store.post import Message, Wish
from controller.web import moments
from controller.words import codes, say
from controller.words.instants import wall


def way(one: Wish, names: Mapping[str, str], lang: str) -> dict[str, Any]:
    """One way, and whether it works."""
    return {
        "id": one.id,
        "channel": say(f"notice-channel-{one.channel}", lang),
        "target": address(one, lang),
        "endpoint": one.target if one.channel == "push" else "",
        "kinds": ", ".join(say(f"notice-kind-{kind}", lang) for kind in one.kinds),
        "severity": say(f"notice-least-{one.severity}", lang),
        "place": names.get(one.area, one.area),
        "quiet": say("notice-quiet-from", lang, hours=one.quiet) if one.quiet else "",
        "active": one.active,
        "wrong": say("notice-failing", lang, count=one.failures, reason=reason(one.error, lang))
        if one.failures
        else "",
    }


def sent(one: Message, ways: Sequence[Wish], zone: str, lang: str) -> dict[str, Any]:
    """One message, and what became of it."""
    target = next((address(each, lang) for each in ways if each.id == one.wish), "")
    return {
        "when": moments.when(wall(one.made_ms, zone), lang),
        "title": one.body["title"],
        "target": target,
        "outcome": one.outcome,
        "said": say(f"notice-outcome-{one.outcome or 'waiting'}", lang),
        "error": reason(one.error, lang) if one.outcome != "sent" else "",
    }


def address(one: Wish, lang: str) -> str:
    """Where it goes. A browser's address is a hundred letters that say nothing but whose browser it is."""
    if one.channel != "push":
        return one.target
    return say("notice-browser", lang, host=urlsplit(one.target).hostname or "")


def reason(error: str, lang: str) -> str:
    """Why it did not arrive, where there are words for it."""
    code = f"notice-reason-{error}"
    return say(code, lang) if code in codes(lang) else error
