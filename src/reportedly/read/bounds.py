"""How much of one input is read: beyond these bounds there is a problem, never a crash or a hang."""

from __future__ import annotations

MAX_BYTES = 20_000_000
"""Of one file, 20 MB. A newspaper's page has 0.1–2 MB, a panel's report in PDF 5–15 MB."""

MAX_ELEMENTS = 50_000
"""Of one page. A long article with its comments has some 10,000."""

LARGE_PAGE = 10_000
"""Elements from which a page is read the quick way."""

MAX_DEPTH = 250
"""Levels of one page; the parser itself drops what lies deeper than 255."""

MAX_PAGES = 2_000
"""Of one PDF."""

MAX_STREAM_BYTES = 20_000_000
MAX_STREAMS_BYTES = 100_000_000
"""Of one deflated stream of a PDF, and of all of them but pictures; text is read without unfolding those."""

MAX_PICTURE_BYTES = 200_000_000
MAX_PICTURES_BYTES = 1_000_000_000
"""The same of pictures; a page scanned in colour at 300 points an inch has 25 MB. What only calls itself one is unfolded."""

MAX_STREAMS = 100_000
"""Of one PDF. A report of 2,000 pages has some 20,000."""

MAX_LZW_BYTES = 50_000_000
"""Of a PDF's streams that may be in LZW, gone through to see how large they become; each is gone through twice at least."""

MAX_FOLDS = 10
"""Times that one stream is compressed; nobody has a reason for more than one."""

MAX_OBJECTS = 3_000_000
"""Letters, lines and pictures drawn on the pages of one PDF; a crowded map has 50,000."""

MAX_CHARACTERS = 10_000_000
"""Of one document's text, as pages and PDFs unfold when they are read."""

MAX_BROKEN_LINES = 20
"""Broken lines, and records of an archive, that are named one by one; the rest is summed up."""

MAX_NAME = 10_000
"""Letters of a publisher, a title, an address: what is longer is none, and would be on each page that names it."""

MAX_PAGE_BYTES = 8_000_000
"""Of one page of an archive, as unpacked; a newspaper's has 0.1–2 MB."""

MAX_HEAD_BYTES = 32_768
"""Of the header of a record of an archive, and of the one of its response."""

MAX_SKIPPED_BYTES = 256_000_000
"""Of one record, as unpacked, that is too large to be a page: as much is passed over to find its end, then it is broken."""

MAX_BROKEN_RECORDS = 1_000
"""Of one member of a gzip file; then the rest of it is not looked at."""

LOOK_BACK = 4_000_000
"""Bytes before a shard of an archive from which its first record is looked for; nearly all records are smaller."""

MAX_QUICK_TAGS = 4_000
MAX_QUICK_DEPTH = 1_000
"""Tags from which a page's depth is looked at before its main text is looked for, and the depth beyond which it is not."""
