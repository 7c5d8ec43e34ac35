"""What tests of recognition share: pages drawn with installed fonts, and a tesseract that must or may be there."""

import io
import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from averment.read.ocr.tesseract import engine

FACES = {
    "plain": (
        "truetype/dejavu/DejaVuSans.ttf",
        "truetype/liberation/LiberationSans-Regular.ttf",
    ),
    "chinese": ("opentype/noto/NotoSansCJK-Regular.ttc", "truetype/wqy/wqy-microhei.ttc"),
}
REQUIRED = bool(os.environ.get("AVER_REQUIRE_TESSERACT"))

Page = Callable[..., Image.Image]


def face(kind: str, size: int, index: int = 0) -> ImageFont.FreeTypeFont:
    for name in FACES[kind]:
        path = Path("/usr/share/fonts") / name
        if path.is_file():
            return ImageFont.truetype(str(path), size, index=index if "noto" in name else 0)
    missing = f"no {kind} font; try: apt install fonts-dejavu-core fonts-noto-cjk"
    pytest.fail(missing) if REQUIRED else pytest.skip(missing)


@pytest.fixture
def recogniser() -> None:
    """The test needs tesseract and its language data."""
    found = engine()
    if found is None or found.missing:
        missing = "no tesseract with all language data; `aver doctor` says how to get it"
        pytest.fail(missing) if REQUIRED else pytest.skip(missing)


@pytest.fixture
def page() -> Page:
    """`page("a line", "another", size=42)`: a white page at 300 dpi with these lines on it."""

    def drawn(*lines: str, size: int = 42, traditional: bool = False, ink: int = 0) -> Image.Image:
        image = Image.new("L", (1750, max(400, 160 + 2 * size * len(lines))), 255)
        draw = ImageDraw.Draw(image)
        for number, line in enumerate(lines):
            x = 120.0
            for word in line.split(" "):
                chinese = any("\u2e80" <= c <= "\uffef" for c in word)
                font = face("chinese", size, 3 if traditional else 2) if chinese else face("plain", size)
                draw.text((x, 120 + 2 * size * number), word, font=font, fill=ink, anchor="ls")
                x += font.getlength(word) + 0.3 * size
        return image

    return drawn


@pytest.fixture
def png() -> Callable[[Image.Image], bytes]:
    """A picture as the bytes of a PNG that states 300 dpi."""

    def saved(image: Image.Image) -> bytes:
        held = io.BytesIO()
        image.save(held, "PNG", dpi=(300, 300))
        return held.getvalue()

    return saved


@pytest.fixture
def impostor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`impostor("sleep 60")`: the only tesseract on the path is a script that does this with every picture."""

    def installed(does: str, languages: Sequence[str] = ("chi_sim", "chi_tra", "eng", "osd", "rus")) -> None:
        folder = tmp_path / f"bin{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        script = folder / "tesseract"
        named = "\\n".join(languages)
        script.write_text(
            "#!/bin/sh\n"
            'case "$*" in\n'
            '*--version*) echo "tesseract 5.9.9";;\n'
            f'*--list-langs*) printf "List:\\n{named}\\n";;\n'
            f"*) {does};;\nesac\n"
        )
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

    return installed


@pytest.fixture
def no_tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without tesseract."""
    monkeypatch.setenv("PATH", str(tmp_path))
