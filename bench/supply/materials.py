"""Bills of materials in CycloneDX 1.6: what is installed for the core, and for everything, from the locks.

`python -m bench.supply.materials FOLDER` writes FOLDER/core.cdx.json and FOLDER/all.cdx.json. The same locks give the
same bytes: the serial number comes from the content, and a time stands there only where SOURCE_DATE_EPOCH names one.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from bench.supply.licences import licence_of
from bench.supply.locks import ALL, CORE, Locked, locked, needed, parts, project
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.utils import NormalizedName, canonicalize_name

from reportedly.serve.settings import VERSION
from reportedly.world.model_files import measured

EPOCH = "SOURCE_DATE_EPOCH"
"""The environment variable that names the time of a build, in seconds since 1970."""

_MODEL = measured().package.replace("_", "-")
_OPTIONAL = {"dev", "build"}


def bill(packages: Iterable[Locked], asked: Iterable[str], when: datetime | None = None) -> str:
    """The bill of some packages as JSON. asked: the parts of the project whose requirements stand directly below it; when:
    the time to put on it.
    """
    needing, licences = parts(), LicenseFactory()
    components = {each.name: _component(each, needing[each.name], licences) for each in packages}
    bom = Bom(components=components.values())
    bom.metadata.component = root = _root(licences)
    below = needed(each for part in asked for each in project()[part])
    direct = {name for part in asked for name in needed_directly(part)}
    bom.register_dependency(root, [components[name] for name in sorted(direct & components.keys())])
    for name, component in components.items():
        bom.register_dependency(component, [components[each] for each in below.get(name, ()) if each in components])
    written: dict[str, Any] = json.loads(JsonV1Dot6(bom).output_as_string())
    return _as_text(written, when)


def needed_directly(part: str) -> set[NormalizedName]:
    """The packages that a part of pyproject.toml names."""
    return {canonicalize_name(requirement.name) for requirement in project()[part]}


def _component(package: Locked, needing: tuple[str, ...], licences: LicenseFactory) -> Component:
    licence = licence_of(package.name)
    return Component(
        type=ComponentType.MACHINE_LEARNING_MODEL if package.name == _MODEL else ComponentType.LIBRARY,
        name=package.name,
        version=package.version,
        bom_ref=f"{package.name}@{package.version}",
        purl=PackageURL("pypi", name=package.name, version=package.version),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=each) for each in package.hashes],
        licenses=[licences.make_from_string(licence)] if licence else (),
        scope=ComponentScope.EXCLUDED if set(needing) <= _OPTIONAL else None,
        properties=[Property(name="reportedly:needed-by", value=", ".join(needing))],
    )


def _root(licences: LicenseFactory) -> Component:
    return Component(
        type=ComponentType.APPLICATION,
        name="reportedly",
        version=VERSION,
        bom_ref=f"reportedly@{VERSION}",
        purl=PackageURL("pypi", name="reportedly", version=VERSION),
        licenses=[licences.make_from_string("MIT")],
        description="The hashes of a package are those of all its files that may be installed; one of them is.",
    )


def _as_text(written: dict[str, Any], when: datetime | None) -> str:
    """The bill with the time that it is given, not that at which it was made; its serial number comes from its content."""
    written["metadata"].pop("timestamp", None)
    written.pop("serialNumber", None)
    if when is not None:
        written["metadata"]["timestamp"] = when.astimezone(UTC).isoformat()
    content = json.dumps(written, sort_keys=True, ensure_ascii=False)
    written["serialNumber"] = f"urn:uuid:{uuid5(NAMESPACE_URL, content)}"
    return json.dumps(written, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def time_of(environment: Mapping[str, str]) -> datetime | None:
    """The time that SOURCE_DATE_EPOCH names, None where it is not set. Raises ValueError where it is no number."""
    given = environment.get(EPOCH)
    return datetime.fromtimestamp(int(given), UTC) if given else None


def bills(when: datetime | None = None) -> dict[str, str]:
    """The bills by the names of their files: of the core with what builds it, and of everything."""
    core, everything = (locked(path.read_text(encoding="utf-8")) for path in (CORE, ALL))
    return {
        "core.cdx.json": bill(core, ("core", "build"), when),
        "all.cdx.json": bill(everything, tuple(project()), when),
    }


def main(folder: Path) -> None:
    """Write them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in bills(time_of(os.environ)).items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
