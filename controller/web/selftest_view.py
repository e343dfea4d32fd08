"""What the self-tests of a box found, for its page."""

from __future__ import annotations

from sqlalchemy import Connection

from controller.store import selftests
from controller.store.selftests import SelfTest
from controller.web import moments
from controller.web.sights import worded
from controller.words import say
from controller.words.instants import wall

SHOWN = 8


def shown(conn: Connection, device: str, zone: str, lang: str) -> list[dict[str, object]]:
    """The last ones, the newest first."""
    return [
        {
            "when": moments.when(wall(one.at_ms, zone), lang),
            "passed": one.passed,
            "what": ", ".join(_said(one, lang)),
        }
        for one in selftests.of_device(conn, device, SHOWN)
    ]


def _said(one: SelfTest, lang: str) -> list[str]:
    said = [say(f"web-selftest-kind-{one.kind}", lang)]
    if one.calibrates:
        said.append(say("web-selftest-calibrates", lang))
    if one.reason:
        said.append(worded("reason", one.reason, lang))
    if one.current is not None:
        said.append(say("web-selftest-current", lang, current=one.current))
    if one.lacks is not None and not one.calibrates:
        said.append(say("web-selftest-lacks", lang, lacks=one.lacks))
    return said
