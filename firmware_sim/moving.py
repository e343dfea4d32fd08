"""What moves on a page: strips that run, clips, and how one page takes the place of another."""

from __future__ import annotations

import io
from collections.abc import Iterator

import av
from PIL import Image, ImageSequence

from devices.messages import Clip, Strip
from devices.motion import entered, frame_of, ran
from devices.profiles import Panel
from firmware_sim.effects import Motion
from firmware_sim.shelf import Shelf

LARGEST_STRIP = 1 << 24
"""Dots of a strip: half an hour of text on the highest panel of letters."""


class Film:
    """The frames of a clip, decoded one after the other."""

    def __init__(self, data: bytes, kind: str, size: tuple[int, int]) -> None:
        self._data, self._kind, self._size = data, kind, size
        self._frames, self._at = self._open(), -1
        self._last: Image.Image | None = None

    def frame(self, number: int) -> Image.Image | None:
        """The frame of this number; None where it cannot be decoded."""
        if number < self._at:
            self._frames, self._at = self._open(), -1
        try:
            while self._at < number:
                self._last, self._at = next(self._frames), self._at + 1
        except (StopIteration, OSError, ValueError, SyntaxError, av.FFmpegError):
            self._at = number  # what is left of a damaged clip stands still
        return self._last

    def _open(self) -> Iterator[Image.Image]:
        if self._kind == "apng":
            with Image.open(io.BytesIO(self._data), formats=("PNG",)) as picture:
                for one in ImageSequence.Iterator(picture):
                    yield self._checked(one.convert("RGB"))
            return
        with av.open(io.BytesIO(self._data), mode="r", format="mp4") as film:
            for frame in film.decode(video=0):
                yield self._checked(frame.to_image())  # type: ignore[no-untyped-call]  # as PyAV declares it

    def _checked(self, picture: Image.Image) -> Image.Image:
        if picture.size != self._size:
            raise ValueError("wrong-size")
        return picture


class Moving:
    """One page with all that moves on it. Instants are by the device's own counter."""

    def __init__(
        self, still: Image.Image, before: Image.Image | None, motion: Motion, panel: Panel, shelf: Shelf
    ) -> None:
        self._still, self._before, self._motion = still, before, motion
        self._strips = [(one, made) for one in motion.strips if (made := _strip(one, panel, shelf)) is not None]
        self._film = None if motion.clip is None else _film(motion.clip, panel, shelf)

    @property
    def moves(self) -> bool:
        """Whether two frames differ, once the page is there."""
        return bool(self._strips) or self._film is not None

    def frame(self, mono: int) -> Image.Image:
        """What the driver is given at this moment."""
        motion = self._motion
        true, begun = mono - motion.zero_mono, motion.begun_mono - motion.zero_mono
        made = self._still
        if self._film is not None and motion.clip is not None:
            made = self._film.frame(frame_of(motion.clip, begun, true)) or made
        if self._strips:
            made = made.copy()
        for strip, picture in self._strips:
            made.paste(_window(picture, ran(strip, picture.width, begun, true), strip.width), (strip.left, strip.top))
        share = entered(begun, true)
        return made if share >= 1 or self._before is None else _entering(self._before, made, share, motion.enter)


def _window(strip: Image.Image, at: int, width: int) -> Image.Image:
    """So much of a strip that begins again where it ends."""
    made = strip.crop((at, 0, at + width, strip.height))
    left = at + width - strip.width
    while left > 0:
        made.paste(strip.crop((0, 0, min(left, strip.width), strip.height)), (width - left, 0))
        left -= strip.width
    return made


def _entering(before: Image.Image, page: Image.Image, share: float, how: str) -> Image.Image:
    width, height = page.size
    there = round(width * share)
    made = before.copy()
    match how:
        case "slide":
            made.paste(before, (-there, 0))
            made.paste(page, (width - there, 0))
        case "wipe":
            made.paste(page.crop((0, 0, there, height)), (0, 0))
        case _:
            return page
    return made


def _strip(one: Strip, panel: Panel, shelf: Shelf) -> Image.Image | None:
    """A strip's picture, if it fits its box and its box the panel: else the page stands still, and is right so."""
    data = shelf.read(one.media.hash)
    if data is None or one.left + one.width > panel.width or one.top + one.height > panel.height or not one.width:
        return None
    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as picture:
            if picture.height != one.height or picture.width * picture.height > LARGEST_STRIP:
                return None
            return picture.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _film(clip: Clip, panel: Panel, shelf: Shelf) -> Film | None:
    data = shelf.read(clip.media.hash)
    allowed = clip.fps <= panel.fps and clip.frames <= clip.fps * panel.clip_s
    return Film(data, clip.media.kind, (panel.width, panel.height)) if data is not None and allowed else None
