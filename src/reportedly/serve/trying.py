"""`reportedly demo`: the examples, from reading to the dossier."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from shutil import which

from reportedly.errors import UsageError
from reportedly.keep.query import ClaimQuery
from reportedly.pipeline import answer, overview
from reportedly.present.names import Names
from reportedly.present.sentences import strongest, total_sentence
from reportedly.present.words import upper_first
from reportedly.read.dispatch import FORMS
from reportedly.read.options import ReadOptions
from reportedly.serve import wiring
from reportedly.serve.answering import flows_drawn
from reportedly.serve.dossiers import Wanted, dossier_of, drawn
from reportedly.serve.exporting import write_bytes
from reportedly.serve.options import Times
from reportedly.serve.printing import say
from reportedly.serve.reading import inputs, reported, summary
from reportedly.terms.flow import Flow, FlowAnswer
from reportedly.world.clock import system_clock
from reportedly.world.files import count

ACTIVATE = Path(".venv/bin/activate")
"""What puts the command on the path where `make` installed it."""
SUPPLIER, RECIPIENT = "KP", "RU"


def show_demo(to: Path, examples: Path | None) -> None:
    """Read the examples into DIR/ledger.db, print what stands, write DIR/dossier.html and .md. The second time is quick."""
    folder, tables = examples or shipped_examples(), wiring.tables()
    if not folder.is_dir():
        raise UsageError(f"{folder}: there are no examples; name their folder with --from DIR")
    paths, where = reports(folder), to / "ledger.db"
    with closing(wiring.ledger(where)) as ledger:
        options = ReadOptions(today=system_clock().date())
        taken = reported(ledger, inputs(paths, options), wiring.reader(), count(paths))
        standing = ledger.standing()
    say(summary(taken) + "\n")
    say(flows_drawn(overview(standing, ClaimQuery(), tables), tables))
    for item in ("munitions", "soldiers"):
        say(totals_text(answer(standing, Flow(SUPPLIER, RECIPIENT, item), tables), Names.of(tables)))
    made = dossier_of(standing, Wanted(SUPPLIER, RECIPIENT), Times(), tables)
    for suffix in (".html", ".md"):
        write_bytes(to / f"dossier{suffix}", drawn(made, suffix))
    say(farewell(to))


def shipped_examples() -> Path:
    """The examples in the package, as a wheel has them; else those of the checkout that it stands in."""
    package = Path(__file__).resolve().parents[1]
    own = package / "examples"
    return own if own.is_dir() else package.parents[1] / "examples"


def reports(folder: Path) -> list[str]:
    """The reports in a folder: all but what tells of them."""
    return sorted(str(path) for path in folder.iterdir() if path.suffix in FORMS and path.stem != "README")


def totals_text(found: FlowAnswer, names: Names) -> str:
    """What the claims on one flow add up to, a line a band."""
    lines = [
        f"  {total_sentence(total, names, {}).text}"
        for total in strongest(found.totals)
        if total.item == found.flow.item
    ]
    sides = " → ".join(names.party(code) for code in (SUPPLIER, RECIPIENT))
    goods = upper_first(names.item(found.flow.item or "everything"))
    return "\n".join([f"{sides}: {goods}", *lines, ""])


def farewell(to: Path) -> str:
    """Where everything is, and how to go on."""
    ledger = f"--ledger {to / 'ledger.db'}"
    return "\n".join(
        (
            f"The dossier is {to / 'dossier.html'} (and {to / 'dossier.md'}), the ledger {to / 'ledger.db'}. Go on with:",
            *(("  . .venv/bin/activate",) if ACTIVATE.exists() and not which("reportedly") else ()),
            f"  reportedly flow {SUPPLIER} {RECIPIENT} munitions {ledger}",
            f"  reportedly claims --origin KR {ledger}",
            f"  reportedly explain ID {ledger}",
            f"  reportedly review ID accept {ledger}",
        )
    )
