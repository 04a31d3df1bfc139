"""The queue as it first stood.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table, and let nothing change or erase an event."""
    op.create_table(
        "heartbeat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("last_tick", sa.DateTime(), nullable=False),
        sa.Column("stopped_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pause")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_table(
        "testimony",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=True),
        sa.Column("film_path", sa.String(), nullable=False),
        sa.Column("film_sha256", sa.String(), nullable=False),
        sa.Column("film_ms", sa.Integer(), nullable=False),
        sa.Column("from_ms", sa.Integer(), nullable=False),
        sa.Column("to_ms", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "role IN ('entrepreneur', 'microfinancier', 'coach', 'policy-maker', 'jury', 'host')",
            name=op.f("ck_testimony_role_known"),
        ),
        sa.CheckConstraint("film_ms > 0", name=op.f("ck_testimony_film_has_length")),
        sa.ForeignKeyConstraint(["speaker_id"], ["person.id"], name=op.f("fk_testimony_speaker_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_testimony")),
        sa.UniqueConstraint("slug", name=op.f("uq_testimony_slug")),
    )
    op.create_table(
        "appearance",
        sa.Column("testimony_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_appearance_person_id_person")),
        sa.ForeignKeyConstraint(
            ["testimony_id"], ["testimony.id"], name=op.f("fk_appearance_testimony_id_testimony")
        ),
        sa.PrimaryKeyConstraint("testimony_id", "person_id", name=op.f("pk_appearance")),
    )
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("testimony_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("acts", sa.JSON(), nullable=False),
        sa.Column("channels", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("purposes", sa.JSON(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("evidence_path", sa.String(), nullable=False),
        sa.Column("evidence_sha256", sa.String(), nullable=False),
        sa.Column("name_display", sa.String(), nullable=False),
        sa.Column("display_name", sa.String(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "name_display IN ('full', 'first-name', 'pseudonym', 'none')",
            name=op.f("ck_consent_name_display_known"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_consent_person_id_person")),
        sa.ForeignKeyConstraint(
            ["testimony_id"], ["testimony.id"], name=op.f("fk_consent_testimony_id_testimony")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_testimony_id"), ["testimony_id"], unique=False)

    op.create_table(
        "rendition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("testimony_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("duration_ms", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["testimony_id"], ["testimony.id"], name=op.f("fk_rendition_testimony_id_testimony")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rendition")),
        sa.UniqueConstraint(
            "testimony_id", "language", "format", "key", name=op.f("uq_rendition_testimony_id")
        ),
    )
    op.create_table(
        "subtitle_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("testimony_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["testimony_id"], ["testimony.id"], name=op.f("fk_subtitle_file_testimony_id_testimony")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subtitle_file")),
        sa.UniqueConstraint("testimony_id", "language", name=op.f("uq_subtitle_file_testimony_id")),
    )
    op.create_table(
        "post",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("caption", sa.String(), nullable=False),
        sa.Column("testimony_id", sa.Integer(), nullable=True),
        sa.Column("format", sa.String(), nullable=True),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("due_at", sa.DateTime(), nullable=True),
        sa.Column("due_wall", sa.String(), nullable=True),
        sa.Column("due_zone", sa.String(), nullable=True),
        sa.Column("rendition_id", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("permalink", sa.String(), nullable=True),
        sa.Column("facebook_id", sa.String(), nullable=True),
        sa.Column("page_id", sa.String(), nullable=True),
        sa.Column("page_name", sa.String(), nullable=True),
        sa.Column("page_graph_url", sa.String(), nullable=True),
        sa.Column("page_rehearsal", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.JSON(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(), nullable=True),
        sa.Column("lease_by", sa.String(), nullable=True),
        sa.Column("lease_until", sa.DateTime(), nullable=True),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(kind IN ('video', 'reel')) = (testimony_id IS NOT NULL)",
            name=op.f("ck_post_film_has_testimony"),
        ),
        sa.CheckConstraint("kind <> 'link' OR link IS NOT NULL", name=op.f("ck_post_link_has_link")),
        sa.CheckConstraint(
            "kind IN ('video', 'reel', 'photo', 'link', 'text')", name=op.f("ck_post_kind_known")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'approved', 'uploading', 'staged', 'publishing', 'published', 'held', 'doubtful', 'failed', 'cancelled', 'removed')",
            name=op.f("ck_post_state_known"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'cancelled') OR due_at IS NOT NULL", name=op.f("ck_post_waiting_has_date")
        ),
        sa.CheckConstraint("(due_at IS NULL) = (due_wall IS NULL)", name=op.f("ck_post_due_whole")),
        sa.ForeignKeyConstraint(
            ["rendition_id"], ["rendition.id"], name=op.f("fk_post_rendition_id_rendition")
        ),
        sa.ForeignKeyConstraint(
            ["testimony_id"], ["testimony.id"], name=op.f("fk_post_testimony_id_testimony")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_post")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.create_index(
            "ix_post_owed",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("state IN ('approved', 'uploading', 'staged', 'publishing')"),
        )

    op.create_table(
        "approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_number", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=True),
        sa.Column("by_person_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_approval_by_person_id_person")
        ),
        sa.ForeignKeyConstraint(["post_number"], ["post.number"], name=op.f("fk_approval_post_number_post")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
    )
    with op.batch_alter_table("approval", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_approval_post_number"), ["post_number"], unique=False)

    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("post_number", sa.Integer(), nullable=True),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("by_person_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_person_id"], ["person.id"], name=op.f("fk_event_by_person_id_person")),
        sa.ForeignKeyConstraint(["post_number"], ["post.number"], name=op.f("fk_event_post_number_post")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_post_number"), ["post_number"], unique=False)

    op.create_table(
        "remote_object",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("intent", sa.String(), nullable=False),
        sa.Column("intent_at", sa.DateTime(), nullable=False),
        sa.Column("remote_id", sa.String(), nullable=True),
        sa.Column("session_id", sa.String(), nullable=True),
        sa.Column("offset", sa.BigInteger(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.String(), nullable=False),
        sa.Column("graph_url", sa.String(), nullable=False),
        sa.CheckConstraint(
            "state IN ('intended', 'started', 'whole', 'ready', 'live', 'abandoned', 'deleted')",
            name=op.f("ck_remote_object_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["post_number"], ["post.number"], name=op.f("fk_remote_object_post_number_post")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remote_object")),
    )
    with op.batch_alter_table("remote_object", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_remote_object_post_number"), ["post_number"], unique=False)

    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER event_is_append_only_{verb.lower()} BEFORE {verb} ON event "
            "BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END"
        )
