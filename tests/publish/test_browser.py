"""The pages in a real browser: accessible, quiet, self-contained, and in one piece at phone width."""

from pathlib import Path
from typing import Any

import pytest

WIDTHS = (1280, 768, 375)
KINDS = (
    "index.html", "findings/index.html", "findings/*/index.html", "sources/index.html", "sources/*/index.html",
    "claims/index.html", "claims/voice/index.html", "claims/[0-9a-f]*/index.html", "entities/index.html",
    "entities/*/index.html", "relations/index.html", "relations/*/index.html", "network/index.html",
    "timeline/index.html",    "problems/index.html", "methods/index.html", "about/index.html",
)  # fmt: skip


def of_every_kind(site: Path) -> list[Path]:
    """A page of each kind; of sources all, for they differ most."""
    chosen: list[Path] = []
    for kind in KINDS:
        found = sorted(site.glob(kind))
        assert found, kind
        chosen += found if kind.startswith("sources/*") else [max(found, key=lambda p: p.stat().st_size)]
    return chosen


@pytest.fixture
def watched(browser: Any) -> Any:
    """Makes a page that notes what it asks for and what it complains of."""
    contexts = []

    def make(**options: Any) -> tuple[Any, list[str]]:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        noted: list[str] = []
        page.on("console", lambda m: noted.append(f"console {m.type}: {m.text}"))
        page.on("pageerror", lambda e: noted.append(f"error: {e}"))
        page.on("request", lambda r: r.url.startswith(("file:", "data:")) or noted.append(f"asked for {r.url}"))
        page.on("requestfailed", lambda r: noted.append(f"not there: {r.url}"))
        return page, noted

    yield make
    for context in contexts:
        context.close()


RULES = {"preload": False, "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"preload": False, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


@pytest.mark.parametrize("site", ["public", "private"])
def test_pages_hold_up_at_every_width_by_day_and_by_night(
    site: str, watched: Any, request: pytest.FixtureRequest
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()
    page, noted = watched(reduced_motion="reduce")
    faults: list[str] = []
    for path in of_every_kind(request.getfixturevalue(site)):
        page.set_viewport_size({"width": WIDTHS[0], "height": 800})
        page.goto(path.as_uri())
        for width in WIDTHS if site == "public" else WIDTHS[-1:]:
            page.set_viewport_size({"width": width, "height": 800})
            across = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if across > 0:
                faults.append(f"{path.parent.name}: {across} px too wide at {width}")
            for scheme, rules in (("light", RULES), ("dark", COLOURS)):
                page.emulate_media(color_scheme=scheme)
                for violation in axe.run(page, options=rules).response["violations"]:
                    places = "; ".join(n["html"][:120] for n in violation["nodes"][:3])
                    faults.append(f"{path.parent.name} {width} {scheme} {violation['id']}: {places}")
    assert sorted(set(faults)) == []
    assert noted == []


def test_the_site_works_without_scripts(public: Path, watched: Any) -> None:
    page, noted = watched(java_script_enabled=False, viewport={"width": 1280, "height": 800})

    def follow(link: Any) -> None:
        with page.expect_navigation(wait_until="load"):
            link.click()

    page.goto((public / "index.html").as_uri())
    follow(page.get_by_role("link", name="Claims", exact=True))
    follow(page.get_by_role("link", name="denies", exact=True))
    follow(page.locator(".ledger tbody a.permalink bdi").first)
    assert "denied" in page.locator("blockquote").inner_text()
    follow(page.locator("a.place bdi").first)
    lit = page.locator("mark:target")
    assert lit.inner_text().startswith("The Water Board denied that it had bought anything")
    assert lit.is_visible()
    assert noted == []


def test_the_filter_narrows_the_ledger(public: Path, watched: Any) -> None:
    page, _ = watched()
    page.goto((public / "claims" / "index.html").as_uri())
    rows = page.locator("#ledger tbody tr:visible")
    everything = rows.count()
    page.locator("select[name=stance]").select_option("denies")
    assert rows.count() == 1
    page.get_by_label("Words").press("Escape")
    assert rows.count() == everything
    page.locator("select[name=entities]").select_option("Petra Lindqvist")
    assert "largest sale" in rows.first.inner_text()
    page.get_by_role("button", name="Clear").click()
    page.get_by_label("Date from").fill("2023-04-01")
    page.get_by_label("to", exact=True).fill("2023-04-30")
    assert rows.count() == 3, "two rows of April, and one claim known only to the year"
    page.get_by_label("Words").fill("nothing says this")
    assert rows.count() == 0
    assert page.locator("#nothing").is_visible()


def test_stepping_from_claim_to_claim_by_keyboard(public: Path, watched: Any) -> None:
    page, _ = watched(reduced_motion="reduce")
    source = next(p for p in sorted((public / "sources").glob("*/index.html")) if "northern dam came" in p.read_text())
    page.goto(source.as_uri())
    page.get_by_role("button", name="Next claim").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    assert "Claim 2 of" in page.locator(".stepper output").inner_text()
    assert page.locator("mark.lit").count() == 1


def test_keyboard_focus_is_visible_and_starts_with_the_way_past_the_menu(public: Path, watched: Any) -> None:
    page, _ = watched()
    page.goto((public / "index.html").as_uri())
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to the text"
    assert skip.bounding_box()["y"] >= 0
    for _ in range(12):
        page.keyboard.press("Tab")
        drawn = page.evaluate("getComputedStyle(document.activeElement).outlineStyle + document.activeElement.tagName")
        assert drawn.startswith("solid"), drawn


def test_hostile_text_stays_text(public: Path, watched: Any) -> None:
    page, noted = watched()
    page.on("dialog", lambda _: noted.append("a dialog"))
    source = next(p for p in sorted((public / "sources").glob("*/index.html")) if "alert(" in p.read_text())
    page.goto(source.as_uri())
    text = page.locator(".reading").inner_text()
    assert "<script>alert('x')</script> & <b>bold</b>" in text
    assert "invoice[U+202E]fdp.exe null[U+0000]here" in text
    assert noted == []


def test_paper_shows_addresses(public: Path, watched: Any) -> None:
    page, _ = watched(viewport={"width": 800, "height": 1000})
    page.goto(next((public / "findings").glob("*/index.html")).as_uri())
    page.emulate_media(media="print")
    printed = page.evaluate("getComputedStyle(document.querySelector('.claim .where a'), '::after').content")
    assert "#c-" in printed
    assert not page.locator(".masthead nav").is_visible()
