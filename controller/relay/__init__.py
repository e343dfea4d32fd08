"""Relays for boxes that cannot carry a stream themselves: pulled once here, and sent to them in pieces like live."""
