"""What a browser calls itself, in words that its owner knows."""

from __future__ import annotations

from controller.words import say

# The first that fits: browsers name those that they descend from, too.
_PROGRAMS = (
    ("Zalo", "Zalo"),
    ("coc_coc_browser", "Cốc Cốc"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_DEVICES = (
    ("iPhone", "iphone"),
    ("iPad", "ipad"),
    ("Android", "android"),
    ("CrOS", "chromebook"),
    ("Windows", "windows"),
    ("Macintosh", "mac"),
    ("Linux", "linux"),
)


def said(agent: str, lang: str) -> str:
    """``Chrome, điện thoại Android``; a program that is no browser by the name it gives itself."""
    program = next((name for sign, name in _PROGRAMS if sign in agent), "")
    device = next((name for sign, name in _DEVICES if sign in agent), "")
    if not program and not device:
        return (
            say("agent-program", lang, name=agent.split("/", maxsplit=1)[0][:40])
            if agent
            else say("agent-unknown", lang)
        )
    where = say(f"agent-{device or 'other'}", lang)
    return say("agent-on", lang, program=program, device=where) if program else where
