"""Every (state, action, role) is tried against a table written out by hand, apart from the code's own."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from schedules.errors import NotAllowed, Refused, WrongMoment
from schedules.lifecycle import MAY, MOVES, Action, Actor, Case, Role, State, allowed, step

# state → action:result, as people would say it
EXPECTED = {
    "draft": "edit:draft submit:submitted cancel:cancelled",
    "submitted": "edit:draft approve:approved reject:rejected cancel:cancelled",
    "rejected": "edit:draft cancel:cancelled",
    "approved": "edit:draft cancel:cancelled rendered:ready render-failed:failed ended:ended",
    "ready": "edit:draft cancel:cancelled rendered:ready planned:planned ended:ended",
    "planned": "edit:draft cancel:cancelled rendered:planned planned:planned ended:ended",
    "failed": "edit:draft cancel:cancelled rendered:ready render-failed:failed ended:ended",
    "cancelled": "restore:draft",
    "ended": "",
}
WHO = {
    "edit": "editor administrator",
    "submit": "editor administrator",
    "approve": "approver administrator",
    "reject": "approver administrator",
    "cancel": "editor approver administrator",
    "restore": "editor approver administrator",
    "rendered": "system",
    "render-failed": "system",
    "planned": "system",
    "ended": "system",
}
EVERY = list(product(State, Action, Role))


def case(state: State, **changes) -> Case:
    return replace(Case(state, frozenset({"bientap"}), "f1", submitted="f1", approved="f1"), **changes)


def test_the_table_names_only_known_words() -> None:
    assert {str(state) for state in State} == set(EXPECTED)
    assert {str(action) for action in Action} == set(WHO) == {str(action) for action in MAY}
    assert len(EVERY) == 9 * 10 * 5


@pytest.mark.parametrize(("state", "action", "role"), EVERY, ids=str)
def test_every_state_action_and_role(state: State, action: Action, role: Role) -> None:
    results = dict(entry.split(":") for entry in EXPECTED[state].split())
    actor = Actor("lanhdao", role)
    if role in WHO[action].split() and action in results:
        assert step(case(state), action, actor, seen="f1") == results[action]
        assert action in allowed(case(state), actor)
        return
    with pytest.raises(Refused) as refused:
        step(case(state), action, actor, seen="f1")
    assert action not in allowed(case(state), actor)
    if role not in WHO[action].split():
        assert isinstance(refused.value, NotAllowed)
        assert (refused.value.code, refused.value.params) == ("role-may-not", {"role": role, "action": action})
    else:
        assert isinstance(refused.value, WrongMoment)
        assert refused.value.code == {
            ("approve", "approved"): "already-approved",
            ("approve", "ready"): "already-approved",
            ("approve", "planned"): "already-approved",
        }.get((action, state), "announcement-over" if state in ("ended", "cancelled") else "wrong-state")


@pytest.mark.parametrize("role", [Role.APPROVER, Role.ADMINISTRATOR])
def test_nobody_approves_what_he_made_whatever_his_role(role: Role) -> None:
    made = case(State.SUBMITTED, makers=frozenset({"bientap", "quantri"}))
    with pytest.raises(NotAllowed) as refused:
        step(made, Action.APPROVE, Actor("quantri", role), seen="f1")
    assert refused.value.code == "own-announcement"
    assert Action.APPROVE not in allowed(made, Actor("quantri", role))
    assert step(made, Action.REJECT, Actor("quantri", role)) is State.REJECTED


@pytest.mark.parametrize(
    ("seen", "submitted", "current"),
    [("f0", "f1", "f1"), ("f1", "f1", "f2"), (None, "f1", "f1"), ("f2", "f1", "f2"), ("f1", None, "f1")],
)
def test_an_approval_of_anything_else_than_was_submitted_is_refused(seen, submitted, current) -> None:
    with pytest.raises(WrongMoment) as refused:
        step(
            case(State.SUBMITTED, submitted=submitted, current=current),
            Action.APPROVE,
            Actor("lanhdao", Role.APPROVER),
            seen=seen,
        )
    assert refused.value.code == "changed-since-submit"


@pytest.mark.parametrize("action", [Action.RENDERED, Action.PLANNED])
@pytest.mark.parametrize("approved", [None, "f0"])
def test_the_machine_takes_nothing_further_that_was_not_approved_as_it_is(action: Action, approved) -> None:
    with pytest.raises(WrongMoment) as refused:
        step(case(State.READY, approved=approved), action, Actor("", Role.SYSTEM))
    assert refused.value.code == "approval-void"


def test_a_maker_must_be_known_before_anybody_may_approve() -> None:
    with pytest.raises(ValueError, match="maker"):
        step(case(State.SUBMITTED, makers=frozenset()), Action.APPROVE, Actor("lanhdao", Role.APPROVER), seen="f1")


def test_every_state_can_be_reached_and_only_the_ends_are_final() -> None:
    assert set(MOVES.values()) == set(State)
    assert set(State) - {state for state, _ in MOVES} == {State.ENDED}


def test_who_agrees_has_heard_what_must_be_heard():
    leader = Actor("lanhdao", Role.APPROVER)
    for listeners in (None, frozenset({"lanhdao"}), frozenset({"lanhdao", "bientap"})):
        assert step(case(State.SUBMITTED, listeners=listeners), Action.APPROVE, leader, "f1") is State.APPROVED
    for listeners in (frozenset[str](), frozenset({"bientap"})):
        with pytest.raises(WrongMoment) as refused:
            step(case(State.SUBMITTED, listeners=listeners), Action.APPROVE, leader, "f1")
        assert refused.value.code == "not-heard"
    # to return it, nobody has to listen
    assert step(case(State.SUBMITTED, listeners=frozenset()), Action.REJECT, leader) is State.REJECTED
