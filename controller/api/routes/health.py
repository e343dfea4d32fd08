"""Is the service well? For those who watch over it: no secrets, no sign-in."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import Response

from controller.api.system import Services

router = APIRouter(tags=["health"])


class Health(BaseModel):
    well: bool
    parts: dict[str, bool]


@router.get("/healthz")
def health(services: Services, response: Response) -> Health:
    """200 where every part is well, else 503."""
    parts = {"database": _database(services), "service": services.is_ready()}
    well = all(parts.values())
    response.status_code = 200 if well else 503
    return Health(well=well, parts=parts)


def _database(services: Services) -> bool:
    try:
        with services.desk.store.read() as conn:
            conn.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True
