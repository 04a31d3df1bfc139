"""Indexes for what the service asks every few seconds, so that many waiting posts cost it nothing.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Find back-offs that end, and films that are still to be made, without looking at every post."""
    op.create_index("ix_post_retry", "post", ["next_try_at"], sqlite_where=sa.text("next_try_at IS NOT NULL"))
    op.create_index(
        "ix_post_filmless",
        "post",
        ["due_at"],
        sqlite_where=sa.text("state = 'approved' AND kind = 'video' AND rendition_id IS NULL"),
    )
