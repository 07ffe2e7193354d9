"""The file that holds tokens: read whole, replaced whole, changed by one process at a time."""

from __future__ import annotations

import fcntl
import json
import os
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from reportedly.errors import TokenError
from reportedly.terms.access import ROLES, Identity, Role

VERSION = 1
_PRIVATE = 0o600
_WRITTEN_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH
_PAUSE = 0.02


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is kept. salt, digest: all that is left of its secret, in hexadecimal digits."""

    id: str
    name: str
    role: Role
    may_see_restricted: bool
    created_at: datetime
    expires_at: datetime | None
    revoked: bool
    salt: str
    digest: str

    @property
    def identity(self) -> Identity:
        """Who bears it."""
        return Identity(self.name, self.role, self.may_see_restricted)

    def holds(self, at: datetime) -> bool:
        """Whether it is good at an instant."""
        return not self.revoked and (self.expires_at is None or at < self.expires_at)


def kept_tokens(path: Path) -> tuple[Token, ...]:
    """The tokens in a file, none where there is no file. Raises TokenError where it is damaged, or others may write it."""
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            content = file.read()
    except FileNotFoundError:
        return ()
    except OSError as fault:
        raise TokenError(f"{path}: the tokens cannot be read ({fault.strerror})") from fault
    if mode & _WRITTEN_BY_OTHERS:
        # Whoever writes this file lets themselves in.
        raise TokenError(f"{path}: other users may write this file of tokens; chmod 600 it and look through it")
    try:
        return _tokens(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise TokenError(
            f"{path}: it is no file of tokens, or damaged; restore it, or remove it and add anew"
        ) from fault


def keep(path: Path, tokens: Iterable[Token]) -> None:
    """Replace the file, so that a reader sees the old or the new and nothing between. Raises TokenError."""
    content = json.dumps({"version": VERSION, "tokens": [_record(token) for token in tokens]}, indent=2) + "\n"
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE), "w", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as fault:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise TokenError(f"{path}: the tokens cannot be written ({fault.strerror})") from fault


@contextmanager
def changing(path: Path, patience: float = 5.0) -> Iterator[None]:
    """Hold the file against other writers. The lock is the system's, so that one who dies holding it frees it.

    patience: seconds to wait. Raises TokenError.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(path.with_name(f".{path.name}.lock"), os.O_RDWR | os.O_CREAT, _PRIVATE)
    except OSError as fault:
        raise TokenError(f"{path}: the tokens cannot be written ({fault.strerror})") from fault
    try:
        _hold(lock, path, time.monotonic() + patience)
        yield
    finally:
        os.close(lock)


def _hold(lock: int, path: Path, until: float) -> None:
    while True:
        try:
            return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            if time.monotonic() > until:
                raise TokenError(f"{path}: another process is changing the tokens; try again") from fault
            time.sleep(_PAUSE)


def _record(token: Token) -> dict[str, Any]:
    expires_at = token.expires_at and token.expires_at.isoformat()
    return asdict(token) | {"created_at": token.created_at.isoformat(), "expires_at": expires_at}


def _tokens(content: Any) -> tuple[Token, ...]:
    if content["version"] != VERSION:
        raise ValueError(f"version {content['version']}")
    tokens = tuple(_token(record) for record in content["tokens"])
    if len({token.id for token in tokens}) != len(tokens):
        raise ValueError("an id is borne twice")
    return tokens


def _token(record: dict[str, Any]) -> Token:
    expires_at = record["expires_at"]
    token = Token(
        **{name: record[name] for name in ("id", "name", "role", "may_see_restricted", "revoked", "salt", "digest")},
        created_at=_instant(record["created_at"]),
        expires_at=None if expires_at is None else _instant(expires_at),
    )
    texts = (token.id, token.name, token.salt, token.digest)
    flags = (token.may_see_restricted, token.revoked)
    if not all(isinstance(text, str) and text for text in texts) or not all(isinstance(flag, bool) for flag in flags):
        raise ValueError(f"a field of token {token.id}")
    if token.role not in ROLES:
        raise ValueError(f"the role of token {token.id}")
    bytes.fromhex(token.salt), bytes.fromhex(token.digest)
    return token


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"{text} has no time zone")
    return at
