"""Settings: what the environment says. Nothing else reads it, but for the language model's name."""

from __future__ import annotations

import os
from pathlib import Path

from reportedly.errors import UsageError

VERSION = "0.1.0"
"""Of this package, as pyproject.toml has it."""

LEDGER = "REPORTEDLY_LEDGER"
"""The environment variable that names the ledger, a path or a database url."""

TOKENS = "REPORTEDLY_TOKENS"
"""The environment variable that names the file of tokens."""

AT_LEAST = "REPORTEDLY_AT_LEAST"
"""The environment variable that says how sure a reading must be for its claim to be kept."""

LLM_KEY = "REPORTEDLY_LLM_KEY"
"""The environment variable that holds the key of the language model's server."""

LLM = "REPORTEDLY_LLM"
"""The environment variable that names the language model's server, up to what stands before /chat/completions."""

LOCAL_LLM = "http://127.0.0.1:8080/v1"
"""The server that is asked where none is named: where llama.cpp's own listens."""

CACHE = "REPORTEDLY_CACHE"
"""The environment variable that names the folder for what may be emptied at any time."""

DEFAULT_AT_LEAST = 0.0
"""What holds where nothing is said: all claims are kept, which reads best (docs/confidence.md)."""


def least_confidence() -> float:
    """The least reading confidence of a claim that is kept. Raises UsageError on what is no number from 0 to 1."""
    given = os.environ.get(AT_LEAST)
    if not given:
        return DEFAULT_AT_LEAST
    try:
        least = float(given)
    except ValueError:
        least = -1.0
    if not 0.0 <= least <= 1.0:
        raise UsageError(f"{AT_LEAST} is {given!r}; it is a number from 0 to 1")
    return least


def default_ledger() -> str:
    """The ledger that is used where none is named: that of the environment, else one in the user's data folder."""
    named = os.environ.get(LEDGER)
    if named:
        return named
    return str(_data_folder() / "ledger.db")


def default_tokens() -> Path:
    """The file of tokens that is used where none is named: that of the environment, else one in the user's data folder."""
    named = os.environ.get(TOKENS)
    return Path(named).expanduser() if named else _data_folder() / "tokens.json"


def default_sweeps() -> Path:
    """Where the results of sweeps lie for which no folder is named."""
    return _data_folder() / "sweeps"


def default_columns() -> Path:
    """Where the columns of large ledgers are kept for the next start; it may be emptied at any time."""
    return _cache_folder() / "columns"


def default_answers() -> Path:
    """Where the answers of language models are kept, so that none is paid for twice; it may be emptied at any time."""
    return _cache_folder() / "answers"


def default_endpoint() -> str:
    """The language model's server where none is named: that of the environment, else one on this machine."""
    return os.environ.get(LLM) or LOCAL_LLM


def language_model_key() -> str | None:
    """The key of the language model's server, None where it needs none."""
    return os.environ.get(LLM_KEY) or None


def _cache_folder() -> Path:
    named = os.environ.get(CACHE)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_cache_path

    return Path(user_cache_path("reportedly", appauthor=False))


def _data_folder() -> Path:
    # Only commands whose files are not named need it.
    from platformdirs import user_data_path

    return Path(user_data_path("reportedly", appauthor=False))


def colours_wanted() -> bool:
    """Whether colours may be written to a terminal (see no-color.org)."""
    return not os.environ.get("NO_COLOR")
