"""Messages to browsers, by the push service that a browser named: sealed for it, and signed by us.

Such an address is always https and in the open Internet, whatever the settings let webhooks do: anybody who may sign in
can name one.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec

from controller.errors import Refused
from controller.post import vapid
from controller.post.calling import call, checked, place
from controller.post.failing import Failed
from controller.post.sealing import SALT, public_key, seal, secret
from controller.settings import Settings
from controller.store.post import DIGEST, Message, Wish

GONE = frozenset({404, 410})
"""The browser was closed for good, or its owner said no."""
TITLE, TEXT = 120, 300
"""Letters. A phone shows two lines, and some push services take no more than 3,000 bytes."""
LONGEST_S = 2_419_200


def judged(address: str, keys: Any, *, private: bool) -> dict[str, str]:
    """What is kept of a browser's keys, where message and address can be used. Raises ``post-push``, `calling`'s."""
    try:
        kept = {"p256dh": str(keys["p256dh"]), "auth": str(keys["auth"])}
        public_key(kept["p256dh"])
        secret(kept["auth"])
    except (KeyError, TypeError, ValueError):
        raise Refused("post-push", "target") from None
    parts = checked(address, private=False)
    place(parts.hostname or "", parts.port or 443, private=private)
    return kept


def told(message: Message) -> bytes:
    """What the page's worker reads."""
    body = message.body
    return msgspec.json.encode(
        {
            "id": message.id,
            "kind": message.kind,
            "title": _short(body["title"], TITLE),
            "text": _short(body["text"].removeprefix(body["title"]).strip(), TEXT),
            "url": body["url"],
        }
    )


def contact(settings: Settings) -> str:
    """Whom a push service may ask; empty where nobody is named."""
    if settings.notices.sender:
        return f"mailto:{settings.notices.sender}"
    return settings.http.public_url if settings.http.public_url.startswith("https:") else ""


async def send(message: Message, wish: Wish, folder: Path, settings: Settings, now_ms: int) -> None:
    """Once. Raises `Failed`."""
    salt, own = secrets.token_bytes(SALT), ec.generate_private_key(ec.SECP256R1())
    body = seal(told(message), wish.secret["p256dh"], wish.secret["auth"], own=own, salt=salt)
    headers = {
        "content-type": "application/octet-stream",
        "content-encoding": "aes128gcm",
        "authorization": vapid.authorization(folder, wish.target, contact(settings), now_ms),
        "ttl": str(min(LONGEST_S, max(0, (message.expires_ms - now_ms) // 1000))),
        "urgency": "normal",
    }
    if message.kind == DIGEST:
        headers["topic"] = DIGEST  # today's takes the place of yesterday's, which nobody has read
    status = await call(wish.target, body, headers, private=settings.notices.private)
    if not 200 <= status < 300:
        raise Failed(f"status {status}", gone=status in GONE)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
