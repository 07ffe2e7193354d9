"""Signing what is passed on, by the OpenSSH that people have: with keys in files, in an agent, or on a token.

A signature is that of `ssh-keygen -Y sign`; who has the public key checks it with `ssh-keygen -Y verify`, without this
program.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from reportedly.errors import UsageError

NAMESPACE = "reportedly"
"""What OpenSSH calls the purpose of a signature: one made for something else does not pass for an export's."""


def signature(data: bytes, key: Path) -> bytes:
    """The signature of a file's bytes, as OpenSSH writes it (armoured text). key: a private key, or a public one whose
    private half an agent or a token holds; a passphrase is asked for at the terminal.

    Raises UsageError where OpenSSH is not there, or does not sign with the key.
    """
    if not key.is_file():  # else OpenSSH would complain of one that it then looks for elsewhere
        raise UsageError(f"{key}: there is no such key")
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", NAMESPACE]
    try:
        done = subprocess.run(command, input=data, capture_output=True, check=False)
    except OSError as fault:
        raise UsageError(f"signing needs OpenSSH's ssh-keygen, which cannot be run ({fault.strerror})") from fault
    if done.returncode:
        told = " ".join(done.stderr.decode(errors="replace").split())
        raise UsageError(f"{key}: ssh-keygen does not sign with it ({told})")
    return done.stdout
