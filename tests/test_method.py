"""A step names itself once."""

import pytest

from averment.method import METHODS, method


def test_the_same_step_may_be_named_again_but_not_changed() -> None:
    made = method("test.step", "1", size=3)
    try:
        assert method("test.step", "1", size=3) == made
        assert made.id.startswith("test.step@1+")
        with pytest.raises(ValueError, match="registered twice"):
            method("test.step", "2", size=3)
    finally:
        del METHODS["test.step"]
