"""Areas merged and split from a day on: proposed, looked at, agreed, carried out."""
