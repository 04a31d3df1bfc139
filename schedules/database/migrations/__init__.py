"""The schema's history; Alembic is loaded only to migrate."""
