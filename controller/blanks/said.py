"""What was typed into a gap, as a notice says it: ``2026-11-25`` → ``thứ Tư, ngày 25/11/2026``."""

from __future__ import annotations

from datetime import date, time

_DAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def said(kind: str, typed: str, *, short: bool = False) -> str:
    """In the words of a notice; what is no date or hour stays as it was typed."""
    typed = " ".join(typed.split()) if kind != "long" else typed.strip()
    try:
        match kind:
            case "date" if typed:
                return _day(date.fromisoformat(typed), short)
            case "time" if typed:
                return _hour(time.fromisoformat(typed))
    except ValueError:
        return typed
    return typed


def _day(day: date, short: bool) -> str:
    return f"ngày {day:%d/%m}" if short else f"{_DAYS[day.weekday()]}, ngày {day:%d/%m/%Y}"


def _hour(hour: time) -> str:
    return f"{hour.hour} giờ" + (f" {hour.minute} phút" if hour.minute else "")
