"""The room of checklist templates: the list of them, the items of one, and the blank form they print as."""
