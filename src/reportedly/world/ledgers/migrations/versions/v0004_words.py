"""Full text search in PostgreSQL by the same words as in SQLite: no stop words, Porter's stems, words cut alike."""

import sqlalchemy as sa
from alembic import op

from reportedly.world.ledgers.words import add_words

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KINDS = "asciiword, word, numword, int, uint, float, sfloat"
"""What PostgreSQL's parser may take a run of letters and digits for."""


def upgrade() -> None:
    """Create what PostgreSQL searches by, and fill it with the words of the claims that are there."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        return
    op.execute("DROP INDEX index_words")
    op.execute("CREATE TEXT SEARCH DICTIONARY reportedly_stems (TEMPLATE = snowball, LANGUAGE = porter)")
    op.execute("CREATE TEXT SEARCH CONFIGURATION reportedly_words (PARSER = default)")
    op.execute(f"ALTER TEXT SEARCH CONFIGURATION reportedly_words ADD MAPPING FOR {KINDS} WITH reportedly_stems")
    op.execute(
        "CREATE TABLE index_words (number integer PRIMARY KEY, words text NOT NULL, "
        "lexemes tsvector GENERATED ALWAYS AS (to_tsvector('reportedly_words', words)) STORED)"
    )
    op.execute("CREATE INDEX index_words_lexemes ON index_words USING gin (lexemes)")
    rows = connection.execute(sa.text("SELECT number, words FROM index_claims ORDER BY number")).all()
    add_words(connection, [(row.number, row.words) for row in rows])


def downgrade() -> None:
    """An older program would not find what it looks for: there is no way back."""
    raise NotImplementedError("a ledger's tables are never taken away")
