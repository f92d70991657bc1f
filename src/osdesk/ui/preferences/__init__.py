"""Settings: of this workstation, and of the whole office."""
