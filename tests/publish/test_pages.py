"""What a reader finds on the pages."""

import re
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from averment.case import Case
from averment.publish import publish
from averment.publish.page import leaves

from .invented import invented


def text(html: str) -> str:
    """The words of a page's main part."""
    main = html.split("<main", 1)[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", main))


def main_of(path: Path) -> str:
    return path.read_text("utf-8").split('<main id="main"', 1)[1].split("</main>")[0]


@pytest.mark.parametrize("kind", ["index.html", "findings/index.html", "network/index.html", "timeline/index.html"])
def test_pages_look_as_agreed(kind: str, public: Path, snapshot: SnapshotAssertion) -> None:
    assert main_of(public / kind) == snapshot


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        ("sources", "Pumps for the northern dam"),
        ("claims", "could not verify who signed"),
        ("entities", "<h1><bdi>Vesna Freight"),
        ("findings", "<h1><bdi>Orlin Trading House supplies"),
    ],
)
def test_a_page_of_each_kind_looks_as_agreed(
    folder: str, words: str, public: Path, snapshot: SnapshotAssertion
) -> None:
    pages = [p for p in sorted((public / folder).glob("*/index.html")) if words in p.read_text("utf-8")]
    assert main_of(pages[0]) == snapshot


def test_the_first_page_says_who_was_asked_and_what_is_open(public: Path) -> None:
    words = text((public / "index.html").read_text("utf-8"))
    assert "Vesna Freight no response “" not in words
    for said in (
        "Vesna Freight did not respond to requests for comment.",
        "Halden Marine Works said it was unaware",
        "The Courier could not verify who signed the orders.",
        "3 things could not be done",
        "1 protected",
    ):
        assert said in words, said


def test_a_fictional_case_says_so_on_every_page(public: Path) -> None:
    for page in public.rglob("*.html"):
        assert "Every party, document and event in it is invented." in page.read_text("utf-8"), page


def test_rows_of_a_sheet_are_a_table_with_their_numbers(public: Path) -> None:
    (page,) = (p for p in (public / "sources").glob("*/index.html") if "<h1><bdi>shipments.csv" in p.read_text("utf-8"))
    html = page.read_text("utf-8")
    assert '<th scope="col"><bdi>Consignor</bdi></th>' in html
    assert html.count("<tr id=") == 3
    assert 'class="vh">row </span>4</th>' in html
    assert "pump &lt;parts&gt; &amp; &#34;seals&#34;" in html


def test_pages_of_a_paper_are_labelled(public: Path) -> None:
    (page,) = (p for p in (public / "sources").glob("*/index.html") if "<h1><bdi>invoice" in p.read_text("utf-8"))
    assert re.findall(r'<h3 class="label">([^<]*)', page.read_text("utf-8")) == ["page 1", "page 2"]


def test_a_rejected_claim_stays_in_the_case(tmp_path: Path) -> None:
    case = invented(tmp_path)
    with case.ledger(read_only=False) as ledger:
        id = ledger.value("SELECT id FROM claim WHERE stance = 'unaware'")
        ledger.db.execute("UPDATE claim SET review = 'rejected' WHERE id = ?", [id])
    site = publish(case).path
    assert not (site / "claims" / id).exists()
    assert id not in "".join(p.read_text("utf-8") for p in site.rglob("*.html"))
    private = publish(case, private=True).path
    assert "rejected" in (private / "claims" / id / "index.html").read_text("utf-8")


def test_an_empty_case_has_pages_too(tmp_path: Path) -> None:
    case = Case.init(tmp_path / "empty", "Nothing yet")
    case.ledger(read_only=False).db.close()
    site = publish(case).path
    words = text((site / "index.html").read_text("utf-8"))
    assert "No findings" in words
    assert "No claims yet" in text((site / "claims" / "index.html").read_text("utf-8"))
    assert "No claim connects two entities yet" in text((site / "network" / "index.html").read_text("utf-8"))


def test_a_long_text_is_cut_into_parts_and_claims_lead_to_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("averment.publish.load.sources.PART_PASSAGES", 2)
    case = invented(tmp_path)
    site = publish(case).path
    article = next(p for p in (site / "sources").glob("*/2/index.html") if "could not verify" in p.read_text("utf-8"))
    assert 'rel="prev"' in article.read_text("utf-8")
    claim = next(
        p for p in (site / "claims").glob("*/index.html") if "who signed the orders</strong>" in p.read_text("utf-8")
    )
    assert re.search(r'href="../../sources/[0-9a-f]{16}/2/index.html#c-', claim.read_text("utf-8"))


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (200, 1), (201, 2), (1999, 10)])
def test_long_lists_have_pages(count: int, pages: int) -> None:
    made = list(leaves("claims", range(count)))
    assert len(made) == pages
    assert [n for _, rows in made for n in rows] == list(range(count))
    assert made[0][0].path == "claims/index.html"
    assert made[-1][0].after is None
