"""Under which rules a yes was given.

Revision ID: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Of an older yes it is not known: it counts under the rules that the campaign has."""
    op.add_column("approval", sa.Column("rules", sa.String(), nullable=True))
