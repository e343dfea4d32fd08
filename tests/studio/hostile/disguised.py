"""Everything else that can be called a.mp3: papers, pages, pictures, archives, programs; and sounds of false names."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import struct
import tarfile
import zipfile
import zlib

from tests.studio.hostile.kit import SECRET, Hostile, Kit


def zipped(kit: Kit) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as bundle:
        bundle.writestr("a.mp3", kit.good["mp3"])
        bundle.writestr("word/document.xml", "<w:document/>")
    return packed.getvalue()


def zip_bomb(kit: Kit) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("a.wav", bytes(20_000_000))
    return packed.getvalue()


def tarred(kit: Kit) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as bundle:
        link = tarfile.TarInfo("a.mp3")
        link.type, link.linkname = tarfile.SYMTYPE, str(kit.secret)
        bundle.addfile(link)
    return packed.getvalue() + kit.good["mp3"]


TEXTS = {
    "page": lambda kit: f"<!doctype html><audio src='{kit.places[2]}'></audio>".encode(),
    "svg": lambda kit: f"<svg xmlns='http://www.w3.org/2000/svg'><image href='{kit.places[1]}'/></svg>".encode(),
    "json": lambda kit: json.dumps({"url": kit.places[2], "data": "A" * 9_000}).encode(),
    "entities": lambda kit: f"<!DOCTYPE a [<!ENTITY x SYSTEM '{kit.places[1]}'>]><a>&x;</a>".encode(),
    "laughing entities": lambda kit: (
        b"<!DOCTYPE a ["
        + b"".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10 if n else 'ha'}'>".encode() for n in range(12))
        + b"]><a>&e11;</a>"
    ),
    "text": lambda kit: "Kính thưa bà con, ngày mai có lịch tiêm phòng.\n".encode() * 50,
    "text of two bytes": lambda kit: "Kính thưa bà con".encode("utf-16") * 50,
    "script": lambda kit: b"#!/bin/sh\ntouch canary\n" + kit.good["mp3"],
    "php": lambda kit: b"<?php system($_GET['c']); ?>" + kit.good["mp3"],
    "subtitles": lambda kit: b"1\n00:00:01,000 --> 00:00:04,000\nXin chao\n\n" * 40,
    "web subtitles": lambda kit: b"WEBVTT\n\n00:01.000 --> 00:04.000\nXin chao\n\n" * 40,
    "styled subtitles": lambda kit: b"[Script Info]\nTitle: x\n[Events]\nDialogue: 0,0:00:01.00,0:00:04.00,,,,,,,x\n",
    "data address": lambda kit: b"data:audio/mpeg;base64,//uQZAAAAAAA" * 90,
}

OTHERS = {
    "zip": zipped,
    "zip bomb": zip_bomb,
    "tar with a link": tarred,
    "gzip": lambda kit: gzip.compress(kit.good["wav"]),
    "gzip bomb": lambda kit: gzip.compress(bytes(30_000_000)),
    "xz": lambda kit: lzma.compress(kit.good["wav"]),
    "7z": lambda kit: b"7z\xbc\xaf\x27\x1c\x00\x04" + kit.good["mp3"],
    "rar": lambda kit: b"Rar!\x1a\x07\x01\x00" + kit.good["mp3"],
    "program": lambda kit: b"\x7fELF\x02\x01\x01" + bytes(9) + kit.good["mp3"],
    "program of Windows": lambda kit: b"MZ\x90\x00" + bytes(60) + kit.good["mp3"],
    "program of Java": lambda kit: b"\xca\xfe\xba\xbe\x00\x00\x00\x34" + kit.good["mp3"],
    "paper": lambda kit: b"%PDF-1.7\n1 0 obj<</URI(" + kit.places[2].encode() + b")>>\n" + kit.good["mp3"],
    "old paper": lambda kit: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + kit.good["mp3"],
    "picture": lambda kit: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(17) + kit.good["mp3"],
    "photo": lambda kit: b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(5_000) + b"\xff\xd9" + kit.good["mp3"],
    "bitmap": lambda kit: b"BM" + struct.pack("<IHHI", 1_000, 0, 0, 54) + bytes(990),
    "tiff": lambda kit: b"II*\x00\x08\x00\x00\x00" + bytes(900),
    "icon": lambda kit: b"\x00\x00\x01\x00\x01\x00" + bytes(900),
    "font": lambda kit: b"\x00\x01\x00\x00\x00\x0c" + bytes(900),
    "database": lambda kit: b"SQLite format 3\x00" + bytes(4_080),
    "caught packets": lambda kit: b"\xd4\xc3\xb2\xa1\x02\x00\x04\x00" + bytes(900),
    "zeros": lambda kit: bytes(10_000),
    "ones": lambda kit: b"\xff" * 60_000,
    "noise": lambda kit: zlib.compress(kit.good["wav"])[2:40_000].translate(bytes(range(255, -1, -1))),
    "secret itself": lambda kit: SECRET * 100,
}

CORPUS = [
    *(Hostile(name, make, "sound-not-sound") for name, make in (TEXTS | OTHERS).items()),
    Hostile("mp3 called a photo", lambda kit: kit.good["mp3"], "", "anh.jpg"),
    Hostile("wav called mp3", lambda kit: kit.good["wav"], "", "a.mp3"),
    Hostile("m4a called wav", lambda kit: kit.good["m4a"], "", "a.wav"),
    Hostile("flac called a way out", lambda kit: kit.good["flac"], "", "../../../etc/cron.d/a"),
    Hostile("ogg with a name of 300 letters", lambda kit: kit.good["ogg"], "", "ố" * 300 + ".ogg"),
]
