"""What each model can do: one TOML file a model in this folder, read once.

A maker adds a model by adding a file; nothing in the program names one.
"""

from __future__ import annotations

import tomllib
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


class Output(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What its sensors show while it sounds: by this a reading is judged (see `devices.audible`)."""

    horns: int = 1
    full_ma: int = 0
    """Current through all its horns at a mean level of 0 dBFS, mA."""
    microphone_db: float = 0.0
    """What its microphone shows of a mean level of 0 dBFS, dBFS."""


COLOURS = ("red1", "amber1", "rg3", "rgb")
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

    def __post_init__(self) -> None:
        if self.colours not in COLOURS:
            raise ValueError(f"colours {self.colours!r}; known: {', '.join(COLOURS)}")
        if min(self.width, self.height) < 16 or self.pitch_mm <= 0 or self.distance_m < 0:
            raise ValueError(
                "a panel has at least 16 dots either way, a pitch above 0 and a distance that is not below 0"
            )

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
    return found


def profile(name: str) -> Profile:
    """The model called ``name``; raises `UnknownProfile`."""
    try:
        return all_profiles()[name]
    except KeyError:
        raise UnknownProfile(f"no profile {name!r}; known: {', '.join(all_profiles())}") from None
