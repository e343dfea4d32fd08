"""Who may take an announcement which step further: one table, one function.

    draft ─ submit ─► submitted ─ approve ─► approved ─ rendered ─► ready ─ planned ─► planned ─ ended ─► ended
      ▲                  │ reject               │ render-failed
      └── edit ─────── rejected               failed ─ rendered ─► ready

Any edit, from wherever it may be made, goes back to draft and voids the approval; a cancel ends it from anywhere, and
who took it back by mistake has it again as a draft, which must be agreed to anew.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from schedules.errors import NotAllowed, WrongMoment


class State(enum.StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    READY = "ready"
    PLANNED = "planned"
    ENDED = "ended"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Action(enum.StrEnum):
    EDIT = "edit"
    SUBMIT = "submit"
    APPROVE = "approve"
    REJECT = "reject"
    CANCEL = "cancel"
    RESTORE = "restore"
    RENDERED = "rendered"
    RENDER_FAILED = "render-failed"
    PLANNED = "planned"
    ENDED = "ended"


class Role(enum.StrEnum):
    EDITOR = "editor"
    APPROVER = "approver"
    TECHNICIAN = "technician"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


def _moves(table: Mapping[Action, Mapping[str, State]]) -> dict[tuple[State, Action], State]:
    return {
        (State(state), action): after
        for action, rows in table.items()
        for states, after in rows.items()
        for state in states.split()
    }


MOVES: Mapping[tuple[State, Action], State] = _moves(
    {
        Action.EDIT: {"draft submitted rejected approved ready planned failed": State.DRAFT},
        Action.SUBMIT: {"draft": State.SUBMITTED},
        Action.APPROVE: {"submitted": State.APPROVED},
        Action.REJECT: {"submitted": State.REJECTED},
        Action.CANCEL: {"draft submitted rejected approved ready planned failed": State.CANCELLED},
        Action.RESTORE: {"cancelled": State.DRAFT},
        # Again after a crash or a mend, and for a device with a new profile, without asking anybody twice.
        Action.RENDERED: {"approved ready failed": State.READY, "planned": State.PLANNED},
        Action.RENDER_FAILED: {"approved failed": State.FAILED},
        Action.PLANNED: {"ready planned": State.PLANNED},
        # Its last time may pass while it is still being rendered.
        Action.ENDED: {"approved ready planned failed": State.ENDED},
    }
)

_WRITERS = frozenset({Role.EDITOR, Role.ADMINISTRATOR})
_LEADERS = frozenset({Role.APPROVER, Role.ADMINISTRATOR})
_MACHINE = frozenset({Role.SYSTEM})

MAY: Mapping[Action, frozenset[Role]] = {
    Action.EDIT: _WRITERS,
    Action.SUBMIT: _WRITERS,
    Action.APPROVE: _LEADERS,
    Action.REJECT: _LEADERS,
    Action.CANCEL: _WRITERS | _LEADERS,
    Action.RESTORE: _WRITERS | _LEADERS,
    Action.RENDERED: _MACHINE,
    Action.RENDER_FAILED: _MACHINE,
    Action.PLANNED: _MACHINE,
    Action.ENDED: _MACHINE,
}

OVER = frozenset({State.ENDED, State.CANCELLED})
AGREED = frozenset({State.APPROVED, State.READY, State.PLANNED})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who takes the step. Whether the announcement's area is theirs is asked before, by the caller."""

    user: str
    role: Role


@dataclass(frozen=True, slots=True)
class Case:
    """What the law must know of one announcement.

    ``makers`` is everybody who wrote or edited what is there now; ``current`` its fingerprint, ``submitted`` and
    ``approved`` the fingerprints at those steps. ``listeners`` is everybody who has heard what must be heard before it
    may be approved; None where nothing must.
    """

    state: State
    makers: frozenset[str]
    current: str
    submitted: str | None = None
    approved: str | None = None
    listeners: frozenset[str] | None = None


def step(case: Case, action: Action, actor: Actor, seen: str | None = None) -> State:
    """The state after the step; ``seen`` is the fingerprint that an approver had before his eyes.

    `NotAllowed`: ``role-may-not``, ``own-announcement``. `WrongMoment`: ``already-approved``, ``announcement-over``,
    ``wrong-state``, ``changed-since-submit`` and ``not-heard`` (approve), ``approval-void`` (rendered and planned).
    """
    if actor.role not in MAY[action]:
        raise NotAllowed("role-may-not", role=actor.role.value, action=action.value)
    after = MOVES.get((case.state, action))
    if after is None:
        raise _wrong_moment(case.state, action)
    if action is Action.APPROVE:
        _check_approval(case, actor, seen)
    if action in (Action.RENDERED, Action.PLANNED) and case.approved != case.current:
        raise WrongMoment("approval-void")
    return after


def _check_approval(case: Case, actor: Actor, seen: str | None) -> None:
    """Four eyes, on exactly this. It binds the administrator too: no role may agree with itself."""
    if not case.makers:
        raise ValueError("nobody is named as the maker: nobody could be kept from approving his own")
    if actor.user in case.makers:
        raise NotAllowed("own-announcement")
    if not seen == case.submitted == case.current:
        raise WrongMoment("changed-since-submit")
    if case.listeners is not None and actor.user not in case.listeners:
        raise WrongMoment("not-heard")


def _wrong_moment(state: State, action: Action) -> WrongMoment:
    if state in OVER:
        return WrongMoment("announcement-over", state=state.value)
    if action is Action.APPROVE and state in AGREED:
        return WrongMoment("already-approved")
    return WrongMoment("wrong-state", state=state.value, action=action.value)


def allowed(case: Case, actor: Actor) -> frozenset[Action]:
    """The steps this person could take now: for the buttons of a page. Fingerprints are only compared by `step`."""
    return frozenset(
        action
        for state, action in MOVES
        if state is case.state
        and actor.role in MAY[action]
        and not (action is Action.APPROVE and actor.user in case.makers)
    )
