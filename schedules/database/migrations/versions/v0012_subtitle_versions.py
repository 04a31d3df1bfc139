"""Versions of subtitles that are edited at the desk.

Revision ID: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """A table of their own: nothing that is there changes."""
    op.create_table(
        "subtitle_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("testimony_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("cues", sa.JSON(), nullable=False),
        sa.Column("base_sha256", sa.String(), nullable=False),
        sa.Column("by_person_id", sa.Integer(), nullable=True),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('working', 'kept', 'left')", name=op.f("ck_subtitle_version_kind_known")
        ),
        sa.ForeignKeyConstraint(
            ["testimony_id"], ["testimony.id"], name=op.f("fk_subtitle_version_testimony_id_testimony")
        ),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_subtitle_version_by_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subtitle_version")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_subtitle_version_testimony_id"), "subtitle_version", ["testimony_id"])
