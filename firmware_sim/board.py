"""The panel: decodes a picture, checks that it is made for this panel, and keeps what was shown and when.

`Board` writes a PNG at each change, named by its instant; `VirtualBoard` only knows each picture's fingerprint.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PIL import Image, UnidentifiedImageError

from devices.messages import Media
from devices.profiles import Panel
from firmware_sim.events import Event, NotShown, Shown
from firmware_sim.shelf import Shelf
from firmware_sim.timeline import stamp
from firmware_sim.timers import Timers

LARGEST_FILE = 32 << 20
"""Bytes of a PNG; a full-HD one has seldom more than 8 MiB."""


class NotPicture(Exception):
    """Its reason is reported: undecodable, wrong-size, no-media."""


class Screen(Protocol):
    """What a device's panel can do."""

    def show(self, name: str, page: Media | None) -> None:
        """Show a page, or nothing; `Shown` or `NotShown` is told."""

    def power_off(self) -> None:
        """Dark; nothing is told."""


class Glass(Protocol):
    """A window on the machine's own screen."""

    def draw(self, picture: Image.Image) -> None:
        """Show this."""


def decode(data: bytes, width: int, height: int) -> Image.Image:
    """The picture as RGB. Raises `NotPicture`; its size is looked at before it is unpacked."""
    if len(data) > LARGEST_FILE:
        raise NotPicture("too-large")
    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as picture:
            if picture.size != (width, height):
                raise NotPicture("wrong-size")
            return picture.convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NotPicture("undecodable") from error


def fingerprint(picture: Image.Image) -> str:
    """SHA-256 of the raw frame: RGB, row by row."""
    return hashlib.sha256(picture.tobytes()).hexdigest()


class Board:
    """A panel that can be looked at."""

    def __init__(
        self,
        folder: Path,
        panel: Panel,
        timers: Timers,
        shelf: Shelf,
        tell: Callable[[Event], object],
        glass: Glass | None = None,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._panel, self._timers, self._shelf = folder, panel, timers, shelf
        self.tell, self.glass = tell, glass
        self._last = ""
        self.files: list[Path] = []

    def show(self, name: str, page: Media | None) -> None:
        try:
            picture = self._decode(page)
        except NotPicture as why:
            self.tell(NotShown(name, str(why)))
            return
        print_ = fingerprint(picture)
        self._put(picture, print_)
        self.tell(Shown(name, print_))

    def power_off(self) -> None:
        picture = self._dark()
        self._put(picture, fingerprint(picture))

    def _decode(self, page: Media | None) -> Image.Image:
        if page is None:
            return self._dark()
        data = self._shelf.read(page.hash)
        if data is None:
            raise NotPicture("no-media")
        return decode(data, self._panel.width, self._panel.height)

    def _dark(self) -> Image.Image:
        return Image.new("RGB", (self._panel.width, self._panel.height))

    def _put(self, picture: Image.Image, print_: str) -> None:
        if print_ == self._last:
            return
        self._last = print_
        path = self._folder / f"{stamp(self._timers.now())}-{print_[:8]}.png"
        temporary = path.with_suffix(".new")
        picture.save(temporary, "PNG")
        temporary.replace(path)
        self.files.append(path)
        if self.glass is not None:
            self.glass.draw(picture)


class VirtualBoard:
    """A panel of a fleet: pictures are decoded once for all panels of one size."""

    __slots__ = ("_panel", "_prints", "_shelf", "tell")

    def __init__(
        self, panel: Panel, shelf: Shelf, tell: Callable[[Event], object], prints: dict[tuple[str, int, int], str]
    ) -> None:
        self._panel, self._shelf, self.tell, self._prints = panel, shelf, tell, prints

    def show(self, name: str, page: Media | None) -> None:
        try:
            print_ = self._print(page)
        except NotPicture as why:
            self.tell(NotShown(name, str(why)))
        else:
            self.tell(Shown(name, print_))

    def power_off(self) -> None:
        """Dark."""

    def _print(self, page: Media | None) -> str:
        panel = self._panel
        key = (page.hash if page else "", panel.width, panel.height)
        known = self._prints.get(key)
        if known is None:
            if page is None:
                known = fingerprint(Image.new("RGB", (panel.width, panel.height)))
            else:
                data = self._shelf.read(page.hash)
                if data is None:
                    raise NotPicture("no-media")
                known = fingerprint(decode(data, panel.width, panel.height))
            self._prints[key] = known
        return known
