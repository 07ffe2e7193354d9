"""Tokens: made once, kept as hashes, ended for good; and the file that holds them."""

from __future__ import annotations

import fcntl
import json
import os
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import TokenError, UsageError
from reportedly.terms.access import Identity, Role, local_identity
from reportedly.world.clock import FixedClock
from reportedly.world.token_file import changing
from reportedly.world.tokens import TokenStore


@pytest.fixture
def store(tmp_path: Path) -> TokenStore:
    return TokenStore(tmp_path / "data" / "tokens.json", FixedClock(datetime(2026, 1, 1, tzinfo=UTC)))


def moved(store: TokenStore, by: timedelta) -> None:
    clock = store.clock
    assert isinstance(clock, FixedClock)
    clock.move(by)


def test_a_token_lets_in_whom_it_was_made_for(store: TokenStore) -> None:
    """Its text leads back to name, role and what may be seen."""
    token, text = store.add(" Ann \n Other ", "analyst", may_see_restricted=True)
    assert text.startswith(f"rpt_{token.id}_")
    found = store.verified(f" {text}\n")
    assert found is not None
    assert found.identity == Identity("Ann Other", "analyst", may_see_restricted=True)


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda text: text[:-1] + ("0" if text[-1] != "0" else "1"),
        lambda text: text[:-1],
        lambda text: text + "0",
        lambda text: text.upper(),
        lambda text: text.replace("rpt_", "xyz_"),
        lambda text: "rpt_t00000000_" + text.split("_")[2],
        lambda text: text.rsplit("_", 1)[0] + "_",
        lambda text: text.split("_")[2],
        lambda text: "",
        lambda text: "rpt__",
        lambda text: "rpt_\udcff_\udcff",
    ],
)
def test_no_other_text_lets_in(spoilt: Callable[[str], str], store: TokenStore) -> None:
    """A text that differs anywhere, in secret, id or beginning, is nobody's."""
    _, text = store.add("Ann", "admin")
    assert store.verified(spoilt(text)) is None


def test_the_secret_of_one_token_does_not_open_another(store: TokenStore) -> None:
    """The id and the secret belong together."""
    (one, text), (other, _) = store.add("Ann", "reader"), store.add("Ben", "admin")
    assert store.verified(text.replace(one.id, other.id)) is None


def test_the_empty_id_of_nobody_does_not_let_in(store: TokenStore) -> None:
    """What stands in for an unknown id is no token, whatever secret is tried."""
    store.add("Ann", "admin")
    assert store.verified("rpt_unknown_") is None
    assert store.verified("rpt_unknown_" + "0" * 64) is None


def test_only_hashes_are_kept(store: TokenStore) -> None:
    """The file holds no secret, and two tokens share no salt."""
    texts = [store.add("Ann", "reader")[1] for _ in range(2)]
    kept = store.path.read_text(encoding="utf-8")
    assert not any(text.split("_")[2] in kept for text in texts)
    assert len({token.salt for token in store.tokens()}) == 2


def test_a_revoked_token_lets_nobody_in(store: TokenStore) -> None:
    """Neither by its text nor by its id; it stays in the list, and the others stay good."""
    token, text = store.add("Ann", "admin")
    _, other = store.add("Ben", "reader")
    assert store.good_token(token.id) is not None
    assert store.revoke(token.id).revoked
    assert store.verified(text) is None
    assert store.good_token(token.id) is None
    assert store.verified(other) is not None
    assert [t.name for t in store.tokens()] == ["Ann", "Ben"]
    assert [t.name for t in store.good()] == ["Ben"]


def test_revoking_what_is_not_there_is_wrong_use(store: TokenStore) -> None:
    """An id that no token bears is refused in one line."""
    with pytest.raises(UsageError, match="no token bears the id 't1'"):
        store.revoke("t1")


def test_a_token_ends_with_its_days(store: TokenStore) -> None:
    """It is good up to the instant at which it expires, and no longer."""
    token, text = store.add("Ann", "admin", days=2)
    moved(store, timedelta(days=2, seconds=-1))
    assert store.verified(text) is not None
    moved(store, timedelta(seconds=1))
    assert store.verified(text) is None
    assert store.good_token(token.id) is None


@pytest.mark.parametrize("name", ["", " \n", "A\u202eB", "A\x1b[31m", "x" * 101])
def test_a_token_is_for_somebody(name: str, store: TokenStore) -> None:
    """A name that is empty, too long or bears what a terminal obeys is refused."""
    with pytest.raises(UsageError, match="give a name"):
        store.add(name, "reader")
    assert not store.path.exists()


