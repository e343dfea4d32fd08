"""The tree of areas and who stands where, as values; the steps that change it; and what an audience becomes by them.

A step that cannot be taken is refused, named by its place in the list. Keys are good for one province, so nothing ever
leaves its root.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from schedules.announcement import Audience
from schedules.errors import Refused


@dataclass(frozen=True, slots=True)
class Make:
    """A new area. What it does not say of hours and volume it inherits."""

    code: str
    parent: str


@dataclass(frozen=True, slots=True)
class Hang:
    """An area, with all below it, comes under another one."""

    area: str
    under: str


@dataclass(frozen=True, slots=True)
class Rename:
    """An area has another name from now on."""

    area: str


@dataclass(frozen=True, slots=True)
class End:
    """An area is no more. What is still in it goes to its only successor; people and notices go to the first."""

    area: str
    into: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rehome:
    """One device belongs to another area."""

    device: str
    area: str


Step = Make | Hang | Rename | End | Rehome


@dataclass(frozen=True, slots=True)
class Places:
    """``parents``: each area's area above it, ended ones too; ``homes``: each device's area."""

    parents: Mapping[str, str | None]
    homes: Mapping[str, str]
    ended: frozenset[str] = frozenset()

    def path(self, area: str) -> tuple[str, ...]:
        """The area and all above it, the root first."""
        found = [area]
        while (above := self.parents[found[-1]]) is not None:
            found.append(above)
        return tuple(reversed(found))

    def children(self, area: str) -> tuple[str, ...]:
        """The areas right below one, without ended ones."""
        return tuple(sorted(one for one, above in self.parents.items() if above == area and one not in self.ended))

    def under(self, area: str) -> frozenset[str]:
        """All devices in an area and below it."""
        return frozenset(device for device, home in self.homes.items() if area in self.path(home))


def changed(places: Places, steps: Sequence[Step]) -> Places:
    """The tree after the steps. Raises `Refused`, ``field`` naming the step: ``steps.0``."""
    if not steps:
        raise Refused("steps-none", "steps")
    done = set[str]()
    after = places
    for number, step in enumerate(steps):
        field = f"steps.{number}"
        subject = subject_of(step)
        if subject in done and not isinstance(step, Rename | End):
            raise Refused("step-twice", field, subject=subject)
        done.add(subject)
        after = _taken(after, step, field)
        _stays(places, after, subject, field)
    return after


def subject_of(step: Step) -> str:
    """The area or device that a step changes."""
    match step:
        case Make(code):
            return code
        case Hang(area) | Rename(area) | End(area):
            return area
        case Rehome(device):
            return device


def named(step: Step) -> tuple[str, ...]:
    """Every area that a step names."""
    match step:
        case Make(_, parent):
            return (parent,)
        case Hang(area, under):
            return area, under
        case Rename(area):
            return (area,)
        case End(area, into):
            return area, *into
        case Rehome(_, area):
            return (area,)


def _refuse_unknown(places: Places, step: Step, field: str) -> None:
    if isinstance(step, Make) and step.code in places.parents:
        raise Refused("area-taken", field, area=step.code)
    if isinstance(step, Rehome) and step.device not in places.homes:
        raise Refused("device-unknown", field, device=step.device)
    for area in named(step):
        if area not in places.parents:
            raise Refused("area-unknown", field, area=area)
        if area in places.ended:
            raise Refused("area-ended", field, area=area)


def _taken(places: Places, step: Step, field: str) -> Places:
    _refuse_unknown(places, step, field)
    match step:
        case Make(code, parent):
            return replace(places, parents={**places.parents, code: parent})
        case Hang(area, under):
            if area in places.path(under):
                raise Refused("area-below-itself", field, area=area)
            return replace(places, parents={**places.parents, area: under})
        case Rename():
            return places
        case End(area, into):
            return _ended(places, area, into, field)
        case Rehome(device, area):
            return replace(places, homes={**places.homes, device: area})


def _ended(places: Places, area: str, into: tuple[str, ...], field: str) -> Places:
    if not into:
        raise Refused("successor-none", field, area=area)
    if any(area in places.path(heir) for heir in into):
        raise Refused("area-below-itself", field, area=area)
    if places.parents[area] is None:
        raise Refused("leaves-province", field, subject=area)
    children = places.children(area)
    inside = [device for device, home in places.homes.items() if home == area]
    if len(into) > 1 and (children or inside):
        raise Refused("successor-which", field, area=area, left=len(children) + len(inside))
    return Places(
        {**places.parents, **dict.fromkeys(children, into[0])},
        {**places.homes, **dict.fromkeys(inside, into[0])},
        places.ended | {area},
    )


def _stays(before: Places, after: Places, subject: str, field: str) -> None:
    """Refuse what would leave the root that its keys are good for."""
    for old, new in ((before.parents.get(subject), after.parents.get(subject)), (
        before.homes.get(subject), after.homes.get(subject))):  # fmt: skip
        if old is not None and new is not None and before.path(old)[0] != after.path(new)[0]:
            raise Refused("leaves-province", field, subject=subject)
    if subject in before.parents and before.parents[subject] is None and after.parents[subject] is not None:
        raise Refused("leaves-province", field, subject=subject)


def heirs(steps: Iterable[Step]) -> dict[str, str]:
    """Each ended area → the one that its people and notices go to, also where that one ends by a later step."""
    first = {step.area: step.into[0] for step in steps if isinstance(step, End)}

    def last(area: str) -> str:
        return last(first[area]) if area in first else area

    return {area: last(heir) for area, heir in first.items()}


def readdressed(audience: Audience, before: Places, after: Places) -> Audience:
    """The same audience without names that have ended: each is replaced by exactly what it meant before.

    An area that goes on means what it is, as always: who joins it hears it.
    """
    gone = {area for area in audience.areas if area in after.ended and area not in before.ended}
    if not gone:
        return audience
    areas, devices = set(audience.areas - gone), set(audience.devices)
    for area in gone:
        for kind, name in _meant(area, before, after):
            (areas if kind == "area" else devices).add(name)
    return Audience(frozenset(areas), frozenset(devices))


def _meant(area: str, before: Places, after: Places) -> Iterator[tuple[str, str]]:
    """What an area meant before, by areas below it that go on unchanged, and by devices."""
    for device, home in before.homes.items():
        if home == area:
            yield "device", device
    for child in before.children(area):
        if child not in after.ended and before.under(child) == after.under(child):
            yield "area", child
        else:
            yield from _meant(child, before, after)
