"""GLiNER: what is asked of the library, what is taken of its answer; and the real library where it is installed.

No trained weights come in a package, so the library is run with weights made by chance: that shows that a folder loads
and that what comes back is read rightly, and nothing about how good it is.
"""

import sys
import types
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from averment.extract import extract
from averment.extract.models import Consulted, configured
from averment.extract.models.windows import windows
from averment.extraction import Extraction
from averment.passage import Passage
from averment.reading import Reading

SOURCE = "d" * 16
TEXT = "Pumps went to brontal works. " * 40 + "北京新星有限公司 said so."
READING = Reading(SOURCE, "text/plain", TEXT, (Passage(SOURCE, 0, TEXT, language="en", method="m"),), (), "m", "en")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text("ab. 中!\n", max_size=200), st.integers(1, 30))
def test_windows_hold_every_word_once_and_cut_none(text: str, most: int) -> None:
    stretches = list(windows(text, most))
    kept = "".join(text[s:e] for s, e in stretches)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(a[1] <= b[0] for a, b in pairwise(stretches))
    for at in (border for stretch in stretches for border in stretch):
        beside = text[at - 1 : at + 1] if 0 < at < len(text) else ""
        assert not (beside.isascii() and beside.isalnum()), "a word is cut"


def folder(tmp_path: Path) -> Path:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "gliner_config.json").write_text("{}")
    return tmp_path / "model"


class Model:
    """Stands for a loaded model: knows one name, tells one lie."""

    asked: dict[str, Any]

    def inference(self, texts: list[str], labels: list[str], **more: Any) -> list[list[dict[str, Any]]]:
        Model.asked |= {"labels": labels, "texts": texts, **more}
        answers = []
        for text in texts:
            at = text.find("brontal works")
            known = {"start": at, "end": at + 13, "text": "brontal works", "label": "company", "score": 0.9}
            lie = {"start": 0, "end": 5, "text": "Norvane", "label": "company", "score": 0.9}
            answers.append([known, lie] if at >= 0 else [])
        return answers


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    Model.asked = {}

    class GLiNER:
        @classmethod
        def from_pretrained(cls, path: str, **more: Any) -> Model:
            Model.asked |= {"path": path, **more}
            return Model()

    fake = types.ModuleType("gliner")
    fake.GLiNER = GLiNER  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "gliner", fake)
    monkeypatch.setattr("averment.extract.models.digest.find_spec", lambda name: name)
    return Model.asked


def extracted(path: Path, **more: Any) -> Extraction:
    models = configured({"names": {"kind": "gliner", "path": str(path), **more}})
    return extract(READING, consulted=Consulted(models))


def test_the_library_is_given_windows_and_never_the_network(library: dict[str, Any], tmp_path: Path) -> None:
    extraction = extracted(folder(tmp_path), threshold=0.4)
    assert library["local_files_only"] is True
    assert (library["threshold"], library["flat_ner"]) == (0.4, True)
    assert "person" in library["labels"]
    assert len(library["texts"]) > 1
    found = [m for m in extraction.mentions if m.method.startswith("extract.model.names")]
    assert {(m.text, m.schema) for m in found} == {("brontal works", "Company")}
    for mention in found:
        assert TEXT[mention.place.start : mention.place.end] == mention.text


def test_what_it_names_and_is_not_there_is_refused_and_said(library: dict[str, Any], tmp_path: Path) -> None:
    extraction = extracted(folder(tmp_path))
    (problem,) = extraction.problems
    assert problem.code == "model_refused"
    assert "a name that is not in the text" in problem.message
    assert problem.locator is not None
    assert "Norvane" not in {m.text for m in extraction.mentions}


def test_what_to_look_for_may_be_said(library: dict[str, Any], tmp_path: Path) -> None:
    extracted(folder(tmp_path), labels={"laboratory": "Organization"})
    assert library["labels"] == ["laboratory"]


@pytest.mark.skipif(not (find_spec("gliner") and find_spec("torch")), reason="gliner is not installed")
def test_the_real_library_loads_a_folder_with_weights_made_by_chance(tmp_path: Path) -> None:
    from tests.extract.models.chance_gliner import made

    extraction = extracted(made(tmp_path / "chance"), threshold=0.01)
    assert [p.code for p in extraction.problems] in ([], ["model_refused"])
    for mention in extraction.mentions:
        assert TEXT[mention.place.start : mention.place.end] == mention.text
