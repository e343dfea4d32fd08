"""The doors between the path of a broadcast and its edges: sound, pages, the wire.

The path knows these values and protocols and no more; the studio, the press and MQTT stand behind them and are
strangers to each other and to the path. A test may put in a twin that behaves.
"""

from __future__ import annotations

from controller.ports.page import Clip, Film, Kind, Label, Note, Notice, Page, Pages, Panel, Poster, Proof, Strip
from controller.ports.paper import Document, PaperPage, Taken, TakesPapers, Told
from controller.ports.sound import (
    CHIME_MS,
    TUNES,
    Around,
    Arranged,
    AudioFormat,
    Master,
    Part,
    SoundFacts,
    Sounds,
    Speech,
    Spoken,
    Variant,
)
from controller.ports.stream import Listens, Pulled, Pulls, Received
from controller.ports.voice import Voice
from controller.ports.wire import Incoming, Sends

__all__ = [
    "CHIME_MS",
    "TUNES",
    "Around",
    "Arranged",
    "AudioFormat",
    "Clip",
    "Document",
    "Film",
    "Incoming",
    "Kind",
    "Label",
    "Listens",
    "Master",
    "Note",
    "Notice",
    "Page",
    "Pages",
    "Panel",
    "PaperPage",
    "Part",
    "Poster",
    "Proof",
    "Pulled",
    "Pulls",
    "Received",
    "Sends",
    "SoundFacts",
    "Sounds",
    "Speech",
    "Spoken",
    "Strip",
    "Taken",
    "TakesPapers",
    "Told",
    "Variant",
    "Voice",
]
