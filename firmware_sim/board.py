"""The panel: decodes a picture, checks that it is made for this panel, and keeps what was shown and when.

`Board` writes a PNG at each change, named by its instant, as a passer-by saw it; what moves is made when somebody looks
(`look`). `VirtualBoard` only knows each picture's fingerprint. Both can be broken (`blind`) without noticing.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Protocol

from PIL import Image, UnidentifiedImageError

from devices.messages import Media, PanelState
from devices.profiles import Panel
from firmware_sim import light
from firmware_sim.blind import WELL, Blind
from firmware_sim.effects import Motion
from firmware_sim.events import Event, NotShown, Sensed, Shown
from firmware_sim.moving import Moving
from firmware_sim.shelf import Shelf
from firmware_sim.timeline import stamp
from firmware_sim.timers import Timers

LARGEST_FILE = 32 << 20
"""Bytes of a PNG; a full-HD one has seldom more than 8 MiB."""


class NotPicture(Exception):
    """Its reason is reported: undecodable, wrong-size, no-media."""


class Screen(Protocol):
    """What a device's panel can do."""

    def show(self, name: str, page: Media | None, motion: Motion | None = None) -> None:
        """Show a page, or nothing; `Shown` or `NotShown` is told, and what the panel senses (`Sensed`)."""

    def shine(self, bright: int, gamma: float) -> None:
        """How bright it is from now on."""

    def blind(self, blind: Blind) -> None:
        """What is broken in it from now on."""

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
        mono: Callable[[], int] | None = None,
    ) -> None:
        """``mono`` is the device's own counter; what moves goes by it."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self.panel, self._timers, self._shelf = folder, panel, timers, shelf
        self.tell, self.glass = tell, glass
        self._mono = mono or (lambda: int(timers.now()))
        self._blind, self._bright, self._gamma = WELL, light.FULL, light.EYE
        self._page = ""
        self._given = self._frame = self._dark()
        """What the driver was given, and what it shows."""
        self._moving: Moving | None = None
        self._stopped: Image.Image | None = None
        self._looking = Lock()
        self._lit = False
        self._last = ""
        self.files: list[Path] = []

    def show(self, name: str, page: Media | None, motion: Motion | None = None) -> None:
        try:
            picture = self._decode(page)
        except NotPicture as why:
            self.tell(NotShown(name, str(why)))
            return
        before, self._given, self._lit = self._given, picture, True
        self._page = page.hash if page is not None else ""
        self._moving = None
        if motion is not None:
            self._moving = Moving(picture, before, motion, self.panel, self._shelf)
        if not self._blind.stuck:
            self._frame = picture
        self._put()
        self.tell(Shown(name, self._read_back()))
        self._tell_state()

    def shine(self, bright: int, gamma: float) -> None:
        self._bright, self._gamma = bright, gamma
        self._tell_state()

    def blind(self, blind: Blind) -> None:
        if blind.stuck and not self._blind.stuck:
            self._stopped = self._now()
        self._blind = blind
        if not blind.stuck:
            self._frame, self._stopped = self._given, None
        self._put()
        self._tell_state()

    def power_off(self) -> None:
        self._given = self._frame = self._dark()
        self._moving, self._lit, self._page = None, False, ""
        self._put()

    def look(self) -> Image.Image:
        """What a passer-by sees at this moment. From any thread."""
        with self._looking:
            return self._passes(self._now())

    @property
    def moves(self) -> bool:
        """Whether it looks otherwise in a moment."""
        return self._moving is not None and not self._blind.stuck

    def _now(self) -> Image.Image:
        if self._blind.stuck:
            return self._stopped or self._frame
        return self._frame if self._moving is None else self._moving.frame(self._mono())

    def _passes(self, frame: Image.Image) -> Image.Image:
        seen = self._blind.seen(frame, self.panel)
        return light.looks(seen, self._bright / 100 * self._blind.left, self._gamma)

    def _tell_state(self) -> None:
        if self._lit:
            self.tell(Sensed(self._read_back(), self._state()))

    def _read_back(self) -> str:
        return fingerprint(self._blind.read_back(self._frame, self.panel))

    def _state(self) -> PanelState:
        panel, blind = self.panel, self._blind
        asked = light.given(self._given, panel.colours, self._bright, self._gamma)
        out = light.given(blind.seen(self._frame, panel), panel.colours, self._bright, self._gamma)
        moves = not blind.stuck if self._moving is not None and self._moving.moves else None
        current = blind.current(panel, asked, out)
        return PanelState(*blind.size(panel), self._page, moves, self._bright, asked, current, blind.dead)

    def _decode(self, page: Media | None) -> Image.Image:
        if page is None:
            return self._dark()
        data = self._shelf.read(page.hash)
        if data is None:
            raise NotPicture("no-media")
        return decode(data, self.panel.width, self.panel.height)

    def _dark(self) -> Image.Image:
        return Image.new("RGB", (self.panel.width, self.panel.height))

    def _put(self) -> None:
        print_ = fingerprint(self._blind.seen(self._frame, self.panel))
        if print_ == self._last:
            return
        self._last, picture = print_, self._passes(self._frame)
        path = self._folder / f"{stamp(self._timers.now())}-{print_[:8]}.png"
        temporary = path.with_suffix(".new")
        picture.save(temporary, "PNG")
        temporary.replace(path)
        self.files.append(path)
        if self.glass is not None:
            self.glass.draw(picture)


class VirtualBoard:
    """A panel of a fleet: pictures are decoded once for all panels of one size. It has no light to be measured."""

    __slots__ = ("_blind", "_bright", "_frame", "_moves", "_page", "_panel", "_prints", "_shelf", "tell")

    def __init__(
        self, panel: Panel, shelf: Shelf, tell: Callable[[Event], object], prints: dict[tuple[str, int, int], str]
    ) -> None:
        self._panel, self._shelf, self.tell, self._prints = panel, shelf, tell, prints
        self._blind, self._bright = WELL, light.FULL
        self._page = self._frame = ""
        self._moves = False

    def show(self, name: str, page: Media | None, motion: Motion | None = None) -> None:
        try:
            print_ = self._print(page)
        except NotPicture as why:
            self.tell(NotShown(name, str(why)))
            return
        self._page = page.hash if page is not None else ""
        if not self._blind.stuck:
            self._frame = print_
        self.tell(Shown(name, self._frame))
        self._moves = motion is not None and bool(motion.strips or motion.clip)
        self._tell_state()

    def shine(self, bright: int, gamma: float) -> None:  # noqa: ARG002 - nobody sees it
        self._bright = bright
        self._tell_state()

    def blind(self, blind: Blind) -> None:
        healed = self._blind.stuck and not blind.stuck
        self._blind = blind
        if healed:
            self._frame = self._prints.get((self._page, self._panel.width, self._panel.height), self._frame)
        self._tell_state()

    def power_off(self) -> None:
        self._page = self._frame = ""

    def _tell_state(self) -> None:
        blind, moves = self._blind, not self._blind.stuck if self._moves else None
        if self._frame:
            state = PanelState(*blind.size(self._panel), self._page, moves, self._bright, dead=blind.dead)
            self.tell(Sensed(self._frame, state))

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
