"""The benchmarks run, and their invented texts are the same for the same seed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[1] / "bench"


@pytest.fixture(autouse=True)
def _on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCH))


def test_a_text_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    from newswire import article

    assert article(7, 5_000) == article(7, 5_000)
    assert article(7, 5_000) != article(8, 5_000)
    assert 4_500 < len(article(7, 5_000)) <= 5_000


def test_the_peak_counts_the_children_of_a_command() -> None:
    from measure import run

    if not Path("/proc/self/task").is_dir():
        pytest.skip("memory is read from /proc, which this system does not have")
    hold = "import time; block = bytearray(80_000_000); time.sleep(1)"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hold!r}])"
    done = run(sys.executable, "-c", child)
    assert done.megabytes > 80
    assert done.seconds > 1


def test_the_search_benchmark_finds_what_it_planted() -> None:
    command = [sys.executable, str(BENCH / "search.py"), "--passages", "2000", "--json"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = {row["query"]: row["found"] for row in map(json.loads, printed.splitlines())}
    assert found["поставщик"] == found["有限公司"] == found["公司"] == 1
    assert found["subsidiary"] > 100
    assert found["nowhere-to-be-found"] == 0


def test_attributions_are_scored_against_marks_on_disk(tmp_path: Path) -> None:
    text = "The plant in Orlania has closed, the ministry said. It was cold."
    for kind, name, written in (
        ("text", "one.txt", text),
        (
            "attributions",
            "one_ab12.ann",
            "T1\tSource 33 45\tthe ministry\nT2\tCue 46 50\tsaid\nT3\tContent 0 31\tThe plant in Orlania has closed\n"
            "T4\tAttribution \t\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n",
        ),
    ):
        folder = tmp_path / "data" / "dev" / kind
        folder.mkdir(parents=True)
        (folder / name).write_text(written, encoding="utf-8")
    command = [sys.executable, str(BENCH / "attribution.py"), "--polnear", str(tmp_path), "--json"]
    printed = subprocess.run([*command, "--only", "tagger"], capture_output=True, text=True, check=True).stdout
    assert json.loads(printed)["attribution"] == {"f1": 100.0, "precision": 100.0, "recall": 100.0}
