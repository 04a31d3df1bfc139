"""The words of a film's cover.

Revision ID: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Older films have none: their covers show the question."""
    op.add_column("testimony", sa.Column("cover_words", sa.JSON(), nullable=True))
