"""Passwords: argon2id hashes, two rules (twelve characters, and nobody's first guess), and a maker of random ones.

Length is what counts; rules about capitals and signs, and passwords that run out, make people write them down (NIST
SP 800-63B, section 5.1.1; decision 107).
Passwords are compared in Unicode's composed form, because keyboards differ in how they send "ế".
"""

from __future__ import annotations

import functools
import secrets
import threading
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from controller.errors import Refused
from controller.people.guessable import is_guessable

SHORTEST = 12
LONGEST = 256
"""Nobody remembers more; a megabyte to hash would be an attack."""


class Cost(NamedTuple):
    """What a hash costs whoever makes one."""

    memory_kib: int
    passes: int
    lanes: int


COST = Cost(19_456, 2, 1)
"""OWASP's least for argon2id: an old PC has to serve it too."""
_AT_ONCE = threading.BoundedSemaphore(4)  # each takes its memory: a hundred sign-ins at once must not eat the machine

_CONSONANTS = "bdghkmnprstv"
_VOWELS = "aeiou"
_WORDS, _SYLLABLES, _FIGURES = 3, 3, 3


def checked(password: str, known: Iterable[str] = ()) -> str:
    """The password as it is hashed. ``known`` is what anybody can know of the person: login, name, place.

    Raises ``Refused``: ``password-short``, ``password-long`` or ``password-guessable``.
    """
    composed = unicodedata.normalize("NFC", password)
    if len(composed) < SHORTEST:
        raise Refused("password-short", "password", least=SHORTEST)
    if len(composed) > LONGEST:
        raise Refused("password-long", "password", most=LONGEST)
    if is_guessable(composed, known):
        raise Refused("password-guessable", "password")
    return composed


def hashed(password: str, known: Iterable[str] = ()) -> str:
    """What is stored. Takes some 50 ms on purpose: never inside a transaction. Raises as `checked` does."""
    good = checked(password, known)
    with _AT_ONCE:
        return _argon2(COST).hash(good)


def fits(password: str, stored: str | None) -> tuple[bool, str | None]:
    """Whether ``password`` is the one behind ``stored``, and a newer hash to store if the old one is too weak by now.

    ``stored`` None (nobody has this login) costs as much time as a wrong password.
    """
    composed = unicodedata.normalize("NFC", password[: LONGEST + 1])
    with _AT_ONCE:
        fit, newer = _argon2(COST).verify_and_update(composed, _nobodys(COST) if stored is None else stored)
    return (fit, newer) if stored is not None else (False, None)


def random() -> str:
    """A new password that can be read out over the telephone: 62 random bits, no letters that look alike."""
    words = ["".join(_syllable() for _ in range(_SYLLABLES)) for _ in range(_WORDS)]
    return "-".join([*words, "".join(secrets.choice("23456789") for _ in range(_FIGURES))])


def _syllable() -> str:
    return secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS)


@functools.cache
def _argon2(cost: Cost) -> PasswordHash:
    return PasswordHash([Argon2Hasher(memory_cost=cost.memory_kib, time_cost=cost.passes, parallelism=cost.lanes)])


@functools.cache
def _nobodys(cost: Cost) -> str:
    return _argon2(cost).hash(secrets.token_urlsafe())
