"""Full text search in PostgreSQL finds what it finds in a file."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, event, text

from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.engine import engine_of, reading, writing
from reportedly.world.ledgers.opening import open_ledger
from reportedly.world.ledgers.places import url_of
from reportedly.world.ledgers.tables import index_claims
from reportedly.world.ledgers.words import add_words, forget_words, numbers_with, plain_words
from world.meddling import behind

SENTENCES = (
    "The North shipped 1,000 containers to Russia.",
    "Shipping containers of the North, Russia's ministry says, hold shells for 152-mm guns.",
    "KN-23 missiles and the KN-24: of the 2.5 tonnes of technology, half was possibly assembled in Yongbyon.",
    "The U.S. told us that Kiev's Élysée talks were as naïve as Müller's; São Tomé's ship was seen.",
    "Technological possibilities; an assembly line; the analysts' analysis. It is what it is.",
    "Росія отримала снаряди, каже міністерство. 북한은 포탄을 보냈다. ΑΡΕΤΗΣ αρετης",
    "Containers to the port. The North shipped; 1e5 rounds, 3x20 ft, №7, 12½ %, x² and _underscored_ words.",
    "not AND or NEAR the column: words* ^first + 'quoted' \\ back % per_cent",
)
QUESTIONS = (
    *(
        "north",
        "The",
        "of",
        "us",
        "u.s.",
        "u",
        "s",
        "ship",
        "shipping",
        "container",
        '"containers to"',
        '"to containers"',
    ),
    *(
        '"the North shipped"',
        '"North shipped" russia',
        '"north of russia"',
        '"containers of the North"',
        "152",
        "152-mm",
    ),
    *('"152 mm"', "kn23", "KN-23", '"KN 24"', "2.5", '"2 5"', "technology", "technological", "possible", "assemblies"),
    *("elysee", "Élysée", "naive", "muller", "sao tome", "снаряди", "снаряд", "포탄을", "포탄", "αρετης", "ΑΡΕΤΗΣ"),
    *(
        "1e5",
        "3x20",
        "№7",
        "7",
        "12½",
        "x²",
        "underscored",
        "_underscored_",
        "AND",
        "NEAR",
        "words*",
        "^first",
        "per_cent",
    ),
    *(
        '"Russia The"',
        '"russia s ministry"',
        "Russia's",
        "it is",
        "is",
        "as",
        '"ministry says, hold"',
        "_",
        '"" north',
        "\\",
    ),
)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[tuple[Engine, Engine]]:
    """The engines of an empty ledger in a file and of one in PostgreSQL."""
    path = str(tmp_path_factory.mktemp("words") / "l.db")
    with request.getfixturevalue("postgres").fresh() as url:
        for place in (path, url):
            open_ledger(place, FixedClock()).close()
        engines = engine_of(url_of(path), 5), engine_of(url_of(url), 5)
        yield engines
        for engine in engines:
            engine.dispose()


def put(pair: tuple[Engine, Engine], sentences: tuple[str, ...]) -> None:
    for engine in pair:
        with writing(engine, "words") as connection:
            connection.execute(text(clear(engine)))
            connection.execute(delete(index_claims))
            add_words(connection, list(enumerate(sentences, 1)))


def clear(engine: Engine) -> str:
    sqlite = engine.dialect.name == "sqlite"
    return "INSERT INTO index_words(index_words) VALUES ('delete-all')" if sqlite else "DELETE FROM index_words"


def answers(pair: tuple[Engine, Engine], question: str) -> list[list[int]]:
    found = []
    for engine in pair:
        with reading(engine, "words") as connection:
            found.append(numbers_with(connection, question, 100))
    return found


def test_both_find_the_same(pair: tuple[Engine, Engine]) -> None:
    """Words in other forms, stop words, phrases, numbers, hyphens, accents, other scripts, and what looks like syntax."""
    put(pair, SENTENCES)
    found = {question: answers(pair, question) for question in QUESTIONS}
    assert {question: both for question, both in found.items() if both[0] != both[1]} == {}
    assert found['"north of russia"'] == [[], []]
    assert found['"the North shipped"'] == [[1, 7], [1, 7]]
    assert found["technology"] == [[3, 5], [3, 5]]
    assert found["of"][0] == [2, 3]


letters = st.text("abeENty019-.,é'’ \nж", max_size=30)


@settings(max_examples=60, deadline=None)
@given(st.lists(letters, min_size=1, max_size=6), st.data())
def test_both_find_the_same_in_any_words(
    pair: tuple[Engine, Engine], sentences: list[str], data: st.DataObject
) -> None:
    """Runs of letters and digits in any mixture, asked for as words and as phrases."""
    put(pair, tuple(sentences))
    words = " ".join(data.draw(st.sampled_from(sentences)).split()[:3])
    one, other = answers(pair, words)
    assert one == other
    one, other = answers(pair, f'"{words}"')
    assert one == other


def test_what_is_forgotten_is_not_found(pair: tuple[Engine, Engine]) -> None:
    """Only the claims named are found no more."""
    put(pair, SENTENCES)
    for engine in pair:
        with writing(engine, "words") as connection:
            forget_words(connection, [(1, SENTENCES[0]), (3, SENTENCES[2])])
    assert answers(pair, "containers") == [[2, 7], [2, 7]]


def test_letters_are_cut_as_fts5_cuts_them() -> None:
    """Every letter, digit and sign that Unicode had when FTS5's table was made, between two letters; but for three
    that bear two accents and two that Unicode has since taken for accents."""
    told = [chr(n) for n in range(1, 0x30000) if unicodedata.ucd_3_2_0.category(chr(n))[0] in "LNPSZ"]
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute("CREATE VIRTUAL TABLE t USING fts5(w, tokenize='unicode61 remove_diacritics 2')")
        base.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")
        base.executemany("INSERT INTO t(rowid, w) VALUES (?, ?)", [(ord(letter), f"q{letter}q") for letter in told])
        cut: dict[int, list[str]] = {}
        for number, term in base.execute("SELECT doc, term FROM v ORDER BY doc, offset"):
            cut.setdefault(number, []).append(term)
    otherwise = [letter for letter in told if cut[ord(letter)] != plain_words(f"q{letter}q").split()]
    assert otherwise == ["Ǡ", "ǡ", "ᢅ", "ᢆ", "ẛ"]


def test_words_are_looked_up_and_not_gone_through(team_url: str) -> None:
    """PostgreSQL finds a rare word among twenty thousand claims by its index."""
    engine = engine_of(url_of(team_url), 5)
    with writing(engine, team_url) as connection:
        add_words(connection, [(n, f"{SENTENCES[n % 8]} {n}") for n in range(20_000)])
    with psycopg.connect(team_url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE index_words")
    asked: list[tuple[str, dict[str, object]]] = []
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append((given[2], given[3])))
    with reading(engine, team_url) as connection:
        assert numbers_with(connection, "19998", 50_000) == [19_998]
    engine.dispose()
    statement, values = asked[-1]
    with behind(team_url) as connection:
        plan = "\n".join(line for (line,) in connection.execute(f"EXPLAIN {statement}", values).fetchall())
    assert "index_words_lexemes" in plan, plan
    assert "Seq Scan" not in plan, plan


def test_a_word_with_many_claims_is_found_by_the_latest(pair: tuple[Engine, Engine]) -> None:
    """Of more matches than are asked for, the latest are given, ascending."""
    put(pair, ("a ship",) * 9)
    for engine in pair:
        with reading(engine, "words") as connection:
            assert numbers_with(connection, "ships", 3) == [7, 8, 9]
