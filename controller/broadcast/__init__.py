"""The path of a broadcast, one verb a file:

    form → submit → approve → render → plan → dispatch → (device) → collect → history

The state of each announcement stands in its row and drives the next step, so that a restart goes on where it stopped.
"""
