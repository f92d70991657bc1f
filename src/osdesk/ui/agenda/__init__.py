"""The agenda's room: visits by technician, day and hour, moved by hand; and what waits to be planned."""
