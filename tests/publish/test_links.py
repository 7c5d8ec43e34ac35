"""Every link of the site leads somewhere, and every claim leads to its words."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from averment.case import Case


class Found(HTMLParser):
    """The ids and links of a page, and whether its tags nest as they should."""

    VOID = frozenset(["meta", "link", "input", "br"])

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            assert not (tag == "a" and "a" in self.open), "a link in a link"
            self.open.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src", "action"):
                self.links.append(value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes nothing"


def pages(site: Path) -> dict[Path, Found]:
    found = {}
    for path in sorted(site.rglob("*.html")):
        found[path] = Found()
        found[path].feed(path.read_text("utf-8"))
        assert found[path].open == [], path
    return found


@pytest.mark.parametrize("site", ["public", "private"])
def test_every_link_and_every_anchor_resolves(site: str, request: pytest.FixtureRequest) -> None:
    root: Path = request.getfixturevalue(site)
    found = pages(root)
    assert len(found) > 60
    for path, page in found.items():
        assert len(page.ids) == len(set(page.ids)), f"{path}: an id twice"
        for link in page.links:
            parts = urlsplit(link)
            assert not parts.scheme, f"{path} leads out of the site: {link}"
            assert not parts.netloc, f"{path} leads out of the site: {link}"
            if parts.path.endswith("/search") or parts.path == "search":
                assert site == "private"
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file(), f"{path}: {link} leads nowhere"
            if parts.fragment:
                assert parts.fragment in found[target].ids, f"{path}: {link} has no such place"


def test_no_style_or_script_is_written_into_a_page(private: Path) -> None:
    for path, page in pages(private).items():
        assert not {a for a in page.attributes if a == "style" or a.startswith("on")}, path
        html = path.read_text("utf-8")
        assert "<style" not in html
        assert re.findall(r"<script(?! src=\"[./]*static/averment.js\" defer></script>)", html) == []
        assert "default-src 'none'" in html


def test_every_claim_is_marked_at_its_exact_words(case: Case, private: Path) -> None:
    with case.ledger() as ledger:
        claims = ledger.rows("SELECT id, source, quote FROM claim")
    for claim in claims:
        html = (private / "sources" / claim["source"] / "index.html").read_text("utf-8")
        assert f'id="c-{claim["id"]}"' in html
        page = (private / "claims" / claim["id"] / "index.html").read_text("utf-8")
        assert f"sources/{claim['source']}/index.html#c-{claim['id']}" in page


def test_every_shelf_and_finding_has_its_page(private: Path) -> None:
    for folder, least in {"entities": 11, "relations": 9, "findings": 4, "sources": 6, "claims": 18}.items():
        assert len([p for p in (private / folder).iterdir() if (p / "index.html").is_file()]) >= least, folder
