"""Drivers: a box of ours in front of something that speaks another language (docs/decisions/0114).

The box is whole: its brain holds the signed timetable and decides by the same law as every other. Only its horn is
somebody else's: an `apparatus` that is reached by its maker's own means. ``python -m firmware_sim.drivers FILE.toml``.
"""
