"""Sounds that people upload."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from sqlalchemy import Select, select

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.media import Medium
from controller.api.system import AtDesk
from controller.api.uploads import FIELD, Upload, uploaded
from controller.broadcast.upload import take_sound
from controller.errors import NotFound
from controller.store.areas import within
from controller.store.tables import areas, media

router = APIRouter(prefix="/media", tags=["media"])

BODY = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": [FIELD],
                "properties": {FIELD: {"type": "string", "format": "binary"}},
            }
        }
    },
}


@router.post("", responses=responses(401, 403, 413, 415, 422), status_code=201, openapi_extra={"requestBody": BODY})
def upload(given: Annotated[Upload, Depends(uploaded)], who: Asking, desk: AtDesk) -> Medium:
    """A sound (MP3, WAV, M4A, OGG, FLAC, WebM): it is decoded, measured and kept as a master, named by its hash."""
    return Medium.model_validate(take_sound(desk, who, given.area, given.file, given.name))


@router.get("", responses=responses(401))
def masters(who: Asking, desk: AtDesk, limit: Annotated[int, Query(ge=1, le=500)] = 100) -> list[Medium]:
    """Uploaded sounds of one's own area and below, the newest first."""
    with desk.store.read() as conn:
        return [Medium.model_validate(row._mapping) for row in conn.execute(_masters(who.path).limit(limit))]


@router.get("/{hash}", responses=responses(401, 404))
def master(hash: str, who: Asking, desk: AtDesk) -> Medium:
    """One of them, with what was measured. Its bytes are at `/media/{hash}`."""
    with desk.store.read() as conn:
        row = conn.execute(_masters(who.path).where(media.c.hash == hash)).one_or_none()
    if row is None:
        raise NotFound("media-unknown")
    return Medium.model_validate(row._mapping)


def _masters(path: str) -> Select[Any]:
    below = (media.c.kind == "master", within(areas.c.path, path))
    query = select(media).join_from(media, areas, media.c.area == areas.c.code).where(*below)
    return query.order_by(media.c.created_ms.desc(), media.c.hash)
