"""The stories that tracing is tested with."""

from ..trace.conftest import Story, story

__all__ = ["Story", "story"]
