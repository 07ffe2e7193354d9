"""Ledgers of earlier versions, with what they held, in a file and in PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, insert, inspect, select, text

from keep.samples import containers, report, shells
from postgres import Databases
from reportedly.keep.query import ClaimQuery
from reportedly.keep.reviews import review
from reportedly.serve.wiring import tables
from reportedly.terms.items import ItemTree
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.backups import back_up
from reportedly.world.ledgers.catalogue import Catalogue
from reportedly.world.ledgers.engine import engine_of, reading, writing
from reportedly.world.ledgers.places import url_of
from reportedly.world.ledgers.schema import MIGRATIONS
from reportedly.world.ledgers.sql import SqlLedger, open_sql_ledger
from reportedly.world.ledgers.tables import VERSION, VERSION_TABLE, metadata
from world.meddling import rows
from world.whole_ledgers import quiet
from world.writing import fill

EARLIER = ("0001", "0002", "0003")


@pytest.fixture
def source(tmp_path: Path) -> Iterator[SqlLedger]:
    """A ledger of this version, in which a claim was rejected."""
    with closing(open_sql_ledger(tmp_path / "source.db", FixedClock())) as opened:
        fill(opened, 3)
        opened.append([review(opened.standing(), shells(report(0)).id, "rejected", "Ann")])
        yield opened


@pytest.fixture(params=("sqlite", "postgresql"))
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A file that is not there yet, then a database without any table."""
    if request.param == "sqlite":
        yield str(tmp_path / "old.db")
        return
    postgres: Databases = request.getfixturevalue("postgres")
    with postgres.fresh(empty=True) as url:
        yield url


def as_of(version: str, place: str, source: SqlLedger) -> None:
    """Make the tables of an earlier version, and put into them what a ledger holds."""
    engine = engine_of(url_of(place), 5)
    with writing(engine, place) as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, version)
        with reading(source.engine, source.name) as held:
            _copy(held, connection)
    engine.dispose()


def _copy(held: Connection, connection: Connection) -> None:
    made = inspect(connection).get_table_names()
    for table in metadata.sorted_tables:
        found = [dict(row) for row in held.execute(select(table)).mappings()] if table.name in made else []
        if found:
            connection.execute(insert(table), found)
    if "index_claims" in made:
        words = "INSERT INTO index_words(index_words) VALUES ('rebuild')"
        numbers = "SELECT setval('index_claims_number_seq', (SELECT max(number) FROM index_claims))"
        connection.execute(text(words if connection.dialect.name == "sqlite" else numbers))


@pytest.mark.parametrize("version", EARLIER)
def test_a_ledger_of_an_earlier_version_is_brought_up_to_date(version: str, empty: str, source: SqlLedger) -> None:
    """Opened by this program it holds what it held, is found by words and can be written to."""
    as_of(version, empty, source)
    with closing(open_sql_ledger(empty, FixedClock())) as again:
        catalogue = Catalogue(again, ItemTree(tables().items))
        assert list(again.batches()) == list(source.batches())
        assert {claim.id for claim in catalogue.search(ClaimQuery()).claims} == set(source.standing().claims)
        assert [claim.id for claim in catalogue.search(ClaimQuery(verdict="rejected")).claims] == [shells(report(0)).id]
        assert catalogue.search(ClaimQuery(text='"containers to Russia"')).total == 3
        again.append([review(again.standing(), containers(report(1)).id, "rejected", "Ann")])
        fill(again, 4)
        assert catalogue.search(ClaimQuery(text="container")).total == 3
        assert again.check() == []


@pytest.mark.parametrize("version", EARLIER[1:])
def test_an_index_that_is_there_is_kept(version: str, empty: str, source: SqlLedger) -> None:
    """The rows of claims keep their numbers; the tables of watching are there, and empty."""
    as_of(version, empty, source)
    before = rows(empty, "SELECT number FROM index_claims ORDER BY number")
    open_sql_ledger(empty, FixedClock()).close()
    assert rows(empty, "SELECT number FROM index_claims ORDER BY number") == before
    watched = [name for name in metadata.tables if name.startswith(("watch_", "screenings"))]
    assert [rows(empty, f"SELECT count(*) FROM {name}") for name in watched] == [[(0,)]] * len(watched)


@pytest.mark.parametrize("version", EARLIER)
def test_a_ledger_of_an_earlier_version_is_backed_up_as_it_is(
    version: str, empty: str, source: SqlLedger, tmp_path: Path
) -> None:
    """The backup is of this version and holds what the ledger holds, which stays of its own."""
    as_of(version, empty, source)
    back_up(empty, tmp_path / "backup.db", FixedClock(), False, quiet)
    assert rows(empty, f"SELECT version_num FROM {VERSION_TABLE}") == [(version,)]
    with closing(open_sql_ledger(tmp_path / "backup.db", FixedClock())) as backup:
        assert list(backup.batches()) == list(source.batches())
        assert backup.check() == []


def test_each_version_has_its_test() -> None:
    """Every migration but the newest is one from which a ledger is brought up to date above."""
    versions = sorted(path.name[1:5] for path in (MIGRATIONS / "versions").glob("v*.py"))
    assert versions == [*EARLIER, VERSION]


def test_the_migrations_make_the_same_tables_in_postgresql(team_url: str) -> None:
    """The tables have the columns and indexes that the program declares, and what full text search goes by."""
    engine = engine_of(url_of(team_url), 5)
    with reading(engine, team_url) as connection:
        seen = inspect(connection)
        columns = {name: {c["name"] for c in seen.get_columns(name)} for name in metadata.tables}
        indexed = {
            name: {tuple(i["column_names"]) for i in seen.get_indexes(name) if not i["unique"]}
            for name in metadata.tables
        }
    engine.dispose()
    assert columns == {name: set(table.c.keys()) for name, table in metadata.tables.items()}
    assert indexed == {
        name: {tuple(c.name for c in index.columns) for index in table.indexes}
        for name, table in metadata.tables.items()
    }
    made = rows(team_url, "SELECT indexdef FROM pg_indexes WHERE tablename = 'index_words' ORDER BY indexname")
    assert [line.split(" USING ")[1] for (line,) in made] == ["gin (lexemes)", "btree (number)"]
