"""One call to an address that somebody entered: where it may lead, how long it may take, how much is listened to.

The name is looked up once, held against what may be reached, and the connection goes to that very place, so that the
name cannot mean another one a moment later. Nothing is followed, and of an answer only the first line counts.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Mapping
from functools import cache
from urllib.parse import SplitResult, urlsplit

import httpx

from controller.errors import Refused
from controller.post.failing import Failed
from controller.reachable import is_open

WHOLE_S = 15.0
"""For everything: name, connection, encryption, answer. One that drips a byte a second gets no more than others."""
LONGEST = 1_000


def checked(address: str, *, private: bool) -> SplitResult:
    """The parts of an address that may be entered. Raises ``post-address``, ``post-address-plain``."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise Refused("post-address", "target") from None
    clean = address.isprintable() and address.isascii() and " " not in address and len(address) <= LONGEST
    if not clean or parts.scheme not in ("https", "http") or not parts.hostname or parts.username or port == 0:
        raise Refused("post-address", "target")
    if parts.scheme == "http" and not private:
        raise Refused("post-address-plain", "target")
    return parts


def place(host: str, port: int, *, private: bool) -> str:
    """The IP address to connect to. Raises ``post-nowhere``, ``post-private``."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Refused("post-nowhere", "target", host=host) from None
    places = [str(one[4][0]) for one in found]
    if not places or (not private and not all(is_open(one) for one in places)):
        raise Refused("post-private" if places else "post-nowhere", "target", host=host)
    return places[0]


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


async def call(
    address: str, body: bytes, headers: Mapping[str, str], *, private: bool, whole_s: float = WHOLE_S
) -> int:
    """Send ``body`` there; the status of the answer. Raises `Failed` where there is none in time."""
    try:
        return await asyncio.wait_for(_call(address, body, headers, private), whole_s)
    except TimeoutError:
        raise Failed("timeout") from None
    except Refused as refused:
        raise Failed(refused.code) from None
    except ssl.SSLError:
        raise Failed("tls") from None
    except (httpx.HTTPError, OSError, ValueError) as problem:
        raise Failed("tls" if "SSL" in str(problem) else "connection") from None


async def _call(address: str, body: bytes, headers: Mapping[str, str], private: bool) -> int:
    parts = checked(address, private=private)
    assert parts.hostname is not None  # checked
    port = parts.port or (443 if parts.scheme == "https" else 80)
    there = await asyncio.to_thread(place, parts.hostname, port, private=private)
    url = httpx.URL(address).copy_with(host=there, port=port)
    host = parts.netloc.rpartition("@")[2]
    trust = _trust() if parts.scheme == "https" else False
    async with httpx.AsyncClient(verify=trust, follow_redirects=False, trust_env=False, timeout=WHOLE_S) as client:
        asked = client.build_request(
            "POST", url, content=body, headers={**headers, "host": host}, extensions={"sni_hostname": parts.hostname}
        )
        answer = await client.send(asked, stream=True)  # the body is never read
        await answer.aclose()
        return answer.status_code
