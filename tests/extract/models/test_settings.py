"""A setting that cannot be used says so, and what is known, before anything is done."""

from pathlib import Path
from typing import Any

import pytest

from averment.config import Config, ConfigError
from averment.extract.models.settings import configured

HERE = {"kind": "openai", "url": "http://127.0.0.1:11434/v1", "model": "m"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"nmaes": {}}, "unknown step nmaes; known: names, claims"),
        ({"claims": "gpt"}, r"\[models.claims\] should be a table"),
        ({"claims": {}}, "kind is missing; known: openai"),
        ({"names": {"kind": "bert"}}, "unknown kind 'bert'; known: gliner, gliner2-onnx, openai, spacy"),
        ({"claims": {"kind": "openai"}}, "url, model is missing"),
        ({"claims": {**HERE, "temprature": 1}}, "unknown setting temprature; known: kind, url"),
        ({"claims": {**HERE, "seconds": "long"}}, "seconds = 'long' should be a number"),
        ({"claims": {**HERE, "seconds": True}}, "should be a number"),
        ({"claims": {**HERE, "retries": 1.5}}, "should be a whole number"),
        ({"claims": {**HERE, "retries": 100}}, "retries = 100 should be from 0 to 5"),
        ({"claims": {**HERE, "leaves_machine": 1}}, "should be true or false"),
        ({"claims": {**HERE, "model": ""}}, "model is empty"),
        ({"claims": {**HERE, "model": 3}}, "should be text in quotes"),
        ({"claims": {**HERE, "combine": "all"}}, "combine = 'all' is unknown; known: note, add, show"),
        ({"claims": {**HERE, "stances": ["lies"]}}, "unknown stance lies; known: asserts"),
        ({"claims": {**HERE, "stances": "asserts"}}, "list or table of texts"),
        ({"claims": {**HERE, "constraint": "xml"}}, "known: auto, json_schema"),
        ({"claims": {**HERE, "key_env": "HOME"}}, "should begin with AVER_MODEL_KEY"),
        ({"claims": {**HERE, "price_input": 1.0}}, "needs its currency"),
        ({"claims": {**HERE, "labels": {"person": "Person"}}}, "labels has no meaning here"),
        ({"names": {**HERE, "stances": ["asserts"]}}, "stances has no meaning here"),
        ({"names": {**HERE, "labels": {"firm": "Firm"}}}, "no schema; known: Person"),
        ({"names": {**HERE, "combine": "show"}}, "combine = 'show' is unknown; known: note, add, prefer"),
        ({"names": {"kind": "spacy", "path": "model"}}, "should be absolute"),
        ({"names": {"kind": "spacy", "path": "/nowhere/at/all"}}, "no folder on this machine"),
        ({"names": {"kind": "spacy", "path": "/x", "labels": {"ORG": "Firm"}}}, "no schema; known: Person, Company"),
    ],
)
def test_what_is_wrong_is_said(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        configured(given)


def test_nothing_is_named_by_default() -> None:
    models = configured({})
    assert (models.names, models.claims, models.methods) == (None, None, ())


def test_case_toml_may_name_them(tmp_path: Path) -> None:
    toml = 'title = "t"\n[models.claims]\nkind = "openai"\nurl = "http://127.0.0.1:1/v1"\nmodel = "m"\n'
    (tmp_path / "case.toml").write_text(toml)
    models = configured(Config.load(tmp_path / "case.toml").models)
    assert models.claims is not None
    assert models.claims.method.id.startswith("extract.model.claims@1+")


def test_the_method_changes_with_what_the_answer_depends_on_and_not_with_the_address() -> None:
    def method(**more: Any) -> str:
        claims = configured({"claims": {**HERE, **more}}).claims
        assert claims is not None
        return claims.method.id

    assert method(url="http://localhost:9999/v1", seconds=5, parallel=3) == method()
    for change in ({"model": "n"}, {"seed": 2}, {"digest": "sha256:1"}, {"max_tokens": 100}, {"stances": ["denies"]}):
        assert method(**change) != method()
