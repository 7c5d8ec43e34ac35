"""Every word the ledger can hold has a printed word, and the table holds no other."""

import pytest

from averment.finding import Challenge, Support
from averment.mention import ENTITY_SCHEMATA
from averment.publish.vocabulary import predicate, vocabulary, word
from averment.stance import Modality, Stance
from averment.voice import Role


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("stance", [s.value for s in Stance]),
        ("modality", [m.value for m in Modality]),
        ("support", [s.value for s in Support]),
        ("challenge", [c.value for c in Challenge]),
        ("role", [r.value for r in Role]),
        ("schema", list(ENTITY_SCHEMATA)),
        ("part", ["supports", "against", "responds", "could_not_verify", "discounted"]),
        ("review", ["unreviewed", "accepted", "rejected"]),
        ("decision", ["accept", "correct", "add"]),
    ],
)
def test_the_table_and_the_code_agree(kind: str, keys: list[str]) -> None:
    assert sorted(vocabulary()[kind]) == sorted(keys)


def test_support_is_printed_strongest_first() -> None:
    assert list(vocabulary()["support"]) == [s.value for s in reversed(Support)]


def test_words_the_table_lacks_are_printed_as_they_stand() -> None:
    assert word("stance", "shrugs_off").label == "shrugs off"
    assert predicate("painted_by").label == "painted by"
