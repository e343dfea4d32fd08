"""New software for many boxes, in waves: what is asked of whom next, and when it stops by itself. Pure."""
