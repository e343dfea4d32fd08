"""Opening a stream over HTTP, and nothing else: the signed address, and what it names at the same place.

ffmpeg's decoders see bytes and no network. What an HLS list names comes here too and is held against the signed
address, so a playlist, a redirect or a crafted file cannot lead a box anywhere else.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from urllib.parse import urljoin

import httpx

from devices.relay import DEAD, WRONG, Relay, keeps_to, same_station

TIMEOUT_S = 4.0
MOST_HOPS = 3
UNHEARD_BYTES = 256 * 1024
"""So much may come without a single frame of sound in it."""
A_LOT_BYTES = 8 * 1024
"""So much is more than a stream needs to begin."""
LISTS = ("mpegurl", "text/html", "scpls", "json", "xml")
"""Parts of the content types that are no sound."""


class Lost(Exception):
    """There is no stream, or no more; the text is why."""


class Stream:
    """The bytes of one address, as a file that ffmpeg reads."""

    def __init__(self, budget: Budget, answer: httpx.Response) -> None:
        self._budget, self._answer = budget, answer
        self._chunks: Iterator[bytes] = answer.iter_raw()
        self._left = b""

    def read(self, size: int = 4_096) -> bytes:
        """What has come, at most ``size`` bytes; empty where it has ended."""
        if not self._budget.wanted:
            return b""
        if not self._left:
            self._left = self._budget.spend(next(self._chunks, b""))
        piece, self._left = self._left[:size], self._left[size:]
        return piece

    def close(self) -> None:
        """Hang up."""
        self._answer.close()


class Budget:
    """What a stream may cost before a frame of sound comes of it; and whether anybody still wants it."""

    def __init__(self) -> None:
        self.wanted = True
        self.unheard = 0

    def heard(self) -> None:
        """A frame of sound came."""
        self.unheard = 0

    def spend(self, data: bytes) -> bytes:
        """Count what came. Raises `Lost`."""
        self.unheard += len(data)
        if self.unheard > UNHEARD_BYTES:
            raise Lost(WRONG)
        return data


class Opener:
    """Opens the signed address and its own parts, by one client."""

    def __init__(self, signed: Relay, budget: Budget, at: str = "", trust: ssl.SSLContext | bool = True) -> None:
        self._signed, self._station, self._budget, self._at = signed.url, signed.station, budget, at
        self.title = ""
        """What the station calls itself."""
        self.led = ""
        """Where it would have gone on, if it leads elsewhere."""
        self._client = httpx.Client(
            timeout=TIMEOUT_S,
            verify=trust,
            trust_env=False,
            follow_redirects=False,
            headers={"accept-encoding": "identity"},
        )

    def open(self, url: str, *, sound: bool = True) -> Stream:
        """Raises `Lost`, also where it calls itself another station; with ``sound`` where it says that it is none."""
        for _ in range(1 + MOST_HOPS):
            if not keeps_to(self._signed, url):
                self.led = self.led or (url if url.startswith(("http://", "https://")) else "")
                raise Lost(WRONG)
            answer = self._get(url)
            if answer.is_redirect:
                answer.close()
                url = urljoin(url, answer.headers.get("location", ""))
                continue
            if answer.status_code != httpx.codes.OK:
                answer.close()
                raise Lost(DEAD)
            self.title = self.title or answer.headers.get("icy-name", "")
            said = answer.headers.get("content-type", "").lower()
            another = not same_station(self._station, answer.headers.get("icy-name", ""))
            if another or (sound and any(word in said for word in LISTS)):
                answer.close()
                raise Lost(WRONG)
            return Stream(self._budget, answer)
        raise Lost(WRONG)

    def close(self) -> None:
        """Hang up everything."""
        self._client.close()

    def _get(self, url: str) -> httpx.Response:
        try:
            return self._client.send(self._request(url), stream=True)
        except (httpx.HTTPError, httpx.InvalidURL):
            raise Lost(DEAD) from None

    def _request(self, url: str) -> httpx.Request:
        """At the place that the name was found to mean, where somebody has looked; else where it leads now."""
        if not self._at:
            return self._client.build_request("GET", url)
        named = httpx.URL(url)
        return self._client.build_request(
            "GET",
            named.copy_with(host=self._at),
            headers={"host": named.netloc.decode("ascii")},
            extensions={"sni_hostname": named.host},
        )
