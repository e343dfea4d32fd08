"""The process: ``python -I -m controller.papers.reader``. One question comes in as a line, one file as a descriptor.

The answer is a line of JSON; pictures go into another descriptor, one behind the other. It opens nothing else, is bound
in memory and processor time from outside, and ends with its answer.
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from typing import Any, BinaryIO

from controller.errors import Refused
from controller.papers.kinds import HEAD, PICTURES, Kind, kind_of
from controller.papers.values import Document, Limits, PaperPage, Taken, Told

OLD_WORD, LOCKED = "WordDocument".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le")
"""Names inside of what Office packs in its older way: a .doc, and any file with a password."""
OLE_LOOKED_AT = 2_000_000


def main() -> None:
    """Answer one question."""
    asked = json.loads(sys.stdin.readline())
    limits = Limits(**asked["limits"])
    with os.fdopen(asked["source"], "rb") as source, os.fdopen(asked["target"], "wb") as target:
        try:
            said = ANSWERS[asked["wish"]](source, target, limits)
        except Refused as refused:
            said = {"wrong": refused.code, "params": refused.params}
        except MemoryError:
            said = {"wrong": f"{asked['wish']}-bomb", "params": {}}
        except RecursionError:
            said = {"wrong": f"{asked['wish']}-broken", "params": {}}
    sys.stdout.write(json.dumps(said))


def picture(source: BinaryIO, target: BinaryIO, limits: Limits) -> dict[str, Any]:
    """Any picture."""
    from controller.papers.picture import take

    kind = _kind(source)
    if kind not in PICTURES:
        raise Refused("picture-is-paper" if kind in {"pdf", "zip", "ole", "rtf"} else "picture-unknown-kind")
    return _picture(take(source, kind, limits), target)


def paper(source: BinaryIO, target: BinaryIO, limits: Limits) -> dict[str, Any]:
    """A PDF or Word file."""
    kind = _kind(source)
    if kind == "pdf":
        from controller.papers.pdf import take
    elif kind == "zip":
        from controller.papers.word import take
    else:
        raise Refused(_no_paper(kind, source))
    return _document(take(source, limits), target)


def rows(source: BinaryIO, _target: BinaryIO, _limits: Limits) -> dict[str, Any]:
    """The lines of a spreadsheet or CSV file."""
    from controller.papers.lists import take

    kind = _kind(source)
    if kind not in {"", "zip"}:
        raise Refused("list-old-excel" if kind == "ole" else "list-unknown-kind")
    return {"rows": take(source, packed=kind == "zip")}


ANSWERS = {"picture": picture, "paper": paper, "list": rows}


def _kind(source: BinaryIO) -> Kind:
    head = source.read(HEAD)
    source.seek(0)
    return kind_of(head)


def _no_paper(kind: Kind, source: BinaryIO) -> str:
    if kind in PICTURES:
        return "paper-is-picture"
    if kind == "ole":
        body = source.read(OLE_LOOKED_AT)
        return "paper-locked" if LOCKED in body else "paper-old-word" if OLD_WORD in body else "paper-office"
    return "paper-office" if kind == "rtf" else "paper-unknown-kind"


def _document(made: Document, target: BinaryIO) -> dict[str, Any]:
    return {
        "kind": made.kind,
        "count": made.count,
        "text": made.text,
        "told": _told(made.told),
        "pages": [_page(page, target) for page in made.pages],
    }


def _page(page: PaperPage, target: BinaryIO) -> dict[str, Any]:
    return {"picture": _picture(page.picture, target), "letter": page.letter, "words": page.words}


def _picture(made: Taken, target: BinaryIO) -> dict[str, Any]:
    target.write(made.body)
    said = {"bytes": len(made.body), "form": made.form, "width": made.width, "height": made.height}
    return said | {"told": _told(made.told)}


def _told(told: tuple[Told, ...]) -> list[dict[str, Any]]:
    return [dataclasses.asdict(one) for one in told]


if __name__ == "__main__":
    main()
