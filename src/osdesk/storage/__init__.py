"""The database of an office: values of `domain` go in and come out. Only here are SQLAlchemy and Alembic known."""
