"""How a box that knows only an address and a code gets its identity: the code's form, and what the box asks.

A code is 16 signs of Crockford's alphabet, which people read out and type without mistaking 0 for O or 1 for I: fifteen
by chance (75 bits) and one that checks them. The check is a sum in the field of 32 elements, each place with a weight
of its own, so that one wrong sign and any two that changed places are always found.
"""

from __future__ import annotations

import re
from typing import Annotated

from msgspec import Meta, Struct

from devices.messages import Word

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM = 15
"""Signs by chance; 5 bits each."""
GROUP = 4
_ALIKE = str.maketrans("OIL", "011", " -\u2010\u2011\u2012\u2013.")
_MODULUS = 0b100101
"""x⁵ + x² + 1: it makes x a generator, so the weights of 31 places differ."""

Nonce = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{22,64}$", description="128 random bits or more, base64url")]


class Claim(Struct, frozen=True, omit_defaults=True):
    """What a box asks with, once, over HTTPS."""

    code: Annotated[str, Meta(max_length=40)]
    nonce: Nonce
    """Made by the box before it first asks, and kept: with the same it may ask again while the answer is lost."""
    hardware: Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[!-~]+$")]
    """What its maker calls it: a serial number."""
    profile: Word = ""
    """Its model, if it knows it: another than the code is for is told, and the code stays good."""

    def __repr__(self) -> str:
        """Without the secrets, so that no log ever holds them."""
        return f"Claim({self.hardware!r})"


def whole(fifteen: str) -> str:
    """Fifteen signs with the one that checks them."""
    return fifteen + SIGNS[_sum(fifteen)]


def read(typed: str) -> str | None:
    """A code as somebody typed it, in its one form; None where it cannot be one."""
    text = typed.upper().translate(_ALIKE)
    if not re.fullmatch(f"[{SIGNS}]{{{RANDOM + 1}}}", text) or whole(text[:RANDOM]) != text:
        return None
    return text


def shown(code: str) -> str:
    """``7K2M-9QRT-…``: as it is printed."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def label(server: str, device: str, code: str) -> str:
    """What a label's picture says. A telephone opens the device's page with it; the code stands behind ``#``, which no
    browser sends to anybody."""
    return f"{server}/t/{device}#{shown(code)}"


def of_label(text: str) -> tuple[str, str] | None:
    """The server and the code of a label that was read; None where it is none of ours."""
    found = re.fullmatch(r"(https?://[^\s#?]+?)/t/[a-z0-9-]{1,64}#(\S{1,40})", text.strip())
    code = read(found[2]) if found else None
    return (found[1], code) if found and code else None


def _sum(signs: str) -> int:
    total = 0
    for sign in reversed(signs):
        total = _times_x(total ^ SIGNS.index(sign))
    return total


def _times_x(element: int) -> int:
    doubled = element << 1
    return doubled ^ _MODULUS if doubled & 0b100000 else doubled
