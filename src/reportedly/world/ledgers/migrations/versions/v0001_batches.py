"""The first tables: batches, their entries, and the texts of documents."""

import sqlalchemy as sa
from alembic import op

from reportedly.world.ledgers.tables import Instant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "batches",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("recorded_at", Instant, nullable=False, index=True),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
    )
    op.create_table(
        "entries",
        sa.Column("batch", sa.Integer, sa.ForeignKey("batches.number"), primary_key=True, autoincrement=False),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("document_id", sa.String(64), index=True),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_table(
        "texts",
        sa.Column("document_id", sa.String(64), primary_key=True),
        sa.Column("batch", sa.Integer, sa.ForeignKey("batches.number"), nullable=False, index=True),
        sa.Column("text", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """A ledger is append-only: there is no way back to before its first table."""
    raise NotImplementedError("a ledger's tables are never taken away")
