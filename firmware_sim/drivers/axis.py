"""Network horns of the AXIS kind, by the maker's media clip API (VAPIX: mediaclip.cgi, playclip.cgi, stopclip.cgi).

A clip is named after its file's hash, so that it is brought there once and found again after a restart. The horn has
room for few: what was used the longest time ago makes room; what others put there is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlencode

from msgspec import Struct

from firmware_sim.drivers.clip import PREFIX, Clip
from firmware_sim.drivers.port import REFUSED, TOO_LARGE, UNREACHABLE, Done
from firmware_sim.sound import gain

CLIPS, PLAY, STOP, PARAMETERS = (f"/axis-cgi/{one}.cgi" for one in ("mediaclip", "playclip", "stopclip", "param"))
TYPES = {"mp3": "audio/mpeg", "wav": "audio/x-wav", "opus": "audio/ogg"}
MOST_CLIPS, MOST_BYTES = 10, 1_500_000
"""Where the horn does not say otherwise, as its maker has it."""
_NAME = re.compile(r"^root\.MediaClip\.M(\d+)\.Name=(.*)$", re.MULTILINE)
_CLIP = re.compile(r"(?:uploaded|updated)=(?:MediaClip\.M)?(\d+)", re.IGNORECASE)


class Ask(Struct, frozen=True):
    """One request; with a file it is a POST."""

    path: str
    query: tuple[tuple[str, str], ...] = ()
    file: bytes | None = None
    name: str = ""
    kind: str = ""

    @property
    def target(self) -> str:
        """Path and query."""
        return f"{self.path}?{urlencode(self.query)}" if self.query else self.path


class Answer(Struct, frozen=True):
    """``status`` 0: there was none."""

    status: int
    text: str = ""


Asking = Callable[[Ask, Callable[[Answer], object]], object]
"""Sends a request in the background; the answer comes later, on the caller's loop."""


class AxisHorn:
    """An `Apparatus`."""

    def __init__(self, ask: Asking) -> None:
        self._ask = ask
        self._clips: dict[str, str] | None = None
        """Number by name, the longest unused first; None: not asked yet."""
        self._others = 0
        self._most, self._bytes = MOST_CLIPS, MOST_BYTES

    def stock(self, clip: Clip, done: Done) -> None:
        if self._clips is None:
            self._list(lambda reason: done(reason) if reason else self._bring(clip, done))
        else:
            self._bring(clip, done)

    def begin(self, clip: Clip, volume: int, done: Done) -> None:
        self.stock(clip, lambda reason: done(reason) if reason else self._play(clip, volume, done))

    def end(self, done: Done) -> None:
        self._ask(Ask(STOP), lambda answer: done(reason_of(answer)))

    # ---------------------------------------------------------------- the horn's clips

    def _list(self, done: Done) -> None:
        def found(answer: Answer) -> None:
            if not (reason := reason_of(answer, wants_ok=False)):
                text = answer.text
                there = _NAME.findall(text)
                self._clips = {name.strip(): number for number, name in there if name.startswith(PREFIX)}
                self._others = len(there) - len(self._clips)
                self._most = _number(text, "MaxGroups", MOST_CLIPS)
                self._bytes = _number(text, "MaxUploadSize", 0) * 1_000_000 or MOST_BYTES
            done(reason)

        self._ask(Ask(PARAMETERS, (("action", "list"), ("group", "MediaClip"))), found)

    def _bring(self, clip: Clip, done: Done) -> None:
        clips = self._clips if self._clips is not None else {}
        if clip.name in clips:
            clips[clip.name] = clips.pop(clip.name)
            done("")
        elif len(clip.data) > self._bytes:
            done(TOO_LARGE)
        elif clips and len(clips) + self._others >= self._most:
            number = clips.pop(next(iter(clips)))
            query = (("action", "remove"), ("clip", number))
            self._ask(Ask(CLIPS, query), lambda answer: self._room(clip, answer, done))
        else:
            self._upload(clip, done)

    def _room(self, clip: Clip, answer: Answer, done: Done) -> None:
        if reason := reason_of(answer):
            self._clips = None
            done(reason)
        else:
            self._upload(clip, done)

    def _upload(self, clip: Clip, done: Done) -> None:
        def up(answer: Answer) -> None:
            number = _CLIP.search(answer.text)
            reason = reason_of(answer) or ("" if number else REFUSED)
            if number is not None and not reason and self._clips is not None:
                self._clips[clip.name] = number.group(1)
            done(reason)

        query = (("action", "upload"), ("media", "audio"), ("name", clip.name))
        self._ask(Ask(CLIPS, query, clip.data, f"{clip.name}.{clip.kind}", TYPES.get(clip.kind, "audio/basic")), up)

    def _play(self, clip: Clip, volume: int, done: Done) -> None:
        number = (self._clips or {}).get(clip.name, "")
        share = str(max(1, round(100 * gain(volume))) if volume else 0)

        def played(answer: Answer) -> None:
            reason = reason_of(answer)
            if reason:
                self._clips = None  # somebody took the clip away: look again the next time
            done(reason)

        self._ask(Ask(PLAY, (("clip", number), ("volume", share))), played)


def reason_of(answer: Answer, *, wants_ok: bool = True) -> str:
    """'' or why it did not go as it should."""
    if not answer.status:
        return UNREACHABLE
    if answer.status != 200 or (wants_ok and not answer.text.lstrip().upper().startswith("OK")):
        return REFUSED
    return ""


def _number(text: str, name: str, otherwise: int) -> int:
    found = re.search(rf"^root\.MediaClip\.{name}=(\d+)\s*$", text, re.MULTILINE)
    return int(found.group(1)) if found else otherwise
