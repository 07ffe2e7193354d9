"""What is watched: fetches with their bodies, sources, what they published, indicators, alerts, messages; screenings."""

import sqlalchemy as sa
from alembic import op

from reportedly.world.ledgers.tables import Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables; they begin empty."""
    op.create_table(
        "watch_fetches",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("source", sa.Text, nullable=False, index=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("hops", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False, index=True),
        sa.Column("status", sa.Integer),
        sa.Column("headers", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), index=True),
        sa.Column("bytes", sa.Integer, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("fault", sa.Text),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "watch_bodies",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "watch_sources",
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.Column("sha256", sa.String(64)),
        sa.Column("polled_at", Instant),
        sa.Column("next_at", Instant),
        sa.Column("news_at", Instant),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("fault", sa.Text),
    )
    op.create_table(
        "watch_items",
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("url", sa.Text),
        sa.Column("title", sa.Text),
        sa.Column("publisher", sa.Text),
        sa.Column("published", Instant),
        sa.Column("updated", Instant),
        sa.Column("seen_at", Instant, nullable=False),
        sa.Column("settled_at", Instant),
        sa.Column("state", sa.String(16), nullable=False, index=True),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_at", Instant),
        sa.Column("fault", sa.Text),
        sa.Column("document_id", sa.String(64)),
        sa.Column("body_sha256", sa.String(64)),
    )
    op.create_table(
        "watch_marks",
        sa.Column("indicator", sa.String(64), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("batch", sa.Integer, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_table(
        "watch_alerts",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(64), nullable=False, unique=True),
        sa.Column("indicator", sa.String(64), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("acknowledged_at", Instant),
        sa.Column("acknowledged_by", sa.Text),
        sa.Column("note", sa.Text),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "watch_deliveries",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("channel", sa.Text, nullable=False, index=True),
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("alerts", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False, index=True),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("next_at", Instant, nullable=False),
        sa.Column("done_at", Instant),
        sa.Column("fault", sa.Text),
    )
    op.create_table(
        "screenings",
        sa.Column("list", sa.Text, primary_key=True),
        sa.Column("at", Instant, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """What was fetched and told would be lost: there is no way back."""
    raise NotImplementedError("a ledger's tables are never taken away")
