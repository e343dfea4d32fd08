"""Pictures that move. What has a sound is taken for its sound; the picture is never unpacked."""

from __future__ import annotations

from tests.studio.hostile.kit import Hostile

CORPUS = [
    Hostile("mp4 without sound", lambda kit: kit.good["silent.mp4"], "sound-not-sound", "a.mp4"),
    Hostile("mkv without sound", lambda kit: kit.good["silent.mkv"], "sound-not-sound", "a.mkv"),
    Hostile("avi without sound", lambda kit: kit.good["silent.avi"], "sound-not-sound", "a.avi"),
    Hostile("flv", lambda kit: kit.good["silent.flv"], "sound-not-sound", "a.flv"),
    Hostile("gif", lambda kit: kit.good["silent.gif"], "sound-not-sound", "a.gif"),
    Hostile("apng", lambda kit: kit.good["silent.apng"], "sound-not-sound", "a.png"),
    Hostile("avi", lambda kit: kit.good["film.avi"], "sound-not-sound", "a.avi"),
    Hostile("ts", lambda kit: kit.good["ts"], "sound-not-sound", "a.ts"),
    Hostile("mp4 with sound", lambda kit: kit.good["film.mp4"], "", "a.mp4"),
    Hostile("mkv with sound", lambda kit: kit.good["film.mkv"], "", "a.mkv"),
]
