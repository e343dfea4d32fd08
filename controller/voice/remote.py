"""A speech service somewhere else, by address and key.

It is asked as OpenAI's speech service is, which many programs for one's own server speak too: a POST of JSON with
``model``, ``input``, ``voice``, ``speed`` and ``response_format``, answered by a WAV file. The key goes to that address
and nowhere else: no redirect is followed.
"""

from __future__ import annotations

import io
import time
import wave
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field

import httpx

from controller.errors import Refused
from controller.ports import Spoken
from controller.voice.portion import LARGEST, checked

HEAD = 4_096
"""What a WAV may have around its samples."""
HEARD = 100
"""Of 32,768: speech has peaks a hundred times as high."""


@dataclass(frozen=True, slots=True)
class Remote:
    """One voice of one service."""

    url: str
    key: str = field(repr=False)
    model: str
    voice: str
    region: str = "north"
    seconds: float = 30.0
    """For one portion, from the question to the last byte."""

    def say(self, portions: Iterable[str], speed: int) -> Generator[Spoken, None, None]:
        """Portion after portion. Raises ``Refused`` (voice-away, -refuses, -slow, -wrong)."""
        headers = {"accept-encoding": "identity"} | ({"authorization": f"Bearer {self.key}"} if self.key else {})
        wait = httpx.Timeout(self.seconds, connect=min(5.0, self.seconds))
        with httpx.Client(timeout=wait, follow_redirects=False, headers=headers, trust_env=False) as client:
            for text in portions:
                question = {"model": self.model, "voice": self.voice, "input": text, "speed": speed / 100}
                yield checked(unpacked(self._asked(client, {**question, "response_format": "wav"})))

    def _asked(self, client: httpx.Client, question: dict[str, object]) -> bytes:
        end = time.monotonic() + self.seconds
        got = bytearray()
        try:
            with client.stream("POST", self.url, json=question) as answer:
                if answer.status_code != 200:
                    raise Refused("voice-refuses", status=str(answer.status_code))
                for piece in answer.iter_raw():  # not unpacked: it could be a bomb
                    got += piece
                    if len(got) > LARGEST + HEAD:
                        raise Refused("voice-wrong")
                    if time.monotonic() > end:
                        raise Refused("voice-slow")
        except httpx.TimeoutException as error:
            raise Refused("voice-slow") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Refused("voice-away") from error
        return bytes(got)


def unpacked(file: bytes) -> Spoken:
    """The samples of a WAV with one channel of 16 bits. Raises ``Refused("voice-wrong")``."""
    try:
        with wave.open(io.BytesIO(file)) as sound:
            if sound.getnchannels() != 1 or sound.getsampwidth() != 2:
                raise Refused("voice-wrong")
            # services that write while they speak leave the length open: what came is what there is
            spoken = Spoken(sound.getframerate(), sound.readframes(len(file) // 2))
    except (wave.Error, EOFError) as error:
        raise Refused("voice-wrong") from error
    samples = memoryview(spoken.samples[: len(spoken.samples) // 2 * 2]).cast("h")
    if max(samples, default=0) < HEARD:  # a service that says yes and speaks to nobody
        raise Refused("voice-wrong")
    return spoken
