"""Full text search over the quotes of claims: one question, asked of SQLite's FTS5 or of PostgreSQL's tsvector, that gives
the same claims. PostgreSQL is handed words cut as FTS5 cuts them, so that its own parser has nothing to decide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import Connection, text

from reportedly.world.ledgers.bulk import copy_rows

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
        terms = [f"phraseto_tsquery('reportedly_words', :p{n})" for n in range(len(asked))]
        query = (
            f"SELECT number FROM index_words WHERE lexemes @@ ({' && '.join(terms)}) ORDER BY number DESC LIMIT :most"
        )
        given = {**{f"p{n}": plain_words(phrase) for n, phrase in enumerate(asked)}, "most": most}
    return sorted(connection.execute(text(query), given).scalars())


def phrases(words: str) -> tuple[str, ...]:
    """The words and quoted phrases of a search, without what holds no letter or digit."""
    found = (quoted or bare for quoted, bare in _ASKED.findall(words.replace("\x00", " ")))
    plain = (phrase.replace('"', " ").strip() for phrase in found)
    return tuple(dict.fromkeys(phrase for phrase in plain if _LETTER.search(phrase)))


def add_words(connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
    """Let claims be found by words. rows: the number of each, and what it is found by."""
    if connection.dialect.name != "sqlite":
        copy_rows(
            connection, "index_words", ("number", "words"), [(number, plain_words(words)) for number, words in rows]
        )
    elif rows:
        added = text("INSERT INTO index_words(rowid, words) VALUES (:number, :words)")
        connection.execute(added, [{"number": number, "words": words} for number, words in rows])


def forget_words(connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
    """Let claims be found no more. rows: as they were added."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        gone = text("INSERT INTO index_words(index_words, rowid, words) VALUES ('delete', :number, :words)")
        connection.execute(gone, [{"number": number, "words": words} for number, words in rows])
    else:
        gone = text("DELETE FROM index_words WHERE number = ANY(:numbers)")
        connection.execute(gone, {"numbers": [number for number, _ in rows]})


def plain_words(words: str) -> str:
    """Runs of letters and digits as FTS5 cuts them, without case and Latin accents, one space between them; and such as
    PostgreSQL's stemmer must be given for the stem that FTS5's makes.
    """
    return _STEMMED_OTHERWISE.sub(_stemmed_alike, " ".join("".join(map(_plain, words)).split()))


_STEMMED_OTHERWISE = re.compile(r"\b(?:([a-z0-9][sy])|([a-z0-9]+log)(?:y|ies)|([a-z0-9]+bl)(?:y|ies))\b")
_WHOLE = "ª"
"""After two letters, that they are not taken for one and an ending."""


def _stemmed_alike(found: re.Match[str]) -> str:
    short, study, manner = found.groups()
    return f"{short}{_WHOLE}" if short else str(study or f"{manner}e")


@lru_cache(maxsize=8192)
def _plain(letter: str) -> str:
    """A letter or digit without case and accent; nothing for an accent on its own; a space for anything else."""
    category = unicodedata.category(letter)
    if category == "Mn" and "\u0300" <= letter <= "\u0331":
        return ""
    if category[0] not in "LN" and category != "Co":
        return " "
    bare = unicodedata.normalize("NFD", letter)[0]
    known = bare if bare.isascii() else letter
    folded = known.casefold()
    return folded if len(folded) == 1 else known.lower()
