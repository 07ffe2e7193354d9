"""The schema of the record: generated, shipped, and met by every record."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from keep.samples import containers, report
from reportedly.terms.claim import Translated
from reportedly.terms.record import VERSION, claim_record
from reportedly.terms.schema import claim_schema, schema_text
from serve.commands import run
from strategies import claims, documents

VALIDATOR = Draft202012Validator(claim_schema())
AGAIN = (
    "python -c 'from reportedly.terms.schema import schema_text; print(schema_text(), end=\"\")'"
    " > src/reportedly/data/schema/claim-1.json"
)
Record = dict[str, Any]
ALLOWED = {1: "466e192a599b14fcdbfb88aa88f445b49393826c121e60fe867a53bb6b5dcbf7"}
"""Version of the record → the digest of what its schema allows."""


def record() -> Record:
    return claim_record(containers(report()))


def test_the_schema_is_itself_valid() -> None:
    """It is a schema of draft 2020-12, and says which record it is for."""
    Draft202012Validator.check_schema(claim_schema())
    assert claim_schema()["$id"] == "urn:reportedly:claim:1"


def test_what_ships_is_what_the_terms_give() -> None:
    """The file in the package equals the schema generated from the types."""
    shipped = (resources.files("reportedly") / "data/schema/claim-1.json").read_text(encoding="utf-8")
    assert shipped == schema_text(), f"the terms have moved; write the schema again with: {AGAIN}"


def bones(schema: Any) -> Any:
    """A schema without its descriptions: what it allows. Words may be bettered without another version."""
    if isinstance(schema, dict):
        names = schema.get("properties")
        return {
            key: {name: bones(each) for name, each in names.items()} if value is names else bones(value)
            for key, value in schema.items()
            if key not in ("description", "title")
        }
    return [bones(each) for each in schema] if isinstance(schema, list) else schema


def digest(schema: Record) -> str:
    return hashlib.sha256(json.dumps(bones(schema), sort_keys=True).encode()).hexdigest()


def test_what_a_record_may_be_changes_with_its_version_only() -> None:
    """What the schema allows is what its version has always allowed: a field, a word or a bound more or less is another
    version, with a row of its own here and its own file in data/schema. Rows are added, and those of a
    release never changed.
    """
    assert digest(claim_schema()) == ALLOWED[VERSION], (
        f"what a record may be has changed, and its version is {VERSION} still; give it the next one in terms/record.py"
    )
    assert sorted(ALLOWED) == list(range(1, VERSION + 1))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda s: s["properties"].update(colour={"type": "string"}), id="a field more"),
        pytest.param(lambda s: s["properties"].pop("vessels"), id="a field less"),
        pytest.param(lambda s: s["properties"].update(description={"type": "string"}), id="a field called description"),
        pytest.param(lambda s: s["properties"]["kind"]["enum"].append("sale"), id="a word more"),
        pytest.param(lambda s: s["required"].remove("handling"), id="a name that may be left out"),
        pytest.param(lambda s: s["$defs"]["Evidence"]["properties"]["start"].update(minimum=1), id="another bound"),
        pytest.param(lambda s: s.update(additionalProperties=True), id="any name"),
    ],
)
def test_a_change_would_be_seen(change: Callable[[Record], object]) -> None:
    """Whatever a record may hold otherwise gives the schema another digest; better words for it do not."""
    other, reworded = claim_schema(), claim_schema()
    change(other)
    reworded["properties"]["kind"]["description"] = "What is said to have been done."
    assert digest(other) != digest(claim_schema())
    assert digest(reworded) == digest(claim_schema())


def test_the_records_of_the_demo_are_valid(demo_ledger: Path) -> None:
    """Each record that `reportedly claims` prints of the examples meets the schema that `claims --schema` prints."""
    validator = Draft202012Validator(json.loads(run("claims", "--schema").stdout))
    printed = [json.loads(line) for line in run("claims", "--format", "jsonl", ledger=demo_ledger).stdout.splitlines()]
    assert len(printed) > 30
    assert [list(validator.iter_errors(each)) for each in printed] == [[]] * len(printed)


def test_the_schema_is_printed_as_it_ships() -> None:
    """`reportedly claims --schema` prints the file of the package, and looks into no ledger for it."""
    told = run("claims", "--schema", ledger=Path("no-such-folder") / "no-such-ledger.db")
    assert (told.exit_code, told.stdout) == (0, schema_text())


def test_the_names_stand_in_the_order_of_the_record() -> None:
    """A record has the schema's names in its order, also within quantity, evidence and document: all of them, but for the
    translation where there is none.
    """
    schema, written = claim_schema(), record()
    through = replace(containers(report()), translation=Translated("d-00000000000000aa", 0, 4, "sent"))
    assert list(schema["properties"]) == list(claim_record(through))
    assert [name for name in schema["properties"] if name != "translation"] == list(written)
    assert [name for name in schema["properties"] if name != "translation"] == schema["required"]
    for name, term in (("quantity", "Quantity"), ("evidence", "Evidence"), ("document", "DocumentRef")):
        assert list(schema["$defs"][term]["properties"]) == list(written[name])


@given(st.data())
def test_every_record_is_valid(data: st.DataObject) -> None:
    """Whatever claim the terms allow, its record as JSON meets the schema."""
    claim = data.draw(documents().flatmap(claims))
    VALIDATOR.validate(json.loads(json.dumps(claim_record(claim))))


def changed(**values: Any) -> Callable[[Record], Record]:
    return lambda written: written | values


def within(name: str, **values: Any) -> Callable[[Record], Record]:
    return lambda written: written | {name: written[name] | values}


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(changed(kind="sale"), id="a kind that is none"),
        pytest.param(changed(modality=None), id="no modality"),
        pytest.param(changed(stage="shipped"), id="a stage that is none"),
        pytest.param(changed(actor="KP"), id="an actor that is no list"),
        pytest.param(changed(event="shipment"), id="a name too many"),
        pytest.param(changed(reading_confidence=1.2), id="a confidence above one"),
        pytest.param(changed(field_confidence={"parties": 1.2}), id="a field's confidence above one"),
        pytest.param(changed(published_on="13 October 2023"), id="a day that is not ISO 8601"),
        pytest.param(changed(id="7"), id="an id that is not from content"),
        pytest.param(changed(fields={"actor": [[3]]}), id="half a span"),
        pytest.param(changed(fields={"actor": [[3, 5, 8]]}), id="a span of three"),
        pytest.param(changed(vessels=[{"name": "Angara", "imo": "917970"}]), id="six digits of an IMO number"),
        pytest.param(within("quantity", low="1,000"), id="a bound in words"),
        pytest.param(within("quantity", scope="total"), id="a scope that is none"),
        pytest.param(within("evidence", quote=""), id="an empty quote"),
        pytest.param(within("evidence", start=-1), id="evidence before the text"),
        pytest.param(lambda written: {k: v for k, v in written.items() if k != "origins"}, id="a name too few"),
    ],
)
def test_a_wrong_record_is_invalid(wrong: Callable[[Record], Record]) -> None:
    """A right record passes; with one thing wrong in it, it does not."""
    assert VALIDATOR.is_valid(record())
    assert not VALIDATOR.is_valid(wrong(record()))
