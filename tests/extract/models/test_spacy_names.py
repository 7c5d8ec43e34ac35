"""A spaCy pipeline of one's own: loaded from its folder, named by the hash of its files, combined with the rules."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from averment.config import ConfigError
from averment.extract import extract
from averment.extract.models import Consulted, configured
from averment.extraction import Extraction
from averment.passage import Passage
from averment.reading import Reading

TEXT = "The Quillon depot sent pumps to brontal works. It was raining in Tashkul when Lena Marsh said so."
SOURCE = "c" * 16
READING = Reading(
    SOURCE, "text/plain", TEXT, (Passage(SOURCE, 0, TEXT, language="en", method="m"),), (), "read.text@1", "en"
)  # fmt: skip


@pytest.fixture(scope="session")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Trained on four sentences until it knows them by heart: names in lower case, which the rules pass over."""
    import spacy
    from spacy.training import Example

    nlp = spacy.blank("en")
    ner = nlp.add_pipe("ner")
    taught = [
        ("pumps went to brontal works again", [(14, 27, "ORG")]),
        ("brontal works paid for it", [(0, 13, "ORG")]),
        ("It was raining on the road", []),
        ("The depot sent pumps to brontal works.", [(24, 37, "ORG")]),
    ]
    examples = [Example.from_dict(nlp.make_doc(text), {"entities": spans}) for text, spans in taught]
    ner.add_label("ORG")  # type: ignore[attr-defined]
    random.seed(1)
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(25):
        nlp.update(examples, sgd=optimizer, drop=0.0)
    folder = tmp_path_factory.mktemp("models") / "trained"
    nlp.to_disk(folder)
    return folder


def extracted(folder: Path, **more: Any) -> Extraction:
    models = configured({"names": {"kind": "spacy", "path": str(folder), **more}})
    return extract(READING, consulted=Consulted(models))


def test_its_names_are_added_and_can_be_told_apart(pipeline: Path) -> None:
    extraction = extracted(pipeline)
    by = {m.text: m for m in extraction.mentions}
    assert by["brontal works"].method.startswith("extract.model.names@1+")
    assert by["brontal works"].schema == "Organization"
    assert not by["Lena Marsh"].method.startswith("extract.model")
    for mention in extraction.mentions:
        assert TEXT[mention.place.start : mention.place.end] == mention.text
    (asked,) = extraction.asked
    assert (asked.step, asked.added >= 1, asked.requests, asked.seconds) == ("names", True, 0, 0)
    method = next(m for m in extraction.methods if m.id == by["brontal works"].method)
    assert len(method.parameters["digest"]) == 16
    assert str(pipeline) not in json.dumps(dict(method.parameters))


def test_a_case_may_ask_for_agreement_only(pipeline: Path) -> None:
    assert "brontal works" not in {m.text for m in extracted(pipeline, combine="note").mentions}


def test_a_label_may_be_given_another_schema_or_none(pipeline: Path) -> None:
    kinds = {m.text: m.schema for m in extracted(pipeline, labels={"ORG": "Company"}).mentions}
    assert kinds["brontal works"] == "Company"
    assert "brontal works" not in {m.text for m in extracted(pipeline, labels={"ORG": ""}).mentions}


def test_passages_in_other_languages_are_not_its_business(pipeline: Path) -> None:
    (asked,) = extracted(pipeline, languages=["de"]).asked
    assert asked.found == 0


def test_a_long_source_is_read_up_to_a_limit_and_the_rest_by_the_rules(pipeline: Path) -> None:
    extraction = extracted(pipeline, source_characters=20)
    assert [p.code for p in extraction.problems] == ["model_too_long"]
    assert "Lena Marsh" in {m.text for m in extraction.mentions}


def test_another_file_is_another_model(pipeline: Path, tmp_path: Path) -> None:
    import shutil

    changed = tmp_path / "changed"
    shutil.copytree(pipeline, changed)
    same = tmp_path / "same"
    shutil.copytree(pipeline, same)
    (changed / "note.txt").write_text("x")

    def method(folder: Path) -> str:
        return configured({"names": {"kind": "spacy", "path": str(folder)}}).methods[0].id

    assert method(same) == method(pipeline) != method(changed)


def test_a_folder_that_does_not_load_is_a_problem_and_the_rules_go_on(tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "config.cfg").write_text("[nlp]\nlang = 'zz'\n")
    extraction = extracted(tmp_path / "broken")
    assert [p.code for p in extraction.problems] == ["model_failed"]
    assert "Lena Marsh" in {m.text for m in extraction.mentions}


def test_a_pipeline_without_names_says_so(tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")
    (problem,) = extracted(tmp_path / "blank").problems
    assert "finds no names" in problem.message


def test_an_empty_folder_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="holds 0 files"):
        configured({"names": {"kind": "spacy", "path": str(tmp_path)}})
