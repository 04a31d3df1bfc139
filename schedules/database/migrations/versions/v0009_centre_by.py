"""How a film's centre is known.

Revision ID: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Of an older film it is not told: one that is not in the middle was given."""
    op.add_column("testimony", sa.Column("centre_by", sa.String(), nullable=True))
