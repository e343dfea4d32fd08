"""A place's own words: names of hamlets and people, abbreviations, and how they are said there.

An entry holds from the next notice on; what was made and agreed to stays as it was heard.
"""

from __future__ import annotations

import re
import unicodedata

from controller.broadcast.desk import Desk
from controller.errors import NotFound, Refused
from controller.people.who import Who, require
from controller.reading.lexicon import folded
from controller.store import areas, audit, lexicon
from controller.store.lexicon import Entry

MOST_ENTRIES = 2_000
LONGEST_WRITTEN, LONGEST_SPOKEN = 100, 200


def key_of(written: str, exact: bool) -> str:
    """What an entry is found by in its area: the same word cannot be said in two ways."""
    plain = " ".join(unicodedata.normalize("NFC", written).split())
    return plain if exact else folded(plain)


def put(desk: Desk, who: Who, area: str, written: str, spoken: str, exact: bool = False) -> Entry:
    """Say a word so from now on, instead of how it was said."""
    written, spoken = (" ".join(unicodedata.normalize("NFC", text).split()) for text in (written, spoken))
    if not re.match(r"\w", written) or len(written) > LONGEST_WRITTEN:
        raise Refused("lexicon-written", "written", limit=LONGEST_WRITTEN)
    if not re.search(r"[^\W\d_]", spoken) or len(spoken) > LONGEST_SPOKEN:
        raise Refused("lexicon-spoken", "spoken", limit=LONGEST_SPOKEN)
    entry = Entry(area, key_of(written, exact), written, spoken, exact, who.user_id, desk.now_ms())
    with desk.store.write() as conn:
        require(who, "write", areas.known(conn, area).path)
        if lexicon.count(conn, area) >= MOST_ENTRIES:
            raise Refused("lexicon-full", "written", limit=MOST_ENTRIES)
        lexicon.put(conn, entry)
        detail = {"written": written, "spoken": spoken}
        audit.append(conn, entry.entered_ms, who.login, "lexicon-put", area, detail, address=desk.address)
    return entry


def remove(desk: Desk, who: Who, area: str, written: str, exact: bool = False) -> Entry:
    """Say a word as the reader would again; how it was said."""
    with desk.store.write() as conn:
        require(who, "write", areas.known(conn, area).path)
        key = key_of(written, exact)
        gone = next((one for one in lexicon.of_area(conn, area) if one.key == key), None)
        if gone is None or not lexicon.remove(conn, area, key):
            raise NotFound("lexicon-unknown", "written", written=written)
        audit.append(conn, desk.now_ms(), who.login, "lexicon-remove", area, {"written": written}, address=desk.address)
    return gone
