"""Running lists inside a slot: how they are made, judged, agreed to, and what they mean for planning."""
