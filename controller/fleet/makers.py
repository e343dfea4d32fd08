"""The makers of boxes, as far as we have to know them: whose key signs the images of which models.

The private half never comes here. What is vouched for by the root, off line, is the public half: whoever takes over
this service can send a box only what its maker has signed.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from sqlalchemy import Connection

from controller.errors import Clash, Refused
from controller.fleet.keys import ROOT_AREA, load_root, publish
from controller.store import facts, keys
from devices.firmware import maker_of
from devices.keys import Role
from devices.profiles import all_profiles
from devices.signing import PublicKey

LIFE_MS = 10 * 365 * 86_400_000
"""A maker's key lies in a safe, and boxes are in the field for ten years."""
_PUBLIC = re.compile(r"[A-Za-z0-9_-]{43}")


def admit(
    conn: Connection, folder: Path, public: str, models: Collection[str], now_ms: int, root_file: Path | None = None
) -> keys.Key:
    """Let a maker's key sign the images of these models, on every device that hears the new list.

    Raises ``Refused("maker-key-malformed")``, ``Refused("profile-unknown")``, ``Clash("maker-known")``.
    """
    if not _PUBLIC.fullmatch(public):
        raise Refused("maker-key-malformed", "public")
    known = all_profiles()
    if not models or (strange := sorted(set(models) - set(known))):
        raise Refused("profile-unknown", "model", profile=", ".join(strange if models else []), known=", ".join(known))
    root = load_root(folder, root_file)
    kid = maker_of(PublicKey(public))
    if keys.get(conn, kid) is not None:
        raise Clash("maker-known", kid=kid)
    scope = facts.get(conn, ROOT_AREA) or ""
    made = keys.Key(kid, public, [str(Role.FIRMWARE)], scope, now_ms, now_ms + LIFE_MS, models=sorted(set(models)))
    keys.add(conn, made)
    publish(conn, root, now_ms)
    return made
