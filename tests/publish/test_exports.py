"""What leaves as data: JSON lines that say as much as the pages, and no more."""

import json
from pathlib import Path

# FollowTheMoney 4.x, https://followthemoney.tech/explorer/: the properties we write, and what must stand in them.
PROPERTIES = {
    "Person": {"name", "alias", "address"},
    "Company": {"name", "alias", "address"},
    "Organization": {"name", "alias", "address"},
    "PublicBody": {"name", "alias", "address"},
    "LegalEntity": {"name", "alias", "address"},
    "Vessel": {"name", "alias", "address"},
    "Airplane": {"name", "alias", "address"},
    "Address": {"full"},
    "Ownership": {"owner", "asset", "percentage"},
    "Representation": {"agent", "client"},
    "Employment": {"employee", "employer", "role", "status"},
    "Payment": {"payer", "beneficiary", "amount", "currency", "date"},
    "Sanction": {"entity", "authority", "listingDate"},
    "UnknownLink": {"subject", "object", "role", "date"},
}


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_claims_carry_their_place_and_their_chain(public: Path) -> None:
    claims = lines(public / "data" / "claims.jsonl")
    assert len(claims) == 18
    chain = next(c for c in claims if len(c.get("voices", [])) == 4)  # type: ignore[arg-type]
    assert [v["role"] for v in chain["voices"]] == ["reporter", "document", "author", "addressee"]  # type: ignore[index, attr-defined]
    assert chain["locator"] == f"{chain['source']['id']}#char=55,197"  # type: ignore[index]
    assert (public / str(chain["page"])).is_file()


def test_entities_are_valid_followthemoney(public: Path) -> None:
    made = lines(public / "data" / "entities.ftm.json")
    by_id = {e["id"]: e for e in made}
    assert len(by_id) == len(made)
    for one in made:
        assert set(one) == {"id", "schema", "properties"}
        assert set(one["properties"]) <= PROPERTIES[str(one["schema"])]  # type: ignore[arg-type]
        for prop in ("owner", "asset", "agent", "client", "subject", "object", "payer", "beneficiary"):
            for value in one["properties"].get(prop, []):  # type: ignore[attr-defined]
                assert value in by_id, "an end that is not among the entities"
    assert {"Company", "PublicBody", "Representation", "UnknownLink"} <= {e["schema"] for e in made}
    assert "HM-9" not in {n for e in made for n in e["properties"].get("name", [])}, "FtM has no goods"  # type: ignore[attr-defined]


def test_each_statement_rests_on_a_claim_or_a_place(public: Path) -> None:
    claims = {c["id"] for c in lines(public / "data" / "claims.jsonl")}
    statements = lines(public / "data" / "statements.ftm.json")
    assert statements
    for statement in statements:
        origin = str(statement["origin"])
        assert origin in claims or origin.startswith("mention:") or origin == "judgement"
        assert statement["external"] is True, "nobody has reviewed it"


def test_a_denial_is_no_statement_of_fact(public: Path) -> None:
    denied = {c["id"] for c in lines(public / "data" / "claims.jsonl") if c["stance"] == "denies"}
    assert denied
    assert denied.isdisjoint(s["origin"] for s in lines(public / "data" / "statements.ftm.json"))


def test_a_statement_belongs_to_the_source_it_was_read_in(public: Path) -> None:
    statements = lines(public / "data" / "statements.ftm.json")
    sources = {path.parent.name for path in (public / "sources").glob("*/index.html")}
    assert {s["dataset"] for s in statements} <= sources | {"judgement"}
    keys = {(s["dataset"], s["entity_id"], s["prop"], s["value"]) for s in statements}
    assert len({s["id"] for s in statements}) == len(keys)


def test_a_qualifier_fills_a_property_where_there_is_one() -> None:
    from dataclasses import replace

    from averment.publish.exports.ftm import _qualified
    from averment.publish.shown import ClaimShown, EntityShown, RelationShown, TermShown, TripleShown

    owner, asset = (EntityShown(i, f"entities/{i}/", "Company", i, ()) for i in ("a", "b"))
    triple = TripleShown(TermShown("a", owner), "owner_of", "owns", TermShown("b", asset), {"share": "30%"}, "r/x/")
    claim = object.__new__(ClaimShown)
    object.__setattr__(claim, "triples", (triple,))
    relation = RelationShown("x", "r/x/", owner, "owner_of", "owns", asset, (claim,))
    assert _qualified(relation, claim) == [("percentage", "30%")]
    paid = replace(triple, predicate="paid", qualifiers={"amount": "5", "currency": "USD", "date": "2021-07/2021-12"})
    object.__setattr__(claim, "triples", (paid,))
    found = _qualified(replace(relation, predicate="paid"), claim)
    assert found == [("amount", "5"), ("currency", "USD")], "FtM has no stretches of time"
