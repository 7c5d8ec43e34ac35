"""The invented case of the publish tests, and the server's application over its private pages."""

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import sleep
from types import ModuleType

import httpx
import pytest
import uvicorn

from averment.case import Case
from averment.cli.serve import listen
from averment.web.app import make_app
from averment.web.refresh import render, site_of

INVENTED = Path(__file__).parents[1] / "publish" / "invented.py"


def _invented() -> ModuleType:
    spec = importlib.util.spec_from_file_location("invented_for_web", INVENTED)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """An invented case with its ledger filled, this test's own."""
    made: Case = _invented().invented(tmp_path)
    return made


@pytest.fixture(scope="session")
def shared_case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The same, shared by tests that only look."""
    made: Case = _invented().invented(tmp_path_factory.mktemp("web"))
    return made


@contextmanager
def serving(case: Case) -> Iterator[httpx.Client]:
    """A real server on a free port of loopback, and a client that asks it as a browser on this machine would."""
    listening = listen(0)
    app = make_app(case, site_of(case))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", server_header=False, date_header=False))
    thread = Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        sleep(0.01)
    with httpx.Client(base_url=f"http://127.0.0.1:{listening.getsockname()[1]}", follow_redirects=True) as client:
        yield client
    server.should_exit = True
    thread.join(timeout=20)
    listening.close()


@pytest.fixture(scope="session")
def client(shared_case: Case) -> Iterator[httpx.Client]:
    """Asks the server of the shared case."""
    render(shared_case)
    with serving(shared_case) as made:
        yield made


@pytest.fixture
def unready(case: Case) -> Iterator[httpx.Client]:
    """Asks a server whose pages are not there yet."""
    with serving(case) as made:
        yield made
