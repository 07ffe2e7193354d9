"""The door as a browser meets it: our own forms come in, those of other pages do not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from reportedly.serve.web.access import Access
from reportedly.world.tokens import TokenStore
from serve.doors import Served, done, served

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
FORGERY = """<form method="post" action="{url}/review" enctype="{enctype}">
<input name="note" value="forged"><button>Win</button></form>"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def here() -> Iterator[Served]:
    with served(Access.of("127.0.0.1")) as one:
        yield one


@pytest.fixture(params=["127.0.0.1", "localhost"])
def foreign(request: pytest.FixtureRequest, here: Served) -> Iterator[str]:
    """Another page, on another port of the same address (the same site to browsers) and of another name."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            enctype = self.path.partition("?")[2]
            self.wfile.write(FORGERY.format(url=here.url, enctype=enctype).encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://{request.param}:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def test_our_own_form_comes_in(page: Page, here: Served) -> None:
    """Though our pages send no referrer, for which browsers hide the origin of a form."""
    page.goto(f"{here.url}/form")
    page.click("button")
    assert page.inner_text("body") == "reviewed"
    assert "by hand" in done(here)


def test_no_script_within_a_page_runs(page: Page, here: Served) -> None:
    """Only files of ours do."""
    page.goto(f"{here.url}/form")
    assert page.title() != "it ran"


def test_our_own_script_comes_in_with_the_form_token_alone(page: Page, here: Served) -> None:
    """JSON without it is refused even from our page."""
    page.goto(f"{here.url}/form")
    send = """async ([csrf, note]) => (await fetch("/api/reviews", {method: "POST", body: JSON.stringify({note}),
        headers: {"Content-Type": "application/json", ...(csrf ? {"X-CSRF-Token": csrf} : {})}})).status"""
    csrf = page.input_value("[name=csrf]")
    assert page.evaluate(send, ["", "without"]) == 403
    assert page.evaluate(send, [csrf, "with"]) == 200
    assert "without" not in done(here)
    assert "with" in done(here)


@pytest.mark.parametrize("enctype", ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"])
def test_a_foreign_form_changes_nothing(enctype: str, page: Page, here: Served, foreign: str) -> None:
    """Also after a visit to our pages, so that there are cookies to ride on."""
    page.goto(f"{here.url}/form")
    page.goto(f"{foreign}?{enctype}")
    with page.expect_navigation() as navigation:
        page.click("button")
    assert navigation.value is not None
    assert navigation.value.status == 403
    assert "forged" not in done(here)


def test_a_foreign_script_changes_and_reads_nothing(page: Page, here: Served, foreign: str) -> None:
    """By no method and no kind of content that it can send with or without leave."""
    page.goto(f"{here.url}/form")
    page.goto(foreign)
    tried = page.evaluate(
        """async (url) => {
            const heard = [];
            const tries = [
                ["/api/reviews", {method: "POST", mode: "no-cors", body: '{"note":"forged"}'}],
                ["/api/reviews", {method: "POST", mode: "no-cors", credentials: "include", referrerPolicy: "no-referrer",
                    body: new Blob(['{"note":"forged"}'], {type: "text/plain"})}],
                ["/api/reviews", {method: "POST", body: '{"note":"forged"}', headers: {"Content-Type": "application/json"}}],
                ["/api/reviews/1", {method: "DELETE"}],
                ["/api/bare", {method: "POST", mode: "no-cors"}],
                ["/api/who", {}],
                ["/", {credentials: "include"}],
            ];
            for (const [path, what] of tries) {
                try { const answer = await fetch(url + path, what); heard.push(answer.type + answer.status); }
                catch (error) { heard.push("refused"); }
            }
            navigator.sendBeacon(url + "/api/reviews", '{"note":"forged"}');
            return heard;
        }""",
        here.url,
    )
    assert set(tried) <= {"refused", "opaque0"}
    assert not {"forged", "removed 1"} & set(done(here))


def test_people_log_in(page: Page, tmp_path: Path) -> None:
    """With the token, to where they were going; their forms come in; they leave."""
    store = TokenStore(tmp_path / "tokens.json")
    _, text = store.add("Ann", "analyst")
    with served(Access.of("0.0.0.0", store)) as there:
        page.goto(f"{there.url}/form?a=b")
        assert page.title() == "Log in"
        page.fill("#token", "rpt_t0_wrong")
        page.click("button")
        assert "lets nobody in" in page.inner_text("[role=alert]")
        page.fill("#token", text)
        page.click("button")
        assert page.url == f"{there.url}/form?a=b"
        page.click("button")
        assert page.inner_text("body") == "reviewed"
        assert page.evaluate("document.cookie") == ""
