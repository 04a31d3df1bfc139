"""How a film of another shape fills a format, and the centre it is cropped around.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Films known already follow the kit and are cropped around their middle, as before."""
    op.add_column("testimony", sa.Column("fill", sa.String(), nullable=False, server_default="kit"))
    op.add_column("testimony", sa.Column("centre", sa.JSON(), nullable=False, server_default="[50, 50]"))
