"""`reportedly export --sign`: what OpenSSH signs it verifies, and nothing else; what goes wrong is one line."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from serve.commands import run

pytestmark = pytest.mark.skipif(
    shutil.which("ssh-keygen") is None, reason="OpenSSH is not there: no ssh-keygen on the path"
)
WHO = "desk@example.org"


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A private key without a passphrase, its public half beside it, and `signers`, which trusts it."""
    made = tmp_path_factory.mktemp("keys") / "id"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", made], check=True)
    (made.parent / "signers").write_text(f"{WHO} {made.with_suffix('.pub').read_text()}")
    return made


def verified(file: Path, key: Path, namespace: str = "reportedly") -> bool:
    """Whether OpenSSH takes FILE.sig for the signature of FILE by the key."""
    command = ["ssh-keygen", "-q", "-Y", "verify", "-f", key.parent / "signers", "-I", WHO, "-n", namespace, "-s"]
    done = subprocess.run([*command, f"{file}.sig"], input=file.read_bytes(), capture_output=True, check=False)
    return done.returncode == 0


@pytest.mark.parametrize(("form", "ending", "files"), [("jsonl", "jsonl", 1), ("csv", "csv", 2), ("xlsx", "xlsx", 1)])
def test_every_file_has_its_signature(
    read_once: Path, tmp_path: Path, key: Path, form: str, ending: str, files: int
) -> None:
    """Beside each file that an export writes lies a signature that OpenSSH verifies; of a changed file it does not."""
    out = tmp_path / f"claims.{ending}"
    done = run("export", form, "-o", out, "--sign", key, ledger=read_once)
    assert done.exit_code == 0, done.output
    signed = sorted(path.with_suffix("") for path in tmp_path.glob("*.sig"))
    assert len(signed) == files
    for file in signed:
        assert verified(file, key)
        assert not verified(file, key, namespace="file")
        file.write_bytes(file.read_bytes() + b" ")
        assert not verified(file, key)


def test_the_command_that_it_prints_checks_the_signature(read_once: Path, tmp_path: Path, key: Path) -> None:
    """The line after writing can be run as it stands."""
    done = run("export", "jsonl", "-o", tmp_path / "the claims.jsonl", "--sign", key, ledger=read_once)
    (line,) = [told for told in done.stderr.splitlines() if "signed: " in told]
    assert subprocess.run(line.partition("signed: ")[2], shell=True, capture_output=True, check=False).returncode == 0


def test_what_cannot_be_signed_is_not_written(
    read_once: Path, tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No key, a file that is none, no file to lie beside, a folder, no OpenSSH: one line each, and nothing is left."""
    out, none = tmp_path / "claims.jsonl", tmp_path / "none"
    odd = key.parent / "odd"
    odd.write_text("not a key\n")
    odd.chmod(0o600)
    for words, told in (
        (["jsonl", "-o", out, "--sign", none], "there is no such key"),
        (["jsonl", "-o", out, "--sign", odd], "ssh-keygen does not sign with it"),
        (["jsonl", "--sign", key], "a signature lies beside its file: give -o FILE.jsonl"),
        (["parquet", "--partitioned", "-o", out, "--sign", key], "files are signed one by one"),
    ):
        done = run("export", *words, ledger=read_once)
        assert done.exit_code == 2, done.output
        assert told in done.output.replace("\n", " ")
    monkeypatch.setitem(os.environ, "PATH", str(none))
    done = run("export", "jsonl", "-o", out, "--sign", key, ledger=read_once)
    assert done.exit_code == 2
    assert "signing needs OpenSSH's ssh-keygen" in done.output
    assert list(tmp_path.iterdir()) == []
