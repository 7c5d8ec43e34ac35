"""What the cases are made of: our own words, invented names, documents that say they are invented."""

import importlib.util
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

CASES = Path(__file__).resolve().parents[2] / "cases"
NAME = re.compile(r"Xiamen Yun Lu Zhi Hui Co\., Ltd\.")  # a name of more than six words cannot be said otherwise


def grams(text: str, length: int = 6) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", NAME.sub(" ", text).lower())
    return set(zip(*(words[n:] for n in range(length)), strict=False))


@pytest.mark.parametrize("brief", sorted((CASES / "garpiya" / "sources").glob("*.md")), ids=lambda p: p.name)
def test_a_brief_shares_no_six_words_with_the_article(brief: Path, seed_article: Path) -> None:
    shared = grams(brief.read_text(encoding="utf-8")) & grams(seed_article.read_text(encoding="utf-8"))
    assert not shared


def test_a_copied_sentence_would_be_noticed(seed_article: Path) -> None:
    sentence = seed_article.read_text(encoding="utf-8").split(". ")[3]
    assert grams(f"As we know, {sentence}.") & grams(seed_article.read_text(encoding="utf-8"))


def test_every_invented_document_says_that_it_is() -> None:
    from averment.read import read
    from averment.source import Source

    for path in sorted((CASES / "marlin" / "sources").iterdir()):
        source = Source("0" * 64, path.name, path.stat().st_size, "2025-06-01T00:00:00+00:00")
        assert "FICTIONAL" in read(path, source).text, path.name


def test_the_script_still_writes_the_committed_documents(tmp_path: Path) -> None:
    from averment.read import read
    from averment.source import Source

    spec = importlib.util.spec_from_file_location("make_documents", CASES / "marlin" / "make_documents.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    script.main(tmp_path)
    for made in sorted(tmp_path.iterdir()):
        committed = CASES / "marlin" / "sources" / made.name
        texts = [read(p, Source("0" * 64, p.name, p.stat().st_size, "2025")).text for p in (made, committed)]
        assert texts[0] == texts[1], made.name


def test_the_identifiers_of_the_worked_case_have_right_check_digits() -> None:
    from stdnum.cn import uscc
    from stdnum.ru import inn, ogrn

    text = " ".join((CASES / "garpiya" / "sources" / "listings.md").read_text(encoding="utf-8").split())
    assert inn.is_valid(re.search(r"INN (\d+)", text)[1])
    assert ogrn.is_valid(re.search(r"OGRN (\d+)", text)[1])
    assert uscc.is_valid(re.search(r"code is (\w+)", text)[1])


def test_the_echo_repeats_the_error_of_the_article() -> None:
    article, echo = (
        (CASES / "marlin/sources" / n).read_text(encoding="utf-8")
        for n in ("article-skerry-courier.html", "article-wharfside-daily.txt")
    )
    assert "17 May 2025" in article
    assert "17 May 2025" in echo
    words = [Counter(pairwise(re.findall(r"\w+", t.lower()))) for t in (article, echo)]
    assert (words[0] & words[1]).total() > 0.5 * words[1].total()
