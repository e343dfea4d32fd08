"""What a board shows and how: pictures by hash, clips, the playlist's windows, brightness."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from devices.messages.wire import Clock24, Count, Dots, Gamma, Hash, Length, Percent, Wire, Word


class Media(Wire, frozen=True, omit_defaults=True, gc=False):
    """A file, named by its bytes. The device fetches ``media_url + hash`` (or ``url``), and verifies it."""

    hash: Hash
    bytes: Annotated[int, Meta(ge=1, le=2_147_483_648)]
    kind: Annotated[str, Meta(pattern=r"^[a-z0-9]{1,16}$", description="opus, mp3, wav, png, apng, mp4, relay")]
    length: Length = 0
    """Of a sound, in milliseconds."""


class Strip(Wire, frozen=True, omit_defaults=True, gc=False):
    """A picture as high as its box on the page, which runs through it from right to left without end."""

    media: Media
    left: Dots
    top: Dots
    width: Dots
    height: Dots
    speed: Annotated[int, Meta(ge=1, le=2_000, description="dots a second")]
    steady: bool = False
    """It runs on by true time over a change of pages, as a ticker does; else it begins with its page."""


class Clip(Wire, frozen=True, omit_defaults=True, gc=False):
    """Frames in place of the page's picture, from when the page comes, again and again."""

    media: Media
    fps: Annotated[int, Meta(ge=1, le=60)]
    frames: Annotated[int, Meta(ge=1, le=7_200)]


class Page(Wire, frozen=True, omit_defaults=True, gc=False):
    """One picture of a notice and how long it stays before the next, in milliseconds.

    The picture is right by itself. What moves comes on top, for a panel whose profile says that it can.
    """

    media: Media
    dwell: Length = 10_000
    strips: Annotated[tuple[Strip, ...], Meta(max_length=4)] = ()
    clip: Clip | None = None
    enter: Word = ""
    """How it takes the place of the page before: ``slide`` from the right, ``wipe`` from the left; anything else: at
    once."""

    @property
    def files(self) -> tuple[Media, ...]:
        """All that is fetched for it."""
        moving = tuple(strip.media for strip in self.strips)
        return (self.media, *moving, self.clip.media) if self.clip is not None else (self.media, *moving)


class Window(Wire, frozen=True, omit_defaults=True, gc=False):
    """Hours in which a horn may sound: ISO weekdays (Monday is 1) and wall time, never across midnight."""

    days: tuple[Annotated[int, Meta(ge=1, le=7)], ...]
    start: Clock24
    end: Clock24
    cap: Percent = 100


class Glow(Wire, frozen=True, omit_defaults=True, gc=False):
    """How bright a board is in some hours; of several that fit the first counts."""

    days: tuple[Annotated[int, Meta(ge=1, le=7)], ...]
    start: Clock24
    end: Clock24
    bright: Annotated[int, Meta(ge=1, le=100)]
    gamma: Gamma = 2.2


class Screen(Wire, frozen=True, omit_defaults=True, gc=False):
    """When a board is lit, and how brightly (see `screen`)."""

    off: tuple[Window, ...] = ()
    """Hours in which the panel is dark, but for emergencies."""
    glows: tuple[Glow, ...] = ()
    bright: Annotated[int, Meta(ge=1, le=100)] = 100
    """In all other hours, percent."""
    gamma: Gamma = 2.2
    light: tuple[tuple[Count, Percent], ...] = ()
    """By light sensor: lux, and the most percent at that; rising, straight lines between. Never above the hour's."""
