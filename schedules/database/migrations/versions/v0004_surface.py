"""Room for photos, first comments, covers, subtitle files, changed captions, schedules of Facebook's, and quiet times.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

POST = ("first_comment", "cover_path", "cover_sha256", "new_caption")
OPEN_EXTRA = "state = 'intended' AND kind IN ('captions', 'cover', 'comment', 'words')"
FILMLESS = "state = 'approved' AND testimony_id IS NOT NULL AND rendition_id IS NULL"


def upgrade() -> None:
    """Older posts have none of it; reels need films as other films do."""
    op.add_column("post", sa.Column("photos", sa.JSON(), nullable=False, server_default="[]"))
    for name in POST:
        op.add_column("post", sa.Column(name, sa.String(), nullable=True))
    op.add_column("post", sa.Column("cover_at_ms", sa.Integer(), nullable=True))
    op.add_column("remote_object", sa.Column("parts", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("remote_object", sa.Column("language", sa.String(), nullable=True))
    op.add_column("remote_object", sa.Column("scheduled_at", sa.DateTime(), nullable=True))
    for name, column, where in (
        ("ix_remote_object_open", "post_number", OPEN_EXTRA),
        ("ix_remote_object_handed", "scheduled_at", "scheduled_at IS NOT NULL"),
    ):
        op.create_index(name, "remote_object", [column], sqlite_where=sa.text(where))
    op.drop_index("ix_post_filmless", "post")
    op.create_index("ix_post_filmless", "post", ["due_at"], sqlite_where=sa.text(FILMLESS))
    op.create_table(
        "quiet",
        sa.Column("page_id", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("total", sa.Boolean(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("page_id", name="pk_quiet"),
    )
