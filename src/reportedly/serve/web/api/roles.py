"""What a route does, as who may call it: it reads, it writes, or it administers."""

from __future__ import annotations

from reportedly.serve.web.asking import ADMIN, ANALYST, READER

reads = READER
writes = ANALYST
administers = ADMIN
