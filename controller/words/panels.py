"""What is wrong with boards, in words."""

from __future__ import annotations

from controller.store.board_faults import Told
from controller.words import codes, say


def fault(name: str, lang: str) -> str:
    """``có mô-đun không sáng``."""
    code = f"board-fault-{name}"
    return say(code, lang) if code in codes(lang) else name


def trouble(one: Told, lang: str) -> str:
    """``Bảng chợ: màn hình đứng hình``."""
    return say("board-trouble", lang, name=one.name, fault=fault(one.fault, lang))
