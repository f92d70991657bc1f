"""The team's room: the technicians and the form of one."""
