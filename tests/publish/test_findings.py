"""Every finding has a page, whatever its ends are."""

from pathlib import Path

from averment.case import Case
from averment.publish import publish

from .invented import invented


def with_a_subject_in_words(case: Case, words: str) -> str:
    """Give the first finding without claims of a protected source a subject that names no entity."""
    with case.ledger(read_only=False) as ledger, ledger.transaction():
        finding = ledger.value(
            "SELECT f.id FROM finding f WHERE NOT EXISTS (SELECT 1 FROM finding_claim p JOIN claim c ON c.id = p.claim "
            "JOIN source s ON s.id = c.source WHERE p.finding = f.id AND s.protection = 'protected') ORDER BY f.id"
        )
        ledger.db.execute(
            "UPDATE finding SET subject = ?, proposition = ? WHERE id = ?", [words, f"{words} is in Velden", finding]
        )
    return str(finding)


def test_a_finding_about_words_that_name_no_entity_is_shown(tmp_path: Path) -> None:
    case = invented(tmp_path)
    finding = with_a_subject_in_words(case, "a planned assembly hall")
    pages = publish(case).path
    assert "a planned assembly hall" in (pages / "findings" / finding / "index.html").read_text("utf-8")
    assert finding in (pages / "findings" / "index.html").read_text("utf-8")
