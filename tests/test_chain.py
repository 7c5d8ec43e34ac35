"""An append-only file in which each line seals the one before."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from averment.chain import START, BrokenLink, Chain, ChainError


def chain_of(path: Path, *notes: str) -> Chain:
    chain = Chain(path)
    for note in notes:
        chain.append({"note": note})
    return chain


def first_fault(chain: Chain) -> BrokenLink | None:
    return next((item for item in chain.walk() if isinstance(item, BrokenLink)), None)


def test_entries_come_back_in_order(tmp_path: Path) -> None:
    chain = chain_of(tmp_path / "log.jsonl", "one", "два", "三")
    assert [e["note"] for e in chain.entries()] == ["one", "два", "三"]
    assert [e["sequence"] for e in chain.entries()] == [1, 2, 3]
    assert chain.head() == chain.entries()[-1]["hash"]
    assert first_fault(chain) is None


def test_an_empty_chain_has_a_head(tmp_path: Path) -> None:
    assert Chain(tmp_path / "none.jsonl").head() == START


@settings(max_examples=60)
@given(st.data())
def test_any_flipped_byte_is_found_at_its_line(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    chain = chain_of(tmp_path_factory.mktemp("chain") / "log.jsonl", "one", "two", "three")
    raw = bytearray(chain.path.read_bytes())
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] ^= data.draw(st.integers(1, 255))
    line = chain.path.read_bytes()[:at].count(b"\n") + 1
    chain.path.write_bytes(bytes(raw))
    fault = first_fault(chain)
    assert fault is not None
    assert fault.line == line


def test_a_dropped_line_is_found(tmp_path: Path) -> None:
    chain = chain_of(tmp_path / "log.jsonl", "one", "two", "three")
    lines = chain.path.read_bytes().splitlines(keepends=True)
    chain.path.write_bytes(lines[0] + lines[2])
    fault = first_fault(chain)
    assert fault is not None
    assert fault.line == 2
    with pytest.raises(ChainError, match=r"log\.jsonl line 2"):
        chain.entries()


def test_nothing_is_added_to_a_broken_chain(tmp_path: Path) -> None:
    chain = chain_of(tmp_path / "log.jsonl", "one", "two")
    chain.path.write_bytes(chain.path.read_bytes().replace(b"one", b"One"))
    before = chain.path.read_bytes()
    with pytest.raises(ChainError):
        chain.append({"note": "three"})
    assert chain.path.read_bytes() == before


def test_a_line_torn_by_a_crash_is_set_aside_and_kept(tmp_path: Path) -> None:
    chain = chain_of(tmp_path / "log.jsonl", "one", "two")
    with chain.path.open("ab") as file:
        file.write(b'{"note":"half')
    fault = first_fault(chain)
    assert fault is not None
    assert fault.torn
    chain.append({"note": "three"})
    assert [e["note"] for e in chain.entries()] == ["one", "two", "three"]
    assert b'{"note":"half' in chain.path.with_suffix(".torn").read_bytes()
