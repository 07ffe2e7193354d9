"""A corpus in a store that speaks S3: one on this machine."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.world.sweeps.division import contents, shards
from reportedly.world.sweeps.places import opened, places
from serve.commands import run
from serve.sweeping.corpora import archive, documents, found, ledger_of, lines, news, rows, swept

boto3 = pytest.importorskip("boto3")
moto = pytest.importorskip("moto.server")
pytest.importorskip("pyarrow.fs")

ODD = "odd names/a b#?%41é.jsonl"


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    """A bucket with an archive and lines in it; what it holds is read-only for the tests."""
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    keys = {"aws_access_key_id": "analyst", "aws_secret_access_key": "none"}
    client = boto3.client("s3", endpoint_url=address, region_name="us-east-1", **keys)
    client.create_bucket(Bucket="press")
    client.put_object(Bucket="press", Key="crawl/news.warc.gz", Body=archive(news()))
    client.put_object(Bucket="press", Key="crawl/deeper/news.jsonl", Body=lines(rows()))
    client.put_object(Bucket="press", Key="crawl/deeper/news.jsonl.gz", Body=gzip.compress(lines(rows()[3:])))
    client.put_object(Bucket="press", Key="crawl/readme.txt", Body=b"nothing")
    client.put_object(Bucket="press", Key="crawl/nothing.jsonl", Body=b"")
    client.put_object(Bucket="press", Key=ODD, Body=lines(rows()))
    yield address
    server.stop()


@pytest.fixture(autouse=True)
def reachable(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store is named as users name it: in the environment."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", store)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "analyst")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "none")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


@pytest.mark.parametrize("shard", ["16", "0.001"])
def test_a_bucket_is_swept_as_a_folder_is(shard: str, tmp_path: Path) -> None:
    """The documents, claims and numbers of lines are those of the same files in a folder; empty objects are told of."""
    folder = tmp_path / "crawl"
    (folder / "deeper").mkdir(parents=True)
    (folder / "news.warc.gz").write_bytes(archive(news()))
    (folder / "deeper" / "news.jsonl").write_bytes(lines(rows()))
    here, there = tmp_path / "here", tmp_path / "there"
    swept(folder, here)
    done = swept("s3://press/crawl", there, "--shard", shard)
    assert done.exit_code == 1
    assert "s3://press/crawl/nothing.jsonl: there is nothing in it [empty-file]" in done.stderr
    ours, theirs = documents(ledger_of(here)), documents(ledger_of(there))
    assert ours.keys() == theirs.keys()
    assert found(ledger_of(here)).keys() == found(ledger_of(there)).keys()
    paths = {str(document.path).replace("s3://press/crawl", str(folder)) for document in theirs.values()}
    assert paths == {document.path for document in ours.values()}


def test_an_object_of_any_name(tmp_path: Path) -> None:
    """An object is named as it is, whatever letters its key has."""
    done = swept(f"s3://press/{ODD}", tmp_path / "work", "--shard", "0.001")
    assert done.exit_code == 0, done.output
    assert f"s3://press/{ODD}:1" in {document.path for document in documents(tmp_path / "work.db").values()}


def test_an_object_that_is_missing(tmp_path: Path) -> None:
    """A missing object, and a missing bucket, are told; what else was named is read."""
    named = ("s3://press/gone.jsonl", "s3://nowhere/news.jsonl", "s3://press/crawl/deeper/news.jsonl")
    done = run("sweep", *named, "--engine", "here", "--work", tmp_path / "work", ledger=tmp_path / "l.db")
    assert done.exit_code == 1
    for name in named[:2]:
        assert f"{name}: there is no such file or folder [missing-path]" in done.stderr
    assert len(documents(tmp_path / "l.db")) == 4


def test_sweeping_a_bucket_again_adds_nothing(tmp_path: Path) -> None:
    """An object that has not changed is not read again."""
    for said in ("in 4 new documents", ": nothing new"):
        assert said in swept("s3://press/crawl/deeper/news.jsonl", tmp_path / "work").stdout


def test_an_archive_in_a_store_is_read_by_ranges() -> None:
    """A shard of an archive is read from its own place in the object."""
    (place,), problems = places(("s3://press/crawl/news.warc.gz",))
    assert not problems
    divided = shards(place, contents(place, 300), 300)
    assert len(divided) > 3
    assert divided[-1].end == len(archive(news()))
    with opened(place.name) as file:
        file.seek(divided[1].start)
        assert file.read(10) == archive(news())[divided[1].start :][:10]


@pytest.mark.full
def test_a_store_that_does_not_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no store answers the source is told of, and the sweep ends with 1."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    done = swept("s3://press2/crawl", tmp_path / "work")
    assert done.exit_code == 1
    assert "[unreadable]" in done.stderr
