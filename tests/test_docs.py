"""The texts say what is so: commands, options, links, files, names and rows that they mention exist and work."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import cast, get_args

import pytest
import typer
from starlette.routing import Match

import reportedly
from reportedly.serve.cli import app
from reportedly.serve.exporting import FORMS
from reportedly.serve.watching.watch_file import watch_of
from reportedly.serve.web.access import Access
from reportedly.serve.web.app import create_app
from reportedly.serve.web.workbench import Workbench
from reportedly.serve.wiring import reader, tables
from reportedly.terms.access import ROLES
from reportedly.terms.claim import KINDS, MODALITIES, BasisType, PlaceRole, Stage, Verdict
from reportedly.terms.document import Document
from reportedly.terms.flow import Independence
from reportedly.terms.mention import Stance
from reportedly.terms.quantity import Scope
from reportedly.terms.record import claim_of, claim_record
from reportedly.terms.tables import FrameRow
from reportedly.terms.watching import INDICATOR_KINDS, SOURCE_KINDS

ROOT = Path(__file__).parent.parent
DATA = ROOT / "src" / "reportedly" / "data"
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
TEXTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), DATA / "README.md", ROOT / "examples" / "README.md"]
)
OF_USERS = {
    "my.toml",
    "chips.toml",
    "fenwick.toml",
    "house.toml",
    "watch.toml",
    "sdn.csv",
    "alt.csv",
    "add.csv",
    "ores.toml",
    "my-cases.toml",
}
"""Files that the texts tell a user to make."""
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]

_COMMAND = re.compile(r"(?<![\w/.-])reportedly ([a-z]+)((?: [^`\n]*)?)")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_MAKE = re.compile(r"\bmake ([a-z-]+)(?=`|\s*#|\s*$)", re.MULTILINE)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def code_of(text: str) -> str:
    """All that stands in code blocks and between backticks, a piece a line."""
    blocks = re.findall(r"^```[a-z]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    rest = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return "\n".join([*blocks, *re.findall(r"`([^`\n]+)`", rest)])


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def calls(text: str) -> Iterator[tuple[str, str]]:
    """Each command of ours in the code of a text, and the words after it. `import reportedly` is none."""
    for line in code_of(text).splitlines():
        for match in _COMMAND.finditer(line):
            yield match[1], match[2]


def first_cells(text: str) -> list[str]:
    """The first cell of each table row, where it stands between backticks."""
    return re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)


@pytest.mark.parametrize("path", TEXTS, ids=named)
def test_commands_and_their_options_exist(path: Path) -> None:
    """Every `reportedly …` in a text is a command, and every option behind it one that this command takes."""
    for name, words in calls(path.read_text(encoding="utf-8")):
        assert name in COMMANDS, name
        below = getattr(COMMANDS[name], "commands", {}).get(words.split()[0] if words.split() else "")
        options = {option for p in (below or COMMANDS[name]).params for option in p.opts}
        assert set(re.findall(r"(?<=\s)--?[a-z][a-z-]*", words)) <= options, (name, words)


def test_the_page_of_watching_holds_what_there_is() -> None:
    """Its watch.toml is one, its table has each kind of indicator, and its first block each command."""
    page = (ROOT / "docs" / "watching.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```toml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    watch, faults = watch_of(tomllib.loads(example), ROOT / "watch.toml", tables())
    assert faults == ()
    assert {source.kind for source in watch.sources} == set(SOURCE_KINDS)
    assert set(first_cells(page)) == set(INDICATOR_KINDS)
    shown = {words.split()[0] for name, words in calls(page) if name == "watch" and words.split()}
    assert set(COMMANDS["watch"].commands) <= shown


def test_every_command_is_in_the_readme() -> None:
    """The README names each command; the demo stands there as `make demo`."""
    shown = {name for name, _ in calls((ROOT / "README.md").read_text(encoding="utf-8"))}
    assert set(COMMANDS) - shown == {"demo"}


@pytest.mark.parametrize("path", TEXTS, ids=named)
def test_targets_of_make_exist(path: Path) -> None:
    """Every `make …` in a text is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(_MAKE.findall(code_of(path.read_text(encoding="utf-8")))) <= targets