def test_only_the_user_may_read_the_file(store: TokenStore) -> None:
    """Its mode is 0600, whatever the mask, and stays so when it is replaced."""
    before = os.umask(0)
    try:
        store.add("Ann", "reader")
        store.add("Ben", "reader")
    finally:
        os.umask(before)
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def test_a_file_that_others_may_write_is_not_trusted(store: TokenStore) -> None:
    """Whoever can write it could let themselves in."""
    store.add("Ann", "reader")
    store.path.chmod(0o666)
    with pytest.raises(TokenError, match="other users may write"):
        store.tokens()


def test_where_there_is_no_file_there_are_no_tokens(store: TokenStore) -> None:
    """Asking makes none."""
    assert store.tokens() == ()
    assert store.verified("rpt_t1_2") is None
    assert not store.path.parent.exists()


def altered(**fields: Any) -> Callable[[dict[str, Any]], Any]:
    return lambda content: content | {"tokens": [content["tokens"][0] | fields]}


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: [],
        lambda content: None,
        lambda content: content | {"version": 2},
        lambda content: content | {"tokens": [{}]},
        lambda content: content | {"tokens": ["t1"]},
        lambda content: content | {"tokens": content["tokens"] * 2},
        altered(role="owner"),
        altered(revoked="no"),
        altered(may_see_restricted=1),
        altered(expires_at="2026-01-01"),
        altered(expires_at=False),
        altered(created_at="long ago"),
        altered(name=""),
        altered(salt="xyz"),
        altered(digest=None),
    ],
)
def test_a_damaged_file_is_one_clear_error(damage: Callable[[dict[str, Any]], Any], store: TokenStore) -> None:
    """Nobody is let in on half a file, and nothing is written over it."""
    _, text = store.add("Ann", "admin")
    damaged = json.dumps(damage(json.loads(store.path.read_text(encoding="utf-8"))))
    store.path.write_text(damaged, encoding="utf-8")
    for ask in (lambda: store.verified(text), lambda: store.add("Ben", "reader"), lambda: store.revoke("t1")):
        with pytest.raises(TokenError, match=r"tokens\.json: it is no file of tokens, or damaged") as error:
            ask()
        assert "\n" not in str(error.value)
    assert store.path.read_text(encoding="utf-8") == damaged


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 200_000])
def test_a_file_that_is_no_json_is_one_clear_error(content: bytes, store: TokenStore) -> None:
    """Cut off, in another encoding, nested without end: damaged."""
    store.path.parent.mkdir()
    store.path.write_bytes(content)
    with pytest.raises(TokenError, match="damaged"):
        store.tokens()


def test_a_folder_in_its_place_is_one_clear_error(store: TokenStore) -> None:
    """What cannot be read is told with the reason."""
    store.path.mkdir(parents=True)
    with pytest.raises(TokenError, match="cannot be read"):
        store.tokens()


def test_a_place_that_cannot_be_written_is_one_clear_error(tmp_path: Path) -> None:
    """A file where the folder should be."""
    (tmp_path / "data").write_text("", encoding="utf-8")
    with pytest.raises(TokenError, match="cannot be written"):
        TokenStore(tmp_path / "data" / "tokens.json").add("Ann", "reader")


def test_changes_at_once_lose_nothing(store: TokenStore) -> None:
    """Forty tokens added from eight threads are forty tokens, and no half-written file is left."""
    with ThreadPoolExecutor(8) as pool:
        texts = list(pool.map(lambda n: store.add(f"Ann {n}", "reader")[1], range(40)))
    assert len(store.tokens()) == 40
    assert all(store.verified(text) for text in texts)
    assert {path.name for path in store.path.parent.iterdir()} == {"tokens.json", ".tokens.json.lock"}


def test_who_waits_too_long_is_told(store: TokenStore) -> None:
    """While another process holds the file, a change ends with one line and changes nothing."""
    store.add("Ann", "reader")
    with (store.path.parent / ".tokens.json.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(TokenError, match="another process"), changing(store.path, patience=0.05):
            pytest.fail("two held it")


def test_a_lock_file_that_was_left_behind_bars_nobody(store: TokenStore) -> None:
    """The lock is the system's, not the file's being there."""
    store.path.parent.mkdir()
    (store.path.parent / ".tokens.json.lock").touch()
    (store.path.parent / f".tokens.json.{os.getpid()}.new").touch()
    store.add("Ann", "reader")
    assert len(store.tokens()) == 1


@pytest.mark.parametrize(
    ("role", "may"),
    [("reader", ["reader"]), ("analyst", ["reader", "analyst"]), ("admin", ["reader", "analyst", "admin"])],
)
def test_each_role_may_what_those_before_it_may(role: Role, may: list[Role]) -> None:
    """reader < analyst < admin."""
    roles: tuple[Role, ...] = ("reader", "analyst", "admin")
    assert [each for each in roles if Identity("Ann", role).may(each)] == may


def test_who_sits_at_the_machine_may_all() -> None:
    """Without a login one is an admin by one's login name, and sees what is restricted."""
    assert local_identity("ann") == Identity("ann", "admin", may_see_restricted=True)
