"""Full text search over the quotes of claims: one question, asked of SQLite's FTS5 or of PostgreSQL's tsvector."""

from __future__ import annotations

import re

from sqlalchemy import Connection, text

_ASKED = re.compile(r'["“”„]([^"“”„]*)["“”]|(\S+)')
_LETTER = re.compile(r"\w")


def numbers_with(connection: Connection, words: str, most: int) -> list[int]:
    """The numbers of the claims whose quotes hold all the words, in any form of theirs, and all the "phrases in quotation
    marks"; the `most` latest to have come in, ascending. None where nothing is asked for.
    """
    asked = phrases(words)
    if not asked:
        return []
    if connection.dialect.name == "sqlite":
        query = "SELECT rowid FROM index_words WHERE index_words MATCH :asked ORDER BY rowid DESC LIMIT :most"
        given = {"asked": " AND ".join(f'"{phrase}"' for phrase in asked), "most": most}
    else:
        terms = [f"phraseto_tsquery('english', :p{n})" for n in range(len(asked))]
        query = (
            f"SELECT number FROM index_claims WHERE to_tsvector('english', words) @@ ({' && '.join(terms)}) "
            "ORDER BY number DESC LIMIT :most"
        )
        given = {**{f"p{n}": phrase for n, phrase in enumerate(asked)}, "most": most}
    return sorted(connection.execute(text(query), given).scalars())


def phrases(words: str) -> tuple[str, ...]:
    """The words and quoted phrases of a search, without what holds no letter or digit."""
    found = (quoted or bare for quoted, bare in _ASKED.findall(words.replace("\x00", " ")))
    plain = (phrase.replace('"', " ").strip() for phrase in found)
    return tuple(dict.fromkeys(phrase for phrase in plain if _LETTER.search(phrase)))
