"""Streams that other people send: where they are, and what is heard of them. A process of its own opens them."""

from __future__ import annotations

from controller.air.ears import Ears as Ears
