"""Messages to programs, signed after the convention of Standard Webhooks: HMAC-SHA256 over id, time and body."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import UTC, datetime

import msgspec

from controller.post.calling import call
from controller.post.failing import Failed
from controller.store.post import Message, Wish

PREFIX = "whsec_"
GONE = 410


def new_key() -> str:
    """A key as receivers enter it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(24)).decode()


def signature(key: str, id: str, second: int, body: bytes) -> str:
    """``v1,…``"""
    secret = base64.b64decode(key.removeprefix(PREFIX))
    signed = hmac.new(secret, f"{id}.{second}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(signed).decode()}"


def body_of(message: Message) -> bytes:
    """What a program reads."""
    at = datetime.fromtimestamp(message.made_ms / 1000, UTC).isoformat(timespec="milliseconds")
    told = {"type": message.kind, "timestamp": at.replace("+00:00", "Z"), "id": message.id}
    return msgspec.json.encode(told | {name: message.body[name] for name in ("title", "text", "url", "data")})


async def send(message: Message, wish: Wish, now_ms: int, *, private: bool) -> None:
    """Once. Raises `Failed`; any answer but 2xx is one, and 410 says that nobody wants it any more."""
    body, second = body_of(message), now_ms // 1000
    headers = {
        "content-type": "application/json",
        "user-agent": "tienglang",
        "webhook-id": message.id,
        "webhook-timestamp": str(second),
        "webhook-signature": signature(wish.secret["key"], message.id, second, body),
    }
    status = await call(wish.target, body, headers, private=private)
    if not 200 <= status < 300:
        raise Failed(f"status {status}", gone=status == GONE)
