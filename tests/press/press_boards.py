"""Every panel that has a profile, and words to try on them."""

from __future__ import annotations

import random
from dataclasses import replace

from controller.broadcast.board import panel_of
from controller.press.values import Panel
from devices.profiles import all_profiles

MOVING: dict[str, Panel] = {name: panel_of(model) for name, model in all_profiles().items() if model.panel}
PANELS = {name: replace(panel, moves=()) for name, panel in MOVING.items()}
"""The same where nothing moves: all that there is to say stands on their pages."""

WORDS = (
    "Xã Tân Hòa lịch cắt điện nghỉ lễ Quốc khánh người dân thôn Đông Đoài Bắc nước lũ quét sơ tán ngay về nhà văn hóa "
    "khuyến khích tiêm phòng đợt trẻ em dưới tuổi mang theo sổ khám Ẫ ỆỘỮ ngoằn ngoèo nghiêng nghiệt trườn QUYẾT ĐỊNH "
    "thường trực UBND ông Nguyễn Văn Ước bà Lò Thị Ộ đề nghị thực hiện nghiêm chỉnh"
)
SYLLABLES = WORDS.split()
NUMBERS = (
    "15 / 3", "15 km", "từ 07:30 đến 11:00", "ngày 25/11/2026", "1 200 000 đồng", "8 giờ 30", "tháng 3 năm 2026",
    "cấp 12", "22 kV", "0210 3 555 115", "30 - 40 mm", "3 : 2", "50 %", "(2 mũi)", "số 42/2024",
)  # fmt: skip
MARKS = (",", ".", ";", ":", "!", "?", "…", " !", " :", " ,", ")")


def vietnamese(seed: int, words: int) -> str:
    """Random text, the same for the same seed: syllables, numbers with their units, punctuation, new lines."""
    rng = random.Random(seed)
    parts: list[str] = []
    while len(parts) < words:
        one = rng.choice(NUMBERS) if rng.random() < 0.18 else rng.choice(SYLLABLES)
        if rng.random() < 0.04:
            one = "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 9)))
        if rng.random() < 0.15:
            one += rng.choice(MARKS)
        parts.append(one + ("\n" if rng.random() < 0.06 else ""))
    return " ".join(parts)
