"""The invented case, published and private, made once; and a real browser where there is one."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from averment.case import Case
from averment.publish import publish

from .invented import invented

BROWSER_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The invented case with its ledger filled. Do not change it: other tests share it."""
    return invented(tmp_path_factory.mktemp("invented"))


@pytest.fixture(scope="session")
def public(case: Case) -> Path:
    """Its published site."""
    return publish(case).path


@pytest.fixture(scope="session")
def private(case: Case) -> Path:
    """Its private site."""
    return publish(case, private=True).path


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, from AVER_CHROMIUM or where Debian puts it."""
    executable = Path(os.environ.get("AVER_CHROMIUM", "/usr/bin/chromium"))
    if not executable.exists():
        pytest.skip(f"no Chromium at {executable}: install it, or say where it is in AVER_CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=str(executable), args=BROWSER_FLAGS)
        yield started
        started.close()
