"""Run `aver` as a person would, in this process."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from averment.cli import main


@dataclass(frozen=True)
class Ran:
    """What the command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Aver = Callable[..., Ran]


@pytest.fixture
def aver(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Aver:
    def run(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["aver", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        captured = capsys.readouterr()
        return Ran(int(end.value.code or 0), captured.out, captured.err)

    return run
