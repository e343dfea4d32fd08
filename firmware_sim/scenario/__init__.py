"""Scenarios: a fleet, what happens to it, and which incidents that must open and close. Files in `scenarios/`."""

from firmware_sim.scenario.reading import read as read
from firmware_sim.scenario.shelf import known as known
from firmware_sim.scenario.shelf import scenario as scenario
from firmware_sim.scenario.values import Scenario as Scenario
from firmware_sim.scenario.wrong import Wrong as Wrong
