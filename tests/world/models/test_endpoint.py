"""A language model asked over HTTP, against real servers on this machine."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from types import MappingProxyType
from typing import Any

import pytest

from reportedly.errors import ModelError, UsageError
from reportedly.terms.asking import Answer, Ask, Message, Model
from reportedly.world.models.endpoint import Endpoint
from world.models.endpoints import ask, fault, slowly
from world.models.servers import QUESTION, TEXT, Asked, ModelServer, Sent, error, llama_cpp, ollama, said, vllm

KEY = "sk-4f7a91c2d8"


@pytest.mark.parametrize(
    ("body", "tokens"),
    [(llama_cpp(), (31, 9)), (ollama(), (33, 8)), (vllm(), (40, 12))],
    ids=["llama.cpp", "Ollama", "vLLM"],
)
def test_forms_of_servers(body: Any, tokens: tuple[int, int]) -> None:
    """The answers of llama.cpp, Ollama and vLLM are read, with the tokens that they count."""
    assert ask(said(body)) == Answer(TEXT, *tokens)


def test_what_is_asked() -> None:
    """A question holds the model, its messages, no chance, the limit of tokens and the schema by name; no key, unasked."""
    with ModelServer(said(llama_cpp())) as server:
        Endpoint(server.url + "/", "small").answer(QUESTION)
    [asked] = server.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.body == {
        "model": "small",
        "messages": [
            {"role": "system", "content": "Answer in JSON."},
            {"role": "user", "content": "Who sent the shells?"},
        ],
        "temperature": 0,
        "seed": 0,
        "max_tokens": 64,
        "stream": False,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "answer", "schema": dict(QUESTION.schema), "strict": True},
        },
    }
    assert "Authorization" not in asked.headers
    assert asked.headers["Accept-Encoding"] == "identity"


def test_it_is_a_model() -> None:
    """An endpoint is a model, and is called as its server calls it."""
    model: Model = Endpoint("http://127.0.0.1:9/v1", "qwen3:8b")
    assert model.name == "qwen3:8b"


def test_schemas_that_nobody_can_change() -> None:
    """A schema may be any mapping, within others too."""
    frozen = MappingProxyType({"type": "object", "properties": MappingProxyType({"a": MappingProxyType({})})})
    with ModelServer(said(llama_cpp())) as server:
        Endpoint(server.url, "small").answer(Ask(QUESTION.messages, frozen, 8))
    assert server.asked[0].form["json_schema"]["schema"] == {"type": "object", "properties": {"a": {}}}


def knows(*forms: str, status: int = 400) -> Callable[[Asked], Sent]:
    """A server that takes some forms only: the type, with `+` where the schema stands beside it."""

    def reply(asked: Asked) -> Sent:
        form = asked.form["type"] + ("+" if "schema" in asked.form else "")
        told = error(f"response_format.type: Input should be 'text' or 'json_object', not {form}", status)
        return said(llama_cpp()) if form in forms else said(told, status)

    return reply


FIRST, BESIDE, ANY = "json_schema", "json_object+", "json_object"


@pytest.mark.parametrize("status", [400, 422, 500])
@pytest.mark.parametrize(("takes", "tried"), [(FIRST, [FIRST]), (BESIDE, [FIRST, BESIDE]), (ANY, [FIRST, BESIDE, ANY])])
def test_forms_that_a_server_refuses(takes: str, tried: list[str], status: int) -> None:
    """Where a server refuses a form, the next is tried, and what it takes is used from then on.

    The server of llama-cpp-python refuses it with 500.
    """
    with ModelServer(knows(takes, status=status)) as server:
        endpoint = Endpoint(server.url, "small")
        assert [endpoint.answer(QUESTION).text for _ in range(2)] == [TEXT, TEXT]
    forms = [each.form["type"] + ("+" if "schema" in each.form else "") for each in server.asked]
    assert forms == [*tried, takes]


def test_one_odd_question_changes_nothing() -> None:
    """A server that took the strict form once is asked in it again, though a question between was refused."""
    refused = said(error("unsupported keyword in the schema"), 400)
    with ModelServer(said(llama_cpp()), refused, said(llama_cpp()), said(llama_cpp())) as server:
        endpoint = Endpoint(server.url, "small")
        for _ in range(3):
            endpoint.answer(QUESTION)
    assert [each.form["type"] for each in server.asked] == [FIRST, FIRST, ANY, FIRST]


def test_a_fault_of_the_server_is_asked_once() -> None:
    """A fault that is not about the form is told at once, with the server's own words."""
    with ModelServer(said(error("out of memory", 500), 500)) as server, pytest.raises(ModelError) as raised:
        Endpoint(server.url, "small").answer(QUESTION)
    assert len(server.asked) == 1
    assert "has a fault of its own (500): “out of memory”" in str(raised.value)


