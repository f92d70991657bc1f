"""*Today*: the visits of the day on their hours, and beside them what is late, waits, or wants somebody."""
