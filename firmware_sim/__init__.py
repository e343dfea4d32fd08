"""A believable device: a brain without input or output, and shells for the network, flash, sound and picture."""
