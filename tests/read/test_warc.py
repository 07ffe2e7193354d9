from __future__ import annotations

import gzip
import io
import os
import random
import subprocess
import sys
import tracemalloc
import zlib
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from read.archives import BODY, HTML, damaged, packed, raw_record, record
from reportedly.read.bounds import MAX_PAGE_BYTES
from reportedly.read.warc import Page, Passed, next_record, pages

FIRST, LAST = record("https://daily.example/first"), record("https://daily.example/last")
CHUNKED = "Transfer-Encoding: chunked"
NOISE = random.Random(5).randbytes(300)
INNER = packed(*(record(f"https://inner.example/{n}", NOISE + BODY) for n in range(4)))
"""An archive that somebody offers for download: its members stand in the outer file byte for byte."""


def found(data: bytes, at: int = 0, until: int | None = None) -> list[Page | Passed]:
    stream = io.BytesIO(data)
    stream.seek(at)
    return list(pages(stream, until))


def told(data: bytes) -> list[str]:
    """The addresses of the pages, and why other records hold none."""
    return [each.url.rsplit("/", 1)[1] if isinstance(each, Page) else each.reason for each in found(data)]


def divided(data: bytes, cuts: list[int]) -> list[Page | Passed]:
    """What is found range by range."""
    stream = io.BytesIO(data)
    steps: list[Page | Passed] = []
    for start, end in pairwise([0, *sorted(cuts), len(data)]):
        begin = 0 if start == 0 else next_record(stream, start, end)
        if begin is not None and start < end:
            stream.seek(begin)
            steps += pages(stream, end)
    return steps


@pytest.mark.parametrize("pack", [packed, lambda *each: b"".join(each)], ids=["packed", "plain"])
def test_a_page_as_it_came(pack) -> None:
    """A page has its address, its bytes, the charset of its header, the time it was fetched and the place of its record."""
    headers = ("Content-Type: text/html; charset=windows-1251",)
    data = pack(record(kind="warcinfo"), record("https://daily.example/x", "Бук".encode("cp1251"), headers))
    info, page = found(data)
    assert isinstance(info, Passed)
    assert info.reason == "not-a-response"
    assert isinstance(page, Page)
    assert (page.url, page.host, page.body.decode("cp1251")) == ("https://daily.example/x", "daily.example", "Бук")
    assert page.charset == "windows-1251"
    assert page.retrieved_at == datetime(2025, 3, 3, 4, 5, 6, tzinfo=UTC)
    assert page.offset == len(pack(record(kind="warcinfo")))


