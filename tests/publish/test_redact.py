"""What a protected source said, sent and is called never leaves the building."""

import base64
import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest

from averment.case import Case
from averment.publish import publish
from averment.publish.leak import LeakFound
from averment.publish.site import Draft

from .invented import LETTER, PROTECTED_TOKENS, invented


def protected_tokens(case: Case) -> list[str]:
    """Names, words, dates and every id the ledger made from the protected letter."""
    (source,) = [c.source for c in case.custody() if c.source.protection == "protected"]
    with case.ledger() as ledger:
        ids = [
            row[0]
            for table in ("passage", "mention", "claim", "problem")
            for row in ledger.rows(f"SELECT id FROM {table} WHERE source = ?", [source.id])
        ]
        named = "SELECT id FROM entity WHERE name IN ('Tomas Brevik', 'Zephyrine Holdings')"
        ids += [row[0] for row in ledger.rows(named)]
        ids += [row[0] for row in ledger.rows(f"SELECT id FROM finding WHERE subject IN ({named})")]
    return [*PROTECTED_TOKENS, source.id, source.sha256, source.name, str(source.size), source.received_at, *ids]


def variants(token: str) -> list[bytes]:
    """The token as it could be hidden: other case, escaped, percent-coded, in base64 at each of three offsets."""
    dressed = (quote(token), json.dumps(token)[1:-1], token.replace(" ", ""), token[::-1])
    plain = [token, token.lower(), token.upper(), *dressed]
    raw = token.encode()
    coded = [base64.b64encode(b"x" * n + raw)[4 if n else 0 : -4] for n in range(3)] if len(raw) > 8 else []
    return [p.encode() for p in plain] + [c for c in coded if len(c) >= 8]


def test_no_byte_of_the_published_folder_carries_a_protected_token(case: Case, public: Path) -> None:
    tokens = [t for t in protected_tokens(case) if len(t) > 3]
    assert len(tokens) > 20
    for path in sorted(p for p in public.rglob("*") if p.is_file()):
        content = path.read_bytes() + str(path.relative_to(public)).encode()
        lowered = content.lower()
        for token in tokens:
            for variant in variants(token):
                assert variant not in content, f"{path} carries {token!r} as {variant!r}"
                assert variant.lower() not in lowered, f"{path} carries {token!r}"


def test_the_same_tokens_are_all_on_the_private_pages(case: Case, private: Path) -> None:
    everything = b"".join(p.read_bytes() for p in private.rglob("*.html")).decode()
    missing = [t for t in PROTECTED_TOKENS if t not in everything and t.replace("-letter", "-letter") not in everything]
    assert missing == [], "the canary would sing for nothing"
    assert "Private: not for publication" in everything


def test_claims_of_a_protected_source_keep_stance_and_open_names_only(public: Path) -> None:
    claims = [json.loads(line) for line in (public / "data" / "claims.jsonl").read_text().splitlines()]
    withheld = [c for c in claims if c["withheld"]]
    assert len(withheld) == 2
    for claim in withheld:
        assert set(claim) == {
            "id", "page", "source", "stance", "modality", "negated", "review", "withheld", "triples"
        }  # fmt: skip
        assert re.fullmatch(r"Source [0-9a-f]{4}-[0-9a-f]{4}", claim["source"]["code"])
    paid = next(c for c in withheld if c["triples"][0]["predicate"] == "paid")
    assert paid["triples"][0]["subject"] == {"entity": None, "text": None}, "only the protected source names the payer"
    assert paid["triples"][0]["object"]["text"] == "Vesna Freight"
    assert paid["triples"][0]["qualifiers"] == {}


def test_a_finding_about_a_party_only_a_protected_source_names_is_left_out(public: Path, private: Path) -> None:
    assert len(list((public / "findings").iterdir())) + 1 == len(list((private / "findings").iterdir()))


def test_codes_need_the_key(case: Case, tmp_path: Path) -> None:
    other = invented(tmp_path)
    (other.path / "case.key").write_text("cd" * 32 + "\n")
    codes, mine = (
        [json.loads(line)["source"].get("code") for line in (site / "data" / "claims.jsonl").read_text().splitlines()]
        for site in (publish(other).path, publish(case).path)
    )
    assert {c for c in codes if c}.isdisjoint(c for c in mine if c)


def test_a_leak_through_the_notice_stops_everything(tmp_path: Path) -> None:
    case = invented(tmp_path)
    first = publish(case)
    before = {p: p.read_bytes() for p in first.path.rglob("*") if p.is_file()}
    settings = case.path / "case.toml"
    settings.write_text(settings.read_text().replace("A made-up case for tests.", "With thanks to TOMAS  brevik."))
    with pytest.raises(LeakFound, match="tomas brevik"):
        publish(Case.open(case.path))
    assert {p: p.read_bytes() for p in first.path.rglob("*") if p.is_file()} == before
    assert not Draft(first.path.absolute(), first.path.with_name(".published.new")).folder.exists()


def test_a_quotation_of_a_protected_text_is_found_whatever_its_dress(case: Case) -> None:
    from averment.publish.redact import Gate

    with case.ledger() as ledger:
        gate = Gate.of(ledger, case.key, private=False)
    words = LETTER.split()
    start = words.index("Please")
    assert gate.tokens.found_in("<p>" + "&nbsp;".join(w.upper() for w in words[start : start + 9]) + "</p>")
    assert gate.tokens.found_in("<p><b>Tomas</b> <i>Brevik</i></p>") == "tomas brevik"
    assert gate.tokens.found_in('<p title="tomas-BREVIK"></p>') == "tomas brevik"
    assert gate.tokens.found_in("an order of Vesna Freight for pumps") is None


def test_a_release_judgement_lets_a_name_out(tmp_path: Path) -> None:
    case = invented(tmp_path)
    with case.ledger(read_only=False) as ledger:
        (id, mention) = ledger.rows(
            "SELECT e.id, b.mention FROM entity e JOIN member b ON b.entity = e.id WHERE e.name = 'Zephyrine Holdings'"
        )[0]
        ledger.insert(
            "judgement",
            [{"id": "r1", "sequence": 1, "decision": "release", "targets_json": [mention], "author": "desk", "at": None,
              "reason": "it is in the public register", "value_json": {"name": "Zephyrine Holdings"}, "standing": 1}],
        )  # fmt: skip
    site = publish(case).path
    assert "Zephyrine Holdings" in (site / "entities" / "index.html").read_text()
    assert id not in "".join(p.read_text() for p in site.rglob("*.html"))
