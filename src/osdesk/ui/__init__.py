"""The window: everything a person sees and presses. With `app.py`, the only place that imports Qt."""
