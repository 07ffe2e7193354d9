"""What FollowTheMoney finds wrong with entities. A program of its own, for the environment that has the package:

python tests/present/exports/ftm_check.py < entities.ftm.json

prints a JSON list of complaints, `[]` where there are none.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

UNSEEN = {"Cf", "Cc", "Cn", "Co"}
"""Categories of characters that its cleaning may take out: they print nothing."""


def complaints(lines: Iterable[str]) -> Iterator[str]:
    """Of each entity: what its schema does not accept, and what it must have or leads to that is not there."""
    from followthemoney import model
    from followthemoney.exc import FollowTheMoneyException

    entities = [json.loads(line) for line in lines]
    schemata = {entity["id"]: model.get(entity["schema"]) for entity in entities}
    if len(schemata) != len(entities):
        yield "an id stands twice"
    for entity in entities:
        schema = schemata[entity["id"]]
        if schema is None or schema.abstract:
            yield f"{entity['id']}: no entity is a {entity['schema']}"
            continue
        try:
            schema.validate(entity)
            proxy = model.get_proxy(entity, cleaned=False)
        except FollowTheMoneyException as fault:
            yield f"{entity['id']}: {fault}"
            continue
        yield from (f"{entity['id']}: no {name}" for name in schema.required if not entity["properties"].get(name))
        yield from _altered(entity, proxy)
        yield from _missing(entity, schema, schemata)


def _altered(entity: dict[str, Any], proxy: Any) -> Iterator[str]:
    """Values that cleaning throws away or changes so that one could see it."""
    for name, values in entity["properties"].items():
        if name not in proxy.schema.properties:
            yield f"{entity['id']}: {entity['schema']} has no {name}"
        elif sorted(map(_seen, values)) != sorted(map(_seen, proxy.get(name))):
            yield f"{entity['id']}: {name} {values!r} is taken for {proxy.get(name)!r}"


def _missing(entity: dict[str, Any], schema: Any, schemata: dict[str, Any]) -> Iterator[str]:
    """References to what is not there or is of another sort than the property allows."""
    for name, values in entity["properties"].items():
        prop = schema.get(name)
        if prop is None or prop.range is None:
            continue
        for value in values:
            if (there := schemata.get(value)) is None or not there.is_a(prop.range):
                yield f"{entity['id']}: {name} leads to no {prop.range.name}: {value}"


def _seen(value: str) -> str:
    shown = "".join(letter for letter in value if unicodedata.category(letter) not in UNSEEN or letter == "\n")
    return " ".join(shown.split())


if __name__ == "__main__":
    json.dump(list(complaints(sys.stdin.buffer.read().decode().rstrip("\n").split("\n"))), sys.stdout)
