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
WIDTH, HEIGHT = 1120, 660
COLOURS = 96
"""Of the palette: plain pages need few, and the file stays small."""


def source_page() -> Path:
    """The page of the newspaper's article: the one with most claims marked in its text."""
    pages = sorted((PAGES / "sources").glob("*/index.html"))
    return max(pages, key=lambda p: p.read_text(encoding="utf-8").count("<mark"))


def main() -> None:
    """One picture a page, in the light scheme."""
    pictures = {"source": (source_page(), "text=plan to open"), "network": (PAGES / "network/index.html", "svg")}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("AVER_CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        for name, (path, top) in pictures.items():
            page.goto(path.as_uri())
            box = page.locator(top).first.bounding_box()
            if box is None:
                raise LookupError(f"{path}: nothing to see at {top!r}")
            target = IMAGES / f"{name}.png"
            clip = {"x": 0, "y": max(box["y"] - 30, 0), "width": WIDTH, "height": HEIGHT}
            page.screenshot(path=target, full_page=True, clip=clip)
            with Image.open(target) as picture:
                picture.convert("RGB").quantize(COLOURS).save(target, optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
