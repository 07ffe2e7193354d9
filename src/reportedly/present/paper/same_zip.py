"""A zip whose bytes depend on nothing but what is in it and one instant."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

_FIRST_YEAR = 1980
"""Days in a zip begin here."""


def same_zip(data: bytes, made_at: datetime) -> bytes:
    """The zip with every file dated to one instant, in the order given."""
    instant = made_at.astimezone(UTC)
    stamp = max((_FIRST_YEAR, 1, 1, 0, 0, 0), instant.timetuple()[:6])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            info = zipfile.ZipInfo(name, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, given.read(name))
    return out.getvalue()
