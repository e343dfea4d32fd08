"""Speaking live: who holds the air, what a microphone sends, how it reaches the horns, and what is kept of it."""
