"""A network horn as its maker describes it: clips with numbers, a few at most, played one at a time.

`answer` is the whole horn without a socket; `serving` puts it behind HTTP with digest authentication (RFC 7616, MD5,
as such horns still ask for).
"""

from __future__ import annotations

import hashlib
import re
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

REALM = "AXIS_ACCC8E000000"
_FILE = re.compile(rb'filename="[^"]*"\r\n(?:[^\r\n]+\r\n)*\r\n(.*)\r\n--', re.DOTALL)


@dataclass
class AxisTwin:
    """``sounded`` is what it played: clip's file, volume, from when to when."""

    now: Callable[[], float]
    length_ms: Callable[[bytes], float] = len
    groups: int = 10
    megabytes: int = 0
    """0: it does not say, and takes 1.5 MB."""
    down: bool = False
    forbids: bool = False
    clips: dict[int, tuple[str, bytes]] = field(default_factory=dict)
    sounded: list[tuple[bytes, int, float, float]] = field(default_factory=list)
    _playing: tuple[bytes, int, float] | None = None

    def settle(self) -> None:
        """What has come to its end by now."""
        if self._playing is not None:
            data, volume, since = self._playing
            if self.now() >= since + self.length_ms(data):
                self._over(since + self.length_ms(data))
            del volume

    @property
    def plays(self) -> bool:
        """Whether something sounds now."""
        self.settle()
        return self._playing is not None

    def answer(self, method: str, target: str, body: bytes = b"") -> tuple[int, str]:
        """Status and text."""
        self.settle()
        parts = urlsplit(target)
        asked = dict(parse_qsl(parts.query))
        if self.forbids:
            return 401, ""
        match parts.path.rpartition("/")[2]:
            case "param.cgi":
                return 200, self._listed(asked.get("group", ""))
            case "playclip.cgi":
                return self._play(asked)
            case "stopclip.cgi":
                self._over(self.now())
                return 200, "OK\nstopping"
            case "mediaclip.cgi" if asked.get("action") == "upload" and method == "POST":
                return self._take(asked, body)
            case "mediaclip.cgi" if asked.get("action") == "remove":
                return self._remove(asked)
        return 404, "404 Not Found"

    def _listed(self, group: str) -> str:
        if group != "MediaClip":
            return "# Error: Error -1 getting param in group"
        lines = [f"root.MediaClip.MaxGroups={self.groups}"]
        lines += [f"root.MediaClip.MaxUploadSize={self.megabytes}"] if self.megabytes else []
        for number, (name, _) in sorted(self.clips.items()):
            at = f"root.MediaClip.M{number}"
            lines += [f"{at}.Name={name}", f"{at}.Location=/etc/audioclips/MediaClip.M{number}", f"{at}.Type=audio"]
        return "\n".join(lines) + "\n"

    def _take(self, asked: dict[str, str], body: bytes) -> tuple[int, str]:
        found = _FILE.search(body)
        if found is None or asked.get("media") != "audio":
            return 400, "400 Bad Request\nno file"
        data = found.group(1)
        if len(data) > (self.megabytes * 1_000_000 or 1_500_000) or len(self.clips) >= self.groups:
            return 400, "400 Bad Request\nno room"
        number = next(one for one in range(self.groups) if one not in self.clips)
        self.clips[number] = (asked.get("name", f"Clip MediaClip.M{number}"), data)
        return 200, f"OK\nuploaded={number}"

    def _remove(self, asked: dict[str, str]) -> tuple[int, str]:
        number = int(asked.get("clip", "-1"))
        if self.clips.pop(number, None) is None:
            return 400, "400 Bad Request\nno such clip"
        return 200, f"OK\nremoved={number}"

    def _play(self, asked: dict[str, str]) -> tuple[int, str]:
        number, volume = asked.get("clip", ""), asked.get("volume", "100")
        if not number.isdigit() or int(number) not in self.clips or not volume.isdigit() or int(volume) > 1000:
            return 400, "400 Bad Request\nno such clip"
        self._over(self.now())
        self._playing = (self.clips[int(number)][1], int(volume), self.now())
        return 200, f"OK\nplaying={number}"

    def _over(self, at: float) -> None:
        if self._playing is not None:
            data, volume, since = self._playing
            self.sounded.append((data, volume, since, at))
            self._playing = None


def _digest(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


@contextmanager
def serving(twin: AxisTwin, user: str, password: str) -> Iterator[str]:
    """Its address, with digest authentication in front."""
    nonces: set[str] = set()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", "0")))
            if not self._known():
                nonce = secrets.token_hex(8)
                nonces.add(nonce)
                challenge = f'Digest realm="{REALM}", nonce="{nonce}", algorithm=MD5, qop="auth"'
                self._say(401, "", {"www-authenticate": challenge})
                return
            self._say(*twin.answer(self.command, self.path, body), {})

        do_GET = do_POST = _serve  # noqa: N815  the server's spelling

        def _known(self) -> bool:
            said = dict(re.findall(r'(\w+)="?([^",]*)"?', self.headers.get("authorization", "")))
            if said.get("nonce") not in nonces or said.get("username") != user:
                return False
            first = _digest(f"{user}:{REALM}:{password}")
            second = _digest(f"{self.command}:{said.get('uri', '')}")
            middle = ":".join(said.get(one, "") for one in ("nonce", "nc", "cnonce", "qop"))
            return said.get("response") == _digest(f"{first}:{middle}:{second}")

        def _say(self, status: int, text: str, headers: dict[str, str]) -> None:
            data = text.encode()
            self.send_response(status)
            for name, value in (headers | {"content-type": "text/plain", "content-length": str(len(data))}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