@pytest.mark.parametrize("path", TEXTS, ids=named)
def test_links_and_pictures_lead_somewhere(path: Path) -> None:
    """Each relative link is a file or folder of the project, and its anchor a heading there."""
    for link in _LINK.findall(path.read_text(encoding="utf-8")):
        if link.startswith(("http:", "https:", "mailto:")):
            continue
        target, _, anchor = link.partition("#")
        found = (path.parent / target).resolve() if target else path
        assert found.exists(), link
        if anchor:
            headings = {slug(h) for h in _HEADING.findall(found.read_text(encoding="utf-8"))}
            assert anchor in headings, link


def slug(heading: str) -> str:
    """The anchor of a heading, as pages of repositories make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("path", TEXTS, ids=named)
def test_modules_and_files_that_are_named_exist(path: Path) -> None:
    """A path between backticks that ends in .py, .toml or .csv is a file here, from some folder that one would look in."""
    text = path.read_text(encoding="utf-8")
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    places = (ROOT, ROOT / "src" / "reportedly", DATA, DATA / "parties", DATA / "places", path.parent)
    for name in re.findall(r"`([\w./-]+/[\w.-]+\.(?:py|toml|csv)|[a-z_]+\.(?:toml|csv))`", prose):
        assert name in OF_USERS or any((place / name).exists() for place in places), name


def test_dotted_names_in_decisions_and_method_exist() -> None:
    """`keep.batch.next_batch` is a function of that module."""
    for path in TEXTS:
        for name in re.findall(
            r"`((?:read|find|resolve|keep|assess|present|world|serve)(?:\.\w+)+)`", path.read_text(encoding="utf-8")
        ):
            if name.endswith(".py"):
                continue
            whole, _, last = f"reportedly.{name}".rpartition(".")
            try:
                import_module(f"reportedly.{name}")
            except ModuleNotFoundError:
                assert hasattr(import_module(whole), last), name


GUIDE = ROOT / "docs" / "workbench.md"
PRESENT = ROOT / "src" / "reportedly" / "present"


def table_below(text: str, heading: str) -> str:
    """The first cells of the table that follows a heading."""
    section = text.split(f"{heading}\n", 1)[1].split("\n#", 1)[0]
    return "\n".join(row.split("|")[1] for row in section.splitlines() if row.startswith("|"))


def test_the_addresses_in_the_guide_exist() -> None:
    """Each address between backticks on the page of the workbench is one that it answers; REST has its own test."""
    named = {name.partition("?")[0] for name in re.findall(r"`(/[^`\s]*)`", GUIDE.read_text(encoding="utf-8"))}
    # No request is made, so that nothing is asked of the workbench.
    routes = create_app(cast(Workbench, None), Access.of("127.0.0.1")).routes
    asked = {name: {"type": "http", "method": "GET", "path": name, "headers": []} for name in named}
    assert {"/", "/claims", "/queue"} <= named
    assert [name for name in asked if all(route.matches(asked[name])[0] is not Match.FULL for route in routes)] == []


def test_every_page_is_in_the_guide() -> None:
    """What the navigation leads to has a row in the guide's table of pages."""
    template = (PRESENT / "web" / "chrome.py").read_text(encoding="utf-8")
    told = re.findall(r"`([^`]+)`", table_below(GUIDE.read_text(encoding="utf-8"), "## The pages"))
    assert set(re.findall(r'^    \("(/[a-z]*)", ', template, re.MULTILINE)) <= set(told)


