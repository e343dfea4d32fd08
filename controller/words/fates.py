"""What became of one time of an announcement, in words: shortened, moved, dropped, and because of what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from controller.words import Value, codes, say
from controller.words.instants import moment
from controller.words.lengths import length
from schedules.findings import Finding
from schedules.questions import announcement_of

FAMILY = "fate"


def sentence(finding: Finding, titles: Mapping[str, str], zone: str, lang: str) -> str:
    """``Phát muộn 5 phút, sau bản tin ưu tiên hơn: “Giá lúa”.`` ``titles`` are those of announcements, by id."""
    said = _said(finding.code, finding.params, titles, lang)
    if finding.nearest is not None:
        said += " " + say("refused-nearest", lang, nearest=moment(finding.nearest, zone))
    return said


def told(findings: Iterable[Sequence[Any]], titles: Mapping[str, str], lang: str) -> str:
    """All that was found about one outcome, as it stands in its row: ``[code, {name: value}]`` each."""
    said = []
    for code, kept in findings:
        params = dict(kept)
        left = params.pop("left", None)
        said.append(_said(code, params, titles, lang))
        if left is not None:
            said.append(say(f"{FAMILY}-left", lang, length=length(left, lang)))
    return " ".join(said)


def reason(code: str, lang: str) -> str:
    """A reason as it stands in an occurrence's row: a code of ours, or what somebody wrote."""
    name = f"{FAMILY}-{code}"
    if name in codes(lang):
        try:
            return say(name, lang)
        except KeyError:  # its sentence needs what the row did not keep
            return ""
    return code


def named(occurrences: str, titles: Mapping[str, str]) -> str:
    """The titles of the occurrences in a finding, each once: ids tell people nothing."""
    announcements = dict.fromkeys(announcement_of(name) for name in occurrences.split())
    return ", ".join(f"“{titles.get(name, name)}”" for name in announcements)


def rivals(findings: Iterable[Sequence[Any]]) -> set[str]:
    """The announcements that findings ``[code, params]`` name."""
    said = " ".join(str(params.get("by", "")) for _, params in findings)
    return {announcement_of(name) for name in said.split()}


def _said(code: str, found: Mapping[str, Value], titles: Mapping[str, str], lang: str) -> str:
    params = dict(found)
    if "by" in params:
        params["by"] = named(str(params["by"]), titles)
    if "seconds" in params:
        params["length"] = length(int(params.pop("seconds")), lang)
    return say(f"{FAMILY}-{code}", lang, **params)
