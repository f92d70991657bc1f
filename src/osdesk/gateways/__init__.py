"""Whatever leaves the program or comes from outside it: web look-ups, files handed to people."""