def test_the_keys_in_the_guide_are_those_of_the_script_and_of_its_list() -> None:
    """The guide's table, the table of keys.js and the list that ? shows name the same keys."""
    script = (PRESENT / "static" / "keys.js").read_text(encoding="utf-8")
    letters = set(re.findall(r'^    "?([a-z?])"?: ?[\w(]|^    ([a-z]),$', keys_of(script), re.MULTILINE))
    known = {one or other for one, other in letters}
    guide = set(re.findall(r"`([^`]+)`", table_below(GUIDE.read_text(encoding="utf-8"), "### Keys")))
    card = (PRESENT / "templates" / "web" / "card.html").read_text(encoding="utf-8")
    listed = set(re.findall(r'\("(.|1–9)", "', card))
    assert {"j", "a", "?"} <= known
    assert guide == known | {"1", "9"}
    assert listed == known | {"1–9"}


def keys_of(script: str) -> str:
    """The table of single keys in keys.js."""
    return script.split("const KEYS = {\n", 1)[1].split("\n  };", 1)[0]


def test_the_guide_names_every_role_and_what_the_door_refuses() -> None:
    """Each role has a row, and each slug of the door that a person may meet."""
    text = GUIDE.read_text(encoding="utf-8")
    assert set(re.findall(r"`([a-z]+)`", table_below(text, "## Who may come in"))) == set(ROLES)
    web = ROOT / "src" / "reportedly" / "serve" / "web"
    door = "".join(
        (web / f"{name}.py").read_text(encoding="utf-8") for name in ("access", "forms", "guarding", "errors")
    )
    slugs = set(re.findall(r"ApiError\(\s*4\d\d, \"([a-z-]+)\"", door)) - {"wrong-use", "unknown-claim"}
    assert slugs <= set(re.findall(r"`([a-z-]+)`", table_below(text, "### What is refused, and why")))


def test_slugs_on_the_page_of_rest_exist() -> None:
    """Each slug in its table of errors stands in the code."""
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "reportedly" / "serve").rglob("*.py"))
    section = (ROOT / "docs" / "rest.md").read_text(encoding="utf-8").split("| status | slugs |\n", 1)[1]
    slugs = re.findall(r"`([a-z]+(?:-[a-z]+)*)`", section.split("\n\n", 1)[0])
    assert len(slugs) > 20
    assert [slug for slug in slugs if f'"{slug}"' not in code] == []


def test_public_names_in_the_readme_are_public() -> None:
    """What the README takes from the package in Python is among its public names."""
    used = {n for block in blocks(ROOT / "README.md", "python") for n in re.findall(r"reportedly\.(\w+)", block)}
    assert used
    assert used <= set(reportedly.__all__)


def test_every_data_file_is_described() -> None:
    """Each table that ships stands on the page of the data tables and on that of the lexicon."""
    for page in (DATA / "README.md", ROOT / "docs" / "lexicon.md"):
        text = page.read_text(encoding="utf-8")
        missing = [p.name for p in DATA.rglob("*") if p.suffix in (".toml", ".csv") and p.name not in text]
        assert missing == [], page


def test_the_page_of_exports_tells_every_form_and_what_is_lost_in_it() -> None:
    """Each form has a row in the table, and below each of its sentences on what it cannot carry."""
    text = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    assert first_cells(text) == list(FORMS)
    for name, form in FORMS.items():
        section = text.split(f"### {name}\n", 1)[1].split("\n### ", 1)[0]
        lost = import_module(f"reportedly.present.exports.{form.module}").LOST
        assert section.strip() == "\n".join(f"- {line}" for line in lost)


def test_the_blocks_on_the_page_of_python_run(demo_ledger: Path) -> None:
    """The page's code, from its first block to its last, beside a demo."""
    told = "\n".join(blocks(ROOT / "docs" / "python.md", "python"))
    assert "demo/ledger.db" in told
    exec(told.replace("demo/ledger.db", str(demo_ledger)), {})


