"""Room for a plan's keys, embargoes, minors, special categories, withdrawals and what people have to do by hand.

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Older films tell of nothing special, and nobody in them is known to be a minor."""
    op.add_column("testimony", sa.Column("special", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("appearance", sa.Column("minor", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("consent") as table:
        table.add_column(sa.Column("special", sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("guardian_id", sa.Integer(), nullable=True))
        table.create_foreign_key("fk_consent_guardian_id_person", "person", ["guardian_id"], ["id"])
    op.add_column("post", sa.Column("key", sa.String(), nullable=True))
    op.add_column("post", sa.Column("embargo_until", sa.DateTime(), nullable=True))
    op.create_index("uq_post_key", "post", ["key"], unique=True, sqlite_where=sa.text("key IS NOT NULL"))
    _withdrawal()
    _task()


def _withdrawal() -> None:
    op.create_table(
        "withdrawal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("testimony_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_withdrawal"),
        sa.ForeignKeyConstraint(
            ["testimony_id"], ["testimony.id"], name="fk_withdrawal_testimony_id_testimony"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_withdrawal_person_id_person"),
    )
    op.create_index("ix_withdrawal_testimony_id", "withdrawal", ["testimony_id"])


def _task() -> None:
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("testimony_id", sa.Integer(), nullable=True),
        sa.Column("post_number", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_task"),
        sa.ForeignKeyConstraint(["testimony_id"], ["testimony.id"], name="fk_task_testimony_id_testimony"),
        sa.ForeignKeyConstraint(["post_number"], ["post.number"], name="fk_task_post_number_post"),
    )
