"""Which sound track of a film is heard.

Revision ID: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Of older films it is found by listening."""
    op.add_column("testimony", sa.Column("sound_track", sa.Integer(), nullable=True))