def test_an_answer_cut_off() -> None:
    """An answer that ended at the limit of tokens is given as one that is not whole, even where nothing was said yet."""
    assert ask(said(vllm('{"sender": "Nor', "length"))) == Answer('{"sender": "Nor', 40, 12, whole=False)
    assert ask(said(vllm(None, "length"))) == Answer("", 40, 12, whole=False)


def test_tokens_that_nobody_counts() -> None:
    """Where a server counts no tokens, they are reckoned: three characters each."""
    assert ask(said(llama_cpp(usage=None))) == Answer(TEXT, 12, 9)
    assert ask(said(llama_cpp(usage={"prompt_tokens": -1, "completion_tokens": "9"}))) == Answer(TEXT, 12, 9)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>It works!</html>",
        b"[1, 2",
        b"{}",
        b'{"choices": []}',
        b'{"choices": [7]}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_what_is_no_answer(body: bytes) -> None:
    """A reply that is no JSON, or holds no choice, is a fault that says what to look at."""
    told = fault(Sent(200, body))
    assert told.startswith("URL answers with what is no answer of a language model: see that the address")


@pytest.mark.parametrize("text", [None, "", " \n"])
def test_nothing_said(text: str | None) -> None:
    """A model that says nothing gave no answer."""
    assert fault(said(llama_cpp(text))).startswith("the model at URL answers nothing")


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (said(error("", 401), 401), "URL wants a key: set REPORTEDLY_LLM_KEY (401)"),
        (
            said({"error": "model 'x' not found"}, 404),
            "URL does not know what is asked for (404): “model 'x' not found”",
        ),
        (
            Sent(404, b"404 page not found"),
            "URL does not know what is asked for (404): see that the address is that of",
        ),
        (
            said(error("too many tokens", 400), 400),
            "URL does not take the question (400): “too many tokens”; ask another",
        ),
        (said({"detail": "no"}, 418), "URL does not take the question (418): “no”"),
        (said(error("Loading model", 503), 503), "URL is busy (503): “Loading model”; try again later"),
        (Sent(502, b"<html>"), "URL has a fault of its own (502); look into the server's log"),
        (said(error("a\x1b[31m\nb" + "c" * 999), 400), "URL does not take the question (400): “a [31m bccc"),
    ],
)
def test_faults_told_in_one_line(reply: Sent, told: str) -> None:
    """Each fault is one line that says what to do, with the server's own words where it has some, and not too many."""
    line = fault(reply)
    assert line.startswith(told)
    assert len(line) < 400


