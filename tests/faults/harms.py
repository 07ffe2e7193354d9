"""What a failing disk, a bad copy or a hand does to the files of a ledger: seeded, so that each can be done again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

PAGE = 4096


def harm(base: Path, other: Path, chance: Random) -> str:
    """Harm the ledger at a path, which has a log beside it; other: another ledger, with its log. What was done."""
    return chance.choice(HARMS)(base, other, chance)


def _log(base: Path) -> Path:
    return base.with_name(f"{base.name}-wal")


def _cut(base: Path, _: Path, chance: Random) -> str:
    return _cut_short(base, chance)


def _cut_log(base: Path, _: Path, chance: Random) -> str:
    return _cut_short(_log(base), chance)


def _flip(base: Path, _: Path, chance: Random) -> str:
    return _flip_bytes(base, chance)


def _flip_log(base: Path, _: Path, chance: Random) -> str:
    return _flip_bytes(_log(base), chance)


def _zero(base: Path, _: Path, chance: Random) -> str:
    data = bytearray(base.read_bytes())
    page = chance.randrange(len(data) // PAGE)
    data[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    base.write_bytes(data)
    return f"page {page} zeroed"


def _exchange(base: Path, _: Path, chance: Random) -> str:
    data = bytearray(base.read_bytes())
    one, two = (slice(page * PAGE, (page + 1) * PAGE) for page in chance.sample(range(len(data) // PAGE), 2))
    data[one], data[two] = data[two], data[one]
    base.write_bytes(data)
    return f"pages {one.start // PAGE} and {two.start // PAGE} exchanged"


def _reword(base: Path, _: Path, chance: Random) -> str:
    """A letter of what is told, so that the page is as sound as before."""
    data = bytearray(base.read_bytes())
    words = (b"1,000 containers", b"shells and rockets", b'"KP"', b"Seoul", b"2023", b'"entry"', b"transfer")
    places = [(word, at) for word in words for at in _all(data, word)]
    word, at = chance.choice(places)
    place = at + chance.randrange(len(word))
    data[place] = chance.choice(b'79xZ"\\ \xff')
    base.write_bytes(data)
    return f"a letter of {word.decode()} at {at} changed"


def _other_log(base: Path, other: Path, _: Random) -> str:
    _log(base).write_bytes(_log(other).read_bytes())
    return "the log of another ledger"


def _no_log(base: Path, _: Path, __: Random) -> str:
    _log(base).unlink()
    return "no log"


def _shared_memory(base: Path, _: Path, chance: Random) -> str:
    base.with_name(f"{base.name}-shm").write_bytes(chance.randbytes(chance.choice((1, 100, 32768, 40000))))
    return "garbage for shared memory"


def _all(data: bytearray, word: bytes) -> list[int]:
    found, at = list[int](), data.find(word)
    while at >= 0:
        found.append(at)
        at = data.find(word, at + 1)
    return found


def _cut_short(path: Path, chance: Random) -> str:
    data = path.read_bytes()
    length = chance.choice(
        (0, 1, 50, 100, PAGE, chance.randrange(len(data)), chance.randrange(len(data)) // PAGE * PAGE)
    )
    path.write_bytes(data[:length])
    return f"{path.suffix} cut to {length} of {len(data)} bytes"


def _flip_bytes(path: Path, chance: Random) -> str:
    data = bytearray(path.read_bytes())
    end = chance.choice((100, PAGE, len(data)))
    places = [chance.randrange(min(end, len(data))) for _ in range(chance.choice((1, 3, 30)))]
    for place in places:
        data[place] ^= chance.randrange(1, 256)
    path.write_bytes(data)
    return f"{path.suffix} flipped at {', '.join(map(str, sorted(places)[:5]))}"


HARMS: tuple[Callable[[Path, Path, Random], str], ...] = (
    _cut,
    _cut_log,
    _flip,
    _flip,
    _flip_log,
    _zero,
    _exchange,
    _reword,
    _reword,
    _other_log,
    _no_log,
    _shared_memory,
)
