"""The index of standing claims and documents, full text search, and the log of readings."""

import sqlalchemy as sa
from alembic import op

from reportedly.world.ledgers.tables import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables; they are filled by the ledger once they are there."""
    op.create_table(
        "index_claims",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("claim_id", sa.String(64), nullable=False, index=True),
        sa.Column("document_id", sa.String(64), nullable=False, index=True),
        sa.Column("published_on", sa.Date),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("modality", sa.String(16), nullable=False),
        sa.Column("stage", sa.String(16)),
        sa.Column("actors", sa.Text, nullable=False),
        sa.Column("recipients", sa.Text, nullable=False),
        sa.Column("origins", sa.Text, nullable=False),
        sa.Column("items", sa.Text, nullable=False),
        sa.Column("publisher", sa.Text),
        sa.Column("unit", sa.Text),
        sa.Column("low", sa.Float),
        sa.Column("high", sa.Float),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("verdict", sa.String(16)),
        sa.Column("handling", sa.String(16), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "index_about",
        sa.Column("one", sa.Text, primary_key=True),
        sa.Column("other", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False, index=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "index_documents",
        sa.Column("document_id", sa.String(64), primary_key=True),
        sa.Column("first_batch", sa.Integer, nullable=False, index=True),
        sa.Column("published_on", sa.Date, index=True),
        sa.Column("publisher", sa.Text),
        sa.Column("title", sa.Text),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("handling", sa.String(16), nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.Column("checked", sa.Integer, nullable=False),
        sa.Column("withdrawn", sa.Text),
    )
    op.create_table(
        "readings",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", Instant, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("documents", sa.Integer, nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.Column("problems", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE index_words USING fts5("
            "words, content='index_claims', content_rowid='number', tokenize='porter unicode61 remove_diacritics 2')"
        )
    else:
        op.execute("CREATE INDEX index_words ON index_claims USING gin (to_tsvector('english', words))")


def downgrade() -> None:
    """The index could be dropped, but an older program would then not keep it: there is no way back."""
    raise NotImplementedError("a ledger's tables are never taken away")