def test_nobody_there() -> None:
    """Where nothing listens, the user is told so, and what to do."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(ModelError) as raised:
        Endpoint(f"http://127.0.0.1:{port}/v1", "small").answer(QUESTION)
    assert str(raised.value) == (
        f"nothing answers at http://127.0.0.1:{port}/v1 (connection refused): "
        "start the server, or name another with --endpoint"
    )


def test_a_host_that_is_none() -> None:
    """Where there is no such host, that is what is told."""
    with pytest.raises(ModelError, match=r"nothing answers at https://models\.invalid/v1 \(.+\): start the server"):
        Endpoint("https://models.invalid/v1", "small", limit=20).answer(QUESTION)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects(status: int) -> None:
    """No redirect is followed: neither question nor key goes where the user named nobody."""
    with ModelServer(said(llama_cpp())) as other:
        told = fault(Sent(status, b"", {"Location": f"{other.url}/chat/completions"}), key=KEY)
        assert other.asked == []
    assert told.startswith(f"URL points elsewhere ({status}), which is not followed")


def test_the_key() -> None:
    """The key goes to the server, without the blanks around a copied one, and is not shown by the endpoint."""
    with ModelServer(said(llama_cpp())) as server:
        endpoint = Endpoint(server.url, "small", f" {KEY}\n")
        endpoint.answer(QUESTION)
    assert server.asked[0].headers["Authorization"] == f"Bearer {KEY}"
    assert KEY not in repr(endpoint)
    assert KEY not in str(endpoint)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500, 503])
def test_a_server_that_repeats_the_key(status: int) -> None:
    """A key that a server repeats in its own words is left out, also where they are cut to fit a line."""
    for room in (0, 225, 232, 239):
        told = fault(said(error("x" * room + f"Bearer {KEY} is not mine", status), status), key=KEY)
        assert KEY[:5] not in told


@pytest.mark.parametrize(
    "reply", [Sent(200, b"{"), Sent(401), Sent(500), Sent(200, slowly(b" ")), Sent(307), said(error(KEY), 400)]
)
def test_no_fault_tells_the_key(reply: Sent) -> None:
    """In no fault the key stands, nor in what led to it."""
    assert KEY not in fault(reply, limit=0.3, key=KEY)


@pytest.mark.parametrize("key", ["ключ-1", "a\nb", "a b", "a\x00b"])
def test_keys_that_are_none(key: str) -> None:
    """What no header can hold is refused as a key, without telling it."""
    with pytest.raises(UsageError) as refused:
        Endpoint("http://127.0.0.1:9/v1", "small", key)
    assert "REPORTEDLY_LLM_KEY" in str(refused.value)
    assert key not in str(refused.value)


def test_proxies_are_not_asked_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy that the environment names sees nothing of what is asked on this machine."""
    with ModelServer(said(llama_cpp())) as proxy, ModelServer(said(llama_cpp())) as server:
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url.removesuffix("/v1"))
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        assert Endpoint(server.url, "small", KEY).answer(QUESTION).text == TEXT
        assert (len(server.asked), proxy.asked) == (1, [])


def test_a_proxy_that_does_not_let_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy on the way to another host is asked for a tunnel only; it never sees the key."""
    requests: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def refuse() -> None:
            connection, _ = listening.accept()
            with connection:
                requests.append(connection.recv(65536))
                connection.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")

        threading.Thread(target=refuse, daemon=True).start()
        for name in ("no_proxy", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{listening.getsockname()[1]}")
        with pytest.raises(ModelError, match="the proxy that the environment names does not let it through"):
            Endpoint("https://models.example.org/v1", "small", KEY, limit=10).answer(QUESTION)
    assert requests[0].startswith(b"CONNECT models.example.org:443 ")
    assert KEY.encode() not in requests[0]


def test_a_proxy_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address of a proxy that makes no sense is a fault that does not tell it."""
    monkeypatch.setenv("https_proxy", "gopher://user:hidden@proxy")
    with pytest.raises(ModelError, match="the proxy that the environment names cannot be used") as raised:
        Endpoint("https://models.example.org/v1", "small", limit=10).answer(QUESTION)
    assert "hidden" not in "".join(traceback.format_exception(raised.value))


def test_many_at_once() -> None:
    """Several threads may ask one endpoint at the same time."""
    told: list[str] = []
    with ModelServer(lambda asked: said(llama_cpp(asked.body["messages"][0]["content"]))) as server:
        endpoint = Endpoint(server.url, "small")

        def one(word: str) -> None:
            told.append(endpoint.answer(Ask((Message("user", word),), {}, 8)).text)

        threads = [threading.Thread(target=one, args=(f"word {n}",)) for n in range(12)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    assert sorted(told) == sorted(f"word {n}" for n in range(12))


def test_without_httpx() -> None:
    """Where httpx is not installed, the user is told which extra brings it."""
    program = (
        "import sys; sys.modules['httpx'] = None\n"
        "from reportedly.errors import UsageError\n"
        "from reportedly.world.models.endpoint import Endpoint\n"
        "try: Endpoint('http://127.0.0.1:9/v1', 'small')\n"
        "except UsageError as refused: print(refused)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "asking a language model needs httpx: pip install 'reportedly[llm]'\n"
