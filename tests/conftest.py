"""What tests share: the reference folder beside the project, when it is there."""

from pathlib import Path

import pytest

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
