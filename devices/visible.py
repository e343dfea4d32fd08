"""Whether a board shows what it should, by what its panel says of itself. Pure.

The frame that was read back is held against the picture by whoever has the picture; here is what the panel's own
figures tell. Where a reading cannot tell, nothing is claimed.
"""

from __future__ import annotations

from devices.messages import PanelState
from devices.profiles import Panel

DEAD_MODULE = "dead-module"
WRONG_SIZE = "wrong-size"
DIM = "dim"
STUCK = "stuck"
FOREIGN = "foreign"
FAULTS = (WRONG_SIZE, FOREIGN, STUCK, DEAD_MODULE, DIM)
"""By what explains most: a panel that is set up for another size shows no frame rightly."""

GONE = "gone:"
"""Before the id of a notice: the report that it is on the board no more, though its time is not over."""

LEAST_GIVEN = 20
"""Per mille of its light: of a picture that is darker, its current is lost in what the driver itself takes."""
DIM_BELOW = 0.7
"""Less than this share of the current that its light must cause, and it is not as bright as it should be."""


def expected_ma(panel: Panel, given: int) -> float:
    """The current that so many per mille of its light drive through its supply."""
    return panel.idle_ma + (panel.full_ma - panel.idle_ma) * given / 1000


def by_figures(panel: Panel, said: PanelState) -> tuple[str, ...]:
    """What is wrong with a panel by its own figures."""
    found = []
    if (said.width, said.height) != (panel.width, panel.height):
        found.append(WRONG_SIZE)
    if said.moves is False:
        found.append(STUCK)
    if said.dead:
        found.append(DEAD_MODULE)
    elif _is_dim(panel, said):
        found.append(DIM)
    return tuple(found)


def _is_dim(panel: Panel, said: PanelState) -> bool:
    if said.current is None or said.given is None or not panel.full_ma or said.given < LEAST_GIVEN:
        return False
    wanted = expected_ma(panel, said.given) - panel.idle_ma
    return said.current - panel.idle_ma < wanted * DIM_BELOW
