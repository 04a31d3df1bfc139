"""Run Alembic on the connection `steps` hands over; in batch mode, as SQLite cannot alter in place."""

from alembic import context

from schedules import models

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=models.SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
