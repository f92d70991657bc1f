"""What the rooms of list and editor share: rows of a list, addresses, look-ups, and going from record to record."""
