"""Loads what a model is told, and the rows of passages that speak to it, from `data/prompts`, each with its digest."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from reportedly.errors import DataError
from reportedly.find.model.instructions import InstructionRow, Instructions
from reportedly.find.model.names import NameWords
from reportedly.find.model.prompt import Example, Prompt
from reportedly.terms.document import sha256

LATEST = "claims-1"
_INSTRUCTIONS = "instructions.toml"


@lru_cache(maxsize=4)
def prompt(name: str = LATEST) -> Prompt:
    """The prompt of a name. Raises DataError where there is none, or its file is malformed."""
    data = _bytes(f"{name}.toml")
    try:
        given = tomllib.loads(data.decode("utf-8"))
        told = Prompt(
            name,
            sha256(data),
            given["system"],
            given["user"],
            tuple(Example(**example) for example in given["example"]),
            beside=tuple(given["names"]["beside"]),
            **given["limits"],
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise DataError(f"prompts/{name}.toml: {fault}") from fault
    if told.part < 1 or told.claims < 1 or told.answer < 1 or not 0 <= told.confidence <= 1:
        raise DataError(f"prompts/{name}.toml: its limits make no sense")
    return told


def name_words(told: Prompt) -> NameWords:
    """The words that may stand beside a name."""
    return NameWords(frozenset(word.lower() for word in told.beside))


@lru_cache(maxsize=1)
def instruction_rows() -> tuple[InstructionRow, ...]:
    """The rows of passages that speak to the reader, as shipped. Raises DataError on a malformed row."""
    try:
        given = tomllib.loads(_bytes(_INSTRUCTIONS).decode("utf-8"))["instruction"]
        return tuple(
            InstructionRow(
                row["language"],
                row["pattern"],
                tuple(row["examples"]),
                tuple(row.get("news", ())),
                row.get("mark", False),
            )
            for row in given
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise DataError(f"prompts/{_INSTRUCTIONS}: {fault}") from fault


@lru_cache(maxsize=1)
def instructions() -> Instructions:
    """The rows, compiled. Raises DataError."""
    return Instructions(instruction_rows())


def instructions_digest() -> str:
    """Of the file of the rows: they decide what is read, and so the method of a claim names them."""
    return sha256(_bytes(_INSTRUCTIONS))


def _bytes(name: str) -> bytes:
    try:
        return (files("reportedly") / "data" / "prompts" / name).read_bytes()
    except OSError as fault:
        raise DataError(f"prompts/{name}: there is no such file") from fault
