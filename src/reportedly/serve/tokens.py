"""`reportedly token`: who may come in from another machine."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from reportedly.errors import UsageError
from reportedly.serve.options import Bearer, Output, TokenPlace
from reportedly.serve.printing import note, plain, say, say_rows
from reportedly.serve.settings import default_tokens
from reportedly.serve.spreadsheets import csv_of
from reportedly.world.clock import system_clock
from reportedly.world.token_file import Token
from reportedly.world.tokens import TokenStore

COLUMNS = ("id", "name", "role", "restricted", "created_at", "expires_at", "state")


def token_store(place: TokenPlace) -> TokenStore:
    """The tokens in the file that is meant."""
    return TokenStore(place.tokens or default_tokens())


def add_token(name: str, bearer: Bearer, place: TokenPlace) -> None:
    """Add a token and print it, this once. Raises UsageError, TokenError."""
    if bearer.role is None:
        raise UsageError("say what they may do: --role reader, analyst or admin")
    token, text = token_store(place).add(name, bearer.role, bearer.restricted, bearer.days)
    say(text)
    until = f"until {_instant(token.expires_at)}" if token.expires_at else "until it is revoked"
    note(
        f"For {token.name}, {token.role}, good {until}. It is shown this once: hand it over by a way that only they read."
    )
    note(f"reportedly token revoke {token.id} takes it back.")
    note("They paste it on the login page; programs send it as the header “Authorization: Bearer TOKEN”.")


def print_tokens(place: TokenPlace, output: Output) -> None:
    """The tokens without their secrets. Raises TokenError."""
    store = token_store(place)
    rows = [_row(token, system_clock()) for token in store.tokens()]
    if output.format == "csv":
        say(csv_of(rows), exact=True)
    elif output.format != "table":
        say_rows(rows, output.format)
    elif rows:
        say(_table(rows))
    if not rows:
        note("no tokens yet: reportedly token add NAME --role reader")


def revoke_token(ident: str, place: TokenPlace) -> None:
    """End a token. Raises UsageError, TokenError."""
    token = token_store(place).revoke(ident)
    say(f"{token.id} of {plain(token.name)} is revoked: it lets nobody in any more, nor who came in with it")


def _row(token: Token, now: datetime) -> dict[str, Any]:
    return {
        "id": token.id,
        "name": token.name,
        "role": token.role,
        "restricted": token.may_see_restricted,
        "created_at": token.created_at.isoformat(timespec="seconds"),
        "expires_at": token.expires_at.isoformat(timespec="seconds") if token.expires_at else None,
        "state": "revoked" if token.revoked else "good" if token.holds(now) else "expired",
    }


def _table(rows: list[dict[str, Any]]) -> str:
    cells = [COLUMNS, *(tuple(map(_cell, row.values())) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells
    )


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return plain(str(value)) if value is not None else "–"


def _instant(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M %Z}"
