"""Who asks, and what a role may do: one table.

A role is bound to an area and holds there and everywhere below, never above or beside. That nobody approves what he
made himself is not a matter of roles: `schedules.lifecycle` sees to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from controller.errors import Forbidden
from controller.store.users import User

EDITOR, APPROVER, TECHNICIAN, ADMINISTRATOR = "editor", "approver", "technician", "administrator"
ROLES = (EDITOR, APPROVER, TECHNICIAN, ADMINISTRATOR)

_ALL = frozenset(ROLES)
_WRITERS = frozenset({EDITOR, ADMINISTRATOR})
_LEADERS = frozenset({APPROVER, ADMINISTRATOR})
_MENDERS = frozenset({TECHNICIAN, ADMINISTRATOR})
_ADMINISTRATORS = frozenset({ADMINISTRATOR})

MAY: Mapping[str, frozenset[str]] = {
    "read": _ALL,  # announcements, devices, history of the area
    "write": _WRITERS,  # compose, edit, submit, upload
    "approve": _LEADERS,  # approve, return
    "order": _LEADERS,  # which of two priority announcements goes first: it moves what leaders agreed to
    "cancel": _WRITERS | _LEADERS,
    "play": _LEADERS,  # at once, on one's own authority
    "alert": _LEADERS,  # raise the alarm, end it
    "speak": _LEADERS,  # live: nobody approves it beforehand, so it takes who may approve
    "emergency": _LEADERS,  # live, outside the hours and over everything else
    "stop": _ALL,  # silence is never refused to anybody who works here
    "tune": _MENDERS,  # volume, delay, name of a device
    "repair": _MENDERS,  # restart, self-test, ask for reports again
    "night": _ADMINISTRATORS,  # a tone at night, even the quiet one
    "devices": _MENDERS,  # take in, move, retire; new password
    "software": _MENDERS,  # images of makers, and the campaigns that bring them to boxes
    "relays": _MENDERS,  # where relays come from
    "residents": _WRITERS,  # open the commune's page to everybody
    "reply": _WRITERS | _LEADERS,  # to what residents told; who may not does not see their numbers
    "areas": _ADMINISTRATORS,
    "holidays": _ADMINISTRATORS,  # of an area with none above it: there is one calendar
    "users": _ADMINISTRATORS,
    "keys": _ADMINISTRATORS,
    "hook": _ADMINISTRATORS,  # let the service call addresses of one's own
    "audit": _LEADERS,
}
"""What each action is, and which roles may do it."""


@dataclass(frozen=True, slots=True)
class Who:
    """The person that a request comes from. ``path`` is that of the area which the role is bound to."""

    user_id: str
    login: str
    name: str
    role: str
    area: str
    path: str
    language: str

    @classmethod
    def of(cls, user: User) -> Who:
        """A row as a person who asks."""
        return cls(user.id, user.login, user.name, user.role, user.area, user.path, user.language)


def reaches(who: Who, path: str) -> bool:
    """Whether the area at ``path`` is the person's own or lies below it."""
    return path.startswith(who.path)


def may(who: Who, action: str, path: str) -> bool:
    """Whether this person may do ``action`` in the area at ``path``. ``KeyError`` for an action not in the table."""
    return who.role in MAY[action] and reaches(who, path)


def require(who: Who, action: str, path: str) -> None:
    """Raise ``Forbidden("role-may-not")`` or ``Forbidden("area-not-reached")`` unless the person may."""
    if who.role not in MAY[action]:
        raise Forbidden("role-may-not", role=who.role, action=action)
    if not reaches(who, path):
        raise Forbidden("area-not-reached", area=path.strip("/").rpartition("/")[2])
