"""Files that point elsewhere: lists, descriptions, references inside of containers. Nobody goes where they point."""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.studio.hostile.kit import Hostile, Kit

LISTS = {
    "m3u": "#EXTM3U\n#EXTINF:9,x\n{0}\n{2}\n",
    "m3u8": "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{0}\n#EXTINF:9,\n{2}\n#EXT-X-ENDLIST\n",
    "m3u8 with a key": '#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="{2}"\n#EXTINF:9,\n{1}\n#EXT-X-ENDLIST\n',
    "m3u8 with a map": '#EXTM3U\n#EXT-X-MAP:URI="{1}"\n#EXTINF:9,\nconcat:{0}|{0}\n#EXT-X-ENDLIST\n',
    "m3u8 of lists": "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n{2}\n#EXT-X-STREAM-INF:BANDWIDTH=2\n{1}\n",
    "pls": "[playlist]\nFile1={0}\nFile2={2}\nNumberOfEntries=2\n",
    "ffconcat": "ffconcat version 1.0\nfile '{0}'\nfile '{2}'\n",
    "concat": "file '{0}'\nfile '{2}'\n",
    "subfile": "subfile,,start,0,end,0,,:{0}\n",
    "asx": "<asx version='3.0'><entry><ref href='{2}'/></entry><entry><ref href='{1}'/></entry></asx>",
    "wpl": "<?wpl version='1.0'?><smil><body><seq><media src='{0}'/><media src='{2}'/></seq></body></smil>",
    "xspf": "<?xml version='1.0'?><playlist><trackList><track><location>{2}</location></track></trackList></playlist>",
    "dash": "<?xml version='1.0'?><MPD type='static'><Period><AdaptationSet mimeType='audio/mp4'>"
    "<Representation id='1'><BaseURL>{2}</BaseURL></Representation></AdaptationSet></Period></MPD>",
    "sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio {port} RTP/AVP 0\n",
    "cue": 'FILE "{0}" WAVE\n  TRACK 01 AUDIO\n    INDEX 01 00:00:00\n',
    "edl": "# mpv EDL v0\n{0},0,10\n{2},0,10\n",
    "ram": "{2}\n{4}\n",
    "url": "[InternetShortcut]\nURL={2}\n",
    "rss": "<rss><channel><item><enclosure url='{2}' type='audio/mpeg'/></item></channel></rss>",
    "qtref": "RTSPtextRTSP://{2}\r\n",
    "dvd": "<dvd file='{0}'/>",
    "vpp": "#EXTM3U\n/dev/zero\n/proc/self/environ\n/dev/random\n",
}


def listed(kit: Kit, text: str, front: bytes = b"") -> bytes:
    return front + text.format(*kit.places, port=kit.port).encode()


def id3(*frames: tuple[bytes, bytes]) -> bytes:
    body = b"".join(name + struct.pack(">I", len(one)) + b"\0\0" + one for name, one in frames)
    return b"ID3\x03\x00\x00" + bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0)) + body


def tagged(kit: Kit) -> bytes:
    """Pictures by address, links to other files: an MP3 that plays, and whose tag asks for more."""
    url = kit.places[2].encode()
    frames = (
        (b"APIC", b"\0-->\0\3\0" + url),
        (b"LINK", b"APIC" + url + b"\0x"),
        (b"WXXX", b"\0\0" + url),
        (b"WOAF", url),
        (b"RVA2", b"\xff" * 50),
    )
    return id3(*frames) + kit.good["mp3"]


def reference(kind: bytes, record: bytes, flags: int = 0) -> bytes:
    return struct.pack(">I4sI", 12 + len(record), kind, flags) + record


def alias(kit: Kit) -> bytes:
    return alias_of(kit.secret)


def alias_of(secret: Path) -> bytes:
    """A reference of QuickTime that names a file by its absolute path."""
    path, name = bytes(secret), secret.name.encode()[:63]
    record = bytes(50) + bytes([len(name)]) + name.ljust(63, b"\0") + bytes(16)
    record += struct.pack(">HH", 1, 1) + bytes(16) + struct.pack(">HH", 2, len(path)) + path + bytes(len(path) % 2)
    return reference(b"alis", record + b"\xff\xff\0\0")


def url(kit: Kit, number: int) -> bytes:
    return reference(b"url ", kit.places[number].encode() + b"\0")


def pointing(kit: Kit, ending: str, entry: Callable[[Kit], bytes]) -> bytes:
    """The movie with its own data reference replaced by another."""
    return referring(kit.good[ending], entry(kit))


def referring(movie: bytes, entry: bytes) -> bytes:
    """A movie whose data is where ``entry``, a data reference, says."""
    old = movie.index(b"dref") - 4
    (size,) = struct.unpack_from(">I", movie, old)
    new = struct.pack(">I4sII", 16 + len(entry), b"dref", 0, 1) + entry
    grown = bytearray(movie[:old] + new + movie[old + size :])
    for box in (b"dinf", b"minf", b"mdia", b"trak", b"moov"):
        at = grown.index(box) - 4
        struct.pack_into(">I", grown, at, struct.unpack_from(">I", grown, at)[0] + len(new) - size)
    return bytes(grown)


def ebml(name: int, body: bytes) -> bytes:
    raw = name.to_bytes((name.bit_length() + 7) // 8)
    return raw + (len(body) | 1 << 56).to_bytes(8) + body


def attached(kit: Kit) -> bytes:
    """A Matroska with a font and a playlist attached, and with the file of another named as its next part."""
    web = kit.good["webm"]
    mark = web.index(b"\x18\x53\x80\x67")
    file = ebml(0x466E, b"list.m3u8") + ebml(0x4660, b"application/x-mpegURL") + ebml(0x46AE, b"\1")
    file += ebml(0x465C, listed(kit, LISTS["m3u8"]))
    more = ebml(0x1941A469, ebml(0x61A7, file)) + ebml(0x1549A966, ebml(0x3E83BB, str(kit.secret).encode()))
    width = 9 - web[mark + 4].bit_length()
    old = int.from_bytes(web[mark + 4 : mark + 4 + width]) & ((1 << 7 * width) - 1)
    size = (old + len(more) | 1 << 56).to_bytes(8)
    return web[: mark + 4] + size + more + web[mark + 4 + width :]


CORPUS = [
    *(Hostile(name, partial(listed, text=text), "sound-not-sound", f"a.{name[:4]}") for name, text in LISTS.items()),
    *(
        Hostile(f"{name} behind {front}", partial(listed, text=LISTS[name], front=mark), "sound-not-sound")
        for name in ("m3u8", "ffconcat")
        for front, mark in (("a tag", id3((b"TIT2", b"\0x"))), ("zeros", bytes(64)), ("a mark", b"\xef\xbb\xbf"))
    ),
    Hostile("mp3 whose tag asks for more", tagged, ""),
    Hostile("mov kept in another file", partial(pointing, ending="mov", entry=alias), "sound-broken", "a.mov"),
    Hostile("m4a kept at an address", partial(pointing, ending="m4a", entry=partial(url, number=2)), ""),
    Hostile("m4a kept in a file", partial(pointing, ending="m4a", entry=partial(url, number=1)), ""),
    Hostile("webm with a list attached", attached, "", "a.webm"),
]
