"""What became of one time of an announcement, in words: shortened, moved, dropped, and because of what."""

from __future__ import annotations

from collections.abc import Mapping

from controller.words import Value, codes, say
from controller.words.instants import moment
from schedules.findings import Finding

FAMILY = "fate"


def sentence(finding: Finding, titles: Mapping[str, str], zone: str, lang: str) -> str:
    """``Phát muộn 5 phút, sau bản tin “Giá lúa”.`` ``titles`` are those of announcements, by id.

    A finding that has no sentence of its own here is told in that which refuses it, without a date.
    """
    params: dict[str, Value] = dict(finding.params)
    if "by" in params:
        params["by"] = ", ".join(_title(one, titles) for one in str(params["by"]).split())
    if "seconds" in params:
        params["length"] = length(int(params.pop("seconds")), lang)
    own = f"{FAMILY}-{finding.code}"
    if own in codes(lang):
        said = say(own, lang, **params)
    else:
        said = say(f"refused-finding-{finding.code}", lang, **{"first": "", **finding.params})
    if finding.nearest is not None:
        said += " " + say("refused-nearest", lang, nearest=moment(finding.nearest, zone))
    return said


def reason(code: str, lang: str) -> str:
    """A reason as it stands in an occurrence's row: a code of ours, or what somebody wrote."""
    name = f"{FAMILY}-{code}"
    if name in codes(lang):
        try:
            return say(name, lang)
        except KeyError:  # its sentence needs what the row did not keep
            return ""
    return code


def length(seconds: int, lang: str) -> str:
    """``4 phút``, ``4 phút 20 giây``, ``20 giây``, ``1 giờ 5 phút``."""
    hours, rest = divmod(max(0, seconds), 3600)
    minutes, left = divmod(rest, 60)
    parts = [("hours", hours), ("minutes", minutes), ("seconds", left if not hours else 0)]
    said = [say(f"plan-length-{unit}", lang, count=count) for unit, count in parts if count]
    return " ".join(said) or say("plan-length-seconds", lang, count=0)


def _title(occurrence: str, titles: Mapping[str, str]) -> str:
    return "“" + titles.get(occurrence.rpartition(".")[0], occurrence) + "”"
