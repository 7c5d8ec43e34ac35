"""What tests share: the reference folder beside the project, when it is there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def shared() -> Path:
    """The reference folder `../shared`; the test is skipped where it is not beside the project."""
    if not SHARED.is_dir():
        pytest.skip("../shared (reference data) is not beside the project")
    return SHARED


@pytest.fixture
def seed_article(shared: Path) -> Path:
    """The real article of the worked case."""
    return shared / "seed" / "article.txt"


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cases of `cases/`, built and published as `make demo` does: once for all tests and test processes.

    `AVER_DEMO=demo pytest …` takes what `make demo` has built instead, for short rounds at the desk.
    """
    if "AVER_DEMO" in os.environ:
        return Path(os.environ["AVER_DEMO"]).resolve()
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demo"
    builder = Path(__file__).resolve().parents[1] / "cases" / "build.py"
    with FileLock(f"{folder}.lock"):
        if not (folder / "done").exists():
            built = subprocess.run(
                [sys.executable, builder, "--into", folder], capture_output=True, text=True, check=False
            )
            assert built.returncode == 0, built.stdout + built.stderr
            (folder / "done").touch()
    return folder
