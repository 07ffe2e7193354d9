"""Where a language model is, and what the user is told of it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from reportedly.errors import UsageError
from reportedly.world.models.where import Where, leaves

LEAVING = "the text, title, publisher and day of each document leave this machine"


@pytest.mark.parametrize(
    ("url", "at", "reach"),
    [
        ("http://127.0.0.1:8080/v1", "127.0.0.1:8080", "here"),
        ("http://127.8.9.1:8080/v1", "127.8.9.1:8080", "here"),
        ("http://localhost:11434/v1", "localhost:11434", "here"),
        ("http://models.localhost/v1", "models.localhost", "here"),
        ("http://[::1]:8000/v1", "[::1]:8000", "here"),
        ("http://0.0.0.0:8000/v1", "0.0.0.0:8000", "here"),
        ("https://localhost/v1", "localhost", "here"),
        ("http://192.168.1.20:8000/v1", "192.168.1.20:8000", "near"),
        ("http://10.0.0.3/v1", "10.0.0.3", "near"),
        ("http://172.31.0.1/v1", "172.31.0.1", "near"),
        ("http://[fd12:3456::1]:8000/v1", "[fd12:3456::1]:8000", "near"),
        ("http://100.64.0.9:8000", "100.64.0.9:8000", "near"),
        ("http://tower:8000/v1", "tower:8000", "near"),
        ("http://tower.local/v1", "tower.local", "near"),
        ("http://llm.office.lan/v1", "llm.office.lan", "near"),
        ("http://host.docker.internal:11434/v1", "host.docker.internal:11434", "near"),
        ("https://api.example.org/v1", "api.example.org", "away"),
        ("https://API.Example.org:443/v1", "api.example.org", "away"),
        ("https://8.8.8.8/v1", "8.8.8.8", "away"),
        ("https://[2606:4700::1111]/v1", "[2606:4700::1111]", "away"),
        ("https://172.32.0.1/v1", "172.32.0.1", "away"),
        ("https://localhost.example.org/v1", "localhost.example.org", "away"),
        ("https://127.0.0.1.example.org/v1", "127.0.0.1.example.org", "away"),
    ],
)
def test_reach(url: str, at: str, reach: str) -> None:
    """A host is on this machine, on a private network or elsewhere, by how it is written."""
    where = leaves(url)
    assert (where.at, where.reach) == (at, reach)


@pytest.mark.parametrize(
    "url",
    [
        "http://api.example.org/v1",
        "http://8.8.8.8:8080/v1",
        "http://172.32.0.1/v1",
        "http://[2606:4700::1111]/v1",
        "http://169.254.169.254/v1",
        "http://localhost.example.org/v1",
        "http://127.0.0.1.nip.example/v1",
        "http://[::ffff:8.8.8.8]/v1",
    ],
)
def test_elsewhere_only_encrypted(url: str) -> None:
    """Nothing goes to another network unencrypted, whatever its name seems to say."""
    with pytest.raises(UsageError, match="go to another network only over https: begin it with https://"):
        leaves(url)


@pytest.mark.parametrize("host", ["134744072", "0x8.8.8.8", "8.8.2056", "0x08080808", "127.1", "010.8.8.8.8"])
def test_numbers_that_seem_to_be_names(host: str) -> None:
    """Short and odd forms of addresses, which the system would read as public ones, are refused."""
    with pytest.raises(UsageError, match="neither a name nor an address written in full"):
        leaves(f"http://{host}/v1")


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("127.0.0.1:8080", "127.0.0.1:8080: only http and https addresses are asked; name one as in"),
        ("ftp://127.0.0.1/v1", "ftp://127.0.0.1/v1: only http and https"),
        ("", ": only http and https"),
        ("http:///v1", "http:///v1: '' is not the name of a host"),
        ("http://127.0.0.1:99999/v1", "http://127.0.0.1:99999/v1: the address cannot be read"),
        ("http://127.0.0.1/v1?key=hidden", "http://127.0.0.1/v1: an endpoint has no ? or #"),
        ("http://127.0.0.1/v1#hidden", "http://127.0.0.1/v1: an endpoint has no ? or #"),
        (
            "https://me:hidden@api.example.org/v1",
            "https://…@api.example.org/v1: an address with a user's name or password",
        ),
    ],
)
def test_what_is_no_address(url: str, told: str) -> None:
    """What is no address of a server is refused, without telling what may be secret in it."""
    with pytest.raises(UsageError) as refused:
        leaves(url)
    assert str(refused.value).startswith(told)
    assert "hidden" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "model", "sentence"),
    [
        ("http://127.0.0.1:8080/v1", "qwen3", "asks qwen3 at 127.0.0.1:8080, on this machine; nothing leaves it"),
        ("https://api.example.org/v1", "gpt-x", f"asks gpt-x at api.example.org: {LEAVING}"),
        ("http://10.0.0.3:80/v1", "qwen3", f"asks qwen3 at 10.0.0.3, on a private network: {LEAVING}"),
        (
            "http://localhost:11434/v1",
            "qwen3:235b-cloud",
            f"asks qwen3:235b-cloud at localhost:11434, which passes it on: {LEAVING}",
        ),
    ],
)
def test_what_the_user_is_told(url: str, model: str, sentence: str) -> None:
    """One sentence says who is asked where, and what leaves the machine; also of a local server that only passes it on."""
    assert leaves(url).sentence(model) == sentence


def test_the_last_slash() -> None:
    """An address with and one without a last slash are the same."""
    assert leaves(" http://127.0.0.1:8080/v1/ ") == Where(
        "http://127.0.0.1:8080/v1", "127.0.0.1", "127.0.0.1:8080", "here"
    )


def test_without_the_extra() -> None:
    """Where what reads addresses is not installed, the user is told which extra brings it."""
    program = (
        "import sys; sys.modules['idna'] = None\n"
        "from reportedly.errors import UsageError\n"
        "from reportedly.world.models.where import leaves\n"
        "try: leaves('http://127.0.0.1:9/v1')\n"
        "except UsageError as refused: print(refused)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "asking a language model needs idna: pip install 'reportedly[llm]'\n"
