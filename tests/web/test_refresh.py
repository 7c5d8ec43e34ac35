"""The private pages follow the case."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

import pytest

from averment.case import Case, CaseError
from averment.web.refresh import follow, render, site_of


def test_pages_are_made_once_and_again_when_something_changed(case: Case) -> None:
    assert render(case) is True
    assert render(case) is False
    settings = case.path / "case.toml"
    settings.write_text(settings.read_text().replace("made-up", "invented"))
    assert render(Case.open(case.path)) is True
    assert "A invented case" in (site_of(case) / "index.html").read_text()
    with case.ledger(read_only=False) as ledger:
        ledger.mark("weigh", "another")
    assert render(Case.open(case.path)) is True


def test_a_case_without_a_ledger_says_what_to_do(tmp_path: Path) -> None:
    case = Case.init(tmp_path / "new")
    with pytest.raises(CaseError, match="has not been built") as error:
        render(case)
    assert "aver build" in error.value.hint


@contextmanager
def following(case: Case) -> Iterator[list[str]]:
    told: list[str] = []
    stop = Event()
    watcher = Thread(target=follow, args=(case, told.append, stop))
    watcher.start()
    sleep(0.7)  # until the watch is set
    yield told
    stop.set()
    watcher.join(timeout=20)
    assert not watcher.is_alive()


def until(found: "list[str]", words: str) -> None:
    deadline = monotonic() + 60
    while not any(words in line for line in found):
        assert monotonic() < deadline, found
        sleep(0.1)


def test_a_new_document_is_built_and_shown(tmp_path: Path) -> None:
    from averment.pipeline import build

    case = Case.init(tmp_path / "watched", "Watched")
    build(case)
    render(case)
    paper = tmp_path / "note.txt"
    paper.write_text("Sorrel Shipping supplied nine crates to Tamarack Tools, a spokesman said on Monday.\n")
    with following(case) as told:
        case.add(paper)
        until(told, "up to date")
    sources = (site_of(case) / "sources" / "index.html").read_text()
    assert "note.txt" in sources


def test_trouble_is_told_and_the_old_pages_stay(case: Case) -> None:
    render(case)
    before = (site_of(case) / "index.html").read_bytes()
    with following(case) as told:
        (case.path / "case.toml").write_text("title = \n")
        until(told, "stay as they were")
    assert (site_of(case) / "index.html").read_bytes() == before
