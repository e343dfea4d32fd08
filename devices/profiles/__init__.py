"""What each model can do: one TOML file a model in this folder, read once.

A maker adds a model by adding a file; nothing in the program names one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from math import ceil

import msgspec

from devices.errors import UnknownProfile


class Audio(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The sound format that the box decodes."""

    codec: str
    """opus (in Ogg), mp3, or wav (16-bit PCM)."""
    sample_rate: int
    """Hz, at the output."""
    kbit_s: int
    relay: tuple[str, ...] = ()
    """Streams that it carries by itself: mp3, aac, opus, hls (`devices.relay`)."""
    live: tuple[str, ...] = ("opus",)
    """Codecs of live pieces that it decodes (`devices.live`); empty: it takes no part in live sound."""


class Output(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What its sensors show while it sounds: by this a reading is judged (see `devices.audible`)."""

    horns: int = 1
    full_ma: int = 0
    """Current through all its horns at a mean level of 0 dBFS, mA."""
    microphone_db: float = 0.0
    """What its microphone shows of a mean level of 0 dBFS, dBFS."""


COLOURS = ("red1", "amber1", "rg3", "rgb")
SMOOTH_FROM = 600
"""Dots of the shorter side from which full colour is a screen; below it is a matrix of dots."""
MOVES = ("strip", "enter", "apng", "mp4")
CLIPS = ("apng", "mp4")
SIXTEEN_MINUTES = 0.00465
"""The height that is seen at sixteen minutes of arc, as a share of the distance: ISO 9241-303 asks at least that of a
capital letter, and recommends 20 to 22. (Road signs make do with 9.5: an inch for thirty feet.)"""


class Panel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a board can show. An upright board is a profile of its own: what it is wider or higher in, it is."""

    width: int
    height: int
    colours: str
    """red1 or amber1 (one bit), rg3 (red, green, both), rgb."""
    pitch_mm: float
    """From the middle of a dot to that of the next."""
    distance_m: float = 0.0
    """How far away people stand who read it; 0 where nobody said."""
    moves: tuple[str, ...] = ()
    """What may move on it: strip, enter (a page slides or wipes in), and clips: apng, mp4 (H.264 without sound)."""
    fps: int = 0
    """Frames a second of a clip at the most."""
    clip_s: int = 0
    """Seconds of a clip at the most."""
    module: tuple[int, int] = (0, 0)
    """Dots of one of the modules that it is put together from; (0, 0): one piece."""
    full_ma: int = 0
    """Current through its supply when every dot is fully lit in all its colours; 0 without a sensor."""
    idle_ma: int = 0
    """The same when it is dark."""

    def __post_init__(self) -> None:
        if self.colours not in COLOURS:
            raise ValueError(f"colours {self.colours!r}; known: {', '.join(COLOURS)}")
        if min(self.width, self.height) < 16 or self.pitch_mm <= 0 or self.distance_m < 0:
            raise ValueError(
                "a panel has at least 16 dots either way, a pitch above 0 and a distance that is not below 0"
            )
        if strange := set(self.moves) - set(MOVES):
            raise ValueError(f"moves {', '.join(sorted(strange))}; known: {', '.join(MOVES)}")
        if not set(self.moves).isdisjoint(CLIPS) and not (0 < self.fps <= 60 and 0 < self.clip_s <= 120):
            raise ValueError("a panel that shows clips says how many frames a second (fps) and seconds (clip_s)")
        if any(self.module) and (self.width % self.module[0] or self.height % self.module[1]):
            raise ValueError("a panel is put together from whole modules")

    @property
    def dots(self) -> bool:
        """Whether its single dots are seen."""
        return self.colours != "rgb" or min(self.width, self.height) < SMOOTH_FROM

    @property
    def modules(self) -> int:
        """How many it is put together from."""
        across, down = self.module
        return (self.width // across) * (self.height // down) if across and down else 1

    @property
    def smallest_letter(self) -> int:
        """The height, in dots, of the smallest capital letter that is read from where people stand."""
        return ceil(self.distance_m * 1000 * SIXTEEN_MINUTES / self.pitch_mm)


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One model of speaker or board."""

    kind: str
    """speaker or board."""
    model: str
    storage_mb: int
    name: str = ""
    warmup_ms: int = 0
    """From switching the amplifier on to its first clean sound."""
    rtc: bool = False
    """Keeps true time through a power cut."""
    microphone: bool = False
    current_sense: bool = False
    light_sensor: bool = False
    audio: Audio | None = None
    output: Output = Output()
    panel: Panel | None = None
    slot_mb: int = 64
    """Of each of its two places for software."""
    chirps: bool = False
    """It is heard when it starts: never at night."""

    @property
    def recipe(self) -> str:
        """The key of everything made for this model: equal recipes share one rendition."""
        if self.audio is not None:
            return f"{self.audio.codec}-{self.audio.sample_rate}-{self.audio.kbit_s}"
        if self.panel is not None:
            panel = self.panel
            return f"png-{panel.width}x{panel.height}-{panel.colours}-{panel.smallest_letter}"
        return self.name


@cache
def all_profiles() -> dict[str, Profile]:
    """Every model by name, in the order of the names."""
    found = {}
    for entry in sorted(files(__package__).iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".toml"):
            name = entry.name.removesuffix(".toml")
            profile = msgspec.convert(tomllib.loads(entry.read_text("utf-8")), Profile)
            if (profile.audio is None) == (profile.panel is None):
                raise ValueError(f"profile {name}: exactly one of [audio] and [panel] must be there")
            found[name] = msgspec.structs.replace(profile, name=name)
    _same_recipe_same_motion(found.values())
    return found


def _same_recipe_same_motion(models: Iterable[Profile]) -> None:
    """What is made by one recipe is one thing: two models that share it can do the same."""
    able: dict[str, tuple[str, tuple[str, ...], int, int]] = {}
    for one in models:
        if (panel := one.panel) is not None:
            name, *can = able.setdefault(one.recipe, (one.name, panel.moves, panel.fps, panel.clip_s))
            if can != [panel.moves, panel.fps, panel.clip_s]:
                raise ValueError(f"profiles {name} and {one.name} share the recipe {one.recipe} and move differently")


def profile(name: str) -> Profile:
    """The model called ``name``; raises `UnknownProfile`."""
    try:
        return all_profiles()[name]
    except KeyError:
        raise UnknownProfile(f"no profile {name!r}; known: {', '.join(all_profiles())}") from None


def is_speaker(name: str) -> bool:
    """Whether devices of this model sound; one of a model that is no longer known counts as a speaker."""
    known = all_profiles().get(name)
    return known is None or known.kind == "speaker"
