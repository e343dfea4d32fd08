"""What an incident is called, what is known of it, and what to do next: the small book of repair, by rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from controller.words import codes, say
from controller.words.instants import wall
from controller.words.readiness import because

_SAID = {"claimed-twice": "incident-claimed-twice-seen", "twin": "incident-twin-seen", "rivals": "incident-rivals-seen"}
_COUNTED = {"flood", "garbled"}
_FIGURES = {"battery": "battery", "hot": "temperature", "signal": "signal", "storage": "storage"}


def title(rule: str, device: str, place: str, count: int, lang: str) -> str:
    """``Mất liên lạc: Loa cổng chợ``; of a place, ``Mất điện hoặc mất mạng Thôn Đông: 4 thiết bị``."""
    if device:
        return say(_known(f"incident-{rule}", "incident-other", lang), lang, device=device, rule=rule)
    code = _known(f"incident-{rule}-place", "incident-other-place", lang)
    return say(code, lang, place=place, count=count, rule=rule)


def repair(rule: str, of_place: bool, lang: str) -> str:
    """What to do next."""
    if of_place and f"repair-{rule}-place" in codes(lang):
        return say(f"repair-{rule}-place", lang)
    return say(_known(f"repair-{rule}", "repair-other", lang), lang)


def detail(rule: str, known: Mapping[str, Any], zone: str, lang: str) -> str:
    """What was seen when it was opened; empty where the title says it all."""
    if rule in _OWN:
        return _OWN[rule](known, zone, lang)
    if rule in _SAID and (known.get("hardware") or known.get("boxes")):
        return say(_SAID[rule], lang, **{name: _list(value) for name, value in known.items()})
    value = known.get("value")
    if rule == "fading" and isinstance(value, int | float):
        return say("incident-fading-by", lang, lacks=round(value, 1))
    if rule in _COUNTED and isinstance(value, int | float) and value:
        return say(f"incident-{rule}-seen", lang, count=round(value))
    if rule in _FIGURES and isinstance(value, int | float):
        return say(f"sensor-{_FIGURES[rule]}-value", lang, value=round(value))
    return ""


def tried(count: int, at_ms: int, address: str, zone: str, lang: str) -> str:
    """``Đã vào mạng lại 3 lần, lần cuối lúc 21:40 27/11/2026, từ địa chỉ 203.0.113.9``."""
    where = say("box-from", lang, address=address) if address else say("box-nowhere", lang)
    return say("box-tried", lang, count=count, at=f"{wall(at_ms, zone):%H:%M %d/%m/%Y}", where=where)


def _board(known: Mapping[str, Any], _: str, lang: str) -> str:
    faults = (f"board-fault-{name}" for name in known.get("faults") or ())
    return ", ".join(say(code, lang) for code in faults if code in codes(lang))


def _unready(known: Mapping[str, Any], _: str, lang: str) -> str:
    return because([one for one in known.get("causes") or () if f"ready-cause-{one}" in codes(lang)], lang)


def _selftest(known: Mapping[str, Any], _: str, lang: str) -> str:
    return say(_known(f"reason-{known.get('reason')}", "reason-unknown", lang), lang)


def _stolen(known: Mapping[str, Any], zone: str, lang: str) -> str:
    if not known.get("at_ms"):
        return ""
    return tried(int(known["count"]), int(known["at_ms"]), str(known.get("address") or ""), zone, lang)


def _list(value: Any) -> str | int:
    return ", ".join(value) if isinstance(value, list) else value if isinstance(value, int) else str(value)


def aim(known: Mapping[str, Any], lang: str) -> str:
    """``phải chạy 2.0: hỏng, đã quay về bản cũ (bản mới không khởi động được)``."""
    state, reason = (known.get(name) or "" for name in ("state", "reason"))
    if f"box-{state}" not in codes(lang):
        return ""
    said = say("software-aim", lang, version=str(known.get("version") or ""), state=say(f"box-{state}", lang))
    return f"{said} ({say(f'reason-{reason}', lang)})" if f"reason-{reason}" in codes(lang) else said


def _parts(known: Mapping[str, Any], zone: str, lang: str) -> list[str]:
    """What cannot be applied, by its parts. The version of a timetable, or a list of keys, is when it was signed."""
    said = []
    if isinstance(known.get("timetable"), list):
        wanted, held = (_signed(number, zone) for number in known["timetable"])
        code = "incident-drift-timetable" if known["timetable"][1] else "incident-drift-nothing"
        said.append(say(code, lang, wanted=wanted, **({"held": held} if known["timetable"][1] else {})))
    if known.get("media"):
        said.append(say("incident-drift-missing", lang, count=int(known["media"])))
    if isinstance(known.get("keys"), list):
        wanted, held = (_signed(number, zone) for number in known["keys"])
        said.append(say("incident-drift-keys", lang, wanted=wanted, held=held))
    if isinstance(known.get("volume"), list):
        wanted, held = (str(number if number is not None else "?") for number in known["volume"])
        said.append(say("incident-drift-volume", lang, wanted=wanted, held=held))
    if known.get("network"):
        said.append(say("incident-drift-network", lang))
    if known.get("firmware"):
        said.append(say("incident-drift-firmware", lang))
    return said


def _signed(version: Any, zone: str) -> str:
    return f"{wall(int(version or 0), zone):%H:%M %d/%m/%Y}"


def _known(code: str, other: str, lang: str) -> str:
    return code if code in codes(lang) else other


_OWN: Mapping[str, Callable[[Mapping[str, Any], str, str], str]] = {
    "drift": lambda known, zone, lang: " ".join(_parts(known, zone, lang)),
    "board": _board,
    "unready": _unready,
    "selftest": _selftest,
    "stolen": _stolen,
    "firmware": lambda known, _, lang: aim(known, lang),
}
"""Rules whose words are made in a way of their own."""
