"""Run Alembic on the connection `steps` hands over; in batch mode, as SQLite cannot alter in place."""

from alembic import context
from sqlmodel import SQLModel

from schedules.database import tables as _tables  # noqa: F401  (fills the metadata)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
