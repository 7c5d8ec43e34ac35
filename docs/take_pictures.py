"""Take the pictures of the README from the invented case: `make demo`, then `python docs/take_pictures.py`.

Needs Chromium (`AVER_CHROMIUM`, by default /usr/bin/chromium) and Pillow, which come with the development requirements.
"""

import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "demo" / "marlin" / "published"
IMAGES = ROOT / "docs" / "images"
COLOURS = 96
"""Of the palette: plain pages need few, and the file stays small."""


def source_page() -> Path:
    """The page of the newspaper's article: the one with most claims marked in its text."""
    pages = sorted((PAGES / "sources").glob("*/index.html"))
    return max(pages, key=lambda p: p.read_text(encoding="utf-8").count("<mark"))


def main() -> None:
    """One picture a page, in the light scheme."""
    pictures = {"source": (source_page(), "mark >> nth=2"), "network": (PAGES / "network/index.html", "svg")}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("AVER_CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1120, "height": 760}, color_scheme="light")
        for name, (path, top) in pictures.items():
            page.goto(path.as_uri())
            page.locator(top).first.evaluate("element => { element.scrollIntoView(); window.scrollBy(0, -60) }")
            target = IMAGES / f"{name}.png"
            page.screenshot(path=target)
            with Image.open(target) as picture:
                picture.convert("RGB").quantize(COLOURS).save(target, optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