@pytest.mark.parametrize(
    ("middle", "reason"),
    [
        (record(kind="request"), "not-a-response"),
        (record(kind="metadata"), "not-a-response"),
        (record("dns:daily.example"), "not-a-response"),
        (record(status="404 Not Found"), "not-found"),
        (record(status="301 Moved"), "not-found"),
        (record(body=b"\xff\xd8\xff\xe0", headers=["Content-Type: image/jpeg"]), "not-a-page"),
        (record(body=b'{"a": 1}', headers=[]), "not-a-page"),
        (record(body=b"a" * (MAX_PAGE_BYTES + 1)), "too-large"),
        (record(body=b"a" * (MAX_PAGE_BYTES + 100_000)), "too-large"),
        (record(body=gzip.compress(b"a" * 50_000_000, mtime=0), headers=[HTML, "Content-Encoding: gzip"]), "too-large"),
        (raw_record(b"no header at all"), "broken-record"),
        (raw_record(b"HTTP/1.1 abc\r\nContent-Type: text/html\r\n\r\nx"), "broken-record"),
        (raw_record(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\nx"), "broken-record"),
        (record(length=""), "broken-record"),
        (record(length="-5"), "broken-record"),
        (record(length="30"), "broken-record"),
        (record(length="99999999999999999999999999"), "broken-record"),
        (record(length="1e3"), "broken-record"),
        (record(more=["Content-Length: 3"]), "broken-record"),
        (record(more=["X: " + "y" * 100_000]), "broken-record"),
        (record().replace(b"2025-03-03", b"soon"), "broken-record"),
        (record().replace(b"WARC-Target-URI", b"WARC-Target"), "broken-record"),
    ],
)
@pytest.mark.parametrize("pack", [packed, lambda *each: b"".join(each)], ids=["packed", "plain"])
def test_a_record_without_a_page_costs_only_itself(middle: bytes, reason: str, pack) -> None:
    """Whatever one record holds or states, it is told why it gives no page, and its neighbours are read."""
    assert told(pack(FIRST, middle, LAST)) == ["first", reason, "last"]


@pytest.mark.parametrize("length", ["500", "999999999999"])
def test_a_length_beyond_the_record(length: str) -> None:
    """A record that claims the bytes of the next ones does not get them."""
    for pack in (packed, lambda *each: b"".join(each)):
        steps = told(pack(FIRST, record(length=length), LAST))
        assert [steps[0], steps[-1], len(steps)] == ["first", "last", 3]
        assert steps[1] in ("broken-record", "too-large")


def test_damaged_members() -> None:
    """A damaged member, bytes between members, and a member without a record are told once each; the others are read."""
    whole = record("https://daily.example/m", b"<html>" + NOISE * 100)
    assert told(packed(FIRST) + damaged(whole) + packed(LAST)) == ["first", "broken-record", "last"]
    for between in (NOISE, packed(b""), packed(b"something else"), bytes(5_000)):
        assert told(packed(FIRST) + between + packed(LAST)) == ["first", "broken-record", "last"]
    assert told(FIRST + b"dust\r\n\r\ndust\r\n\r\n" + LAST) == ["first", "broken-record", "last"]
    assert told(NOISE + FIRST) == ["broken-record"]


def test_a_cut_file() -> None:
    """Of a file that ends within a record all whole records are read, wherever it was cut."""
    for data, whole in ((packed(FIRST, LAST), packed(FIRST)), (FIRST + LAST, FIRST)):
        for cut in range(len(whole) + 30, len(data) - 5, 7):
            assert told(data[:cut]) == ["first", "broken-record"]


def test_nothing_at_all() -> None:
    """An empty file holds nothing, and no bytes make reading fail."""
    assert found(b"") == []
    assert told(b"\x1f\x8b\x08") == ["broken-record"]


@given(st.one_of(st.binary(max_size=300), st.binary(max_size=60).map(lambda b: b"\x1f\x8b\x08\x00" + b)))
@settings(deadline=None)
def test_any_bytes(data: bytes) -> None:
    """No bytes make it raise, neither alone nor between two records."""
    assert all(isinstance(each, Passed) for each in found(data))
    for between in (packed(FIRST) + data + packed(LAST), FIRST + data + b"\r\n\r\n" + LAST):
        assert {"first", "last"} <= set(told(between))


@pytest.mark.parametrize(
    ("headers", "sent"),
    [
        ([CHUNKED], b"%x\r\n%b\r\n0\r\n\r\n" % (len(BODY), BODY)),
        (["Content-Encoding: gzip"], gzip.compress(BODY, mtime=0)),
        (["Content-Encoding: deflate"], zlib.compress(BODY)),
        (
            ["Content-Encoding: gzip", CHUNKED],
            b"%x\r\n%b\r\n0\r\n\r\n" % (len(gzip.compress(BODY, mtime=0)), gzip.compress(BODY, mtime=0)),
        ),
        ([CHUNKED], BODY),
        (["Content-Encoding: gzip"], BODY),
        (["Content-Encoding: br"], BODY),
        (["Content-Encoding: gzip", CHUNKED], BODY),
        (["Content-Encoding: gzip", CHUNKED], gzip.compress(BODY, mtime=0)),
        (["Content-Encoding: rot13"], BODY),
    ],
)
def test_what_was_folded_for_the_way(headers: list[str], sent: bytes) -> None:
    """A body is unfolded as its header says; where the crawler has unfolded it already, it is taken as it stands."""
    (page,) = found(record(body=sent, headers=[HTML, *headers]))
    assert isinstance(page, Page)
    assert page.body == BODY


def test_a_response_that_is_not_called_one_of_the_web() -> None:
    """A response is read as one of the web where the record does not state what kind it is."""
    (page,) = found(record().replace(b"Content-Type: application/http; msgtype=response\r\n", b""))
    assert isinstance(page, Page)
    assert page.body == BODY


def test_brotli() -> None:
    """A body in Brotli is unfolded."""
    (page,) = found(record(body=b"\x0b\x02\x80hello\x03", headers=[HTML, "Content-Encoding: br"]))
    assert isinstance(page, Page)
    assert page.body == b"hello"


def test_pages_are_known_by_their_kind_or_their_beginning() -> None:
    """HTML is a page under any name; plain text is one under its own."""
    (mute,) = found(record(headers=[]))
    (wrong,) = found(record(headers=["Content-Type: application/octet-stream"]))
    (plain,) = found(record(headers=["Content-Type: text/plain"], body=b"Just words."))
    assert isinstance(mute, Page)
    assert isinstance(wrong, Page)
    assert isinstance(plain, Page)
    assert (mute.is_plain, plain.is_plain) == (False, True)


def test_a_member_of_gigabytes_costs_little_memory() -> None:
    """A member that unfolds to 300 MB is passed over, and no more than some pages are ever held."""
    head = record(length="300000000").partition(b"\r\n\r\n")[0] + b"\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    bomb = packer.compress(head) + b"".join(packer.compress(bytes(1_000_000)) for _ in range(300)) + packer.flush()
    data = packed(FIRST) + bomb + packed(LAST)
    tracemalloc.start()
    steps = told(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert steps == ["first", "too-large", "last"]
    assert peak < 5 * MAX_PAGE_BYTES


def test_very_many_broken_records() -> None:
    """A member full of what looks like records costs little: the first thousand are told, and the next member is read."""
    member = gzip.compress(FIRST + b"WARC/1.0\r\nA: b\r\n\r\n\r\n\r\n" * 300_000, mtime=0)
    steps = told(member + packed(LAST))
    assert (steps[0], steps[-1]) == ("first", "last")
    assert set(steps[1:-1]) == {"broken-record"}
    assert 1_000 <= len(steps) <= 1_010


def test_bytes_that_seem_to_begin_a_member() -> None:
    """Hundreds of thousands of places where a member might begin cost next to nothing, and none is taken for one."""
    for dust in (b"\x1f\x8b\x08" * 300_000, b"\x1f\x8b\x08\x00" * 300_000):
        assert told(packed(FIRST) + dust + packed(LAST)) == ["first", "broken-record", "last"]


def test_one_gzip_stream_for_all() -> None:
    """Of a file packed in one go all records belong to the first range."""
    data = gzip.compress(b"".join(record(f"https://daily.example/{n}", NOISE) for n in range(50)), mtime=0)
    assert [type(each) for each in found(data)] == [Page] * 50
    assert {each.offset for each in found(data)} == {0}
    for cut in range(1, len(data), 50):
        assert divided(data, [cut]) == found(data)


def test_a_record_among_the_bytes_of_a_page_is_none() -> None:
    """An archive that was fetched as a page is one record, wherever the file is divided."""
    outer = packed(FIRST) + gzip.compress(record(body=INNER), 0, mtime=0) + packed(LAST)
    assert INNER in outer
    whole = found(outer)
    assert len(whole) == 3
    for cut in range(1, len(outer), 11):
        assert divided(outer, [cut]) == whole


def test_what_looks_like_a_record_can_only_be_told_from_before() -> None:
    """Without looking back, the inner archive's member is taken for a record; that is why some way back is looked at."""
    outer = gzip.compress(FIRST, mtime=0) + gzip.compress(record(body=INNER), 0, mtime=0) + gzip.compress(LAST, mtime=0)
    inside = outer.find(INNER) + 1
    after = outer.rfind(b"\x1f\x8b\x08")
    assert next_record(io.BytesIO(outer), inside, len(outer), back=0) < after  # type: ignore[operator]
    assert next_record(io.BytesIO(outer), inside, len(outer)) == after


class Counting(io.BytesIO):
    """A stream that counts what is read of it."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self.taken += len(data)
        return data


def test_a_file_is_divided_without_reading_it_through() -> None:
    """To find where a shard begins, little more is read than what one looks back over."""
    body = random.Random(6).randbytes(1_000_000)
    for pack in (packed, lambda *each: b"".join(each)):
        stream = Counting(pack(*(record(f"https://daily.example/{n}", body) for n in range(60))))
        size = len(stream.getbuffer())
        begin = next_record(stream, size // 2, size)
        assert begin is not None
        assert size // 2 <= begin < size // 2 + 1_100_000
        assert stream.taken < size // 4


PARTS = st.one_of(
    st.integers(0, 900).map(lambda n: gzip.compress(record(f"https://daily.example/{n}", BODY + NOISE[: n % 300]), mtime=0)),
    st.integers(1, 300).map(lambda n: damaged(record(f"https://daily.example/broken-{n}", NOISE * 5 + NOISE[:n]))),
    st.sampled_from([
        gzip.compress(record(kind="request"), mtime=0),
        gzip.compress(record(status="404 Gone"), mtime=0),
        gzip.compress(record("https://daily.example/stray", b"\x1f\x8b\x08" + NOISE), 0, mtime=0),
        gzip.compress(record("https://daily.example/nested", INNER), 0, mtime=0),
        gzip.compress(record(length="5000"), mtime=0),
        gzip.compress(record() + record("https://daily.example/two"), mtime=0),
        gzip.compress(b"nothing", mtime=0),
        NOISE[:50],
    ]),
)  # fmt: skip
PLAIN_PARTS = st.one_of(
    st.integers(0, 900).map(lambda n: record(f"https://daily.example/{n}", BODY + NOISE[: n % 300])),
    st.sampled_from([
        record(kind="request"),
        record(length="5000"),
        record(length="40"),
        record(length=""),
        record("https://daily.example/nested", b"text\r\n\r\n" + record("https://inner.example/a") * 2),
        record("https://daily.example/stray", b"text\r\n\r\nWARC/1.0\r\nis a format"),
        b"dust\r\n\r\n",
    ]),
)  # fmt: skip
CUTS = st.lists(st.floats(0, 1), max_size=6)


@given(st.lists(PARTS, min_size=1, max_size=8), CUTS, st.integers(0, 200))
@settings(deadline=None, max_examples=150)
def test_however_a_packed_file_is_divided(parts: list[bytes], cuts: list[float], lost: int) -> None:
    """The records of all ranges together are the records of the file, each once; also where its end was lost."""
    data = b"".join([packed(FIRST), *parts])
    data = data[: max(10, len(data) - lost)]
    assert divided(data, [int(cut * len(data)) for cut in cuts]) == found(data)


@given(st.lists(PLAIN_PARTS, min_size=1, max_size=8), CUTS, st.integers(0, 200))
@settings(deadline=None, max_examples=150)
def test_however_a_plain_file_is_divided(parts: list[bytes], cuts: list[float], lost: int) -> None:
    """The same holds for a file that is not packed."""
    data = b"".join([FIRST, *parts])
    data = data[: max(10, len(data) - lost)]
    assert divided(data, [int(cut * len(data)) for cut in cuts]) == found(data)


@given(st.lists(st.integers(0, 900), min_size=2, max_size=9), CUTS)
@settings(deadline=None)
def test_ordinary_files_need_no_looking_back(numbers: list[int], cuts: list[float]) -> None:
    """Where no page is an archive itself, the records are found without looking back."""
    for pack in (packed, lambda *each: b"".join(each)):
        data = pack(*(record(f"https://daily.example/{n}", BODY + NOISE[: n % 300]) for n in numbers))
        starts = [each.offset for each in found(data)]
        for cut in (int(cut * len(data)) for cut in cuts):
            first = next((start for start in starts if start >= cut), None)
            assert next_record(io.BytesIO(data), cut, len(data), back=0) == first


def test_without_the_libraries_the_way_to_them_is_told() -> None:
    """Where fastwarc is not installed, an archive is a problem that names the extra; other files are read all the same."""
    code = (
        "import sys; sys.modules['fastwarc'] = None; sys.modules['fastwarc.warc'] = None\n"
        "from reportedly.read.dispatch import read_bytes\n"
        "print(read_bytes(b'WARC/1.0\\r\\nWARC-Type: response\\r\\n\\r\\n', 'a.warc')[1][0])\n"
        "print(len(read_bytes(b'Just words.', 'a.txt')[0]))"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert "extra-missing" in done.stdout, done.stderr
    assert "WARC files need fastwarc" in done.stdout
    assert "pip install 'reportedly[scale]'" in done.stdout
    assert done.stdout.endswith("\n1\n")
