"""Photos and files of an order: the section of its form, the viewer, and how they arrive."""
