"""Sounds of other kinds: what we do not read is said to be so, never handed to a decoder that nobody looked at."""

from __future__ import annotations

import struct

from tests.studio.hostile.kit import Hostile

NO = "sound-not-sound"
CORPUS = [
    Hostile("midi", lambda kit: b"MThd\x00\x00\x00\x06\x00\x01\x00\x01\x01\xe0MTrk" + bytes(900), NO, "a.mid"),
    Hostile("tracker of an Amiga", lambda kit: b"x".ljust(1_080, b"\0") + b"M.K." + bytes(9_000), NO, "a.mod"),
    Hostile("tracker of 1994", lambda kit: b"Extended Module: x".ljust(60, b"\0") + bytes(9_000), NO, "a.xm"),
    Hostile("tracker of a PC", lambda kit: bytes(44) + b"SCRM" + bytes(9_000), NO, "a.s3m"),
    Hostile("single bits", lambda kit: b"DSD " + struct.pack("<QQQ", 28, 92, 0) + b"fmt " + bytes(9_000), NO, "a.dsf"),
    Hostile(
        "single bits of Philips", lambda kit: b"FRM8" + struct.pack(">Q", 9_000) + b"DSD " + bytes(9_000), NO, "a.dff"
    ),
    Hostile("ac3", lambda kit: kit.good["ac3"], NO, "a.ac3"),
    Hostile("real audio", lambda kit: kit.good["ra"], NO, "a.ra"),
    Hostile("wavpack", lambda kit: kit.good["wv"], NO, "a.wv"),
    Hostile("tta", lambda kit: kit.good["tta"], NO, "a.tta"),
    Hostile("au", lambda kit: kit.good["au"], NO, "a.au"),
    Hostile("monkey", lambda kit: b"MAC \x96\x0f" + bytes(9_000), NO, "a.ape"),
    Hostile("musepack", lambda kit: b"MPCKSH" + bytes(9_000), NO, "a.mpc"),
    Hostile("speech of Skype", lambda kit: b"\x02#!SILK_V3" + bytes(9_000), NO, "a.silk"),
    Hostile("wma", lambda kit: kit.good["wma"], "", "a.wma"),
    Hostile("3gp", lambda kit: kit.good["3gp"], "", "a.3gp"),
    Hostile("amr", lambda kit: kit.good["amr"], "", "a.amr"),
    Hostile("caf", lambda kit: kit.good["caf"], "", "a.caf"),
    Hostile("wma of no length", lambda kit: kit.good["wma"][:16] + b"\xff" * 8 + kit.good["wma"][24:], ""),
    Hostile(
        "caf of chunks of exabytes",
        lambda kit: kit.good["caf"][:12] + b"\x7f" * 8 + kit.good["caf"][20:],
        "sound-broken",
        "a.caf",
    ),
]
