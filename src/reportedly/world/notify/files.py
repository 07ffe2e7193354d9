"""Alerts appended to a file, one JSON object a line."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from reportedly.terms.watching import Channel, Delivery, Outcome

MARK = b'{"delivery": "'
"""So each of our lines begins."""
TAIL = 8_000_000
"""So many bytes from the end of the file are looked through for a line that is there already."""


def append(delivery: Delivery, channel: Channel, at: datetime) -> Outcome:
    """Append a line. Where its id stands in the file already, because the program ended between writing and noting it,
    nothing is written; half a line at the end, of a writer that was killed, is taken away first.
    """
    path = Path(channel.where)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
            if _made_whole(file, delivery.id):
                return Outcome()
            _write(file, _line(delivery, at))
    except OSError as fault:
        return Outcome(f"{path}: it cannot be written ({fault.strerror})")
    return Outcome()


def _write(file: BinaryIO, line: bytes) -> None:
    """Write a line at the end and bring it to the disk; where it does not fit, none of it is left. Raises OSError."""
    end = file.tell()
    file.flush()
    try:
        left = memoryview(line)
        while left:
            left = left[os.write(file.fileno(), left) :]
        os.fsync(file.fileno())
    except OSError:
        os.ftruncate(file.fileno(), end)
        raise


def _line(delivery: Delivery, at: datetime) -> bytes:
    told = {"delivery": delivery.id, "at": at.isoformat(), "what": delivery.what, "subject": delivery.message.subject}
    return json.dumps({**told, **delivery.message.data}, ensure_ascii=False).encode() + b"\n"


def _made_whole(file: BinaryIO, ident: str) -> bool:
    """Whether a line bears an id; after it the file ends with a whole line, and is at its end."""
    end = file.seek(0, os.SEEK_END)
    file.seek(max(0, end - TAIL))
    lines = file.read().split(b"\n")
    last = lines.pop()
    if _torn(last):
        file.truncate(end - len(last))
    elif last:
        lines.append(last)
        file.write(b"\n")
    file.seek(0, os.SEEK_END)
    mark = MARK + ident.encode() + b'"'
    return any(line.startswith(mark) for line in lines)


def _torn(last: bytes) -> bool:
    """Whether the end of a file is part of a line of ours. A whole one, or words of others, only lack their line end."""
    if not (last.startswith(MARK) or MARK.startswith(last)):
        return False
    try:
        json.loads(last)
    except ValueError:
        return True
    return False
