"""The parts every room is built of: fields, buttons, chips, tables, pages. They know values, never services."""