def test_decisions_are_numbered_without_gaps() -> None:
    """0001, 0002, …, each number once, and the same in the file's name and heading."""
    assert [p.name[:4] for p in DECISIONS] == [f"{n:04}" for n in range(1, len(DECISIONS) + 1)]
    for path in DECISIONS:
        assert path.read_text(encoding="utf-8").startswith(f"# {path.name[:4]} ")


@pytest.mark.parametrize("path", DECISIONS, ids=lambda p: p.stem)
def test_a_decision_says_when_why_and_what_follows(path: Path) -> None:
    """A date on the third line, then context, decision and consequences."""
    text = path.read_text(encoding="utf-8")
    assert date.fromisoformat(text.splitlines()[2])
    assert _HEADING.findall(text)[1:] == ["Context", "Decision", "Consequences"]


def test_the_glossary_and_the_record_name_every_word_of_the_terms() -> None:
    """Each value that a field may have stands between backticks on both pages, or on the one that it belongs to."""
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    record = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
    for values in (KINDS, MODALITIES, *map(get_args, (Stage, Scope, BasisType, Verdict))):
        for word in values:
            assert f"`{word}`" in glossary, word
            assert f"`{word}`" in record, word
    assert all(f"`{role}`" in record for role in get_args(PlaceRole))
    assert all(word in glossary for word in get_args(Independence))


def test_the_lexicon_page_names_every_stance_and_every_column_of_a_frame() -> None:
    """What a cue may make of its content, and the keys of a frame row."""
    text = (ROOT / "docs" / "lexicon.md").read_text(encoding="utf-8")
    assert all(f"`{stance}`" in text for stance in get_args(Stance))
    assert all(f"`{column}`" in text for column in FrameRow.__dataclass_fields__)


def record_example() -> tuple[str, dict[str, object]]:
    page = ROOT / "docs" / "record.md"
    (block,) = blocks(page, "json")
    (quoted,) = re.findall(r"^> (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return quoted, json.loads(block)


def test_the_record_page_lists_the_fields_in_their_order() -> None:
    """Its table has a row for each field of the record, and no other."""
    _, example = record_example()
    assert first_cells((ROOT / "docs" / "record.md").read_text(encoding="utf-8")) == list(example)


def test_the_example_on_the_record_page_is_a_record() -> None:
    """It reads back as a claim on its sentence, and writes the same again."""
    text, example = record_example()
    assert claim_record(claim_of(example, text)) == example


def test_the_words_in_the_readme_for_another_flow_work(tmp_path: Path) -> None:
    """The README's rows make a claim of its sentence, where the shipped rows make none."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (rows,) = blocks(ROOT / "README.md", "toml")
    (sentence,) = re.findall(r'--lexicon chips\.toml --text "([^"]+)"', readme)
    own = tmp_path / "chips.toml"
    own.write_text(rows, encoding="utf-8")
    document = Document(sentence, publisher="Gulf Daily", published_on=date(2024, 5, 17))
    (claim,) = reader((own,)).claims(document)[0]
    assert (claim.actor, claim.recipient, claim.item_classes) == (("Northlight Semiconductors",), ("IR",), ("chips",))
    assert claim.quantity is not None
    assert (claim.quantity.low, claim.quantity.approximate) == (4000, True)
    assert reader().claims(document)[0] == ()


def test_rows_shown_in_the_texts_are_rows() -> None:
    """Each TOML block on the lexicon page bears known columns and stands in the shipped table word for word."""
    for block in blocks(ROOT / "docs" / "lexicon.md", "toml"):
        for title, rows in tomllib.loads(block).items():
            shipped = tomllib.loads((DATA / f"{title}s.toml").read_text(encoding="utf-8"))[title]
            assert all(row in shipped for row in rows), rows


def test_the_changes_begin_with_this_version() -> None:
    """The newest heading of the CHANGELOG is the package's version."""
    first = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)[0]
    assert first == reportedly.__version__
