"""People with roles, their sessions, and what happened at the desk's door.

Revision ID: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0009"

ROLES = "role IN ('viewer', 'editor', 'approver', 'publisher', 'protection', 'admin')"


def upgrade() -> None:
    """Nobody has a role yet: the desk is its computer's alone."""
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("password", sa.String(), nullable=True),
        sa.Column("factor", sa.String(), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("first_code", sa.String(), nullable=True),
        sa.Column("first_until", sa.DateTime(), nullable=True),
        sa.CheckConstraint(ROLES, name=op.f("ck_account_role_known")),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_account_person_id_person"),
    )
    op.create_index("ix_account_person_id", "account", ["person_id"])
    _recovery_code()
    _desk_session()
    _door_note()


def _recovery_code() -> None:
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_recovery_code"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_recovery_code_account_id_account"),
    )
    op.create_index("ix_recovery_code_account_id", "recovery_code", ["account_id"])


def _desk_session() -> None:
    op.create_table(
        "desk_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("proven_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_desk_session"),
        sa.UniqueConstraint("digest", name="uq_desk_session_digest"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_desk_session_account_id_account"),
    )
    op.create_index("ix_desk_session_account_id", "desk_session", ["account_id"])


def _door_note() -> None:
    op.create_table(
        "door_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("act", sa.String(), nullable=True),
        sa.Column("origin", sa.String(), nullable=True),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_door_note"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_door_note_account_id_account"),
    )
    op.create_index("ix_door_note_at", "door_note", ["at"])
