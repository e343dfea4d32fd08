"""How numbers are said in a region."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manner:
    """``zero_ten`` stands for the missing tens (1 0 5), ``four`` ends 24, ``first_days`` goes before days 1 to 10."""

    zero_ten: str
    thousand: str
    four: str
    first_days: str


NORTH = Manner("linh", "nghìn", "tư", "mùng")
SOUTH = Manner("lẻ", "ngàn", "bốn", "mùng")
