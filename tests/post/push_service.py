"""A push service and the browser behind it, on one https socket of this machine: it checks who sends, and reads.

It is held to the RFCs by its own code, not ours: the token is verified with the key that the browser subscribed with,
and what is sealed is opened with the browser's private key, step by step as RFC 8291 has it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.certificates import certificate


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def mac(key: bytes, data: bytes) -> bytes:
    return hmac.new(key, data, hashlib.sha256).digest()


@dataclass
class Browser:
    """One subscription."""

    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = bytes(range(16))

    @property
    def point(self) -> bytes:
        return self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    @property
    def keys(self) -> dict[str, str]:
        return {"p256dh": encoded(self.point), "auth": encoded(self.auth)}

    def opened(self, body: bytes) -> bytes:
        """What is in a body. Raises where it is not for this browser, or was touched."""
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        sender, sealed = body[21 : 21 + length], body[21 + length :]
        assert len(sealed) <= size
        shared = self.private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender))
        material = mac(mac(self.auth, shared), b"WebPush: info\0" + self.point + sender + b"\1")
        root = mac(salt, material)
        key = mac(root, b"Content-Encoding: aes128gcm\0\1")[:16]
        nonce = mac(root, b"Content-Encoding: nonce\0\1")[:12]
        text, mark, _ = AESGCM(key).decrypt(nonce, sealed, None).rpartition(b"\2")
        assert mark, "no last record"
        return text


@dataclass
class PushService:
    """Answers as ``answers`` say, the last for ever; `got` is what the browser showed."""

    browser: Browser
    subscribed_with: str
    answers: list[int] = field(default_factory=lambda: [201])
    got: list[tuple[dict[str, str], dict[str, Any]]] = field(default_factory=list)
    calls: int = 0
    origin: str = ""

    @property
    def endpoint(self) -> str:
        return f"{self.origin}/push/abc"

    def take(self, headers: dict[str, str], body: bytes) -> int:
        self.calls += 1
        status = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if status == 201:
            status = self._judge(headers)
        if status == 201:
            self.got.append((headers, json.loads(self.browser.opened(body))))
        return status

    def _judge(self, headers: dict[str, str]) -> int:
        scheme, _, rest = headers["authorization"].partition(" ")
        parts = dict(one.strip().split("=", 1) for one in rest.split(","))
        head, claims, signature = parts["t"].split(".")
        if scheme != "vapid" or parts["k"] != self.subscribed_with:
            return 403
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(parts["k"]))
        raw = decoded(signature)
        der = utils.encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
        key.verify(der, f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
        said = json.loads(decoded(claims))
        assert json.loads(decoded(head)) == {"typ": "JWT", "alg": "ES256"}
        assert said["sub"].startswith(("mailto:", "https:"))
        if said["aud"] != self.origin or headers["content-encoding"] != "aes128gcm" or not headers["ttl"].isdigit():
            return 400
        self.until_s = said["exp"]
        return 201


@contextmanager
def pushing(folder: Path, subscribed_with: str, *answers: int) -> Iterator[PushService]:
    """A push service at https://127.0.0.1; its certificate is `folder/cert.pem`."""
    certificate(folder)
    made = PushService(Browser(), subscribed_with, list(answers) or [201])

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            self.send_response(made.take({name.lower(): value for name, value in self.headers.items()}, body))
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    made.origin = f"https://127.0.0.1:{server.server_port}"
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
