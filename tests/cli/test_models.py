"""What a person is told of the models that a case names."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Aver
from tests.extract.models.stub import Reply, Stub, claim, claims, said, serving

LISTED = json.dumps({"data": [{"id": "m"}, {"id": "other:latest"}]}).encode()


def speaks(stub: Stub, _body: object) -> Reply:
    return (200, LISTED, {}) if stub.paths[-1] == "/v1/models" else said('{"claims": []}')


@pytest.fixture
def stub() -> Iterator[Stub]:
    with serving(speaks) as served:
        yield served


def a_case(aver: Aver, folder: Path, settings: str, text: str = "Lena Marsh said the pumps were sold.") -> Path:
    aver("init", folder / "case", "--title", "Pumps")
    with (folder / "case" / "case.toml").open("a", encoding="utf-8") as toml:
        toml.write(f"\n[models.claims]\nkind = 'openai'\n{settings}\n")
    (folder / "a.txt").write_text(f"{text}\n", encoding="utf-8")
    aver("add", folder / "case", folder / "a.txt")
    return folder / "case"


def test_build_and_status_say_what_asking_cost(aver: Aver, stub: Stub, tmp_path: Path) -> None:
    price = "price_input = 1000.0\nprice_output = 5000.0\ncurrency = 'EUR'"
    case = a_case(aver, tmp_path, f"url = '{stub.url}'\nmodel = 'm'\n{price}")
    built = aver("build", case, "--table", "--workers", 1)
    assert "claims model m: 1 of 1 questions answered, 100 + 20 tokens," in built.err
    assert "0.2000 EUR" in built.err
    assert "leaves" not in built.err + built.out
    assert "1 of 1 questions answered, 100 + 20 tokens" in built.out
    (status,) = aver("status", case, "--json").rows
    assert (status["models"]["claims"]["answered"], status["leaves_machine"]) == (1, [])
    assert "1 answers of models looked at." in aver("verify", case, "--table").out


def test_claims_of_a_model_can_be_asked_for(aver: Aver, tmp_path: Path) -> None:
    quote = "In the telling of Lena Marsh the pumps were sold."
    found = claim(1, quote=quote, source="Lena Marsh", cue="In the telling of", content="the pumps were sold")
    with serving(claims(found)) as stub:
        case = a_case(aver, tmp_path, f"url = '{stub.url}'\nmodel = 'm'", quote)
        aver("build", case, "--workers", 1)
    (row,) = aver("show", case, "claims", "--method", "extract.model", "--json").rows
    assert (row["content_text"], row["method"][:23]) == ("the pumps were sold", "extract.model.claims@1+")
    assert aver("show", case, "claims", "--method", "extract_model", "--json").rows == []


def test_that_text_leaves_the_machine_is_said_each_time(aver: Aver, stub: Stub, tmp_path: Path) -> None:
    case = a_case(aver, tmp_path, f"url = '{stub.url}'\nmodel = 'm:120b-cloud'\nleaves_machine = true")
    built = aver("build", case, "--table", "--workers", 1)
    said_so = f"Text of documents leaves this machine: claims are asked of m:120b-cloud at {stub.url}"
    assert said_so in built.err
    assert said_so in aver("status", case, "--table").out
    assert said_so in aver("doctor", case, "--table").err


def test_settings_that_cannot_be_used_stop_it(aver: Aver, tmp_path: Path) -> None:
    case = a_case(aver, tmp_path, "url = 'https://models.example.org/v1'\nmodel = 'm'")
    built = aver("build", case)
    assert built.code == 3
    assert "leaves_machine = true" in built.err


@pytest.mark.parametrize(
    ("model", "found", "get"),
    [("m", "answers, has it", ""), ("other", "answers, has it", ""), ("n", "answers, does not list it", "it lists m")],
)
def test_doctor_says_whether_an_endpoint_has_the_model(
    aver: Aver, stub: Stub, tmp_path: Path, model: str, found: str, get: str
) -> None:
    case = a_case(aver, tmp_path, f"url = '{stub.url}'\nmodel = '{model}'")
    (row,) = [r for r in aver("doctor", case, "--json").rows if r["what"] == f"claims: {model}"]
    assert (row["found"], row["get it"][:10]) == (found, get)
    assert stub.asked == []  # no text was sent


def test_doctor_says_what_is_missing(aver: Aver, tmp_path: Path) -> None:
    case = a_case(
        aver, tmp_path, "url = 'http://127.0.0.1:9/v1'\nmodel = 'm'\n[models.names]\nkind = 'spacy'\npath = '/no'"
    )
    rows = {r["what"]: r for r in aver("doctor", case, "--json").rows}
    assert "connection refused" in rows["claims: m"]["get it"]
    assert "no folder on this machine" in rows["names: spacy"]["get it"]


def test_what_was_asked_about_each_source_can_be_looked_up(aver: Aver, stub: Stub, tmp_path: Path) -> None:
    case = a_case(aver, tmp_path, f"url = '{stub.url}'\nmodel = 'm'")
    aver("build", case, "--workers", 1)
    (row,) = aver("show", case, "asked", "--json").rows
    assert (row["name"], row["step"], row["answered"], row["output_tokens"]) == ("a.txt", "claims", 1, 20)
